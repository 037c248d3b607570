"""Doses are read alike in a sentence, on a line of their own and in a list, whichever way they are written."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

from holdspace.importing.facts import Step
from holdspace.importing.writing import script_of

WORDINGS = (
    ("Sets: 3 Reps: 12 Rest: 60s", [], 12, 3, None, 60),
    ("Sets: 2, Reps: 10, Rest: 45", [], 10, 2, None, 45),
    ("Reps: 8 Sets: 2 Hold: 5", [5], 8, 2, None, None),
    ("Sets 3 Reps 12", [], 12, 3, None, None),
    ("Repetitions: 10", [], 10, None, None, None),
    ("Perform 10 repetition(s).", [], 10, None, None, None),
    ("Duration – 2 mins each side", [120], None, None, "both", None),
    ("Hold time: 30 seconds", [30], None, None, None, None),
    ("Hold for anything between half a minute and a minute.", [45], None, None, None, None),
    ("Hold for a slow count of five.", [5], None, None, None, None),
    ("Count slowly to ten and lower.", [10], None, None, None, None),
    ("Hold for 30 seconds, then relax for 10 seconds.", [30], None, None, None, 10),
    ("Start with 10 seconds and work up to 60 seconds.", [10], None, None, None, None),
    ("Work up to 60 seconds.", [60], None, None, None, None),
    ("Hold 20 seconds. Add 5 seconds each week.", [20], None, None, None, None),
    ("Repeat 10 times. Increase by 2 reps every week.", [], 10, None, None, None),
    ("As many reps as possible in 45 seconds.", [45], None, None, None, None),
    ("Work for 40 seconds, then rest for 20 seconds.", [40], None, None, None, 20),
    ("5 sleepy bear breaths.", ["5 breaths"], None, None, None, None),
    ("Hold 5 secs, 3 x 10 B/L.", [5], 10, 3, "both", None),
    ("Hold 20 seconds. Turn on the other side and repeat.", [20], None, None, "both", None),
    ("Five breaths there, five breaths facing the other way.", ["5 breaths"], None, None, "both", None),
    ("Get on all 4s. Hold 20 seconds.", [20], None, None, None, None),
    ("Hold 20 seconds with a 2 x 4 board under you.", [20], None, None, None, None),
    ("Roll the towel under your knee/leg. Hold 20 seconds.", [20], None, None, None, None),
    ("Stay for 5 breaths (about 30 seconds).", ["5 breaths"], None, None, None, None),
    ("Hold for 30 seconds or about 5 breaths.", [30], None, None, None, None),
    ("Swap arms after 30 seconds.", [30], None, None, "both", None),
    ("10 x 5 seconds", [5], 10, None, None, None),
    ("3 x 30 seconds", [30], None, 3, None, None),
    ("10 slow ones", [], 10, None, None, None),
    ("1 minute up, 1 minute out to the side, then change legs.", [60, 60], None, None, "both", None),
    ("Thirty seconds with bent knees, then thirty seconds with straight ones.", [30, 30], None, None, None, None),
    ("Hold 30 seconds on the left, then 30 seconds on the right.", [30], None, None, "both", None),
    ("It gets into the part that you sit on for eight hours. Hold 20 seconds.", [20], None, None, None, None),
    ("Look at something 20 feet (6 m) away for 20 seconds.", [20], None, None, None, None),
    ("4.8 stars from 1.2M ratings. Hold 20 seconds.", [20], None, None, None, None),
    ("I stay for as long as I like.", ["open"], None, None, None, None),
    ("3 times, 2 breaths each", ["2 breaths"], 3, None, None, None),
    ("Put a forearm on each side of the door. Hold 20 seconds.", [20], None, None, None, None),
    ("Hold 20 seconds and change nothing.", [20], None, None, None, None),
    ("Six times a minute is too fast. Hold 20 seconds.", [20], None, None, None, None),
)
"""Words, then what they state: holds, repetitions, sets, sides, rest in seconds."""

SHAPES = {
    "sentence": "# A page\n\n## Alpha\n\nLie down and lift your chest. {}\n\n## Beta\n\nSit on your heels.\n",
    "own line": "# A page\n\n## Alpha\n\nLie down and lift your chest.\n\n{}\n\n## Beta\n\nSit on your heels.\n",
    "list": "# A page\n\n1. Alpha: lie on your front and lift your chest. {}\n2. Beta: sit on your heels. Hold 11 s.\n",
}


def _pooled(steps: list[Step]) -> tuple[list[object], object, object, object, object]:
    mine = [step for step in steps if "heels" not in step.text]
    return (
        [length for step in mine for length in lengths(step)],
        next((step.repeats for step in mine if step.repeats), None),
        next((step.sets for step in mine if step.sets), None),
        next((step.sides for step in mine if step.sides), None),
        next((step.rest_seconds for step in mine if step.rest_seconds), None),
    )


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("words", "holds", "repeats", "sets", "sides", "rest"), WORDINGS)
def test_a_dose_is_read_wherever_it_stands(
    shape: str,
    words: str,
    holds: list[object],
    repeats: int | None,
    sets: int | None,
    sides: str | None,
    rest: float | None,
) -> None:
    """The same words state the same facts of the exercise, and no more."""
    assert _pooled(imported(SHAPES[shape].format(words)).steps) == (holds, repeats, sets, sides, rest)


def test_times_of_day_and_decades_are_no_doses() -> None:
    """“On the 23:25”, “in the 1980s” and a result of 24:10 hold nothing."""
    found = imported(
        "1. Squat down on the 23:25 to Delft.\n2. Lift a leg, as in the 1980s.\n3. Jump; the best has 24:10.\n"
    )
    assert [lengths(step) for step in found.steps] == [[], [], []]


def test_a_dose_alone_over_the_steps_is_that_of_the_exercise() -> None:
    """A line or a heading with only a dose names nothing; the line over it does."""
    page = "# Knees\n\nQuad set\n\n## 3 sets of 10\n\n- Sit.\n- Press the knee down.\n\n"
    page += "Wall sit\n\n## 30 seconds\n\n- Lean on the wall.\n"
    steps = imported(page).steps
    assert {step.section for step in steps} == {"Quad set", "Wall sit"}
    assert [(s.repeats, s.sets, lengths(s)) for s in steps if s.repeats or s.holds] == [(10, 3, []), (None, None, [30])]


def test_numbered_names_over_lists_are_exercises() -> None:
    """“1. Toe stretch” over its own list is a heading, and not a step among its steps."""
    page = "Feet\n\n1. Toe pull\n- Sit down.\n- Hold for 20 seconds.\n\n"
    page += "2. Towel curl\n- Sit down.\n- Curl your toes 10 times.\n"
    steps = imported(page).steps
    assert {step.section for step in steps} == {"Toe pull", "Towel curl"}
    assert _pooled(steps)[:2] == ([20], 10)


def test_fields_are_no_exercises_and_no_speakers() -> None:
    """“How:” and “Dosage:” describe an exercise; they neither name one nor say who speaks."""
    page = "# Knees\n\n" + "".join(
        f"## {name}\n\nHow: Bend your knee slowly.\n\nDosage: {n} reps.\n\nWhy: It is good.\n\n"
        for name, n in (("Slide", 8), ("Kick", 9), ("Press", 10))
    )
    steps = imported(page).steps
    assert {step.section for step in steps} == {"Slide", "Kick", "Press"}
    assert [step.repeats for step in steps if step.repeats] == [8, 9, 10]


def test_a_list_of_fields_is_of_the_exercise_above() -> None:
    """“Hold: 30 seconds” and “Repeat: 2 times” with bold labels are no exercises of a list."""
    rows = "<ul><li><b>Hold:</b> 30 seconds each side</li><li><b>Repeat:</b> 2 times</li></ul>"
    page = (
        f"<html><body><h1>Bed</h1><h2>Neck</h2><p>Drop one ear.</p>{rows}<h2>Twist</h2><p>Turn.</p>{rows}</body></html>"
    )
    steps = imported(page).steps
    assert {step.section for step in steps} == {"Neck", "Twist"}
    assert [lengths(s) for s in steps if s.holds] == [[30], [30]]
    assert [s.repeats for s in steps if s.repeats] == [2, 2]


def test_a_name_with_a_bare_number_is_doubted() -> None:
    """“Corpse pose 5” may be minutes or breaths; nothing is held, and a note asks."""
    found = imported("# Evening\n\n1. Pigeon 2 min\n2. Corpse pose 5\n3. Bridge 1 min\n")
    assert lengths(found.steps[1]) == []
    assert any("minutes, breaths or times" in doubt.what and doubt.step == 1 for doubt in found.doubts)


@pytest.mark.parametrize(
    "page",
    [
        "# Knees\n\n## Quad set\n\n- Press the knee down.\n- Hold for 5 seconds.\n- Relax.\n- Repeat 10 times.\n",
        "# Quad set\n\n1. Press the knee down.\n2. Hold for 5 seconds.\n3. Let it go limp.\n4. Do this 10 times.\n",
    ],
)
def test_each_repetition_is_held_as_long_as_an_earlier_step_says(page: str) -> None:
    """“Hold for 5 seconds” and “repeat 10 times”, in steps of their own, are ten holds and not one."""
    script = script_of(imported(page))
    again = script.partition("[repeat 9]")[2]
    assert "[hold 5s]" in again.partition("[end]")[0]
