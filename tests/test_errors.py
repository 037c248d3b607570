"""The family of errors."""

from __future__ import annotations

import pickle

import pytest

from holdspace import errors
from holdspace.diagnostics import Diagnostic, Place
from holdspace.errors import HoldspaceError, MachineError, ScriptError, UsageError

PLACE = Place("a.md", 3, 7, 4)
PROBLEM = Diagnostic("unspeakable", "error", PLACE, "it cannot be said", "reword it", "Stand 🧘 tall.")

SAMPLES: list[HoldspaceError] = [
    HoldspaceError("It is wrong.", "Mend it.", PLACE),
    ScriptError("It has errors.", "Mend them.", PLACE, [PROBLEM]),
    errors.SpeechError("It cannot be said.", "Reword it.", "words", PLACE),
    errors.Unspeakable("No sound.", "Reword it.", "🧘", PLACE),
    errors.EngineTimeout("Too slow.", "Reword it.", "words"),
    errors.EngineCrashed("It died.", "Reword it.", "words"),
    UsageError("Wrong.", "Look at --help."),
    errors.UnknownVoice("hart", ["hibari:heart", "pyttsx3:de"]),
    errors.BadChoice("--pace", "A pace of 9 is out of range.", "Choose one from 0.5 to 2.0.", PLACE),
    errors.OutputExists("a.mp3"),
    MachineError("It lacks something.", "Install it."),
    errors.MissingExtra("natural", "this voice"),
    errors.MissingLibrary("ffmpeg", "there is no ffmpeg.", "Install it."),
    errors.EncoderFailed("ffmpeg failed.", "Run it again."),
    errors.DownloadFailed("the connection ended.", "Run it again."),
    errors.OutputUnwritable("a.mp3 cannot be written.", "Choose another place."),
]


def family(root: type[HoldspaceError] = HoldspaceError) -> set[type[HoldspaceError]]:
    return {root}.union(*(family(leaf) for leaf in root.__subclasses__() if leaf.__module__ == errors.__name__))


def test_every_member_of_the_family_is_tried_here() -> None:
    """A new kind of error is missing in `SAMPLES` until it is added."""
    assert {type(sample) for sample in SAMPLES} == family()


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_travels_between_processes(error: HoldspaceError) -> None:
    """Pickled and revived it has its class, words, place and everything else it carries."""
    revived = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert type(revived) is type(error)
    assert vars(revived) == vars(error)
    assert str(revived) == str(error)
    assert revived.args == error.args


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_says_what_is_wrong_and_how_to_mend_it(error: HoldspaceError) -> None:
    """Both parts are in its text, the place before them where it has one."""
    assert error.what
    assert error.mend
    assert str(error) == (f"{PLACE}: " if error.place else "") + f"{error.what} {error.mend}"


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_the_branch_decides_the_exit_status(error: HoldspaceError) -> None:
    """1 for the script, 2 for usage, 3 for the machine."""
    statuses = [(ScriptError, 1), (UsageError, 2), (MachineError, 3)]
    assert error.exit_status == next((status for branch, status in statuses if isinstance(error, branch)), 1)


def test_the_first_place_stays() -> None:
    """A place is given once; a room further up does not replace it."""
    error = errors.Unspeakable("No sound.", "Reword it.", "x")
    assert error.at(PLACE) is error
    assert error.at(Place("b.md", 1, 1)).place == PLACE


def test_an_unknown_voice_names_its_neighbours() -> None:
    """Near ids are asked about; without any the list of all voices is pointed to."""
    assert "Did you mean hibari:heart, pyttsx3:de?" in errors.UnknownVoice("hart", ["hibari:heart", "pyttsx3:de"]).mend
    assert "Did you mean" not in errors.UnknownVoice("zzz").mend
    assert "holdspace voices" in errors.UnknownVoice("zzz").mend
