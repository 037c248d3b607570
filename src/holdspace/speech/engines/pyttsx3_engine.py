"""pyttsx3: every voice of the system, in a worker process of its own.

pyttsx3 can hang, crash and print; none of it reaches us. What it writes is checked like any other engine's sound.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
import wave
import weakref
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace.audio.ffmpeg import file_url, run
from holdspace.errors import EngineCrashed, EngineTimeout, HoldspaceError, MachineError, UnknownVoice, Unspeakable
from holdspace.speech.engine import Voice
from holdspace.speech.engines.espeak_library import bundled_version
from holdspace.speech.engines.pyttsx3_voices import voices_from
from holdspace.speech.legible import quoted, require_words
from holdspace.speech.pace import checked_pace
from holdspace.speech.worker import Worker, WorkerDied, WorkerHung

if TYPE_CHECKING:
    from pydub import AudioSegment

WORDS_A_MINUTE = 165
"""The rate at pace 1: a teacher's. pyttsx3's own 200 is a newsreader's."""
_RATES = (80, 450)
"""Words a minute that espeak can keep."""
_HANDLING = "1"
"""Raised whenever something here changes the sound."""
_COMMAND = (sys.executable, "-P", "-m", "holdspace.speech.engines.pyttsx3_worker")
_LIST_SECONDS = 30.0
_GRACE_SECONDS = 1.0
"""How much longer than the voice itself the worker may take."""
_AIFF = b"FORM"
_MEND = "Put it into other words, or choose another voice with --voice."


def words_a_minute(pace: float) -> int:
    """pyttsx3's rate for `pace`, in whole words a minute."""
    return max(_RATES[0], min(_RATES[1], round(WORDS_A_MINUTE * pace)))


class Pyttsx3Engine:
    """The voices of the system: SAPI5, NSSpeech or espeak-ng.

    An utterance may take `base_seconds` and `seconds_per_character` for each character; then the worker is killed.
    """

    name = "pyttsx3"
    another_pays_after = 500
    """A worker takes a quarter of a second to start, and a sentence of a hundred characters a tenth to be spoken and
    finished: two workers are even with one at six such sentences."""

    def __init__(
        self,
        command: Sequence[str] = _COMMAND,
        *,
        base_seconds: float = 10.0,
        seconds_per_character: float = 0.1,
        start_seconds: float = 60.0,
    ) -> None:
        self._worker = Worker(command, start_seconds)
        self._command = command
        self._start_seconds = start_seconds
        self._base_seconds = base_seconds
        self._seconds_per_character = seconds_per_character
        self._known: dict[str, tuple[Voice, str]] | None = None
        self._default_id = ""
        self._library = ""
        self._folder: Path | None = None

    def another(self) -> Pyttsx3Engine:
        """One with a worker process of its own; what is known of the voices it is told."""
        other = Pyttsx3Engine(
            self._command,
            base_seconds=self._base_seconds,
            seconds_per_character=self._seconds_per_character,
            start_seconds=self._start_seconds,
        )
        self._load()
        other._known, other._default_id, other._library = self._known, self._default_id, self._library
        return other

    @cached_property
    def version(self) -> str:
        """Versions of pyttsx3, of the library behind it and of our own handling; nothing is started if possible."""
        return f"{version_of('pyttsx3')}, {self._behind()}, {_HANDLING}"

    def _behind(self) -> str:
        if sys.platform in ("win32", "darwin"):
            return f"{platform.system()} {platform.version()}"
        bundled = bundled_version()
        if bundled is not None:
            return f"espeakng-loader {bundled}"
        self._load()
        return f"espeak {self._library}"

    def voices(self) -> list[Voice]:
        """All voices of the system; one that does not work, and the reason, when the system has no speech at all."""
        try:
            return [voice for voice, _ in self._load().values()]
        except HoldspaceError as error:
            reason = f"{error.what} {error.mend}"
            return [Voice(self.name, "default", "und", works=False, reason=reason, label="The system's voices")]

    @property
    def default_voice(self) -> str:
        """Name of the voice that the system itself would take; empty where it says none."""
        return next((name for name, (_, system_id) in self._load().items() if system_id == self._default_id), "")

    def _load(self) -> dict[str, tuple[Voice, str]]:
        if self._known is None:
            listed = self._ask({"do": "voices"}, _LIST_SECONDS, "the list of voices")
            self._default_id = listed["default"] or ""
            self._library = listed["library"]
            self._known = {name: (_graded(v), key) for name, (v, key) in voices_from(listed["voices"]).items()}
        return self._known

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """Speak `text`, in parts where it is long.

        Raises `EngineTimeout` or `EngineCrashed` when the system's voice fails twice on one part, `Unspeakable` when
        what it wrote cannot be believed, and `MissingLibrary` when there is no speech library.
        """
        from holdspace.speech.joining import speak_in_parts  # late, as all that handles sound

        known = self._load()
        if voice not in known:
            raise UnknownVoice(f"{self.name}:{voice}", [f"{self.name}:{name}" for name in _near(voice, known)])
        rate = checked_pace(pace)
        described, system_id = known[voice]
        require_words(text, described.language)
        return speak_in_parts(text, rate, lambda part: self._speak(part, system_id, words_a_minute(rate)))

    def _speak(self, text: str, system_id: str, rate: int) -> AudioSegment:
        """One part, once."""
        seconds = self._base_seconds + self._seconds_per_character * len(text)
        file = self._own_folder() / "speech.wav"
        file.unlink(missing_ok=True)
        question = {
            "do": "speak",
            "text": text,
            "voice": system_id,
            "rate": rate,
            "file": str(file),
            "seconds": seconds,
        }
        self._ask(question, seconds + _GRACE_SECONDS, text)
        return _read(file, text)

    def _ask(self, question: dict[str, Any], seconds: float, text: str) -> Any:
        try:
            return self._worker.ask(question, seconds)
        except WorkerHung:
            what = f"the system's voice did not finish {quoted(text)} within {seconds:.0f} s."
            raise EngineTimeout(what, _MEND, text) from None
        except WorkerDied as death:
            raise EngineCrashed(f"the system's voice crashed on {quoted(text)}: {death.how}.", _MEND, text) from None
        except OSError as error:
            raise MachineError(
                f"the process for the system's voices cannot be started: {error}.", "`holdspace doctor` tells more."
            ) from error

    def _own_folder(self) -> Path:
        """A temporary folder for what the worker writes; removed with the engine."""
        if self._folder is None or not self._folder.is_dir():  # the system may have swept its temporary files
            self._folder = Path(tempfile.mkdtemp(prefix="holdspace-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder

    def close(self) -> None:
        """End the worker process and remove what it wrote."""
        self._worker.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _graded(voice: Voice) -> Voice:
    """What is known of a system's voices as such: on Linux all are espeak-ng's, elsewhere they are of every kind."""
    if sys.platform in ("win32", "darwin"):
        return voice
    return replace(voice, quality="basic", licence="GPL-3.0")


def _near(voice: str, known: dict[str, tuple[Voice, str]]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(voice, known, n=5, cutoff=0.4)


def _read(file: Path, text: str) -> AudioSegment:
    """The sound in `file`, which must be there and whole. macOS writes AIFF whatever the name says."""
    sound = None
    with suppress(OSError, EOFError, wave.Error):
        sound = _whole(_as_wav(file) if file.read_bytes()[:4] == _AIFF else file)
    if sound is None:
        raise Unspeakable(f"the system's voice wrote no whole file for {quoted(text)}.", _MEND, text)
    return sound


def _whole(file: Path) -> AudioSegment | None:
    """The sound in a WAV file, mono and 16 bit; None when it is empty or shorter than its header says."""
    from holdspace.audio.segments import AudioSegment

    with wave.open(str(file), "rb") as wav:
        frames = wav.readframes(wav.getnframes())
        width, channels = wav.getsampwidth(), wav.getnchannels()
        if not frames or len(frames) != wav.getnframes() * channels * width:
            return None
        sound = AudioSegment(data=frames, sample_width=width, frame_rate=wav.getframerate(), channels=channels)
    return sound.set_channels(1).set_sample_width(2)


def _as_wav(file: Path) -> Path:
    wav = file.with_suffix(".decoded.wav")
    run(["-i", file_url(file), "-map_metadata", "-1", "-c:a", "pcm_s16le", file_url(wav)])
    return wav
