"""Cutting long texts at pauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.speech.splitting import LONGEST_PART, LONGEST_WORD, Part, split_at_pauses

SENTENCE = "Slowly walk your arms out in front of you, and let your neck release."


def test_a_short_text_is_one_part() -> None:
    """A text of up to 300 characters stays whole."""
    text = ("Breathe in. " * 25).strip()
    assert len(text) < LONGEST_PART
    assert split_at_pauses(text) == [Part(text, 0)]


def test_nothing_has_no_parts() -> None:
    """White space has no parts."""
    assert split_at_pauses(" \n ") == []


def test_a_sentence_ends_before_a_clause_does() -> None:
    """The cut lies at the last end of a sentence, though a comma would come later, with the longer gap."""
    text = "One two three four. Five six seven, eight nine ten."
    assert split_at_pauses(text, 40, 20) == [
        Part("One two three four.", 400),
        Part("Five six seven, eight nine ten.", 0),
    ]


def test_a_clause_before_a_space() -> None:
    """Without an end of a sentence the cut lies at a comma, semicolon, colon or dash."""
    assert [p.text for p in split_at_pauses("one two three, four five six seven", 26, 20)] == [
        "one two three,",
        "four five six seven",
    ]
    assert split_at_pauses("one two three — four five six seven", 26, 20)[0].gap_ms == 220


def test_an_early_comma_does_not_leave_a_stump() -> None:
    """A pause in the first third of the stretch is passed over for a space near its end."""
    assert [p.text for p in split_at_pauses("So, one two three four five six", 24, 20)] == [
        "So, one two three four",
        "five six",
    ]


def test_a_very_long_word_becomes_words() -> None:
    """Of a word longer than any voice reads every letter is kept, in pieces; hyphens are where it is cut first."""
    assert split_at_pauses("a" * 100) == [Part(f"{'a' * 40} {'a' * 40} {'a' * 20}", 0)]
    assert split_at_pauses("hands-and-knees", longest_word=10) == [Part("hands and knees", 0)]
    assert split_at_pauses("hands-and-knees") == [Part("hands-and-knees", 0)]


def test_a_letter_keeps_its_marks() -> None:
    """A long word is not cut between a letter and its accent."""
    pieces = split_at_pauses("e\u0301" * 30)[0].text.split()
    assert not any(piece.startswith("\u0301") for piece in pieces)


@given(st.text(alphabet="abc ,.;:!?—-\u0301é", max_size=3000), st.integers(40, 400))
def test_nothing_is_lost(text: str, longest: int) -> None:
    """Every letter of any text is in its parts, in order, and no part is longer than allowed or without a gap after."""
    parts = split_at_pauses(text, longest)
    assert "".join("".join(p.text.split()) for p in parts).replace("-", "") == "".join(text.split()).replace("-", "")
    assert all(0 < len(p.text) <= longest for p in parts)
    assert all(p.gap_ms > 0 for p in parts[:-1])
    assert not parts or parts[-1].gap_ms == 0


@pytest.mark.parametrize("length", [301, 1000, 5000])
def test_words_stay_whole(length: int) -> None:
    """No word of a plain text is cut."""
    text = (SENTENCE * 100)[:length].replace(".S", ". S")
    assert " ".join(p.text for p in split_at_pauses(text)).split() == text.split()
    assert max(map(len, text.split())) < LONGEST_WORD
