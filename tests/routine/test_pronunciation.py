# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""How a word is to be said: spelled, in phonemes, or both."""

from __future__ import annotations

import pytest

from holdspace.routine.parser import parse
from holdspace.routine.pronunciation import Pronunciation, pronunciation


@pytest.mark.parametrize(
    ("written", "respelled", "phonemes"),
    [
        ("mah-LAH-suh-nuh", "mah-LAH-suh-nuh", ""),
        ("/mɑːˈlɑːsənə/", "", "mɑːˈlɑːsənə"),
        (" zor-bah  /ˈzɔːrbə/ ", "zor-bah", "ˈzɔːrbə"),
        ("/ ˌtaɪ  ˈtʃiː /", "", "ˌtaɪ ˈtʃiː"),
        ("twenty-four/seven", "twenty-four/seven", ""),
        ("left/right/", "left/right/", ""),
        ("//", "//", ""),
    ],
)
def test_phonemes_stand_between_slashes(written: str, respelled: str, phonemes: str) -> None:
    """By themselves or after a spelling; a slash within a word begins none."""
    found = pronunciation(written)
    assert (found.respelled.strip(), found.phonemes) == (respelled, phonemes)
    assert isinstance(found, Pronunciation)


@pytest.mark.parametrize(
    ("phonemes", "what"),
    [
        ("/mah-LAH/", "“L” is no sign"),
        ("/ma1/", "“1” is no sign"),
        ("/ˈː/", "no sound"),
        (f"/{'a' * 101}/", "more than 100"),
    ],
)
def test_what_is_no_phoneme_is_an_error_in_its_place(phonemes: str, what: str) -> None:
    """The front matter says which sign cannot be read, on its line."""
    (error,) = (d for d in parse(f"---\nsay:\n  Zorba: {phonemes}\n---\nSit. [pause 5s]").diagnostics)
    assert (error.code, error.severity, error.place.line) == ("front-matter-value", "error", 3)
    assert what in error.what
    assert "/mɑːˈlɑːsənə/" in error.mend


@pytest.mark.parametrize("phonemes", ["/mɑːˈlɑːsənə/", "/ma:'la:.sa.na/", "/t͡ʃiː/", "/vʌdʒ-rə/", "/ˈbɝd/"])
def test_dictionaries_write_in_several_ways(phonemes: str) -> None:
    """Dots between syllables, ties, plain colons and apostrophes are read."""
    routine = parse(f"---\nsay:\n  Zorba: {phonemes}\n---\nSit. [pause 5s]").routine
    assert routine.front.say == (("Zorba", phonemes),)
