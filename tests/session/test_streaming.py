"""Sessions written as one stream: WAV, two channels, and beds."""

from __future__ import annotations

import tracemalloc
import wave
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3

from audio_helpers import babble, sine
from holdspace.audio.loudness import integrated_lufs, true_peak_dbtp
from holdspace.audio.silence_skippers import exoplayer_seconds, pocket_casts_seconds
from holdspace.errors import HoldspaceError
from holdspace.session.streaming import BLOCK_SAMPLES
from holdspace.session.tags import Tags
from holdspace.session.timeline import BedSpan, Timeline
from holdspace.session.writing import Written, write_session
from room_helpers import largest_jump, rms_db
from session_helpers import Shelf, Spoken, Steps, always, clip, decoded, speech, timeline, tone_event, utterance

SECOND = 44_100


def write(plan: Timeline, clips: Spoken, file: Path, *, verify: bool = False) -> Written:
    """The session in a file."""
    return write_session(plan, clips, file, Tags("Test"), store=Shelf(), verify=verify, force=True)


def sentence(peak_db: float = -12) -> Spoken:
    """Two seconds of a steady tone for every utterance: its level is known at each moment."""
    return always(clip(sine(300, 2.0, peak_db)))


def bedded(name: str, gain_db: float | None = None, *, stereo: bool = False, seconds: int = 24) -> Timeline:
    """A bed beneath all of a session with a sentence in its middle."""
    end = seconds * SECOND
    beds = (BedSpan(0, end, name, gain_db),)
    return timeline(speech("a", 12 * SECOND, 2 * SECOND), samples=end, beds=beds, stereo=stereo)


# --- channels -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
@pytest.mark.parametrize("stereo", [False, True])
def test_length_and_channels(suffix: str, stereo: bool, tmp_path: Path) -> None:
    """A stream of either format has the planned samples, exactly, in one channel or in two."""
    file = tmp_path / f"a.{suffix}"
    samples = 200_011
    beds = () if stereo else (BedSpan(0, samples, "brown", None),)
    plan = timeline(speech("a", 30_000), samples=samples, beds=beds, stereo=stereo, room_tone_db=-62.0)
    assert write(plan, always(clip(sine(300, 0.5))), file).samples == samples
    channels = 2 if stereo else 1
    if suffix == "wav":
        with wave.open(str(file)) as stream:
            assert stream.getparams()[:4] == (channels, 2, SECOND, samples)
    else:
        info = MP3(file).info
        assert (info.channels, info.sample_rate) == (channels, SECOND)
        assert info.bitrate == pytest.approx(128_000 if stereo else 96_000, rel=0.01)
    assert len(decoded(file, channels)) == samples


@pytest.mark.parametrize(
    ("text", "softer"),
    [("Extend your right leg.", 0), ("Now the left arm.", 1), ("Breathe.", None), ("Reach left and right.", None)],
)
def test_a_cue_leans_to_the_side_it_names(text: str, softer: int | None, tmp_path: Path) -> None:
    """A cue for the right is 6 dB softer in the left channel, and the other way round; others are in the middle.

    What names both sides is for neither, and a cue that leans is as loud as one in the middle.
    """
    file = tmp_path / "a.mp3"
    word = speech(text, SECOND, 2 * SECOND)
    assert word.utterance == utterance(text)
    write(timeline(word, samples=4 * SECOND, stereo=True), sentence(), file)
    left, right = decoded(file, 2)[SECOND + 5_000 : 3 * SECOND - 5_000].T
    difference = rms_db(left) - rms_db(right)
    assert difference == pytest.approx(0 if softer is None else -6 if softer == 0 else 6, abs=0.3)
    write(timeline(speech("Breathe.", SECOND, 2 * SECOND), samples=4 * SECOND, stereo=True), sentence(), file)
    middle = decoded(file, 2)[SECOND + 5_000 : 3 * SECOND - 5_000]
    assert np.square([left, right], dtype=float).sum() == pytest.approx(np.square(middle, dtype=float).sum(), rel=0.03)


def test_stereo_keeps_the_room_and_the_places(tmp_path: Path) -> None:
    """In a stereo MP3 the room tone is there in both channels and the word comes on its sample."""
    file = tmp_path / "a.mp3"
    loud = always(clip(np.concatenate([np.full(200, 0.5), np.zeros(20_000)])))
    write(timeline(speech("a", 2 * SECOND), samples=4 * SECOND, stereo=True, room_tone_db=-62.0), loud, file)
    sound = decoded(file, 2)
    for channel in sound.T:
        assert rms_db(channel[SECOND // 2 : 3 * SECOND // 2]) == pytest.approx(-62, abs=2)
        first = int(np.flatnonzero(np.abs(channel.astype(int)) > 5_000)[0])
        assert first == pytest.approx(2 * SECOND, abs=60)


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_a_stream_measures_itself(suffix: str, tmp_path: Path) -> None:
    """What is measured on the way is what the decoded file measures: 0.15 LU, and 0.2 dB of true peak."""
    clips = always(clip(babble(2.0, -20)))
    plan = timeline(
        *[speech("a", at * SECOND, 2 * SECOND) for at in (1, 6)],
        samples=10 * SECOND, stereo=suffix == "mp3", room_tone_db=-62.0,
    )  # fmt: skip
    own = write(plan, clips, tmp_path / f"a.{suffix}").measures
    heard = write(plan, clips, tmp_path / f"b.{suffix}", verify=True).measures
    assert own.integrated_lufs == pytest.approx(heard.integrated_lufs, abs=0.15)
    assert own.true_peak_dbtp == pytest.approx(heard.true_peak_dbtp, abs=0.2)


def test_sounds_that_meet_across_a_block_do_not_click(tmp_path: Path) -> None:
    """Where a loud word over a bell is held down by the limiter, its gain goes on from one block into the next."""
    edge = BLOCK_SAMPLES
    loud = always(clip(sine(200, 2.0, -2)))
    plan = timeline(speech("a", edge - SECOND, 2 * SECOND), tone_event("bell", edge - 2_000, 100), samples=4 * SECOND)
    write(plan, loud, tmp_path / "a.wav")
    sound = decoded(tmp_path / "a.wav")
    around = sound[edge - 3_000 : edge + 3_000].astype(np.int64)
    bend = np.abs(np.diff(around, 2))
    assert bend[2_990:3_010].max() <= 1.05 * max(bend[:2_900].max(), bend[3_100:].max())


# --- beds -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ocean(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    """Brown noise at -20 dB beneath a session with a silent word, decoded from WAV."""
    file = tmp_path_factory.mktemp("bed") / "a.wav"
    write(bedded("brown", -20.0), always(clip(np.zeros(2 * SECOND))), file)
    return decoded(file)


def test_a_bed_lies_at_its_level(ocean: Steps) -> None:
    """Away from speech and ends a bed at -20 dB is 20 LU softer than speech, which has -19 LUFS."""
    assert integrated_lufs(ocean[5 * SECOND : 11 * SECOND] / 32_768, SECOND) == pytest.approx(-39, abs=1)


def test_a_bed_steps_back_for_words_and_returns(ocean: Steps) -> None:
    """It is 3 dB softer while anything is said, has begun to go 0.7 s before and is back 1.5 s after."""
    usual = rms_db(ocean[5 * SECOND : 11 * SECOND])

    def level(first: float, behind: float) -> float:
        return rms_db(ocean[round(first * SECOND) : round(behind * SECOND)]) - usual

    assert level(12, 14) == pytest.approx(-3, abs=0.7)
    assert level(11.3, 11.45) == pytest.approx(0, abs=1)
    assert level(11.75, 12) < -1.5
    assert level(15.5, 17.5) == pytest.approx(0, abs=0.7)
    assert level(14.1, 14.6) < -1.5


def test_a_bed_in_the_midst_swells_and_dies_away(tmp_path: Path) -> None:
    """A bed that begins in the midst takes 4 s to be there and 6 s to go; before and behind it there is nothing."""
    plan = timeline(samples=30 * SECOND, beds=(BedSpan(5 * SECOND, 25 * SECOND, "brown", -15.0),))
    write(plan, sentence(), tmp_path / "a.wav")
    sound = decoded(tmp_path / "a.wav")
    assert not sound[: 5 * SECOND].any()
    assert not sound[25 * SECOND :].any()
    levels = [rms_db(sound[at * SECOND : (at + 1) * SECOND]) for at in (5, 6, 7, 12, 21, 23, 24)]
    assert levels[0] < levels[1] < levels[2] < levels[3] + 1
    assert levels[3] + 1 > levels[4] > levels[5] > levels[6]
    assert levels[0] < levels[3] - 10


def test_a_bed_at_the_ends_of_a_session_is_there_at_once(ocean: Steps) -> None:
    """Where the session begins and ends a bed is nearly there within a tenth of a second, without a click."""
    usual = rms_db(ocean[5 * SECOND : 11 * SECOND])
    for end in (ocean[4_410 : 4_410 + SECOND], ocean[-4_410 - SECOND : -4_410]):
        assert rms_db(end) == pytest.approx(usual - 2, abs=2)
    assert largest_jump(ocean) < 0.01
    assert max(abs(int(ocean[0])), abs(int(ocean[-1]))) <= 2


@pytest.mark.parametrize("stereo", [False, True])
def test_a_bed_as_loud_as_speech_stays_below_the_ceiling(stereo: bool, tmp_path: Path) -> None:
    """A bed at 0 dB beneath the loudest words that clips may be keeps the decoded true peak at or below -1 dBTP."""
    file = tmp_path / "a.mp3"
    plan = bedded("ocean", 0.0, stereo=stereo)
    written = write(plan, sentence(-2), file)
    sound = decoded(file, 2 if stereo else 1).reshape(len(decoded(file)), -1)
    peaks = [true_peak_dbtp(channel / 32_768, SECOND) for channel in sound.T]
    assert max(peaks) <= -1
    assert written.measures.true_peak_dbtp == pytest.approx(max(peaks), abs=0.5)


def test_several_beds_follow_one_another(tmp_path: Path) -> None:
    """Each bed lies beneath its own part; in stereo a wide one differs from ear to ear."""
    spans = (BedSpan(0, 10 * SECOND, "rain", None), BedSpan(10 * SECOND, 20 * SECOND, "drone", -12.0))
    write(timeline(samples=20 * SECOND, beds=spans, stereo=True), sentence(), tmp_path / "a.wav")
    sound = decoded(tmp_path / "a.wav", 2)
    rain, drone = sound[4 * SECOND : 5 * SECOND, 0].astype(float), sound[14 * SECOND : 15 * SECOND, 0].astype(float)
    flat = [np.abs(np.fft.rfft(part)) ** 2 for part in (rain, drone)]
    share_above_2k = [float(power[2_000:].sum() / power.sum()) for power in flat]
    assert share_above_2k[0] > 10 * share_above_2k[1]
    assert np.corrcoef(sound[4 * SECOND : 5 * SECOND].T)[0, 1] < 0.9


def test_music_that_is_not_there_is_told_at_its_place(tmp_path: Path) -> None:
    """A missing music file is one error that names the file, and nothing is left behind."""
    with pytest.raises(HoldspaceError, match="nowhere"):
        write(bedded(str(tmp_path / "nowhere.mp3")), sentence(), tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_a_stream(tmp_path: Path) -> None:
    """Eighty seconds of a bed are streamed in the memory of twenty, but for what is measured of each frame."""
    peaks = []
    for seconds in (20, 80):
        end = seconds * SECOND
        plan = timeline(samples=end, beds=(BedSpan(0, end, "brown", None),))
        tracemalloc.start()
        write(plan, sentence(), tmp_path / "a.wav")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.05 * peaks[0] + 60 * 40 * 100


@pytest.mark.parametrize("suffix", ["mp3", "opus"])
def test_players_that_cut_silence_find_none_over_a_bed(suffix: str, tmp_path: Path) -> None:
    """A written session with a hold of more than a minute over rain at its default level loses nothing to either."""
    file = tmp_path / f"a.{suffix}"
    write(bedded("rain", seconds=80), sentence(), file)
    sound = decoded(file)
    assert pocket_casts_seconds(sound) == exoplayer_seconds(sound) == 0


def test_the_room_is_as_loud_in_an_m4b(tmp_path: Path) -> None:
    """A hold lies at -62 ±2 dBFS RMS, whichever format it is in."""
    file = tmp_path / "a.m4b"
    write(timeline(speech("a", SECOND, 2 * SECOND), samples=20 * SECOND, room_tone_db=-62.0), sentence(), file)
    assert rms_db(decoded(file)[5 * SECOND : 18 * SECOND]) == pytest.approx(-62, abs=2)
