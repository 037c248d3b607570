"""piper: small neural voices in many languages, each a file of its own."""

from __future__ import annotations

import json
import threading
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from holdspace.errors import EngineCrashed, MissingExtra, MissingLibrary, UnknownVoice, Unspeakable
from holdspace.extras import install_command
from holdspace.folders import voices_folder
from holdspace.speech.alphabets import espeak
from holdspace.speech.engine import Voice
from holdspace.speech.engines.fingerprints import fingerprint
from holdspace.speech.engines.piper_voices import PiperFiles, installed_voices
from holdspace.speech.legible import quoted, require_words
from holdspace.speech.pace import checked_pace
from holdspace.speech.packs import Pack, how_to_get, packs_of
from holdspace.speech.phonemes import has_phonemes, read_around
from holdspace.timebase import ms_to_samples

if TYPE_CHECKING:
    from pydub import AudioSegment

_SEED = 0
"""Of the noise in breathy sounds and in rhythm. It is drawn anew by each model that is loaded, and goes on within one:
so each text gets a freshly loaded model, which takes 0.3 s, and the same text is then the same to the last bit."""
_THREADS = 1
"""In one model, always, so that bytes do not depend on the machine's processors; sentences are spoken side by side."""
_BETWEEN_SENTENCES_MS = 300
"""At a voice's own pace. Piper itself leaves about 150 ms, which does not set "Two." off from "Inhale."."""
_PUT_TOGETHER = "1 thread, 1"
"""What we ourselves do to the sound; part of the version."""


class PiperEngine:
    """Every Piper voice on this machine by piper-tts, the optional package behind the extra `piper`."""

    name = "piper"
    another_pays_after = 40
    """One or two short sentences: all that is started is a thread."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._loading = threading.Lock()

    def another(self) -> PiperEngine:
        """The engine itself: each text gets a model of its own."""
        return self

    @cached_property
    def installed(self) -> bool:
        """Whether the package and what it needs are there."""
        return find_spec("piper") is not None and find_spec("onnxruntime") is not None

    @cached_property
    def version(self) -> str:
        """Versions of the package and of onnxruntime, and how the sound is put together."""
        if not self.installed:
            return "not installed"
        return f"{_version_of('piper-tts')}, onnxruntime {_version_of('onnxruntime')}, {_PUT_TOGETHER}"

    def voices(self) -> list[Voice]:
        """The voices that are here, then those that can be fetched; each says why it does not work."""
        fetched = packs_of(self.name)
        here = [self._here(files, fetched.get(name) or self._pinned(name)) for name, files in self._files.items()]
        return [*here, *(self._elsewhere(pack) for name, pack in fetched.items() if name not in self._files)]

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """Speak `text` at the voice's own rate, in parts where it is long.

        Raises `MissingExtra` without the package, `MissingLibrary` for a voice that is not here or wants further
        packages, and `Unspeakable` for a text that the voice makes no sound of.
        """
        from holdspace.speech.joining import speak_in_parts  # late, as all that handles sound

        if not self.installed:
            raise MissingExtra("piper", f"the voice {self.name}:{voice}")
        files = self._find(voice)
        rate = checked_pace(pace)
        require_words(text, files.language)
        reason = self._reason(files)
        if reason:
            raise MissingLibrary(f"piper:{voice}", f"the voice piper:{voice} cannot speak here.", reason)
        plain = text.replace("[[", "[ [")  # piper reads [[…]] as phonemes
        return speak_in_parts(plain, rate, partial(self._speak, files, pace=rate))

    def close(self) -> None:
        """Nothing to end: no model outlives its text."""

    def _speak(self, files: PiperFiles, text: str, *, pace: float) -> AudioSegment:
        """One part. A sentence of punctuation alone is left out: voices make static of it."""
        from holdspace.audio.segments import from_samples

        try:
            with self._loading:
                model = _model_at(files)
            if has_phonemes(text):
                read = _phonemes(model, text, files.language)
                model.phonemize = lambda _text: read  # for `synthesize`; the model speaks nothing but this text
            sentences = _sentences(model, text, pace)
        except Exception as error:
            mend = "Put it into other words, or choose another voice with --voice."
            raise EngineCrashed(f"piper failed on {quoted(text)}: {error}.", mend, text) from error
        if not sentences:
            raise Unspeakable(f"piper makes no sound of {quoted(text)}.", "Put it into other words.", text)
        rate_hz = model.config.sample_rate
        return from_samples(_joined(sentences, rate_hz, pace), rate_hz)

    def _find(self, voice: str) -> PiperFiles:
        if voice in self._files:
            return self._files[voice]
        if voice in packs_of(self.name):
            raise MissingLibrary(
                f"piper:{voice}", f"the voice piper:{voice} is not here.", how_to_get(f"piper:{voice}")
            )
        near = [f"{self.name}:{name}" for name in [*self._files, *packs_of(self.name)][:5]]
        raise UnknownVoice(f"{self.name}:{voice}", near)

    def _pinned(self, name: str) -> Pack | None:
        """What was written of a voice that was fetched from Piper's own list."""
        from holdspace.speech.piper_list import pinned_pack  # late: most machines have none

        return pinned_pack(name, self._folder or voices_folder())

    @cached_property
    def _files(self) -> dict[str, PiperFiles]:
        return installed_voices(self._folder or voices_folder())

    def _reason(self, files: PiperFiles) -> str:
        if not self.installed:
            return _not_installed()
        if not files.can_be_read:
            return f"Its text is read by {files.reader!r}, which wants packages that holdspace does not know."
        return ""

    def _here(self, files: PiperFiles, pack: Pack | None) -> Voice:
        reason = self._reason(files)
        return Voice(
            engine=self.name,
            name=files.name,
            language=files.language,
            gender=pack.gender if pack else "",
            kind="neural",
            label=files.label,
            works=not reason,
            reason=reason,
            quality=files.quality,
            size_bytes=_size(files.model),
            licence=pack.licence if pack else "",
            model=_fingerprint(files),
            takes_phonemes=files.takes_phonemes,
        )

    def _elsewhere(self, pack: Pack) -> Voice:
        return Voice(
            engine=self.name,
            name=pack.voice,
            language=pack.language,
            gender=pack.gender,
            kind="neural",
            label=pack.about,
            works=False,
            reason=how_to_get(pack.name) if self.installed else _not_installed(),
            quality=pack.quality,
            size_bytes=pack.size_bytes,
            licence=pack.licence,
        )


def _phonemes(model: Any, text: str, language: str) -> list[list[str]]:
    """What piper makes of a text, sentence by sentence, with our phonemes in it as far as the model knows them.

    Its own notation would have it read the words before and after as texts of their own.
    """

    def read(words: str) -> str:
        return "\n".join("".join(sentence) for sentence in model.phonemize(words))

    phonemes = read_around(text, read, lambda ours: espeak(ours, language))
    known = model.config.phoneme_id_map
    return [[sign for sign in normalize("NFD", line) if sign in known] for line in phonemes.split("\n")]


def _sentences(model: Any, text: str, pace: float) -> list[Any]:
    """The samples of each sentence. Piper's own scaling is off: it makes every sentence as loud as can be."""
    from piper import SynthesisConfig

    manner = SynthesisConfig(length_scale=model.config.length_scale / pace, normalize_audio=False)
    return [
        chunk.audio_float_array
        for chunk in model.synthesize(text, manner)
        if any(map(str.isalpha, "".join(chunk.phonemes)))
    ]


def _joined(sentences: list[Any], rate_hz: int, pace: float) -> Any:
    import numpy as np

    quiet = np.zeros(ms_to_samples(round(_BETWEEN_SENTENCES_MS / pace), rate_hz), dtype=np.float32)
    pieces = [piece for sentence in sentences for piece in (sentence, quiet)]
    return np.concatenate(pieces[:-1])


def _model_at(files: PiperFiles) -> Any:
    """A freshly loaded model. Optimising it would take three times as long as speaking a sentence, and gain a tenth."""
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = _THREADS
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    onnxruntime.set_seed(_SEED)
    session = onnxruntime.InferenceSession(str(files.model), options, providers=["CPUExecutionProvider"])
    config = PiperConfig.from_dict(json.loads(files.config.read_text(encoding="utf-8")))
    return PiperVoice(session=session, config=config)


def _fingerprint(files: PiperFiles) -> str:
    """Empty when the files cannot be read, which speaking will tell."""
    try:
        return fingerprint(files.model, files.config)
    except OSError:
        return ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _not_installed() -> str:
    return f"The package piper-tts is not installed: {install_command('piper')}"


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
