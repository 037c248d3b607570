"""Other tools' scripts are known by their content, and their pauses become holds."""

from __future__ import annotations

import json

import pytest
from importing_helpers import imported, lengths

from holdspace.errors import ScriptError
from holdspace.importing.writing import script_of
from holdspace.routine.parser import parse

PHRASES = "Sit tall;5\nFold forward;30\nCome up;2.5\n"
TAGS = "Settle in. [PAUSE:5] Let your jaw go. [pause 90]\nOpen your eyes. [PAUSE:3]\n"
SSML = """<speak><p><s>Sit tall.</s><break time="5s"/></p>
<p><prosody rate="slow">Fold forward.</prosody><break time="1m"/> Come up.</p></speak>"""
SRT = """1
00:00:01,000 --> 00:00:03,000
Sit tall.

2
00:00:23,000 --> 00:00:25,000
Fold forward.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PHRASES, [[5], [30], [2.5]]),
        (TAGS, [[5], [90], [3]]),
        (SSML, [[5], [60], []]),
        (SRT, [[20], []]),
    ],
)
def test_pauses_are_the_holds_of_the_words_before_them(text: str, expected: list[list[object]]) -> None:
    """Each phrase is a step with the silence that its tool would have made, and the script of it is right."""
    result = imported(text)
    assert [lengths(step) for step in result.steps] == expected
    assert parse(script_of(result)).errors == ()


def test_workout_json_keeps_its_rounds() -> None:
    """Repeats inside a workout become a group; rests belong to the step before them."""
    plan = {
        "title": "Lunch",
        "steps": [
            {"name": "March", "duration": 90},
            {
                "repeat": 3,
                "restBetween": 45,
                "steps": [
                    {"name": "Push-ups", "reps": 10},
                    {"type": "rest", "duration": 20},
                    {"name": "Wall sit", "duration": 1, "unit": "minutes"},
                ],
            },
        ],
    }
    result = imported(json.dumps(plan))
    assert [(s.section, lengths(s), s.repeats, s.rest_seconds) for s in result.steps] == [
        ("March", [90], None, None),
        ("Push-ups", [], 10, 20),
        ("Wall sit", [60], None, None),
    ]
    (group,) = result.groups
    assert (group.first, group.last, group.rounds, group.rest_seconds) == (1, 2, 3, 45)


def test_json_without_exercises_is_refused() -> None:
    """A clear error says what a workout needs."""
    with pytest.raises(ScriptError, match="no exercise"):
        imported('{"a": [1, 2, {"b": null}]}')


def test_a_transcript_is_read_without_its_clock() -> None:
    """Times at the head of lines are dropped; the same on the left points back."""
    result = imported(
        """\
        [00:01] hi everyone, hit subscribe
        [00:05] loop a belt around your right foot
        [00:09] stay here for one minute
        [01:10] let it down, swap the belt over and we'll do the same on the left
        [02:20] now hug your knees for five breaths
        """
    )
    assert "00:05" not in " ".join(step.text for step in result.steps)
    assert [lengths(step) for step in result.steps] == [[60], [], ["5 breaths"]]
    assert [step.sides for step in result.steps][:2] == ["right", "left"]


def test_prefixed_tags_of_speech_markup_are_read() -> None:
    """Tags of one speech service, such as mstts:express-as, do not stop the import."""
    text = "<speak><mstts:express-as style='calm'>Lift your arms.</mstts:express-as><break time='5s'/></speak>"
    assert [step.text for step in imported(text).steps] == ["Lift your arms."]
