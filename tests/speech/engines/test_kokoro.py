# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""The kokoro engine: with the real package around a stand-in model, and with the real model where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from holdspace.audio.segments import AudioSegment, to_samples
from holdspace.errors import BadChoice, MissingExtra, MissingLibrary, UnknownVoice
from holdspace.folders import voices_folder
from holdspace.speech.alphabets import misaki
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.engines import kokoro_engine
from holdspace.speech.engines.kokoro_engine import KokoroEngine
from holdspace.speech.engines.kokoro_voices import GRADES, parse_recipe, recipe_name
from kokoro_helpers import LOUDNESS, ToneSession, made, voices_in
from phoneme_helpers import names_not_said
from speech_contract import IN_A_ROW, EngineContract

EXPECTED = bool(os.environ.get("CI")) and os.environ.get("HOLDSPACE_EXPECT_NATURAL") == "1"
needs_kokoro = pytest.mark.skipif(
    find_spec("kokoro_onnx") is None and not EXPECTED, reason="the extra `kokoro` is not installed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return voices_in(tmp_path_factory.mktemp("voices"))


def loudness(sound: AudioSegment) -> float:
    return float(np.abs(to_samples(sound)).max())


@needs_kokoro
@pytest.mark.engine("kokoro")
class TestKokoro(EngineContract):
    """The contract, and what is special to kokoro."""

    voice = "af_heart"

    @pytest.fixture(autouse=True)
    def _stand_in(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import onnxruntime

        monkeypatch.setattr(onnxruntime, "InferenceSession", ToneSession)
        self.folder = folder
        made.clear()

    def make(self) -> KokoroEngine:
        return KokoroEngine(self.folder)

    def test_mixes_voices(self, engine: KokoroEngine) -> None:
        """A mixed voice lies between its parts by their weights, in whatever order and scale they are written."""
        spoken = {
            recipe: engine.speak("Inhale.", recipe, 1.0)
            for recipe in ("af_heart", "af_heart:75+af_nicole:25", "af_nicole:1+af_heart:3", "af_heart+af_nicole")
        }
        heart, three_to_one, again, even = spoken.values()
        assert loudness(heart) == pytest.approx(LOUDNESS["af_heart"], abs=0.005)
        assert loudness(three_to_one) == pytest.approx(0.25, abs=0.005)
        assert loudness(even) == pytest.approx(0.3, abs=0.005)
        assert again.raw_data == three_to_one.raw_data

    @pytest.mark.parametrize("accent", ["en-us", "en-gb"])
    def test_every_name_of_the_lexicon_is_read_as_it_is_given(self, engine: KokoroEngine, accent: str) -> None:
        """In whole sentences its phonemes hold ours, sign by sign, none of which the model lacks."""
        model = engine._load()
        assert (
            names_not_said(lambda text: engine._phonemes(model, text, accent), lambda ours: misaki(ours, accent)) == {}
        )

    def test_the_words_before_a_name_are_read_as_before_a_name(self, engine: KokoroEngine) -> None:
        """Not as if the text ended there: "a" is no letter, and "the" knows the vowel that follows."""
        read = engine._phonemes(engine._load(), "Come into a ⟦ʃəˈvɑːsənə⟧, the ⟦ˈɑːsənə⟧.", "en-us")
        assert read == "kˈʌm ˌɪntʊ ɐ ʃəvˈɑsənə, ðɪ ˈɑsənə."

    def test_a_long_text_is_given_in_short_parts(self, engine: KokoroEngine) -> None:
        """The model is never given more than 300 characters at once, far below the 510 tokens it can take."""
        engine.speak("Slowly walk your arms out in front of you, and let your neck release. " * 12, self.voice, 1.0)
        (session,) = made
        assert len(session.tokens) >= 3
        assert max(session.tokens) <= 400

    def test_one_thread_whatever_the_machine(self, engine: KokoroEngine) -> None:
        """The model gets one thread, so that bytes do not depend on the number of processors."""
        engine.speak("Inhale.", self.voice, 1.0)
        assert (made[0].options.intra_op_num_threads, made[0].options.inter_op_num_threads) == (1, 1)

    def test_words_of_another_language_add_nothing(self, engine: KokoroEngine) -> None:
        """Where espeak-ng changes to another language and back it says "(en)" and "(fr)"; neither is spoken."""
        engine.speak("Le week-end", "ff_siwis", 1.0)
        assert made[0].tokens[0] <= 15  # the sounds and stresses of the two words

    def test_side_by_side_is_the_same(self, engine: KokoroEngine) -> None:
        """Eight texts spoken in four threads at once are bit for bit what they are one after the other."""
        one_by_one = [engine.speak(text, self.voice, 1.0).raw_data for text in IN_A_ROW]
        with ThreadPoolExecutor(4) as pool:
            at_once = pool.map(lambda text: engine.another().speak(text, self.voice, 1.0).raw_data, IN_A_ROW)
            assert list(at_once) == one_by_one

    def test_another_model_is_another_sound(self, engine: KokoroEngine, tmp_path: Path) -> None:
        """Clips are kept by the model's own bytes: with other voices in the file every name in the store changes."""
        other = voices_in(tmp_path)
        assert KokoroEngine(other).voices()[0].model == engine.voices()[0].model
        with (other / "voices-v1.0.bin").open("wb") as stream:
            np.savez(stream, af_heart=np.zeros((510, 1, 256), dtype=np.float32))
        assert KokoroEngine(other).voices()[0].model != engine.voices()[0].model

    def test_what_its_reader_cannot_read_is_not_offered(self, engine: KokoroEngine) -> None:
        """Japanese and Chinese voices are listed, and say why they do not work; speaking one is refused."""
        alpha = next(v for v in engine.voices() if v.name == "jf_alpha")
        assert not alpha.works
        with pytest.raises(MissingLibrary, match="cannot read Japanese"):
            engine.speak("Inhale.", "jf_alpha", 1.0)

    def test_a_broken_model_says_how_to_mend_it(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that is no model is the machine's lack, with the command that fetches it again."""
        monkeypatch.undo()
        with pytest.raises(MissingLibrary, match="holdspace voices get kokoro"):
            KokoroEngine(folder).speak("Inhale.", self.voice, 1.0)

    def test_without_the_model_it_says_how_to_get_it(self, tmp_path: Path) -> None:
        """All 54 voices are listed with the command that fetches them, the size and licence; speaking says the same."""
        engine = KokoroEngine(tmp_path / "nothing")
        voices = engine.voices()
        assert [v.name for v in voices] == list(GRADES)
        assert not any(v.works for v in voices)
        assert "120.6 MB, Apache-2.0) with: holdspace voices get kokoro" in voices[0].reason
        with pytest.raises(MissingLibrary, match="holdspace voices get kokoro"):
            engine.speak("Inhale.", "af_heart", 1.0)


def test_the_voices_are_described() -> None:
    """The catalogue tells language, gender, quality, size and licence of each of the 54."""
    voices = {v.name: v for v in KokoroEngine(Path("nowhere")).voices()}
    assert len(voices) == 54
    heart, santa, george = voices["af_heart"], voices["am_santa"], voices["bm_george"]
    assert (heart.language, heart.gender, heart.quality, heart.licence) == ("en-us", "female", "high", "Apache-2.0")
    assert (santa.language, santa.gender, santa.quality) == ("en-us", "male", "low")
    assert (george.language, george.quality) == ("en-gb", "medium")
    ungraded = sorted(voice.name for voice in voices.values() if voice.quality == "ungraded")
    assert ungraded == ["ef_dora", "em_alex", "em_santa", "pf_dora", "pm_alex", "pm_santa"]
    assert all(voice.quality for voice in voices.values())
    assert {v.language for v in voices.values()} == {
        "en-us", "en-gb", "es", "fr-fr", "hi", "it", "ja", "pt-br", "cmn"
    }  # fmt: skip
    assert all(v.size_bytes == 120_575_669 for v in voices.values())


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package every voice is listed with the command that installs it, and speaking raises the same."""
    monkeypatch.setattr(kokoro_engine, "find_spec", lambda _name: None)
    engine = KokoroEngine()
    assert all('python -m pip install "kokoro-onnx' in v.reason for v in engine.voices())
    with pytest.raises(MissingExtra, match='python -m pip install "kokoro-onnx'):
        engine.speak("Inhale.", "af_heart", 1.0)


@pytest.mark.parametrize(
    ("recipe", "name"),
    [
        ("af_heart:60+af_nicole:40", "af_heart:60+af_nicole:40"),
        ("af_nicole:40+af_heart:60", "af_heart:60+af_nicole:40"),
        ("AF_Heart:3 + af_nicole:2", "af_heart:60+af_nicole:40"),
        ("af_heart+bf_emma", "af_heart:50+bf_emma:50"),
        ("af_heart+bf_emma+ff_siwis", "af_heart:33.33+bf_emma:33.33+ff_siwis:33.33"),
        ("af_heart:.5+bf_emma:1.5", "bf_emma:75+af_heart:25"),
        ("af_heart:60", "af_heart"),
    ],
)
def test_recipes_have_one_name(recipe: str, name: str) -> None:
    """However a mixture is written it has one name, so that its clips are found again; the name is a recipe itself."""
    assert recipe_name(parse_recipe(recipe, LOUDNESS)) == name
    assert recipe_name(parse_recipe(name, LOUDNESS)) == name


@pytest.mark.parametrize(
    ("recipe", "what"),
    [
        ("af_heart:0+af_nicole:40", "'0' is no number above zero"),
        ("af_heart:-1+af_nicole:40", "'-1' is no number above zero"),
        ("af_heart:60+af_nicole", "af_nicole has no weight"),
        ("af_heart:60+af_nicole:lots", "'lots' is no number"),
        ("af_heart:nan+af_nicole:1", "'nan' is no number"),
        ("af_heart:1+af_heart:1", "af_heart is there twice"),
        ("af_heart++af_nicole", "'' is no voice"),
        ("af_heart:1:2", "is no voice with a weight"),
        ("+", "is no voice"),
    ],
)
def test_recipes_that_cannot_be_read(recipe: str, what: str) -> None:
    """A mixture that makes no sense is an error that says what is wrong and how to write it."""
    with pytest.raises(BadChoice, match=r"af_heart:60\+af_nicole:40") as caught:
        parse_recipe(recipe, LOUDNESS)
    assert what in caught.value.what


def test_an_unknown_part_is_named() -> None:
    """A part that is not there is an unknown voice, with the nearest ones."""
    with pytest.raises(UnknownVoice, match="Did you mean kokoro:af_nicole"):
        parse_recipe("af_heart:60+af_nikole:40", LOUDNESS)


@needs_kokoro
@pytest.mark.parametrize("wanted", ["af_heart:60+af_nicole:40", "kokoro:AF_heart:3+af_nicole:2"])
def test_a_mixed_voice_is_found_by_its_recipe(wanted: str, folder: Path) -> None:
    """A recipe is a voice like any other, with or without the engine's name before it."""
    with Catalogue({"kokoro": KokoroEngine(folder)}) as catalogue:
        found = catalogue.find(wanted)
    assert (found.id, found.language, found.works) == ("kokoro:af_heart:60+af_nicole:40", "en-us", True)


def test_asking_loads_nothing_heavy(folder: Path) -> None:
    """Voices, mixtures and the version are known without the model, its runtime or any sound library."""
    program = (
        "import sys; from holdspace.speech.engines.kokoro_engine import KokoroEngine as E\n"
        "assert E().version and E().voices() and E().mixed('af_heart+af_nicole')\n"
        "assert not {'kokoro_onnx', 'onnxruntime', 'phonemizer', 'numpy', 'pydub'} & set(sys.modules)"
    )
    environment = {**os.environ, "HOLDSPACE_VOICES": str(folder)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


@needs_kokoro
@pytest.mark.skipif(
    not (voices_folder() / "voices-v1.0.bin").is_file(), reason="Kokoro's model is not in the voices' folder"
)
def test_the_real_model_speaks() -> None:
    """The real model says a sentence in about the time that a person takes."""
    sound = KokoroEngine().speak("Breathe in.", "af_heart:60+af_nicole:40", 1.0)
    assert 0.5 < sound.duration_seconds < 1.5
    assert loudness(sound) > 0.05
