"""The front matter: YAML between two `---` lines at the head of a script.

Read as nodes rather than values, so that every key has its place and `1:30`, `off` and `no` stay what was written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from holdspace.diagnostics import Place
from holdspace.routine import fields
from holdspace.routine.model import FrontMatter
from holdspace.routine.pronunciation import checked_pronunciation
from holdspace.routine.source import Report, Source, shortened
from holdspace.routine.unreadable import Unreadable

if TYPE_CHECKING:
    from yaml import Node
    from yaml.error import MarkedYAMLError

_LONGEST = 50_000
"""Code points of the longest front matter that is read."""


def find(source: Source, report: Report) -> tuple[int, int]:
    """The lines of the front matter without its marks as (first, one past the last); (0, 0) when there is none."""
    lines = source.lines
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].rstrip() != "---":
        return 0, 0
    for index in range(first + 1, len(lines)):
        if lines[index].rstrip() in {"---", "..."}:
            return first + 1, index
    if first + 1 < len(lines) and fields.looks_like_field(lines[first + 1]):
        place = source.place(source.starts[first], source.starts[first] + 3)
        report.error("front-matter-unclosed", place, "the front matter never ends", "put a line --- after its last key")
        last = first + 1
        while last < len(lines) and fields.looks_like_field(lines[last]):
            last += 1
        return first + 1, last
    return 0, 0


def read(source: Source, first: int, last: int, report: Report) -> FrontMatter:
    """The front matter in the lines from `first` up to `last`; problems go into `report`."""
    text = "\n".join(line.rstrip() for line in source.lines[first:last])
    return FrontMatterReader(source, first, report).read(text)


class FrontMatterReader:
    """Reads one front matter."""

    def __init__(self, source: Source, first: int, report: Report) -> None:
        self._source = source
        self._first = first
        self._report = report

    def read(self, text: str) -> FrontMatter:
        """`text` as front matter; whatever is wrong in it is left out and reported."""
        node = self._compose(text)
        if node is None:
            return FrontMatter(source=text)
        if _kind(node) != "mapping":
            mend = "write a line each such as “title: Morning stretch”, or *** if this was to be a rule line"
            self._error("front-matter-form", node, "front matter is a list of keys and values", mend)
            return FrontMatter(source=text)
        values: dict[str, Any] = {}
        for key, value in node.value:
            self._entry(key, value, values)
        return FrontMatter(**values, source=text)

    def _compose(self, text: str) -> Node | None:
        import yaml

        if len(text) > _LONGEST:
            place = self._place(0, 0, 1)
            self._report.error("front-matter-form", place, "the front matter is far too long", "move its text below it")
            return None
        try:
            return yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            self._broken(error)
        except (yaml.YAMLError, RecursionError, ValueError):
            self._report.error("front-matter-yaml", self._place(0, 0, 1), "this front matter is not YAML", _YAML_MEND)
        return None

    def _broken(self, error: MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        place = self._place(mark.line, mark.column, 1) if mark else self._place(0, 0, 1)
        problem = shortened(str(error.problem or "it cannot be read"), 80)
        self._report.error("front-matter-yaml", place, f"this front matter is not YAML: {problem}", _YAML_MEND)

    def _place(self, line: int, column: int, length: int) -> Place:
        index = min(self._first + line, len(self._source.lines) - 1)
        start = self._source.starts[index] + min(column, len(self._source.lines[index]))
        return self._source.place(start, start + length)

    def _node_place(self, node: Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1000
        return self._place(start.line, start.column, max(1, length))

    def _error(self, code: str, node: Node, what: str, mend: str) -> None:
        self._report.error(code, self._node_place(node), what, mend)

    def _entry(self, key: Node, value: Node, values: dict[str, Any]) -> None:
        name = key.value if isinstance(key.value, str) else ""
        field = re.sub(r"[\s_-]+", " ", name.lower().strip())
        reader = fields.READERS.get(field)
        if field == "say":
            self._say(value, values)
        elif reader is None:
            what = f"“{shortened(name)}” is not a key of the front matter"
            self._error("front-matter-key", key, what, _nearest_key(name))
        elif attribute(field) in values:
            self._error("front-matter-twice", key, f"“{field}” is given twice", "keep one of the two lines")
        else:
            self._value(field, reader, value, values)

    def _value(self, field: str, reader: Callable[[str], Any], node: Node, values: dict[str, Any]) -> None:
        example = fields.EXAMPLES[field]
        if _kind(node) != "scalar":
            what = f"“{field}” takes one value, not a list or mapping"
            self._error("front-matter-value", node, what, f"write {field}: {example}")
        elif not node.value.strip():
            self._error(
                "front-matter-value", node, f"“{field}” has no value", f"write {field}: {example}, or take it out"
            )
        else:
            try:
                values[attribute(field)] = reader(node.value.strip())
            except Unreadable as mistake:
                mend = mistake.mend or f"write {field}: {example}"
                self._error("front-matter-value", node, mistake.what, mend)

    def _say(self, node: Node, values: dict[str, Any]) -> None:
        """Pronunciations: a mapping of words to how they are said."""
        if "say" in values:
            self._error("front-matter-twice", node, "“say” is given twice", "put all words under one “say:”")
        elif _kind(node) != "mapping":
            mend = "write beneath it, indented, lines such as “Ujjayi: oo-jai-ee”"
            self._error("front-matter-value", node, "“say” takes words and how they are spoken", mend)
        else:
            values["say"] = tuple(pair for key, value in node.value if (pair := self._pair(key, value)))

    def _pair(self, key: Node, value: Node) -> tuple[str, str] | None:
        if _kind(key) == "scalar" and _kind(value) == "scalar" and key.value.strip() and value.value.strip():
            return self._said(" ".join(key.value.split()), value)
        self._error(
            "front-matter-value", key, "this line of “say” has no words", "write a line such as “Ujjayi: oo-jai-ee”"
        )
        return None

    def _said(self, written: str, value: Node) -> tuple[str, str] | None:
        try:
            return written, checked_pronunciation(" ".join(value.value.split()))
        except Unreadable as mistake:
            self._error("front-matter-value", value, mistake.what, mistake.mend)
            return None


def attribute(field: str) -> str:
    """The attribute of `FrontMatter` that keeps the value of a key."""
    return field.replace(" ", "_")


_YAML_MEND = "write a line each such as “title: Morning stretch”; put quotes around a value that holds a colon"


def _nearest_key(name: str) -> str:
    known = [*fields.READERS, "say"]
    wanted = fields.SYNONYMS.get(name.lower().strip())
    close = [wanted] if wanted else difflib.get_close_matches(name.lower()[:30], known, n=1, cutoff=0.6)
    return f"did you mean “{close[0]}”?" if close else f"the keys are {', '.join(sorted(known))}"


def _kind(node: Node) -> str:
    """Which of scalar, sequence and mapping `node` is."""
    return str(getattr(node, "id", ""))
