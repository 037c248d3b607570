"""The manuals agree with the program."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path

import pytest

from holdspace.routine import directions, fields
from holdspace.routine.frontmatter import attribute
from holdspace.routine.model import FrontMatter
from holdspace.routine.parser import parse

ROOT = Path(__file__).parents[2]
DIAGNOSTICS = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
LANGUAGE = (ROOT / "docs" / "script-language.md").read_text(encoding="utf-8")
NOT_CODES = {
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-32",
    "latin-1",
    "utf-16-le",
    "utf-16-be",
    "twenty-first",
    "argument-unreadable",
} | {"en-us", "en-gb", "band-other", "on-hold"}
"""Strings in the sources that look like codes and are none; the last is always replaced before it is shown."""


def _emitted() -> set[str]:
    """Every string in the rooms that make diagnostics that looks like a code."""
    found = set()
    for room in ("routine", "score", "session", "cli"):
        for path in (ROOT / "src" / "holdspace" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= set(re.findall(r"\A[a-z]+(?:-[a-z0-9]+)+\Z", node.value))
    return found - NOT_CODES | {"image", "table"}


def test_every_code_is_in_the_manual_and_nothing_else() -> None:
    """Each diagnostic that the package can give has its entry in docs/diagnostics.md."""
    told = set(re.findall(r"^### `([a-z0-9-]+)`", DIAGNOSTICS, re.MULTILINE))
    assert told == _emitted()


@pytest.mark.parametrize(
    "entry", re.split(r"^### ", DIAGNOSTICS, flags=re.MULTILINE)[1:], ids=lambda e: e.split("\n")[0]
)
def test_the_example_of_a_diagnostic_gives_it(entry: str) -> None:
    """Where the manual shows a script for a diagnostic, that script gets it, with the severity that is told."""
    code, severity = re.findall(r"`([a-z0-9-]+)` \((error|warning)\)", entry)[0]
    for script in re.findall(r"```markdown\n(.*?)```", entry, re.DOTALL):
        assert (code, severity) in {(d.code, d.severity) for d in parse(script).diagnostics}


def test_the_language_manual_knows_every_direction_and_key() -> None:
    """No direction and no key of the front matter is left out of docs/script-language.md."""
    for name in directions.SPECS:
        assert f"[{name}" in LANGUAGE
    for field in dataclasses.fields(FrontMatter):
        assert field.name == "source" or f"`{field.name}`" in LANGUAGE
    assert set(fields.READERS) == set(fields.EXAMPLES)


@pytest.mark.parametrize(
    "script", re.findall(r"```markdown\n(.*?)```", LANGUAGE, re.DOTALL), ids=lambda s: repr(s[:30])
)
def test_every_example_of_the_language_manual_is_right(script: str) -> None:
    """What the manual shows has neither errors nor warnings."""
    assert [str(d) for d in parse(script).diagnostics] == []


@pytest.mark.parametrize("spec", directions.SPECS.values(), ids=directions.SPECS)
def test_every_direction_has_an_example_that_works(spec: directions.Spec) -> None:
    """The example that a mend proposes is itself right."""
    script = f"## Pose {spec.example}" if spec.example == "[silent]" else spec.example
    errors = {d.code for d in parse(script).errors}
    assert errors <= {"repeat-without-end", "end-without-repeat"}


@pytest.mark.parametrize(("key", "value"), fields.EXAMPLES.items())
def test_every_key_has_an_example_that_works(key: str, value: str) -> None:
    """The value that a mend proposes is itself right."""
    parsed = parse(f"---\n{key}: {value}\n---\n")
    assert not parsed.errors
    assert getattr(parsed.routine.front, attribute(key)) is not None
