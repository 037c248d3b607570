"""A setting written into the user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.cli.choosing import read_settings
from holdspace.cli.settings_file import write_setting
from holdspace.errors import BadChoice


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOLDSPACE_CONFIG", str(tmp_path))
    return tmp_path / "settings.toml"


def test_everything_else_in_the_file_stays(settings: Path) -> None:
    """Comments, order and line ends; a link stays a link; the next read finds the new value."""
    real = settings.with_name("dotfiles.toml")
    real.write_bytes(b'# mine\r\nhold = "1.5x"  # longer\r\nvoice = "old"  # hers\r\npace = 0.9\r\n')
    settings.symlink_to(real)
    write_setting("voice", "hibari:heart")
    assert real.read_bytes() == (
        b'# mine\r\nhold = "1.5x"  # longer\r\nvoice = "hibari:heart"  # hers\r\npace = 0.9\r\n'
    )
    assert settings.is_symlink()
    assert read_settings().voice == "hibari:heart"


def test_a_file_is_made_where_there_is_none_and_a_broken_one_is_left_alone(settings: Path) -> None:
    """Nobody's mistakes are overwritten."""
    write_setting("voice", "hibari:heart")
    assert read_settings().voice == "hibari:heart"
    settings.write_text("voice = \n", encoding="utf-8")
    with pytest.raises(BadChoice, match=r"settings\.toml"):
        write_setting("voice", "other")
    assert settings.read_text(encoding="utf-8") == "voice = \n"
