from __future__ import annotations

from holdspace.diagnostics import Place
from holdspace.routine.model import End, Include, Unspoken
from holdspace.score.composing import compose
from holdspace.score.model import Choices
from holdspace.score.outline import MAX_NESTING
from score_helpers import (
    breathe,
    composed,
    composition,
    end,
    errors,
    h,
    hold,
    lines,
    p,
    pause,
    repeat,
    routine,
    silent,
    times,
    words,
)


def titles(*blocks: object, **front: object) -> list[tuple[str, tuple[int, ...]]]:
    return [(section.title, section.rounds) for section in composed(*blocks, **front).sections]


def test_what_stands_before_the_first_heading_is_not_announced() -> None:
    """The opening belongs to a section that is titled as the routine and begins without a word."""
    score = composed(p("Welcome."), h("Rest"), p("Lie down."), title="Evening")
    assert lines(score, gaps=False) == ["# Evening", "say Welcome.", "# Rest", "title Rest.", "say Lie down."]


def test_the_title_heading_is_no_section() -> None:
    """A first heading of level 1 with the routine's title only names it; what follows is the opening."""
    blocks = (p("Hello."), h("Morning  Flow", level=1), p("Welcome."))
    score = compose(routine(*blocks, title=None), Choices()).score
    assert score.title == "Morning Flow"
    assert lines(score) == ["# Morning Flow", "say Hello.", "gap 900", "say Welcome."]
    same = composed(h("morning flow", level=1), p("Welcome."), title="Morning Flow")
    assert lines(same) == ["# Morning Flow", "say Welcome."]


def test_another_heading_of_level_1_is_a_section() -> None:
    """A heading of level 1 that is not the title is announced like any other."""
    assert titles(h("Test", level=1), h("Part one", level=1), p("Sit.")) == [("Part one", ())]
    assert titles(h("Part one", level=1), p("Sit.")) == [("Part one", ())]


def test_a_section_ends_at_the_next_heading_of_any_level() -> None:
    """Headings below headings are sections of their own."""
    assert [title for title, _ in titles(h("A"), p("One."), h("B", level=3), p("Two."))] == ["A", "B"]


def test_a_silent_heading_begins_a_section_without_a_word() -> None:
    """`[silent]` keeps the chapter and leaves the announcement away; without content there is no chapter."""
    score = composed(p("Hello."), h("Quiet time ", silent), p("Breathe."), h("Nothing ", silent))
    assert lines(score) == ["# Test", "say Hello.", "gap 1200", "# Quiet time", "say Breathe."]


def test_silent_chapters_are_chapters_all_the_same() -> None:
    """With chapters silent no title is spoken, whoever asked for it, and sections stay."""
    blocks = (h("One"), p("Sit."), h("Two"), p("Rise."))
    expected = ["# One", "say Sit.", "gap 1200", "# Two", "say Rise."]
    assert lines(composed(*blocks, chapters="silent")) == expected
    assert lines(composed(*blocks, choices=Choices(chapters_spoken=False))) == expected


def test_a_repeat_inside_a_section_stays_inside_it() -> None:
    """A repeat without headings plays its stretch that often, within one section."""
    score = composed(h("Squats"), p(repeat(3)), p("Down. ", pause(2)), p(end), p("Well done."))
    assert lines(score) == [
        "# Squats",
        "title Squats.",
        "gap 800",
        *["say Down.", "pause 2000"] * 3,
        "say Well done.",
    ]


def test_a_repeat_in_one_line() -> None:
    """A repeat may begin and end in the middle of a paragraph."""
    score = composed(p("Now. ", repeat(2), "Up. ", pause(1), "Down. ", pause(1), end, "Done."))
    assert lines(score, gaps=False) == [
        "# Test",
        "say Now.",
        *["say Up.", "pause 1000", "say Down.", "pause 1000"] * 2,
        "say Done.",
    ]


def test_a_repeat_around_headings_repeats_sections() -> None:
    """Every round has its own chapters, which know their round; afterwards the enclosing section goes on."""
    score = composed(
        h("Workout"),
        p("Let us begin."),
        p(repeat(2)),
        p("Ready?"),
        h("Squats"),
        p("Down."),
        p(end),
        p("Well done."),
        h("Rest"),
        p("Lie down."),
    )
    assert [(section.title, section.rounds) for section in score.sections] == [
        ("Workout", ()),
        ("Workout", (1,)),
        ("Squats", (1,)),
        ("Workout", (2,)),
        ("Squats", (2,)),
        ("Workout", ()),
        ("Rest", ()),
    ]
    assert [line for line in lines(score, gaps=False) if not line.startswith("#")] == [
        "title Workout.",
        "say Let us begin.",
        *["say Ready?", "title Squats.", "say Down."],
        *["title Round two of two.", "say Ready?", "title Squats.", "say Down."],
        "say Well done.",
        "title Rest.",
        "say Lie down.",
    ]


def test_nested_repeats_multiply() -> None:
    """A repeat in a repeat plays its stretch the product of both numbers, and sections know both rounds."""
    blocks = (p(repeat(2)), h("A"), p("Go."), p(repeat(3)), h("B"), p("Stop."), p(end), p(end))
    rounds = [section.rounds for section in composed(*blocks).sections if section.title == "B"]
    assert rounds == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)]


def test_structure_that_does_not_fit_is_an_error_at_its_place() -> None:
    """An end without a repeat and a repeat without an end are errors; their content is still composed."""
    made = composition(p("One."), p(End(Place("<text>", 2, 1))), p(repeat(2, line=3)), p("Two."))
    assert [(d.code, d.place.line) for d in made.diagnostics] == [("end-without-repeat", 2), ("repeat-without-end", 3)]
    assert lines(made.score, gaps=False) == ["# Test", "say One.", "say Two."]


def test_repeats_cannot_be_nested_without_end() -> None:
    """Hundreds of repeats inside one another are one error, not a crash."""
    made = composition(*[p(repeat(1))] * 500, p("Hop."), *[p(end)] * 500)
    assert errors(made.diagnostics) == ["nested-too-deep"]
    fine = composition(*[p(repeat(1))] * MAX_NESTING, p("Hop."), *[p(end)] * MAX_NESTING)
    assert fine.diagnostics == ()


def test_a_count_gives_its_number_to_what_follows() -> None:
    """`{3 times}` is the number of the next `[repeat]` or `[breathe]` of its section that has none."""
    looped = composed(h("Hops"), p("Hop ", times(3), "."), p(repeat(None), "Hop. ", pause(1), end))
    assert lines(looped).count("say Hop.") == 3
    breathed = composed(p("Breathe ", times(2), "."), p(breathe(1)), p(breathe()))
    assert [line.split()[2] for line in lines(breathed) if line.startswith("in")] == ["1/1", "1/2", "2/2"]


def test_a_count_reaches_into_a_repeat_of_sections() -> None:
    """`{3 rounds}` in the opening counts the repeat around the sections after it."""
    blocks = (p("We go ", times(3, "rounds"), "."), p(repeat(None)), h("Fold"), p("Fold."), p(end))
    assert [rounds for title, rounds in titles(*blocks) if title == "Fold"] == [(1,), (2,), (3,)]


def test_the_last_count_before_a_direction_is_its_number() -> None:
    """A later number takes an earlier one's place, and a number reaches no further than its section."""
    twice = composed(p("Do it ", times(3), ". Then ", times(2), "."), p(breathe()))
    assert lines(twice)[-1] == "out 6000 2/2 'Exhale.'"
    made = composition(h("A"), p("Do it ", times(3), "."), h("B"), p(breathe()))
    assert errors(made.diagnostics) == ["breathe-without-rounds"]


def test_repeats_and_breaths_without_any_number_are_errors() -> None:
    """What says nowhere how often is an error, and is done once."""
    made = composition(p(repeat(None), "Hop. ", end), p(breathe()))
    assert errors(made.diagnostics) == ["repeat-without-count", "breathe-without-rounds"]
    assert lines(made.score, gaps=False)[1:] == ["say Hop.", "in 4000 1/1 'Inhale.'", "out 6000 1/1 'Exhale.'"]


def test_includes_are_part_of_the_routine() -> None:
    """An included script's blocks play in the include's place, headings and places included."""
    inner = (p(words("Shake it out.", line=9)), h("Warm up"), p("Run."))
    score = composed(p("Before. ", Include("warm.md", inner), "After."), h("End"), p("Bye."))
    assert lines(score, gaps=False) == [
        "# Test",
        "say Before.",
        "say Shake it out.",
        "# Warm up",
        "title Warm up.",
        "say Run.",
        "say After.",
        "# End",
        "title End.",
        "say Bye.",
    ]


def test_comments_and_rules_are_never_spoken() -> None:
    """Unspoken blocks leave no trace in the score."""
    assert lines(composed(p("One."), Unspoken("<!-- two -->"), p("Three."))) == [
        "# Test",
        "say One.",
        "gap 900",
        "say Three.",
    ]


def test_a_repeat_of_nothing_ends_at_once() -> None:
    """A repeat with nothing in it that takes time is not walked a billion times."""
    score = composed(p("Sit."), p(repeat(10**9)), p(repeat(10**9)), p(end), p(end), p("Rise. ", hold(5)))
    assert lines(score, gaps=False) == ["# Test", "say Sit.", "say Rise.", "hold 5000"]
