"""The trusted cases about sound (23 to 30): real voices, from the script to the decoded file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyloudnorm
import pytest

from command_helpers import RATE_HZ, House, Made, audible_end, audible_onset, rms_dbfs, shift_of
from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.audio.loudness import true_peak_dbtp
from holdspace.audio.ringing import ringing_samples
from holdspace.audio.silence_skippers import exoplayer_seconds, pocket_casts_seconds
from holdspace.session.assembling import Assembly
from holdspace.session.stretches import stretches
from holdspace.session.timeline import Event
from session_helpers import Shelf

ESPEAK, HEART = "pyttsx3:en-us", "hibari:heart"
VOICES = [ESPEAK, HEART]
SCRIPT = """\
## Side stretch

Stand tall, and let your shoulders fall away from your ears. [pause 2s]
Reach your right arm up, and lean slowly over to the left.
Find where you are, and work from there. [hold {hold}s]
Come back to the middle with a long breath out. [bell]

## Breathing

Sit down, and rest your hands upon your knees.
[breathe in 4, out 5, 3 rounds]
Let your breath find its own way again. [pause 3s]
"""
BEDDED = "---\nbed: rain\n---\n\nLie down. [hold 60s]\nBreathe softly. [hold 60s]\nLet go. [pause 2s]\n"

Sound = npt.NDArray[np.float32]


@dataclass
class Studio:
    """Sessions that several tests listen to, each rendered once."""

    house: House
    _made: dict[tuple[str, str, str], Made] = field(default_factory=dict)

    def session(self, voice: str, hold: int = 20, suffix: str = "mp3", *, stereo: bool = False) -> Made:
        """The routine of many kinds of cues."""
        return self.heard(SCRIPT.format(hold=hold), voice, suffix, stereo=stereo)

    def heard(self, script: str, voice: str, suffix: str = "mp3", *, stereo: bool = False) -> Made:
        """A script as it sounds."""
        key = script, voice, f"{'stereo' if stereo else 'mono'}.{suffix}"
        if key not in self._made:
            self._made[key] = self.house.make(script, voice, name=f"{len(self._made)}.{suffix}", stereo=stereo)
        return self._made[key]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with House(tmp_path_factory.mktemp("studio")) as house:
        yield Studio(house)


def spoken(made: Made) -> list[Event]:
    """What is said, in order."""
    return [event for event in made.placed.timeline.events if event.kind == "speech"]


def said_at(made: Made, event: Event) -> tuple[int, Sound]:
    """Where in the decoded file an utterance begins to sound, and its sound there."""
    clip, lead = made.clips[event.utterance]  # type: ignore[index]  # speech has one
    first = event.start - lead + shift_of(clip, made.samples, event.start - lead)
    return first + lead, made.samples[first : first + len(clip)]


def lufs(sound: npt.NDArray[np.floating]) -> float:
    """What pyloudnorm measures, with a second of quiet around it: a word is shorter than the 0.4 s it looks at."""
    quiet = np.zeros((RATE_HZ, *sound.shape[1:]))
    return float(pyloudnorm.Meter(RATE_HZ).integrated_loudness(np.concatenate([quiet, sound, quiet])))


def in_stereo(file: Path) -> Sound:
    """Both channels, as two columns."""
    command = [str(ffmpeg_path()), "-nostdin", "-v", "error", "-i", file_url(file), "-f", "s16le", "pipe:1"]
    done = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(done.stdout, "<i2").astype(np.float32).reshape(-1, 2) / 32_768


MINUTE = "Sit tall. [{kind} 60s]\nLet go.\n"


@pytest.mark.parametrize("suffix", ["mp3", "m4b"])
def test_case_23_the_floor_of_a_hold(studio: Studio, suffix: str) -> None:
    """In a hold of a minute nothing but room tone sounds, at -62 ±2 dBFS RMS in each second, from MP3 and from M4B."""
    made = studio.heard("---\ncalls: silent\n---\n" + MINUTE.format(kind="hold"), ESPEAK, suffix)
    (hold,) = (event for event in made.placed.timeline.events if event.kind == "hold")
    assert hold.samples == pytest.approx(60 * RATE_HZ, abs=1152)
    quiet = made.samples[hold.start + RATE_HZ // 2 : hold.end - 3 * RATE_HZ // 2]
    assert len(quiet) >= 57 * RATE_HZ
    levels = [rms_dbfs(second) for second in np.array_split(quiet, len(quiet) // RATE_HZ)]
    assert levels == pytest.approx([-62] * len(levels), abs=2)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(("kind", "sound"), [("hold", "release"), ("pause", "stir")])
def test_case_25_a_sound_before_the_word(studio: Studio, voice: str, kind: str, sound: str) -> None:
    """In the decoded file a sound begins 1.0 ±0.1 s before the word that follows a minute, which lasts a minute."""
    made = studio.heard("---\ncalls: silent\n---\n" + MINUTE.format(kind=kind), voice)
    before, after = spoken(made)[-2:]
    (ahead,) = (e for e in made.placed.timeline.events if e.kind == "tone" and before.end < e.start < after.start)
    assert ahead.text == sound
    word, _ = said_at(made, after)
    heard = audible_onset(made.samples, word - RATE_HZ, reach=RATE_HZ // 2)
    assert (word - heard) / RATE_HZ == pytest.approx(1.0, abs=0.1)
    begin, _ = said_at(made, before)
    end = audible_end(made.samples, begin + before.samples)
    assert (word - end) / RATE_HZ == pytest.approx(60, abs=0.03)


def test_case_26_players_that_cut_silence_take_nothing(studio: Studio) -> None:
    """Of a routine with holds of a minute over rain as it is by default, neither rule removes anything."""
    made = studio.heard(BEDDED, ESPEAK)
    assert len(made.samples) > 120 * RATE_HZ
    steps = np.rint(made.samples * 32_768).astype(np.int16)
    assert pocket_casts_seconds(steps) == exoplayer_seconds(steps) == 0


@pytest.mark.parametrize("voice", VOICES)
def test_case_27_as_loud_as_players_expect(studio: Studio, voice: str) -> None:
    """By pyloudnorm a mono file has -19 ±0.5 LUFS; no true peak of what is decoded from it lies over -1 dBTP."""
    mono = studio.session(voice).samples
    assert lufs(mono) == pytest.approx(-19, abs=0.5)
    assert true_peak_dbtp(mono, RATE_HZ) <= -1


def test_case_27_as_loud_in_stereo(studio: Studio) -> None:
    """With two channels it has -16 ±0.5 LUFS, as a mono file has on two ears, and the same ceiling in each of them."""
    both = in_stereo(studio.house.folder / studio.session(HEART, 5, stereo=True).receipt.file)
    assert lufs(both) == pytest.approx(-16, abs=0.5)
    assert max(true_peak_dbtp(channel, RATE_HZ) for channel in both.T) <= -1


@pytest.mark.parametrize("voice", VOICES)
def test_case_28_holds_change_no_gain(studio: Studio, voice: str) -> None:
    """With holds of 5 s and of 120 s each sentence that both sessions say is equally loud to 0.2 dB."""
    short, long = studio.session(voice, 5), studio.session(voice, 120)
    levels = [{e.text: rms_dbfs(said_at(made, e)[1]) for e in spoken(made)} for made in (short, long)]
    both = [text for text in levels[0] if text in levels[1]]
    assert len(both) >= 10
    assert [levels[0][text] for text in both] == pytest.approx([levels[1][text] for text in both], abs=0.2)


def test_case_29_cues_and_voices_are_equally_loud(studio: Studio) -> None:
    """Words of one sentence and of one word lie within 3 LU of each other, and the voices within 1 LU."""
    of_sentences = []
    for voice in VOICES:
        made = studio.session(voice, 120)
        loudness = {event.text: lufs(said_at(made, event)[1]) for event in spoken(made)}
        words = {text: level for text, level in loudness.items() if len(text.split()) == 1}
        assert {"Halfway.", "Inhale.", "Exhale."} <= set(words)
        sentences = [said_at(made, event)[1] for event in spoken(made) if len(event.text.split()) > 6]
        of_sentences.append(lufs(np.concatenate(sentences)))
        assert list(words.values()) == pytest.approx([of_sentences[-1]] * len(words), abs=3)
    assert of_sentences[0] == pytest.approx(of_sentences[1], abs=1)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("suffix", ["wav", "mp3"])
def test_case_30_no_join_clicks(studio: Studio, voice: str, suffix: str) -> None:
    """Where a clip, a tone or a block begins or ends, no sample jumps by 1 % of full scale beyond the clips' own jumps.

    Nor by a third more than samples do in the 20 ms on both sides: no join stands out from what it joins.
    """
    made = studio.session(voice, suffix=suffix)
    jumps, own = np.abs(np.diff(made.samples)), own_jumps(made)
    joins = {*sound_joins(made), *(block_joins(studio, made) if suffix == "mp3" else ())}
    assert len(joins) >= 30
    for join in joins:
        at = slice(max(0, join - 4), join + 4)
        around = np.concatenate([jumps[max(0, join - 882) : at.start], jumps[at.stop : join + 882]])
        assert jumps[at].max() < 0.01 + own[at].max(), join
        assert jumps[at].max() <= max(4 / 3 * around.max(), 2 / 32_768), join


def own_jumps(made: Made) -> Sound:
    """How far the samples of the clips jump by themselves, each clip from its first to its last, where they lie."""
    jumps = np.zeros(len(made.samples), np.float32)
    for event in spoken(made):
        clip, lead = made.clips[event.utterance]  # type: ignore[index]  # speech has one
        jumps[event.start - lead : event.start - lead + len(clip) - 1] = np.abs(np.diff(clip))
    return jumps


def sound_joins(made: Made) -> Iterable[int]:
    """The samples at which something is laid into the session, or ends."""
    for event in made.placed.timeline.events:
        if event.utterance is not None:
            clip, lead = made.clips[event.utterance]
            yield from (event.start - lead, event.start - lead + len(clip))
        elif event.kind == "tone":
            yield from (event.start, event.start + ringing_samples(event.text, event.samples))  # type: ignore[arg-type]  # a tone's text is its name


def block_joins(studio: Studio, made: Made) -> Iterable[int]:
    """The decoded samples around which one block of frames hands over to another."""
    speaker = studio.house.workshop.speaker(made.placed.score, studio.house.workshop.catalogue.find(made.placed.voice))
    assembly = Assembly(made.placed.timeline, speaker, Shelf())
    for one in stretches(assembly._layers, assembly._frames):
        yield from (one.begin - 1105, one.end - 1105)
