"""Names and titles in plain text that nothing marks as such."""

from __future__ import annotations

from importing_helpers import imported, lengths


def names(text: str) -> list[str]:
    """The sections that are read in `text`, each once, in order."""
    return list(dict.fromkeys(step.section for step in imported(text).steps))


def test_numbered_names_over_bullets_are_headings() -> None:
    """A name in a row of numbers, with bullets beneath it, names what they say, whatever stands above it."""
    text = """
        Paddlers' shoulders

        1. Ball roll

        - Roll a tennis ball under your arm.
        2. Towel pull

        - Hold a towel behind your back.
        - Pull it up with your top hand.
        3. Wall slide

        - Slide both hands up the wall.
        """
    assert names(text) == ["Ball roll", "Towel pull", "Wall slide"]
    assert imported(text).title == "Paddlers' shoulders"


def test_a_dose_beneath_a_name_is_its_hold() -> None:
    """A line that states only a time under a name is held where its instructions end, and is no name itself."""
    result = imported("""
        Evening for bakers

        Heap of dough

        3 minutes
        Kneel and fold forward over your thighs.
        Rest your forehead on your hands.

        Warm oven

        90 seconds
        Lie on your back with your knees bent.
        Rest your hands on your belly.
        """)
    assert [step.section for step in result.steps if step.holds] == ["Heap of dough", "Warm oven"]
    assert [length for step in result.steps for length in lengths(step)] == [180, 90]
    assert next(step.text for step in result.steps if step.holds).endswith("Rest your forehead on your hands.")


def test_captions_that_say_a_name_again_are_no_names() -> None:
    """What stands beneath a picture does not take the place of the exercise's name."""
    text = """
        Harbour stretches

        Rope pull

        Rope pullRope pull

        1. Stand with your feet wide and reach one hand up.
        2. Pull it down past your hip. 10 times each side.

        Anchor

        1. Sit on your heels and lower your head.
        2. Stay for 5 breaths.
        """
    assert names(text) == ["Rope pull", "Anchor"]


def test_lines_without_stops_are_sentences_and_not_names() -> None:
    """Where every line lost its stop, an order among others heads nothing."""
    text = """
        Desk rowers
        Here is what we do at three o'clock.
        Standing row
        Stand in a wide stance with your knees soft
        Pull both elbows back along your ribs and squeeze your shoulder blades together
        Repeat 10 times
        Sailor's twist
        Sit tall and turn your chest to the right
        Hold for 20 seconds
        """
    assert names(text) == ["Standing row", "Sailor's twist"]


def test_prose_above_it_makes_a_heading_no_title() -> None:
    """The first exercise keeps its name where the page's own title was not copied."""
    result = imported("""
        Rolling before a race feels odd at first, but the legs are glad of it later on.
        Thighs
        Lie on your front with the roller under your thighs. Roll from the hips to the knees for a minute.
        Calves
        Sit with the roller under your calves. Roll from the ankles to the knees for a minute.
        """)
    assert [step.section for step in result.steps] == ["Thighs", "Calves"]
    assert result.title == "Source"


def test_dates_bylines_and_letterheads_are_no_titles() -> None:
    """The title is the line that names the whole, below the date, the name and the clinic."""
    assert (
        imported("Friday, 13 May 2022\n\nHips for tilers\n\n- Kneel and lean back. 20 s\n").title == "Hips for tilers"
    )
    clinic = "MARSH LANE CLINIC          Patient: ____\n\nAfter your wrist fracture\n\n- Bend your wrist. 10 times\n"
    assert imported(clinic).title == "After your wrist fracture"
    shown = "[Routine] Stiff neck, my lunch break (v4)\n\n- Turn your head. 5 times\n- Nod. 5 times\n"
    assert imported(shown).title == "Stiff neck, my lunch break"


def test_a_bold_name_with_its_dose_is_a_heading_as_one_without() -> None:
    """Bold names over their text are all alike, whether or not a dose stands behind them on the line."""
    text = """
        # Desk breaks

        **Chin tuck** -- 8 times, hold 5 seconds
        Glide your chin backwards.

        **Ear to shoulder**
        Tilt your head to one side. Hold for 20 seconds.

        **Shoulder rolls** -- 10 slow ones
        Roll both shoulders back.
        """
    assert names(text) == ["Chin tuck", "Ear to shoulder", "Shoulder rolls"]
    assert [(lengths(step), step.repeats) for step in imported(text).steps] == [([5], 8), ([20], None), ([], 10)]
