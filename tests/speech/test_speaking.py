# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""From utterance to clip."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.audio.segments import AudioSegment
from holdspace.diagnostics import Place
from holdspace.errors import BadChoice, EngineTimeout, UnknownVoice, Unspeakable
from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.delivery import PASSAGE
from holdspace.speech.engine import Voice
from holdspace.speech.engines.silent import SilentEngine, silent_samples
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore
from voices_helpers import ScriptedEngine, neural, system

PLACE = Place("routine.md", 7, 3)
HOLD = Utterance("Hold this for about 90 seconds.", place=PLACE)
IN = Utterance("Inhale.", place=PLACE)


def speaker(
    folder: Path, *engines: ScriptedEngine, voice: str | None = None, pace: float = 1.0, **more: object
) -> Speaker:
    catalogue = Catalogue({engine.name: engine for engine in (*engines, SilentEngine())})
    return Speaker(catalogue, ClipStore(folder), voice=catalogue.find(voice), pace=pace, **more)  # type: ignore[arg-type]


def test_a_clip_is_what_is_said(tmp_path: Path) -> None:
    """The clip holds the words as spoken, and its audible length is the engine's, to the sample."""
    speak = speaker(tmp_path, voice="silent")
    clip = speak.clip(HOLD)
    assert clip.text == speak.spoken_text(HOLD) == "Hold this for about ninety seconds."
    assert clip.samples == silent_samples(clip.text)
    assert (clip.audio.frame_rate, clip.audio.channels, clip.audio.sample_width) == (44_100, 1, 2)


def test_each_text_is_spoken_once(tmp_path: Path) -> None:
    """The same words in different places of a script are spoken once; the next run speaks nothing."""
    engine = neural()
    with speaker(tmp_path, engine) as first:
        assert not first.is_ready(IN)
        clips = [first.clip(u) for u in (IN, HOLD, IN, Utterance("Inhale.", place=Place("other.md", 1, 1)))]
        assert first.is_ready(IN)
    assert (first.synthesized, first.reused) == (2, 0)
    assert [text for text, _, _ in engine.spoken if text not in PASSAGE] == [clips[0].text, clips[1].text]
    again = neural()
    with speaker(tmp_path, again) as second:
        assert second.is_ready(HOLD)
        assert second.clip(HOLD).audio.raw_data == clips[1].audio.raw_data
        second.clip(IN)
        second.clip(IN)
    assert (second.synthesized, second.reused) == (0, 2)
    assert again.spoken == []


def test_whatever_changes_the_sound_is_another_clip(tmp_path: Path) -> None:
    """Voice, pace, engine version and pronunciation each ask for a new clip; nothing else does."""
    with speaker(tmp_path, neural()) as first:
        first.clip(HOLD)
    newer = neural()
    newer.version = "2"
    others = [
        speaker(tmp_path, neural(), pace=1.1),
        speaker(tmp_path, neural(), system(), voice="pyttsx3:en-us"),
        speaker(tmp_path, newer),
        speaker(tmp_path, neural(), say=(("hold", "holed"),)),
    ]
    assert [other.is_ready(HOLD) for other in others] == [False] * 4
    assert speaker(tmp_path, neural(), say=(("cobra", "kobra"),)).is_ready(HOLD)


def test_pronunciations_reach_the_engine_and_not_the_caption(tmp_path: Path) -> None:
    """A name is respelled just before the engine; the clip's text keeps it."""
    engine = neural()
    speak = speaker(tmp_path, engine, say=(("Zorbasana", "zor baa sana"),))
    assert speak.clip(Utterance("Come into Zorbasana.")).text == "Come into Zorbasana."
    assert engine.spoken[-1][0] == "Come into zor baa sana."


def phonetic(name: str = "heart", language: str = "en-us") -> ScriptedEngine:
    return neural(Voice("", name, language, kind="neural", takes_phonemes=True))


def test_each_voice_gets_what_it_takes(tmp_path: Path) -> None:
    """Phonemes for one that takes them, else the respelling; captions have the name. A mixed line works."""
    takes, reads = phonetic(), system()
    speak = speaker(tmp_path, takes, reads)
    said = Utterance("Rest in Savasana, Anna's mudra.")
    clips = [speak.clip(said), speak.clip(Utterance(said.text, voice="pyttsx3:en-us"))]
    assert [clip.text for clip in clips] == [said.text] * 2
    assert takes.spoken[-1][0] == "Rest in ⟦ʃəˈvɑːsənə⟧, Anna's ⟦ˈmuːdrə⟧."
    assert reads.spoken[-1][0] == "Rest in shah-vahsunna, Anna's moodra."


def test_phonemes_are_for_voices_of_the_language(tmp_path: Path) -> None:
    """A French voice reads an English routine's names as they are spelled for any voice."""
    french = phonetic("siwis", "fr-fr")
    speaker(tmp_path, french, voice="hibari:siwis").clip(Utterance("Savasana."))
    assert french.spoken[-1][0] == "shah-vahsunna."


def test_only_lines_with_phonemes_are_other_clips(tmp_path: Path) -> None:
    """What was spoken before a voice took phonemes is still there, but for lines with names."""
    lines = [Utterance("Rest here."), Utterance("Rest in Savasana.")]
    speaker(tmp_path, neural(Voice("", "heart", "en-us", kind="neural"))).prepare(lines)
    later = speaker(tmp_path, phonetic())
    assert [later.is_ready(line) for line in lines] == [True, False]


def test_progress_shows_words(tmp_path: Path) -> None:
    """What is told while sentences are spoken is what captions show."""
    told: list[str] = []
    speaker(tmp_path, phonetic()).prepare([Utterance("Rest in Savasana.")], lambda _, text: told.append(text))
    assert told[-1] == "Rest in Savasana."


def test_letters_that_only_phonemes_are_given_for_are_refused(tmp_path: Path) -> None:
    """A caption could not show them, and another voice not say them; with a spelling before the phonemes both can."""
    om = Utterance("Say ॐ.", place=PLACE)
    with pytest.raises(Unspeakable, match="cannot read"):
        speaker(tmp_path, phonetic(), say=(("ॐ", "/oʊm/"),)).clip(om)
    engine = phonetic()
    assert speaker(tmp_path, engine, say=(("ॐ", "om /oʊm/"),)).clip(om).text == "Say om."
    assert engine.spoken[-1][0] == "Say ⟦oʊm⟧."


def test_a_voice_in_the_script_speaks_its_part(tmp_path: Path) -> None:
    """An utterance with a voice of its own is spoken by it, with that voice's own gain."""
    loud, soft = neural(gain_db=6), system(gain_db=-6)
    speak = speaker(tmp_path, loud, soft)
    mine, other = speak.clip(HOLD), speak.clip(Utterance(HOLD.text, voice="pyttsx3:de"))
    assert loud.spoken[-1][1:] == ("heart", 1.0)
    assert soft.spoken[-1][1] == "de"
    assert mine.audio.dBFS == pytest.approx(other.audio.dBFS, abs=0.2)


def test_levels_meet_whatever_the_engine(tmp_path: Path) -> None:
    """The gain of a voice brings speech to -19 LUFS, is measured once, and then kept in the store."""
    engine = neural(gain_db=-12)
    speak = speaker(tmp_path, engine)
    speak.clip(IN)
    assert [text for text, _, _ in engine.spoken[: len(PASSAGE)]] == list(PASSAGE)
    later = neural(gain_db=-12)
    speaker(tmp_path, later, pace=1.2).clip(HOLD)
    assert len(later.spoken) == 1


def test_the_silent_engine_is_not_levelled(tmp_path: Path) -> None:
    """The silent engine's tone keeps its own level, -23 dBFS."""
    assert speaker(tmp_path, voice="silent").clip(HOLD).audio.dBFS == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("text", ["🧘", "...", "—", "\u200d", "   ", "\x07"])
def test_what_has_no_words_names_its_line(tmp_path: Path, text: str) -> None:
    """A line without words is an error with its place, for every voice alike."""
    with pytest.raises(Unspeakable, match=r"routine\.md:7:3: there are no words"):
        speaker(tmp_path, neural()).clip(Utterance(text, place=PLACE))


@pytest.mark.parametrize("text", ["漢字", "नमस्ते", "Now say नमस्ते and bow."])
def test_what_cannot_be_read_names_its_line(tmp_path: Path, text: str) -> None:
    """Words in letters that the language lacks are an error with their place, never left out."""
    with pytest.raises(Unspeakable, match=r"routine\.md:7:3: the voice cannot read") as caught:
        speaker(tmp_path, neural()).clip(Utterance(text, place=PLACE))
    assert max(text.split(), key=lambda w: not w.isascii()) in caught.value.what


def test_a_pronunciation_makes_any_letters_speakable(tmp_path: Path) -> None:
    """A word in foreign letters whose pronunciation the script gives is spoken."""
    engine = neural()
    speak = speaker(tmp_path, engine, say=(("ॐ", "om"),))
    speak.clip(Utterance("Say ॐ now."))
    assert engine.spoken[-1][0].lower() == "say om now."


def test_text_after_control_characters_is_spoken(tmp_path: Path) -> None:
    """NUL and bells inside a line do not cut it."""
    assert speaker(tmp_path, neural()).clip(Utterance("Breathe in\x00 and\x07 out.")).text == "Breathe in and out."


def test_an_engine_that_returns_silence_is_an_error(tmp_path: Path) -> None:
    """Sound that cannot be believed never becomes a clip, whatever the engine."""

    class Mute(ScriptedEngine):
        def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
            sound = super().speak(text, voice, pace)
            return AudioSegment.silent(100, 22_050) if "90" in text or "ninety" in text else sound

    speak = speaker(tmp_path, Mute("hibari", neural().voices()))
    with pytest.raises(Unspeakable, match=r"routine\.md:7:3: .*no sound of"):
        speak.clip(HOLD)
    assert not speak.is_ready(HOLD)


def test_errors_get_the_place(tmp_path: Path) -> None:
    """What an engine or the catalogue raises carries the utterance's place."""

    class Slow(ScriptedEngine):
        def speak(self, text: str, *_: object) -> AudioSegment:
            raise EngineTimeout("too slow.", "wait.", text)

    with pytest.raises(EngineTimeout, match=r"^routine\.md:7:3: too slow"):
        speaker(tmp_path, Slow("hibari", neural().voices())).clip(HOLD)
    with pytest.raises(UnknownVoice, match=r"^routine\.md:7:3: "):
        speaker(tmp_path, neural()).clip(Utterance("Inhale.", voice="nobody", place=PLACE))


@pytest.mark.parametrize("pace", [0, -1, 10, 2.1, float("nan")])
def test_a_bad_pace_is_refused_at_once(tmp_path: Path, pace: float) -> None:
    """A pace out of range is refused before anything is spoken."""
    with pytest.raises(BadChoice, match=r"0\.5"):
        speaker(tmp_path, neural(), pace=pace)


def test_a_line_of_pictures_is_named_as_it_is_written(tmp_path: Path) -> None:
    """Pictures are left out of what is said; where nothing is left the message shows them, and no engine is asked."""
    engine = neural()
    with pytest.raises(Unspeakable, match='there are no words in "🧘🙏"') as caught:
        speaker(tmp_path, engine).clip(Utterance("🧘🙏", place=PLACE))
    assert caught.value.place == PLACE
    assert engine.spoken == []
