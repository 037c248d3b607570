# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""Names that voices get wrong, given in another way just before the engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import holdspace
from espeak_reading import espeak_phonemes
from holdspace.routine.pronunciation import checked_pronunciation
from holdspace.speech.lexicon import entries, for_engine, shipped_sections, unheard
from holdspace.speech.normalising import spoken_form
from pronunciation_helpers import distance

PAGE = Path(__file__).parents[2] / "docs" / "lexicon.md"
ENV = {**os.environ, "PYTHONPATH": str(Path(holdspace.__file__).parents[1]), "PYTHONUTF8": "1"}


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Come into Trikonasana.", "Come into treeko-nahsunna."),
        ("Adho Mukha Svanasana", "ahdoe mooka swah-nahsunna"),
        ("Balasana, then Paschimottanasana", "bah-lahsunna, then pahsh-cheemoh-tah-nahsunna"),
        ("Ujjayi breath", "oo-jah-yi breath"),
        ("Practise tai chi.", "Practise tie chee."),
        ("The tree pose is not in the lexicon.", "The tree pose is not in the lexicon."),
    ],
)
def test_pose_names_are_respelled_for_the_engine(text: str, sent: str) -> None:
    """Names in the lexicon reach the engine respelled, everything else as it is."""
    assert for_engine(text) == sent


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Come into Trikonasana.", "Come into ⟦ˌtriːkoʊˈnɑːsənə⟧."),
        ("Śavāsana, then ADHO MUKHA SVANASANA!", "⟦ʃəˈvɑːsənə⟧, then ⟦ˈɑːdoʊ⟧ ⟦ˈmuːkə⟧ ⟦swɑːˈnɑːsənə⟧!"),
        (
            "Malasana's end, three Balasanas, the quadriceps's.",
            "⟦mɑːˈlɑːsənəz⟧ end, three ⟦bɑːˈlɑːsənəz⟧, the ⟦ˈkwɒdrɪsɛpsɪz⟧.",
        ),
        ("Qi gong", "⟦ˌtʃiː⟧ ⟦ˈɡɒŋ⟧"),
        ("supta-like, half-Malasana", "⟦ˈsuːptə⟧ like, half ⟦mɑːˈlɑːsənə⟧"),
        ("The tree-pose is well-known.", "The tree-pose is well-known."),
    ],
)
def test_a_voice_that_takes_phonemes_gets_them(text: str, sent: str) -> None:
    """Each word of a name by itself, with its s; hyphens beside them become spaces, all others stay."""
    assert for_engine(text, phonemes=True) == sent


def test_a_plural_is_the_name_with_an_s() -> None:
    """Also where it is respelled, and also by an entry of one's own; no plural is made of one's own words."""
    say = (("Balasana", "child pose"), ("I", "eye"), ("Nadi", "/ˈnʌdi/"))
    assert (
        for_engine("Malasanas, Balasanas' and nadis: it is.", say) == "mah-lahsunnas, child poses' and nahdees: it is."
    )
    assert for_engine("Balasanas, nadis", say, phonemes=True) == "child poses, ⟦ˈnʌdiz⟧"


OWN = (
    ("Malasana", "/məˈlɑːsənə/"),
    ("Zorba", "zor-BAH /ˈzɔːrbə/"),
    ("Vajra", "/ˈvʌdʒrə/"),
    ("w/u", "warm up /wɔːrm ʌp/"),
)


def test_phonemes_of_ones_own() -> None:
    """They beat the shipped ones; a voice that takes none gets their spelling, else what is shipped, else the word."""
    text = spoken_form("W/u: Malasana, Zorba's Vajra, mudra.", OWN)
    assert text == "warm up: Malasana, Zorba's Vajra, mudra."
    assert for_engine(text, OWN, phonemes=True) == "⟦wɔːrm⟧ ⟦ʌp⟧: ⟦məˈlɑːsənə⟧, ⟦ˈzɔːrbəz⟧ ⟦ˈvʌdʒrə⟧, ⟦ˈmuːdrə⟧."
    assert for_engine(text, OWN) == "warm up: mah-lahsunna, zor-bah's Vajra, moodra."


def test_words_that_only_phonemes_are_given_for_can_be_named() -> None:
    """Those of a text, however they are written; none that has a spelling too, and none that is only part of a word."""
    assert unheard("VAJRA and Malāsana, Zorba, w/u.", OWN, "en") == ["Malasana", "Vajra"]
    assert unheard("Vajrayana, rest.", OWN, "en") == []


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
    assert all(re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", one.respelled) for one in table.values())
    assert all(spoken_form(one.respelled) == one.respelled for one in table.values())


def test_every_name_has_phonemes_with_one_main_stress() -> None:
    """In signs of the phonetic alphabet that English dictionaries use."""
    for name, said in entries().items():
        assert checked_pronunciation(f"/{said.phonemes}/")
        assert re.fullmatch(r"[a-zæŋɑɒɔəɛɜɡɪʃʊʌʒːˈˌ ]+", said.phonemes), name
        assert said.phonemes.count("ˈ") == 1, name


MOST_DISTANCE = 0.75
"""Three quarters of a sound: the shades that English lacks, such as a short a that comes out long."""
MOST_DISTANCE_OF_PHONEMES = 0.5


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """How the Sanskrit names are pronounced: name → syllables."""
    lines = (Path(__file__).parent / "pronunciations.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def test_every_sanskrit_name_has_its_own_sounds(known: dict[str, str]) -> None:
    """Our phonemes are those of the name as it is pronounced: no sound wrong, and the stress in its place."""
    names = shipped_sections("en")["Sanskrit"]
    assert known.keys() == names.keys()
    distances = {name: distance(syllables, names[name].phonemes) for name, syllables in known.items()}
    assert {name: far for name, far in distances.items() if far > MOST_DISTANCE_OF_PHONEMES} == {}


@pytest.mark.skipif(find_spec("espeakng_loader") is None, reason="needs the library of the wheel")
def test_every_sanskrit_name_sounds_as_it_should(known: dict[str, str]) -> None:
    """espeak-ng's phonemes of each respelling are those of the name: no sound wrong, and the stress in its place."""
    read = espeak_phonemes([for_engine(name) for name in known])
    distances = {name: distance(known[name], phonemes) for name, phonemes in zip(known, read, strict=True)}
    assert {name: far for name, far in distances.items() if far > MOST_DISTANCE} == {}


@pytest.mark.parametrize(
    ("syllables", "phonemes", "least"),
    [("sha-VĀ-sa-na", "sˌævɐsˈɑːnə", 1.0), ("pash-chi-mot-tā-NĀ-sa-na", "pˌæskɪmˌɑːtɐnɐsˈɑːnə", 2.0)],
)
def test_the_measure_hears_what_is_wrong(syllables: str, phonemes: str, least: float) -> None:
    """What espeak-ng makes of the names as they are written is far from how they are pronounced."""
    assert distance(syllables, phonemes) > least > MOST_DISTANCE


def test_the_page_of_pronunciations_is_current() -> None:
    """docs/lexicon.md is what its script makes of the shipped lexicon."""
    script = PAGE.parents[1] / "benchmarks" / "lexicon_page.py"
    printed = subprocess.run([sys.executable, script], capture_output=True, env=ENV, check=True)
    assert printed.stdout.decode("utf-8").replace("\r\n", "\n") == PAGE.read_text(encoding="utf-8")
