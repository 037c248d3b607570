"""What the messages tell people to install."""

from __future__ import annotations

import tomllib
from pathlib import Path

from holdspace.extras import EXTRAS, install_command

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def test_the_messages_install_what_the_project_asks_for() -> None:
    """Each extra that people use names the very requirements of pyproject.toml."""
    extras = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    plain = {name: tuple(one.partition(";")[0] for one in wanted) for name, wanted in extras.items() if name != "dev"}
    assert plain == EXTRAS


def test_the_command_can_be_pasted_into_any_shell() -> None:
    """Brackets and comparisons are quoted in the one way that POSIX shells and Windows both read."""
    assert install_command("natural") == 'python -m pip install "hibari-tts[fast]>=0.2.1"'
