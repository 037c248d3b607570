"""Times in plain words, such as "Hold for 30 seconds": whether the timeline does what they say."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_RANGE = r"(?P<range>(?P<least>\w+)\s+(?:to|or)\s+|(?P<fewest>[\d.]+)\s*[-–]\s*)?"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|breaths?)\b(?:\s+and\s+a\s+half)?"
_SLOW = r"(?:(?:deep|slow|full|more|whole|long)\s+)*"
_TIME = rf"(?P<time>{_NUMBER}(?P<unit>\s*{_SLOW}{_UNIT}))"
_SPOKEN_TIME = re.compile(rf"{_VERB}[^.!?]{{0,80}}?(?<![\w-]){_RANGE}{_TIME}", re.IGNORECASE)
_TAKEN = r"\btake\s+(?:about\s+|another\s+)?(?!an?\b|one\b|1\b)"
_TAKEN_BREATHS = re.compile(rf"{_TAKEN}{_RANGE}(?P<time>{_NUMBER}(?P<unit>\s+{_SLOW}breaths\b))", re.IGNORECASE)
"""“Take five breaths” asks for time; “take a breath” is done while it is heard."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A time or a range of times in plain words."""

    words: str
    least: Duration
    most: Duration
    simply: str
    """One time in the author's words: the whole, or the lower end of a range."""
    place: Place

    def allows(self, actual: Duration) -> bool:
        """Whether a hold of that length is what was said; times and breaths are never compared."""
        if bool(actual.ms) != bool(self.least.ms):
            return True
        return self.least.ms <= actual.ms <= self.most.ms and self.least.breaths <= actual.breaths <= self.most.breaths

    @property
    def is_range(self) -> bool:
        """Whether the author left a choice."""
        return self.simply != self.words


def warning(code: str, place: Place, what: str, mend: str) -> Diagnostic:
    """A warning without its excerpt."""
    return Diagnostic(code, "warning", place, what, mend)


def check(paragraph: tuple[Item, ...], after: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Each time in `paragraph` that nothing keeps, or that is not what follows; `after` is the next paragraph."""
    for index, item in enumerate(paragraph):
        if not isinstance(item, Words):
            continue
        matches = _matches(item.text)
        for match, later in itertools.zip_longest(matches, matches[1:]):
            said = _said(match, item)
            if said is None:
                continue
            tail = item.text[match.end() : match.end() + _FAR]
            follower = _follower(paragraph[index + 1 :], after, tail)
            if follower is None and _kept_later(said, paragraph[index + 1 :]):
                continue
            crowded = later is not None and not SENTENCE_END.search(item.text, match.end(), later.start("time"))
            yield from _compare(said, follower, crowded=crowded)


def _matches(text: str) -> list[re.Match[str]]:
    """The times in `text` in their order, as many as a reader can bear to be told of."""
    found = itertools.chain(_SPOKEN_TIME.finditer(text), _TAKEN_BREATHS.finditer(text))
    by_end = {match.end(): match for match in itertools.islice(found, MOST_PROBLEMS)}
    return [by_end[end] for end in sorted(by_end)]


def _said(match: re.Match[str], words: Words) -> _Said | None:
    """What a match says; None when it is no time after all."""
    first = match.group("least") or match.group("fewest")
    unit = match.group("unit")
    simply = f"{first}{unit}" if first else match.group("time")
    least, most = _duration(simply), _duration(match.group("time"))
    if least is None or most is None:
        return None
    start = match.start("range") if first else match.start("time")
    whole = " ".join(words.text[start : match.end()].split())
    return _Said(whole, least, most, " ".join(simply.split()), place_in(words, start, match.end()))


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


def _kept_later(said: _Said, rest: tuple[Item, ...]) -> bool:
    """Whether the next that takes time is a hold of just that length, other sentences in between or not."""
    following = next((item for item in rest if isinstance(item, TAKES_TIME)), None)
    kept = following.duration if isinstance(following, Hold) else None
    return kept is not None and bool(kept.ms) == bool(said.least.ms) and said.allows(kept)


def _compare(said: _Said, follower: Item | None, *, crowded: bool) -> Iterator[Diagnostic]:
    if follower is None:
        what = f"“{said.words}” is spoken, and no hold follows it"
        how = "put braces around it and end the sentence after it" if crowded else "put braces around it"
        mend = f"{'choose one time and ' if said.is_range else ''}{how}: {{{said.simply}}}"
        yield warning("hold-not-bound", said.place, what, mend)
        return
    actual = follower.duration if isinstance(follower, (Hold, Rest, Pause)) else None
    if actual and not said.allows(actual):
        what = f"“{said.words}” is spoken, and what follows lasts {actual.written}"
        mend = f"write {{{said.simply}}} in place of both, or make the two agree"
        if said.is_range:
            mend = f"make the two agree, or write one time in braces in place of both: {{{said.simply}}}"
        yield warning("duration-contradicts", said.place, what, mend)


def _duration(written: str) -> Duration | None:
    try:
        return parse_duration(written)
    except Unreadable:
        return None
