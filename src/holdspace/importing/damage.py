"""Damaged text → repaired text, with a word on each repair.

Lost blanks, look-alike digits, lost dashes, slips of the pen.

Only what can be repaired in one way is repaired. Every repair is told, so that nothing is guessed in silence.
"""

from __future__ import annotations

import functools
import re

from holdspace.importing import english, english_slips

Repairs = list[tuple[str, str]]
"""The damaged words, and what was done about them."""

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{3,20}(?![\w'’-])")
_PAIR = re.compile(r"(?<![\w'’-])([^\W\d_]{1,12}) ([^\W\d_]{1,14})(?![\w'’-])")
_LOOKALIKE = re.compile(r"(?<![^\W\d_])(?=[lIoO\d]{0,6}\d)(?=[\d]{0,6}[lIoO])[lIoO\d]{2,6}(?=\b|s\b|\s|[–-])")
_GLUED_STOP = re.compile(r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]+\b(?!\.\w))")
_GLUED_NUMBER = re.compile(
    r"(?<=[a-z]{2})(?=\d{1,3}(?:[\s–-]|[a-z]{3}))|(?<=\d)(?=(?:seconds?|minutes?|breaths?|counts?|times|reps"
    r"|sets|rounds|repetitions?|secs?|mins?)\b)"
)
_GLUED_HALF = re.compile(r"(?<=\bhalf)(?=(?:minute|hour|dozen)s?\b)", re.IGNORECASE)
_LEADING_ONE = re.compile(r"(?<![\w.,:/-])1(?=[a-z]{2,14}\b)")
_RUN_TOGETHER = re.compile(
    r"(?<![\d.,:/-])(?P<digits>\d{3,4})(?=\s*-?\s*(?:sec(?:ond)?s?|breaths?|reps?|repetitions|times|counts?|s)\b)",
    re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(
    r"(?<![\d.,:/x×–-])(?P<least>\d{1,2})(?:\s+|\s?[?\ufffd�¬¿_]{1,3}\s?)(?P<most>\d{1,3})(?=\s*(?:deep\s+"
    r"|slow\s+|full\s+)?(?:sec(?:ond)?s?|min(?:ute)?s?|breaths?|reps?|repetitions|times|counts?)\b)",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?= (?P<part>[a-z-]+)\b)", re.IGNORECASE)
_TWICE = re.compile(r"\b(?P<word>the|your|and|to|of|a|in|on|with|for|is)\s+(?P=word)\b", re.IGNORECASE)


def repaired(text: str) -> tuple[str, Repairs]:
    """`text` repaired, and what was repaired."""
    repairs: Repairs = []
    for mend in (_letters, _lookalikes, _stops, _numbers, _pairs, _slips, _yours, _twice, _ranges):
        text = mend(text, repairs)
    return text, repairs


def doubtful(kind: str, number: float, words: str) -> str:
    """What may be wrong with a hold that reads well and is unlikely: “15 breaths” may once have been “1–5”."""
    digits = f"{number:g}"
    if kind in ("breaths", "minutes") and number > 11 and re.fullmatch(r"\d\d", digits) and digits[0] < digits[1]:
        return f"“{words}” is much; was it {digits[0]}–{digits[1]}?"
    return ""


# ---- letters ---------------------------------------------------------------------------------------------------------


_SCANNED = re.compile(r"\b(?=[A-Za-z]*[a-z])[A-Za-z]*(?:(?<=[A-Za-z])[10I|](?=[a-z])|(?<=[a-z])[10I|])[A-Za-z10|]*\b")


_LIGATURE = re.compile(r"\b(?P<one>[A-Za-z]*f[fil]) (?P<other>[a-z]{2,})\b")


def _letters(text: str, repairs: Repairs) -> str:
    """What a scanner read for letters, “hoId”, “a1phabet”, “tirnes”, or a PDF made of a ligature, “fi ve”."""

    def fix(match: re.Match[str]) -> str:
        word = match.group()
        if re.search(r"\d\w*\d", word) or not re.search(r"[a-z]{2}", word) or re.match(r"^[a-z]{1,2}\d$", word):
            return word
        fixed = word[0] + word[1:].translate(str.maketrans("1I|0", "lllo"))
        if fixed.lower() not in _known() and not re.search(r"[a-z][1I|][a-z]|[a-z]{4}[1|]$", word):
            return word
        repairs.append((word, f"read as “{fixed}”"))
        return fixed

    def begun(match: re.Match[str]) -> str:
        word = re.match(r"[a-z]+", match.string[match.end() :])
        rest = word.group() if word else ""
        if rest in _known() or f"l{rest}" not in _known():
            return match.group()
        repairs.append((f"1{rest}", f"read as “l{rest}”"))
        return "l"

    text = _LEADING_ONE.sub(begun, _SCANNED.sub(fix, text))

    def joined(match: re.Match[str]) -> str:
        word = match.group()
        fixed = word.replace("rn", "m")
        if word.lower() in _known() or fixed.lower() not in _known():
            return word
        repairs.append((word, f"read as “{fixed}”"))
        return fixed

    def ligature(match: re.Match[str]) -> str:
        fixed = match["one"] + match["other"]
        if match["one"].lower() in _known() or fixed.lower() not in _known():
            return match.group()
        repairs.append((match.group(), f"read as “{fixed}”"))
        return fixed

    return _LIGATURE.sub(ligature, re.sub(r"\b[A-Za-z]*rn[a-z]*\b", joined, text))


# ---- digits ---------------------------------------------------------------------------------------------------------


def _lookalikes(text: str, repairs: Repairs) -> str:
    def digit(match: re.Match[str]) -> str:
        fixed = match.group().translate(str.maketrans("lIoO", "1100"))
        repairs.append((match.group(), f"read as {fixed}"))
        return fixed

    return _LOOKALIKE.sub(digit, text)


def _numbers(text: str, _repairs: Repairs) -> str:
    """“for15counts” → “for 15 counts”: nothing is guessed, so nothing is told."""
    return _GLUED_HALF.sub(" ", _GLUED_NUMBER.sub(" ", text))


def _ranges(text: str, repairs: Repairs) -> str:
    """“2030 seconds”, “20 30 seconds” and “20?30 seconds”: 20–30, a dash was lost."""

    def together(match: re.Match[str]) -> str:
        digits = match["digits"]
        for cut in (2, 1) if len(digits) > 2 else ():
            least, most = int(digits[:cut]), int(digits[cut:])
            if (
                digits[cut] != "0"
                and least < most <= least * 4
                and most <= 120
                and (len(digits) == 4 or int(digits) > 180 or least * 2 >= most)
            ):
                repairs.append((digits, f"read as {least}–{most}: a dash seems to be lost"))
                return f"{least}–{most}"
        return digits

    def apart(match: re.Match[str]) -> str:
        least, most = int(match["least"]), int(match["most"])
        if not least < most <= least * 6:
            return match.group()
        repairs.append((match.group(), f"read as {least}–{most}: a dash seems to be lost"))
        return f"{least}–{most}"

    return _TWO_NUMBERS.sub(apart, _RUN_TOGETHER.sub(together, text))


# ---- blanks ---------------------------------------------------------------------------------------------------------


def _stops(text: str, _repairs: Repairs) -> str:
    """“seconds.Repeat” → “seconds. Repeat”."""
    return _GLUED_STOP.sub(" ", text)


def _pairs(text: str, repairs: Repairs) -> str:
    """“Hol dfor” → “Hold for”; “should ers” → “shoulders”."""
    position = 0
    while match := _PAIR.search(text, position):
        fixed = _pair(match.group(1), match.group(2))
        if fixed is None:
            position = match.start(2)
            continue
        repairs.append((match.group(), f"read as “{fixed}”"))
        text = text[: match.start()] + fixed + text[match.end() :]
        position = match.start() + len(fixed)
    return text


def _pair(one: str, two: str) -> str | None:
    known = _known()
    low_one, low_two = one.lower(), two.lower()
    if (low_one in known and low_two in known and len(low_one) > 1) or two[0].isupper():
        return None
    if low_one not in known and low_two not in known:
        if low_one + low_two[0] in known and low_two[1:] in known and len(low_two) > 2:
            return f"{one}{two[0]} {two[1:]}"
        if len(low_one) > 2 and low_one[:-1] in known and low_one[-1] + low_two in known:
            return f"{one[:-1]} {one[-1]}{two}"
    whole = low_one + low_two
    lone = len(one) == 1 and low_one not in "aiox" and low_two not in ("s", "m", "x")
    if lone and len(whole) > 3 and (whole in _vocabulary() or whole in english.VERBS):
        return one + two
    if len(whole) > 5 and whole in _vocabulary() and len(low_one) > 1 and len(low_two) > 2:
        return one + two
    return None


# ---- words ----------------------------------------------------------------------------------------------------------


def _slips(text: str, repairs: Repairs) -> str:
    """“stiz bones” → “sitz bones”; “shoudlers” → “shoulders”."""

    def fix(match: re.Match[str]) -> str:
        fixed = _nearest(match.group().lower())
        if fixed is None:
            return _unglued(match.group(), repairs)
        fixed = fixed.capitalize() if match.group()[0].isupper() else fixed
        repairs.append((match.group(), f"read as “{fixed}”"))
        return fixed

    return _WORD.sub(fix, text)


def _unglued(word: str, repairs: Repairs) -> str:
    """“Holdfor” → “Hold for”: a known word and one of the small ones behind it."""
    low = word.lower()
    if low in _known() or len(low) < 5:
        return word
    for small in ("for", "your", "the", "and", "with", "down", "out", "up", "in", "on", "to"):
        stem = low[: -len(small)]
        if low.endswith(small) and (stem in english.VERBS if len(small) > 2 else stem in _BEFORE_SMALL):
            fixed = f"{word[: -len(small)]} {small}"
            repairs.append((word, f"read as “{fixed}”"))
            return fixed
    return _two_words(word, repairs)


def _two_words(word: str, repairs: Repairs) -> str:
    """“setsof” → “sets of”, “bodyupright” → “body upright”: two known words that lost their blank."""
    low = word.lower()
    cuts = [at for at in range(3, len(low) - 1) if low[:at] in _FIRST_OF_TWO and low[at:] in _LAST_OF_TWO]
    cuts += [at for at in range(3, len(low) - 1) if low[:at] in _COUNTED and low[at:] in ("of", "each", "per")]
    if len(cuts) != 1:
        return word
    fixed = f"{word[: cuts[0]]} {word[cuts[0] :]}"
    repairs.append((word, f"read as “{fixed}”"))
    return fixed


_FIRST_OF_TWO = {word for word in english.BODY | english.PLACES if len(word) > 2}
_LAST_OF_TWO = english_slips.AFTER_BODY
_COUNTED = {unit for unit, (kind, _) in english.UNITS.items() if kind in ("sets", "reps", "rounds", "time", "times")}


_BEFORE_SMALL = english.BODY | english_slips.BEFORE_SMALL


def _yours(text: str, repairs: Repairs) -> str:
    """“Tuck you chin” → “Tuck your chin”."""

    def fix(match: re.Match[str]) -> str:
        if match["part"].lower() not in _PARTS_AFTER_YOU:
            return match.group()
        repairs.append((f"you {match['part']}", f"read as “your {match['part']}”"))
        return match.group() + "r"

    return _YOU.sub(fix, text)


_PARTS_AFTER_YOU = english.BODY - frozenset(
    ("back", "face", "arch", "balls", "sit", "head", "shoulder", "palm", "mouth", "nose", "bottom", "core")
)


def _twice(text: str, repairs: Repairs) -> str:
    def fix(match: re.Match[str]) -> str:
        repairs.append((match.group(), f"read as “{match['word']}”"))
        return match["word"]

    return _TWICE.sub(fix, text)


@functools.lru_cache(maxsize=4096)
def _nearest(word: str) -> str | None:
    """The one word of the vocabulary that `word` is a slip of; None when it is a word, or no clear slip."""
    if word in _known() or len(word) < 4 or word in english_slips.NO_SLIPS:
        return None
    near = {fixed for fixed in _swapped(word) if fixed in _vocabulary()}
    if not near and len(word) >= 7:
        near = {w for w in _jumbled().get("".join(sorted(word)), ()) if w[0] == word[0] and w[-1] == word[-1]}
    if not near and len(word) >= 6:
        near = {
            fixed
            for fixed in _changed(word)
            if fixed in _certain() and len(fixed) >= 6 and fixed[0] == word[0] and not _inflected(word, fixed)
        }
    return near.pop() if len(near) == 1 else None


def _swapped(word: str) -> set[str]:
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1) if word[i] != word[i + 1]}


def _changed(word: str) -> set[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    gone = {a + b[1:] for a, b in pieces if b}
    other = {a + c + b[1:] for a, b in pieces if b for c in letters}
    more = {a + c + b for a, b in pieces for c in letters}
    return gone | other | more


def _inflected(word: str, fixed: str) -> bool:
    """Whether the two differ only by an ending: both are words then."""
    endings = ("s", "d", "r", "y", "n", "es", "ed", "er", "ly")
    return any(word == fixed + e or fixed == word + e for e in endings) or word[:-1] == fixed[:-1]


_LONG = frozenset(w for w in english_slips.COMMON if len(w) >= 7)


@functools.cache
def _jumbled() -> dict[str, list[str]]:
    """The long words by their sorted letters."""
    table: dict[str, list[str]] = {}
    for word in _vocabulary() | _LONG:
        table.setdefault("".join(sorted(word)), []).append(word)
    return table


@functools.cache
def _certain() -> frozenset[str]:
    """The words that a wrong, lost or added letter may be mended to: of the body and of time, no verbs."""
    return frozenset(
        w for w in _vocabulary() if w in english.BODY or w in english.UNITS or w in english_slips.SLIP_TARGETS
    )


@functools.cache
def _vocabulary() -> frozenset[str]:
    """The words that a slip is read as: of the body, of movement and of time."""
    timed = {"time", "breaths", "counts", "reps", "sets", "rounds"}
    units = {u for u, (kind, _) in english.UNITS.items() if kind in timed and len(u) > 3} - english_slips.MISSPELT_UNITS
    words = {w for w in english.BODY | english.PLACES | english_slips.SLIP_TARGETS if len(w) > 3 and "-" not in w}
    return frozenset(words | units | {w for w in english.VERBS if len(w) > 4})


@functools.cache
def _known() -> frozenset[str]:
    """The words that are certainly words."""
    plain = (
        english_slips.COMPOUNDS
        | english.BODY
        | english.PLACES
        | english.VERBS
        | english.LEADS
        | english.CLAUSE_LEADS
        | english.SLOW
    )
    inflected = {w + e for w in english.VERBS for e in ("s", "ed", "ing", "d")} | {
        w[:-1] + "ing" for w in english.VERBS if w.endswith("e")
    }
    return frozenset(
        plain
        | inflected
        | english_slips.COMMON
        | set(english.UNITS)
        | english.NAME_NOUNS
        | english.GREETINGS
        | english.PAGE_NOUNS
        | english_slips.NO_SLIPS
    )
