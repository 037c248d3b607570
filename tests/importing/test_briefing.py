"""A paragraph that says how all exercises are done gives each of them its time, and the whole its rounds."""

from __future__ import annotations

import pytest
from importing_helpers import imported

from holdspace.importing.briefing import briefing_in
from holdspace.importing.reading import read

_STATED = [
    (
        """Work for 40 seconds on each exercise, then rest for 20 seconds before you move on to the next.
        Once you have done all six, take a one-minute break. Complete three rounds in total.""",
        {"hold": 40, "rest": 20, "rounds": 3, "between": 60},
    ),
    (
        "How it works: do each move for 45 seconds, rest 15 seconds, complete three rounds.",
        {"hold": 45, "rest": 15, "rounds": 3},
    ),
    ("Perform 10–12 reps of each exercise.", {"repeats": 11}),
    ("Hold each pose for five breaths unless stated otherwise.", {"breaths": 5}),
    ("Stay in every posture for between 8 and 10 breaths.", {"breaths": 9}),
    ("Do all of these on both sides.", {"sides": "both"}),
    ("Complete the circuit three times with a minute's rest between rounds.", {"rounds": 3, "between": 60}),
    ("Work for 40 seconds on each, rest 20 in between.", {"hold": 40, "rest": 20}),
    ("Between rounds, rest two minutes; between exercises, 20 seconds.", {"rest": 20, "between": 120}),
    ("Everything is 30 seconds on, 15 seconds off. Go round three times.", {"hold": 30, "rest": 15, "rounds": 3}),
    (
        """You'll do each of these moves for a minute, and go straight into the next. When you get to the end, rest
        a minute and start over. Three times through and you're done.""",
        {"hold": 60, "rounds": 3, "between": 60},
    ),
    ("This takes about 15 minutes. Spend one minute in each position and don't hurry.", {"hold": 60}),
    ("Each exercise should be done 10 times, twice a day.", {"repeats": 10}),
    ("Perform three sets of 12 reps of every exercise, resting for a minute between sets.", {"sets": 3, "repeats": 12}),
    ("Do each movement ten times, holding 2 seconds at the end.", {"repeats": 10, "hold": 2}),
    ("Do each for 30 seconds. When you've finished all five, do it all again.", {"hold": 30, "rounds": 2}),
    ("Do 8 to 10 of each, once a day, on both legs.", {"repeats": 9, "sides": "both"}),
]
_STATES_NOTHING = [
    "Stand on one leg. Hold for 30 seconds. Repeat three times on each leg.",
    "These exercises should be done three times a day.",
    "My physio gave me these six exercises two years ago and each one has helped my back.",
    "Once through takes eight minutes. Do it twice if you have time.",
    "Once all three sets look clean, move on to the next step.",
    "The elite lot take twice as long; watch them at the county champs.",
    "Repeat everything from the plank to the crescent three times.",
]


@pytest.mark.parametrize(("text", "stated"), _STATED)
def test_a_paragraph_about_all_exercises_is_read_as_a_whole(text: str, stated: dict[str, object]) -> None:
    """Every number goes to what its own clause says it is for: the work, the rests, the rounds."""
    found = briefing_in(" ".join(text.split()))
    assert found is not None
    holds = [hold for rule in found.rules for hold in rule.holds]
    told = {
        "hold": next((hold.seconds for hold in holds if hold.seconds), None),
        "breaths": next((hold.breaths for hold in holds if hold.breaths), None),
        **{
            name: next((getattr(rule, kind) for rule in found.rules if getattr(rule, kind)), None)
            for name, kind in (("rest", "rest_seconds"), ("repeats", "repeats"), ("sides", "sides"), ("sets", "sets"))
        },
        "rounds": found.rounds.rounds if found.rounds else None,
        "between": found.rounds.rest_seconds if found.rounds else None,
    }
    told = {name: value for name, value in told.items() if value is not None}
    assert {name: told.get(name) for name in stated} == stated
    assert set(told) - set(stated) <= {"rest"}


@pytest.mark.parametrize("text", _STATES_NOTHING)
def test_an_exercise_or_a_story_is_no_rule_for_all(text: str) -> None:
    """What tells one exercise, a habit or a story gives nothing to the others."""
    assert briefing_in(text) is None


def _circuit(rule: str) -> str:
    return (
        f"# Leg day\n\n## How it works\n\n{rule}\n\n## The moves\n\n### Squat\n\nSit your hips back and down.\n\n"
        "### Lunge\n\nStep one foot back and drop the knee.\n\n### Bridge\n\nLie on your back and lift your hips.\n"
    )


def test_a_rule_under_a_heading_of_its_own_is_no_exercise() -> None:
    """“How it works” makes no step; each exercise has its time, and the circuit its rounds."""
    imported = read(_circuit("Work for 40 seconds, rest for 20. Three rounds, with a minute between rounds."))
    assert [step.section for step in imported.steps] == ["Squat", "Lunge", "Bridge"]
    assert [step.holds[0].seconds for step in imported.steps] == [40, 40, 40]
    assert [step.rest_seconds for step in imported.steps] == [20, 20, None]
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in imported.groups] == [(0, 2, 3, 60)]


def test_the_rule_may_be_a_list() -> None:
    """Its items belong together, as the sentences of a paragraph do."""
    imported = read(_circuit("- Work: 40 seconds\n- Rest: 20 seconds\n- Rounds: 3"))
    assert [step.holds[0].seconds for step in imported.steps] == [40, 40, 40]
    assert [group.rounds for group in imported.groups] == [3]


def test_a_rule_names_the_exercise_that_it_is_for() -> None:
    """“Do the lunges on both sides” is said of the lunges alone."""
    imported = read(_circuit("Do ten of each, and do the lunges on both sides."))
    assert [(step.repeats, step.sides) for step in imported.steps] == [(10, None), (10, "both"), (10, None)]


def test_what_is_done_behind_all_is_a_step_of_its_own() -> None:
    """“…, then sit quietly for two minutes” ends the routine, and is no rule."""
    imported = read(_circuit("Do ten of each. Do three rounds, then sit quietly for two minutes."))
    assert [step.repeats for step in imported.steps] == [10, 10, 10, None]
    assert imported.steps[-1].holds[0].seconds == 120
    assert [(group.first, group.last) for group in imported.groups] == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Do each movement slowly, between five and ten times. Rest for up to a minute before moving on.",
            (None, 8, 60),
        ),
        (
            "Settle into each shape for 3–5 minutes, and take a minute of stillness on your back before the next.",
            (240, None, 60),
        ),
        ("Hold times are in the brackets. Where there are none, stay for about a minute.", (60, None, None)),
        ("Do each move for 40 seconds, then rest for 20 seconds before you start the next.", (40, None, 20)),
        ("Spend two minutes on each muscle, pausing for 20 to 30 seconds on tender spots.", (120, None, None)),
    ],
)
def test_rests_and_ranges_of_a_briefing(text: str, told: tuple[float | None, int | None, float | None]) -> None:
    """What is told of each exercise, whichever way, is its hold, its repetitions and the rest behind it."""
    found = briefing_in(text)
    assert found is not None
    holds = [hold.seconds for rule in found.rules for hold in rule.holds]
    repeats = [rule.repeats for rule in found.rules if rule.repeats]
    rests = [rule.rest_seconds for rule in found.rules if rule.rest_seconds]
    assert (holds or [None], repeats or [None], rests or [None]) == ([told[0]], [told[1]], [told[2]])


def test_another_way_to_do_an_exercise_is_no_part_of_it() -> None:
    """“Too easy? Slow down to four seconds” gives the exercise above it no hold."""
    page = "<h1>Legs</h1><h2>Wall sit</h2><p>Slide your back down a wall and hold for 45 seconds.</p><p>{}</p>"
    for advice in ("Too easy? Slow each one down to four seconds.", "Bad knees? Stay for 10 seconds."):
        (step,) = imported(f"<html><body>{page.format(advice)}</body></html>").steps
        assert [hold.seconds for hold in step.holds] == [45]


def test_exercises_under_a_heading_behind_the_cautions() -> None:
    """“The exercises”, as high as the heading before it, begins something new."""
    text = (
        "# Steady\n\n## Keep yourself safe\n\n- Use a sturdy chair.\n- Wear good shoes.\n\n## The exercises\n\n"
        "Do each one ten times.\n\n- **Heel raises:** lift both heels.\n- **Toe raises:** lift your toes.\n"
    )
    assert [(step.name, step.repeats) for step in imported(text).steps] == [("Heel raises", 10), ("Toe raises", 10)]


@pytest.mark.parametrize(
    ("text", "rounds", "rest"),
    [
        ("Work for 45 seconds, take 15 before the next, and after all six 2 minutes. Go around three times.", 3, 15),
        ("Set a timer for 30 seconds per exercise, with 10 seconds to switch. Do three circuits.", 3, 10),
    ],
)  # fmt: skip
def test_a_circuit_goes_round(text: str, rounds: int, rest: int) -> None:
    """How often all is gone round is no number of repetitions, and seconds to switch are a rest and no side."""
    found = briefing_in(text)
    assert found is not None
    assert found.rounds is not None
    assert found.rounds.rounds == rounds
    assert [rule.rest_seconds for rule in found.rules if rule.rest_seconds] == [rest]
    assert not any(rule.sides or rule.repeats for rule in found.rules)


def test_general_rule_reaches_what_is_held() -> None:
    """“General rule: …” in a quotation holds each stretch, goes in once more, and leaves alone what says “no hold”."""
    text = (
        "# Stretches\n\n> **General rule:** hold for three to four slow breaths, come out, and go in once more.\n\n"
        "### Side bend\n\nReach your arm over your head.\n\n### Cat\n\nRound your back six times, no hold.\n\n"
        "### Rest\n\nLie on your back for as long as you like.\n"
    )
    found = imported(text).steps
    assert [(len(step.holds), step.repeats) for step in found] == [(1, 2), (0, 6), (1, None)]


def test_what_ends_all_is_no_part_of_the_last_exercise() -> None:
    """A cool-down under the last exercise is two steps of its own, outside of the rounds."""
    text = (
        "# HIIT\n\nDo each move for 45 seconds. Go around three times.\n\n## Squat\n\nBend your knees.\n\n"
        "## Plank\n\nHold your body straight.\n\n"
        "Cool down with a 3-minute walk around the room, then hold a forward fold for 30 seconds.\n"
    )
    found = imported(text)
    assert [[hold.seconds for hold in step.holds] for step in found.steps] == [[45], [45], [180], [30]]
    assert [(group.first, group.last) for group in found.groups] == [(0, 1)]
