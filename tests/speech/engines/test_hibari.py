"""The hibari engine, with the real package."""

from __future__ import annotations

import os
import socket
from importlib.util import find_spec

import pytest

from holdspace.errors import MissingExtra, MissingLibrary, Unspeakable
from holdspace.speech.engines import hibari_engine
from holdspace.speech.engines.hibari_engine import HibariEngine, usable_threads
from speech_contract import EngineContract

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

    def test_reads_accents(self, engine: HibariEngine) -> None:
        """Letters with marks are read."""
        assert engine.speak("Śavāsana", "heart", 1.0).duration_seconds > 0.8

    def test_a_voice_that_is_not_here_says_how_to_get_it(
        self, engine: HibariEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: object
    ) -> None:
        """A voice that is not downloaded is listed as not working, and speaking it says how to fetch it."""
        monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
        emma = next(v for v in engine.voices() if v.name == "emma")
        assert not emma.works
        assert "hibari" in emma.reason
        with pytest.raises(MissingLibrary, match="--voice emma"):
            engine.speak("Inhale.", "emma", 1.0)

    def test_version_tells_package_and_model(self, engine: HibariEngine) -> None:
        """The version names the package's and onnxruntime's versions and a fingerprint of the models."""
        from importlib.metadata import version

        assert version("hibari-tts") in engine.version
        assert version("onnxruntime") in engine.version

    def test_loads_with_few_threads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """On a machine with 64 processors of which one may be used, one thread is asked for."""
        import onnxruntime

        asked: list[int] = []
        real = onnxruntime.InferenceSession

        def session(path: str, options: onnxruntime.SessionOptions, **rest: object) -> object:
            asked.append(options.intra_op_num_threads)
            return real(path, options, **rest)

        monkeypatch.setattr(onnxruntime, "InferenceSession", session)
        monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {5}, raising=False)
        monkeypatch.setattr(os, "cpu_count", lambda: 64)
        HibariEngine().speak("Inhale.", "heart", 1.0)
        assert asked
        assert set(asked) == {1}


@pytest.mark.parametrize(("usable", "threads"), [({0}, 1), ({0, 1}, 2), (set(range(64)), 2)])
def test_threads_are_at_most_two(monkeypatch: pytest.MonkeyPatch, usable: set[int], threads: int) -> None:
    """The model gets as many threads as CPUs may be used, and never more than two."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: usable, raising=False)
    assert usable_threads() == threads


def test_threads_without_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system does not tell which CPUs may be used, their number counts."""
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usable_threads() == 1


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package heart is listed with the command that installs it, and speaking raises the same."""
    monkeypatch.setattr(hibari_engine, "find_spec", lambda _name: None)
    engine = HibariEngine()
    (heart,) = engine.voices()
    assert (heart.id, heart.works) == ("hibari:heart", False)
    assert "python -m pip install 'holdspace[natural]'" in heart.reason
    with pytest.raises(MissingExtra, match=r"python -m pip install 'holdspace\[natural\]'"):
        engine.speak("Inhale.", "heart", 1.0)
