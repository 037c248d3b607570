"""English: clock times and lengths of time."""

from __future__ import annotations

from holdspace.speech.reading import replacing as put
from holdspace.speech.reading.rule import ALONE, Rule, rule

TIME: tuple[Rule, ...] = (
    rule("at", r"(?<!\w)@ ?(?=\w)|(?<=\w) @ (?=\w)", " at ", ("Begin @ 7:30", "Begin at seven thirty")),
    rule(
        "a clock time with its half of the day",
        rf"(?P<lead>){ALONE}(?P<h>1[0-2]|0?[1-9])(?::(?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?(?!\w)",
        put.clock,
        ("Wake at 7:30 am and stretch.", "Wake at seven thirty a.m. and stretch."),
        ("9pm stretch", "nine p.m. stretch"),
    ),
    rule(
        "a clock time after at or by",
        r"(?P<lead>\b(?:at|by) )(?P<h>2[0-3]|1\d|0?\d):(?P<m>[0-5]\d)(?![\d:])(?P<half>)",
        put.clock,
        ("Begin at 7:30.", "Begin at seven thirty."),
        ("Be there by 8:00.", "Be there by eight o'clock."),
    ),
    rule(
        "hours, minutes and seconds",
        rf"{ALONE}(?P<h>\d{{1,2}}):(?P<m>[0-5]\d):(?P<s>[0-5]\d)(?![\d:])",
        put.hours_minutes_seconds,
        ("It lasts 1:04:05.", "It lasts one hour four minutes five seconds."),
    ),
    rule(
        "a length of time",
        r"(?<!ratio )(?<!ratio of )(?<![\w.,:/])(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?![\d:])"
        r"(?:\s?(?P<unit>minutes?|mins?|hours?|hrs?|[hm])\b)?",
        put.minutes_seconds,
        ("Hold 1:30.", "Hold one minute thirty seconds."),
        ("0:45 plank", "forty-five seconds plank"),
        ("Rest for 2:00.", "Rest for two minutes."),
    ),
    rule(
        "seconds alone",
        r"(?<![\w.,:/])(?:0?0)?:(?P<s>[0-5]\d)(?![\d:])",
        lambda m: f"{int(m['s'])} seconds",
        (":30 hold", "thirty seconds hold"),
    ),
    rule(
        "a breathing pattern with colons",
        rf"{ALONE}(?!1:)\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){{2,}}(?![\d:])",
        lambda m: m.group().replace(":", ", "),
        ("Breathe 4:4:4:4.", "Breathe four, four, four, four."),
        ("Breathe 1:4:2.", "Breathe one to four to two."),
    ),
    rule(
        "a ratio",
        rf"{ALONE}\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?![\d:])",
        lambda m: m.group().replace(":", " to "),
        ("Breathe 1:2.", "Breathe one to two."),
    ),
    rule(
        "hours, minutes and seconds with letters",
        rf"{ALONE}(?=\d+ ?(?:h|m))(?:(?P<h>\d{{1,2}}) ?(?:h|hrs?) ?)?(?:(?P<m>\d{{1,3}}) ?(?:m|mins?))"
        r"(?: ?(?P<s>\d{1,2}) ?(?:s|secs?))(?!\w)|"
        rf"{ALONE}(?P<h2>\d{{1,2}}) ?(?:h|hrs?) ?(?P<m2>\d{{1,2}}) ?(?:m|mins?)?(?!\w)",
        put.compound,
        ("Hold for 1m30s.", "Hold for one minute thirty seconds."),
        ("A class of 1h30m.", "A class of one hour thirty minutes."),
    ),
    rule(
        "minutes and seconds with primes",
        rf"{ALONE}(?P<m>\d{{1,3}})' ?(?P<s>[0-5]?\d)''(?P<h>)(?P<h2>)(?P<m2>)",
        put.compound,
        ("Hold 1′30″.", "Hold one minute thirty seconds."),
    ),
)
"""Clock times and lengths of time that are written with colons and letters."""
