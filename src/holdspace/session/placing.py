"""From a score to a timeline: every cue gets its exact samples, calls that do not fit are left out.

A position is always converted from the exact sum of milliseconds before it, plus the samples of the clips before it,
so that nothing drifts however long the session is.

Speech can be made to begin on a grid, such as that of MP3 frames: then the same clip is the same frames wherever it
stands. A hold keeps its length to half a step of the grid (a whole one where many holds in a row would otherwise add
up); what is left over is made good in the next pause. Within a set of breaths everything stays exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from holdspace.diagnostics import Diagnostic, Place
from holdspace.routine.model import NOWHERE
from holdspace.score.model import (
    BedChange,
    Breath,
    Call,
    Cue,
    Keep,
    Quiet,
    Say,
    Score,
    Sound,
    ToneName,
    Utterance,
)
from holdspace.session.music_files import music_path
from holdspace.session.timeline import BedSpan, Event, EventKind, Timeline
from holdspace.timebase import clock, ms_to_samples, samples_to_ms

BREATH_ROOM_MS = 200
"""Quiet that is kept between the words of a breath phase and the next phase."""
BETWEEN_CALLS_MS = 300
BETWEEN_NUMBERS_MS = 50
"""Numbers of a countdown come one a second and may follow each other closely."""
ENDING_MS = 1000
"""So long before its end a hold begins to sound its ending."""
COUNTED_ENDING_MS = 500
"""Where the last seconds are counted: after the last number, and its second note falls on the very end."""
NUMBER_IMPORTANCE = 50
"""The importance by which a call is known as a number of a countdown."""
LONG_SESSION_MS = 3 * 60 * 60 * 1000


def place(
    score: Score,
    length_of: Callable[[Utterance], int],
    text_of: Callable[[Utterance], str],
    *,
    estimated: bool = False,
    grid: int = 1,
) -> Timeline:
    """Place every cue of `score`.

    `length_of` gives an utterance's audible length in samples, `text_of` what is really said. The result is marked
    with `estimated` when the lengths are estimates. Speech on the spine, bells and sets of breaths begin on multiples
    of `grid` samples.
    """
    placer = _Placer(length_of, text_of, grid)
    for cue in score.cues:
        placer.add(cue)
    placer.sound_endings()
    return Timeline(
        title=score.title,
        sections=score.sections,
        section_starts=_section_starts(len(score.sections), placer),
        events=tuple(sorted(placer.events, key=lambda event: (event.start, not event.spine))),
        samples=placer.position(),
        left_out=tuple(placer.left_out),
        diagnostics=(*placer.stretched.values(), *_too_long(placer, score)),
        estimated=estimated,
        beds=tuple(_bed_spans(placer)),
        room_tone_db=score.room_tone_db,
        stereo=score.stereo,
    )


@dataclass(slots=True)
class _Placer:
    """What is known while walking along the cues."""

    length_of: Callable[[Utterance], int]
    text_of: Callable[[Utterance], str]
    grid: int
    ms: int = 0
    """Exact sum of everything on the spine that is measured in milliseconds."""
    clip_samples: int = 0
    """Sum of everything on the spine that is measured in samples: the clips."""
    anchor: int = 0
    """The sample at which the last clip ended, or the last cue that begins on the grid began."""
    run_ms: int = 0
    """Exact sum of the milliseconds since then."""
    last: Cue | None = None
    events: list[Event] = field(default_factory=list)
    spine_end: int = 0
    """Index of the last event on the spine."""
    section_sound: dict[int, int] = field(default_factory=dict)
    """First sample of each section's first cue that is more than quiet."""
    section_quiet: dict[int, int] = field(default_factory=dict)
    """First sample of each section's first pause, for sections that are nothing else."""
    beds: list[tuple[int, BedChange]] = field(default_factory=list)
    """Where the bed changes, and to which."""
    endings: list[tuple[int, ToneName, int]] = field(default_factory=list)
    """The events that end with a sound inside them: their index, the sound, and how long before the end (ms)."""
    left_out: list[str] = field(default_factory=list)
    stretched: dict[Place, Diagnostic] = field(default_factory=dict)

    def position(self, ahead_ms: int = 0) -> int:
        """The sample that lies `ahead_ms` from here."""
        return self.anchor + ms_to_samples(self.run_ms + ahead_ms)

    def add(self, cue: Cue) -> None:
        """Place `cue` here and go on behind it."""
        if isinstance(cue, Say | Sound) or (isinstance(cue, Breath) and not isinstance(self.last, Breath)):
            self._step_onto_grid()
        known = self.section_quiet if isinstance(cue, Quiet | BedChange) else self.section_sound
        known.setdefault(cue.section, self.position())
        self.last = cue
        match cue:
            case Say():
                self._say(cue)
            case Quiet():
                self._spine("pause", cue.ms, "", cue)
            case Keep():
                self._calls(cue)
                if cue.ends_with is not None:
                    is_counted = any(call.importance == NUMBER_IMPORTANCE for call in cue.calls)
                    ahead_ms = COUNTED_ENDING_MS if is_counted else ENDING_MS
                    self.endings.append((len(self.events), cue.ends_with, ahead_ms))
                self._spine(cue.kind, cue.ms, "", cue)
            case Breath():
                self._breath(cue)
            case Sound():
                self._spine("tone", cue.ms, cue.name, cue)
            case BedChange():
                self.beds.append((self.position(), cue))

    def _step_onto_grid(self) -> None:
        """End what came before on the grid, so that what comes now begins on it."""
        if self.grid == 1:
            return  # each sample is on it, and exact sums round only once
        here = self.position()
        ideal = ms_to_samples(self.ms) + self.clip_samples
        behind = ideal - here
        most = max(1, self.grid // 2)
        pays = isinstance(self.last, Quiet) or abs(behind) >= self.grid
        aim = here + min(max(behind, -most), most) if pays else here
        there = self._on_grid(aim)
        before = self.events[self.spine_end] if self.events else None
        if before is None or before.kind == "speech" or before.samples + there < here:
            there = -(-here // self.grid) * self.grid
            if there > here:
                section = self.last.section if self.last else 0
                self._add_to_spine(Event("pause", here, there - here, "", section, spine=True))
        elif there != here:
            self._lengthen_last(there - here)
        self.anchor, self.run_ms = there, 0

    def _lengthen_last(self, samples: int) -> None:
        """Lengthen the last event on the spine, and the tone that spans it, by so many samples, or shorten them."""
        last = self.events[self.spine_end]
        for index, event in enumerate(self.events[self.spine_end :], self.spine_end):
            if event is last or (event.kind == "tone" and (event.start, event.end) == (last.start, last.end)):
                self.events[index] = replace(event, samples=event.samples + samples)

    def _add_to_spine(self, event: Event) -> None:
        self.spine_end = len(self.events)
        self.events.append(event)

    def _advance(self, ms: int = 0, clip_samples: int = 0) -> None:
        self.ms += ms
        self.clip_samples += clip_samples
        self.run_ms += ms
        self.anchor += clip_samples

    def _spine(self, kind: EventKind, ms: int, text: str, cue: Quiet | Keep | Breath | Sound) -> None:
        start = self.position()
        self._advance(ms)
        samples = self.position() - start
        self._add_to_spine(Event(kind, start, samples, text, cue.section, spine=True, place=cue.place))

    def _speech(self, utterance: Utterance, start: int, samples: int, section: int, *, spine: bool) -> Event:
        text = self.text_of(utterance)
        return Event("speech", start, samples, text, section, spine, utterance, utterance.place)

    def _say(self, cue: Say) -> None:
        samples = self.length_of(cue.utterance)
        self._add_to_spine(self._speech(cue.utterance, self.position(), samples, cue.section, spine=True))
        self._advance(clip_samples=samples)

    def _breath(self, cue: Breath) -> None:
        start = self.position()
        words = self.length_of(cue.words) if cue.words else 0
        needed = words + ms_to_samples(BREATH_ROOM_MS)
        if cue.words and needed > self.position(cue.ms) - start:
            self._note_stretch(cue, cue.words, words)
            self._advance(BREATH_ROOM_MS, words)
        else:
            self._advance(cue.ms)
        samples = self.position() - start
        self._add_to_spine(Event("breath", start, samples, cue.phase, cue.section, spine=True, place=cue.place))
        if cue.words:
            self.events.append(self._speech(cue.words, start, words, cue.section, spine=False))
        if cue.tone:
            self.events.append(Event("tone", start, samples, cue.tone, cue.section, spine=False, place=cue.place))

    def _note_stretch(self, cue: Breath, words: Utterance, samples: int) -> None:
        """Warn once for each place in the script, with the first overrun there."""
        over = samples_to_ms(samples) + BREATH_ROOM_MS - cue.ms
        self.stretched.setdefault(
            words.place,
            Diagnostic(
                "cue-longer-than-phase",
                "warning",
                words.place,
                f'"{self.text_of(words)}" is {_seconds(over)} s too long for its breath phase of {_seconds(cue.ms)} s; '
                "the phase is stretched in that round",
                "shorten the words, or give the phase more time",
            ),
        )

    def _calls(self, cue: Keep) -> None:
        """Place the calls of a hold that fit, the most important first; list the others."""
        begin, end = self.position(), self.position(cue.ms) - self.grid + 1  # the hold may yet end on the grid
        placed: list[tuple[Call, Event]] = []
        for call in sorted(cue.calls, key=lambda c: (-c.importance, c.at_ms)):
            exact = self.position(call.at_ms)
            start = self._on_grid(exact)
            start += self.grid if start < begin <= exact else 0
            event = self._speech(call.utterance, start, self.length_of(call.utterance), cue.section, spine=False)
            if event.start >= begin and event.end <= end and not any(_collide(call, event, *other) for other in placed):
                placed.append((call, event))
            else:
                self.left_out.append(_left_out(cue, event))
        self.events.extend(event for _, event in placed)

    def sound_endings(self) -> None:
        """Put the sounds that end holds before their ends, which are known only now."""
        for index, name, ahead_ms in self.endings:
            kept = self.events[index]
            start = self._on_grid(kept.end - ms_to_samples(ahead_ms))
            if start >= kept.start:
                self.events.append(
                    Event("tone", start, kept.end - start, name, kept.section, spine=False, place=kept.place)
                )

    def _on_grid(self, sample: int) -> int:
        return (2 * sample + self.grid) // (2 * self.grid) * self.grid


def _collide(call: Call, event: Event, other_call: Call, other: Event) -> bool:
    numbers = call.importance == other_call.importance == NUMBER_IMPORTANCE
    room = ms_to_samples(BETWEEN_NUMBERS_MS if numbers else BETWEEN_CALLS_MS)
    return event.start < other.end + room and other.start < event.end + room


def _left_out(cue: Keep, event: Event) -> str:
    place = event.place if event.place != NOWHERE else cue.place
    return f'{place}: "{event.text}" does not fit into the {cue.kind} of {_seconds(cue.ms)} s and is left out.'


def _bed_spans(placer: _Placer) -> Iterator[BedSpan]:
    ends = [start for start, _ in placer.beds[1:]] + [placer.position()]
    for (start, change), end in zip(placer.beds, ends, strict=False):  # without beds there is an end too many
        if change.name != "off" and end > start:
            yield BedSpan(start, end, str(music_path(change) or change.name), change.gain_db, change.place)


def _section_starts(count: int, placer: _Placer) -> tuple[int, ...]:
    """First sample of each section; the first begins with the session, an empty one where the next begins."""
    starts: list[int] = []
    following = placer.position()
    for section in reversed(range(count)):
        first = placer.section_sound.get(section, placer.section_quiet.get(section, following))
        following = min(following, first)
        starts.append(following if section else 0)
    return tuple(reversed(starts))


def _too_long(placer: _Placer, score: Score) -> list[Diagnostic]:
    length_ms = samples_to_ms(placer.position())
    if length_ms <= LONG_SESSION_MS:
        return []
    file = score.sections[0].place.file if score.sections else NOWHERE.file
    return [
        Diagnostic(
            "session-over-three-hours",
            "warning",
            Place.whole(file),
            f"the session is {clock(length_ms)} long",
            "if that is not meant, look for a long hold or a high number of repeats with `holdspace show`",
        )
    ]


def _seconds(ms: int | Fraction) -> str:
    """Milliseconds as seconds with at most one decimal: 6, 2.5."""
    return f"{float(ms) / 1000:.1f}".removesuffix(".0")
