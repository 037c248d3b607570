"""Which sentences are told to the listener, by what they do and not by where they stand."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

from holdspace.importing.judging import frame_line, why_dropped


@pytest.mark.parametrize(
    "sentence",
    [
        "This pose opens the hips and calms the mind.",
        "Squats are one of the best exercises for gardeners.",
        "Stretching the calves every evening can help prevent cramps.",
        "Avoid this pose if you have low blood pressure.",
        "If you feel sharp pain in the knee, talk to your physiotherapist.",
        "Do your shoulders ache at the end of the day?",
        "Let's dive in!",
        "Do these every other day.",
        "That's the sequence.",
        "The testers who held it for a minute rubbed their wrists.",
    ],
)
def test_descriptions_cautions_and_cheers_are_not_spoken(sentence: str) -> None:
    """They stay out even amid the steps of an exercise."""
    assert why_dropped(sentence, "step")


@pytest.mark.parametrize(
    "sentence",
    [
        "In a wide squat place both hands on the floor.",
        "From Warrior I, inhale and straighten both legs.",
        "Once you've found your balance, lift your heel.",
        "First, you stand up with your feet apart.",
        "Your knees should be under your hips, i.e. straight down.",
        "You will feel the stretch in the back of your leg.",
    ],
)
def test_orders_stay_however_they_begin(sentence: str) -> None:
    """A clause before the order, a pose with a number, or a narrator does not hide it."""
    assert not why_dropped(sentence, "step")


@pytest.mark.parametrize(
    "line",
    ["4 min read Jan 9, 2023", "Written by Ada Moss · 12 March 2021", "Subtitles by cloudy", "Yoga mat (optional)"],
)
def test_lines_about_the_page_are_known(line: str) -> None:
    """Dates, names of makers and things that are needed are no instructions."""
    assert frame_line(line)


@pytest.mark.parametrize(
    "line", ["By lifting one heel, bend your knee", "Mountain pose", "March in place", "Music box twist"]
)
def test_lines_of_a_routine_are_not_taken_for_the_page(line: str) -> None:
    """Names and orders stay, also where they begin as a byline or a month does."""
    assert not frame_line(line)


def test_a_routine_amid_an_introduction_is_kept() -> None:
    """Paragraphs that tell what to do with the body are steps, though a heading only follows later."""
    told = " ".join(
        step.text
        for step in imported("""
        Stretches for cellists

        Cellists sit for hours, and their hips know it.

        Stand and cross your right foot over the left. Reach up and lean to the right. Hold for 30 seconds.

        Repeat on the other side for the same time.

        For the brave

        Sit on your heels and lean back on your hands. Stay for 5 breaths.
        """).steps
    )
    assert "Reach up and lean" in told
    assert "Hold for 30 seconds" in told
    assert "other side" in told
    assert "know it" not in told


def test_a_question_over_the_steps_does_not_hide_them() -> None:
    """Headings that ask or explain frame a page, but not where the routine is told beneath them."""
    result = imported("""
        Breathing for bus drivers

        It is a long shift, and nobody thanks you for it.

        So, how do you do it?

        1. Breathe in through your nose for a count of 4.
        2. Breathe out through your mouth for a count of 6.
        3. Rest your hands on your belly. Repeat 5 times.

        Why does it work?

        Slow breathing settles the heart, said a study of 30 drivers.
        """)
    told = " ".join(step.text for step in result.steps)
    assert "Breathe in through your nose" in told
    assert "settles the heart" not in told


def test_readers_comments_without_a_class_stay_out() -> None:
    """What a reader wrote is known by the age beneath the name, or by what can be clicked on behind it."""
    result = imported("""
        Hang for bricklayers

        Hang from a beam and let your knees bend. Hold for 20 seconds.

        Swing your arms in slow circles. Repeat 10 times.

        Ludo

        2 days ago

        I hold it for 5 minutes between walls

        I do it for 9 minutes, twice. Reply
        """)
    assert [seconds for step in result.steps for seconds in lengths(step)] == [20]
