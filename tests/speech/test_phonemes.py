# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""Phonemes among the words of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.speech.legible import quoted, require_words
from holdspace.speech.phonemes import marked, read_around, with_ending
from holdspace.speech.splitting import LONGEST_PART, split_at_pauses


@pytest.mark.parametrize(
    ("said", "ending", "whole"),
    [
        ("⟦ˈɑːsənə⟧", "'s", "⟦ˈɑːsənəz⟧"),
        ("⟦ˈɑːsənə⟧", "s", "⟦ˈɑːsənəz⟧"),
        ("⟦saɪˈætɪk⟧", "'s", "⟦saɪˈætɪks⟧"),
        ("⟦ˈveɪɡəs⟧", "'s", "⟦ˈveɪɡəsɪz⟧"),
        ("ahsunna", "'s", "ahsunna's"),
    ],
)
def test_an_s_sounds_as_in_english(said: str, ending: str, whole: str) -> None:
    """After a hissing sound there is a syllable of its own; where there are no phonemes the letters stay."""
    assert with_ending(said, ending) == whole


def test_messages_show_phonemes_as_people_know_them() -> None:
    """Between slashes, in errors that quote what an engine got."""
    assert quoted("Rest in ⟦ʃəˈvɑːsənə⟧.") == '"Rest in /ʃəˈvɑːsənə/."'


def test_phonemes_are_no_foreign_letters() -> None:
    """A text with Greek or other letters in its phonemes is read by an English voice."""
    require_words("Rest in ⟦θχːˈɑ⟧.", "en-us")


def spelled(words: str) -> str:
    """A reader that knows letters alone, and reads a word after "odd" in another way."""
    return words.replace("odd zoobika", "odd zoobiker").upper()


def test_a_reader_of_words_reads_around_the_phonemes() -> None:
    """It gets a stand-in for each, so that it sees whole sentences; a vowel for one that begins with a vowel."""
    seen: list[str] = []

    def read(words: str) -> str:
        seen.append(words)
        return spelled(words)

    assert (
        read_around("A ⟦ˈɑːsənə⟧, the ⟦ʃəˈvɑːsənə⟧.", read, lambda ours: f"<{ours}>")
        == "A <ˈɑːsənə>, THE <ʃəˈvɑːsənə>."
    )
    assert seen[-1] == "A azoobika, the zoobika."
    assert read_around("No names.", read, str) == "NO NAMES."


def test_a_reader_that_reads_a_stand_in_otherwise_gets_the_words_between() -> None:
    """The phonemes are spoken all the same, and nothing is lost."""
    said = read_around("An odd ⟦ʃə⟧ and ⟦ˈɑː⟧.", spelled, lambda ours: f"<{ours}>")
    assert " ".join(said.split()) == "AN ODD <ʃə> AND <ˈɑː> ."


PIECES = st.lists(
    st.sampled_from(["rest", "in,", "end.", marked("ʃəˈvɑːsənə"), f"{marked('a' * 100)},", marked("tʃiː ɡɒŋ")])
)


@given(PIECES.map(" ".join), st.integers(110, 300), st.integers(5, 40))
def test_no_text_is_cut_within_phonemes(text: str, longest: int, longest_word: int) -> None:
    """Whatever the lengths, each stands whole in one part, and no part is too long for an engine."""
    parts = split_at_pauses(text, longest, longest_word)
    assert " ".join(part.text for part in parts) == text
    assert all(part.text.count("⟦") == part.text.count("⟧") for part in parts)
    assert all(len(part.text) <= longest <= LONGEST_PART for part in parts)
