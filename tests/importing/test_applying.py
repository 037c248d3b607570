"""Which exercises a rule speaks of."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

_LIFT = "Lift your arms and lower your shoulders."


def test_two_sections_go_by_their_own_rules() -> None:
    """Where two sections have rules, neither speaks of the other's exercises, wherever in its section it stands."""
    text = (
        "# Arms\n\n## The first week\n\nRepeat each exercise five times.\n\n"
        f"### Shrugs\n\n{_LIFT}\n\n### Circles\n\n{_LIFT}\n\n## The second week\n\nYou can go on now.\n\n"
        f"### Wall climb\n\n{_LIFT}\n\n### Elbow push\n\n{_LIFT}\n\n"
        "Unless we have said otherwise, do the exercises of this section 8 to 10 times each.\n"
    )
    assert [step.repeats for step in imported(text).steps] == [5, 5, 9, 9]


def test_a_rule_of_one_section_speaks_of_all_where_no_other_has_one() -> None:
    """A rule under one heading of a page that has no other is for the whole page."""
    text = (
        "# Arms\n\n## Standing\n\nHold each stretch for 20 seconds.\n\n"
        f"### Reach\n\n{_LIFT}\n\n### Cross\n\n{_LIFT}\n\n## Sitting\n\nNow take a chair.\n\n### Hug\n\n{_LIFT}\n"
    )
    assert [lengths(step) for step in imported(text).steps] == [[20], [20], [20]]


def test_a_rule_for_hold_and_repetitions_repeats_what_states_its_own_hold() -> None:
    """“Hold for 20 s and repeat 3 times” repeats also the stretch that is held for a minute, but no “once only”."""
    text = (
        "# Legs\n\nUnless it says otherwise, hold each stretch for 20 seconds and repeat it 3 times.\n\n"
        f"## Fold\n\n{_LIFT}\n\n## Door\n\n{_LIFT} Hold for 1 minute.\n\n"
        f"## Wall\n\n{_LIFT} Hold for 40 seconds, once only.\n"
    )
    found = imported(text).steps
    assert [lengths(step) for step in found] == [[20], [60], [40]]
    assert [step.repeats for step in found] == [3, 3, None]


@pytest.mark.parametrize(
    "rule",
    [
        "Everything one-legged gets done on both legs.",
        "Where there is a left and a right I do both.",
        "Single-sided moves are done on each side.",
        "If it has sides, do both.",
        "Where an exercise has two sides, do each.",
    ],
)
def test_sides_are_for_what_has_some(rule: str) -> None:
    """A rule for one-sided exercises leaves those of both legs alone."""
    text = (
        f"# Knees\n\n## How I do it\n\n{rule} Rest half a minute between sets.\n\n"
        "## Clam: 2 x 15\n\nLie on your side and open the top knee.\n\n"
        "## Sit to stand: 2 x 12\n\nStand up from a chair and sit down again slowly.\n"
    )
    found = imported(text).steps
    assert [(step.sides, step.rest_seconds) for step in found] == [("both", 30), (None, 30)]


@pytest.mark.parametrize(
    "rule",
    [
        "Where there is no number above, hold the stretch for 15 to 20 seconds.",
        "Where we give no time, stay for 15 to 20 seconds.",
        "Anything without a time is held for 15 to 20 seconds.",
        "If no hold is given, hold for 15 to 20 seconds.",
    ],
)
def test_what_states_nothing_is_held_by_the_rule(rule: str) -> None:
    """A rule for what states nothing reaches it from behind, and is no step."""
    text = (
        "# Desk\n\n## The break\n\n### Chin tuck – 8 times\n\nGlide your chin back.\n\n"
        f"### Ear to shoulder\n\nTilt your head to your shoulder.\n\n## How long, how often\n\n- {rule}\n"
        "- Twice a day is a good start: once in the morning and once after lunch.\n- Nothing here should hurt.\n"
    )
    found = imported(text).steps
    assert [(lengths(step), step.repeats) for step in found] == [([], 8), ([17.5], None)]


_ROWS = "<ul><li><b>Quad stretch:</b> pull one heel up</li><li><b>Calf stretch:</b> press one heel down</li></ul>"
_TABLE = (
    "<table><tr><th>Stretch</th><th>{}</th></tr><tr><td>Quad stretch</td><td>Pull one heel to your bottom</td></tr>"
    "<tr><td>Calf stretch</td><td>Press one heel down</td></tr></table>"
)


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Stretches – 30 seconds per side</h2>{_ROWS}",
        f"<h2>Stretches (hold each for 30 seconds, both sides)</h2>{_ROWS}",
        _TABLE.format("How to do it (hold 30 s each side)"),
        f"<h2>The stretches</h2>{_ROWS.replace('<ul>', '<ul><li>Hold each of these for 30 s on both sides.</li>')}",
        f"<h2>How long should I hold each stretch?</h2><p>About 30 seconds per side.</p><h2>The stretches</h2>{_ROWS}",
        f"<p>These two take about ten minutes in all. Give each one 30 seconds per side.</p>{_ROWS}",
        f"<h2>The stretches</h2>{_ROWS}<p><small>All stretches 30 seconds, both sides.</small></p>",
    ],
)
def test_a_rule_may_stand_in_a_heading_a_header_an_item_or_an_answer(body: str) -> None:
    """Wherever a page tells how long each stretch is held, every one of them is, and the rule is no step."""
    found = imported(f"<html><body><main><h1>Legs</h1><p>What I do after a run.</p>{body}</main></body></html>")
    assert [(lengths(step), step.sides) for step in found.steps] == [([30], "both"), ([30], "both")]
