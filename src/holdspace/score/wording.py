"""Numbers, durations and counts in the words a teacher would say.

The numbers come from num2words, which is imported at the first number that needs it; those below a hundred are
remembered in English, since most routines need no others. The words around them stand in `languages`, one file a
language; a language without one gets its durations in English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, Literal

from holdspace.score.languages import nearest, table

Unit = Literal["second", "minute", "hour"]

SECONDS_ALONE_BELOW_MS = 120_000
"""Below two minutes an author who counts in seconds is answered in seconds: "ninety seconds"."""

_MINUTE_MS = 60_000
_HOUR_MS = 3_600_000
_UNIT_MS: dict[Unit, int] = {"second": 1000, "minute": _MINUTE_MS, "hour": _HOUR_MS}
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit of time, or another thing that is counted, in the words of one language; `{n}` is the number."""

    one: str
    many: str
    half: str = ""
    one_and_a_half: str = ""
    and_a_half: str = ""
    endings: tuple[tuple[str, str], ...] = ()
    """How a number changes at its end before this word; the first that fits."""

    def count(self, number: str) -> str:
        """So many of them: "ninety seconds"."""
        return self.many.format(n=self._before(number))

    def count_and_a_half(self, number: str) -> str:
        """So many and a half: "two and a half minutes"."""
        return self.and_a_half.format(n=self._before(number))

    def _before(self, number: str) -> str:
        for ending, instead in self.endings:
            if number.endswith(ending):
                return number.removesuffix(ending) + instead
        return number


@dataclass(frozen=True, slots=True)
class Units:
    """The words of one language around its numbers."""

    language: str
    """Tag of the file they stand in."""
    second: Counted
    minute: Counted
    hour: Counted
    breath: Counted
    time: Counted
    """As in "ten times"."""
    conjunction: str
    half: str
    """Half, by itself."""
    and_a_half: str
    """A whole number and a half, `{n}` being the number: "two and a half"."""
    fractions: tuple[tuple[Fraction, str], ...]
    """Other parts of one that have a word, as they follow a whole number."""


@cache
def units_of(tag: str) -> Units:
    """The units in the file for a tag of `languages()`."""
    told = table(tag)["units"]
    second, minute, hour, breath, time = (_counted(told[n]) for n in ("second", "minute", "hour", "breath", "time"))
    fractions = tuple((Fraction(part, whole), word) for part, whole, word in told["fractions"])
    plain = {name: told[name] for name in ("conjunction", "half", "and_a_half")}
    return Units(tag, second, minute, hour, breath, time, fractions=fractions, **plain)


def _counted(row: dict[str, Any]) -> Counted:
    return Counted(**{**row, "endings": tuple((ending, instead) for ending, instead in row.get("endings", ()))})


_REMEMBERED_IN = frozenset({"en", "en-us", "en-gb"})
_SMALL = tuple("zero one two three four five six seven eight nine".split())  # noqa: SIM905 -- read as words
_TEENS = tuple("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())  # noqa: SIM905 -- the same
_TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())  # noqa: SIM905 -- the same
_REMEMBERED = (*_SMALL, *_TEENS, *(ten if one == "zero" else f"{ten}-{one}" for ten in _TENS for one in _SMALL))
"""What num2words says for 0 to 99; a test compares every one. It spares its import, 0.02 s."""


def number_words(value: int | Fraction, language: str = "en") -> str:
    """`value` in words: "ninety", "four and a half", "one point two"; digits where the language has no number words.

    Fractions that have a name of their own are named in languages that have a file; all others are spoken as decimals
    of at most three places.
    """
    exact = Fraction(value)
    if exact.denominator == 1:
        if 0 <= exact < len(_REMEMBERED) and language.replace("_", "-").lower() in _REMEMBERED_IN:
            return _REMEMBERED[exact.numerator]
        return _spelled(str(exact.numerator), _num2words_language(language))
    named = _named_fraction(exact, language)
    if named:
        return named
    places = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.001")).normalize()
    return _spelled(format(places, "f"), _num2words_language(language))


def ordinal_words(value: int, language: str = "en") -> str:
    """`value` as an ordinal: "first", "twenty-first"; digits where the language has none."""
    return _spelled(str(value), _num2words_language(language), "ordinal")


def duration_words(ms: int, like: str = "", language: str = "en") -> str:
    """A length of time in words, in the unit family of `like`, the author's own words.

    `ms` is whole milliseconds. Seconds (or nothing) give "ninety seconds" up to two minutes; minutes give "a minute
    and a half"; an author who wrote both, such as "1m30s", gets both.
    """
    language, units = _understood(language)
    family = _family(like)
    if ms < _MINUTE_MS or (family == "seconds" and ms < SECONDS_ALONE_BELOW_MS):
        return _amount(ms, "second", units, language)
    if family != "both":
        for unit in ("hour", "minute"):
            whole, rest = divmod(ms, _UNIT_MS[unit])
            if whole and rest * 2 == _UNIT_MS[unit]:
                return _amount(ms, unit, units, language)
    return _joined(ms, units, language)


def breaths_words(n: int, language: str = "en") -> str:
    """`n` breaths in words: "five breaths", "one breath"."""
    language, units = _understood(language)
    return units.breath.one if n == 1 else units.breath.count(number_words(n, language))


def times_words(n: int, unit: str = "times", language: str = "en") -> str:
    """A count in words: "ten times", "once", "one round", "three breaths of fire"; `unit` is the author's own.

    In other languages than English a unit of the author's own is left as it is written.
    """
    unit = " ".join(unit.split()) or "times"
    number = number_words(n, language)
    if nearest(language) and unit.lower() in {"x", "×", "time", "times"}:
        time = units_of(nearest(language)).time
        return time.one if n == 1 else time.count(number)
    return f"{number} {_inflected(unit, plural=n != 1) if nearest(language) == 'en' else unit}"


def _understood(language: str) -> tuple[str, Units]:
    """`language` and its units; English and its units where there are none."""
    tag = nearest(language)
    return (language, units_of(tag)) if tag else ("en", units_of("en"))


def _family(like: str) -> Literal["seconds", "minutes", "both"]:
    """Which units an author's words speak of."""
    words = like.lower()
    if re.search(r"\d:\d", words):
        return "both"
    minutes = bool(re.search(r"min|hour|hr|stund|std|heure|hora|(?<![a-z])[mh](?![a-z])", words))
    seconds = bool(re.search(r"se[ckg]|(?<![a-z])s(?![a-z])", words))
    if minutes and seconds:
        return "both"
    return "minutes" if minutes else "seconds"


def _joined(ms: int, units: Units, language: str) -> str:
    """Hours, minutes and seconds that are not zero, with a conjunction before the last."""
    hours, rest = divmod(ms, _HOUR_MS)
    minutes, seconds = divmod(rest, _MINUTE_MS)
    parts: tuple[tuple[int, Unit], ...] = (
        (hours * _HOUR_MS, "hour"),
        (minutes * _MINUTE_MS, "minute"),
        (seconds, "second"),
    )
    amounts = [_amount(part, unit, units, language) for part, unit in parts if part]
    if len(amounts) == 1:
        return amounts[0]
    return f"{', '.join(amounts[:-1])} {units.conjunction} {amounts[-1]}"


def _amount(ms: int, unit: Unit, units: Units, language: str) -> str:
    """`ms` counted in one unit: "sixty seconds", "half a minute", "two and a half hours"."""
    value = Fraction(ms, _UNIT_MS[unit])
    counted = {"second": units.second, "minute": units.minute, "hour": units.hour}[unit]
    if value == 1:
        return counted.one
    if value == _HALF:
        return counted.half
    if value == 1 + _HALF:
        return counted.one_and_a_half
    whole, part = divmod(value, 1)
    if part == _HALF:
        return counted.count_and_a_half(number_words(whole, language))
    return counted.count(number_words(value, language))


def _named_fraction(value: Fraction, language: str) -> str:
    """The name of a fraction: "four and a half", "three quarters"; empty when the fraction has no name here."""
    tag = nearest(language)
    if not tag or value < 0:
        return ""
    units = units_of(tag)
    whole, part = divmod(value, 1)
    if part == _HALF:
        return units.and_a_half.format(n=number_words(whole, language)) if whole else units.half
    for known, word in units.fractions:
        if part == known:
            return f"{number_words(whole, language)} {units.conjunction} {word}" if whole else word
    return ""


_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


def _inflected(unit: str, *, plural: bool) -> str:
    """An English unit in the right number; only the noun before an "of" changes ("breaths of fire")."""
    noun, of, rest = unit.partition(" of ")
    head, space, last = noun.rpartition(" ")
    last = _singular(last)
    if plural:
        last = _plural(last)
    return f"{head}{space}{last}{of}{rest}"


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if _SIBILANT.search(noun) else "s")


@lru_cache(maxsize=64)
def _num2words_language(language: str) -> str:
    """The name num2words knows `language` by, most exact first; empty when it knows none."""
    from num2words import CONVERTER_CLASSES  # late: 40 ms, and most commands speak no number

    parts = language.replace("_", "-").split("-")
    exact = "_".join([parts[0].lower(), *(p.upper() for p in parts[1:])])
    for name in (exact, parts[0].lower()):
        if name in CONVERTER_CLASSES:
            return name
    return ""


@lru_cache(maxsize=4096)
def _spelled(number: str, name: str, to: str = "cardinal") -> str:
    """`number` (digits, perhaps with a decimal point) in the language num2words calls `name`."""
    if not name:
        return number
    from num2words import num2words  # late, as above

    try:
        words = str(num2words(Decimal(number) if "." in number else int(number), lang=name, to=to))
    except (NotImplementedError, OverflowError, TypeError, ValueError, IndexError, KeyError):
        return number  # num2words lacks this form in this language; the voice reads the digits in its own way
    return re.sub(r",(?=\s)", "", words).strip()
