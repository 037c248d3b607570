"""Lines that a page repeats, lists of something else, and lists that lost their shape."""

from __future__ import annotations

from importing_helpers import imported


def told(text: str) -> str:
    """All that is spoken of `text`."""
    return " ".join(f"{step.section} {step.text}" for step in imported(text).steps)


def test_a_photographer_under_each_name_is_not_spoken() -> None:
    """A name that comes again below every heading is a credit, and the headings keep theirs."""
    text = """
        Three for the night shift

        Lamp post
        Ines Brandt
        Stand on one leg and lift the other knee. Hold for 20 seconds.
        Kerb stretch
        Ines Brandt
        Put your toes on the kerb and lean in. Hold for 30 seconds.
        """
    assert "Ines" not in told(text)
    assert {step.section for step in imported(text).steps} == {"Lamp post", "Kerb stretch"}


def test_complaints_and_contents_are_no_steps() -> None:
    """A list of what hurts, and one that only names the parts below, tell nothing to do."""
    text = """
        Relief for clerks

        - stiff neck
        - sore wrists
        - numb bottom

        Try these two.

        ## Chin slide

        Slide your chin back. Hold for 5 seconds.

        ## Wrist pull

        Pull your fingers back with the other hand. Hold for 20 seconds each side.
        """
    assert "stiff" not in told(text)
    assert "Slide your chin back" in told(text)


def test_bullets_amid_a_paragraph_are_steps() -> None:
    """A list whose line breaks were lost is taken apart at its bullets."""
    steps = imported(
        "Loosen your hips • Stand tall with your feet wide. • Lift your left knee and turn it out. • Repeat ten times."
    ).steps
    assert any(step.text.startswith("Lift your left knee") for step in steps)
    assert not any("•" in step.text for step in steps)


def test_labels_are_no_speakers() -> None:
    """“How:”, “Dosage:” and “Why:” come again as speakers do, and nothing behind them is lost unseen."""
    text = """
        1. Chair stand
        How: Sit tall. Stand up through your heels.
        Dosage: 2 sets of 8 reps.
        Why: Trains the thighs.
        2. Step up
        How: Put one foot on the step. Drive through your heel.
        Dosage: 2 sets of 10 reps.
        Why: Trains the balance.
        3. Leg lift
        How: Lie on your back. Lift one straight leg.
        Dosage: 3 sets of 12 reps.
        Why: Spares the knee.
        """
    assert "Stand up through your heels" in told(text)
    assert "Lift one straight leg" in told(text)
    assert "Trains" not in told(text)


def test_what_is_blanked_is_listed() -> None:
    """Another voice in a talk is left out, and told."""
    result = imported("""
        Mia: Sit down and lift your arms. Hold for 10 seconds.
        Tom: I like cheese.
        Mia: Lower your arms and drop your chin. Hold for 10 seconds.
        Tom: Cheese again.
        Mia: Stand up. Shake your legs for 10 seconds.
        """)
    assert not any("cheese" in step.text.lower() for step in result.steps)
    assert any("cheese" in dropped.text for dropped in result.dropped)


def test_forum_markup_is_read_as_lists_and_names() -> None:
    """Square brackets turn into names and bullets; quotations and signatures stay out."""
    text = """
        [quote="ann"]what do you do, hold planks for 9 minutes?[/quote]
        here is my sheet
        [b]Tendon glide[/b]
        [list]
        [*]Start with your fingers straight and make a fist
        [*]10x slowly
        [/list]
        [b]Wrist fold[/b]
        [list]
        [*]Straighten your elbow and fold the wrist down
        [*]20 secs each arm
        [/list]
        _________________
        [i]Climb on[/i]
        """
    assert "Wrist fold" in told(text)
    assert "make a fist" in told(text)
    for words in ("9 minutes", "Climb on", "[*]", "[b]"):
        assert words not in told(text)


def test_makers_and_sounds_of_subtitles_are_not_spoken() -> None:
    """Who made the subtitles, and which music plays, is listed and not said."""
    result = imported("""\
        WEBVTT - Feet at night

        00:01.000 --> 00:03.000
        soft piano

        00:04.000 --> 00:08.000
        Roll your foot over the ball.

        00:30.000 --> 00:34.000
        Spread your toes.

        00:50.000 --> 00:52.000
        Subtitles by cloudy
        """)
    assert result.title == "Feet at night"
    assert [step.text for step in result.steps] == ["Roll your foot over the ball.", "Spread your toes."]
