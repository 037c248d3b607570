"""Reading and writing the golden cases of the script language, and scripts made at random."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from holdspace.diagnostics import Diagnostic
from holdspace.routine import model
from holdspace.routine.parser import Parsed

CASES = Path(__file__).parent / "routine" / "cases"


@dataclass(frozen=True)
class Case:
    """One golden case: a script and everything that becomes of it."""

    file: str
    title: str
    script: str
    expected: str

    @property
    def name(self) -> str:
        """Its name in a test report."""
        return f"{self.file}: {self.title}"


_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n~~~~script\n(?P<script>.*?)^~~~~\n(?:\n~~~~result\n(?P<expected>.*?)^~~~~\n)?",
    re.MULTILINE | re.DOTALL,
)


def read_cases() -> list[Case]:
    """Every case of every file in `cases/`."""
    return [
        Case(path.stem, m["title"], m["script"], m["expected"] or "")
        for path in sorted(CASES.glob("*.md"))
        for m in _CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def told(parsed: Parsed) -> str:
    """Everything that was understood of a script, a line for each thing, and then everything that was said about it."""
    lines = [f"front {name}: {_value(value)}" for name, value in _front(parsed.routine.front)]
    for block in parsed.routine.blocks:
        lines += _block(block)
    lines += [_diagnostic(d) for d in parsed.diagnostics]
    return "".join(f"{line}\n" for line in lines)


def _front(front: model.FrontMatter) -> list[tuple[str, object]]:
    values = [(name, getattr(front, name)) for name in front.__dataclass_fields__ if name != "source"]
    return [(name, value) for name, value in values if value not in {None, ()}]


def _block(block: model.Block) -> list[str]:
    if isinstance(block, model.Unspoken):
        return [f"unspoken {block.source!r}"]
    kind = f"heading {block.level}" if isinstance(block, model.Heading) else "paragraph"
    marker = getattr(block, "marker", "")
    head = f"item {marker}{' tight' if block.tight else ''}" if marker else kind
    lines = [head]
    for item in block.items:
        lines += [f"  {_item(item)}"]
        if isinstance(item, model.Breathe):
            lines += [f"    {m.phase} ({m.written}): {' '.join(_item(p) for p in m.parts)}" for m in item.movements]
    return lines


def _item(item: model.Item) -> str:
    name = type(item).__name__.lower()
    if isinstance(item, model.Words):
        return f"words {item.text!r}"
    values = [
        f"{field}={_value(getattr(item, field))}"
        for field in item.__dataclass_fields__
        if field not in {"place", "movements", "blocks"} and getattr(item, field) not in {None, ""}
    ]
    return " ".join([name, *values])


def _value(value: object) -> str:
    if isinstance(value, model.Duration):
        return f"{value.ms} ms" if value.ms else f"{value.breaths} breaths"
    if isinstance(value, model.BreathPattern):
        return "-".join(f"{p.kind}{p.ms}" for p in value.phases)
    return repr(value) if not isinstance(value, model.Side) else value.value


def _diagnostic(d: Diagnostic) -> str:
    end = d.place.column + d.place.length - 1
    where = f"{d.place.line}:{d.place.column}" + (f"-{end}" if end > d.place.column else "")
    return f"{d.severity} {where} {d.code}: {d.what}\n  mend: {d.mend}"


FRAGMENTS = (
    *(
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "\\",
        "\\[",
        "*",
        "**",
        "_",
        "`",
        "<",
        "<b>",
        "|",
        "<!--",
        "-->",
        ":",
        ".",
        "!",
        " ",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\x00",
        "\ufeff",
        "\u2028",
        "e\u0301",
        "é",
        "🧘",
        "## ",
        "# ",
        "#x",
        "- ",
        "1. ",
        "> ",
    ),
    *("---\n", "***\n", "```\n", "~~~\n", "===\n", "title: x\n", "hold: 1:30\n", "- exhale: go\n", "- in: x", "word"),
    *(
        "[pause 5s]",
        "[pause]",
        "[hold 5 breaths]",
        "[rest]",
        "[bell]",
        "[note x]",
        "[note a\nb]",
        "[repeat 3]",
        "[end]",
    ),
    *(
        "[breathe 10 rounds]",
        "[breathe]",
        "[both sides]",
        "[silent]",
        '[again "T", left]',
        '[include "x.md"]',
        "[bed off]",
        "[calls calm]",
    ),
    *(
        "{60 seconds}",
        "{10 times}",
        "{right}",
        "[text](http://x)",
        "![i](x)",
        "Hold for 30 seconds. ",
        "Words go.",
        "🤷",
    ),
)
"""What random scripts are made of: everything that means something, and some things that do not."""
