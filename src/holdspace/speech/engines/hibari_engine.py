"""hibari: small neural English voices in the process itself; one comes inside the wheel, no network is ever used."""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from holdspace.audio.segments import AudioSegment, from_samples
from holdspace.errors import EngineCrashed, MissingExtra, MissingLibrary, UnknownVoice, Unspeakable
from holdspace.speech.engine import Voice
from holdspace.speech.joining import speak_in_parts
from holdspace.speech.legible import cannot_read, quoted, require_words
from holdspace.speech.pace import checked_pace

_SEED = 0
"""Of the noise in breathy sounds; the same text is then the same to the last bit."""
_MOST_THREADS = 2
"""More do not make it faster: on two cores eight threads take four times as long as one."""
_LONGEST_WORD = 24
"""Letters. Of a longer word that is not in its lexicon hibari reads the beginning, and no more."""
_SILENCE_IDS = 2
"""The model's ids for no phoneme at all: a pad at either end."""
_REINSTALL = "Reinstall it with: python -m pip install --force-reinstall 'holdspace[natural]'"


def usable_threads() -> int:
    """Threads for the model: the CPUs this process may use, at most 2."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    cpus = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(_MOST_THREADS, cpus))


class HibariEngine:
    """The voices of hibari-tts, the optional package behind the extra `natural`."""

    name = "hibari"

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    @cached_property
    def installed(self) -> bool:
        """Whether the package and what it needs are there."""
        return find_spec("hibari") is not None and find_spec("onnxruntime") is not None

    @cached_property
    def version(self) -> str:
        """Versions of the package and of onnxruntime, the models' fingerprint, and how the sound is put together."""
        if not self.installed:
            return "not installed"
        from hibari.dsp import FFT_BACKEND

        models = hashlib.sha256(repr(sorted(self._registry.items())).encode()).hexdigest()[:12]
        return f"{_version_of('hibari-tts')}, onnxruntime {_version_of('onnxruntime')}, {models}, {FFT_BACKEND}"

    @cached_property
    def _registry(self) -> dict[str, dict[str, Any]]:
        from hibari.voices import VOICES

        return dict(VOICES)

    def voices(self) -> list[Voice]:
        """Every voice hibari knows; those that are not on this machine say why they do not work."""
        if not self.installed:
            return [_heart_without_package()]
        return [self._voice(name, facts) for name, facts in self._registry.items()]

    def _voice(self, name: str, facts: dict[str, Any]) -> Voice:
        here = self._model(name) is not None
        return Voice(
            engine=self.name,
            name=name,
            language=str(facts.get("language", "en")).lower(),
            gender=facts.get("gender", ""),
            kind="neural",
            label=f"{name.capitalize()}, {facts.get('accent', 'English')}",
            works=here,
            reason="" if here else _not_downloaded(name),
        )

    @staticmethod
    def _model(name: str) -> Path | None:
        from hibari.voices import voice_path

        try:
            path = Path(voice_path(name, download_missing=False))
        except FileNotFoundError:
            return None
        return path if path.is_file() else None

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """Speak `text` at 24 000 Hz, in parts where it is long.

        Raises `MissingExtra` without the package, `MissingLibrary` for a voice that is not downloaded, and
        `Unspeakable` for words that hibari would pass over.
        """
        if not self.installed:
            raise MissingExtra("natural", f"the voice {self.name}:{voice}")
        known = {v.name: v for v in self.voices()}
        if voice not in known:
            raise UnknownVoice(f"{self.name}:{voice}", [v.id for v in known.values()])
        rate = checked_pace(pace)
        require_words(text, known[voice].language)
        model = self._load(voice)
        safe = text.replace("](", "] (")  # hibari reads [word](/phonemes/) as phonemes
        _require_readable(model, safe)
        return speak_in_parts(safe, rate, lambda part: _speak(model, part, rate), _LONGEST_WORD)

    def _load(self, voice: str) -> Any:
        if voice not in self._loaded:
            path = self._model(voice)
            if path is None:
                raise MissingLibrary(
                    f"hibari:{voice}", f"the voice hibari:{voice} cannot speak.", _not_downloaded(voice)
                )
            self._loaded[voice] = _model_at(path, voice)
        return self._loaded[voice]

    def close(self) -> None:
        """Forget the loaded models."""
        self._loaded.clear()


def _model_at(path: Path, voice: str) -> Any:
    try:
        from hibari import Hibari

        return Hibari(voice=voice, model=str(path), threads=usable_threads())
    except Exception as error:
        raise MissingLibrary("hibari", f"hibari's voice {voice} cannot be loaded: {error}.", _REINSTALL) from error


def _speak(model: Any, text: str, pace: float) -> AudioSegment:
    try:
        samples = model(text, speed=pace, seed=_SEED)
    except Exception as error:
        raise EngineCrashed(
            f"hibari failed on {quoted(text)}: {error}.", "Choose another voice with --voice, such as pyttsx3.", text
        ) from error
    if not len(samples):
        raise Unspeakable(f"hibari makes no sound of {quoted(text)}.", "Put it into other words.", text)
    return from_samples(samples, model.sample_rate)


def _require_readable(model: Any, text: str) -> None:
    """Refuse words with letters for which hibari knows no sound; in the midst of others they would just be missing."""
    unusual = dict.fromkeys(w for w in text.split() if not w.isascii() and any(map(str.isalnum, w)))
    silent = [word for word in unusual if not _sounds(model, word)]
    if silent:
        raise cannot_read(silent, text)


def _sounds(model: Any, word: str) -> bool:
    return any(len(model.ids(phonemes)) > _SILENCE_IDS for phonemes in model.phonemize(word))


def _heart_without_package() -> Voice:
    reason = "The package hibari-tts is not installed: python -m pip install 'holdspace[natural]'"
    return Voice("hibari", "heart", "en-us", "female", "neural", "Heart, American", works=False, reason=reason)


def _not_downloaded(name: str) -> str:
    return f'It is not downloaded: hibari "Hello." --voice {name} -o hello.wav fetches it once.'


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
