from __future__ import annotations

import pytest

from holdspace.routine.model import PaceChange
from holdspace.routine.parser import parse
from holdspace.score.composing import compose
from holdspace.score.model import CallStyle, Choices, Quiet
from score_helpers import bell, composed, h, hold, lines, p, pause, rest, silent


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((p("One. Two."),), ["say One.", "gap 450", "say Two."]),
        ((p("One."), p("Two.")), ["say One.", "gap 900", "say Two."]),
        ((p("One. ", pause(2), "Two."),), ["say One.", "pause 2000", "say Two."]),
        ((p("One. ", pause(2)), p("Two.")), ["say One.", "pause 2000", "say Two."]),
        ((p("One."), p(pause(2), "Two.")), ["say One.", "pause 2000", "say Two."]),
        ((p("One. ", hold(20), "Two."),), ["say One.", "hold 20000", "say Two."]),
        ((p("One."), p(rest(20)), p("Two.")), ["say One.", "rest 20000", "say Two."]),
        ((p("One. ", bell, "Two."),), ["say One.", "gap 450", "bell 3000", "say Two."]),
        ((p("One."), h("B ", silent), p("Two.")), ["say One.", "gap 1200", "# B", "say Two."]),
        (
            (p("One. ", bell), h("B ", silent), p("Two.")),
            ["say One.", "gap 450", "bell 3000", "gap 1200", "# B", "say Two."],
        ),
        ((p("One. ", pause(2)), h("B ", silent), p("Two.")), ["say One.", "pause 2000", "# B", "say Two."]),
        ((p("One. ", hold(5)), h("B ", silent), p("Two.")), ["say One.", "hold 5000", "# B", "say Two."]),
        ((p("One."), h("B ", silent), p(hold(5))), ["say One.", "# B", "hold 5000"]),
        ((p("One."), h("B")), ["say One.", "gap 1200", "# B", "title B."]),
        ((p("One."), h("B"), p(hold(5))), ["say One.", "gap 1200", "# B", "title B.", "hold 5000"]),
        ((p("One."), h("B"), p(pause(5))), ["say One.", "gap 1200", "# B", "title B.", "pause 5000"]),
        ((p("One."), h("B"), h("C")), ["say One.", "gap 1200", "# B", "title B.", "gap 1200", "# C", "title C."]),
    ],
)
def test_natural_gaps(blocks: tuple[object, ...], expected: list[str]) -> None:
    """Gaps stand after sentences, paragraphs and titles and before sections; holds and pauses take their place."""
    assert lines(composed(*blocks))[1:] == expected


def test_a_session_begins_and_ends_in_quiet() -> None:
    """One second before the first word and two after the last, in the first and last section."""
    score = composed(p("One."), h("B"), p("Two."))
    first, last = score.cues[0], score.cues[-1]
    assert (first, last) == (Quiet(1000, 0, written=False), Quiet(2000, 1, written=False))


def test_a_gap_before_a_section_belongs_to_the_one_before() -> None:
    """A chapter begins with its first word, not with the quiet before it."""
    score = composed(p("One."), h("B"), p("Two."))
    gap = next(cue for cue in score.cues if isinstance(cue, Quiet) and cue.ms == 1200)
    assert gap.section == 0


def test_gaps_follow_the_pace() -> None:
    """Slower speech has longer gaps, by the session's pace and by the script's; written pauses stay as they are."""
    blocks = (p("One. Two. ", pause(2), PaceChange(0.5), "Three. Four."),)
    assert lines(composed(*blocks, choices=Choices(pace=1.25)))[1:] == [
        "say One.",
        "gap 360",
        "say Two.",
        "pause 2000",
        "say Three.",
        "gap 720",
        "say Four.",
    ]


@pytest.mark.parametrize(
    ("style", "title", "sentence", "paragraph"),
    [("calm", 1040, 585, 1170), ("guide", 800, 450, 900), ("coach", 640, 360, 720), ("silent", 800, 450, 900)],
)
def test_gaps_follow_the_style(style: CallStyle, title: int, sentence: int, paragraph: int) -> None:
    """Calm leaves more air after words and a coach less; pauses, holds and the gap before a section stay."""
    blocks = (h("A"), p("One. Two."), p("Three. ", pause(2), "Four. ", hold(4), "Five."), h("B"))
    assert lines(composed(*blocks, choices=Choices(calls=style)))[1:] == [
        "title A.",
        f"gap {title}",
        "say One.",
        f"gap {sentence}",
        "say Two.",
        f"gap {paragraph}",
        "say Three.",
        "pause 2000",
        "say Four.",
        "hold 4000",
        "say Five.",
        "gap 1200",
        "# B",
        "title B.",
    ]


def gaps(script: str, choices: Choices) -> list[int]:
    """The milliseconds of every gap between the head and the tail."""
    cues = compose(parse(script).routine, choices).score.cues[1:-1]
    return [cue.ms for cue in cues if isinstance(cue, Quiet) and not cue.written]


def test_a_section_of_another_style_has_its_gaps() -> None:
    """`[calls coach]` shortens the gaps of its section alone, unless the listener has asked for a style."""
    script = "Sit. Stay.\n\n## A\n[calls coach]\nStand. Jump.\n\n## B\nSit. Stay."
    assert gaps(script, Choices(calls=None)) == [450, 1200, 640, 360, 1200, 800, 450]
    assert gaps(script, Choices(calls="calm")) == [585, 1200, 1040, 585, 1200, 1040, 585]
    assert gaps(script, Choices(calls="calm", pace=1.25))[0] == 468
