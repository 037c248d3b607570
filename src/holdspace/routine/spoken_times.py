"""Times in plain words, such as "Hold for 30 seconds": whether the timeline does what they say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from holdspace.diagnostics import Diagnostic, Place
from holdspace.routine.durations import parse_duration
from holdspace.routine.model import Again, Breathe, Duration, Hold, Include, Item, Pause, Rest, Timed, Words
from holdspace.routine.source import MOST_PROBLEMS
from holdspace.routine.unreadable import Unreadable
from holdspace.routine.whereabouts import place_in

TAKES_TIME = (Pause, Hold, Rest, Breathe, Timed, Include, Again)
"""What gives time to do what was said."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(\s|$)")
"""The end of a sentence, as far as a linter needs to know."""

_FAR = 2000
"""How many characters after a spoken time are looked at for the end of its sentence."""

_VERB = r"\b(?:hold|stay|remain|keep|pause|rest|relax|linger|wait|breathe)\b"
_NUMBER = (
    r"(?:\d+(?:[.:]\d+)?|an?|half\s+an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty"
    r"|forty-five|fifty|sixty|ninety)"
)
_RANGE = r"(?P<range>\w+\s+(?:to|or)\s+|[\d.]+\s*[-–]\s*)?"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|breaths?)\b(?:\s+and\s+a\s+half)?"
_SLOW = r"(?:(?:deep|slow|full|more|whole|long)\s+)*"
_TIME = rf"(?P<time>{_NUMBER}\s*{_SLOW}{_UNIT})"
_SPOKEN_TIME = re.compile(rf"{_VERB}[^.!?]{{0,80}}?(?<![\w-]){_RANGE}{_TIME}", re.IGNORECASE)


def warning(code: str, place: Place, what: str, mend: str) -> Diagnostic:
    """A warning without its excerpt."""
    return Diagnostic(code, "warning", place, what, mend)


def check(paragraph: tuple[Item, ...], after: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Each time in `paragraph` that nothing keeps, or that is not what follows; `after` is the next paragraph."""
    for index, item in enumerate(paragraph):
        if not isinstance(item, Words):
            continue
        for match in itertools.islice(_SPOKEN_TIME.finditer(item.text), MOST_PROBLEMS):
            if match.group("range"):
                continue
            tail = item.text[match.end() : match.end() + _FAR]
            follower = _follower(paragraph[index + 1 :], after, tail)
            yield from _compare(match.group("time"), place_in(item, *match.span("time")), follower)


def _follower(rest: tuple[Item, ...], after: tuple[Item, ...], tail: str) -> Item | None:
    """What takes time directly after the sentence whose end is `tail` and the beginning of `rest`; None for nothing.

    A direction at the head of the next paragraph counts; a sentence in between does not.
    """
    ended = False
    items: tuple[Item, ...] = (Words(tail, tail), *rest)
    if after and not isinstance(after[0], Words):
        items += after
    for item in items:
        if isinstance(item, Words):
            if ended and re.search(r"\w", item.text):
                return None
            end = SENTENCE_END.search(item.text)
            if end and re.search(r"\w", item.text[end.end() :]):
                return None
            ended = ended or end is not None
        elif isinstance(item, TAKES_TIME):
            return None if ended and isinstance(item, Timed) else item
    return None


def _compare(written: str, place: Place, follower: Item | None) -> Iterator[Diagnostic]:
    said = _duration(written)
    if said is None:
        return
    shown = " ".join(written.split())
    if follower is None:
        what = f"“{shown}” is spoken, and no hold follows it"
        yield warning("hold-not-bound", place, what, f"put braces around it: {{{shown}}}")
        return
    actual = follower.duration if isinstance(follower, (Hold, Rest, Pause)) else None
    if actual and (actual.ms, actual.breaths) != (said.ms, said.breaths) and bool(actual.ms) == bool(said.ms):
        what = f"“{shown}” is spoken, and {actual.written} follow"
        mend = f"write {{{shown}}} in place of both, or make the two agree"
        yield warning("duration-contradicts", place, what, mend)


def _duration(written: str) -> Duration | None:
    try:
        return parse_duration(written)
    except Unreadable:
        return None
