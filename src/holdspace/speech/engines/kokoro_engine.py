"""kokoro: 54 neural voices in nine languages by one model, and any mixture of them. Slow, and the most natural."""

from __future__ import annotations

import logging
import threading
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from holdspace.errors import EngineCrashed, MissingExtra, MissingLibrary, UnknownVoice, Unspeakable
from holdspace.extras import install_command
from holdspace.folders import voices_folder
from holdspace.speech.alphabets import misaki
from holdspace.speech.engine import Voice
from holdspace.speech.engines.fingerprints import fingerprint
from holdspace.speech.engines.kokoro_voices import (
    GRADES,
    LABELS,
    UNREADABLE,
    gender_of,
    is_recipe,
    language_of,
    parse_recipe,
    quality_of,
    recipe_name,
)
from holdspace.speech.legible import quoted, require_words
from holdspace.speech.pace import checked_pace
from holdspace.speech.packs import find_pack, how_to_get
from holdspace.speech.phonemes import read_around

if TYPE_CHECKING:
    from pydub import AudioSegment

MODELS = ("kokoro-v1.0.onnx", "kokoro-v1.0.int8.onnx", "kokoro-v1.0.fp16.onnx")
"""File names of the model; the first that is there is taken."""
VOICES = "voices-v1.0.bin"
_THREADS = 1
"""In one model, always, so that bytes do not depend on the machine's processors; sentences are spoken side by side."""
_PUT_TOGETHER = "1 thread, 1"
"""What we ourselves do to the sound; part of the version."""
_NO_SUCH_READING = "espeak-ng, which reads for it, cannot read {language} well enough."
_BROKEN = "Fetch it again: remove it and run holdspace voices get kokoro."


class KokoroEngine:
    """The voices of Kokoro-82M by kokoro-onnx, the optional package behind the extra `kokoro`."""

    name = "kokoro"
    another_pays_after = 40
    """One or two short sentences: all that is started is a thread."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._loaded: Any = None
        self._readers: dict[str, Any] = {}
        self._reading = threading.Lock()
        """Held while words become phonemes and while the model is loaded; what follows may run side by side."""

    def another(self) -> KokoroEngine:
        """The engine itself: its work is done outside Python's own lock, by a model that is shared."""
        return self

    @cached_property
    def installed(self) -> bool:
        """Whether the package and what it needs are there."""
        return all(find_spec(name) is not None for name in ("kokoro_onnx", "onnxruntime", "phonemizer"))

    @cached_property
    def version(self) -> str:
        """Versions of the packages that read and speak, and how the sound is put together."""
        if not self.installed:
            return "not installed"
        packages = ("kokoro-onnx", "onnxruntime", "phonemizer", "espeakng-loader")
        return ", ".join([*(f"{package} {_version_of(package)}" for package in packages), _PUT_TOGETHER])

    def voices(self) -> list[Voice]:
        """Every voice of the model; where a package, a file or its language is missing, each says so."""
        missing = self._missing()
        model = "" if missing else self._fingerprint
        return [self._voice(name, missing, model) for name in self._names]

    def mixed(self, recipe: str) -> Voice | None:
        """The voice that a recipe such as `af_heart:60+af_nicole:40` makes; None for a text that is no recipe.

        Raises `UnknownVoice` and `BadChoice`.
        """
        if not is_recipe(recipe):
            return None
        percents = parse_recipe(recipe, self._names)
        missing = self._missing()
        return self._voice(recipe_name(percents), missing, "" if missing else self._fingerprint)

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """Speak `text` at 24 000 Hz, in parts where it is long.

        Raises `MissingExtra` without the package, `MissingLibrary` without the model, and `Unspeakable` for words that
        the voice would pass over.
        """
        from holdspace.speech.joining import speak_in_parts  # late, as all that handles sound

        if not self.installed:
            raise MissingExtra("kokoro", f"the voice {self.name}:{voice}")
        percents = parse_recipe(voice, self._names) if is_recipe(voice) else {voice: 100.0}
        if not set(percents) <= set(self._names):
            raise UnknownVoice(f"{self.name}:{voice}", [f"{self.name}:{name}" for name in self._names[:5]])
        rate = checked_pace(pace)
        language = language_of(next(iter(percents)))
        require_words(text, language)
        self._require_here(voice, language)
        with self._reading:
            model = self._load()
        style = _style(model, percents)
        return speak_in_parts(text, rate, partial(self._speak, model, style, language, pace=rate))

    def close(self) -> None:
        """Forget the loaded model."""
        self._loaded = None

    def _speak(self, model: Any, style: Any, language: str, text: str, *, pace: float) -> AudioSegment:
        """One part."""
        import numpy as np

        from holdspace.audio.segments import from_samples

        try:
            with self._reading:
                phonemes = self._phonemes(model, text, language)
            if not phonemes:
                raise Unspeakable(f"kokoro makes no sound of {quoted(text)}.", "Put it into other words.", text)
            samples, rate_hz = model.create(phonemes, style, speed=pace, is_phonemes=True)
        except (ValueError, RuntimeError, IndexError) as error:
            mend = "Put it into other words, or choose another voice with --voice."
            raise EngineCrashed(f"kokoro failed on {quoted(text)}: {error}.", mend, text) from error
        return from_samples(np.asarray(samples, dtype=np.float32), rate_hz)

    def _phonemes(self, model: Any, text: str, language: str) -> str:
        """The phonemes that the model has; marks of a change of language, which it would speak, are left out."""
        if language not in self._readers:
            self._readers[language] = _reader(language)
        reader = self._readers[language]
        phonemes = read_around(
            text, lambda words: "".join(reader.phonemize([words], strip=True)), lambda ours: misaki(ours, language)
        )
        return "".join(p for p in phonemes if p in model.tokenizer.vocab).strip()

    def _load(self) -> Any:
        if self._loaded is None:
            model, voices = self._files()
            try:
                self._loaded = _model_at(model, voices)
            except Exception as error:
                what = f"Kokoro's model {model} cannot be loaded: {error}."
                raise MissingLibrary("kokoro", what, _BROKEN) from error
        return self._loaded

    @cached_property
    def _names(self) -> list[str]:
        """As in the voices' file, the known ones first and in our order; without the file, those of version 1.0."""
        own = _names_in(self._place / VOICES)
        return [*(name for name in GRADES if name in own), *sorted(own - set(GRADES))] if own else list(GRADES)

    @property
    def _place(self) -> Path:
        return self._folder or voices_folder()

    def _files(self) -> tuple[Path, Path]:
        """The model and the voices, of which the first that is there, or would be looked for first."""
        models = [self._place / name for name in MODELS]
        return next((model for model in models if model.is_file()), models[1]), self._place / VOICES

    @cached_property
    def _fingerprint(self) -> str:
        """Of the model and the voices; empty when they cannot be read, which speaking will tell."""
        try:
            return fingerprint(*self._files())
        except OSError:
            return ""

    def _missing(self) -> str:
        """Why none of the voices can speak here; empty when they can."""
        if not self.installed:
            return f"The package kokoro-onnx is not installed: {install_command('kokoro')}"
        return "" if all(path.is_file() for path in self._files()) else how_to_get("kokoro")

    def _require_here(self, voice: str, language: str) -> None:
        reason = self._missing() or _unreadable(language)
        if reason:
            raise MissingLibrary(f"kokoro:{voice}", f"the voice kokoro:{voice} cannot speak here.", reason)

    def _voice(self, name: str, missing: str, model: str) -> Voice:
        main = name.partition(":")[0]
        language = language_of(main)
        reason = missing or _unreadable(language)
        pack = find_pack("kokoro")
        return Voice(
            engine=self.name,
            name=name,
            language=language,
            gender=gender_of(main),
            kind="neural",
            label=f"{_label(name)}, {LABELS.get(language, 'unknown language')}",
            works=not reason,
            reason=reason,
            quality=quality_of(main),
            size_bytes=pack.size_bytes,
            licence=pack.licence,
            model=model,
            takes_phonemes=True,
        )


def _unreadable(language: str) -> str:
    return _NO_SUCH_READING.format(language=LABELS[language]) if language in UNREADABLE else ""


def _label(name: str) -> str:
    parts = [part.partition(":")[0] for part in name.split("+")]
    return " and ".join(part.partition("_")[2].capitalize() for part in parts)


def _names_in(file: Path) -> set[str]:
    """Names of the voices in the archive; none where it is not there or is no archive."""
    try:
        with ZipFile(file) as archive:
            return {name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")}
    except (OSError, BadZipFile):
        return set()


def _style(model: Any, percents: dict[str, float]) -> Any:
    """The style of a voice, or the weighted mean of several."""
    import numpy as np

    styles = [np.asarray(model.voices[name], dtype=np.float32) for name in percents]
    if len(styles) == 1:
        return styles[0]
    weights = np.array(list(percents.values()), dtype=np.float32)
    return np.tensordot(weights / weights.sum(), np.stack(styles), axes=1)


def _model_at(model: Path, voices: Path) -> Any:
    import onnxruntime
    from kokoro_onnx import Kokoro
    from kokoro_onnx.config import EspeakConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return Kokoro.from_session(session, str(voices), EspeakConfig(data_path=_data_path()))


def _data_path() -> str:
    from espeakng_loader import get_data_path

    from holdspace.speech.engines.espeak_data import short_data_path

    return short_data_path(Path(get_data_path()))


def _reader(language: str) -> Any:
    """What turns words of a language into phonemes. Loading the model has told it where espeak-ng is."""
    from phonemizer.backend import EspeakBackend

    silent = logging.getLogger("holdspace.phonemizer")  # its own warns on stderr of each change of language
    silent.addHandler(logging.NullHandler())
    silent.propagate = False
    return EspeakBackend(
        language, preserve_punctuation=True, with_stress=True, language_switch="remove-flags", logger=silent
    )


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
