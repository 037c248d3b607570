"""Whatever a source holds, it ends in a script without mistakes or in an error of our own."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_helpers import GARDEN

from holdspace.errors import HoldspaceError
from holdspace.importing.reading import read
from holdspace.importing.sources import from_bytes
from holdspace.importing.writing import script_of
from holdspace.routine.parser import parse

PIECES = st.sampled_from(
    [
        "Lift your right leg. ",
        "Hold for 20-30 seconds. ",
        "Repeat on the other side. ",
        "\n1. ",
        "\n2. ",
        "\n- ",
        "\n\n## Pigeon (5 breaths)\n",
        "<li>",
        "</ul>",
        "<p>",
        "[pause 5]",
        "{60 seconds}",
        "[both sides]",
        "3 x 10 ",
        "repeat steps 1-2 on the left. ",
        "do 3 rounds. ",
        "rest 30 s ",
        "inhale, arch; exhale, round. ",
        "\\",
        "*",
        "|a|b|\n",
        "Repeat the whole sequence twice. ",
        "for 9999999 hours ",
        "hold for 0 seconds. ",
        "as long as you need. ",
        "---\n",
        "<!--",
        "\u200b",
        "½ minute",
        "Sets: 0 ",
        "Hold each stretch for 5 breaths. ",
    ]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join))
def test_any_text_makes_a_valid_script_or_a_clear_error(text: str) -> None:
    """The script of any text is read without errors."""
    try:
        result = read(text)
    except HoldspaceError:
        return
    if result.steps:
        assert parse(script_of(result)).errors == ()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_damaged_pages_make_a_valid_script_or_a_clear_error(data: st.DataObject) -> None:
    """Bytes taken out of a page, or put into it, change nothing of that."""
    page = bytearray(GARDEN.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(page) - 1))
        page[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=6))
    try:
        result = read(from_bytes(bytes(page), "page").text)
    except HoldspaceError:
        return
    if result.steps:
        assert parse(script_of(result)).errors == ()
