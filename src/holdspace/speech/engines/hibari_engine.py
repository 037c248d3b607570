"""hibari: small neural English voices in the process itself; one comes inside the wheel, no network is ever used."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace.errors import EngineCrashed, MissingExtra, MissingLibrary, UnknownVoice, Unspeakable
from holdspace.extras import install_command
from holdspace.folders import voices_folder
from holdspace.speech.alphabets import misaki
from holdspace.speech.engine import Voice
from holdspace.speech.engines.kokoro_voices import quality_of
from holdspace.speech.legible import cannot_read, quoted, require_words
from holdspace.speech.pace import checked_pace
from holdspace.speech.packs import how_to_get, packs_of
from holdspace.speech.phonemes import translated, words_alone

if TYPE_CHECKING:
    from pydub import AudioSegment

_SEED = 0
"""Of the noise in breathy sounds; the same text is then the same to the last bit."""
_THREADS = 1
"""In one model, always: with two it makes other bytes, so that a sentence would sound by the machine it was made on.
Sentences are spoken side by side instead (`another`)."""
_PUT_TOGETHER = "1 thread"
"""What we ourselves do to the sound; part of the version."""
_LONGEST_WORD = 24
"""Letters. Of a longer word that is not in its lexicon hibari reads the beginning, and no more."""
_SILENCE_IDS = 2
"""The model's ids for no phoneme at all: a pad at either end."""
_TABLE = "voices.json"
_LICENCE = "Apache-2.0"
"""Of the package and of the voices, all made after Kokoro's."""
_REINSTALL = f"Reinstall it with: {install_command('natural', '--force-reinstall')}"


class HibariEngine:
    """The voices of hibari-tts, the optional package behind the extra `natural`."""

    name = "hibari"
    another_pays_after = 40
    """One or two short sentences: all that is started is a thread."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}
        self._reading = threading.Lock()
        """Held while words become phonemes and while a model is loaded; what follows may run side by side."""

    def another(self) -> HibariEngine:
        """The engine itself: nearly all of its work is done outside Python's own lock, by a model that is shared."""
        return self

    @cached_property
    def installed(self) -> bool:
        """Whether the package and what it needs are there."""
        return find_spec("hibari") is not None and find_spec("onnxruntime") is not None

    @cached_property
    def version(self) -> str:
        """Versions of the package and of onnxruntime, the models' fingerprint, and how the sound is put together."""
        if not self.installed:
            return "not installed"
        models = hashlib.sha256(repr(sorted(self._facts.items())).encode()).hexdigest()[:12]
        versions = f"{_version_of('hibari-tts')}, onnxruntime {_version_of('onnxruntime')}, {models}"
        return f"{versions}, {_transform()}, {_PUT_TOGETHER}"

    @cached_property
    def _facts(self) -> dict[str, dict[str, Any]]:
        """What hibari knows of its voices, read from its own table where that lies: its module brings a web client."""
        if self._assets is not None:
            with suppress(OSError, ValueError):
                return dict(json.loads((self._assets / _TABLE).read_text(encoding="utf-8")))
        return dict(import_module("hibari.voices").VOICES)

    @cached_property
    def _assets(self) -> Path | None:
        """The folder with the package's data, found without importing it: most renders only ask for the version."""
        package = find_spec("hibari")
        if package is None or package.origin is None:
            return None
        return Path(package.origin).with_name("assets")

    def voices(self) -> list[Voice]:
        """Every voice hibari knows; those that are not on this machine say why they do not work."""
        if not self.installed:
            return [_heart_without_package()]
        return [self._voice(name, facts) for name, facts in self._facts.items()]

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
            quality=quality_of(str(facts.get("kokoro", ""))),
            size_bytes=0 if facts.get("bundled") else int(facts.get("bytes", 0)),
            licence=_LICENCE,
            takes_phonemes=True,
        )

    def _model(self, name: str) -> Path | None:
        """Where the voice is: among the voices that we have fetched, or where hibari itself keeps its own."""
        facts = self._facts[name]
        file = str(facts.get("file") or name)
        places = [voices_folder(), hibari_folder()]
        if facts.get("bundled") and self._assets is not None:
            places = [self._assets]
        return next((folder / file for folder in places if (folder / file).is_file()), None)

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """Speak `text` at 24 000 Hz, in parts where it is long.

        Raises `MissingExtra` without the package, `MissingLibrary` for a voice that is not downloaded, and
        `Unspeakable` for words that hibari would pass over.
        """
        from holdspace.speech.joining import speak_in_parts  # late, as all that handles sound

        if not self.installed:
            raise MissingExtra("natural", f"the voice {self.name}:{voice}")
        known = {v.name: v for v in self.voices()}
        if voice not in known:
            raise UnknownVoice(f"{self.name}:{voice}", [v.id for v in known.values()])
        rate, language = checked_pace(pace), known[voice].language
        require_words(text, language)
        with self._reading:
            model = self._load(voice)
        safe = text.replace("](", "] (")  # hibari reads [word](/phonemes/) as phonemes
        with self._reading:
            _require_readable(model, words_alone(safe))
        return speak_in_parts(safe, rate, lambda part: self._speak(model, part, language, rate), _LONGEST_WORD)

    def _speak(self, model: Any, text: str, language: str, pace: float) -> AudioSegment:
        """One part; the same as calling the model, but for the lock around what is written in Python."""
        import numpy as np

        from holdspace.audio.segments import from_samples

        try:
            with self._reading:
                sentences = model.phonemize(_in_notation(text, language))
            noise = np.random.default_rng(_SEED)
            samples = [model.from_ids(model.ids(phonemes), pace, noise) for phonemes in sentences]
        except Exception as error:
            raise EngineCrashed(
                f"hibari failed on {quoted(text)}: {error}.",
                "Choose another voice with --voice, such as pyttsx3.",
                text,
            ) from error
        if not any(map(len, samples)):
            raise Unspeakable(f"hibari makes no sound of {quoted(text)}.", "Put it into other words.", text)
        return from_samples(np.concatenate(samples), model.sample_rate)

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


def hibari_folder() -> Path:
    """Where hibari itself keeps the voices that it has fetched: `hibari.voices.cache_dir()`, without its web client."""
    chosen = os.environ.get("HIBARI_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "hibari")


def _model_at(path: Path, voice: str) -> Any:
    try:
        from hibari import Hibari

        return Hibari(voice=voice, model=str(path), threads=_THREADS)
    except Exception as error:
        mend = how_to_get(f"hibari:{voice}") if voice in packs_of("hibari") else _REINSTALL
        raise MissingLibrary("hibari", f"hibari's voice {voice} cannot be loaded: {error}.", mend) from error


def _in_notation(text: str, language: str) -> str:
    return translated(text, lambda phonemes: f"[name](/{misaki(phonemes, language)}/)")


def _require_readable(model: Any, text: str) -> None:
    """Refuse words with letters for which hibari knows no sound; in the midst of others they would just be missing."""
    unusual = dict.fromkeys(w for w in text.split() if not w.isascii() and any(map(str.isalnum, w)))
    silent = [word for word in unusual if not _sounds(model, word)]
    if silent:
        raise cannot_read(silent, text)


def _sounds(model: Any, word: str) -> bool:
    return any(len(model.ids(phonemes)) > _SILENCE_IDS for phonemes in model.phonemize(word))


def _heart_without_package() -> Voice:
    reason = f"The package hibari-tts is not installed: {install_command('natural')}"
    return Voice(
        "hibari", "heart", "en-us", "female", "neural", "Heart, American",
        works=False, reason=reason, quality="high", licence=_LICENCE,
    )  # fmt: skip


def _not_downloaded(name: str) -> str:
    if name in packs_of("hibari"):
        return how_to_get(f"hibari:{name}")
    return f'It is not downloaded: hibari "Hello." --voice {name} -o hello.wav fetches it once.'


def _transform() -> str:
    """Which Fourier transform `hibari.dsp` takes: scipy's where it is installed."""
    return "scipy" if find_spec("scipy") is not None else "numpy"


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
