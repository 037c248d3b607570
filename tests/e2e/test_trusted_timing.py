"""The trusted cases about timing and content, each from a script to the decoded file."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from command_helpers import (
    RATE_HZ,
    House,
    Made,
    audible_end,
    audible_onset,
    measured,
    shift_of,
    sounding,
)
from holdspace.audio.edges import audible_edges
from holdspace.audio.ringing import RING_MS
from holdspace.audio.segments import to_samples
from holdspace.score.estimating import estimate_ms
from holdspace.score.model import NO_ROOM_TONE
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine
from holdspace.speech.engines.silent import silent_samples

ESPEAK, HEART = "pyttsx3:en-us", "hibari:heart"
FRAME = 1152
"""Samples of an MP3 frame, 26 ms. Words begin with a frame, so a single hold may be half of one off (13 ms)."""
STRAY = FRAME * 3 // 2
"""How far a word may lie from the exact sum of everything before it, however long the session is."""
QUIET = {"countdown": "off", "halfway": False, "room_tone_db": NO_ROOM_TONE}
"""Nothing in a hold but the sound that ends it, which no choice takes away."""
TITLES_PACE = 0.94
"""Titles are spoken a little more slowly than sentences."""


def ms(milliseconds: float) -> int:
    """Samples of so many milliseconds; the tests do not use the program's own conversion."""
    return round(milliseconds * RATE_HZ / 1000)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("house")) as house:
        yield house


@dataclass
class Oracle:
    """Writes a random routine, and beside it where each sentence must begin, from the rules in docs/timing.md alone."""

    random: random.Random
    script: str = ""
    ms: int = 1000
    samples: int = 0
    starts: list[tuple[str, int]] = field(default_factory=list)
    gap: int = 0

    def say(self, text: str, gap_after: int, pace: float = 1.0) -> None:
        self.ms += self.gap
        self.starts.append((text, (self.ms * RATE_HZ * 2 + 1000) // 2000 + self.samples))
        self.samples += silent_samples(text, pace)
        self.gap = gap_after

    def lasts(self, milliseconds: int) -> None:
        self.ms += milliseconds
        self.gap = 0

    def section(self, number: int) -> None:
        title = f"Pose {chr(97 + number)}"
        self.gap = 1200 if self.gap else 0
        self.script += f"## {title}\n\n"
        self.say(f"{title}.", 800, TITLES_PACE)
        for _ in range(self.random.randint(1, 3)):
            self.paragraph()

    def paragraph(self) -> None:
        for _ in range(self.random.randint(1, 3)):
            text = self.random.choice(["Stand tall.", "Fold forward slowly.", "Let go.", "Breathe."])
            self.script += f"{text} "
            self.say(text, 450)
            self.direction()
        self.gap = 900 if self.gap else 0
        self.script += "\n\n"

    def direction(self) -> None:
        # Under 15 s there are no calls, whose rules have tests of their own.
        length = self.random.randint(1, 14_999)
        kind = self.random.choice(["", "", "pause", "hold", "rest"])
        if kind:
            self.script += f"[{kind} {length} ms] "
            self.lasts(length)


def routine_of(seed: int) -> Oracle:
    oracle = Oracle(random.Random(seed))
    for number in range(oracle.random.randint(1, 3)):
        oracle.section(number)
    oracle.lasts(2000)
    return oracle


def test_no_cue_strays_from_the_written_rules(house: House) -> None:
    """In 1,000 random routines each sentence begins within 40 ms of the exact sum of all that is before it."""
    for seed in range(1000):
        oracle = routine_of(seed)
        timeline = house.place(oracle.script).timeline
        found = [event for event in timeline.events if event.kind == "speech"]
        assert [event.text for event in found] == [text for text, _ in oracle.starts], oracle.script
        off = [event.start - start for event, (_, start) in zip(found, oracle.starts, strict=True)]
        assert max(map(abs, off)) <= STRAY, oracle.script
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert timeline.samples == pytest.approx(ms(oracle.ms) + oracle.samples, abs=STRAY)


def test_the_file_is_the_plan_sample_by_sample(house: House) -> None:
    """Eight random routines decode to their clips at the planned samples, and to nothing else but tones."""
    for seed in range(8):
        made = house.make(routine_of(seed).script, **QUIET)
        assert is_laid_out(made), seed


def is_laid_out(made: Made) -> bool:
    """Whether the session is what the plan has, sample by sample, wherever no tone rings."""
    apart = np.ones(len(made.samples), dtype=bool)
    for event in made.placed.timeline.events:
        if event.kind == "tone":
            apart[event.start : event.start + ms(RING_MS[event.text])] = False
    assert apart.mean() > 0.5
    return np.array_equal(made.samples[apart], laid_out(made)[apart])


def laid_out(made: Made) -> np.ndarray:
    """The session as the plan has it: each clip at its start, silence everywhere else."""
    whole = np.zeros(made.placed.timeline.samples, np.float32)
    for event in made.placed.timeline.events:
        if event.utterance is not None:
            clip, lead = made.clips[event.utterance]
            first = event.start - lead
            assert first >= 0
            whole[first : first + len(clip)] += clip
    return whole


@pytest.mark.parametrize("name", ["session.wav", "session.mp3"])
def test_a_thousand_odd_holds_do_not_drift(house: House, name: str) -> None:
    """After 1,000 holds of 333 ms the next word begins 333.000 s after the last one, give or take half an MP3 frame."""
    made = house.make("Begin now.\n" + "[hold 333 ms]\n" * 1000 + "And done.\n", name=name, **QUIET)
    first, second = (event for event in made.placed.timeline.events if event.kind == "speech")
    assert second.start - first.end == pytest.approx(ms(333_000), abs=FRAME // 2 + 1)
    for event in (first, second):
        onset, end = audible_onset(made.samples, event.start), audible_end(made.samples, event.end)
        assert (onset, end) == pytest.approx((event.start, event.end), abs=ms(5))
    assert len(made.samples) == pytest.approx(made.placed.timeline.samples, abs=1 if name.endswith("wav") else ms(50))


HOUR = """\
## Part [silent]

Extend your right leg, and cross it over the left. [hold 57 s 777 ms]
Walk your arms back up until you are seated. [pause 49 s 333 ms]

"""


def test_an_hour_decodes_to_its_plan(house: House) -> None:
    """In an MP3 of an hour each cue lies within 5 ms of the plan, to the last, and the whole within 50 ms."""
    made = house.make(HOUR * 33, ESPEAK, name="hour.mp3", **QUIET)
    assert len(made.samples) > 3600 * RATE_HZ
    assert max(abs(shift) for shift in shifts(made)) <= ms(5)
    assert len(made.samples) == pytest.approx(made.placed.timeline.samples, abs=ms(50))


def shifts(made: Made) -> list[int]:
    """For each spoken cue how many samples late its clip is in the decoded file."""
    found = []
    for event in made.placed.timeline.events:
        if event.utterance is not None:
            clip, lead = made.clips[event.utterance]
            found.append(shift_of(clip, made.samples, event.start - lead))
    assert found
    return found


def test_a_hold_is_as_long_whoever_speaks(house: House) -> None:
    """Thirty seconds of quiet lie between the words with espeak and with heart, less than 20 ms apart."""
    quiet = {}
    for voice in (ESPEAK, HEART):
        made = house.make("Sit tall.\nHold for {30 sec}.\nLet go.\n", voice, name="hold.mp3", **QUIET)
        _, before, after = (event for event in made.placed.timeline.events if event.kind == "speech")
        assert before.text == "Hold for thirty seconds."
        # The sound that ends the hold rings on beneath the next word, so that is found by its shape.
        clip, lead = made.clips[after.utterance]
        onset = after.start + shift_of(clip, made.samples, after.start - lead)
        quiet[voice] = onset - audible_end(made.samples, before.end)
    assert quiet[ESPEAK] == pytest.approx(quiet[HEART], abs=ms(20))
    assert quiet[ESPEAK] == pytest.approx(ms(30_000), abs=ms(50))


@pytest.mark.parametrize("voice", [ESPEAK, HEART])
def test_four_seven_eight_is_in_the_file(house: House, voice: str) -> None:
    """For four rounds the words of in, hold and out lie 4.0, 7.0 and 8.0 s apart in the decoded MP3, within 20 ms."""
    script = "Sit tall.\n\n[breathe in 4, hold 7, out 8, 4 rounds]\n\nLet go.\n"
    made = house.make(script, voice, name="breath.mp3")
    events = [event for event in made.placed.timeline.events if event.kind == "speech"]
    onsets = []
    for event in events[1:]:
        clip, lead = made.clips[event.utterance]
        onsets.append(event.start + shift_of(clip, made.samples, event.start - lead))
        assert audible_onset(made.samples, event.start) == pytest.approx(event.start, abs=ms(20))
    assert len(onsets) == 13
    expected = [ms(4000), ms(7000), ms(8000)] * 4
    assert [b - a for a, b in pairwise(onsets)] == pytest.approx(expected, abs=ms(20))


def test_words_too_long_for_their_phase_stretch_it_and_are_heard_whole(house: House) -> None:
    """A phase waits for its words in that round alone, with a warning; nothing overlaps, nothing is cut."""
    script = (
        "Kneel.\n\n[breathe in 1, out 2, 4 rounds]\n- in: Arch your back, and lift your head toward the sky.\n"
        "- out: Round.\n\nLet go.\n"
    )
    made = house.make(script, ESPEAK, **QUIET)
    warnings = [d for d in made.placed.diagnostics if d.code == "cue-longer-than-phase"]
    assert [d.place.line for d in warnings] == [4]
    speeches = [event for event in made.placed.timeline.events if event.kind == "speech"]
    assert all(a.end <= b.start for a, b in pairwise(speeches))
    assert is_laid_out(made)
    phases = [event.samples for event in made.placed.timeline.events if event.kind == "breath"]
    spoken = {event.start: event.samples for event in speeches}
    starts = [event.start for event in made.placed.timeline.events if event.kind == "breath"]
    planned = [ms(1000), ms(2000)] * 4
    needed = [max(phase, spoken.get(start, 0) + ms(200)) for start, phase in zip(starts, planned, strict=True)]
    assert phases[:-1] == pytest.approx(needed[:-1], abs=1)
    assert phases[-1] == pytest.approx(needed[-1], abs=FRAME)  # what follows begins with a frame
    assert phases[0] > ms(2000)
    assert phases[1:-1:2] == pytest.approx([ms(2000)] * 3, abs=1)


LONG_STEP = (
    "Keeping your back as flat as you can, slowly walk your arms out in front of you, and use your breath to settle "
    "a little deeper with each exhale."
)


@pytest.mark.parametrize("voice", [ESPEAK, HEART])
def test_as_many_steps_out_as_in(house: House, voice: str) -> None:
    """Nine steps, the first of 140 characters, are nine stretches of sound, each as long as its clip."""
    steps = [
        LONG_STEP,
        "Inhale.",
        "Exhale.",
        "Hold this here.",
        "Let your head hang.",
        "Go.",
        "Walk back up.",
        "Rest.",
        "Up.",
    ]
    assert len(LONG_STEP) >= 140
    made = house.make(" [pause 2s]\n".join(steps), voice, name="steps.mp3")
    found = sounding(made.samples, 1.2)
    events = [event for event in made.placed.timeline.events if event.kind == "speech"]
    assert len(found) == len(events) == len(steps)
    for (first, behind), event in zip(found, events, strict=True):
        assert first == pytest.approx(event.start, abs=ms(40))
        assert behind == pytest.approx(event.end, abs=ms(40))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the race is the Linux driver's")
def test_eight_long_steps_five_times() -> None:
    """Eight steps of 150 characters through five fresh engines: whole, in order, and the same to the last byte."""
    words = "walk your arms out in front of you and let your neck release while the breath settles into the lower back "
    steps = [
        (f"{count}, " + words * 2)[:150] for count in ("one", "two", "three", "four", "five", "six", "seven", "eight")
    ]
    runs = [spoken_by_a_fresh_engine(steps) for _ in range(4)]
    runs.append(spoken_by_a_fresh_engine(steps[::-1])[::-1])
    assert all(run == runs[0] for run in runs)
    assert len(set(runs[0])) == len(steps)


def spoken_by_a_fresh_engine(steps: list[str]) -> list[bytes]:
    engine = Pyttsx3Engine()
    try:
        sounds = [engine.speak(step, "en-us", 1.0) for step in steps]
    finally:
        engine.close()
    for step, sound in zip(steps, sounds, strict=True):
        edges = audible_edges(to_samples(sound), sound.frame_rate)
        assert edges is not None
        audible = (edges.end - edges.start) * 1000 / sound.frame_rate
        assert audible == pytest.approx(estimate_ms(step), rel=0.25)
    return [sound.raw_data for sound in sounds]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured as Linux tells it")
def test_a_step_of_five_thousand_characters(tmp_path: Path) -> None:
    """Without a single comma it is spoken whole, at the words a second of a short sentence, in less than 2 GB."""
    words = "slowly walk your arms out in front of you and let your neck release and "
    (tmp_path / "long.md").write_text((words * 70)[:4998] + ".\n", encoding="utf-8")
    (tmp_path / "short.md").write_text(words * 2 + "breathe.\n", encoding="utf-8")
    speeds = []
    for name in ("long.md", "short.md"):
        ran, peak_bytes = measured("show", name, "--json", "--voice", ESPEAK, "--pace", "2", folder=tmp_path)
        assert 0 < peak_bytes < 2 * 10**9
        (event,) = (e for e in ran.json()["events"] if e["kind"] == "speech")
        speeds.append(len(event["text"].split()) / event["seconds"])
    assert speeds[0] == pytest.approx(speeds[1], rel=0.25)
