"""What a number counts: the unit behind it, past slow words and hyphens, or the movement that is counted."""

from __future__ import annotations

from fractions import Fraction

from holdspace.importing import english
from holdspace.importing.amounts import Number, says
from holdspace.importing.tokens import Token

_PRIMES = {"'": 60, "′": 60, '"': 1, "″": 1, "”": 1}
_YEAR = 1000
"""From here on, “1980s” is a time of the calendar."""
_BREATHS = frozenset(("breath", "breaths", "breathing"))


Unit = tuple[str, Fraction, int, str]
"""Kind, factor, index behind it, and the word of a unit."""


def unit_at(tokens: list[Token], at: int, number: Number) -> Unit | None:
    """The unit at `at`, slow words and hyphens skipped."""
    index = at
    if index < len(tokens) and tokens[index].low in ("-", "–", "\u2011", "+"):
        index += 1
    index = _past_slow_words(tokens, index)
    if not number.article:
        index = next((index + n for n in (1, 2) if _says_breaths(tokens, index, index + n)), index)
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.low in _PRIMES and token.glued and not number.article and not _closes(tokens, index):
        return "time", Fraction(_PRIMES[token.low]), index + 1, token.low
    if (phrase := _phrase_at(tokens, index)) is not None:
        return phrase
    decade = token.low == "s" and token.glued and number.most >= _YEAR
    if decade or (token.low == "second" and number.most == 1 and _is_ordinal(tokens, index)):
        return None
    known = english.UNITS.get(token.low) or english.UNITS.get(token.low.replace("-", " ").split(" ")[0])
    if known is not None and (len(token.low) > 1 or index == at or not token.is_word):
        return None if _is_ending(tokens, index) else (known[0], Fraction(known[1]), index + 1, token.low)
    return None if number.article else _movement_at(tokens, index)


def _phrase_at(tokens: list[Token], index: int) -> Unit | None:
    """“Rounds of breath”, and the m of metres or millions, at `index`."""
    if _says_rounds_of_breath(tokens, index):
        return "breaths", Fraction(1), index + 3, "breaths"
    if tokens[index].low == "m" and _is_no_minute(tokens, index):
        return "length", Fraction(1), index + 1, "metres"
    return None


def _is_no_minute(tokens: list[Token], index: int) -> bool:
    """Whether the m at `index` stands for millions or metres: “1.2M ratings”, “20 feet (6 m) away”, “10 m apart”."""
    behind = [token.low for token in tokens[index + 1 : index + 3] if token.is_word]
    measured = index > 2 and tokens[index - 2].low in ("(", "/") and tokens[index - 3].low in _LENGTHS
    return tokens[index].text == "M" or measured or (bool(behind) and behind[0] in _METRED)


_LENGTHS = frozenset(word for word, (kind, _) in english.UNITS.items() if kind == "length")
_METRED = frozenset(("away", "apart", "high", "tall", "wide", "deep", "climbed", "ahead", "ridden", "elevation"))
"""What stands behind metres, and behind no minutes."""


def _is_ordinal(tokens: list[Token], index: int) -> bool:
    """Whether “a second” at `index` is the next of its kind, “a second set”, and no time."""
    return index + 1 < len(tokens) and tokens[index + 1].low in _NEXT_OF_KIND


_NEXT_OF_KIND = frozenset(
    (
        "set",
        "round",
        "time",
        "side",
        "leg",
        "arm",
        "foot",
        "rep",
        "repetition",
        "pass",
        "go",
        "cycle",
        "block",
        "person",
    )
)


def _closes(tokens: list[Token], index: int) -> bool:
    """Whether the mark at `index` ends a quotation, “figure 4”, and is no sign for seconds."""
    before = [token.low for token in tokens[:index]]
    if tokens[index].low == "”":
        return before.count("“") > before.count("”")
    opened = sum(t.low == '"' and (at == 0 or tokens[at - 1].number is None) for at, t in enumerate(tokens[:index]))
    return tokens[index].low == '"' and opened % 2 == 1


def _says_rounds_of_breath(tokens: list[Token], index: int) -> bool:
    """Whether “rounds of breath” stands at `index`."""
    if tokens[index].low not in ("rounds", "cycles") or not says(tokens, index + 1, "of"):
        return False
    return index + 2 < len(tokens) and tokens[index + 2].low in _BREATHS


def _is_ending(tokens: list[Token], index: int) -> bool:
    """Whether the s or m at `index` is no unit but belongs to a word or a number: “s's”, “m 3”."""
    if tokens[index].low not in ("s", "m") or tokens[index].glued or index + 1 >= len(tokens):
        return False
    return tokens[index + 1].glued and tokens[index + 1].low[0] in "'’0123456789"


def _movement_at(tokens: list[Token], index: int) -> Unit | None:
    """The movement that is counted at `index`: “20 squats”, “10 slow leg lifts”."""
    if tokens[index].low in _LIMBED and index and tokens[index - 1].low in ("one", "two", "1", "2"):
        return None
    for ahead in (1, 2):
        later = tokens[index + ahead] if index + ahead < len(tokens) else None
        between = tokens[index : index + ahead]
        if (
            later is not None
            and later.low in english.REP_NOUNS
            and all(t.is_word and t.low not in english.CLAUSE_LEADS for t in between)
        ):
            return "reps", Fraction(1), index + ahead + 1, later.low
    low = tokens[index].low
    return ("reps", Fraction(1), index + 1, low) if _is_counted(low) else None


_LIMBED = frozenset(["hand", "arm", "leg", "foot", "handed", "armed", "legged", "footed", "point", "sided", "way"])
"""“Two hand swings” are done with two hands, and not twice."""


def _past_slow_words(tokens: list[Token], index: int) -> int:
    """The index behind “deep”, “long, slow” and “slow and even”."""
    for _ in range(6):
        low = tokens[index].low if index < len(tokens) else ""
        joins = low in (",", "and", "to") and index + 1 < len(tokens) and tokens[index + 1].low in english.SLOW
        if low not in english.SLOW and not (joins and tokens[index - 1].low in english.SLOW):
            break
        index += 1
    return index


def _says_breaths(tokens: list[Token], first: int, index: int) -> bool:
    """Whether “breaths” stands at `index`, behind words from `first` that are in no table: “five belly breaths”."""
    if index >= len(tokens) or tokens[index].low != "breaths":
        return False
    between = tokens[first:index]
    return all(t.is_word and t.low not in english.UNITS and t.low not in english.CLAUSE_LEADS for t in between)


def _is_counted(word: str) -> bool:
    """Whether `word` is the plural of a movement: “20 squats”, “8 sweeps”."""
    if word in english.NO_REP_NOUNS or len(word) < 4 or not word.endswith("s"):
        return False
    return (
        word in english.REP_NOUNS
        or word[:-1] in english.VERBS
        or word[:-2] in english.VERBS
        or word in english.MOVEMENTS
    )
