"""A script's lines → blocks: headings, paragraphs, list items, quotations, comments and rules.

Indentation never matters, so a nested list is a list. What Markdown has and a routine has not (code fences, tables,
underlined headings) is reported here, and the lines stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from holdspace.routine.source import Report, Source, Stretch, shortened

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_TIGHT_HEADING = re.compile(r"#+(?=[^\s#])|#{7,}")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}$")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?$")
_UNDERLINE = re.compile(r"={2,}$")
_QUOTE = re.compile(r"(?:>[ \t]?)+")


@dataclass(frozen=True, slots=True)
class Raw:
    """A block before its words are read."""

    kind: Literal["heading", "paragraph", "unspoken"]
    stretch: Stretch
    level: int = 0
    marker: str = ""
    tight: bool = False
    """True when no blank line stands before it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line without the blanks at its ends."""

    offset: int
    text: str


class _Open:
    """The paragraph that is being collected."""

    def __init__(self, marker: str, tight: bool) -> None:
        self.marker = marker
        self.tight = tight
        self.lines: list[tuple[int, str]] = []


class BlockReader:
    """Goes through the lines once, from top to bottom."""

    def __init__(self, source: Source, first_line: int, report: Report) -> None:
        self._source = source
        self._report = report
        self._lines = [
            _Line(start + len(line) - len(line.lstrip()), line.strip())
            for start, line in zip(source.starts[first_line:], source.lines[first_line:], strict=True)
        ]
        self._at = 0
        self._open: _Open | None = None
        self._after_blank = True
        self._in_table = False
        self._last_comment_end = source.text.rfind("-->")

    def blocks(self) -> Iterator[Raw]:
        """Every block in the order of the source."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.text:
                yield from self._close()
                self._after_blank, self._in_table = True, False
                self._at += 1
                continue
            yield from self._read(line)
        yield from self._close()

    def _read(self, line: _Line) -> Iterator[Raw]:
        if self._is_comment(line):
            yield from self._close()
            yield self._comment()
        elif line.text[0] == "#" and _HEADING.match(line.text):
            yield from self._close()
            yield self._heading(line)
        elif line.text[0] in "-*_" and _RULE.match(line.text):
            self._warn_of_underline(line)
            yield from self._close()
            yield self._unspoken(1)
        elif line.text[0] in "`~" and _FENCE.match(line.text):
            yield from self._close()
            self._fence(line)
        else:
            yield from self._text(line)

    # ---- paragraphs, items, quotations

    def _text(self, line: _Line) -> Iterator[Raw]:
        item, quote = _ITEM.match(line.text), _QUOTE.match(line.text)
        if item and self._begins_item(item.group(1)):
            yield from self._close()
            self._start(item.group(1), line, item.end())
        elif quote:
            yield from self._quote(line, quote.end())
        else:
            self._complain(line)
            if self._open is None:
                self._start("", line, 0)
            else:
                self._add(line, 0)

    def _begins_item(self, marker: str) -> bool:
        """Whether a line with this list marker begins an item; a number within a paragraph only when it is 1."""
        in_paragraph = self._open is not None and self._open.marker in {"", ">"}
        return not in_paragraph or not marker[0].isdigit() or marker[:-1] == "1"

    def _quote(self, line: _Line, width: int) -> Iterator[Raw]:
        if self._open is None or self._open.marker != ">" or width == len(line.text):
            yield from self._close()
        if width == len(line.text):
            self._at += 1
            return
        rest = line.text[width:].lstrip()
        if _HEADING.match(rest) or _ITEM.match(rest) or _RULE.match(rest):
            self._error("nested-block", line, "a heading, list or rule inside a quotation", "take off the “>”")
        if self._open is None:
            self._start(">", line, width)
        else:
            self._add(line, width)

    def _start(self, marker: str, line: _Line, skip: int) -> None:
        self._open = _Open(marker, not self._after_blank)
        self._after_blank = False
        self._add(line, skip)

    def _add(self, line: _Line, skip: int) -> None:
        """Add `line` from its character `skip` on, and the lines of a comment that begins in it."""
        assert self._open is not None  # noqa: S101 - every caller has opened it
        rest = line.text[skip:].lstrip()
        self._open.lines.append((line.offset + len(line.text) - len(rest), rest))
        self._at += 1
        while self._within_comment(rest) and self._at < len(self._lines):
            line = self._lines[self._at]
            mark = _QUOTE.match(line.text) if self._open.marker == ">" else None
            words = line.text[mark.end() :].lstrip() if mark else line.text
            rest = words if "-->" in words else f"<!--{words}"
            self._open.lines.append((line.offset + len(line.text) - len(words), words))
            self._at += 1

    def _within_comment(self, text: str) -> bool:
        """Whether a comment is open at the end of `text` that ends further down."""
        opens = text.rfind("<!--")
        if opens < 0 or text.find("-->", opens + 4) >= 0 or text[opens - 1 : opens] == "\\":
            return False
        return self._at < len(self._lines) and self._last_comment_end >= self._lines[self._at].offset

    def _close(self) -> Iterator[Raw]:
        if self._open is not None:
            done, self._open = self._open, None
            self._after_blank = False
            yield Raw("paragraph", Stretch(self._source, done.lines), marker=done.marker, tight=done.tight)

    # ---- headings, comments, rules

    def _heading(self, line: _Line) -> Raw:
        found = _HEADING.match(line.text)
        assert found is not None  # noqa: S101 - the caller has looked
        words = _without_closing(line.text[found.end() :])
        if not words:
            self._error("heading-empty", line, "this heading has no words", "write its title, or take the line out")
        self._at += 1
        self._after_blank = False
        piece = (line.offset + (found.end() if words else 0), words)
        return Raw("heading", Stretch(self._source, [piece]), level=len(found.group(1)))

    def _is_comment(self, line: _Line) -> bool:
        """Whether a comment begins here that has whole lines to itself."""
        if not line.text.startswith("<!--"):
            return False
        end = self._source.text.find("-->", line.offset + 4) if self._last_comment_end > line.offset else -1
        if end < 0:
            return False
        line_end = self._source.text.find("\n", end)
        return not self._source.text[end + 3 : line_end if line_end >= 0 else None].strip()

    def _comment(self) -> Raw:
        count = 1
        ends = "-->" in self._lines[self._at].text[4:]
        while not ends:
            ends = "-->" in self._lines[self._at + count].text
            count += 1
        return self._unspoken(count)

    def _unspoken(self, count: int) -> Raw:
        lines = self._lines[self._at : self._at + count]
        self._at += count
        self._after_blank = False
        return Raw("unspoken", Stretch(self._source, [(line.offset, line.text) for line in lines]))

    # ---- what a routine has not

    def _fence(self, line: _Line) -> None:
        """Report a code fence and step over its marks; what is between them stays text."""
        self._error("code-fence", line, "code blocks have no place in a routine", "take out the lines with the marks")
        self._at += 1

    def _warn_of_underline(self, line: _Line) -> None:
        if self._open is not None and self._open.marker == "" and set(line.text) == {"-"}:
            self._report.warning(
                "rule-under-text",
                self._source.place(line.offset, line.offset + len(line.text)),
                "a rule right beneath words; other Markdown readers would make a heading of them",
                "put a blank line before it, or write “## ” before the words for a heading",
            )

    def _complain(self, line: _Line) -> None:
        """Report a line that looks like something of Markdown that a routine has not."""
        if _UNDERLINE.match(line.text) and self._open is not None:
            words = shortened(self._open.lines[-1][1], 30)
            mend = f"write “# {words}”, and take this line out"
            self._error("underlined-heading", line, "a heading is not written with a line beneath it", mend)
        elif tight := _TIGHT_HEADING.match(line.text):
            self._tight_heading(line, len(tight.group()))
        elif line.text[0] == "|" or ("|" in line.text and _TABLE_RULE.match(line.text)):
            if not self._in_table:
                self._error("table", line, "tables cannot be spoken", "write each row as a sentence of its own")
            self._in_table = True
            return
        self._in_table = False

    def _tight_heading(self, line: _Line, marks: int) -> None:
        words = line.text[marks:].strip()[:30]
        mend = f"write “{'#' * min(marks, 6)} {words}” for a heading, or \\# for the character"
        what = "a heading has one to six # and then a space"
        self._report.error("heading-marks", self._source.place(line.offset, line.offset + marks), what, mend)

    def _error(self, code: str, line: _Line, what: str, mend: str) -> None:
        self._report.error(code, self._source.place(line.offset, line.offset + len(line.text)), what, mend)


def _without_closing(words: str) -> str:
    """The words of a heading without the marks that may stand at its end, as in `## Warm-up ##`."""
    end = len(words)
    while end:
        marks = end
        while marks and words[marks - 1] == "#":
            marks -= 1
        if marks == end or (marks and words[marks - 1] not in " \t"):
            break
        end = marks
        while end and words[end - 1] in " \t":
            end -= 1
    return words[:end]
