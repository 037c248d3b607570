"""Names that voices get wrong, respelled just before the engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import holdspace
from holdspace.speech.lexicon import entries, for_engine, shipped_sections
from holdspace.speech.normalising import spoken_form
from pronunciation_helpers import distance

PAGE = Path(__file__).parents[2] / "docs" / "lexicon.md"
ENV = {**os.environ, "PYTHONPATH": str(Path(holdspace.__file__).parents[1]), "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Come into Trikonasana.", "Come into treeko-nahsunna."),
        ("Adho Mukha Svanasana", "uh-doe mooka swah-nahsunna"),
        ("Balasana, then Paschimottanasana", "bah-lahsunna, then pahsh-cheemoh-tah-nahsunna"),
        ("Ujjayi breath", "oo-jah-yi breath"),
        ("Practise tai chi.", "Practise tie chee."),
        ("The tree pose is not in the lexicon.", "The tree pose is not in the lexicon."),
    ],
)
def test_pose_names_are_respelled_for_the_engine(text: str, sent: str) -> None:
    """Names in the lexicon reach the engine respelled, everything else as it is."""
    assert for_engine(text) == sent


@pytest.mark.parametrize("written", ["Savasana", "SAVASANA", "śavāsana", "Śavāsana", "savāsana"])
def test_capitals_and_accents_make_no_difference(written: str) -> None:
    """Savasana is the same name however it is written."""
    assert for_engine(written) == for_engine(spoken_form(written)) == "shah-vahsunna"


def test_the_scripts_own_pronunciation_wins() -> None:
    """A `say` entry beats the lexicon, and what it says is not respelled again."""
    say = (("Malasana", "garland, or mudra"), ("Vajra", "vudge-ra"))
    assert for_engine("Malasana with vajra mudra.", say) == "garland, or mudra with vudge-ra moodra."


def test_syllables_in_capitals_are_not_left_to_be_spelled() -> None:
    """A respelling with a stressed syllable in capitals is made small, since espeak-ng would read its letters."""
    assert for_engine("Malasana", (("Malasana", "mah-LAH-suh-nuh"),)) == "mah-lah-suh-nuh"


def test_only_whole_words_are_respelled() -> None:
    """A name within a longer word is left alone."""
    assert for_engine("mudralike, supta-like") == "mudralike, soopta-like"


def test_other_languages_have_only_the_scripts_own_entries() -> None:
    """Without a lexicon a language still honours `say`, and keeps its accents."""
    assert for_engine("Übung Balasana", (("Balasana", "Balāssana"),), "de") == "Übung Balāssana"


def test_the_lexicon_is_large_and_speakable() -> None:
    """At least sixty Sanskrit names and twenty others, in order, folded, respelled in small letters only."""
    sections = shipped_sections("en")
    assert [len(names) >= least for names, least in zip(sections.values(), (60, 20), strict=True)] == [True, True]
    assert all(list(names) == sorted(names) for names in sections.values())
    table = entries("en")
    assert all(re.fullmatch(r"[a-z]+(?: [a-z]+)?", key) for key in table)
    assert all(re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", value) for value in table.values())
    assert all(spoken_form(value) == value for value in table.values())


MOST_DISTANCE = 0.75
"""Three quarters of a sound: the shades that English lacks, such as a short a that comes out long."""


@pytest.fixture(scope="module")
def page() -> dict[str, str]:
    """What docs/lexicon.md says: name → phonemes."""
    rows = re.findall(r"^\| ([a-z ]+) \| [a-z -]+ \| (\S.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {name: phonemes for name, phonemes in rows if name != "name"}


def test_every_sanskrit_name_sounds_as_it_should(page: dict[str, str]) -> None:
    """espeak-ng's phonemes of each respelling are those of the name: no sound wrong, and the stress in its place."""
    lines = (Path(__file__).parent / "pronunciations.tsv").read_text(encoding="utf-8").splitlines()
    known = dict(line.split("\t") for line in lines if not line.startswith("#"))
    assert known.keys() == shipped_sections("en")["Sanskrit"].keys()
    far = {name: d for name, syllables in known.items() if (d := distance(syllables, page[name])) > MOST_DISTANCE}
    assert far == {}


@pytest.mark.parametrize(
    ("syllables", "phonemes", "least"),
    [("sha-VĀ-sa-na", "sˌævɐsˈɑːnə", 1.0), ("pash-chi-mot-tā-NĀ-sa-na", "pˌæskɪmˌɑːtɐnɐsˈɑːnə", 2.0)],  # noqa: RUF001
)
def test_the_measure_hears_what_is_wrong(syllables: str, phonemes: str, least: float) -> None:
    """What espeak-ng makes of the names as they are written is far from how they are pronounced."""
    assert distance(syllables, phonemes) > least > MOST_DISTANCE


@pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="needs the library of the wheel")
def test_the_page_of_pronunciations_is_current() -> None:
    """docs/lexicon.md is what its script makes of the shipped lexicon and of espeak-ng."""
    script = PAGE.parents[1] / "benchmarks" / "lexicon_page.py"
    printed = subprocess.run([sys.executable, script], capture_output=True, env=ENV, check=True)
    assert printed.stdout.decode("utf-8").replace("\r\n", "\n") == PAGE.read_text(encoding="utf-8")
