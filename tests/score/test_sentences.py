"""Narration into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.score.sentences import split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Inhale.", "Exhale."],
        ["Are you ready?", "Good!", "Then begin."],
        ["Hold for approx. 30 seconds."],
        ["Rest on a prop, e.g. a block.", "Breathe."],
        ["Do this for 30 sec. per side.", "Rest."],
        ["Hold for 30 sec.", "Then rest."],
        ["Do 3 reps ea. side.", "Rest."],
        ["3 reps ea.", "Rest."],
        ["Shoulder ext. rot. three times."],
        ["Dr. Rao calls it the St. Andrew pose."],
        ["B. K. S. Iyengar taught it.", "Now you."],
        ["B.K.S. Iyengar taught it."],
        ["Lift it 1.5 inches.", "Lower it."],
        ["Breathe in... and out...", "Rest."],
        ["Breathe in… and out…", "Rest."],
        ["Wake at 7 a.m. and stretch."],
        ['She says "let go!" and smiles.', "So do you."],
        ['He said "now."', "Then he sat."],
        ["(If it hurts, stop.)", "Go on."],
        ["1. Begin on all fours.", "2. Arch your back."],
        ["Come into Warrior I.", "Lift your arms."],
        ["Turn to the R.", "Now to the L."],
        ["Breathe in.", "hold.", "breathe out."],
        ["Lie on the mat.", "Rest"],
        ["No stop at all"],
        ["No.", "Rest."],
    ],
)
def test_a_text_becomes_the_sentences_a_reader_hears(sentences: list[str]) -> None:
    """Sentences end where a reader would let the voice fall."""
    assert split_sentences(" ".join(sentences)) == sentences


def test_a_line_break_is_a_space() -> None:
    """A line break ends a sentence only where a stop does."""
    assert split_sentences("Walk your arms\nout in front.\nRest.") == ["Walk your arms out in front.", "Rest."]


def test_a_missing_space_after_a_stop_is_forgiven() -> None:
    """A stop between a small and a capital letter ends the sentence without a space."""
    assert split_sentences("Lie on the mat.Then rest.") == ["Lie on the mat.", "Then rest."]


@pytest.mark.parametrize(("text", "sentences"), [("", []), (" \n ", []), ("...", ["..."]), ("Go. …", ["Go. …"])])
def test_wordless_text_makes_no_sentence_of_its_own(text: str, sentences: list[str]) -> None:
    """What holds no word joins its neighbour and is never lost."""
    assert split_sentences(text) == sentences


@given(st.text(alphabet=st.sampled_from("abE1 .!?…,\n\"')(-é5RL。")) | st.text())
def test_no_character_is_lost(text: str) -> None:
    """Splitting loses nothing but white space, and each sentence splits no further."""
    sentences = split_sentences(text)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(s == " ".join(s.split()) and s for s in sentences)
