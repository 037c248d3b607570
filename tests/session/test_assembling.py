"""An MP3 put together from frames, against the one-pass encode of the same sound."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3

from audio_helpers import babble, noise, sine
from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.audio.mp3_frames import read_header, reservoir_bytes, split_frames
from holdspace.errors import EncoderFailed
from holdspace.score.model import NO_ROOM_TONE
from holdspace.session import assembling, stretch_encoding
from holdspace.session.assembling import Assembly
from holdspace.session.encoding import count_samples
from holdspace.session.formats import Coding
from holdspace.session.mixing import Mixer
from holdspace.session.stretches import LONGEST_FRAMES, TOGETHER_FRAMES
from holdspace.session.timeline import Timeline
from holdspace.speech.store import ClipStore
from session_helpers import Shelf, Spoken, clicks, decoded, laid, timeline, tone_event

Steps = npt.NDArray[np.int16]
MP3_CODING = Coding("mp3", 1, 44_100, 64)
FRAME = 1152
RATE_HZ = 44_100


def steps(sound: npt.NDArray[np.floating]) -> Steps:
    """Sound as 16-bit steps."""
    return np.rint(sound * 32_767).astype(np.int16)


def word(seconds: float, seed: int = 1) -> Steps:
    """Something like a clip: speech-like, with faded margins."""
    sound = babble(seconds, -20, seed)
    sound[:1764] *= np.linspace(0, 1, 1764)
    sound[-3528:] *= np.linspace(1, 0, 3528)
    return steps(sound)


def assembled(
    sounds: tuple[Timeline, Spoken], folder: Path, store: assembling.BlockStore | None = None, name: str = "a.mp3"
) -> Path:
    """A session as an MP3 made of frames."""
    file = folder / name
    plan, clips = sounds
    file.unlink(missing_ok=True)
    assembly = Assembly(plan, clips, Shelf() if store is None else store)
    assembly.encode(lambda _done: None)
    assembly.write(file)
    return file


def one_pass(sound: Steps, folder: Path, *more: str) -> Steps:
    """`sound` as it decodes when the whole of it is encoded at once, the way everybody does it."""
    file = folder / "one-pass.mp3"
    command = [str(ffmpeg_path()), "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "-"]
    subprocess.run([*command, "-b:a", "64k", *more, str(file)], input=sound.astype("<i2").tobytes(), check=True)
    return decoded(file)


def snr_db(sound: Steps, heard: Steps) -> float:
    """Signal to noise, the encoder's slight constant loss of level left aside."""
    x, y = sound.astype(float), heard.astype(float)
    level = x @ y / (x @ x)
    return float(10 * np.log10(level**2 * (x @ x) / np.sum((y - level * x) ** 2)))


def mixed(sounds: tuple[Timeline, Spoken]) -> Steps:
    """The very samples of a session, before they are encoded."""
    plan, clips = sounds
    return Mixer(plan, clips).part(0, plan.samples)


# --- the sound ------------------------------------------------------------------------------------------------------


def test_each_clip_is_as_clear_as_encoded_in_one_pass(tmp_path: Path) -> None:
    """Wherever a clip lies, at the very start and end too, it comes out as clear as in one pass.

    That is, without the bit reservoir. With it, noise like this, which has more to say than 64 kb/s can hold, is up to
    1 dB clearer; real speech mostly 1 to 3 dB less clear (benchmarks/clarity.py).
    """
    clip = word(2.0)
    total = 30 * RATE_HZ + 517
    starts = [0, 150 * FRAME, 400 * FRAME + 37, 700 * FRAME - 1, total - len(clip)]
    session = laid(total, dict.fromkeys(starts, clip))
    ours, theirs = decoded(assembled(session, tmp_path)), one_pass(mixed(session), tmp_path)
    alike = one_pass(mixed(session), tmp_path, "-reservoir", "0")
    assert len(ours) == len(theirs) == total
    for start in starts:
        part = slice(start, start + len(clip))
        assert snr_db(clip, ours[part]) >= snr_db(clip, alike[part]) - 0.2
        assert snr_db(clip, ours[part]) >= snr_db(clip, theirs[part]) - 1.5
        assert snr_db(clip, ours[part]) > 20


def shift(clip: Steps, sound: Steps, planned: int, reach: int = 300) -> int:
    """By how many samples the clip lies later than planned, by correlation."""
    first = max(0, planned - reach)
    piece = sound[first : planned + len(clip) + reach].astype(float)
    size = 1 << (len(piece) + len(clip)).bit_length()
    match = np.fft.irfft(np.fft.rfft(piece, size) * np.conj(np.fft.rfft(clip.astype(float), size)), size)
    return first + int(np.argmax(match[: len(piece) - len(clip) + 1])) - planned


@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(1200, 6000)), max_size=6), st.integers(0, 3000))
@settings(max_examples=10, deadline=None)
def test_every_sound_starts_on_its_sample(
    tmp_path_factory: pytest.TempPathFactory, sounds: list[tuple[int, int]], rest: int
) -> None:
    """Whatever the gaps, none at all too, each sound decodes on its very sample and the whole has its length."""
    placed: dict[int, Steps] = {}
    at = 0
    for seed, (gap, length) in enumerate(sounds):
        placed[at + gap] = steps(babble(1, -18, seed)[5000 : 5000 + length])
        at += gap + length
    samples = max(at + rest, 100)
    out = decoded(assembled(laid(samples, placed), tmp_path_factory.mktemp("a")))
    assert len(out) == samples
    for start, clip in placed.items():
        assert abs(shift(clip, out, start)) <= 1


def test_holds_decode_to_digital_zero(tmp_path: Path) -> None:
    """Without room tone every sample is exactly zero from 60 ms after a sound until 30 ms before the next."""
    sounds = {0: word(0.5), 100_000: steps(noise(0.4, -12)), 300_000: steps(sine(440, 1.0, -3)), 700_000: word(1.0)}
    out = decoded(assembled(laid(1_000_000, sounds), tmp_path))
    ends = [start + len(clip) for start, clip in sounds.items()]
    for end, start in zip(ends, [*list(sounds)[1:], len(out) + 1323], strict=True):
        assert not out[end + 2646 : start - 1323].any()


T = np.arange(32 * RATE_HZ) / RATE_HZ
LONG_SOUNDS = {
    "tone": 0.2 * np.sin(2 * np.pi * 440 * T),
    "sweep": 0.2 * np.sin(2 * np.pi * (100 * T + 90 * T**2)),
    "noise": noise(32, -24),
    "bursts": noise(32, -20) * (T * 7.3 % 1 < 0.1) + 0.01 * np.sin(2 * np.pi * 300 * T),
}


@pytest.mark.parametrize("kind", LONG_SOUNDS)
def test_a_cut_is_not_heard(kind: str, tmp_path: Path) -> None:
    """Where a sound of half a minute is cut, the error is no larger than elsewhere, or than that of one pass."""
    sound = steps(LONG_SOUNDS[kind])
    cut = LONGEST_FRAMES * FRAME - 1105
    assert cut + 44_100 < len(sound)
    ours, theirs = decoded(assembled(laid(len(sound), {0: sound}), tmp_path)), one_pass(sound, tmp_path)
    assert len(ours) == len(sound)

    def errors(heard: Steps, around: int) -> tuple[float, float]:
        part = slice(around - 2 * FRAME, around + 2 * FRAME)
        error = heard[part].astype(float) - 0.95 * sound[part]
        return float(np.sqrt(np.mean(error**2))), float(np.abs(np.diff(error)).max())

    here = errors(ours, cut)
    usual = np.max([errors(theirs, cut), *(errors(ours, cut + 20_011 * index) for index in range(-25, -4))], axis=0)
    assert here[0] <= 1.3 * usual[0] + 1
    assert here[1] <= 1.3 * usual[1] + 5


def test_a_tone_cut_twice_stays_clean(tmp_path: Path) -> None:
    """A steady tone of a minute lies 50 dB above all that coding and cutting add."""
    sound = steps(0.2 * np.sin(2 * np.pi * 440 * np.arange(65 * RATE_HZ) / RATE_HZ))
    assert snr_db(sound, decoded(assembled(laid(len(sound), {0: sound}), tmp_path))) > 50


# --- the file -------------------------------------------------------------------------------------------------------


def busy_sounds() -> tuple[Timeline, Spoken]:
    """Eighty seconds with eight sounds of all lengths, some of them alike, and a cut."""
    lengths = [0.2, 0.9, 3.1, 0.02, 1.7, 0.9, 31.5, 0.4]
    sounds: dict[int, Steps] = {}
    at = 3 * FRAME
    for index, seconds in enumerate(lengths):
        clip = steps(babble(seconds + 0.2, -20, int(seconds * 10)))[: int(seconds * RATE_HZ)]
        sounds[at] = clip
        at += -(-len(clip) // FRAME) * FRAME + FRAME * (5 + 37 * index)
    return laid(80 * RATE_HZ + 77, sounds)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The busy session as a file."""
    return assembled(busy_sounds(), tmp_path_factory.mktemp("busy"))


@pytest.fixture(scope="module")
def roomy(busy: Path) -> Path:
    """The busy session with room tone."""
    return assembled(with_room(), busy.parent, name="room.mp3")


def with_room() -> tuple[Timeline, Spoken]:
    """The busy session's plan and clips, with room tone."""
    plan, clips = busy_sounds()
    return replace(plan, room_tone_db=-62.0), clips


def check_bitrate(file: Path) -> None:
    """At any point the file is within a frame of 64 kb/s, so that a player's jump lands where it should."""
    info, *frames = split_frames(file.read_bytes())
    ends = np.cumsum([len(frame) for frame in frames])
    ideal = np.arange(1, len(frames) + 1) * FRAME * 8000 / RATE_HZ
    assert np.abs(ends - ideal).max() < 209
    assert len(info) == 208
    assert {reservoir_bytes(frame) for frame in frames} == {0}
    assert {read_header(frame).bitrate_kbps for frame in frames} == {64}


def test_bytes_keep_to_the_bitrate_at_every_frame(busy: Path, roomy: Path) -> None:
    """At any point the file is within a frame of 64 kb/s, over silence and over room tone."""
    check_bitrate(busy)
    check_bitrate(roomy)


@pytest.mark.parametrize("room_tone_db", [NO_ROOM_TONE, -62.0])
def test_many_stretches_do_not_add_up_to_a_drift(room_tone_db: float, tmp_path: Path) -> None:
    """Three hundred stretches that nearly touch leave the bytes within a frame of the bitrate."""
    clip = steps(babble(1, -20))[: 3 * FRAME]
    step = (3 + TOGETHER_FRAMES + 1) * FRAME
    plan = laid(300 * step, {index * step: clip for index in range(300)}, room_tone_db)
    check_bitrate(assembled(plan, tmp_path))


def test_players_know_the_exact_length(busy: Path) -> None:
    """Mutagen reads the exact length from the header, and our own count and the decoder agree."""
    samples = 80 * RATE_HZ + 77
    assert MP3(busy).info.length == pytest.approx(samples / RATE_HZ, abs=1e-9)
    assert count_samples(busy, MP3_CODING, samples) == len(decoded(busy)) == samples


@given(samples=st.integers(4 * FRAME, 8 * FRAME), sound=st.integers(1, 4 * FRAME))
@settings(max_examples=12, deadline=None)
def test_any_length_is_exact(tmp_path_factory: pytest.TempPathFactory, samples: int, sound: int) -> None:
    """Sound up to the very last sample fits, wherever the session ends in its last frame."""
    clip = steps(babble(1, -20))[8000 : 8000 + min(sound, samples)]
    file = assembled(laid(samples, {samples - len(clip): clip}), tmp_path_factory.mktemp("a"))
    assert len(decoded(file)) == count_samples(file, MP3_CODING, samples) == samples


def test_ffmpeg_decodes_without_a_warning(busy: Path) -> None:
    """No warning, however strict the decoder."""
    strict = ["-v", "warning", "-err_detect", "crccheck+bitstream+buffer+careful", "-xerror", "-nostdin"]
    command = [str(ffmpeg_path()), *strict, "-i", file_url(busy), "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""


def test_seeking_lands_where_it_should(busy: Path) -> None:
    """At 20 random positions ffmpeg's seek gives the sound of that position within 50 ms."""
    whole = decoded(busy).astype(float)
    for position in np.random.default_rng(5).uniform(1, 75, 20):
        command = [str(ffmpeg_path()), "-v", "warning", "-nostdin", "-ss", f"{position:.3f}", "-i", file_url(busy)]
        done = subprocess.run([*command, "-t", "2", "-f", "s16le", "-"], capture_output=True, check=True)
        assert done.stderr == b""
        piece = np.frombuffer(done.stdout, "<i2").astype(float)[3 * FRAME :]
        planned = int(position * RATE_HZ) + 3 * FRAME
        if piece.any():
            reach = 4410
            near = whole[planned - reach : planned + len(piece) + reach]
            size = 1 << (len(near) + len(piece)).bit_length()
            match = np.fft.irfft(np.fft.rfft(near, size) * np.conj(np.fft.rfft(piece, size)), size)[: 2 * reach]
            assert abs(int(np.argmax(match)) - reach) < 0.05 * RATE_HZ
        else:
            assert np.count_nonzero(whole[planned + 2205 : planned + len(piece) - 2205]) == 0


# --- the store ------------------------------------------------------------------------------------------------------


def test_cold_and_warm_give_the_same_bytes(tmp_path: Path, roomy: Path) -> None:
    """A store that has all, one that has a part and one that has nothing give the same file."""
    store = ClipStore(tmp_path / "clips")
    plan, clips = with_room()
    half = replace(plan, events=tuple(event for event in plan.events if event.start < 20 * RATE_HZ))
    assembled((half, clips), tmp_path, store, "half.mp3")
    for name in ("partly.mp3", "warm.mp3"):
        assert assembled((plan, clips), tmp_path, store, name).read_bytes() == roomy.read_bytes()


def counting_encoder(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that grows by the length of each sound that is encoded from now on."""
    real, asked = stretch_encoding.encode_all, []

    def encode(sounds: list[bytes]) -> list[list[bytes]]:
        asked.extend(map(len, sounds))
        return real(sounds)

    monkeypatch.setattr(stretch_encoding, "encode_all", encode)
    return asked


def test_sound_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same clip on the grid is one block however often it comes; longer holds encode nothing and ask no clip."""
    asked = counting_encoder(monkeypatch)
    store = ClipStore(tmp_path / "clips")
    one, two = word(0.5, 1), word(0.7, 2)
    for step in (40, 90):
        sounds = {FRAME * step * (index + 1): (one if index % 3 else two) for index in range(20)}
        plan, clips = laid(FRAME * step * 25, sounds)
        assembled((plan, clips), tmp_path, store)
        assert len(asked) == 2
        assert len(clips.asked) == (2 if step == 40 else 0)


def test_the_room_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop of room tone is one block for all sessions of its level; another level is another."""
    asked = counting_encoder(monkeypatch)
    store = ClipStore(tmp_path / "clips")
    for samples, level, encoded in ((50_000, -62.0, 1), (900_000, -62.0, 1), (50_000, -55.0, 2)):
        assembled(laid(samples, {}, level), tmp_path, store)
        assert len(asked) == encoded


def test_a_damaged_block_is_encoded_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block on disk with a byte changed, cut short, or emptied counts as missing, and the file comes out right."""
    asked = counting_encoder(monkeypatch)
    store = ClipStore(tmp_path / "clips")
    session = laid(100_000, {30_000: word(0.5)})
    good = assembled(session, tmp_path, store).read_bytes()
    (block,) = (tmp_path / "clips").rglob("*.block")
    kept = block.read_bytes()
    for damaged in (kept[:500] + bytes([kept[500] ^ 1]) + kept[501:], kept[:-1], kept + b"x", b"", b"\0" * 40):
        block.write_bytes(damaged)
        assert assembled(session, tmp_path, store).read_bytes() == good
        assert block.read_bytes() == kept
    assert len(asked) == 6


# --- long and wide --------------------------------------------------------------------------------------------------


def evenly(count: int, seconds: int, clips: Sequence[Steps], room_tone_db: float) -> tuple[Timeline, Spoken]:
    """So many cues spread over so many seconds, on the grid, saying `clips` in turn."""
    every = seconds * RATE_HZ // count // FRAME * FRAME
    sounds = {index * every: clips[index % len(clips)] for index in range(count)}
    return laid(seconds * RATE_HZ, sounds, room_tone_db)


def test_eight_hours_take_no_more_memory_than_one(tmp_path: Path) -> None:
    """Eight hours with 2,000 cues are written in seconds, and hold no more than an hour with 250 but their plan."""
    clips, store = [word(0.4, seed) for seed in range(12)], ClipStore(tmp_path / "clips")
    peaks = []
    for hours in (1, 8):
        samples = hours * 3600 * RATE_HZ
        session = evenly(250 * hours, 3600 * hours, clips, -62.0)
        assembled(session, tmp_path, store)  # what is encoded has its own test below
        tracemalloc.start()
        try:
            file = assembled(session, tmp_path, store)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
        assert count_samples(file, MP3_CODING, samples) == samples
        assert file.stat().st_size == pytest.approx(3600 * hours * 8000, rel=0.001)
    assert peaks[1] < 16_000_000
    assert peaks[1] < peaks[0] + 1_750 * 3_000  # a plan, its layers and its stretches


def test_endless_sound_takes_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound without a pause is encoded piece by piece: twice the length needs no more memory."""
    monkeypatch.setattr("holdspace.session.stretches.LONGEST_FRAMES", 48)
    monkeypatch.setattr(stretch_encoding, "_MOST_FRAMES", 192)
    monkeypatch.setattr(stretch_encoding, "usable_cpus", lambda: 1)  # how many batches meet must not be chance
    peaks = []
    for seconds in (15, 30):
        plan = timeline(tone_event("inhale", 0, seconds * RATE_HZ), samples=seconds * RATE_HZ)
        store = ClipStore(tmp_path / f"clips{seconds}")
        tracemalloc.start()
        assembled((plan, clicks()), tmp_path, store)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0]


# --- what goes wrong ------------------------------------------------------------------------------------------------


def thirty_words() -> tuple[Timeline, Spoken]:
    """Thirty stretches, all different."""
    return laid(FRAME * 20 * 31, {FRAME * 20 * index: word(0.1 + index / 1000) for index in range(30)})


def test_an_encoder_that_fails_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first failure ends it: what waits is not encoded any more, and no thread is left."""
    asked: list[int] = []

    def fail(sounds: list[bytes]) -> NoReturn:
        asked.append(len(sounds))
        time.sleep(0.05)
        raise EncoderFailed("no.", "Try again.")

    monkeypatch.setattr(stretch_encoding, "encode_all", fail)
    monkeypatch.setattr(stretch_encoding, "_MOST_FRAMES", 1)
    before = threading.active_count()
    with pytest.raises(EncoderFailed):
        assembled(thirty_words(), tmp_path)
    assert len(asked) < 20
    assert threading.active_count() == before


def test_an_interruption_waits_for_no_more_than_is_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while sound is encoded drops what waits for an encoder and leaves no thread behind."""
    asked: list[int] = []

    def interrupted(sounds: list[bytes]) -> list[list[bytes]]:
        asked.append(len(sounds))
        time.sleep(0.05)
        raise KeyboardInterrupt

    monkeypatch.setattr(stretch_encoding, "encode_all", interrupted)
    monkeypatch.setattr(stretch_encoding, "_MOST_FRAMES", 1)
    monkeypatch.setattr(stretch_encoding, "usable_cpus", lambda: 2)
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        assembled(thirty_words(), tmp_path)
    assert len(asked) <= 4
    assert threading.active_count() == before


def test_what_was_encoded_before_an_error_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an interruption the next render encodes only what is missing."""
    real, asked = stretch_encoding.encode_all, []

    def encode(sounds: list[bytes]) -> list[list[bytes]]:
        asked.append(len(sounds))
        if len(asked) == 5:
            raise KeyboardInterrupt
        return real(sounds)

    monkeypatch.setattr(stretch_encoding, "encode_all", encode)
    monkeypatch.setattr(stretch_encoding, "_MOST_FRAMES", 40)
    store = ClipStore(tmp_path / "clips")
    with pytest.raises(KeyboardInterrupt):
        assembled(thirty_words(), tmp_path, store)
    kept = len(list((tmp_path / "clips").rglob("*.block")))
    assert 3 <= kept < 30
    monkeypatch.setattr(stretch_encoding, "encode_all", real)
    anew = counting_encoder(monkeypatch)
    assembled(thirty_words(), tmp_path, store)
    assert len(anew) == 30 - kept


@pytest.mark.skipif(sys.platform == "win32", reason="needs shell scripts")
def test_no_ffmpeg_outlives_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When one encoder fails while others run, all have ended before the error goes on."""
    program = tmp_path / "ffmpeg"
    head = f'#!/bin/sh\necho $$ >> "{tmp_path}/started"\n'
    program.write_text(f'{head}mkdir "{tmp_path}/first" && exit 1\nexec "{ffmpeg_path()}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("HOLDSPACE_FFMPEG", str(program))
    monkeypatch.setattr(stretch_encoding, "usable_cpus", lambda: 4)
    monkeypatch.setattr(stretch_encoding, "_MOST_FRAMES", 40)
    with pytest.raises(EncoderFailed):
        assembled(thirty_words(), tmp_path)
    started = (tmp_path / "started").read_text().split()
    assert started
    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)
