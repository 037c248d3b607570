"""What a session measures, put together from its parts and heard from the file."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_helpers import babble
from holdspace.audio.loudness import true_peak_dbtp
from holdspace.errors import EncoderFailed
from holdspace.score.model import NO_ROOM_TONE, Keep
from holdspace.session.block import Block
from holdspace.session.measuring import BLOCK_FRAMES, HOP_FRAMES, LoudBlock, Run, gated_lufs, gating_blocks, to_db
from holdspace.session.placing import place
from holdspace.session.room import LOOP_FRAMES
from holdspace.session.stretches import LONGEST_FRAMES
from holdspace.session.tags import Tags
from holdspace.session.timeline import Timeline
from holdspace.session.verifying import NotHeard
from holdspace.session.writing import Written, write_session
from session_helpers import Shelf, Spoken, clip, decoded, keep, say, score, text_of

FRAME = 1152
WORDS = {"Reach.": (0.8, 11), "Hold.": (1.3, 12), "Let go.": (2.1, 13), "Rest.": (0.6, 14)}

KEPT = Shelf()
"""Encoded sound that several tests share: the loop of room tone above all."""


def voice(gain_db: float = 0.0) -> Spoken:
    """Four sentences, each always the same, with margins."""

    def speak(text: str) -> np.ndarray:
        seconds, seed = WORDS[text]
        sound = babble(seconds, -20 + gain_db, seed)
        sound[:1764] *= np.linspace(0, 1, 1764)
        sound[-3528:] *= np.linspace(1, 0, 3528)
        return sound

    ready = {text: clip(speak(text), text, 1764, 3528) for text in WORDS}
    return Spoken(lambda wanted: ready[wanted.text])


def session(*holds_ms: int, room_tone_db: float = -62.0, clips: Spoken | None = None) -> Timeline:
    """A sentence before each hold and one at the end, on the grid."""
    texts = list(WORDS)
    cues = [cue for index, ms in enumerate(holds_ms) for cue in (say(texts[index % 4]), keep(ms))]
    spoken = clips or voice()
    plan = score(*cues, say(texts[len(holds_ms) % 4]), keep(2_000))
    return replace(
        place(plan, lambda wanted: spoken.extent(wanted).samples, text_of, grid=FRAME), room_tone_db=room_tone_db
    )


def write(
    plan: Timeline,
    clips: Spoken,
    folder: Path,
    *,
    verify: bool = False,
    store: Shelf | None = None,
    name: str = "a.mp3",
) -> Written:
    """The session as a file, with its measures."""
    tags = Tags("Test")
    return write_session(
        plan, clips, folder / name, tags, store=Shelf() if store is None else store, verify=verify, force=True
    )


PLANS: dict[str, Callable[[], Timeline]] = {
    "with room": lambda: session(5_000, 21_234, 777, 8_000),
    "without room": lambda: session(12_000, 9_000, room_tone_db=NO_ROOM_TONE),
}


@pytest.mark.parametrize("kind", PLANS)
def test_the_parts_measure_what_the_file_does(kind: str, tmp_path: Path) -> None:
    """Loudness within 0.15 LU, true peak within 0.2 dB and holds within 1 ms of what the decoded file measures.

    The decoded file in turn is measured by pyloudnorm within 0.2 LU, and by our own peak meter within 0.1 dB.
    """
    plan, clips = PLANS[kind](), voice()
    written = write(plan, clips, tmp_path)
    put_together = written.measures
    heard = write(plan, clips, tmp_path, verify=True, name="b.mp3").measures
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()
    assert put_together.integrated_lufs == pytest.approx(heard.integrated_lufs, abs=0.15)
    assert put_together.speech_lufs == pytest.approx(heard.speech_lufs, abs=0.15)
    assert put_together.true_peak_dbtp == pytest.approx(heard.true_peak_dbtp, abs=0.2)
    sound = decoded(written.file) / 32_768
    reference = pyloudnorm.Meter(44_100).integrated_loudness(sound)
    assert put_together.integrated_lufs == pytest.approx(reference, abs=0.2)
    assert heard.true_peak_dbtp == pytest.approx(true_peak_dbtp(sound, 44_100), abs=0.1)
    planned = [event.samples / 44_100 for event in plan.events if event.kind == "hold"]
    for measures in (put_together, heard):
        assert [one.planned_seconds for one in measures.holds] == pytest.approx(planned, abs=0.001)
        assert [one.measured_seconds for one in measures.holds] == pytest.approx(planned, abs=0.001)
        assert {one.section for one in measures.holds} == {"Main"}


def test_no_stretch_is_late(tmp_path: Path) -> None:
    """Each block, the cut pieces of a long one too, decodes on its very sample."""
    shelf = Shelf()
    write(session(5_000, 4_000, room_tone_db=NO_ROOM_TONE), voice(), tmp_path, store=shelf)
    long = clip(babble(LONGEST_FRAMES * FRAME / 44_100 + 3, -20), "long")
    plan = score(say("long"), keep(1_000))
    write(place(plan, lambda _u: long.samples, text_of, grid=FRAME), Spoken(lambda _u: long), tmp_path, store=shelf)
    blocks = [Block.from_bytes(kept) for kept in shelf.values() if kept.startswith(b"{")]  # not the cover
    assert len(blocks) == 5
    assert {block.gauged.late_samples for block in blocks} == {0}
    assert all(len(block.gauged.energies) == block.frames for block in blocks)


def test_speech_is_as_loud_whatever_the_holds(tmp_path: Path) -> None:
    """The same routine with holds of 5 s and of 120 s: speech measures the same to 0.2 dB, and so does the whole."""
    short, long = (write(session(ms, ms), voice(), tmp_path, name=f"{ms}.mp3") for ms in (5_000, 120_000))
    assert short.measures.speech_lufs == pytest.approx(long.measures.speech_lufs, abs=0.2)
    assert short.measures.integrated_lufs == pytest.approx(long.measures.integrated_lufs, abs=0.2)
    first = slice(0, 30_000)
    assert np.array_equal(decoded(short.file)[first], decoded(long.file)[first])


def test_louder_speech_measures_louder(tmp_path: Path) -> None:
    """Speech 6 dB softer measures 6 dB less; the room tone alone does not count as speech."""
    loud, soft = voice(), voice(-6.0)
    plan = session(5_000, 5_000)
    one, other = (write(plan, clips, tmp_path, name=f"{n}.mp3").measures for n, clips in enumerate((loud, soft)))
    assert one.speech_lufs - other.speech_lufs == pytest.approx(6, abs=0.2)
    assert one.true_peak_dbtp - other.true_peak_dbtp == pytest.approx(6, abs=0.5)


@pytest.mark.parametrize("verify", [False, True])
def test_a_session_without_speech_or_shorter_than_a_block(verify: bool, tmp_path: Path) -> None:
    """Silence measures minus infinity, a moment of room tone too, and nothing fails."""
    rest = place(score(Keep("rest", 3_000, 0)), lambda _u: 0, text_of)
    silent = write(rest, voice(), tmp_path, verify=verify).measures
    assert (silent.integrated_lufs, silent.speech_lufs, silent.true_peak_dbtp) == (-math.inf,) * 3
    assert [one.measured_seconds for one in silent.holds] == [3.0]
    moment = replace(place(score(keep(300)), lambda _u: 0, text_of), room_tone_db=-62.0)
    assert write(moment, voice(), tmp_path, verify=verify).measures.integrated_lufs == -math.inf


def swapped(shelf: Shelf) -> Shelf:
    """The same store with its two stretches of speech exchanged; the loop of the room and the cover stay."""
    blocks = {key: Block.from_bytes(kept) for key, kept in shelf.items() if kept.startswith(b"{")}
    one, other = (key for key, block in blocks.items() if block.frames != LOOP_FRAMES)
    return Shelf({**shelf, one: shelf[other], other: shelf[one]})


def test_a_word_in_the_wrong_place_is_noticed(tmp_path: Path) -> None:
    """With the frames of two sentences exchanged, verifying tells which word is not heard where, and writes nothing."""
    texts = {"Reach.": 21, "Let go.": 22}
    ready = {text: clip(babble(1.0, -20, seed), text) for text, seed in texts.items()}
    clips = Spoken(lambda wanted: ready[wanted.text])
    plan = place(score(say("Reach."), keep(5_000), say("Let go."), keep(5_000)), lambda _u: 44_100, text_of, grid=FRAME)
    shelf = Shelf()
    write(plan, clips, tmp_path, store=shelf)
    before = (tmp_path / "a.mp3").read_bytes()
    wrong = swapped(shelf)
    with pytest.raises(NotHeard, match=r'"Reach\." is not heard at 0\.00 s') as caught:
        write(plan, clips, tmp_path, verify=True, store=wrong)
    assert isinstance(caught.value, EncoderFailed)
    assert (tmp_path / "a.mp3").read_bytes() == before
    assert os.listdir(tmp_path) == ["a.mp3"]  # noqa: PTH208 -- hidden files too


# --- the arithmetic -------------------------------------------------------------------------------------------------


def plainly(runs: list[Run]) -> list[LoudBlock]:
    """All gating blocks, frame by frame."""
    frames = [energy for run in runs for energy in run.energies * run.times]
    starts = range(0, len(frames) - BLOCK_FRAMES + 1, HOP_FRAMES)
    return [LoudBlock(at, sum(frames[at : at + BLOCK_FRAMES]) / BLOCK_FRAMES) for at in starts]


@given(st.integers(0, 10_000), st.floats(1e-9, 1e-6))
@settings(max_examples=60)
def test_long_quiet_is_counted_and_not_listed(seed: int, quiet: float) -> None:
    """Counting the blocks inside the holds gives the loudness that going frame by frame gives."""
    chance = np.random.default_rng(seed)
    runs = []
    for _ in range(12):
        runs.append(Run(tuple((chance.uniform(0.2, 1, chance.integers(20, 150)) * 1e-2).tolist())))
        runs.append(Run((quiet,), int(chance.integers(0, 3_000))))
    blocks, expected = gating_blocks(runs), plainly(runs)
    assert gated_lufs(blocks) == pytest.approx(gated_lufs(expected), abs=0.2)
    assert sum(block.times for block in blocks) == pytest.approx(len(expected), abs=3 * len(runs))
    assert len(blocks) <= sum(len(run.energies) / HOP_FRAMES + 5 * BLOCK_FRAMES / HOP_FRAMES for run in runs)


def test_gates() -> None:
    """A block softer than -70 LUFS counts for nothing, one 10 LU below the rest neither; -23 LUFS is a known energy."""
    level = 10 ** ((-23 + 0.691) / 10)
    assert gated_lufs([LoudBlock(0, level)]) == pytest.approx(-23)
    assert gated_lufs([LoudBlock(0, level), LoudBlock(4, level / 100)]) == pytest.approx(-23, abs=1e-6)
    assert gated_lufs([LoudBlock(0, 1e-9)]) == -math.inf
    assert gated_lufs([]) == -math.inf
    assert (to_db(1.0), to_db(0.5), to_db(0.0)) == (0.0, pytest.approx(-6.02, abs=0.01), -math.inf)
