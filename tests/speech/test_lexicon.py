"""Names that voices get wrong, respelled just before the engine."""

import re

import pytest

from holdspace.speech.lexicon import entries, for_engine
from holdspace.speech.normalising import spoken_form


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Come into Trikonasana.", "Come into treeko-nahsannuh."),
        ("Adho Mukha Svanasana", "ahdoe mooka swah-nahsannuh"),
        ("Balasana, then Paschimottanasana", "bah-lahsannuh, then pashi-mota-nahsannuh"),
        ("Ujjayi breath", "oo-jai breath"),
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
    assert for_engine(written) == for_engine(spoken_form(written)) == "shah-vahsannuh"


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
    """At least forty entries, in order, each key folded and each respelling in small letters and hyphens only."""
    table = entries("en")
    assert len(table) >= 40
    assert all(re.fullmatch(r"[a-z]+(?: [a-z]+)?", key) for key in table)
    assert all(re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", value) for value in table.values())
    assert all(spoken_form(value) == value for value in table.values())
