"""What the rules for English put in the place of what they find."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from holdspace.score.wording import number_words, ordinal_words, times_words

Replacement = str | Callable[[re.Match[str]], str]

UNITS: dict[str, tuple[str, str]] = {
    "s|secs?|seconds?": ("second", "seconds"),
    "mins?|minutes?": ("minute", "minutes"),
    "h|hrs?|hours?": ("hour", "hours"),
    "ms": ("millisecond", "milliseconds"),
    "mm": ("millimeter", "millimeters"),
    "cms?": ("centimeter", "centimeters"),
    "kms?": ("kilometer", "kilometers"),
    "kgs?|kilos?": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "lbs?": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"),
    "yds?": ("yard", "yards"),
    "degs?|°": ("degree", "degrees"),
    "° ?c|degs? c": ("degree Celsius", "degrees Celsius"),
    "° ?f|degs? f": ("degree Fahrenheit", "degrees Fahrenheit"),
    "bpm": ("beat per minute", "beats per minute"),
    "hz": ("hertz", "hertz"),
    "inch|inches": ("inch", "inches"),
    "cts?|counts?": ("count", "counts"),
    "wks?|weeks?": ("week", "weeks"),
    "rds|rnds?": ("round", "rounds"),
}
"""Abbreviated units after a number: (singular, plural)."""

UNIT = "(?:" + "|".join(UNITS) + ")"
"""Any of them, as a piece of a pattern; wants `(?!\\w)` behind it."""
FULL_NAMES = frozenset(name for pair in UNITS.values() for name in pair)
"""Units that are no abbreviation, so that a stop behind them is a stop."""

_ROMAN = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def unit_name(word: str, value: Fraction | int) -> str:
    """The full name of an abbreviated unit, agreeing with its number."""
    for key in UNITS:
        if re.fullmatch(key, word, re.IGNORECASE):
            return UNITS[key][value != 1]
    return word


def clock(match: re.Match[str]) -> str:
    """7:30 am: an hour of the day."""
    lead, hour, minute, half = match["lead"] or "", int(match["h"]), match["m"], match["half"]
    said = number_words(hour)
    if minute == "00" or (minute is None and not half):
        said += "" if half else " o'clock"
    elif minute:
        said += (" oh " if minute[0] == "0" else " ") + number_words(int(minute))
    if half:
        said += f" {half[0].lower()}.m."
    return lead + said


def hours_minutes_seconds(match: re.Match[str]) -> str:
    """1:04:05: a length of time."""
    parts = [(int(match["h"]), "hour"), (int(match["m"]), "minute"), (int(match["s"]), "second")]
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 seconds"


def minutes_seconds(match: re.Match[str]) -> str:
    """1:30: minutes and seconds, or hours and minutes where the text says hours."""
    big, small = ("hour", "minute") if (match["unit"] or "").lower().startswith("h") else ("minute", "second")
    parts = [(int(match["m"]), big), (int(match["s"]), small)]
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or f"0 {small}s"


def compound(match: re.Match[str]) -> str:
    """1m30s, 1h 30 min, 1'30''."""
    parts = [
        (match["h"] or match["h2"], "hour"),
        (match["m"] or match["m2"], "minute"),
        (match["s"], "second"),
    ]
    return " ".join(f"{n} {unit}{'' if int(n) == 1 else 's'}" for n, unit in parts if n)


def sequence(match: re.Match[str]) -> str:
    """4-7-8: one number after the other."""
    return re.sub(r"\s?[-–/]\s?", ", ", match.group())


def times(match: re.Match[str]) -> str:
    """x10: so many times."""
    number = match["n"] or match["n2"]
    return times_words(1) if number == "1" else f"{number} times"


def multiplied(match: re.Match[str]) -> str:
    """2x: two times, before another number."""
    return f"{match['n']} {'time' if match['n'] == '1' else 'times'} "


def primes(match: re.Match[str]) -> str:
    """30'': seconds where something is held or done for so long, inches elsewhere; 5': minutes or feet."""
    timed = match["lead"] is not None or match["follows"] is not None
    if len(match["primes"]) == 2:
        singular, plural = ("second", "seconds") if timed else ("inch", "inches")
    else:
        singular, plural = ("minute", "minutes") if timed else ("foot", "feet")
    if match["thing"] is not None:  # in words, so that no later rule gives it a plural
        return f"{match['lead'] or ''}{number_words(_number(match['n']))} {singular}"
    return f"{match['lead'] or ''}{match['n']} {singular if match['n'] == '1' else plural}"


def weekdays(match: re.Match[str]) -> str:
    """Mon/Wed/Fri: the days' names."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return ", ".join(
        next(n for n in names if n.startswith(day[:3].title())) for day in re.split(r" ?/ ?", match.group())
    )


def adjective(match: re.Match[str]) -> str:
    """30-sec hold: the unit of an adjective stays singular."""
    return f"{number_words(_number(match['n']))} {unit_name(match['unit'], 1)}"


def measured(match: re.Match[str]) -> str:
    """30s: a number and its unit."""
    return f"{match['n']} {unit_name(match['unit'], _number(match['n']))}{_kept_stop(match)}"


def _kept_stop(match: re.Match[str]) -> str:
    """The stop of an abbreviation also ends the sentence where nothing or a capital follows."""
    if not match["stop"]:
        return ""
    if match.groupdict().get("unit", "").lower() in FULL_NAMES:
        return "."
    following = match.string[match.end() :].lstrip()
    return "." if not following or following[0].isupper() else ""


def ranged(match: re.Match[str]) -> str:
    """5-10: from one number to another; a pause instead after a label such as "set 1 - "."""
    label = match["label"] or ""
    joined = ", " if label and match["dash"].strip() != match["dash"] else " to "
    return f"{label}{match['a']}{joined}"


def money(match: re.Match[str]) -> str:
    """$5: the name of the currency comes after the number."""
    name = {"$": "dollar", "€": "euro", "£": "pound"}[match["sign"]]
    return f"{match['n']} {name}{'' if match['n'] == '1' else 's'}"


def inches(match: re.Match[str]) -> str:
    """12 in: inches, only where nothing else can be meant."""
    return f"{match['n']} {'inch' if match['n'] == '1' or '-' in match.group() else 'inches'}"


def counted_unit(match: re.Match[str]) -> str:
    """Thirty sec: a unit after a number in words."""
    number = 2 if match["many"] or match["unit"].lower().endswith("s") else 1
    return f"{match['lead']}{unit_name(match['unit'], number)}{_kept_stop(match)}"


def bare_unit(match: re.Match[str]) -> str:
    """The secs: a unit without a number."""
    return f"{unit_name(match['unit'], 2 if match['unit'].lower().endswith('s') else 1)}{_kept_stop(match)}"


def shouted(match: re.Match[str]) -> str:
    """A text in capitals only: as a sentence."""
    return match.group().capitalize()


def title(words: str) -> Callable[[re.Match[str]], str]:
    """The full title; its stop never ends a sentence."""
    return lambda _: words


def abbreviation(words: str) -> Callable[[re.Match[str]], str]:
    """The full words of an abbreviation, with its capital."""

    def replace(match: re.Match[str]) -> str:
        full = words[0].upper() + words[1:] if match.group()[0].isupper() else words
        return full + _kept_stop(match)

    return replace


def metres_or_minutes(match: re.Match[str]) -> str:
    """5m are minutes, 400m and 5 m are meters."""
    value = _number(match["n"])
    unit = "minute" if value <= 90 and value.denominator == 1 and not match["gap"] else "meter"
    return f"{match['n']} {unit}{'' if value == 1 else 's'}"


def roman(match: re.Match[str]) -> str:
    """II: a numeral."""
    value = _ROMAN.get(match["roman"].upper())
    if value is None or (value == 1 and not match["lead"][:1].isupper()):
        return match.group()  # "in warrior I breathe"
    return f"{match['lead'] or ''}{number_words(value)}"


def ordinal(match: re.Match[str]) -> str:
    """1st: an ordinal."""
    return ordinal_words(int(match["n"].replace(",", "")))


def decades(match: re.Match[str]) -> str:
    """40s: an age."""
    tens = number_words(int(match["n"]))
    return f"{match['lead']}{tens[:-1]}ies" if tens.endswith("y") else match.group()


def digits(match: re.Match[str]) -> str:
    """Any number that is left, in words; very long ones and those with leading zeros digit by digit."""
    written = match.group().replace(",", "")
    whole, _, decimals = written.partition(".")
    if len(whole) > 12 or (whole[0] == "0" and len(whole) > 1):
        said = " ".join(number_words(int(d)) for d in whole)
    else:
        said = number_words(int(whole))
    if decimals:
        said += " point " + " ".join(number_words(int(d)) for d in decimals)
    return said


def letters(match: re.Match[str]) -> str:
    """ACL: letter by letter."""
    return " ".join(match.group().upper())


def lowered(match: re.Match[str]) -> str:
    """INHALE: in small letters, so that no engine spells it."""
    word = match.group().lower()
    return word.capitalize() if match.start() == 0 else word
