"""What a page says of the whole workout, or of what takes place at a time of the day, is no exercise."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

from holdspace.importing.reading import read

BRIDGES = "# Hips\n\n- Bridge: lift your hips, hold for 20 seconds\n- Side lift: raise your top leg 12 times\n\n"


BOXES = {
    "table": "<table><tr><td>Goal</td><td>Strong hips</td></tr><tr><td>Sessions per week</td><td>3</td></tr>"
    "<tr><td>Workout length</td><td>25-30 minutes</td></tr><tr><td>Kit</td><td>Band</td></tr></table>",
    "list": "<ul><li><b>Time per session:</b> 25 minutes</li><li><b>Level:</b> easy</li>"
    "<li><b>Style:</b> 2 supersets</li></ul>",
    "paragraphs": "<p><b>Days per week</b> 3</p><p><b>Equipment</b> one band, 2 kg</p>",
    "bars": "<p><b>Time:</b> 10 minutes | <b>Equipment:</b> mat | <b>Good for:</b> hips</p>",
    "card": "<ul><li>Active Time 10 minutes</li><li>Total Time 20 minutes</li><li>Difficulty Easy</li></ul>",
    "weeks": "<table><tr><th>When</th><th>What</th></tr><tr><td>Week 2</td><td>Stairs without the rail</td></tr>"
    "<tr><td>Week 6</td><td>Back down the hill</td></tr></table>",
    "lines": "<div>Workouts per week</div><div>3</div><div>Time per workout</div><div>40 minutes</div>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
def test_fact_box_is_no_exercise(box: str) -> None:
    """Goals, days and minutes of the whole workout stand in no step, whether in a table, a list or on lines."""
    page = (
        f"<html><body><h1>Hip day</h1>{box}<h2>Bridge</h2><p>Lift your hips and hold for 20 seconds.</p></body></html>"
    )
    steps = read(page).steps
    assert [(s.section, lengths(s), s.repeats) for s in steps] == [("Bridge", [20], None)]


def test_doses_with_labels_stay() -> None:
    """“Time: 40 seconds” under the name of an exercise is its dose, and no fact about the page."""
    steps = imported("# Two moves\n\n## Plank\n\nBrace your belly.\n\nTime: 40 seconds\n").steps
    assert [lengths(s) for s in steps if s.holds] == [[40]]


@pytest.mark.parametrize(
    "lines",
    [
        "- 7.15 Silent sitting\n- 8.00 Porridge\n- 9.30 Long stretch by the lake\n",
        "- Mon 3 June, 18.30: Slow stretch (60 min)\n- Wed 5 June, 7.00: Early stretch (30 min)\n",
        "Tuesdays 7pm: Stretch and breathe, 75 minutes with Ola.\n",
        "Our drop-in hours: weekdays 10.00-12.00. Room 4, 1st floor.\n",
    ],
)
def test_clock_times_are_no_routine(lines: str) -> None:
    """A schedule, an event and opening hours tell when something takes place; alone they are no routine."""
    assert imported(f"# At the lake house\n\n{lines}").steps == []
    assert len(imported(BRIDGES + lines).steps) == 2


def test_times_since_a_start_are_steps() -> None:
    """Rows that begin with small clock times, 0:30 and 1:00, are not held for a schedule."""
    assert len(imported("# Short\n\n- 0:30 Plank\n- 0:45 Squats\n- 1:00 Lunges\n").steps) == 3


@pytest.mark.parametrize("after", ["Ice your hip for 12 minutes afterwards.", "Then have a warm bath for 20 minutes."])
def test_aftercare_is_no_exercise(after: str) -> None:
    """Ice and a bath come when the exercises are over."""
    steps = imported(BRIDGES + after).steps
    assert [lengths(s) for s in steps] == [[20], []]


def test_definition_list_of_facts_is_no_exercise() -> None:
    """Labels of facts that the markup makes headings of are facts all the same."""
    facts = "<dl><dt>Main goal</dt><dd>Build calm</dd><dt>Days per week</dt><dd>2</dd></dl>"
    page = f"<html><body><h1>Core</h1>{facts}<h2>Plank</h2><p>Brace and hold for 30 seconds.</p></body></html>"
    assert [s.section for s in read(page).steps] == ["Plank"]


def test_subtitle_is_no_heading() -> None:
    """A heading that its class calls a subtitle names no part, and its minutes are no hold."""
    page = (
        "<html><body><main><h1>Desk reset</h1><h2 class='post-subtitle'>Take ten minutes for your back</h2>"
        "<ol><li>Shrug for 10 seconds</li><li>Nod 5 times</li></ol></main></body></html>"
    )
    assert [(s.section, lengths(s)) for s in read(page).steps] == [("", [10]), ("", [])]


def test_headlines_under_other_pages_stay_out() -> None:
    """“More to explore” is over other pages, whose titles may order and count."""
    others = "<h3>More to explore</h3><ul><li>Do Planks: Hold for 60 Seconds</li><li>Stretch Your Calves</li></ul>"
    told = "<h2>Nod</h2><p>Drop your chin 5 times.</p>"
    assert len(read(f"<html><body><main><h1>Desk</h1>{told}{others}</main></body></html>").steps) == 1


@pytest.mark.parametrize(
    "warning",
    [
        "Skip any movement that hurts.",
        "Keep off your joints and bones.",
        "Find a quiet place where you will be undisturbed for 20 minutes.",
    ],
)
def test_warnings_are_no_exercise(warning: str) -> None:
    """What to leave out and where to go is no step, and its minutes no hold."""
    assert [lengths(s) for s in imported(f"# Hips\n\n{warning}\n\n{BRIDGES[8:]}").steps] == [[20], []]
