"""A timeline as lines of text: when, how long, what."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.timebase import clock, clock_of, samples_to_ms, samples_to_seconds

if TYPE_CHECKING:
    from holdspace.session.breath_sets import BreathSet
    from holdspace.session.drafting import Placed
    from holdspace.session.listening import Listening
    from holdspace.session.timeline import Event, Timeline

_LEAST_TEXT = 20
"""However narrow the terminal is, so many columns are left for the words."""
_LINES_OF_BREATH_WORDS = 2
"""What is said in a set of breaths is cut to so many lines on a terminal; `--all` tells everything."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    text: str
    is_title: bool = False
    """Whether it is a section's title."""


def timetable(placed: Placed, width: int | None = None, *, every: bool = False, plain: bool = False) -> Iterator[Line]:
    """The lines of the table; words are wrapped to `width` columns, or never where it is None.

    Pauses that were written are shown, the natural gaps between sentences are not. A set of breaths is one row with its
    curve, unless `every` event is wanted; `plain` keeps the curve to ASCII. What lies inside a hold or a breath is
    indented.
    """
    from holdspace.session.breath_sets import BreathSet
    from holdspace.session.itemising import breath_words, items, section_of, written_pauses

    timeline = placed.timeline
    words = {} if every else breath_words(timeline)
    section = -1
    for item in items(timeline, written_pauses(placed.score), every=every):
        if section_of(item) != section:
            section = section_of(item)
            yield Line("")
            yield Line(timeline.sections[section].title, is_title=True)
        if isinstance(item, BreathSet):
            yield from map(Line, _breath_row(item, words.get(item.start, ""), width, plain=plain))
        else:
            yield from map(Line, _row(item, width))


def heading(placed: Placed) -> str:
    """The session's title, length and voice."""
    timeline = placed.timeline
    about = "about " if timeline.estimated else ""
    voice = f", {placed.voice}" if placed.voice else ""
    return f"{timeline.title}, {about}{clock(samples_to_ms(timeline.samples))}{voice}"


def closing(heard: Listening, width: int | None = None) -> list[str]:
    """What the listener gets to hear, in two sentences, wrapped to `width` columns."""
    from holdspace.cli.printing import count

    shares = ", ".join(f"{time.kind} {time.share:.0%}" for time in heard.times if time.share >= 0.005)
    held = f", {heard.words_a_minute_of_hold:.1f} a minute inside holds" if heard.seconds_of("hold") else ""
    quiet = heard.longest_silence
    where = f" ({quiet.section})" if quiet.section else ""
    left = f", {heard.calls_left_out} of {heard.calls_planned} calls left out" if heard.calls_left_out else ""
    sentences = (
        f"heard: {count(heard.words, 'word')}{held}; {shares or 'nothing'}",
        f"longest without a cue: {quiet.seconds:.0f} s from {clock_of(quiet.start)}{where}{left}",
    )
    return [line for one in sentences for line in (textwrap.wrap(one, max(width, _LEAST_TEXT)) if width else [one])]


def bed_lines(timeline: Timeline) -> list[str]:
    """What lies beneath the session, how loud, and from when to when."""
    from holdspace.session.bed_levels import BENEATH_SPEECH_DB, level_db, shown_name

    return [
        f"bed: {shown_name(span)}, {clock(samples_to_ms(span.start))} to {clock(samples_to_ms(span.end))}, "
        f"{level_db(span):g} dB relative to the speech, {level_db(span) + BENEATH_SPEECH_DB:g} dB beneath it"
        for span in timeline.beds
    ]


def _row(event: Event, width: int | None) -> list[str]:
    kind = event.kind if event.spine else f"  {event.kind}"
    return _set_out(_lead(event, kind), [event.text], width)


def _breath_row(one: BreathSet, words: str, width: int | None, *, plain: bool) -> list[str]:
    from holdspace.cli.breath_curve import COLUMNS, curve
    from holdspace.cli.printing import count
    from holdspace.session.breath_sets import pattern_text

    lead = _lead(one, "breath")
    room = _room(lead, width)
    drawn = curve(one, min(COLUMNS, room) if room else COLUMNS, plain=plain)
    summary = f"{pattern_text(one.pattern)}, {count(one.rounds, 'round')}, {_led_by(one)}"
    if room:
        words = textwrap.shorten(words, room * _LINES_OF_BREATH_WORDS - room // 4, placeholder=" ...")
    texts = [f"{drawn}  {summary}", words] if room else [f"{drawn}  {summary}{': ' if words else ''}{words}"]
    return _set_out(lead, texts if words else texts[:1], width)


def _led_by(one: BreathSet) -> str:
    """Which rounds are led by words and which by tones: `words in rounds 1 to 6 and 15, tones in rounds 7 to 14`."""
    if len(one.worded) == one.rounds:
        return "words in every round" if one.rounds > 1 else "with words"
    if len(one.sounded) == one.rounds and not one.worded:
        return "tones alone"
    tones = tuple(number for number in one.sounded if number not in one.worded)
    parts = [
        f"{name} in rounds {_spans(rounds)}" for name, rounds in (("words", one.worded), ("tones", tones)) if rounds
    ]
    return ", ".join(parts) or "neither words nor tones"


def _spans(numbers: Sequence[int]) -> str:
    """`1 to 6 and 15`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    told = [f"{span[0]} to {span[-1]}" if len(span) > 1 else f"{span[0]}" for span in spans]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def _lead(item: Event | BreathSet, kind: str) -> str:
    seconds = float(samples_to_seconds(item.samples))
    return f"{clock(samples_to_ms(item.start)):>7}  {seconds:>6.1f}  {kind:<8}  "


def _room(lead: str, width: int | None) -> int:
    """Columns left for the words; 0 for any number."""
    return max(_LEAST_TEXT, width - len(lead)) if width else 0


def _set_out(lead: str, texts: Sequence[str], width: int | None) -> list[str]:
    """The texts, each wrapped and beginning a line, behind the lead and beneath each other."""
    room = _room(lead, width)
    lines = [
        line
        for text in texts
        for line in (textwrap.wrap(text, room, break_on_hyphens=False) if room else [text]) or [""]
    ]
    return [f"{lead if at == 0 else ' ' * len(lead)}{text}".rstrip() for at, text in enumerate(lines)]
