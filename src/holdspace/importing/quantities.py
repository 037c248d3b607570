"""Numbers with their units in a sentence: “about 20–30 seconds”, “five deep breaths”, “3 x 12”, “a minute or two”.

Read from the tokens, left to right: a number, perhaps a second one behind a joint, slow words, a unit. What the number
is for is not decided here but in `roles`.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, replace
from fractions import Fraction

from holdspace.importing import english
from holdspace.importing.tokens import Token, tokenize
from holdspace.routine.numbers import number_of

_X = frozenset("x×*")
_PRIMES = {"'": 60, "′": 60, '"': 1, "″": 1, "”": 1}
_BREATHS = frozenset(("breath", "breaths", "breathing"))
_FEW = 5
"""From so many holds of a few seconds on, “10 x 5 s hold” are repetitions and no sets."""
_NUMBER_WORDS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with what it counts."""

    kind: str
    """"time" (in seconds), "breaths", "counts", "reps", "sets", "rounds", "times", "calendar", "angle" …, "bare"."""
    least: Fraction
    most: Fraction
    start: int
    """Offset of its first character in the sentence."""
    end: int
    about: bool = False
    bound: str = ""
    """"least" for “at least”, "most" for “up to”; empty otherwise."""
    unit: str = ""
    vague: bool = False
    """Whether the number is a word such as “a few”."""
    article: bool = False
    """Whether the number is “a” or “an”."""
    implied: bool = False
    """Whether it counts a movement, “20 squats”, and no repetitions by that name."""
    more: bool = False
    """Whether it is so many more than were done already: “4 more times”, “once more”."""
    first: int = 0
    """Index of its first token."""
    last: int = 0
    """Index behind its last token."""

    @property
    def middle(self) -> Fraction:
        """The number to go by."""
        return (self.least + self.most) / 2

    @property
    def is_range(self) -> bool:
        """Whether the author left a choice."""
        return self.least != self.most


@dataclass(frozen=True, slots=True)
class _Number:
    least: Fraction
    most: Fraction
    after: int
    """Index of the token behind it."""
    vague: bool = False
    article: bool = False
    clock: bool = False


@functools.lru_cache(maxsize=2048)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order."""
    tokens = tokenize(text)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        read = _product(tokens, at) or _single(tokens, at)
        if read is None:
            at += 1
            continue
        group, after = read
        found += [_qualified(text, tokens, _breathed(tokens, q)) for q in group]
        at = max(after, at + 1)
    return tuple(_joined(text, found))


# ---- one quantity --------------------------------------------------------------------------------------------------


def _single(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """A number, or a range of numbers, with its unit; or “twice”."""
    low = tokens[at].low
    if low in english.TIMES_WORDS:
        times = Fraction(english.TIMES_WORDS[low])
        return [_made("times", times, times, tokens, at, at + 1, unit=low)], at + 1
    if "-" in low and (compound := _compound(tokens, at)) is not None:
        return [compound], at + 1
    if low in english.HALF_UNITS:
        half = Fraction(english.HALF_UNITS[low])
        return [_made("time", half, half, tokens, at, at + 1, unit="seconds")], at + 1
    if (
        low in _X
        and at + 1 < len(tokens)
        and (counted := tokens[at + 1].number) is not None
        and not _is_clock(tokens[at + 1])
    ):
        timed = _with_unit(tokens, at + 1, _Number(counted, counted, at + 2))
        if timed is not None and timed[0][0].kind == "time":
            return timed
        most, after = _range_end(tokens, at + 2, counted)
        return [_made("reps", counted, most, tokens, at, after, unit="x")], after
    labelled = _labelled(tokens, at)
    if labelled is not None:
        return labelled
    if low == "count" and at + 2 < len(tokens) and tokens[at + 1].low in english.SLOWLY and tokens[at + 2].low == "to":
        number = _number(tokens, at + 3)
        if number is not None and not number.article and not number.clock:
            return [_made("counts", number.least, number.most, tokens, at, number.after, unit="count of")], number.after
    if low in ("count", "counts") and at + 1 < len(tokens) and tokens[at + 1].low in ("of", "to"):
        number = _number(tokens, at + 2)
        if number is not None and not number.article and not number.clock:
            return [_made("counts", number.least, number.most, tokens, at, number.after, unit="count of")], number.after
    number = _number(tokens, at)
    return None if number is None else _with_unit(tokens, at, number)


def _compound(tokens: list[Token], at: int) -> Quantity | None:
    """“one-minute”, “thirty-second”, “five-breath”: a number and its unit in one word."""
    head, _, unit = tokens[at].low.rpartition("-")
    if unit not in english.UNITS or head.split("-")[0] not in english.NUMBER_WORDS:
        return None
    value = number_of(head.replace("-", " ")) or number_of(head)
    if value is None:
        return None
    kind, scale = english.UNITS[unit]
    amount = Fraction(value) * scale
    return _made(kind, amount, amount, tokens, at, at + 1, unit=unit)


_LABELS = {
    "sets": "sets",
    "set": "sets",
    "reps": "reps",
    "rep": "reps",
    "repetitions": "reps",
    "repeats": "reps",
    "repeat": "reps",
    "rounds": "rounds",
    "hold": "time",
    "seconds": "time",
}


def _labelled(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“Sets: 2”, “Reps: 10–12”, “Hold: 30”."""
    if tokens[at].low not in _LABELS or at + 2 >= len(tokens) or tokens[at + 1].low not in (":", "="):
        return None
    number = _number(tokens, at + 2)
    if number is None or number.article or number.clock or _unit(tokens, number.after, number) is not None:
        return None
    if number.after < len(tokens) and tokens[number.after].low in _X:
        return None
    return [
        _made(_LABELS[tokens[at].low], number.least, number.most, tokens, at, number.after, unit="label")
    ], number.after


def _with_unit(tokens: list[Token], at: int, number: _Number) -> tuple[list[Quantity], int] | None:
    if number.article and any(_says(tokens, number.after + n, "count of") for n in (0, 1, 2)):
        return None
    if number.clock:
        return [_made("time", number.least, number.most, tokens, at, number.after, unit="clock")], number.after
    unit = _unit(tokens, number.after, number)
    if unit is not None:
        return _measured(tokens, at, number, *unit)
    after = number.after
    if after < len(tokens) and tokens[after].low in _X and not _is_number(tokens, after + 1):
        return [_made("reps", number.least, number.most, tokens, at, after + 1, unit="x")], after + 1
    if number.article or number.vague:
        return None
    return [_made("bare", number.least, number.most, tokens, at, after)], after


def _measured(
    tokens: list[Token], at: int, number: _Number, kind: str, scale: Fraction, after: int, unit: str
) -> tuple[list[Quantity], int]:
    least, most = number.least * scale, number.most * scale
    if kind == "time":
        part, behind = _and_a_half(tokens, after)
        least, most, after = least + part * scale, most + part * scale, behind
        extra, after = _smaller_part(tokens, after, scale)
        least, most = least + extra, most + extra
    if number.article and _says(tokens, after, "or two"):
        most, after = 2 * scale, after + 2
    vague = number.vague or (number.article and most != least)
    made = _made(kind, least, most, tokens, at, after, unit=unit)
    implied = kind == "reps" and unit not in english.UNITS
    return [replace(made, vague=vague, article=number.article, implied=implied)], after


def _unit(tokens: list[Token], at: int, number: _Number) -> tuple[str, Fraction, int, str] | None:
    """Kind, factor, index behind it and the word of the unit at `at`, slow words and hyphens skipped."""
    index = at
    if index < len(tokens) and tokens[index].low in ("-", "–", "\u2011", "+"):
        index += 1
    index = _past_slow_words(tokens, index)
    if not number.article and _says_breaths(tokens, index + 1):
        index += 1
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.low in _PRIMES and token.glued and not number.article:
        return "time", Fraction(_PRIMES[token.low]), index + 1, token.low
    if (
        token.low in ("rounds", "cycles")
        and _says(tokens, index + 1, "of")
        and index + 2 < len(tokens)
        and tokens[index + 2].low in _BREATHS
    ):
        return "breaths", Fraction(1), index + 3, "breaths"
    known = english.UNITS.get(token.low) or english.UNITS.get(token.low.replace("-", " ").split(" ")[0])
    if known is not None and (len(token.low) > 1 or index == at or not token.is_word):
        if (
            token.low in ("s", "m")
            and not token.glued
            and index + 1 < len(tokens)
            and tokens[index + 1].glued
            and tokens[index + 1].low[0] in "'’0123456789"
        ):
            return None
        after = index + 1
        if after < len(tokens) and tokens[after].low == "." and token.low in ("sec", "secs", "min", "mins"):
            after += 0
        return known[0], Fraction(known[1]), after, token.low
    for ahead in (1, 2):
        later = tokens[index + ahead] if index + ahead < len(tokens) else None
        between = tokens[index : index + ahead]
        if (
            later is not None
            and not number.article
            and later.low in english.REP_NOUNS
            and all(t.is_word and t.low not in english.CLAUSE_LEADS for t in between)
        ):
            return "reps", Fraction(1), index + ahead + 1, later.low
    if not number.article and _is_counted(token.low):
        return "reps", Fraction(1), index + 1, token.low
    return None


def _past_slow_words(tokens: list[Token], index: int) -> int:
    """The index behind “deep”, “long, slow” and “slow and even”."""
    for _ in range(6):
        low = tokens[index].low if index < len(tokens) else ""
        joins = low in (",", "and", "to") and index + 1 < len(tokens) and tokens[index + 1].low in english.SLOW
        if low not in english.SLOW and not (joins and tokens[index - 1].low in english.SLOW):
            break
        index += 1
    return index


def _says_breaths(tokens: list[Token], index: int) -> bool:
    """Whether “breaths” stands at `index`, behind a word that is in no table: “five belly breaths”."""
    return (
        index < len(tokens)
        and tokens[index].low == "breaths"
        and tokens[index - 1].is_word
        and tokens[index - 1].low not in english.UNITS
    )


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


def _and_a_half(tokens: list[Token], at: int) -> tuple[Fraction, int]:
    """The half of “a minute and a half”."""
    if _says(tokens, at, "and a half"):
        return Fraction(1, 2), at + 3
    return Fraction(0), at


def _smaller_part(tokens: list[Token], at: int, scale: Fraction) -> tuple[Fraction, int]:
    """The seconds of “1 minute 30 seconds”, “2 min and 15 sec”, “1m30s”."""
    index = at + 1 if _says(tokens, at, "and") or _says(tokens, at, ",") else at
    number = _number(tokens, index) if scale > 1 else None
    if number is None or number.article or number.vague:
        return Fraction(0), at
    unit = _unit(tokens, number.after, number)
    if unit is not None and unit[2] < len(tokens) and tokens[unit[2]].low in english.REST_WORDS | {"off", "pause"}:
        return Fraction(0), at
    if unit is None or unit[0] != "time" or unit[1] >= scale or number.least != number.most:
        return Fraction(0), at
    return number.least * unit[1], unit[2]


# ---- numbers -------------------------------------------------------------------------------------------------------


def _number(tokens: list[Token], at: int) -> _Number | None:
    """The number or the range of numbers at `at`."""
    first = _one(tokens, at)
    if first is None:
        return None
    if first.clock:
        if (
            first.after + 1 < len(tokens)
            and tokens[first.after].low in english.RANGE_JOINTS
            and _is_clock(tokens[first.after + 1])
        ):
            return replace(first, most=tokens[first.after + 1].number or first.most, after=first.after + 2)
        return first
    joint = first.after
    between = at > 0 and tokens[at - 1].low == "between" and joint < len(tokens) and tokens[joint].low == "and"
    if joint < len(tokens) and (between or tokens[joint].low in english.RANGE_JOINTS):
        second = _one(tokens, joint + 1)
        if second is not None and not second.clock and not second.article and second.most > first.least:
            return _Number(first.least, second.most, second.after, first.vague and second.vague)
    return first


def _one(tokens: list[Token], at: int) -> _Number | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.number is not None and _is_fraction(tokens, at):
        return None
    if token.number is not None:
        dozen, after = _dozen(tokens, at + 1)
        return _Number(token.number * dozen, token.number * dozen, after, clock=_is_clock(token))
    if not token.is_word:
        return None
    return _vague(tokens, at) or _half(tokens, at) or _spelled(tokens, at) or _article(tokens, at)


def _dozen(tokens: list[Token], at: int) -> tuple[int, int]:
    """The twelve of “2 dozen” and “½ a dozen”, and the index behind it."""
    after = at + 1 if _says(tokens, at, "a") else at
    return (12, after + 1) if _says(tokens, after, "dozen") else (1, at)


def _is_fraction(tokens: list[Token], at: int) -> bool:
    """Whether the number belongs to “90/90” or “4/10”, which count nothing."""
    behind = at + 2 < len(tokens) and tokens[at + 1].low == "/" and tokens[at + 2].number is not None
    before = at > 1 and tokens[at - 1].low == "/" and tokens[at - 2].number is not None
    return behind or before


def _vague(tokens: list[Token], at: int) -> _Number | None:
    for size in (4, 3, 2, 1):
        words = " ".join(t.low for t in tokens[at : at + size])
        if words in english.VAGUE_NUMBERS:
            least, most = english.VAGUE_NUMBERS[words]
            vague = least != most or "couple" in words
            return _Number(Fraction(least), Fraction(most), min(at + size, len(tokens)), vague=vague)
    return None


def _half(tokens: list[Token], at: int) -> _Number | None:
    """“half a minute”, “half minute”, “one and a half minutes”."""
    half = Fraction(1, 2)
    if tokens[at].low == "half":
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].low in ("a", "an") else at + 1
        return _Number(half, half, after)
    low = tokens[at].low
    if low in ("three-quarters", "quarter") and _says(tokens, at + 1, "of a"):
        return _Number(Fraction(3 if low != "quarter" else 1, 4), Fraction(3 if low != "quarter" else 1, 4), at + 3)
    if _says(tokens, at, "three quarters of a") or _says(tokens, at, "three quarters of an"):
        return _Number(Fraction(3, 4), Fraction(3, 4), at + 4)
    if low == "quarter" and _says(tokens, at + 1, "of an"):
        return _Number(Fraction(1, 4), Fraction(1, 4), at + 3)
    return None


def _spelled(tokens: list[Token], at: int) -> _Number | None:
    if tokens[at].low.split("-")[0] not in english.NUMBER_WORDS:
        return None
    for size in range(_NUMBER_WORDS_AT_MOST, 0, -1):
        words = [t.low for t in tokens[at : at + size]]
        if len(words) == size and all(word[0].isalpha() for word in words):
            value = number_of(" ".join(words))
            if value is not None and words[-1] != "and":
                extra, after = _and_a_half(tokens, at + size)
                dozen, after = _dozen(tokens, after)
                return _Number((value + extra) * dozen, (value + extra) * dozen, after)
    return None


def _article(tokens: list[Token], at: int) -> _Number | None:
    if tokens[at].low in ("a", "an", "another"):
        return _Number(Fraction(1), Fraction(1), at + 1, article=True)
    return None


def _is_number(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].number is not None


def _is_clock(token: Token) -> bool:
    return ":" in token.text and token.number is not None


def _range_end(tokens: list[Token], at: int, least: Fraction) -> tuple[Fraction, int]:
    """The upper end of a range whose lower end stands before `at`, and the index behind it."""
    if at < len(tokens) and tokens[at].low in english.RANGE_JOINTS and _is_number(tokens, at + 1):
        most = tokens[at + 1].number
        if most is not None and most > least:
            return most, at + 2
    return least, at


# ---- products ------------------------------------------------------------------------------------------------------


def _product(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“3 x 12”, “3 x 30 sec”, “3 sets x 10 reps”: so many sets of so much; “2 x daily” is left alone."""
    first = _number(tokens, at)
    if first is None or first.article or first.clock:
        return None
    index = first.after
    named = index < len(tokens) and tokens[index].low in ("set", "sets", "rounds", "lots")
    if named:
        index += 1
    if index >= len(tokens) or tokens[index].low not in _X | ({"of"} if named else set()):
        return None
    second = _number(tokens, index + 1)
    if second is None or second.article:
        return None
    made = _with_unit(tokens, index + 1, second)
    if made is None:
        return None
    inner, after = made
    size = inner[0]
    if size.kind == "bare":
        size = replace(size, kind="reps", unit="x")
    held = (
        size.kind == "time" and first.least >= _FEW and after < len(tokens) and tokens[after].low in ("hold", "holds")
    )
    sets = _made("reps" if held else "sets", first.least, first.most, tokens, at, index, unit="x")
    return [sets, size, *inner[1:]], after


# ---- around it -----------------------------------------------------------------------------------------------------


def _made(
    kind: str, least: Fraction, most: Fraction, tokens: list[Token], at: int, after: int, unit: str = ""
) -> Quantity:
    end = tokens[min(after, len(tokens)) - 1].end
    return Quantity(kind, least, most, tokens[at].start, end, unit=unit, first=at, last=after)


def _qualified(text: str, tokens: list[Token], quantity: Quantity) -> Quantity:
    """`quantity` with the words before it that make it a bound or a rough number."""
    before = text[max(0, quantity.start - 24) : quantity.start].lower().rstrip(" (")
    about = any(t.low in english.ABOUT for t in tokens[max(0, quantity.first - 2) : quantity.first])
    bound = "least" if before.endswith(english.AT_LEAST) else "most" if before.endswith(english.AT_MOST) else ""
    if any(t.low == "+" for t in tokens[quantity.first + 1 : quantity.last + 1]):
        bound = "least"
    if (
        _says(tokens, quantity.last, "or more")
        or _says(tokens, quantity.last, "or longer")
        or _says(tokens, quantity.last, "or so")
    ):
        bound, about = ("", True) if tokens[quantity.last + 1].low == "so" else ("least", about)
    inside = {t.low for t in tokens[quantity.first : quantity.last + 1]}
    another = quantity.first > 0 and tokens[quantity.first - 1].low == "another"
    more = quantity.kind in ("times", "rounds", "reps") and (
        bool(inside & {"more", "additional", "extra", "again"}) or (another and not quantity.article)
    )
    return replace(quantity, about=about, bound=bound, more=more)


def _breathed(tokens: list[Token], quantity: Quantity) -> Quantity:
    """“Breathe deeply fifteen times” and “12 times the breath” are breaths."""
    if quantity.kind != "times" or quantity.unit in english.TIMES_WORDS:
        return quantity
    before = [t.low for t in tokens[max(0, quantity.first - 6) : quantity.first]]
    while before and (before[-1] in english.BREATH_MANNERS or before[-1] in english.BODY):
        before.pop()
    behind = [t.low for t in tokens[quantity.last : quantity.last + 2]]
    if (before and before[-1] in english.BREATHE_WORDS) or behind in (["the", "breath"], ["your", "breath"]):
        return replace(quantity, kind="breaths", unit="breaths")
    return quantity


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Ranges whose two ends have units of their own: “30 sec – 1 min”."""
    result: list[Quantity] = []
    for quantity in found:
        before = result[-1] if result else None
        between = text[before.end : quantity.start].strip().lower() if before else ""
        if (
            before
            and between in english.RANGE_JOINTS
            and before.kind in (quantity.kind, "bare")
            and quantity.kind != "bare"
            and before.unit not in english.TIMES_WORDS
        ):
            scale = Fraction(english.UNITS.get(quantity.unit, ("", 1))[1]) if before.kind == "bare" else Fraction(1)
            if before.least * scale < quantity.most:
                result[-1] = replace(
                    quantity,
                    least=before.least * scale,
                    start=before.start,
                    first=before.first,
                    about=before.about or quantity.about,
                    bound=before.bound,
                )
                continue
        result.append(quantity)
    return result


def _says(tokens: list[Token], at: int, words: str) -> bool:
    wanted = words.split()
    return [t.low for t in itertools.islice(tokens, at, at + len(wanted))] == wanted
