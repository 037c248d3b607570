"""English: breathing patterns, fractions, sets, counts and ranges."""

from __future__ import annotations

import re

from holdspace.speech.reading import fractions_said
from holdspace.speech.reading import replacing as put
from holdspace.speech.reading.replacing import UNIT
from holdspace.speech.reading.rule import ALONE, INT, NUM, TIME_UNIT, Rule, rule

_COUNTABLE = rf"{UNIT}|times|rounds|sets|reps|breaths|inches|feet|meters|metres|miles|turns|counts|beats"
_LABEL = r"(?:set|round|step|part|day|week|exercise|pose|stage|phase|level|lesson|number|no\.?)"

COUNTS: tuple[Rule, ...] = (
    rule(
        "a countdown",
        rf"{ALONE}\d{{1,2}}(?:(?:\.|\.\.\.)\d{{1,2}}){{2,20}}(?![\w])",
        lambda m: re.sub(r"\.+", ", ", m.group()),
        ("3.2.1", "three, two, one"),
        ("10...9...8", "ten, nine, eight"),
    ),
    rule(
        "a breathing pattern",
        r"(?<![\w.,:-])\d{1,2}(?: ?[-–] ?\d{1,2}){2,8}(?![\w–]|-\d)|"
        rf"{ALONE}\d{{1,2}}(?:/\d{{1,2}}){{2,8}}(?![\w/])",
        put.sequence,
        ("4-7-8 breathing", "four, seven, eight breathing"),
        ("4–4–4–4", "four, four, four, four"),
    ),
    rule(
        "a breathing pattern with halves",
        rf"{ALONE}\d{{1,2}}(?:\.\d)?(?:/\d{{1,2}}(?:\.\d)?)*(?:\.\d/\d{{1,2}}(?:\.\d)?|/\d{{1,2}}\.\d)(?![\w/])",
        put.sequence,
        ("5.5/5.5", "five point five, five point five"),
    ),
    rule(
        "a tempo",
        r"(?<=\btempo )\d{4}\b",
        lambda m: ", ".join(m.group()),
        ("Tempo 3010", "Tempo three, zero, one, zero"),
    ),
    rule("a bare half", r"(?<![\w.,])\.(?=\d)", "0.", ("Rest .5 min.", "Rest half a minute.")),
    rule(
        "vertebrae",
        r"(?-i:(?<!\w)(?P<a>[CTLS]\d{1,2})(?P<sign> ?[-–/] ?)(?P<b>[CTLS]?\d{1,2})(?!\w))",
        lambda m: m["a"] + (", " if "/" in m["sign"] else " to ") + m["b"],
        ("L4-L5", "L four to L five"),
        ("L5/S1", "L five, S one"),
    ),
    rule(
        "for so many weeks",
        r"(?<!\w)x ?(?=\d+(?:-\d+)? ?(?:wks?|weeks?|days?|months?)\b)",
        "for ",
        ("Daily x 6 wks.", "Daily for six weeks."),
    ),
    rule(
        "a breathing pattern of two",
        rf"{ALONE}\d{{1,2}}[-–]\d{{1,2}}(?= (?:breathing|breath|pattern|ratio)\b)",
        put.sequence,
        ("The 4-6 breath.", "The four, six breath."),
    ),
    rule(
        "of so many",
        rf"\b(?P<label>{_LABEL} )(?P<a>\d+)/(?P<b>\d+)(?![\w/])",
        r"\g<label>\g<a> of \g<b>",
        ("Round 2/3.", "Round two of three."),
    ),
    rule(
        "a fraction",
        rf"{ALONE}(?:(?P<whole>\d{{1,3}})[ -])?(?P<a>\d{{1,2}})/(?P<b>[1-9]\d?)(?![\w/])"
        rf"(?: ?-?(?P<unit>{TIME_UNIT}|inch|inches|in)(?![\w]))?",
        fractions_said.fraction,
        ("1/2", "half"),
        ("½", "half"),
        ("1 1/2 min", "one and a half minutes"),
        ("Hold 1½ minutes.", "Hold one and a half minutes."),
        ("3/4 hour", "three quarters of an hour"),
        ("1/2 way down", "half way down"),
        ("Bend to 2/3.", "Bend to two thirds."),
        ("90/90 stretch", "ninety ninety stretch"),
        ("Effort 7/10.", "Effort seven out of ten."),
    ),
    rule(
        "and a half",
        rf"{ALONE}(?P<whole>{INT})\.50?[ -]?(?P<unit>{_COUNTABLE})(?!\w)",
        fractions_said.halves,
        ("Rest 1.5 min.", "Rest one and a half minutes."),
        ("0.5 s", "half a second"),
    ),
    rule(
        "sets of",
        rf"{ALONE}(?P<n>\d+) sets? ?[x*] ?(?=\d)",
        r"\g<n> sets of ",
        ("3 sets x 12 reps", "three sets of twelve reps"),
    ),
    rule(
        "so many times so much",
        rf"(?<![\w.,:/])(?P<n>{NUM}) ?[x*] ?(?=\d)",
        put.multiplied,
        ("2x30 sec", "two times thirty seconds"),
        ("3 × 12", "three times twelve"),
        ("1x30s", "one time thirty seconds"),
    ),
    rule(
        "an x before a counted noun",
        r"(?<!\w)x ?(?=\d+ (?:rounds?|sets?|times|reps?|breaths?|sides?)\b)",
        "",
        ("Cat and cow x 3 rounds", "Cat and cow three rounds"),
    ),
    rule(
        "times, before the number",
        r"(?<!\w)x ?(?P<n>\d+)(?![\w.]|,\d)|(?<!\w)x ?(?P<n2>\d+)(?=\.(?!\d))",
        put.times,
        ("x10", "ten times"),
        ("Cat and cow x 5.", "Cat and cow five times."),
        ("Bridge (x1)", "Bridge, once"),
    ),
    rule(
        "a range of times",
        rf"{ALONE}(?P<a>\d+) ?[-–] ?(?P<b>\d+) ?x(?!\w)",
        r"\g<a> to \g<b> times",
        ("2-3x", "two to three times"),
    ),
    rule(
        "times, behind the number",
        rf"(?<![\w.,:/])(?P<n>{NUM}) ?x(?!\w)(?P<n2>)",
        put.times,
        ("10x", "ten times"),
        ("5 x per side", "five times per side"),
    ),
    rule(
        "a range",
        rf"(?<![\w.,:/-])(?P<label>{_LABEL} )?(?P<a>{NUM}(?: ?(?:{UNIT}|m|x|in)(?![\w]))?)"
        rf"(?P<dash> ?[-–] ?)(?={NUM})",
        put.ranged,
        ("5-10 seconds", "five to ten seconds"),
        ("30–60 s", "thirty to sixty seconds"),
        ("30s-1min", "thirty seconds to one minute"),
        ("Set 1 - 30 s", "Set one, thirty seconds"),
    ),
    rule(
        "minus",
        r"(?:(?<=^)|(?<=\s))[-–](?=\d+(?:\.\d+)? ?°)",
        "minus ",
        ("At -5° outside.", "At minus five degrees outside."),
    ),
)
"""Counts, sets, ranges and fractions."""
