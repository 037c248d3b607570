"""One clip store under fire: renders that are killed, and renders at the same time."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_helpers import at_once, environment
from holdspace.speech.store import ClipStore

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")

PARTS = ("neck", "back", "hips", "knees", "feet")
SCRIPT = "\n".join(f"Let your {a} and your {b} soften now. [pause 2s]" for a in PARTS for b in PARTS if a < b)
SENTENCES = 10
RENDER = ("render", "routine.md", "--voice", "silent:tone", "--room-tone", "off", "--json")


def start(folder: Path, target: str) -> subprocess.Popen[bytes]:
    """A render into `target` that has begun."""
    command = [sys.executable, "-m", "holdspace", *RENDER, "-o", target]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=quiet, stderr=quiet)


def entries(folder: Path) -> list[Path]:
    """Every whole clip and block of the store."""
    return [path for path in (folder / "clips").rglob("*") if path.suffix in {".clip", ".block"}]


def assert_valid(folder: Path) -> None:
    """Every entry of the store is what was put into it."""
    store = ClipStore(folder / "clips")
    for path in entries(folder):
        found = store.get(path.stem) if path.suffix == ".clip" else store.get_block(path.stem)
        assert found is not None, path


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The session as an undisturbed render writes it."""
    folder = tmp_path_factory.mktemp("clean")
    (folder / "routine.md").write_text(SCRIPT, encoding="utf-8")
    at_once(*RENDER, "-o", "a.mp3", folder=folder)
    return (folder / "a.mp3").read_bytes()


@posix_only
def test_killed_at_ten_moments(clean: bytes, tmp_path: Path) -> None:
    """SIGKILL at ten moments, from the first clip to the last block, leaves a valid store and no partial session.

    The next render speaks only what is missing and writes the very session that an undisturbed one does.
    """
    chance = random.Random(10)
    (tmp_path / "routine.md").write_text(SCRIPT, encoding="utf-8")
    for moment in range(10):
        wanted = moment * 2 * SENTENCES // 10
        with start(tmp_path, "a.mp3") as running:
            while len(entries(tmp_path)) < wanted and running.poll() is None:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.05))
            running.send_signal(signal.SIGKILL)
        assert_valid(tmp_path)
        assert not (tmp_path / "a.mp3").exists() or (tmp_path / "a.mp3").read_bytes() == clean
    kept = sum(path.suffix == ".clip" for path in entries(tmp_path))
    receipt = at_once(*RENDER, "-o", "a.mp3", folder=tmp_path).json()
    assert (receipt["reused"], receipt["synthesized"]) == (kept, SENTENCES - kept)
    assert kept > 0
    assert (tmp_path / "a.mp3").read_bytes() == clean
    assert sorted(path.name for path in tmp_path.iterdir() if ".part" in path.name) == []


def test_two_renders_at_once(clean: bytes, tmp_path: Path) -> None:
    """Two renders that fill one empty store at the same time both write the whole session, and the store is valid."""
    (tmp_path / "routine.md").write_text(SCRIPT, encoding="utf-8")
    with start(tmp_path, "a.mp3") as one, start(tmp_path, "b.mp3") as other:
        assert (one.wait(120), other.wait(120)) == (0, 0)
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes() == clean
    assert_valid(tmp_path)
