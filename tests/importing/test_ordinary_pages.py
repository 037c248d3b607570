"""Wordings of ordinary pages: gyms, clinics, news sites, breathing guides."""

from __future__ import annotations

import pytest
from importing_helpers import imported


@pytest.mark.parametrize(
    "said",
    [
        "# Burner (40 seconds on, 20 seconds off)",
        "# Burner\n\n- Level: easy\n- Format: 40 seconds work, 20 seconds rest",
    ],
)
def test_work_and_rest_of_the_title_are_of_every_exercise(said: str) -> None:
    """A workout whose title or overview states work and rest has both in each exercise, and its rounds around them."""
    page = f"{said}\n\n## Squats\n\nSit back and stand up.\n\n## Burpees\n\nSquat down and jump up.\n\n"
    page += "## Skaters\n\nJump from foot to foot.\n\nRepeat the circuit 4 times, resting 1 minute between rounds.\n"
    found = imported(page)
    assert [step.holds[0].seconds for step in found.steps] == [40, 40, 40]
    assert [step.rest_seconds for step in found.steps[:2]] == [20, 20]
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in found.groups] == [(0, 2, 4, 60)]


def test_a_quoted_rule_is_a_rule() -> None:
    """What an expert is quoted with holds for the stretches, also for one that only says how often."""
    page = "# Stretches\n\n“Hold each stretch for 20 to 30 seconds,” she says.\n\n"
    page += "## Calf stretch\n\nPress the heel down.\n\n"
    page += "## Hamstring stretch\n\nHinge forward.\n\nRepeat 2–4 times each side.\n"
    steps = imported(page).steps
    assert [hold.least for step in steps for hold in step.holds] == [20, 20]


def test_unless_told_otherwise_makes_a_rule() -> None:
    """“Repeat each one 5 times unless told otherwise” is of every exercise that says nothing else."""
    page = "NECK EXERCISES\n\nRepeat each one 5 times unless told otherwise.\n\n"
    page += "1. Chin tuck\nPull your chin in. Hold for 3 seconds.\n\n"
    page += "2. Neck tilt\nTip your ear to the side. Hold 20 seconds. Repeat x 3.\n"
    assert [step.repeats for step in imported(page).steps] == [5, 3]


def test_circles_the_other_way_are_of_one_limb() -> None:
    """Circles in each direction have no sides; a lean to each side has."""
    page = "# Warm-up\n\n1. Roll your shoulders back. Do five in each direction.\n"
    page += "2. Lean to the left for 10 seconds, then to the other side.\n"
    steps = imported(page).steps
    assert [step.sides for step in steps] == [None, "both"]
    assert steps[0].repeats == 5


@pytest.mark.parametrize(
    ("words", "repeats", "sets"),
    [
        ("Inhale for five counts and exhale for five counts, repeat 10 times (5+5 x 10=100!)", 10, None),
        ("Push-ups – 3x(10 reps + 20 seconds rest)", 10, 3),
        ("Do 10 repetitions, this is one set. Rest for 30 seconds, then complete the second set.", 10, 2),
        ("Repetitions and frequency: 5-10 times on each leg in turn, 1-2 times a day.", 8, None),
    ],
)
def test_sums_and_sets_of_forms(words: str, repeats: int, sets: int | None) -> None:
    """Arithmetic in brackets counts nothing, and “this is one set” is not how many there are."""
    steps = imported(f"# Workout\n\n1. Stand tall.\n2. {words}\n").steps
    assert (steps[-1].repeats, steps[-1].sets) == (repeats, sets)


def test_a_breath_under_a_question_is_told() -> None:
    """“What is box breathing?” explains and then counts a breath, which is the routine."""
    page = "What is box breathing?\n\nIt is a simple technique.\n\nTo practise it, sit down and close your eyes. "
    page += "Inhale for four seconds, hold your breath for four seconds, exhale for four seconds. Repeat this cycle.\n"
    [step] = imported(page).steps
    assert step.paced is not None
    assert step.paced.seconds == [4, 4, 4]


def test_phases_in_gerunds_are_one_breath() -> None:
    """“Letting out the air”, “keeping your lungs empty” are phases, and none is held as a pose."""
    page = "Box\n\n1. Letting out all of the air in your lungs to the count of four.\n"
    page += "2. Keeping your lungs empty for a count of four.\n3. Inhaling for a count of four.\n"
    [step] = imported(page).steps
    assert step.paced is not None
    assert step.paced.seconds == [4, 4, 4]
    assert not step.holds


def test_cycles_of_a_counted_breath_are_repetitions() -> None:
    """“Repeat the cycle three more times for a total of four breaths” is four times, and no hold of four breaths."""
    page = (
        "The 4-7-8 breath\n\n- Inhale through your nose to a count of four.\n- Hold your breath for a count of seven.\n"
    )
    page += "- Exhale to a count of eight.\n"
    page += "- This is one breath. Now repeat the cycle three more times for a total of four breaths.\n"
    found = imported(page)
    assert [(step.repeats, step.holds) for step in found.steps] == [(4, [])]
    assert (found.title, found.groups) == ("The 4-7-8 breath", [])


def test_how_to_go_through_a_list_is_no_exercise() -> None:
    """“Perform the exercises below back to back” is left out, and the rest after all of them is between rounds."""
    page = "# Circuit\n\nPerform the exercises below back to back. Once you finish all three, rest for 90 seconds. "
    page += "Repeat for a total of 4 rounds.\n\n1. Leg press: 15 reps\n2. Chest press: 12 reps\n3. Cable row: 12 reps\n"
    found = imported(page)
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in found.groups] == [(0, 2, 4, 90)]


def test_a_table_with_colons_in_its_rule_has_no_row_of_them() -> None:
    """The line under the header of a table is no exercise, and a rest between sets is of those with sets."""
    page = "# Lifts\n\nRest 60 seconds between sets.\n\n| Exercise | Sets | Reps |\n|:--|:-:|:-:|\n"
    page += "| Squat | 3 | 10 |\n| Row | 3 | 8 each side |\n| Stretch | 1 min | |\n"
    assert [(step.name, step.rest_seconds) for step in imported(page).steps][:2] == [("Squat", 60), ("Row", 60)]


def test_named_lines_with_doses_are_exercises() -> None:
    """Lines that each begin with a name and hold a dose are no wrapped paragraph."""
    page = (
        "# Warm-up\n\nArm circles – 30 seconds forward, 30 seconds back\nJumping jacks – 1 minute\nCat-cow – 10 reps\n"
    )
    assert [step.name for step in imported(page).steps] == ["Arm circles", "Jumping jacks", "Cat-cow"]


def test_a_figure_between_name_and_text_takes_neither() -> None:
    """“Fig. 1” is no heading, and the name above it stays one."""
    page = "Shoulder exercises\n\nPendulum\nFig. 1\nLet your arm hang and swing it, 10 times.\n\n"
    page += "Wall walk\nFig. 2\nWalk your fingers up the wall. Hold for 3 seconds.\n"
    assert [step.section for step in imported(page).steps] == ["Pendulum", "Wall walk"]


def test_sets_to_failure_and_of_steps_are_doses() -> None:
    """“2 sets to failure” and “3 sets of 12 steps each leg” belong to the names above them."""
    page = "# Plan\n\nDips\n2 sets to failure\n\nWalking lunges\n3 sets of 12 steps each leg\n\n"
    page += "Calf raises\n3 sets x 20 reps\n"
    steps = imported(page).steps
    assert [(s.section, s.sets, s.repeats) for s in steps] == [
        ("Dips", 2, None),
        ("Walking lunges", 3, 12),
        ("Calf raises", 3, 20),
    ]


def test_who_tells_the_own_practice_tells_a_routine() -> None:
    """“Then I hug my knees in for 30 seconds” is a step; how often somebody does it all is a story."""
    page = "# My bedtime stretch\n\nI do this for 10 minutes every night.\n\n"
    page += "I stay in child's pose for about 10 breaths.\n\n"
    page += "Then I lie on my back and hug my knees in for 30 seconds.\n"
    steps = imported(page).steps
    assert [[h.breaths or h.seconds for h in step.holds] for step in steps] == [[10], [30]]


def test_a_field_behind_the_steps_is_their_dose() -> None:
    """“Repetition: 3 x 15 seconds per leg” under the steps of one stretch is how it is done."""
    page = "Calf stretch\n\n1. Put your hands on the wall.\n2. Move your hips forward. Hold for 15 seconds.\n\n"
    page += "Repetition: 3 x 15 seconds per leg\n"
    last = imported(page).steps[-1]
    assert (last.sets, last.sides, [h.seconds for h in last.holds]) == (3, "both", [15])


def test_a_field_counts_more_than_the_words() -> None:
    """“Kick forward twice” says how the movement goes where “Reps: 12” says how often."""
    page = "# Pilates\n\n## Side kick\n\nKick the top leg forward twice, then back.\n\nReps: 12 each leg\n\n"
    page += "## Bridge\n\nLift your hips.\n\nReps: 8\n"
    assert [step.repeats for step in imported(page).steps if step.repeats] == [12, 8]


def test_two_rules_of_one_page_go_together() -> None:
    """“Do each exercise 10 times. Hold each position for 3–5 seconds.” are both of an exercise without a dose."""
    page = "Hand exercises\n\nDo each exercise 10 times. Hold each position for 3-5 seconds.\n\n"
    page += "Finger bends\nMake a full fist.\n\nPutty\nSqueeze the putty for 10 seconds. Repeat 5 times.\n"
    steps = imported(page).steps
    assert [(s.repeats, s.holds[0].seconds) for s in steps] == [(10, 4), (5, 10)]


def test_rest_before_repeat_is_between_rounds() -> None:
    """“Rest 1 min / Repeat 5x” under rows is five rounds of them with a minute between."""
    page = "Hotel workout\n\n10 squats\n10 push-ups\n30s plank\nRest 1 min\nRepeat 5x\n"
    found = imported(page)
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in found.groups] == [(0, 2, 5, 60)]
    assert found.steps[-1].rest_seconds is None


def test_that_makes_one_round_counts_none() -> None:
    """“That's one round. Do three rounds total.” is three."""
    page = "# Bells\n\nDo 10 reps of each move. When you've done all, that's one round. Do three rounds total.\n\n"
    page += "- **Swing:** Hinge at your hips.\n- **Squat:** Sit down.\n- **Halo:** Circle the bell around your head.\n"
    found = imported(page)
    assert [(g.first, g.last, g.rounds) for g in found.groups] == [(0, 2, 3)]


def test_the_time_of_a_heading_is_the_sum_of_its_sides() -> None:
    """“Twist (1 minute)” with 30 seconds a side is held 30 seconds on both."""
    page = "# Break\n\n## Seated twist (1 minute)\n\nTurn to the right and hold for 30 seconds. Repeat to the left.\n\n"
    page += "## Shrugs (x10)\n\nLift your shoulders.\n"
    first = imported(page).steps[0]
    assert ([hold.seconds for hold in first.holds], first.sides) == ([30], "both")


def test_a_name_before_its_dose_is_kept() -> None:
    """A paragraph “Side-lying savasana on your left side. 10 min.” is a step of its own."""
    page = "Restorative practice\n\nSupported bridge. Slide a block under your sacrum. 5 minutes.\n\n"
    page += "Side-lying savasana on your left side. 10 min.\n\nTurn onto your back. Stay 15 minutes.\n"
    assert [step.holds[0].seconds for step in imported(page).steps] == [300, 600, 900]


def test_weeks_stand_over_their_exercises() -> None:
    """“Week 3–4” between named lines with doses is no part of the exercise above it."""
    page = "Achilles programme\n\nWeek 1-2\nHeel raises: 3 sets of 15, twice daily\nCalf stretch: 30 s x 3\n\n"
    page += "Week 3-4\nSingle-leg raises: 3 x 12 each leg\nPull-ups: 3 x max\n"
    steps = imported(page).steps
    assert [(s.name, s.sets, s.repeats) for s in steps] == [
        ("Heel raises", 3, 15),
        ("Calf stretch", None, 3),
        ("Single-leg raises", 3, 12),
        ("Pull-ups", 3, None),
    ]


@pytest.mark.parametrize(
    ("words", "repeats", "sets", "sides"),
    [
        ("Sets: 3 | Reps: 12 | Hold: 2s | Side: both", 12, 3, "both"),
        ("30 sec side plank (R)", None, None, "right"),
    ],
)
def test_short_forms_of_clinics(words: str, repeats: int | None, sets: int | None, sides: str) -> None:
    """The fields and letters in which clinics write sides."""
    page = f"Programme\n\n1. Bridge: lift your hips, 10 times.\n2. Clam: lift your knee. {words}\n"
    last = imported(page).steps[-1]
    assert (last.repeats, last.sets, last.sides) == (repeats, sets, sides)


def test_holding_while_breathing_in_and_out_is_a_hold() -> None:
    """“Hold for a count of 10, breathing in and out” counts no phase of the breath."""
    page = (
        "Back\n\n1. Tighten your stomach and hold for a count of 10, breathing in and out. Repeat 8 times.\n2. Rest.\n"
    )
    assert [hold.seconds for hold in imported(page).steps[0].holds] == [10]


def test_rest_and_repeat_the_circuit_is_between_rounds() -> None:
    """“12 reps of each, then rest 45 seconds and repeat the circuit 3 more times” rests nobody within a round."""
    page = "# Abs\n\nPerform 12 reps of each, then rest 45 seconds and repeat the circuit 3 more times.\n\n"
    page += "1. V-up\n2. Russian twist\n3. Crunch\n"
    found = imported(page)
    assert [(g.rounds, g.rest_seconds) for g in found.groups] == [(4, 45)]
    assert [(s.repeats, s.rest_seconds) for s in found.steps] == [(12, None)] * 3


def test_a_column_of_reps_and_sets_may_be_turned() -> None:
    """“12 x 3” under “Reps x Sets” is three sets of twelve, and “#” numbers the rows."""
    page = "| # | Move | Reps x Sets | Rest |\n|---|---|---|---|\n| 1 | Squat | 12 x 3 | 45 sec |\n"
    page += "| 2 | Wall sit | 45 sec x 2 | 30 sec |\n"
    steps = imported(f"# Legs\n\n{page}").steps
    assert [(s.sets, s.repeats, [h.seconds for h in s.holds]) for s in steps] == [(3, 12, []), (2, None, [45])]


def test_what_stands_behind_the_dose_is_the_name() -> None:
    """“1 minute: child's pose” is called “Child's pose”."""
    page = "Morning\n\n1 minute: child's pose\n5 breaths: downward dog\n30 seconds each side: thread the needle\n"
    assert [step.name for step in imported(page).steps] == ["Child's pose", "Downward dog", "Thread the needle"]


def test_a_breath_in_fields_holds_no_pose() -> None:
    """“Inhale: 4 seconds”, “Hold: 4 seconds”, “Exhale: 6 seconds” are phases; equal ones are a breath, too."""
    page = (
        "# Breaths\n\n## Triangle\n\n- Inhale: 4 seconds\n- Hold: 4 seconds\n- Exhale: 6 seconds\n\nDo ten rounds.\n\n"
    )
    page += "## Equal\n\nInhale and exhale for the same count. Start with four counts. Practise for five minutes.\n"
    steps = imported(page).steps
    assert [hold.seconds for step in steps for hold in step.holds] == [300]
    assert [step.paced is not None for step in steps][-2:] == [True, True]


def test_lines_of_work_rest_and_rounds_are_over_the_list() -> None:
    """“Work: 50 sec / Rest: 10 sec”, “Rounds: 3” and the rest between them are of the exercises below."""
    page = "# Metcon\n\nWork: 50 sec / Rest: 10 sec\nRounds: 3\nRest between rounds: 1:30\n\n"
    page += "1. Thrusters\n2. Rows\n3. Box jumps\n"
    found = imported(page)
    assert [step.holds[0].seconds for step in found.steps] == [50, 50, 50]
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in found.groups] == [(0, 2, 3, 90)]


def test_after_the_last_move_is_between_rounds() -> None:
    """“After the last move, rest for one minute, then start again from the top.”"""
    page = "# HIIT\n\nDo each move for 30 seconds. "
    page += "After the last move, rest for one minute, then start again from the top. "
    page += "Aim for three rounds.\n\n## Squat\n\nSit back.\n\n## Plank\n\nDrop to your knees.\n"
    assert [(g.rounds, g.rest_seconds) for g in imported(page).groups] == [(3, 60)]


@pytest.mark.parametrize(
    ("line", "name", "sides"),
    [
        ("DB row 3x10 each", "DB row", "both"),
        ("1B. Bent-over row – 4 x 10", "Bent-over row", None),
        ("Criss-cross x 12 (each leg)", "Criss-cross", "both"),
    ],
)
def test_short_rows_are_called_after_what_stands_before_the_dose(line: str, name: str, sides: str | None) -> None:
    """Rows of a training log have a name and a dose, and nothing else."""
    step = imported(f"# Dumbbell day\n\n{line}\nGoblet squat 4x8\nPlank 3x45s\n").steps[0]
    assert (step.name, step.sides) == (name, sides)


def test_the_end_of_a_flow_is_a_step_of_its_own() -> None:
    """“Finish in child's pose for two minutes” is no part of the sentence before it."""
    page = "Step your right foot forward and stay for three breaths. Step back and repeat on the left side. "
    page += "Finish in child's pose for two minutes.\n"
    last = imported(page).steps[-1]
    assert ([hold.seconds for hold in last.holds], last.sides) == ([120], None)


def test_switching_direction_switches_no_side() -> None:
    """“Trace it for 30 seconds, then switch direction” has no sides."""
    page = "# Eyes\n\n1. Trace an eight with your eyes for 30 seconds, then switch direction.\n"
    page += "2. Close your eyes for a minute.\n"
    assert [step.sides for step in imported(page).steps] == [None, None]


def test_a_second_set_is_no_second() -> None:
    """“One set of 10 of each, rest, and then complete a second set” is two sets, and nobody holds for a second."""
    page = "Strength\n\nComplete one set of 10 repetitions of each exercise, "
    page += "rest for one minute, and then complete a second set.\n\n"
    page += "Sit to stand\nCross your arms and stand up.\n\nLeg lift\nLift your leg out to the side.\n"
    assert [(s.sets, s.repeats, s.holds) for s in imported(page).steps] == [(2, 10, []), (2, 10, [])]


def test_a_short_relax_between_contractions_is_a_rest() -> None:
    """“Relax for 10 seconds. Repeat 10 times.” behind a contraction is no hold."""
    page = "# Ankle\n\n## Eversion\n\n- Push your foot outward.\n"
    page += "- Hold for 15 seconds.\n- Relax for 10 seconds. Repeat 10 times.\n"
    steps = imported(page).steps
    assert [hold.seconds for step in steps for hold in step.holds] == [15]
    assert (steps[-1].rest_seconds, steps[-1].repeats) == (10, 10)


def test_rounds_before_the_first_exercise_are_of_all() -> None:
    """“Once you've finished all four, rest for 2 minutes. Do 3–4 rounds total.” in the directions."""
    page = "# Workout\n\n**Directions**\n\nComplete 8–12 reps of each exercise. "
    page += "Once you've finished all four, rest for 2 minutes. "
    page += (
        "Do 3–4 rounds total.\n\n### Push press\n\nDrive the weights up.\n\n### Row\n\nPull the weights to your ribs.\n"
    )
    assert [(g.first, g.last, g.rest_seconds) for g in imported(page).groups] == [(0, 1, 120)]


def test_a_bold_name_with_its_dose_in_brackets_heads_its_text() -> None:
    """“**Figure four** *(30–45 sec each side)*” is a heading."""
    page = "## Stretches\n\n**Cat-cow** *(5 rounds)*\nArch your back.\n\n"
    page += "**Figure four** *(30–45 sec each side)*\nCross your ankle over.\n"
    steps = imported(page).steps
    assert [(s.section, s.repeats, s.sides) for s in steps] == [("Cat-cow", 5, None), ("Figure four", None, "both")]


def test_metres_are_no_minutes() -> None:
    """“2 x 20 m” is a way to run, and the jog of a warm-up has its time."""
    page = "# Track\n\nWarm up: 10 min easy jog\nDrills: A-skips, 2 x 20 m each\nMain set: 8 x 30 seconds fast\n"
    assert [hold.seconds for step in imported(page).steps for hold in step.holds] == [600, 30]


def test_blanks_may_set_columns_apart() -> None:
    """A table without rules, as printed plans have it, is read by its header."""
    page = "Home plan\n\nExercise            Sets   Reps   Hold\nBridges             3      10     3 sec\n"
    page += "Clamshells          3      12\nHamstring stretch   1      3      30 sec\n"
    steps = imported(page).steps
    assert [(s.name, s.sets, s.repeats) for s in steps] == [
        ("Bridges", 3, 10),
        ("Clamshells", 3, 12),
        ("Hamstring stretch", 1, 3),
    ]


def test_a_rule_counts_wherever_it_stands() -> None:
    """Under a question, or above the exercises of its section, a rule is of them all, and no step."""
    page = "# Pool stretches\n\n## How long should I stretch?\n\nHold every stretch for 20 seconds and do it twice.\n\n"
    page += "## Chest\n\nClasp your hands behind you and lift them.\n\n## Side\n\nReach one arm over your head.\n"
    steps = imported(page).steps
    assert [(step.holds[0].seconds, step.repeats) for step in steps] == [(20, 2), (20, 2)]
    page = "# Tabata at home\n\n## The workout\n\nDo each move for 20 seconds and rest for 10 seconds.\n\n"
    page += "### Squats\n\nSit back and stand up.\n\n### Punches\n\nReach across your body.\n"
    steps = imported(page).steps
    assert [step.holds[0].seconds for step in steps] == [20, 20]


def test_columns_of_instructions_are_read() -> None:
    """A column headed “What to do” tells the exercise, whatever the others are called."""
    page = "| Exercise | What to do | How much |\n|---|---|---|\n| Wrist bend | Bend the wrist with your other hand. "
    page += "| Hold 30 seconds, 3 times |\n| Squeeze | Squeeze a ball and let go. | 2 sets of 15 |\n"
    first, second = imported(page).steps
    assert "Bend the wrist with your other hand" in first.text
    assert (first.holds[0].seconds, first.repeats, second.sets, second.repeats) == (30, 3, 2, 15)


def test_care_is_no_exercise() -> None:
    """What a leaflet says of the wound and of whom to ring stands in no step."""
    page = "# After the operation\n\n1. Bend your knee. Repeat 10 times.\n2. Lift your heel. Repeat 10 times.\n\n"
    page += "## Looking after your wound\n\nKeep the dressing dry.\n\n## Who to contact\n\nLeave a message.\n"
    assert [step.repeats for step in imported(page).steps] == [10, 10]


def test_both_rests_of_a_circuit_are_kept() -> None:
    """What lies between exercises and what lies between rounds may share a sentence."""
    page = "# Kettlebell\n\n## Circuit\n\nThree rounds. "
    page += "Take 20 seconds between exercises and 2 minutes between rounds.\n\n"
    page += "- Deadlift, 12 reps\n- Push press, 8 reps\n- Swing, 15 reps\n"
    found = imported(page)
    assert [step.rest_seconds for step in found.steps[:2]] == [20, 20]
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in found.groups] == [(0, 2, 3, 120)]


def test_tall_is_not_long() -> None:
    """“Grow as long as you can” says nothing of time, “stay as long as you can” does."""
    assert not imported("1. Reach up and grow as long as you can.\n2. Fold. Hold 20 seconds.\n").steps[0].holds
    assert imported("1. Reach up and stay as long as you can.\n2. Fold. Hold 20 seconds.\n").steps[0].holds[0].open


def test_ligatures_that_fell_apart_are_joined() -> None:
    """A PDF's “fi ve seconds” is five seconds, with a note."""
    (step, *_) = imported("1. Lift your arm. Hold for fi ve seconds.\n2. Fold. Hold 20 seconds.\n").steps
    assert step.holds[0].seconds == 5
