"""What a listener gets to hear, in figures: how much is said, how long it is quiet, which calls were left out.

A test by proxy: nobody has to listen for an hour to see that a hold is talked over, or that ten minutes pass in which
one may think the player has stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Literal

from holdspace.session.nesting import lies_in, with_hosts
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import samples_to_seconds

SpineKind = Literal["speech", "hold", "rest", "breath", "pause", "tone"]
SPINE_KINDS: tuple[SpineKind, ...] = ("speech", "hold", "rest", "breath", "pause", "tone")


@dataclass(frozen=True, slots=True)
class Time:
    """How much of the session is of one kind."""

    kind: SpineKind
    seconds: float
    share: float
    """Of the whole session, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest stretch in which neither a word nor a tone sounds."""

    start: float
    """Seconds from the session's first sample."""
    seconds: float
    section: str
    """Title of the section in which it begins; empty in a session without sections."""


@dataclass(frozen=True, slots=True)
class Listening:
    """The figures of one session."""

    seconds: float
    """Length of the session."""
    times: tuple[Time, ...]
    """The time of each kind that one thing after the other takes: together they are the whole session. What is said
    within a hold or a breath counts as hold or breath."""
    words: int
    """Everything said, calls and breath words included."""
    words_a_minute: float
    """Of the whole session."""
    words_a_minute_of_hold: float
    """What is said inside holds (not rests), for each minute of hold; 0 in a session without holds."""
    longest_silence: Silence
    calls_planned: int
    """Spoken and left out."""
    calls_left_out: int
    share_left_out: float
    """Of the planned calls, 0 to 1; 0 where none was planned."""
    cues: tuple[tuple[str, int], ...]
    """How often each kind of cue is heard: "narration", "title", "call", "breath" (words), "tone" (a bell, a chime) and
    "breath tone"; those that never are, are left out."""

    def seconds_of(self, kind: SpineKind) -> float:
        """Seconds of one kind."""
        return next(time.seconds for time in self.times if time.kind == kind)


def listen(timeline: Timeline) -> Listening:
    """The figures of `timeline`."""
    hosted = list(with_hosts(timeline))
    spoken = [event for event in timeline.events if event.kind == "speech"]
    held = sum(event.samples for event in timeline.events if event.spine and event.kind == "hold")
    in_holds = [event for event, host in hosted if event.kind == "speech" and lies_in(host, "hold")]
    calls = sum(1 for event, host in hosted if _kind_of_cue(event, host) == "call")
    left_out = len(timeline.left_out)
    words = _words(spoken)
    return Listening(
        seconds=samples_to_seconds(timeline.samples),
        times=tuple(_time(kind, timeline) for kind in SPINE_KINDS),
        words=words,
        words_a_minute=_a_minute(words, timeline.samples),
        words_a_minute_of_hold=_a_minute(_words(in_holds), held),
        longest_silence=_longest_silence(timeline),
        calls_planned=calls + left_out,
        calls_left_out=left_out,
        share_left_out=_share(left_out, calls + left_out),
        cues=tuple(sorted(Counter(filter(None, (_kind_of_cue(*one) for one in hosted))).items())),
    )


def as_data(listening: Listening) -> dict[str, Any]:
    """The figures as plain data for JSON: `times` and `cues` by kind; seconds and words to 0.01, shares to 0.0001."""
    data = asdict(listening)
    data["times"] = {
        time.kind: {"seconds": round(time.seconds, 2), "share": round(time.share, 4)} for time in listening.times
    }
    data["cues"] = dict(listening.cues)
    data["longest_silence"] |= {
        "start": round(listening.longest_silence.start, 2),
        "seconds": round(listening.longest_silence.seconds, 2),
    }
    for name in ("seconds", "words_a_minute", "words_a_minute_of_hold"):
        data[name] = round(data[name], 2)
    data["share_left_out"] = round(listening.share_left_out, 4)
    return data


def _time(kind: SpineKind, timeline: Timeline) -> Time:
    samples = sum(event.samples for event in timeline.events if event.spine and event.kind == kind)
    return Time(kind, samples_to_seconds(samples), _share(samples, timeline.samples))


def _longest_silence(timeline: Timeline) -> Silence:
    """Ahead of the first cue, between two, or after the last; the first of several equally long ones."""
    heard_until, longest = 0, (0, 0)
    for event in timeline.events:
        if event.kind in {"speech", "tone"}:
            longest = max(longest, (event.start - heard_until, -heard_until))
            heard_until = max(heard_until, event.end)
    samples, minus_start = max(longest, (timeline.samples - heard_until, -heard_until))
    return Silence(
        samples_to_seconds(-minus_start), samples_to_seconds(samples), _section_at(timeline, max(0, -minus_start))
    )


def _section_at(timeline: Timeline, sample: int) -> str:
    title = ""
    for start, section in zip(timeline.section_starts, timeline.sections, strict=True):
        if start <= sample:
            title = section.title
    return title


def _kind_of_cue(event: Event, host: Event | None) -> str:
    """The kind of cue that this is; empty for what is not heard."""
    if event.kind == "tone":
        return "breath tone" if lies_in(host, "breath") else "tone"
    if event.kind != "speech":
        return ""
    if event.utterance is not None:
        return event.utterance.kind
    return "call" if lies_in(host, "hold", "rest") else "breath" if lies_in(host, "breath") else "narration"


def _words(spoken: Iterable[Event]) -> int:
    """Words with at least one letter or digit, as they are said."""
    return sum(1 for event in spoken for word in event.text.split() if any(c.isalnum() for c in word))


def _a_minute(words: int, samples: int) -> float:
    return words * 60 / samples_to_seconds(samples) if samples else 0.0


def _share(part: int, whole: int) -> float:
    return float(Fraction(part, whole)) if whole else 0.0
