"""What holds for the package as a whole."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import holdspace

SOURCE = Path(holdspace.__file__).parent
MODULES = sorted(module.name for module in pkgutil.walk_packages([str(SOURCE)], "holdspace."))
ROOMS = ["routine", "score", "audio", "speech", "session", "importing", "cli"]
"""Data goes forward: a room imports only from rooms to its left, and from what belongs to the house."""


def test_every_module_imports_without_a_warning() -> None:
    """In one fresh process, each warning being an error, all modules of the package are imported."""
    names = [name for name in MODULES if not name.endswith("__main__")]
    assert len(names) > 80
    program = f"import importlib\nfor name in {names!r}: importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_room_imports_from_its_right(path: Path) -> None:
    """Neither at the top nor inside a function does a room import from a later one; the house imports from none."""
    own = path.relative_to(SOURCE).parts[0]
    allowed = ROOMS[: ROOMS.index(own) + 1] if own in ROOMS else []
    if own == "__main__.py":
        allowed = ["cli"]
    for line, name in imported(path):
        room = name.split(".")[1] if name.startswith("holdspace.") else ""
        assert room not in ROOMS or room in allowed, f"{path}:{line} imports {name}"


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every import in a file with its line, but for those for type checkers; `from a import b` counts as `a.b`."""
    for node in at_run_time(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are written in full"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from at_run_time(child)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_what_is_no_sound_needs_no_sound(path: Path) -> None:
    """The rooms of text import neither numpy nor pydub, and pydub is imported in one module alone."""
    room = path.relative_to(SOURCE).parts[0]
    heavy = {name.split(".")[0] for _, name in imported(path)} & {"numpy", "pydub"}
    if room in ("routine", "score"):
        assert not heavy
    if path.name != "segments.py":
        assert "pydub" not in heavy
