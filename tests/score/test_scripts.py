"""From a script's own words to its score."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from holdspace.routine.loading import load
from holdspace.routine.parser import parse
from holdspace.score.composing import Composition, compose
from holdspace.score.model import Breath, Choices, Score
from score_helpers import QUIET, holds, lines, scaling, spoken

ROUTINES = Path(__file__).parents[2] / "routines"


def scored(script: str, choices: Choices = QUIET) -> Score:
    parsed = parse(script)
    made = compose(parsed.routine, choices)
    assert [d for d in (*parsed.diagnostics, *made.diagnostics) if d.severity == "error"] == []
    return made.score


def checked(script: str) -> Composition:
    return compose(parse(script).routine, QUIET)


EXAMPLE = """\
---
title: Lower back and tight hips
breath: in 4, out 6
---

## Table top
Begin in a table top position. [pause 5s]

## Deep hip stretch {right}
Extend your {right} leg, crossing the {right} knee over the {left}. [pause 4s]
Gently walk back so you are sitting cross-legged on the floor. [pause 8s]
Keeping your back as flat as you can, slowly walk your arms out in front of you.
Hold this for about {60 seconds}.
Gently walk your arms back up until you are seated. [pause 6s]

## Cat and cow
[breathe 3 rounds]
- exhale: Round your spine toward the ceiling.
- inhale: Arch your back, and lift your head and tailbone toward the sky.

[again "Deep hip stretch", left]

## Child's pose
Walk your way back into a child's pose. Stay as long as you need. [hold 90s]
"""


def test_the_example_of_the_language() -> None:
    """The script that shows the language becomes the session it describes."""
    assert lines(scored(EXAMPLE, Choices(hold=(scaling("1.5x"),))), gaps=False) == [
        "# Table top",
        "title Table top.",
        "say Begin in a table top position.",
        "pause 5000",
        "# Deep hip stretch right",
        "title Deep hip stretch right.",
        "say Extend your right leg, crossing the right knee over the left.",
        "pause 4000",
        "say Gently walk back so you are sitting cross-legged on the floor.",
        "pause 8000",
        "say Keeping your back as flat as you can, slowly walk your arms out in front of you.",
        "say Hold this for about ninety seconds.",
        "hold 90000 | 45000 Halfway. | 80000 Ten seconds.",
        "say Gently walk your arms back up until you are seated.",
        "pause 6000",
        "# Cat and cow",
        "title Cat and cow.",
        "out 6000 1/3 'Exhale: Round your spine toward the ceiling.'",
        "in 4000 1/3 'Inhale: Arch your back, and lift your head and tailbone toward the sky.'",
        "out 6000 2/3 'Two, exhale: Round your spine toward the ceiling.'",
        "in 4000 2/3 'Inhale: Arch your back, and lift your head and tailbone toward the sky.'",
        "out 6000 3/3 'Last one. Exhale.'",
        "in 4000 3/3 'Inhale.'",
        "# Deep hip stretch left",
        "title Deep hip stretch left.",
        "say Extend your left leg, crossing the left knee over the right.",
        "pause 4000",
        "say Gently walk back so you are sitting cross-legged on the floor.",
        "pause 8000",
        "say Keeping your back as flat as you can, slowly walk your arms out in front of you.",
        "say Hold this for about ninety seconds.",
        "hold 90000 | 45000 Halfway. | 80000 Ten seconds.",
        "say Gently walk your arms back up until you are seated.",
        "pause 6000",
        "# Child's pose",
        "title Child's pose.",
        "say Walk your way back into a child's pose.",
        "say Stay as long as you need.",
        "hold 135000 | 67500 Halfway. | 125000 Ten seconds.",
    ]


def test_places_point_into_the_script() -> None:
    """The sentence at a cue's place is the sentence that the cue says."""
    script = "## Twist {right}\n[both sides]\nTurn *slowly* to the {right}. Look back.\nThen breathe out. [hold 30s]\n"
    rows = script.splitlines()
    for cue in scored(script).cues:
        utterance = getattr(cue, "utterance", None)
        if utterance is not None and utterance.kind == "narration":
            place = utterance.place
            found = rows[place.line - 1][place.column - 1 : place.column - 1 + place.length]
            assert re.sub(r"[*{}]", "", found)[:4] == utterance.text[:4]


def test_an_error_in_the_structure_has_its_line() -> None:
    """What only the whole script can show points to its line and column."""
    made = checked('## Twist\nSit. [both sides]\n\n## Rest\n[again "Twisst"]\n')
    assert [(d.code, d.place.line, d.place.column) for d in made.diagnostics] == [
        ("side-without-partner", 2, 6),
        ("unknown-section", 5, 1),
    ]


def test_side_words_beside_a_brace_are_mirrored_with_it() -> None:
    """Plain words and braces of one sentence change sides together."""
    score = scored("## Lunge\n[both sides]\nStep your {right} foot back, left hand on the left thigh, right away.\n")
    assert spoken(score)[-1] == "Step your left foot back, right hand on the right thigh, right away."


@pytest.mark.parametrize("path", sorted(ROUTINES.glob("*.md")), ids=lambda path: path.stem)
def test_every_ready_routine_composes_without_a_word_of_complaint(path: Path) -> None:
    """The routines that come with holdspace have nothing wrong with them and end in quiet."""
    made = compose(load(path).routine, Choices())
    assert made.diagnostics == ()
    assert len(spoken(made.score)) > 5


def test_the_seeds_routine() -> None:
    """The seed's routine holds each hip for a minute, breathes ten rounds and does both sides in its own words."""
    score = compose(load(ROUTINES / "lower-back-and-tight-hips.md").routine, Choices()).score
    assert holds(score) == [60_000, 60_000, 90_000]
    assert max(cue.rounds for cue in score.cues if isinstance(cue, Breath)) == 10
    titles = [section.title for section in score.sections]
    right, left = titles.index("Deep hip stretch right"), titles.index("Deep hip stretch left")
    assert right < titles.index("Cat and cow") < left
    first, second = (
        [c.utterance.text for c in score.cues if c.section == at and hasattr(c, "utterance")] for at in (right, left)
    )
    kept = "Finding the right position"  # no side of the body
    assert second == [text if text.startswith(kept) else swapped(text) for text in first]


def swapped(text: str) -> str:
    """`text` with every right and left exchanged."""
    other = {"right": "left", "left": "right"}
    return re.sub(r"\b(right|left)\b", lambda found: other[found.group()], text)
