"""Options and settings become choices, or a message that says what is possible."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from holdspace.cli.choosing import choices_from, read_settings, settings_path
from holdspace.errors import BadChoice
from holdspace.score.model import NO_ROOM_TONE, Choices


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file that is read; it does not exist yet."""
    monkeypatch.setenv("HOLDSPACE_CONFIG", str(tmp_path))
    return tmp_path / "settings.toml"


def refused(settings: Path, text: str) -> BadChoice:
    """What is said of settings that hold `text`."""
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(BadChoice) as caught:
        read_settings()
    assert str(settings) in caught.value.what
    return caught.value


def test_no_option_is_no_choice() -> None:
    """What is not on the command line is left to the script and the settings."""
    assert choices_from() == Choices()


def test_every_option_is_read() -> None:
    """Each option's words become its value."""
    choices = choices_from(
        voice="heart", pace=0.9, hold=["1.5x", "Pigeon: +15s"], rest=["=20s"], length="20m", breath="box",
        countdown="TEN", halfway=False, calls="Coach", count="down", bed="rain -24dB", room_tone="-60dB",
        stereo=True, chapters_spoken=False,
    )  # fmt: skip
    assert (choices.voice, choices.pace, choices.length_ms) == ("heart", 0.9, 1_200_000)
    assert [(one.kind, one.value, one.section) for one in (*choices.hold, *choices.rest)] == [
        ("times", Fraction(3, 2), ""),
        ("plus", 15_000, "Pigeon"),
        ("set", 20_000, ""),
    ]
    assert choices.breath is not None
    assert choices.breath.cycle_ms == 16_000
    assert (choices.countdown, choices.halfway, choices.chapters_spoken) == ("ten", False, False)
    assert (choices.calls, choices.count, choices.stereo, choices.room_tone_db) == ("coach", "down", True, -60.0)
    assert choices.bed is not None
    assert (choices.bed.name, choices.bed.gain_db) == ("rain", -24.0)


def test_a_music_file_is_named_from_where_the_command_runs() -> None:
    """The listener's own music keeps its capitals and does not depend on the script's folder."""
    bed = choices_from(bed='"Calm Music.mp3" -30dB').bed
    assert bed is not None
    assert (Path(bed.name), bed.gain_db) == (Path("Calm Music.mp3").absolute(), -30.0)


def test_music_of_the_settings_lies_beside_them(settings: Path) -> None:
    """A relative name in the settings does not depend on where the command runs."""
    settings.write_text('bed = "calm.mp3 -20dB"', encoding="utf-8")
    bed = read_settings().bed
    assert bed is not None
    assert (Path(bed.name), bed.gain_db) == (settings.parent / "calm.mp3", -20.0)


def test_the_room_tone_can_be_off() -> None:
    """No room tone is a level too: none at all."""
    assert choices_from(room_tone="off").room_tone_db == NO_ROOM_TONE


@pytest.mark.parametrize(
    ("option", "value", "what", "mend"),
    [
        ("pace", 9.0, "9.0 is out of range", "0.5"),
        ("pace", float("nan"), "nan is out of range", "0.5"),
        ("hold", ["5"], "--hold '5'", "Did you mean 5x (times) or 5s (seconds)?"),
        ("hold", ["banana"], "--hold 'banana'", "Write 1.5x"),
        ("rest", ["soon"], "--rest 'soon'", "Write 1.5x"),
        ("length", "5", "--length '5' has no unit", "Did you mean 5m?"),
        ("length", "5 breaths", "counts in breaths", "20m"),
        ("length", "soon", "--length 'soon'", "Write a time"),
        ("breath", "banana", "--breath 'banana'", "box"),
        ("countdown", "7", "'7'", "off, ten, 3, 5, 10, or marks in seconds such as 30,15,5"),
        ("countdown", "30,soon", "--countdown '30,soon'", "for example --countdown ten"),
        ("calls", "loud", "“loud” is no style of calls", "for example --calls calm"),
        ("count", "sheep", "“sheep” is no way to count", "for example --count down"),
        ("bed", "rain +3dB", "no level for a bed", "-24dB"),
        ("bed", "ocaen", "no bed 'ocaen'", "ocean?"),
        ("bed", "disco", "no bed 'disco'", "binaural, off, or a music file"),
        ("room_tone", "-20dB", "from -70 to -40 dB", "for example --room-tone -62dB"),
    ],
)
def test_an_option_that_cannot_be_read_says_what_can(option: str, value: object, what: str, mend: str) -> None:
    """The message names the option and the value, the mend is one sentence that ends once."""
    with pytest.raises(BadChoice) as caught:
        choices_from(**{option: value})  # type: ignore[arg-type]  # the options are given by name here
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert not caught.value.mend.endswith(("?.", ".."))
    assert caught.value.mend[0].isupper()


def test_a_countdown_may_have_marks() -> None:
    """Marks are taken with or without blanks and units, and the earliest comes first."""
    assert [choices_from(countdown=word).countdown for word in ("30,15,5", "5s, 15 sec, 30")] == ["30, 15, 5"] * 2


def test_the_settings_lie_where_they_are_said_to_lie(settings: Path) -> None:
    """`HOLDSPACE_CONFIG` names the folder; without a file there are no settings."""
    assert settings_path() == settings
    assert read_settings() == Choices()


def test_every_setting_is_read(settings: Path) -> None:
    """One scaling may stand alone or in a list, a countdown may be a number."""
    settings.write_text(
        'voice = "heart"\npace = 1\nhold = "1.5x"\nrest = ["+5s", "Squats: 2x"]\nbreath = "box"\ncountdown = 3\n'
        'halfway = false\nchapters_spoken = false\ncalls = "calm"\ncount = "none"\nbed = "ocean"\nroom_tone = -60\n'
        "stereo = true\n",
        encoding="utf-8",
    )
    choices = read_settings()
    assert (choices.voice, choices.pace, choices.countdown) == ("heart", 1, "3")
    assert [one.written for one in (*choices.hold, *choices.rest)] == ["1.5x", "+5s", "Squats: 2x"]
    assert (choices.halfway, choices.chapters_spoken) == (False, False)
    assert (choices.calls, choices.count, choices.room_tone_db, choices.stereo) == ("calm", "none", -60.0, True)
    assert choices.bed is not None
    assert choices.bed.name == "ocean"


@pytest.mark.parametrize(
    ("text", "what", "mend"),
    [
        ('vioce = "x"', "'vioce'", "Did you mean voice?"),
        ('[render]\nvoice = "x"', "'render'", "Known are: voice, pace"),
        ('pace = "fast"', "pace cannot be 'fast'", "pace = 0.9"),
        ("pace = true", "pace cannot be True", "pace = 0.9"),
        ("pace = 9", "9 is out of range", "0.5"),
        ("halfway = 1", "halfway cannot be 1", "halfway = true"),
        ("countdown = true", "countdown cannot be True", 'countdown = "ten"'),
        ("countdown = 7", "countdown cannot be '7'", "off, ten"),
        ('breath = "foo"', "breath 'foo'", "box"),
        ('hold = ["2x", 3]', "hold cannot be", 'hold = "1.5x"'),
        ("voice = ", "not TOML", 'voice = "heart"'),
    ],
)
def test_settings_that_cannot_be_read_name_the_file(settings: Path, text: str, what: str, mend: str) -> None:
    """The message speaks of the file and its setting, not of an option nobody gave."""
    error = refused(settings, text)
    assert what in error.what
    assert "--" not in error.what
    assert mend in error.mend


def test_settings_that_are_no_text_or_no_file_are_refused(settings: Path) -> None:
    """Bytes that are not UTF-8, and a folder in the file's place."""
    settings.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadChoice, match="not UTF-8"):
        read_settings()
    settings.unlink()
    settings.mkdir()
    with pytest.raises(BadChoice, match="cannot be read"):
        read_settings()
