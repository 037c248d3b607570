"""Steps that point back, rounds and rules mean the steps that their author meant."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

from holdspace.importing.writing import script_of

YIN = """\
# Yin

1. Swan. Right shin in front, lean over it. 3 min.
2. Wing. Belly down, right arm out. 2 min.
3. Shake your legs out for 20 seconds.
4. {}
5. Sphinx. Lie on your front, elbows down. 2 min.
"""


@pytest.mark.parametrize("order", ["Repeat poses 1 and 2 on the other side.", "Do steps 1-2 on the left."])
def test_steps_done_again_on_the_other_side_have_a_first_one(order: str) -> None:
    """Who is told to repeat on the other side has done the right before, and does the left then."""
    found = imported(YIN.format(order))
    assert [step.sides for step in found.steps] == ["right", "right", None, "left", None]
    assert script_of(found).count("[again") == 2


def test_a_name_again_on_a_side_is_that_step() -> None:
    """“Banana again, now to the left” is no new exercise."""
    found = imported(
        "1. Banana. Walk your feet to the right. 3 min.\n2. Bow down. 1 min.\n3. Banana again, now to the left.\n"
    )
    assert [step.sides for step in found.steps] == ["right", None, "left"]
    assert found.steps[2].again is not None
    assert (found.steps[2].again.first, found.steps[2].again.last) == (0, 0)


def test_a_step_done_again_later_is_no_round_of_it() -> None:
    """With others in between, “do step 1 again” comes where it stands."""
    found = imported("1. Neck roll, 5 times.\n2. Fold over your legs. Hold 30 s.\n3. Do step 1 again.\n")
    assert found.groups == []
    assert found.steps[2].again is not None


def test_the_other_side_of_the_step_before_is_no_step() -> None:
    """“Now cow face with the left leg on top” is the step before it, on both sides."""
    (step,) = imported(
        "1. Cross your right leg over your left for cow face. Hold 90 s.\n2. Now cow face with the left leg on top.\n"
    ).steps
    assert (step.sides, lengths(step)) == ("both", [90])


@pytest.mark.parametrize("words", ["Switch sides and repeat.", "Turn over and repeat on the other side."])
def test_an_order_behind_the_list_is_of_its_last_step(words: str) -> None:
    """What only orders the other side is not lost behind the list."""
    found = imported(f"1. Lie on your side.\n2. Lift the top leg and hold for 20 seconds.\n\n{words}\n")
    assert [step.sides for step in found.steps] == [None, "both"]


@pytest.mark.parametrize(
    "rule",
    [
        "Spend 20 seconds in each of them, unless it says otherwise.",
        "Where nothing is said, hold for 20 seconds.",
        "I like to hold each stretch for 20 seconds.",
        "Roll each muscle group for 20 seconds.",
    ],
)
def test_a_rule_is_told_in_many_ways(rule: str) -> None:
    """A step that states no time has that of the rule."""
    found = imported(f"# Backs\n\n{rule}\n\n## Cat\n\nRound your back.\n\n## Dog\n\nLift your hips. Stay 5 breaths.\n")
    assert [lengths(step) for step in found.steps] == [[20], ["5 breaths"]]


def test_both_sides_are_for_what_has_two() -> None:
    """A rule for moves with two sides leaves out those with one."""
    found = imported(
        "# Legs\n\nWhere a move has two sides, do both.\n\n## Calf\n\nPress one heel down. 20 s.\n\n"
        "## Fold\n\nBow over your legs. 20 s.\n"
    )
    assert [step.sides for step in found.steps] == ["both", None]


def test_rounds_are_of_the_rows_that_they_stand_under() -> None:
    """Each round of a workout has its own count, and the cool down is in none."""
    found = imported(
        "# Circuit\n\nRound 1\n30 seconds punches\n30 seconds crunches\nRepeat 2 more times\n\n"
        "Round 2\n20 seconds squats\n20 seconds lunges\nRepeat 3 times\n"
    )
    assert [(g.first, g.last, g.rounds) for g in found.groups] == [(0, 1, 3), (2, 3, 3)]
    cooled = imported(
        "# C\n\nComplete 3 rounds of this circuit.\n\n- Squat x 12\n- Plank x 30 sec\n\nCool down for 5 minutes.\n"
    )
    assert [(g.first, g.last, g.rounds) for g in cooled.groups] == [(0, 1, 3)]


def test_a_few_rounds_are_no_number_of_them() -> None:
    """“You may feel dizzy after a few rounds” repeats nothing."""
    found = imported(
        "# B\n\n1. Sit tall and lift your chest.\n2. Lower it again.\n\nYou may feel dizzy after a few rounds.\n"
    )
    assert found.groups == []


def test_the_other_side_is_not_ordered_twice() -> None:
    """Where the script has [both sides], nobody says “repeat on the left” inside it."""
    script = script_of(imported("# Hips\n\n## Pigeon\n\nFold over your right shin. Hold 30 s. Repeat on the left.\n"))
    assert "[both sides]" in script
    assert "Repeat on the left" not in script


def test_half_seconds_are_written_as_seconds() -> None:
    """The middle of a range is no count of milliseconds."""
    assert "37.5s" in script_of(imported("# Hips\n\n## Pigeon\n\nFold over. Hold 30–45 seconds.\n"))


def test_a_named_item_counts_its_own_rounds() -> None:
    """“Cat/cow, 8 rounds” is no round of the list, and “repeat 2–3 on the other side” means those items."""
    found = imported(
        "1) Knees to chest, 30 s\n2) Cat/cow, 8 rounds\n3) Low lunge, 5 breaths\n4) Repeat 2-3 on the other side\n"
    )
    assert [step.repeats for step in found.steps][:2] == [None, 8]
    assert found.groups == []
    assert found.steps[-1].again is not None
    assert (found.steps[-1].again.first, found.steps[-1].again.last) == (1, 2)


@pytest.mark.parametrize(
    ("words", "sides"),
    [("Low lunge, 5 breaths R, 5 breaths L", "both"), ("Dragon R - 2 min", "right"), ("Raise: 3 x 10 L only", "left")],
)
def test_single_letters_name_sides(words: str, sides: str) -> None:
    """R and L in capitals beside a dose are sides."""
    assert imported(f"1. {words}\n2. Fold forward, 1 min\n").steps[0].sides == sides


def test_a_rest_behind_a_superset_is_between_its_rounds() -> None:
    """“Rest 60 seconds” under the rows of “Superset B (3 sets)” is not lost."""
    found = imported("# Gym\n\n## Superset B (3 sets)\n\n- Row, 10 reps\n- Push-up, 8 reps\n\nRest 60 seconds\n")
    assert [(g.rounds, g.rest_seconds) for g in found.groups] == [(3, 60)]


@pytest.mark.parametrize(
    "order",
    [
        "Step the feet together, and then take all three on the left.",
        "Now do the same three on the other side.",
        "Repeat the last three poses on the left.",
    ],
)
def test_as_many_of_the_last_steps_are_done_on_the_other_side(order: str) -> None:
    """“All three on the left” are the three steps above it."""
    told = [f"## {name}\n\nReach your right arm up. Hold for 5 breaths.\n\n" for name in ("Hang", "Side", "Bow", "Fan")]
    found = imported(f"# Rooted\n\n{''.join(told)}{order}\n\n## Rest\n\nLie on your back for 3 minutes.\n")
    again = [step.again for step in found.steps if step.again]
    assert [(one.first, one.last, one.side) for one in again] == [(1, 3, "left")]
