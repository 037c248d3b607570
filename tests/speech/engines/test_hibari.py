# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""The hibari engine, with the real package."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from holdspace.audio.segments import from_samples
from holdspace.errors import MissingExtra, MissingLibrary, Unspeakable
from holdspace.speech.alphabets import misaki
from holdspace.speech.engines import hibari_engine
from holdspace.speech.engines.hibari_engine import HibariEngine, _in_notation, hibari_folder
from holdspace.speech.packs import packs_of
from phoneme_helpers import names_not_said, signs_of_all
from speech_contract import IN_A_ROW, EngineContract, audible_ms

EXPECTED = bool(os.environ.get("CI")) and os.environ.get("HOLDSPACE_EXPECT_NATURAL") == "1"
needs_hibari = pytest.mark.skipif(
    find_spec("hibari") is None and not EXPECTED, reason="the extra `natural` is not installed"
)
_LOADED: dict[str, object] = {}
"""One model for all tests: loading takes half a second."""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hibari never reaches for the network."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        pytest.fail("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@needs_hibari
@pytest.mark.engine("hibari")
class TestHibari(EngineContract):
    """The contract, and what is special to hibari."""

    voice = "heart"

    def make(self) -> HibariEngine:
        engine = HibariEngine()
        engine._loaded.update(_LOADED)
        return engine

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _load_once(cls) -> None:
        engine = HibariEngine()
        engine.speak("Inhale.", "heart", 1.0)
        _LOADED.update(engine._loaded)

    @pytest.mark.parametrize("text", ["漢字", "नमस्ते", "Привет", "Bow and say नमस्ते now.", "ʘ"])
    def test_refuses_words_it_would_pass_over(self, engine: HibariEngine, text: str) -> None:
        """Words in letters that hibari has no sounds for are named in the error, also in the midst of others."""
        with pytest.raises(Unspeakable, match="cannot read") as caught:
            engine.speak(text, "heart", 1.0)
        assert next(w for w in text.split() if not w.isascii()) in caught.value.what

    def test_every_name_of_the_lexicon_is_read_as_it_is_given(self, engine: HibariEngine) -> None:
        """In whole sentences its phonemes hold ours, sign by sign, and the model knows every sign of both accents."""
        model = engine._load("heart")
        known = model.vocab.keys()
        for accent in ("en-us", "en-gb"):
            assert signs_of_all(lambda ours, accent=accent: misaki(ours, accent)) <= known

        def read(text: str) -> str:
            return " ".join(model.phonemize(_in_notation(text, "en-us")))

        assert names_not_said(read, lambda ours: misaki(ours, "en-us")) == {}

    def test_phonemes_are_heard(self, engine: HibariEngine) -> None:
        """What is spoken is what the phonemes say, also in a text without any other word, and in one of many parts."""
        rest = engine.speak("Rest.", "heart", 1.0).raw_data
        assert engine.speak("⟦ˈrɛst⟧.", "heart", 1.0).raw_data == rest
        assert engine.speak("⟦ˈθɛŋk⟧.", "heart", 1.0).raw_data != rest
        name = audible_ms(engine.speak("⟦ˌstɜːrnoʊˌklaɪdoʊˈmæstɔɪd⟧,", "heart", 1.0))
        assert audible_ms(engine.speak("⟦ˌstɜːrnoʊˌklaɪdoʊˈmæstɔɪd⟧, " * 20, "heart", 1.0)) > 18 * name

    def test_reads_accents(self, engine: HibariEngine) -> None:
        """Letters with marks are read."""
        assert engine.speak("Śavāsana", "heart", 1.0).duration_seconds > 0.8

    def test_a_voice_that_is_not_here_says_how_to_get_it(
        self, engine: HibariEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: object
    ) -> None:
        """A voice that is not downloaded is listed as not working, and speaking it says how to fetch it."""
        monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
        monkeypatch.setenv("HOLDSPACE_VOICES", str(tmp_path))
        emma = next(v for v in engine.voices() if v.name == "emma")
        assert not emma.works
        assert emma.reason == "Fetch it (7.9 MB, Apache-2.0) with: holdspace voices get hibari:emma"
        with pytest.raises(MissingLibrary, match="holdspace voices get hibari:emma"):
            engine.speak("Inhale.", "emma", 1.0)

    def test_a_fetched_voice_works(self, engine: HibariEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A voice in the voices' folder is one of hibari's; here the bundled model stands in for emma's."""
        from hibari.voices import voice_path

        monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "nothing"))
        monkeypatch.setenv("HOLDSPACE_VOICES", str(tmp_path))
        (tmp_path / "bf_emma.int8.onnx").write_bytes(Path(voice_path("heart")).read_bytes())
        assert [v.name for v in engine.voices() if v.works] == ["heart", "emma"]
        assert engine.speak("Inhale.", "emma", 1.0).duration_seconds > 0.3

    def test_hibaris_own_folder_is_found(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Voices are looked for where hibari itself would put them, with and without a folder of the user's choice."""
        from hibari.voices import cache_dir

        monkeypatch.delenv("HIBARI_HOME", raising=False)
        assert hibari_folder() == Path(cache_dir())
        monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
        assert hibari_folder() == Path(cache_dir()) == tmp_path

    def test_the_voices_are_described(self, engine: HibariEngine) -> None:
        """Each tells language, gender, quality, size and licence; the one in the wheel takes no room of its own."""
        heart, emma, fenrir, *_ = engine.voices()
        assert (heart.quality, heart.size_bytes, heart.licence) == ("high", 0, "Apache-2.0")
        assert (emma.language, emma.gender, emma.quality, emma.size_bytes) == ("en-gb", "female", "high", 7_936_868)
        assert (fenrir.language, fenrir.gender, fenrir.quality) == ("en-us", "male", "medium")

    def test_what_can_be_fetched_is_what_hibari_has(self) -> None:
        """Our list names the very files, sizes and hashes of the package's own registry."""
        from hibari.voices import BASE_URL, VOICES

        ours = {
            pack.voice: (file.url, file.size_bytes, file.sha256)
            for pack in packs_of("hibari").values()
            for file in pack.files
        }
        assert ours == {
            name: (BASE_URL + facts["file"], facts["bytes"], facts["sha256"])
            for name, facts in VOICES.items()
            if not facts["bundled"]
        }

    def test_version_tells_package_and_model(self, engine: HibariEngine) -> None:
        """The version names the package's and onnxruntime's versions and a fingerprint of the models."""
        from importlib.metadata import version

        assert version("hibari-tts") in engine.version
        assert version("onnxruntime") in engine.version

    def test_bytes_do_not_depend_on_processors(self, engine: HibariEngine, monkeypatch: pytest.MonkeyPatch) -> None:
        """On any number of processors a model gets one thread, since two would make other bytes."""
        import onnxruntime

        asked: list[int] = []
        real = onnxruntime.InferenceSession

        def session(path: str, options: onnxruntime.SessionOptions, **rest: object) -> object:
            if "oov" not in path:
                asked.append(options.intra_op_num_threads)
            return real(path, options, **rest)

        monkeypatch.setattr(onnxruntime, "InferenceSession", session)
        fresh = HibariEngine()
        assert fresh.speak("Inhale.", "heart", 1.0) == engine.speak("Inhale.", "heart", 1.0)
        assert asked == [1]

    def test_is_what_the_package_makes(self, engine: HibariEngine) -> None:
        """The sound is the one that calling the package's own voice gives."""
        text = "Hold this here. Then let go."
        own = engine._loaded["heart"](text, speed=1.1, seed=0)
        assert engine.speak(text, "heart", 1.1) == from_samples(own, 24_000)

    def test_side_by_side_is_the_same(self, engine: HibariEngine) -> None:
        """Eight texts spoken in four threads at once are bit for bit what they are one after the other."""
        one_by_one = [engine.speak(text, "heart", 1.0).raw_data for text in IN_A_ROW]
        with ThreadPoolExecutor(4) as pool:
            at_once = pool.map(lambda text: engine.another().speak(text, "heart", 1.0).raw_data, IN_A_ROW)
            assert list(at_once) == one_by_one

    def test_asking_loads_nothing_heavy(self) -> None:
        """Voices and version are known without the package's model, its transforms or its runtime."""
        program = (
            "import sys; from holdspace.speech.engines.hibari_engine import HibariEngine as E\n"
            "assert E().version and E().voices()\n"
            "assert not {'hibari', 'scipy', 'onnxruntime'} & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", program], check=True)

    def test_version_tells_the_transform(self, engine: HibariEngine) -> None:
        """The version names the Fourier transform that the package really takes."""
        from hibari.dsp import FFT_BACKEND

        assert FFT_BACKEND in engine.version


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package heart is listed with the command that installs it, and speaking raises the same."""
    monkeypatch.setattr(hibari_engine, "find_spec", lambda _name: None)
    engine = HibariEngine()
    (heart,) = engine.voices()
    assert (heart.id, heart.works) == ("hibari:heart", False)
    assert 'python -m pip install "hibari-tts[fast]' in heart.reason
    with pytest.raises(MissingExtra, match=r'python -m pip install "hibari-tts\[fast\]'):
        engine.speak("Inhale.", "heart", 1.0)
