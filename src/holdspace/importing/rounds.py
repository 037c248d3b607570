"""How often a row of steps is gone through, and the rest between two rounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdspace.importing import english
from holdspace.importing.quantities import quantities
from holdspace.importing.quantity import Quantity

ROUNDS_REST = re.compile(
    r"\bafter\s+(?:the\s+)?(?:last|final)\s+(?:move|exercise|station|one|pose|stretch)\b"
    r"|\b(?:between|after)\s+(?:the\s+|each\s+|every\s+)?(?:two\s+|three\s+)?(?:rounds?|circuits?|laps?"
    r"|sets\s+of|blocks?|times|goes)\b"
    r"|\b(?:once|after|when|until)\s+(?:you(?:(?:'|’)(?:ve|re))?\s+)?(?:have\s+|are\s+|finally\s+)*"
    r"(?:finish|complet|done|gone\s+through|performed)\w*\s+(?:with\s+)?(?:all\b|the\s+(?:whole|entire|full|last|final|circuit"
    r"|round)|a\s+(?:full\s+)?(?:round|circuit)|one\s+(?:full\s+)?(?:round|circuit)|each\s+(?:round|circuit))",
    re.IGNORECASE,
)
SETS_REST = re.compile(r"\bbetween\s+(?:the\s+|each\s+)?sets\b|\bafter\s+(?:each|every)\s+set\b", re.IGNORECASE)
_ROUNDS = re.compile(
    rf"\brounds?\b|\b(?:{english.SEQUENCE_NOUNS})\b|\bthrough\b|^\W*(?:repeat|x\s?\d|\d\s?x)\b", re.IGNORECASE
)
_MOST_ROUNDS = 30
_LABEL = re.compile(
    r"^\W*(?:block|part|round|circuit|day|week|set|section|phase|step|level|workout)\s+(?:\d+|[A-Ha-h])\s*[:.—–-]\s*",
    re.IGNORECASE,
)
PAUSES = re.compile(r"\b(?:rest|resting|breather|recover(?:y)?|break|in\s+between|off)\b", re.IGNORECASE)


@dataclass(slots=True)
class Rounds:
    """How often a row of steps is gone through."""

    rounds: int | None
    rest_seconds: float | None
    sides: str | None = None
    whole: bool = False
    """Whether a sequence or a circuit is spoken of by that name."""
    first: int | None = None
    """Of how many of the first steps it is said, “the first four”; None for all."""


def rounds_in(sentence: str, *, heading: bool = False) -> Rounds | None:
    """How often the steps around `sentence` are gone through; None when it does not say."""
    if heading:
        sentence = _LABEL.sub("", sentence)
    rest = None
    times = [q for q in quantities(sentence) if q.kind == "time"]
    of_all = SETS_REST.search(sentence) and is_of_the_sequence(sentence)
    if ROUNDS_REST.search(sentence) or of_all or (len(times) == 1 and PAUSES.search(sentence)):
        behind = ROUNDS_REST.search(sentence)
        before = [time for time in times if behind and time.end <= behind.start()]
        rest = float((before or times)[-1 if before else 0].middle) if times else None
    counted = heading or bool(_ROUNDS.search(sentence))
    count = next((q for q in quantities(sentence) if _counts_rounds(q, sentence, counted=counted)), None)
    rounds = round(float(count.middle)) + (1 if count.more else 0) if count else None
    if rounds is None and not (rest and ROUNDS_REST.search(sentence)):
        return None
    placed = _FIRST_FEW.search(sentence)
    first = next((int(q.middle) for q in quantities(sentence) if placed and q.start == placed.start("number")), None)
    whole = bool(_BY_NAME.search(sentence))
    return Rounds(rounds, int(rest) if rest and rest == int(rest) else rest, whole=whole, first=first)


_BY_NAME = re.compile(r"\b(?:sequence|flow|circuit|series|salutations?)\b", re.IGNORECASE)


def _counts_rounds(quantity: Quantity, sentence: str, *, counted: bool) -> bool:
    """Whether `quantity` is how often all is done. `counted`: `sentence` speaks of rounds, a circuit, the whole."""
    if quantity.vague or quantity.unit not in _UNITS or quantity.most > _MOST_ROUNDS:
        return False
    if quantity.kind != "rounds" and not (quantity.kind in ("times", "reps", "sets") and counted):
        return False
    if _MAKES.search(sentence[max(0, quantity.start - 24) : quantity.start]):
        return False
    return not re.search(english.FREQUENCY_PATTERN, sentence[quantity.end : quantity.end + 40], re.IGNORECASE)


_UNITS = frozenset(
    (
        "label",
        "x",
        "times",
        "time",
        "round",
        "rounds",
        "set",
        "sets",
        "circuits",
        "cycles",
        "laps",
        *english.TIMES_WORDS,
    )
)
_MAKES = re.compile(r"\b(?:this|that|which|it)\s*(?:['’]s|is|makes|counts\s+as|equals|completes)\s+$", re.IGNORECASE)
"""“That's one round” says what a round is, not how many there are."""


def rest_in(sentence: str) -> Rounds | None:
    """The rest of a short line that tells only that, “Rest 60–90 seconds”, as behind the rows of a circuit."""
    times = [q for q in quantities(sentence) if q.kind == "time"]
    if len(times) != 1 or len(sentence.split()) > _LONGEST_REST or not _RESTS.match(sentence):
        return None
    seconds = float(times[0].middle)
    return Rounds(None, int(seconds) if seconds == int(seconds) else seconds)


def short_rest_in(sentence: str) -> Rounds | None:
    """A rest as behind a round; minutes of it are a rest at the end of all."""
    found = rest_in(sentence)
    return found if found is not None and (found.rest_seconds or 0) <= _LONGEST_ROUND_REST_S else None


_LONGEST_ROUND_REST_S = 150
_LONGEST_REST = 6
_RESTS = re.compile(r"\W*(?:rest|recover|break|pause)\b", re.IGNORECASE)
_FIRST_FEW = re.compile(
    r"\bthe\s+first\s+(?P<number>\d|two|three|four|five|six|seven|eight)\b(?!\s+(?:\w+\s+)?(?:time|second|minute|breath))",
    re.IGNORECASE,
)


def is_of_the_sequence(sentence: str) -> bool:
    """Whether a rule for each step also speaks of all of them: “hold each …, and repeat the whole sequence twice”."""
    return bool(re.search(rf"\brounds\b|\b(?:{english.SEQUENCE_NOUNS})\b", sentence, re.IGNORECASE))


RESTS_AND_REPEATS = re.compile(
    r"\b(?:rest|break|breather|recover)\b[^.;!?]{0,40}\b(?:and|then|before)\s+(?:then\s+)?(?:repeat|start|do|go)\w*\s+"
    rf"(?:(?:the|this|that|whole|entire|again|it|through)\s+)*(?:{english.SEQUENCE_NOUNS})",
    re.IGNORECASE,
)
"""“Then rest 45 seconds and repeat the circuit” rests between rounds."""
