"""How a diagnostic looks."""

from __future__ import annotations

import pytest

from holdspace.diagnostics import Diagnostic, Place


def shown(excerpt: str, column: int, length: int, mend: str = "") -> list[str]:
    place = Place("a.md", 2, column, length)
    return str(Diagnostic("some-code", "error", place, "it is wrong", mend, excerpt)).split("\n")


def test_it_has_place_line_caret_and_mend() -> None:
    """File, line, column, severity, words and code; then the line with a caret under the very characters; the mend."""
    assert shown("Stand. [puase 3s]", 8, 10, "did you mean [pause 3s]?") == [
        "a.md:2:8: error: it is wrong [some-code]",
        "    Stand. [puase 3s]",
        "           ^^^^^^^^^^",
        "    mend: did you mean [pause 3s]?",
    ]


def test_tabs_before_the_caret_stay_tabs() -> None:
    """However wide a tab is shown, the caret lies below its character."""
    assert shown("\t[x]", 2, 3)[1:] == ["    \t[x]", "    \t^^^"]


@pytest.mark.parametrize(("column", "length", "carets"), [(1, 99, 3), (4, 1, 1), (3, 0, 1), (9, 5, 1)])
def test_carets_stay_within_the_line(column: int, length: int, carets: int) -> None:
    """A place that reaches beyond its line has carets to the end of the line, and always one."""
    assert shown("abc", column, length)[2].count("^") == carets


def test_without_excerpt_and_mend_it_is_one_line() -> None:
    """What is not known is left out."""
    assert shown("", 1, 1) == ["a.md:2:1: error: it is wrong [some-code]"]


def test_places_have_the_order_of_the_script() -> None:
    """Sorting by place is sorting by file, line and column."""
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 5), Place("a", 2, 1, 9)]
    assert [str(place) for place in sorted(places)] == ["a:2:1", "a:2:5", "a:10:1", "b:1:1"]
