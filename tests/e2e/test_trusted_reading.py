"""The trusted cases about reading: what a script's line becomes in the session, and for which voice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from command_helpers import House, at_once, said
from holdspace.errors import ScriptError
from holdspace.score.model import Utterance
from holdspace.speech.engine import Engine
from holdspace.speech.engines.hibari_engine import HibariEngine
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine
from holdspace.speech.lexicon import for_engine
from voices_helpers import ScriptedEngine, neural, system

VOICES = ["silent:tone", "pyttsx3:en-us", "hibari:heart"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("house")) as house:
        yield house


def between(step: str) -> str:
    """A routine with `step` as a line of its own between two others."""
    return f"Stand tall. [pause 3s]\n\n{step}\n\nLet go.\n"


def outcome(house: House, step: str, voice: str) -> tuple[list[str], list[str]]:
    """What is said of a routine with `step`, or else of its errors; and every diagnostic."""
    try:
        placed = house.place(between(step), voice)
    except ScriptError as error:
        return [], [f"{d.place.line} {d.code}: {d.what}" for d in error.diagnostics]
    return said(placed)[1:-1], [f"{d.place.line} {d.code}: {d.what}" for d in placed.diagnostics]


TABLE = [
    ("Hold 30s.", "Hold thirty seconds."),
    ("Hold 30 s.", "Hold thirty seconds."),
    ("Hold 30 sec.", "Hold thirty seconds."),
    ("Hold 1:30.", "Hold one minute thirty seconds."),
    ("Hold 2 min.", "Hold two minutes."),
    ("Roll x10.", "Roll ten times."),
    ("Roll 10x.", "Roll ten times."),
    ("Plank 2x30 sec.", "Plank two times thirty seconds."),
    ("Lift the R leg.", "Lift the right leg."),
    ("Lower the L arm.", "Lower the left arm."),
    ("Twist R/L.", "Twist right and left."),
    ("R", "right"),
    ("4-7-8", "four, seven, eight"),
    ("Turn 1/2 way.", "Turn half way."),
    ("Turn ½ way.", "Turn half way."),
    ("Bend it 90°.", "Bend it ninety degrees."),
    ("Fold w/ a block.", "Fold with a block."),
    ("Plank -> Cobra.", "Plank to Cobra."),
    ("Warrior II.", "Warrior two."),
    ("-5 breaths", "five breaths"),
    ("Arms & legs.", "Arms and legs."),
    ("Feel a < b.", "Feel a b."),
    ("Lift\x00 your\x07 arm.", "Lift your arm."),
]


@pytest.mark.parametrize(("written", "spoken"), TABLE)
def test_shorthand_is_read_as_a_teacher_would(house: House, written: str, spoken: str) -> None:
    """A line of shorthand is in the session's words, in full; no voice ever gets the shorthand."""
    assert outcome(house, written, "silent:tone")[0] == [spoken]


@pytest.mark.parametrize("voice", VOICES[1:])
def test_every_engine_gets_the_same_words(tmp_path: Path, voice: str) -> None:
    """The text that reaches an engine is the same for each of them: digits, dashes and signs are gone."""
    engines: dict[str, Engine] = {"hibari": neural(), "pyttsx3": system()}
    chosen = engines[voice.partition(":")[0]]
    assert isinstance(chosen, ScriptedEngine)
    with House(tmp_path, engines) as house:
        for written, spoken in TABLE:
            house.place(between(written), voice)
            assert spoken in [text for text, _, _ in chosen.spoken]


def test_lines_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """Emoji, kanji and Devanagari alone: file, line, column and caret for each of them; status 1 and no file."""
    steps = {3: "🧘", 5: "漢字", 7: "नमस्ते"}
    (tmp_path / "routine.md").write_text("\n\n".join(["Stand tall.", *steps.values()]), encoding="utf-8")
    ran = at_once("render", "routine.md", "-o", "out/session.mp3", "--voice", VOICES[1], folder=tmp_path, status=1)
    for line, step in steps.items():
        assert f"routine.md:{line}:1: error: " in ran.err
        assert f"    {step}\n    ^" in ran.err
    assert ran.err.count("mend: ") == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("step", ["", "   ", "...", "—", "\u200d", "\x07", "🧘", "漢字", "नमस्ते", "&"])
def test_a_line_of_nothing_fares_alike_with_every_voice(house: House, step: str) -> None:
    """What holds no words is told or passed over in the same way, whichever voice is chosen."""
    first, *others = (outcome(house, step, voice) for voice in VOICES)
    assert first[0] == []
    assert others == [first, first]


@pytest.mark.parametrize("step", ["<break time='2s'/> Rest now.", "[[h@'loU]]", "Lift {x}.", "| a | b |"])
def test_markup_is_an_error_of_the_script(house: House, step: str) -> None:
    """Markup for engines and the web never reaches a voice: it is an error at its place, the same for all voices."""
    first, *others = (outcome(house, step, voice) for voice in VOICES)
    assert first[0] == []
    assert first[1][0].startswith("3 ")
    assert others == [first, first]


def test_control_characters_are_removed_with_a_warning(house: House) -> None:
    """NUL and bells are taken out of a line, which is told with its place, and the rest of the line is said."""
    words, diagnostics = outcome(house, "Lift\x00 your\x07 arm.", VOICES[1])
    assert words == ["Lift your arm."]
    assert diagnostics == ["3 control-character: control characters (U+0000, U+0007) were removed from this line"]


NAMES = ["Adho Mukha Svanasana", "Balasana", "Paschimottanasana", "Trikonasana", "Ujjayi"]


@pytest.mark.parametrize("engine", ["pyttsx3", "hibari"])
def test_names_of_poses_are_respelled_for_the_engine(engine: str, tmp_path: Path) -> None:
    """The engine gets the lexicon's spelling, the captions keep the name."""
    engines: dict[str, Engine] = {"hibari": neural(), "pyttsx3": system()}
    with House(tmp_path, engines) as house:
        lines = between("\n\n".join(f"Now {name}." for name in NAMES))
        placed = house.place(lines, "hibari:heart" if engine == "hibari" else "pyttsx3:en-us")
        chosen = engines[engine]
        assert isinstance(chosen, ScriptedEngine)
        for name in NAMES:
            respelled = for_engine(f"Now {name}.")
            assert name not in respelled
            assert respelled in [text for text, _, _ in chosen.spoken]
            assert f"Now {name}." in said(placed)


@pytest.mark.parametrize("make", [Pyttsx3Engine, HibariEngine])
def test_the_lexicon_is_heard(make: type[Pyttsx3Engine | HibariEngine]) -> None:
    """Of the names that voices get wrong, what engines are given makes them say something else."""
    engine = make()
    voice = "en-us" if make is Pyttsx3Engine else "heart"
    try:
        for name in ("Paschimottanasana", "Trikonasana", "Ujjayi"):
            plain = engine.speak(f"Now {name}.", voice, 1.0).raw_data
            named = for_engine(f"Now {name}.", phonemes=make is HibariEngine)
            assert engine.speak(named, voice, 1.0).raw_data != plain
    finally:
        engine.close()


@pytest.mark.parametrize("voice", VOICES[1:])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_change_no_sound(house: House, voice: str, form: str) -> None:
    """Śavāsana, however its accents are stored, is the very sound of Savasana."""
    speaker = house.workshop.speaker(house.place("Rest.\n").score, house.workshop.catalogue.find(voice))
    accented = speaker.clip(Utterance(unicodedata.normalize(form, "Rest in Śavāsana.")))
    plain = speaker.clip(Utterance("Rest in Savasana."))
    assert np.array_equal(accented.audio.get_array_of_samples(), plain.audio.get_array_of_samples())
    assert plain.samples > 0
