"""The room tone of a session, as it decodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audio_helpers import babble
from holdspace.audio.room_tone import LOOP_FRAMES as MADE_FRAMES
from holdspace.score.model import NO_ROOM_TONE
from holdspace.session.assembling import Assembly
from holdspace.session.room import LOOP_FRAMES, Room
from holdspace.session.stretches import stretches
from holdspace.session.timeline import Timeline
from room_helpers import FRAME, FULL_SCALE, LAME_DB, heard, largest_jump, levels_db, longest_zeros_ms, rms_db
from session_helpers import Shelf, Spoken, Steps, click_clip, clip, laid, speech, timeline, tone_event

LOOP = LOOP_FRAMES * FRAME
SECOND = 44_100


def word() -> Spoken:
    """Something like a sentence, with faded margins of 40 and 80 ms."""
    sound = babble(1.2, -20)
    sound[:1764] *= np.linspace(0, 1, 1764)
    sound[-3528:] *= np.linspace(1, 0, 3528)
    ready = clip(sound, "word", 1764, 3528)
    return Spoken(lambda _wanted: ready)


def holding(room_tone_db: float) -> Timeline:
    """A word at the very beginning, one after a hold of a minute, and one that ends with the session."""
    end = 64 * SECOND
    starts = (0, 61 * SECOND // FRAME * FRAME, end - word().extent(speech("word", 0).utterance).samples)  # type: ignore[arg-type]  # speech always has one
    return timeline(*[speech("word", at, 47_628) for at in starts], samples=end, room_tone_db=room_tone_db)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Where the loops of room tone are kept, so that each is encoded once."""
    return Shelf()


@pytest.fixture(scope="module")
def session(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Steps:
    """The holding session with the usual room tone."""
    return heard(holding(-62.0), word(), tmp_path_factory.mktemp("room"), shelf)


def edges(plan: Timeline, clips: Spoken) -> Iterator[int]:
    """The decoded samples around which one block hands over to another."""
    assembly = Assembly(plan, clips, {})  # type: ignore[arg-type]  # nothing is stored
    for one in stretches(assembly._layers, assembly._frames):
        yield one.begin - 1105
        yield one.end - 1105


def test_no_silence_anywhere(session: Steps) -> None:
    """No 50 ms of exact zeros, first and last second included: no, not even five."""
    assert longest_zeros_ms(session) < 5
    assert longest_zeros_ms(session[:SECOND]) < 5
    assert longest_zeros_ms(session[-SECOND:]) < 5


def test_the_floor_of_a_long_hold(session: Steps) -> None:
    """A hold of a minute lies at -62 ±2 dBFS RMS after decoding, and hardly sways."""
    hold = session[2 * SECOND : 60 * SECOND]
    assert rms_db(hold) == pytest.approx(-62 + LAME_DB, abs=0.3)
    levels = levels_db(hold)
    assert levels.max() < -60
    assert levels.min() > -64


def test_without_room_tone_a_hold_is_silent(shelf: Shelf, tmp_path: Path) -> None:
    """Switched off, a hold lies at or below -85 dBFS: it is digital silence."""
    sound = heard(holding(NO_ROOM_TONE), word(), tmp_path, shelf)
    assert rms_db(sound[2 * SECOND : 60 * SECOND]) == -200
    assert rms_db(sound[:SECOND]) > -30


def test_where_a_stretch_meets_the_loop_nothing_is_heard(session: Steps) -> None:
    """Where a word's block gives way to the loop, and the loop to the next word's, the level stays within 1.5 dB.

    Nor does any sample jump by 1 % of full scale.
    """
    behind, ahead = [edge for edge in edges(holding(-62.0), word()) if SECOND < edge < 61 * SECOND]
    level = rms_db(session[2 * SECOND : 60 * SECOND])
    for around in (session[behind - FRAME : behind + SECOND], session[ahead - SECOND : ahead + FRAME]):
        assert np.abs(levels_db(around) - level).max() < 1.5
        assert largest_jump(around) < 0.01


def test_the_noise_changes_hands_at_equal_power(shelf: Shelf, tmp_path: Path) -> None:
    """Blocks of nothing but room tone, encoded at other places of the noise, meet the loop without swell or dip.

    A clip of zeros is a stretch like any other, so all of the session is noise, with two seams each second.
    """
    zeros = np.zeros(9 * FRAME, dtype=np.int16)
    plan, clips = laid(25 * SECOND, {index * 38 * FRAME + 5: zeros for index in range(28)}, -50.0)
    sound = heard(plan, clips, tmp_path, shelf)
    assert np.abs(levels_db(sound) - (-50 + LAME_DB)).max() < 1.5
    assert largest_jump(sound) < 0.01
    usual = np.abs(np.diff(sound.astype(np.int32)))
    seams = [edge for edge in edges(plan, clips) if FRAME < edge < len(sound) - FRAME]
    at_seams = max(int(usual[edge - 600 : edge + 600].max()) for edge in seams)
    assert at_seams <= 1.1 * int(usual.max())
    assert len(seams) >= 50


def test_the_loop_comes_round_unheard(shelf: Shelf, tmp_path: Path) -> None:
    """Where the loop of frames begins again the level stays, no sample jumps, and the sound is that of the first round.

    (The plan ends between two frames, so the last samples are not looked at.)
    """
    sound = heard(timeline(samples=2 * LOOP + 3 * SECOND, room_tone_db=-62.0), word(), tmp_path, shelf)
    for seam in (LOOP - 1105, 2 * LOOP - 1105):
        around = sound[seam - SECOND : seam + SECOND]
        assert np.abs(levels_db(around) - rms_db(sound)).max() < 1.5
        assert largest_jump(sound[seam - FRAME : seam + FRAME]) <= largest_jump(sound)
    assert np.array_equal(sound[SECOND : LOOP - SECOND], sound[LOOP + SECOND : 2 * LOOP - SECOND])


@pytest.mark.parametrize("level", [-70.0, -55.0, -40.0])
def test_other_levels(level: float, shelf: Shelf, tmp_path: Path) -> None:
    """From -70 to -40 dBFS the room is as loud as asked for, within 1 dB after decoding, and never silent."""
    sound = heard(
        timeline(speech("a", 3 * SECOND, 47_628), samples=7 * SECOND, room_tone_db=level), word(), tmp_path, shelf
    )
    for part in (sound[: 2 * SECOND], sound[5 * SECOND :]):
        assert rms_db(part) == pytest.approx(level, abs=1.0)
    assert longest_zeros_ms(sound) < 10


def test_no_block_edge_clicks(shelf: Shelf, tmp_path: Path) -> None:
    """At no edge of a block, over sharp clicks and ringing tones too, do two samples differ by 1 % of full scale.

    That is -40 dBFS; the loud middle of a sound may move faster.
    """
    ready = click_clip(12_345)
    clips = Spoken(lambda _wanted: ready)
    for room_tone_db in (NO_ROOM_TONE, -62.0):
        events = [speech("a", 5_000 + 61_300 * index, 12_345) for index in range(8)]
        tones = [tone_event("wood", 540_000, 100), tone_event("chime", 620_000, 100)]
        plan = timeline(*events, *tones, samples=900_000, room_tone_db=room_tone_db)
        sound = heard(plan, clips, tmp_path, shelf)
        for edge in edges(plan, clips):
            assert largest_jump(sound[max(0, edge - 60) : max(0, edge + 60)]) < 0.01


def test_a_session_of_nothing_but_room(shelf: Shelf, tmp_path: Path) -> None:
    """A session without speech, even one of 23 ms, has its room tone and its exact length."""
    for samples in (1_000, 50_000):
        sound = heard(timeline(samples=samples, room_tone_db=-62.0), word(), tmp_path, shelf)
        assert len(sound) == samples
    assert rms_db(sound) == pytest.approx(-62 + LAME_DB, abs=1)


def test_the_room_reaches_into_the_first_and_the_last_sample(session: Steps) -> None:
    """A session that begins and ends with speech has that speech whole; the noise adds no more than its level."""
    wave = np.frombuffer(word().clip(speech("a", 0).utterance).audio.raw_data, dtype="<i2")  # type: ignore[arg-type]  # as above
    first, last = wave[1764:].astype(float), wave[1764 : 1764 + 47_628].astype(float)
    for own, there in ((first, session[: len(first)]), (last, session[-len(last) :])):
        middle = slice(2_000, 40_000)
        assert np.corrcoef(own[middle], there[middle])[0, 1] > 0.99
    assert len(session) == 64 * SECOND


def test_any_part_of_the_room_is_the_loop_going_round() -> None:
    """Before its first sample lies its last; over a sound it is added, and full scale is not left."""
    assert LOOP_FRAMES == MADE_FRAMES
    room = Room(-62.0)
    assert np.array_equal(room.part(-5, 5), np.concatenate([room.loop[-5:], room.loop[:5]]))
    assert np.array_equal(room.part(LOOP - 3, LOOP + 3), np.concatenate([room.loop[-3:], room.loop[:3]]))
    loud = np.array([32_767, -32_768, 100], dtype=np.int16)
    assert np.abs(room.over(loud, 7).astype(int) - loud - room.part(7, 10)).max() <= np.abs(room.part(7, 10)).max()
    assert np.array_equal(Room(NO_ROOM_TONE).over(loud, 7), loud)
    assert not Room(NO_ROOM_TONE).part(0, 100).any()
    assert pytest.approx(float(np.sqrt(np.mean(room.loop.astype(float) ** 2))), rel=0.01) == FULL_SCALE * 10 ** (
        -62 / 20
    )
