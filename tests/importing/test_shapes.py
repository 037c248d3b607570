"""Steps are found where only the likeness of lines, speakers, clocks or signs tells them."""

from __future__ import annotations

import textwrap

import pytest
from importing_helpers import imported, lengths

from holdspace.importing.facts import Imported

PAIRS = "".join(
    f'<div class="{box}"><p class="{name}">{title}</p><p class="{text}">{words}</p></div>'
    for box, name, text in [("b1", "pose-title", "pose-body")]
    for title, words in [
        ("Banana", "Walk your feet and hands to one side. Stay for two minutes."),
        ("Puppy", "Walk your hands forward from all fours. Six breaths."),
        ("Corpse", "Lie down. Take all the time you want here."),
    ]
)
DOSED = "".join(
    f'<div class="x"><p class="n">{title}</p><p class="d">{dose}</p><p>{words}</p></div>'
    for title, dose, words in [
        ("Chair cobra", "8 reps", "Hands on the seat behind you, lift the breastbone."),
        ("Neck tilt", "5 breaths each side", "Let the ear sink to the shoulder."),
    ]
)
ROWS = "".join(
    f'<div class="row"><span class="t">{time}</span><span class="w">{what}</span></div>'
    for time, what in [("30s", "Jumping jacks"), ("45 sec", "Wall sit"), ("12x", "Chair push-ups")]
)


def page(body: str) -> Imported:
    return imported(f"<html><body><h1>A routine</h1>{body}</body></html>")


def test_names_that_only_a_style_marks_are_headings() -> None:
    """Short lines of one class over text of another name the exercises, also where a dose stands between."""
    read = page(PAIRS)
    assert [step.section for step in read.steps] == ["Banana", "Puppy", "Corpse"]
    assert [lengths(step) for step in read.steps] == [[120], ["6 breaths"], ["open"]]
    dosed = page(DOSED)
    assert [(step.section, step.repeats, step.sides) for step in dosed.steps if step.repeats or step.sides] == [
        ("Chair cobra", 8, None),
        ("Neck tilt", None, "both"),
    ]


def test_rows_with_a_time_are_items() -> None:
    """A time and a name in neighbouring spans are two words, and such rows are steps."""
    read = page(ROWS)
    assert [(lengths(step), step.repeats) for step in read.steps] == [([30], None), ([45], None), ([], 12)]
    assert "30s Jumping jacks" in read.steps[0].text


@pytest.mark.parametrize(
    "shape",
    [
        "<p><b>{0}.</b> {1}</p><p><b>{2}.</b> {3}</p>",
        "<p><u>{0}</u> {1}</p><p><u>{2}</u> {3}</p>",
        '<p><span style="font-weight: 700">{0}:</span> {1}</p><p><span style="font-weight: 700">{2}:</span> {3}</p>',
        "**{0}.** {1}\n\n**{2}.** {3}",
        "~ {0} ~\n{1}\n\n~ {2} ~\n{3}",
        "=== {0} ===\n\n{1}\n\n=== {2} ===\n\n{3}",
        "[1] {0}\n    how: {1}\n\n[2] {2}\n    how: {3}",
        "First exercise. {1}\n\nSecond exercise. {3}",
    ],
)
def test_a_name_at_the_head_is_told_by_any_mark(shape: str) -> None:
    """Bold, underlined, ornamented and numbered heads each begin a step of their own, with its own hold."""
    body = shape.format(
        "Sunbird", "Reach one arm forward and hold for 20 seconds.", "Frog", "Knees wide, hips back. Stay 5 breaths."
    )
    read = page(body) if body.startswith("<") else imported("A routine\n\n" + body)
    assert [lengths(step) for step in read.steps if step.holds] == [[20], ["5 breaths"]]


def test_lettered_sections_hold_their_indented_lines() -> None:
    """“B. 4 rounds:” is over the lines below it, which it repeats."""
    read = imported(
        """\
        Board

        A. Prep
           90 sec easy row
           10 inchworms

        B. 4 rounds:
           40 sec kettlebell swings
           15 knee raises
           Rest 90 sec after each round
        """
    )
    assert [(lengths(s), s.repeats) for s in read.steps] == [([90], None), ([], 10), ([40], None), ([], 15)]
    assert [(g.first, g.last, g.rounds, g.rest_seconds) for g in read.groups] == [(2, 3, 4, 90)]


@pytest.mark.parametrize(
    "line",
    [
        "[12/03/2024, 19:0{n}:11] {who}: {words}",
        "3/12/24, 7:0{n} PM - {who}: {words}",
        "{who}: {words}",
    ],
)
def test_of_a_chat_only_the_teacher_is_heard(line: str) -> None:
    """Exported chats and transcripts keep the words of the one who gives the exercises."""
    said = [
        ("Nia", "1) wall stretch, arms up, 30 secs x 3"),
        ("Josh", "do we have to"),
        ("Nia", "2) superman on your tummy, 20 secs"),
        ("Josh", "can I skip legs on 3 May"),
        ("Nia", "3) calf stretch 45 secs each leg"),
        ("Josh", "ok thanks"),
    ]
    read = imported("\n".join(line.format(n=n, who=who, words=words) for n, (who, words) in enumerate(said)))
    assert [lengths(step) for step in read.steps] == [[30], [20], [45]]
    assert not any("Josh" in step.text or "have to" in step.text for step in read.steps)


def test_chapters_of_a_video_are_no_durations() -> None:
    """Clock times that rise from the start are places in a video; the doses behind them count."""
    read = imported(
        """\
        Post-swim stretch

        0:00 Intro
        0:42 Towel reach - 5 breaths
        1:55 Lat lean, 40 sec each side
        12:20 Rest - stay as long as you like
        14:40 Outro
        """
    )
    assert [lengths(step) for step in read.steps] == [["5 breaths"], [40], ["open"]]


def test_captions_with_clocks_on_lines_of_their_own_are_joined() -> None:
    """A transcript copied from under a video gives its words, and its clocks are no holds."""
    read = imported(
        "0:03\nhello and welcome to the channel\n0:12\nlie on your back and hug your knees for 30 seconds\n"
        "0:50\nkneel and reach forward stay for five deep breaths\n1:20\nsee you next time\n"
    )
    assert [lengths(step) for step in read.steps] == [[30], ["5 breaths"]]


def test_a_timetable_is_no_routine() -> None:
    """Classes with their hours and lengths hold nothing to do."""
    rows = "".join(f"<tr><td>{c}</td><td>Mon</td><td>18:00</td><td>60 min</td></tr>" for c in ("Flow", "Core", "Yin"))
    table = f"<table><tr><th>Class</th><th>Day</th><th>Time</th><th>Length</th></tr>{rows}</table>"
    assert (
        page(f"{table}<ol><li>Plank: hold for 30 seconds.</li><li>Squats x 10</li></ol>").steps[0].holds[0].seconds
        == 30
    )
    assert page(table).steps == []


def test_what_a_rule_says_of_one_exercise_is_its_own() -> None:
    """“Ten for the first one, all the others for 5 breaths”, said behind the list."""
    read = imported(
        """\
        Standing moves

        - Heel raises: up on your toes and down.
        - Bar lean: hands on the bar, hips back.
        - Pigeon: ankle over the knee, sit back.

        Ten repetitions for the first one. All the others are held for 5 breaths. Go through the list two times.
        """
    )
    steps = [step for step in read.steps if not step.order]
    assert [(lengths(s), s.repeats) for s in steps] == [([], 10), (["5 breaths"], None), (["5 breaths"], None)]
    assert [group.rounds for group in read.groups] == [2]


def test_a_remark_does_not_take_the_dose_with_it() -> None:
    """“2 min per side, I watch the news” keeps its dose; a story without one stays out."""
    read = imported(
        textwrap.dedent(
            """\
            ## Couch stretch
            Shin against the couch. 2 min per side, I watch the news.

            ## Frog
            Knees wide and rock back. Hold for 60 seconds. I learned this in 2013.
            """
        )
    )
    assert [length for step in read.steps for length in lengths(step)] == [120, 60]
    assert not any("2013" in step.text for step in read.steps)


def test_bare_rows_are_steps_of_their_own() -> None:
    """Short lines that each hold a number are not run together, whatever letter they begin with."""
    read = imported("Pool warm-up\n\nleg swings   12 each\ninchworm     x6\nplank        40s\nfrog         2 min\n")
    assert [(lengths(step), step.repeats) for step in read.steps] == [([], 12), ([], 6), ([40], None), ([120], None)]
