from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdspace.routine.formatting import format_routine
from holdspace.routine.parser import parse
from holdspace.routine.source import MOST_PROBLEMS, capped
from routine_helpers import FRAGMENTS

N = 100_000


@given(st.text(max_size=300))
@example("---\n---")
@example("[" * 50 + "{" * 50)
def test_no_text_makes_the_parser_raise(text: str) -> None:
    """Whatever is in a text, a routine comes out, and every place lies in the text."""
    parsed = parse(text)
    for diagnostic in parsed.diagnostics:
        assert 1 <= diagnostic.place.column <= len(diagnostic.excerpt) + 1
        assert diagnostic.mend
        assert str(diagnostic)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_a_routine_without_errors_survives_formatting(text: str) -> None:
    """Parse → format → parse gives an equal routine, and formatting twice is formatting once."""
    parsed = parse(text)
    if parsed.errors:
        return
    formatted = format_routine(parsed.routine)
    again = parse(formatted)
    assert not again.errors
    assert again.routine == parsed.routine
    assert format_routine(again.routine) == formatted
    assert all(line == line.rstrip() for line in formatted.split("\n"))


def test_ten_thousand_random_scripts_are_parsed_quickly() -> None:
    """Random scripts and random bytes give a routine each in well under a second."""
    rng = random.Random(61)
    slowest = 0.0
    for number in range(10_000):
        if number % 2:
            text = "".join(rng.choices(FRAGMENTS, k=rng.randint(1, 12)))
        else:
            text = rng.randbytes(rng.randint(1, 80)).decode("latin-1")
        start = time.process_time()
        format_routine(parse(text).routine)
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 1


@pytest.mark.parametrize(
    "text",
    [
        *("[" * N, "{" * N, "]" * N, "[ " * 20_000, "{a" * 20_000, "<!--" * N, "<a" * N, "` " * N, "* " * N, "\\" * N),
        *("> " * N, "#" * N, " " * N, "- " * N + "x", "|-" * N, "[a](" * 20_000, '[again "' * 20_000, "_a_" * 20_000),
        *("[pause " + "9" * N + "s]", "{" + "one " * 600 + "}", "---\n" + "[" * N + "\n---\n", "hold for " * 20_000),
        *(
            "---\n" + "{" * 40_000 + "\n---\n",
            "---\na: &a [1]\n" + "b: [*a, *a]\n" * 100 + "---\n",
            "a <!--\n" * 20_000,
        ),
        *("Hold for 30 seconds. " * 20_000, "[breathe 10 rounds]\n" + "- exhale: go\n" * 10_000),
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_text_takes_long_for_its_length(text: str) -> None:
    """A hundred thousand of anything take seconds, not minutes: nothing in the parser is quadratic."""
    start = time.process_time()
    parsed = parse(text)
    assert time.process_time() - start < 10
    assert len(parsed.diagnostics) <= 2 * MOST_PROBLEMS + 2


def test_a_script_of_three_hundred_kilobytes_is_parsed_in_seconds() -> None:
    """A very long script of an ordinary kind is read in a few seconds."""
    pose = (
        "## Pose {right}\n\nReach *up* and breathe, lengthen your {right} side and soften. [pause 5s]\n"
        "Hold {60 seconds}.\n\n"
    )
    start = time.process_time()
    parsed = parse(pose * (300_000 // len(pose)))
    assert time.process_time() - start < 6  # a few seconds alone; other tests may share the processor
    assert not parsed.diagnostics


def test_all_problems_are_told_at_once_and_in_order() -> None:
    """Parsing goes on after every mistake."""
    parsed = parse("---\nfoo: 1\n---\n[puase 5s]\n\n{x}\n\n[end]\n")
    assert [(d.place.line, d.code) for d in parsed.errors] == [
        (2, "front-matter-key"),
        (4, "unknown-direction"),
        (6, "brace-unknown"),
        (8, "end-without-repeat"),
    ]


def test_beyond_a_hundred_problems_the_rest_are_counted() -> None:
    """A file that is no script at all does not flood the screen."""
    errors = parse("[x]\n" * 150).errors
    assert len(errors) == MOST_PROBLEMS + 1
    assert (errors[-1].code, errors[-1].what) == ("too-many-problems", "there are 50 more problems from here on")
    (*_, last) = capped(errors[:-1] + errors[:1])
    assert last.what == "there is 1 more problem from here on"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind_are_line_ends(end: str) -> None:
    """A script means the same whatever its line ends are."""
    text = "---\ntitle: A\n---\n\n## Sit\n\nSit\ndown. [pause 5s]\n"
    assert parse(text.replace("\n", end)).routine == parse(text).routine


def test_words_keep_their_place() -> None:
    """Each part knows its line and column, also after escapes and on later lines."""
    paragraph = parse("\\[a\\] b [pause 5s]\n  c {right} [bell]").routine.blocks[0]
    places = [(type(i).__name__, i.place.line, i.place.column, i.place.length) for i in paragraph.items]  # type: ignore[union-attr]
    assert places == [
        ("Words", 1, 1, 8),
        ("Pause", 1, 9, 10),
        ("Words", 2, 3, 2),
        ("SideWord", 2, 5, 7),
        ("Tone", 2, 13, 6),
    ]
