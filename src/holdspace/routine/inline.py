"""The text of one block → words, braces and directions in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdspace.routine.braces import read_brace
from holdspace.routine.directions import knows, read_direction
from holdspace.routine.emphasis import Mark, Run, spoken_marks
from holdspace.routine.model import Count, Item, Note, Part, SideWord, Timed, Words
from holdspace.routine.source import Report, Stretch
from holdspace.routine.whereabouts import Anchor, breakpoints, shifted, single_blanks

_ESCAPE = r"(?P<escape>\\(?:[!-/:-@\[-`{-~]|\n))"
_IMAGE = r"(?P<image>!\[(?=[^\[\]\\]*\]\())"
_LINK = (
    r"""(?P<link>\[(?P<label>[^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]\((?P<target><[^<>\n]*>|[^\s()<>]*)(?:\s+"[^"\n]*")?\))"""
)
_DIRECTION = r"(?P<direction>\[(?P<inside>[^\[\]\\]*(?:\\.[^\[\]\\]*)*)\])"
_BRACE = r"(?P<brace>\{(?P<held>[^{}\\]*(?:\\.[^{}\\]*)*)\})"
_STRAY = r"(?P<stray>\[+|\]+|\{+|\}+)"
_TAG = r"(?P<tag></?[A-Za-z][^<>\n]*>)"
_CODE = r"(?P<code>`(?P<quoted>[^`\n\[\]{}]+)`)"
_RUN = r"(?P<run>\*+|_+|~~)"
_PLAIN = r"(?P<plain>[^\\!\[\]{}<`*_~]+|.)"
_TOKEN = re.compile(
    "|".join([_ESCAPE, _IMAGE, _LINK, _DIRECTION, _BRACE, _STRAY, _TAG, _CODE, _RUN, _PLAIN]), re.DOTALL
)

_OPENING = tuple("([{“‘„«¿¡\"'")
_CLOSING = tuple(".,;:!?)]}”’»…\"'")


@dataclass(slots=True)
class _Text:
    """A stretch of words: what stands in the script, and what is spoken of it."""

    start: int
    end: int
    spoken: str
    skip: int = 0
    """How many characters of the script stand before the first that is spoken."""
    is_run: bool = False
    """Whether it is a run of marks such as ** that may be emphasis."""


class InlineReader:
    """Reads one block's text from left to right, every character once."""

    def __init__(self, stretch: Stretch, report: Report) -> None:
        self._stretch = stretch
        self._text = stretch.text
        self._report = report
        self._found: list[_Text | Item] = []
        self._no_comment_end = False

    def items(self) -> tuple[Item, ...]:
        """Every item of the block; adjacent words are one item."""
        at = 0
        while at < len(self._text):
            at = self._comment(at) if self._text.startswith("<!--", at) else self._token(at)
        self._emphasis()
        return _trimmed(self._grouped())

    def _comment(self, at: int) -> int:
        """Step over a comment; it stays in the source and is not spoken."""
        end = -1 if self._no_comment_end else self._text.find("-->", at + 4)
        if end < 0:
            if not self._no_comment_end:
                what, mend = "this comment never ends", "close it with -->, or write \\< for the character"
                self._report.error("comment-unclosed", self._stretch.place(at, at + 4), what, mend)
            self._no_comment_end = True
            return self._add(at, at + 4, "")
        return self._add(at, end + 3, "")

    def _token(self, at: int) -> int:
        match = _TOKEN.match(self._text, at)
        assert match is not None  # noqa: S101 - the last alternative takes any character
        return _READERS[match.lastgroup or "plain"](self, match)

    def _add(self, start: int, end: int, spoken: str, skip: int = 0) -> int:
        self._found.append(_Text(start, end, spoken, skip))
        return end

    # ---- one method a kind of token; each adds what it found and returns where to go on

    def escape(self, match: re.Match[str]) -> int:
        r"""`\[`: the character itself."""
        return self._add(match.start(), match.end(), match.group()[1], skip=1)

    def image(self, match: re.Match[str]) -> int:
        """`![…](…)`: refused; its description is then read as a link."""
        self._error("image", match.start(), match.end(), "pictures cannot be heard", "take it out, or say it in words")
        return self._add(match.start(), match.start() + 1, "")

    def link(self, match: re.Match[str]) -> int:
        """`[words](target)`: its words."""
        label, target = match.group("label"), match.group("target")
        if knows(label) and not re.search(r"[:/.#]", target):
            return self._direction_between(match.start(), match.start() + len(label) + 2, label)
        self._add(match.start(), match.start() + 1, "")
        self._add(match.start("label"), match.end("label"), re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", label))
        return self._add(match.end("label"), match.end(), "")

    def direction(self, match: re.Match[str]) -> int:
        """`[pause 5s]`."""
        return self._direction_between(match.start(), match.end(), match.group("inside"))

    def _direction_between(self, start: int, end: int, inside: str) -> int:
        direction = read_direction(inside, start, self._stretch, self._report)
        if direction is None:
            return self._add(start, end, "")
        self._found.append(direction)
        return end

    def brace(self, match: re.Match[str]) -> int:
        """`{60 seconds}`."""
        part = read_brace(match.group("held"), match.start(), self._stretch, self._report)
        if part is None:
            return self._add(match.start(), match.end(), match.group("held"), skip=1)
        self._found.append(part)
        return match.end()

    def stray(self, match: re.Match[str]) -> int:
        """A bracket or brace without its partner."""
        mark = match.group()[0]
        start, end = match.start(), match.end()
        if mark in "[{":
            pair = "]" if mark == "[" else "}"
            what = f"this “{mark}” is never closed"
            mend = f"close it with “{pair}”, or write \\{mark} for the character"
            self._error("bracket-unclosed", start, end, what, mend)
        else:
            what, mend = f"this “{mark}” closes nothing", f"take it out, or write \\{mark} for the character"
            self._error("bracket-unopened", start, end, what, mend)
        return self._add(start, end, "")

    def tag(self, match: re.Match[str]) -> int:
        """An HTML tag: refused."""
        tag = match.group()
        pause = re.match(r"<break\b[^>]*?([\d.]+\s*m?s)", tag)
        if pause:
            mend = f"did you mean [pause {pause.group(1)}]?"
        elif re.match(r"<[a-z]+://", tag, re.IGNORECASE):
            mend = "write in words what is to be said, or keep it in [note …]"
        else:
            mend = "take it out, or write \\< for the character"
        self._error("html-tag", match.start(), match.end(), "tags have no place in a routine", mend)
        return self._add(match.start(), match.end(), "")

    def code(self, match: re.Match[str]) -> int:
        """`` `words` ``: its words."""
        return self._add(match.start(), match.end(), match.group("quoted"), skip=1)

    def run(self, match: re.Match[str]) -> int:
        """Marks that may be emphasis; that is known only at the end."""
        self._found.append(_Text(match.start(), match.end(), match.group(), is_run=True))
        return match.end()

    def plain(self, match: re.Match[str]) -> int:
        """Words."""
        return self._add(match.start(), match.end(), match.group())

    def _error(self, code: str, start: int, end: int, what: str, mend: str) -> None:
        self._report.error(code, self._stretch.place(start, end), what, mend)

    # ---- putting it together

    def _emphasis(self) -> None:
        """Unspeak the marks of *emphasis* that come in pairs."""
        at = [i for i, found in enumerate(self._found) if isinstance(found, _Text) and found.is_run]
        runs = [Run(self._spoken(i), self._beside(i, -1), self._beside(i, 1)) for i in at]
        for index, mark in zip(at, spoken_marks(runs), strict=True):
            piece = self._found[index]
            if mark is Mark.UNSPOKEN and isinstance(piece, _Text):
                piece.spoken = ""

    def _spoken(self, index: int) -> str:
        piece = self._found[index]
        return piece.spoken if isinstance(piece, _Text) else ""

    def _beside(self, index: int, step: int) -> str:
        """The character beside a run; "]" for a direction, whether or not a blank stands before it."""
        run = self._found[index]
        assert isinstance(run, _Text)  # noqa: S101 - the caller has looked
        near = self._at(index + step)
        if isinstance(near, _Text) and not near.spoken.strip(" \t"):
            near = self._at(index + 2 * step)
        if near is not None and not isinstance(near, _Text) and spaced(near):
            return "]"
        return self._text[run.start - 1 : run.start] if step < 0 else self._text[run.end : run.end + 1]

    def _at(self, index: int) -> _Text | Item | None:
        return self._found[index] if 0 <= index < len(self._found) else None

    def _grouped(self) -> list[Item]:
        items: list[Item] = []
        run: list[_Text] = []
        for found in self._found:
            if isinstance(found, _Text):
                run.append(found)
                continue
            if run:
                items.append(self._words(run))
                run = []
            items.append(found)
        if run:
            items.append(self._words(run))
        return items

    def _words(self, run: list[_Text]) -> Words:
        start, end = run[0].start, run[-1].end
        source = self._text[start:end]
        lead = len(source) - len(source.lstrip())
        place = self._stretch.place(min(start + lead, max(start, end - 1)), end)
        text = single_blanks("".join(t.spoken for t in run))
        return Words(text, single_blanks(source), place, tuple(self._anchors(run)))

    def _anchors(self, run: list[_Text]) -> Iterator[Anchor]:
        for at, position in breakpoints([(t.spoken, t.start + t.skip) for t in run]):
            place = self._stretch.place(position, position + 1)
            yield Anchor(at, place.line, place.column)


_READERS = {
    "escape": InlineReader.escape,
    "image": InlineReader.image,
    "link": InlineReader.link,
    "direction": InlineReader.direction,
    "brace": InlineReader.brace,
    "stray": InlineReader.stray,
    "tag": InlineReader.tag,
    "code": InlineReader.code,
    "run": InlineReader.run,
    "plain": InlineReader.plain,
}


def read_items(stretch: Stretch, report: Report) -> tuple[Item, ...]:
    """The items of a block's text; problems go into `report`."""
    return InlineReader(stretch, report).items()


# ---- spacing around directions: always one blank or line break, so that formatting changes no words


def spaced(item: Item | None) -> bool:
    """Whether `item` is a direction that stands apart from its neighbours by a blank."""
    return item is not None and not isinstance(item, (Words, Timed, SideWord, Count, Note))


def _trimmed(items: list[Item]) -> tuple[Item, ...]:
    done: list[Item] = []
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        after = items[index + 1] if index + 1 < len(items) else None
        kept = _fitted(item, before, after) if isinstance(item, Words) else item
        if kept is not None:
            done.append(kept)
    return tuple(done)


def _fitted(words: Words, before: Item | None, after: Item | None) -> Words | None:
    """`words` with canonical blanks at their ends; None when nothing is left of them."""
    text, source = words.text, words.source
    if source.strip():
        if spaced(before) and not source[0].isspace() and not source.startswith(_CLOSING):
            text, source = f" {text}", f" {source}"
        if spaced(after) and not source[-1].isspace() and not source.endswith(_OPENING) and not _marker(source, before):
            text, source = f"{text} ", f"{source} "
    if before is None:
        text, source = text.lstrip(), source.lstrip()
    if after is None:
        text, source = text.rstrip(), source.rstrip()
    if not source or (source == " " and (spaced(before) or spaced(after)) and not _note(before) and not _note(after)):
        return None
    text = single_blanks(text)
    return Words(text, source, words.place, shifted(words.anchors, words.text, text))


def _marker(source: str, before: Item | None) -> bool:
    """Whether a blank after `source` would make its last line the beginning of a list item or heading."""
    line = source.rpartition("\n")[2]
    return (before is None or "\n" in source) and re.fullmatch(r"\s*([-*+]|\d{1,9}[.)]|#{1,6})", line) is not None


def _note(item: Item | None) -> bool:
    return isinstance(item, Note)


__all__ = ["InlineReader", "Part", "read_items", "spaced"]
