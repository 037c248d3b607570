"""Everything holdspace can refuse, on one screen.

HoldspaceError                  what is wrong, how to mend it, where, and the exit status it means
├── ScriptError                 1  the routine or another source has errors (carries the diagnostics)
│   └── SpeechError             1  a line of the script cannot be spoken
│       ├── Unspeakable            no engine sound for this text
│       ├── EngineTimeout          the engine did not answer within its deadline
│       └── EngineCrashed          the engine's process died on this text
├── UsageError                  2  the command was called wrongly
│   ├── UnknownVoice               no such voice; `near` lists close ids
│   ├── BadChoice                  an option's value cannot be read
│   └── OutputExists               the target is there and holdspace did not make it
└── MachineError                3  the machine lacks something
├── MissingExtra               an optional package is not installed
├── MissingLibrary             a system or bundled library is not there
├── EncoderFailed              ffmpeg did not do what it was asked
├── DownloadFailed             a voice could not be fetched
└── OutputUnwritable           the target's folder cannot be written
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdspace.extras import install_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.diagnostics import Diagnostic, Place


class HoldspaceError(Exception):
    """The root of the family.

    `what` says what is wrong, `mend` how to put it right, `place` where in which file (None when it is no file's
    fault). Every instance survives pickling, so that it can travel between processes.
    """

    exit_status = 1

    def __init__(self, what: str, mend: str, place: Place | None = None) -> None:
        super().__init__(what, mend, place)
        self.what = what
        self.mend = mend
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what} {self.mend}".rstrip()

    def at(self, place: Place) -> HoldspaceError:
        """Give the error its place in the script, unless a deeper room already did; returns self."""
        if self.place is None:
            self.place = place
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (_revive, (type(self), self.args, dict(self.__dict__)))


def _revive(kind: type[HoldspaceError], args: tuple[Any, ...], state: dict[str, Any]) -> HoldspaceError:
    """Rebuild a pickled error without calling the constructor of its leaf class."""
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class ScriptError(HoldspaceError):
    """The routine has errors; `diagnostics` holds every one of them, warnings included."""

    def __init__(
        self,
        what: str,
        mend: str,
        place: Place | None = None,
        diagnostics: Sequence[Diagnostic] = (),
    ) -> None:
        super().__init__(what, mend, place)
        self.diagnostics = tuple(diagnostics)


class SpeechError(ScriptError):
    """A line cannot be spoken; `text` is what was to be said."""

    def __init__(self, what: str, mend: str, text: str = "", place: Place | None = None) -> None:
        super().__init__(what, mend, place)
        self.text = text


class Unspeakable(SpeechError):
    """The engine made no believable sound of this text: empty, silent, cut off or of an impossible length."""


class EngineTimeout(SpeechError):
    """The engine did not answer within its deadline, twice."""


class EngineCrashed(SpeechError):
    """The engine's process died while speaking this text, twice."""


class UsageError(HoldspaceError):
    """The command was called wrongly."""

    exit_status = 2


class UnknownVoice(UsageError):
    """No installed voice answers to `name`; `near` holds the ids of the closest ones, nearest first."""

    def __init__(self, name: str, near: Sequence[str] = (), what: str = "", mend: str = "") -> None:
        close = ", ".join(near)
        super().__init__(
            what or f"there is no voice called {name!r}.",
            mend or (f"Did you mean {close}? " if close else "") + "`holdspace voices` lists all of them.",
        )
        self.name = name
        self.near = tuple(near)


class BadChoice(UsageError):
    """The value given for an option or a setting cannot be read; `option` is its name."""

    def __init__(self, option: str, what: str, mend: str, place: Place | None = None) -> None:
        super().__init__(what, mend, place)
        self.option = option


class OutputExists(UsageError):
    """The target exists and carries no sign that holdspace made it; `path` is the target, `option` names it."""

    def __init__(self, path: str, option: str = "-o") -> None:
        super().__init__(
            f"{path} exists and holdspace did not make it.",
            f"Choose another name with {option}, or add --force to replace it.",
        )
        self.path = path


class MachineError(HoldspaceError):
    """The machine lacks something that the work needs."""

    exit_status = 3


class MissingExtra(MachineError):
    """An optional package is not installed; `extra` is the name of the extra that brings it."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs the extra {extra!r}, which is not installed.",
            f"Install it with: {install_command(extra)}",
        )
        self.extra = extra


class MissingLibrary(MachineError):
    """A library or program that the system or a wheel should have is not there; `library` is its name."""

    def __init__(self, library: str, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.library = library


class EncoderFailed(MachineError):
    """Ffmpeg failed, or wrote something other than what was planned."""


class DownloadFailed(MachineError):
    """A file could not be fetched whole: no network, broken off, stalled, or not the file that was expected."""


class OutputUnwritable(MachineError):
    """The target cannot be written: folder missing or read-only, a directory in its place, or the disk full."""
