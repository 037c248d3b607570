"""What every speech engine is.

Four steps to add one:
1. a file `speech/engines/NAME.py` with a class that has the members of `Engine`;
2. a row in `speech/engines/__init__.py`;
3. a test file `tests/speech/engines/test_NAME.py` with a class that inherits `EngineContract`;
4. if it needs a package of its own, an extra in `pyproject.toml` and `MissingExtra("NAME", …)` raised without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from pydub import AudioSegment


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of one engine."""

    engine: str
    name: str
    """Unique within its engine, without spaces; what follows the colon in an id."""
    language: str
    """BCP 47 tag such as "en-us"; "und" where the system does not say."""
    gender: Literal["female", "male", ""] = ""
    """Empty where not known."""
    kind: Literal["neural", "system", "test"] = "system"
    label: str = ""
    """The name as the system shows it to people."""
    works: bool = True
    """Whether it can speak now."""
    reason: str = ""
    """Why it cannot, and the mend; empty when it works."""
    quality: Literal["high", "medium", "low", "basic", "ungraded", ""] = ""
    """How natural it is, as its makers grade it: "basic" is a voice without a neural model, "ungraded" one
    that they left out; empty where not known."""
    size_bytes: int = 0
    """Of its files, all voices of a shared model counted once; 0 for a voice that came with its engine."""
    licence: str = ""
    """Of the voice itself; empty where not known."""
    model: str = ""
    """Fingerprint of its own files, where they can change without the engine; part of every clip's name."""
    takes_phonemes: bool = False
    """Whether its engine speaks phonemes that stand among the words of a text (see `phonemes`)."""

    @property
    def id(self) -> str:
        """`engine:name`."""
        return f"{self.engine}:{self.name}"


def sound_version(engine: Engine, voice: Voice) -> str:
    """Everything about `voice` that changes its sound: the engine's version and its own files'."""
    return f"{engine.version}, {voice.model}" if voice.model else engine.version


@runtime_checkable
class Engine(Protocol):
    """A speech engine. One instance may speak many utterances, one at a time."""

    name: str
    """The part of a voice id before the colon."""

    @property
    def version(self) -> str:
        """Everything about the engine that changes the sound: its own version and, where it has one, the model's."""
        ...

    def voices(self) -> list[Voice]:
        """All voices it knows, working or not. Never raises: a missing library shows in `Voice.reason`."""
        ...

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """Speak one short utterance of normalised text, with phonemes in it only for a voice that takes them.

        `voice` is a `Voice.name`; `pace` is relative to the voice's own rate, 0.5 to 2.0. Returns mono 16-bit audio at
        the engine's own rate, untrimmed. Raises `SpeechError` for a text it cannot speak, `UnknownVoice`, `BadChoice`
        for a pace out of range, `MachineError` for what the machine lacks.
        """
        ...

    def close(self) -> None:
        """End any process of its own; the engine may be used again afterwards."""
        ...


@runtime_checkable
class Multiple(Engine, Protocol):
    """An engine that can speak several utterances at once, each in a thread of its own."""

    another_pays_after: int
    """Characters to be spoken for each one that speaks at the same time; with fewer, starting it takes longer than it
    saves."""

    def another(self) -> Engine:
        """One of its kind that makes the same sound, for another thread; itself where it may be used by several.

        One that is not itself is closed by whoever asked for it.
        """
        ...


@runtime_checkable
class Mixing(Engine, Protocol):
    """An engine that can mix voices of its own into new ones."""

    def mixed(self, recipe: str) -> Voice | None:
        """The voice that a recipe such as `a:60+b:40` makes; None when `recipe` is no recipe for this engine.

        Raises `UnknownVoice` for a part that is not there and `BadChoice` for weights that cannot be read.
        """
        ...
