"""How a name becomes a voice."""

from __future__ import annotations

import pytest

from holdspace.errors import BadChoice, MachineError, MissingExtra, MissingLibrary, UnknownVoice
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.engine import Engine, Voice
from holdspace.speech.engines.silent import SilentEngine
from voices_helpers import ScriptedEngine, neural, system


def catalogue(*engines: Engine) -> Catalogue:
    chosen = engines or (neural(), system(), SilentEngine())
    return Catalogue({engine.name: engine for engine in chosen})


@pytest.mark.parametrize(
    ("wanted", "language", "voice"),
    [
        (None, "en", "hibari:heart"),
        ("", "en", "hibari:heart"),
        (None, "en-GB", "hibari:heart"),
        (None, "de-AT", "pyttsx3:de"),
        (None, "zh", "pyttsx3:cmn"),
        (None, "fr", "pyttsx3:fr"),
        (None, "pt", "pyttsx3:pt"),
        ("en", "en", "hibari:heart"),
        ("en-us", "de", "hibari:heart"),
        ("en_US", "en", "hibari:heart"),
        ("en-gb", "en", "pyttsx3:en"),
        ("de", "en", "pyttsx3:de"),
        ("pt-BR", "en", "pyttsx3:pt-br"),
        ("no", "en", "pyttsx3:nb"),
        ("heart", "de", "hibari:heart"),
        ("Heart", "en", "hibari:heart"),
        ("hibari:heart", "en", "hibari:heart"),
        ("hibari", "en", "hibari:heart"),
        ("pyttsx3", "en", "pyttsx3:en-us"),
        ("pyttsx3", "de", "pyttsx3:de"),
        ("pyttsx3:en-us", "en", "pyttsx3:en-us"),
        ("PYTTSX3:EN-US", "en", "pyttsx3:en-us"),
        ("en-gb-scotland", "en", "pyttsx3:en-gb-scotland"),
        ("German", "en", "pyttsx3:de"),
        ("silent", "en", "silent:tone"),
        ("silent:tone", "de", "silent:tone"),
    ],
)
def test_names(wanted: str | None, language: str, voice: str) -> None:
    """An id, an engine, a language, a bare name or a label means one voice."""
    assert catalogue().find(wanted, language).id == voice


@pytest.mark.parametrize(
    ("wanted", "near"), [("hart", "hibari:heart"), ("pyttsx3:enus", "pyttsx3:en-us"), ("hibari:hearth", "hibari:heart")]
)
def test_a_slip_of_the_pen_gets_near_matches(wanted: str, near: str) -> None:
    """An unknown name is an error with the nearest ids, nearest first."""
    with pytest.raises(UnknownVoice, match=f"Did you mean {near}") as caught:
        catalogue().find(wanted)
    assert caught.value.name == wanted
    assert caught.value.near[0] == near


def test_a_strange_name_gets_none() -> None:
    """A name like no other is an error that says where all voices are listed."""
    with pytest.raises(UnknownVoice, match="`holdspace voices` lists all") as caught:
        catalogue().find("xylophone quartet")
    assert caught.value.near == ()


def test_no_engine_is_asked_in_vain() -> None:
    """The default voice and a neural voice's name are found without asking the system for its voices."""
    engines = neural(), system()
    found = catalogue(*engines)
    assert {found.find(name).id for name in (None, "en", "heart", "hibari:heart", "hibari")} == {"hibari:heart"}
    assert engines[1].asked == 0
    found.find("de")
    found.find("fr")
    assert engines[1].asked == 1


def test_a_voice_that_is_not_here_says_how_to_get_it() -> None:
    """A known voice that cannot speak here is the machine's lack, with the mend."""
    with pytest.raises(MachineError, match=r"hibari:emma.*not downloaded: fetch it"):
        catalogue().find("emma")


def test_a_missing_extra_says_what_to_install() -> None:
    """Heart without its package gives the exact command; without a name the next best voice speaks."""
    gone = neural(Voice("", "heart", "en-us", "female", "neural", works=False, reason="hibari-tts is not installed: …"))
    assert catalogue(gone, system()).find(None).id == "pyttsx3:en-us"
    with pytest.raises(MissingExtra, match=r'python -m pip install "hibari-tts\[fast\]'):
        catalogue(gone, system()).find("heart")


BROKEN = ScriptedEngine(
    "pyttsx3", [Voice("", "default", "und", works=False, reason="the speech library espeak-ng is not there.")]
)
ABSENT = ScriptedEngine("hibari", [Voice("", "heart", "en-us", kind="neural", works=False, reason="not installed")])


@pytest.mark.parametrize("wanted", ["pyttsx3", "pyttsx3:en-us", "de"])
def test_a_missing_library_says_what_to_install(wanted: str) -> None:
    """With the speech library missing, asking for a system voice says how to get the library."""
    with pytest.raises(MissingLibrary, match="python -m pip install espeakng-loader"):
        catalogue(neural(), BROKEN).find(wanted)


def test_no_voice_at_all_says_what_to_install() -> None:
    """Without any working voice the error names both ways to get one; the silent engine does not count."""
    with pytest.raises(MissingLibrary, match=r"hibari-tts\[fast\].*espeakng-loader") as caught:
        catalogue(ABSENT, BROKEN, SilentEngine()).find(None)
    assert caught.value.exit_status == 3


def test_a_language_nobody_speaks_is_said_so() -> None:
    """A routine in a language without a voice names the language."""
    with pytest.raises(MissingLibrary, match="'tlh'"):
        catalogue().find(None, "tlh")


def test_an_engine_without_the_language_is_said_so() -> None:
    """An engine asked for a language it lacks says so instead of speaking another."""
    with pytest.raises(UnknownVoice, match="no voice that speaks 'de'"):
        catalogue().find("hibari", "de")


def test_lists_everything_and_closes_everything() -> None:
    """`voices` holds every voice of every engine; closing reaches each engine."""
    engines = neural(), system()
    with catalogue(*engines) as all_of_them:
        assert len(all_of_them.voices()) == 13
    assert [engine.closed for engine in engines] == [1, 1]


def test_unknown_engine() -> None:
    """An engine that does not exist is an error that lists those that do."""
    with pytest.raises(BadChoice, match="hibari, pyttsx3, silent"):
        catalogue().engine("festival")


def test_built_in_engines_are_all_there() -> None:
    """The built-in engines can be made, and carry the names they are listed under."""
    found = Catalogue()
    assert [found.engine(name).name for name in ("hibari", "pyttsx3", "silent")] == ["hibari", "pyttsx3", "silent"]
    found.close()
