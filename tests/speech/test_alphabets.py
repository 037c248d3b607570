# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""Phonemes in the signs that models were trained with."""

from __future__ import annotations

import pytest

from holdspace.speech.alphabets import espeak, misaki


@pytest.mark.parametrize(
    ("phonemes", "american", "british"),
    [
        ("ʃəˈvɑːsənə", "ʃəvˈɑsənə", "ʃəvˈɑːsənə"),
        ("ˌtriːkoʊˈnɑːsənə", "tɹˌikOnˈɑsənə", "tɹˌiːkQnˈɑːsənə"),
        ("ˈtʃʌkrə", "ʧˈʌkɹə", "ʧˈʌkɹə"),
        ("ˈɑːrdə", "ˈɑɹdə", "ˈɑːdə"),
        ("ˈkwɒdrɪsɛps", "kwˈɑdɹɪsɛps", "kwˈɒdɹɪsɛps"),
        ("stɜːrn nɪr kjʊr ˈfaɪər skwɛr", "stɜɹn nɪɹ kjʊɹ fˈIəɹ skwɛɹ", "stɜːn nɪə kjʊə fˈIə skwɛː"),
        ("ˈmaʊθ tʃɔɪs ɡeɪt əʊ", "mˈWθ ʧYs ɡAt O", "mˈWθ ʧYs ɡAt Q"),
        ("æbˈdɒmɪnɪs", "æbdˈɑmɪnɪs", "abdˈɒmɪnɪs"),
    ],
)
def test_misakis_letters(phonemes: str, american: str, british: str) -> None:
    """Diphthongs and affricates are one letter each, stress stands before the vowel, and the accent is the voice's."""
    assert misaki(phonemes, "en-us") == american
    assert misaki(phonemes, "en-gb") == british


@pytest.mark.parametrize(
    ("phonemes", "american", "british"),
    [
        ("ʃəˈvɑːsənə", "ʃəvˈɑːsənə", "ʃəvˈɑːsənə"),
        ("ˈtʃʌkrə ˈmoʊ", "tʃˈʌkɹə mˈoʊ", "tʃˈʌkɹə mˈəʊ"),
        ("troʊˈkæntər ˈstɜːrnəm", "tɹoʊkˈæntɚ stˈɜːnəm", "tɹəʊkˈantə stˈɜːnəm"),
    ],
)
def test_espeaks_signs(phonemes: str, american: str, british: str) -> None:
    """As espeak-ng itself writes them for its two voices."""
    assert espeak(phonemes, "en-us") == american
    assert espeak(phonemes, "en-gb") == british


@pytest.mark.parametrize("written", ["ma:'la:.sa:.na:", "mɑːˈlɑːsɑːnɑː", "maˈlasana", "mɑˈɭɑʂʰɑɳɑ".replace("ʂʰ", "s")])
def test_other_ways_to_write_it_are_the_same(written: str) -> None:
    """Plain colons and apostrophes, dots, and the sounds that English lacks."""
    assert misaki(written, "en-us") == "mɑlˈɑsɑnɑ"


def test_other_languages_keep_their_sounds() -> None:
    """Only stress takes its place before the vowel."""
    assert espeak("ˈʃtraːsə", "de") == "ʃtrˈaːsə"
    assert misaki("ˈpeʁe", "fr-fr") == "pˈeʁe"
