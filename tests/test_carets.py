"""Where the carets of a diagnostic stand, and what is shown of a long line."""

from __future__ import annotations

from holdspace.diagnostics import WINDOW, Diagnostic, Place


def printed(line: str, column: int, length: int = 1) -> list[str]:
    """The excerpt and the line of carets, without what stands before every line."""
    diagnostic = Diagnostic("code", "error", Place("a.md", 1, column, length), "wrong", "", line)
    return [text[4:] for text in str(diagnostic).split("\n")[1:]]


def test_the_carets_stand_beneath_the_place() -> None:
    """Head, line, carets and mend, one beneath the other."""
    place = Place("a.md", 3, 6, 8)
    text = str(Diagnostic("some-code", "warning", place, "no good", "mend it", "Sit. [puase 5]"))
    assert text.split("\n") == [
        "a.md:3:6: warning: no good [some-code]",
        "    Sit. [puase 5]",
        "         ^^^^^^^^",
        "    mend: mend it",
    ]


def test_a_long_line_is_shown_around_its_place() -> None:
    """About a hundred characters of it, with an ellipsis where something is left out."""
    line = "word " * 200 + "[puase 5s]" + " word" * 200
    shown, carets = printed(line, 1001, 10)
    assert len(shown) <= WINDOW + 2
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[carets.index("^") : len(carets)] == "[puase 5s]"


def test_both_ends_of_a_long_line_can_be_shown() -> None:
    """At its beginning nothing is left out before the place, at its end nothing after it."""
    line = "x" * 300
    assert printed(line, 1)[0] == "x" * WINDOW + "…"
    assert printed(line, 300) == ["…" + "x" * WINDOW, " " * WINDOW + "^"]


def test_a_place_longer_than_the_window_is_marked_as_far_as_it_is_shown() -> None:
    """The carets never reach beyond the line."""
    shown, carets = printed("x" * 500, 1, 500)
    assert len(carets) == WINDOW < len(shown)


def test_wide_characters_and_tabs_keep_the_caret_in_place() -> None:
    """An emoji takes two columns of a terminal, a combining accent none, a tab stays a tab."""
    assert printed("🧘 x", 3) == ["🧘 x", "   ^"]
    assert printed("e\u0301 x", 4) == ["e\u0301 x", "  ^"]
    assert printed("\tx", 2) == ["\tx", "\t^"]


def test_an_empty_line_is_not_shown() -> None:
    """Blanks alone say nothing."""
    assert printed("   ", 1) == []
