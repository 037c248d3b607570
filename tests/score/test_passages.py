from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.routine.model import Note, Paragraph
from holdspace.routine.parser import parse
from holdspace.score.passages import Break, Held, Sentence, passage, sentences, written_text
from holdspace.score.reporting import Report
from score_helpers import R, pause, t, times, words


def texts(*parts: object) -> list[str]:
    return [written_text(s.parts) for s in sentences([words(p) if isinstance(p, str) else p for p in parts])]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("One. Two! Three?",), ["One.", "Two!", "Three?"]),
        (("Your ", R, " leg. Your ", R, " arm."), ["Your right leg.", "Your right arm."]),
        (("Hold for ", t(60), ". ", t(30), " more."), ["Hold for 60 seconds.", "30 seconds more."]),
        (("Hold for ", t(90, "1.5 minutes"), " here. Go."), ["Hold for 1.5 minutes here.", "Go."]),
        (("Wait ", t(30, "30 sec."), " Then go."), ["Wait 30 sec. Then go."]),
        (("Over two\nlines. And\nthree."), ["Over two lines.", "And three."]),
        (("Repeat ", times(10), "."), ["Repeat 10 times."]),
        (("the mat.Then rest.",), ["the mat.", "Then rest."]),
        (("(Gently. Slowly.) Now.",), ["(Gently.", "Slowly.)", "Now."]),
        ((), []),
        (("  ",), []),
    ],
)
def test_parts_are_cut_at_sentences_and_braces_never(parts: tuple[object, ...], expected: list[str]) -> None:
    """Sentences run over the parts of a line; a brace stays whole whatever it contains."""
    assert texts(*((parts,) if isinstance(parts, str) else parts)) == expected


def test_the_time_of_a_paragraph() -> None:
    """A paragraph is sentences, holds at the end of theirs, directions where they stand, and its end."""
    report = Report()
    items = [words("Hold for "), t(20), words(" or "), Note("more"), words("less. Go. "), pause(5), words("Up.")]
    kinds = [type(item).__name__ for item in passage(items, report)]
    assert kinds == ["Sentence", "Held", "Sentence", "Pause", "Sentence", "Break"]
    assert report.diagnostics() == ()


def test_places_follow_emphasis_and_lines() -> None:
    """The place of a sentence counts in the script's own characters, escapes and emphasis included."""
    script = "## A\n\n  - **One**   here.  *Two* there.\n    Three  `is` \\[here\\].   Four {right} on."
    (paragraph,) = (block for block in parse(script).routine.blocks if isinstance(block, Paragraph))
    found = [(s.place.line, s.place.column, s.place.length) for s in sentences(paragraph.items)]  # type: ignore[arg-type]
    assert found == [(3, 7, 13), (3, 23, 11), (4, 5, 21), (4, 29, 16)]


def test_a_sentence_reaches_over_its_braces() -> None:
    """A sentence's place goes from its first word to its last, as far as they share a line."""
    first = words("Your ", line=2, column=1)
    last = words(" leg. Go.", line=2, column=13)  # a place begins at the first solid character
    (one, two) = sentences([first, R, last])
    assert (one.place.column, one.place.length) == (1, 16)
    assert (two.place.column, two.place.length) == (18, 3)


@given(st.lists(st.one_of(st.text(max_size=60), st.just(R), st.just(t(60)), st.just(times(3))), max_size=8))
def test_no_character_is_lost(parts: list[object]) -> None:
    """Whatever is written, the sentences together say all of it in order."""
    made = [words(part) if isinstance(part, str) else part for part in parts]
    whole = "".join(written_text([part]) for part in made)  # type: ignore[list-item]
    told = "".join(written_text(sentence.parts) for sentence in sentences(made))  # type: ignore[arg-type]
    assert "".join(told.split()) == "".join(whole.split())


@given(st.lists(st.one_of(st.text(max_size=40), st.just(t(60)), st.just(pause(3))), max_size=8))
def test_every_hold_follows_its_sentence(items: list[object]) -> None:
    """Each timed brace gives one hold, after the sentence that says it, and each paragraph ends once."""
    made = [words(item) if isinstance(item, str) else item for item in items]
    found = list(passage(made, Report()))  # type: ignore[arg-type]
    assert sum(isinstance(item, Held) for item in found) == sum(not isinstance(i, str) and i == t(60) for i in items)
    assert isinstance(found[-1], Break)
    assert sum(isinstance(item, Break) for item in found) == 1
    for before, item in pairwise(found):
        if isinstance(item, Held):
            assert isinstance(before, (Sentence, Held))
