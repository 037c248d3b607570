"""Every character of narration knows its place in the script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdspace.routine.model import Paragraph, Words
from holdspace.routine.parser import parse
from holdspace.routine.whereabouts import place_in

PIECES = [
    "word",
    "ärm",
    " ",
    "  ",
    "\t",
    "\n",
    "\n   ",
    "*",
    "**",
    "\\[",
    "`code`",
    "{right}",
    "[pause 5s]",
    "[link](x)",
]
PIECES += ["<!-- c -->", ". ", "- "]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_each_letter_is_where_its_place_says(script: str) -> None:
    """The script holds, at the place of every solid character of the words, that very character."""
    parsed = parse(script)
    lines = script.split("\n")
    for block in parsed.routine.blocks:
        for item in block.items if isinstance(block, Paragraph) else ():
            for at, character in enumerate(item.text) if isinstance(item, Words) else ():
                if not character.isspace():
                    place = place_in(item, at, at + 1)
                    assert lines[place.line - 1][place.column - 1] == character


def test_a_caret_spans_the_blanks_that_are_not_spoken() -> None:
    """A warning about words written with extra blanks points at all of them."""
    script = "Come   up.  Hold for  30   seconds.  Then go. [pause 5s]"
    (found,) = parse(script).diagnostics
    assert script[found.place.column - 1 :][: found.place.length] == "30   seconds"
