"""What an author states of time and number is read with its ends, and decoys are not."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

from holdspace.importing.quantities import quantities


@pytest.mark.parametrize(
    ("words", "seconds", "least", "most"),
    [
        ("Hold for about 60 seconds.", 60, None, None),
        ("Hold this for 20–30 seconds.", 25, 20, 30),
        ("Hold for 30 sec – 1 min.", 45, 30, 60),
        ("Stay for a minute or two.", 90, 60, 120),
        ("Hold for at least two minutes.", 120, 120, None),
        ("Hold for up to 3 minutes.", 180, None, 180),
        ("Hold for 15 counts.", 15, None, None),
        ("Hold for a slow count of twenty.", 20, None, None),
        ("Stay between 30 and 60 seconds.", 45, 30, 60),
        ("Hold for half a minute.", 30, None, None),
        ("Hold for a minute and a half.", 90, None, None),
        ("Hold 1:30.", 90, None, None),
        ("Hold for forty-five seconds.", 45, None, None),
    ],
)
def test_a_hold_keeps_both_ends(words: str, seconds: float, least: float | None, most: float | None) -> None:
    """The middle is taken, and what the author left open is kept beside it."""
    (hold,) = imported(f"1. Lift your leg. {words}\n2. Lower your arms.").steps[0].holds
    assert (hold.seconds, hold.least, hold.most) == (seconds, least, most)


@pytest.mark.parametrize(
    ("words", "repeats", "sets"),
    [
        ("Do 10 reps.", 10, None),
        ("Repeat it about 10 times.", 10, None),
        ("Repeat 4 more times.", 5, None),
        ("Repeat once more.", 2, None),
        ("3 sets of 12.", 12, 3),
        ("3 x 12.", 12, 3),
        ("Sets: 2. Reps: 8-10.", 9, 2),
        ("8 per side.", 8, None),
        ("Do 12 of these.", 12, None),
        ("20 squats.", 20, None),
        ("x15", 15, None),
    ],
)
def test_repetitions_and_sets(words: str, repeats: int, sets: int | None) -> None:
    """However they are written, so often the movement is done."""
    step = imported(f"1. Bend your knees. {words}\n2. Lower your arms.").steps[0]
    assert (step.repeats, step.sets) == (repeats, sets)


@pytest.mark.parametrize(
    "words",
    [
        "Bend your knee to 90 degrees.",
        "Stretch your calves 3 times a week.",
        "Do your stretches twice daily.",
        "Lift your leg after a 20-minute run.",
        "Keep your feet 2 inches apart.",
        "Take a deep breath and lift your arms.",
        "Lift one heel at a time.",
    ],
)
def test_decoys_are_no_times(words: str) -> None:
    """Angles, frequencies, the length of a run and single breaths make no hold and no repeat."""
    step = imported(f"1. {words}\n2. Lower your arms.").steps[0]
    assert (step.holds, step.repeats, step.sets) == ([], None, None)


@pytest.mark.parametrize(
    "words",
    [
        "Switch sides.",
        "Repeat on the other leg.",
        "20 seconds each side.",
        "Then swap legs.",
        "Both legs.",
        "Left side too.",
        "Hold 40 seconds a side.",
        "Repeat with the opposite arm.",
    ],
)
def test_both_sides(words: str) -> None:
    """An order for the other side makes both of the step."""
    assert imported(f"1. Cross your ankle over the knee. {words}\n2. Rest your arms.").steps[0].sides == "both"


def test_both_hands_are_no_second_side() -> None:
    """What both hands do is done once."""
    assert imported("1. Hold the rail with both hands and lean back.\n2. Lift your arms.").steps[0].sides is None


def test_an_open_hold_beside_a_time_is_that_time() -> None:
    """“As long as you can … about a minute” is a minute; an open hold of its own afterwards is another one."""
    once = imported("1. Fold forward as long as you can. Hold for 60 seconds.\n2. Lift your arms.").steps[0]
    twice = imported("1. Lift your arms. Hold for 10 seconds. Then stay here as long as you like.\n2. Sit.").steps[0]
    assert (lengths(once), lengths(twice)) == ([60], [10, "open"])


def test_a_rule_is_for_every_step_that_states_none() -> None:
    """“Hold each stretch for 20–30 seconds” and “rest 10 seconds between exercises” are said once and count for all."""
    steps = imported(
        """\
        # After rowing

        Hold each stretch for 20-30 seconds. Rest 10 seconds between exercises.

        1. Chest: clasp your hands behind you.
        2. Neck: drop one ear to the shoulder. Hold for 5 breaths.
        3. Back: hug your knees.
        """
    ).steps
    assert [lengths(step) for step in steps] == [[25], ["5 breaths"], [25]]
    assert [step.rest_seconds for step in steps] == [10, 10, None]


def test_rounds_make_a_group() -> None:
    """A circuit's rounds and the rest between them are of all its steps, and of no other."""
    result = imported(
        """\
        # Park

        ## Warm-up
        - Jog on the spot, 1 min
        - Arm circles, 10 reps

        ## Circuit: 3 rounds, 60 seconds rest between rounds
        - Squats, 12 reps
        - Plank, 30 s
        """
    )
    (group,) = result.groups
    assert (group.first, group.last, group.rounds, group.rest_seconds) == (2, 3, 3, 60)


def test_a_breath_counted_in_seconds_keeps_its_phases() -> None:
    """In for 4, hold for 7, out for 8: a pattern for the breath, and no holds."""
    step = imported("# Sleep\n\n## Evening breath\n\nInhale for 4, hold for 7, exhale for 8. Do 4 rounds.").steps[0]
    assert step.paced is not None
    assert (step.paced.seconds, step.repeats, step.holds) == ([4, 7, 8], 4, [])


@pytest.mark.parametrize("page", ["Happy baby. Rock gently for 40 seconds.\n", "Mountain pose. Hold 30 s.\n"])
def test_a_name_that_stands_alone_is_kept(page: str) -> None:
    """The name before what is to be done is no story and no remark, listed or in prose."""
    for text in (f"1. {page}2. Low lunge. Hold 20 s.\n", f"{page}Tree pose, each leg. Hold 1 min.\n"):
        found = imported(text)
        assert found.steps[0].text.startswith(page.split(".", maxsplit=1)[0])
        assert not any(page.split(".", maxsplit=1)[0] in dropped.text for dropped in found.dropped)


def test_a_rule_for_each_may_speak_of_all_too() -> None:
    """The half of the sentence about the whole sequence is not lost with the other applied."""
    rule = "Hold each stretch for 20 seconds and repeat the whole sequence twice."
    found = imported(f"{rule}\n\n## Neck\nDrop your ear to your shoulder.\n\n## Chest\nClasp your hands behind you.\n")
    assert [lengths(step) for step in found.steps] == [[20], [20]]
    assert [group.rounds for group in found.groups] == [2]


def test_a_screen_is_no_dose() -> None:
    """Hundreds times hundreds are the size of something, not sets of repetitions."""
    assert [q.kind for q in quantities("Best seen at 1280 x 720.")] == ["length"]
    assert [q.kind for q in quantities("Do 3 x 12.")] == ["sets", "reps"]
