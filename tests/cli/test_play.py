"""`holdspace play`, in a real terminal with a player that nobody hears."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch_helpers import NO_COVER
from command_helpers import House, environment, holdspace
from holdspace.score.model import Choices

if sys.platform == "win32":
    pytest.skip("a terminal of POSIX", allow_module_level=True)

import pty
import select
import termios

SCRIPT = "## Stand\n\nStand tall. [pause 20s]\n\n## Sit\n\nSit down. [pause 20s]\n"
PLAYER = """#!/bin/sh
echo "$@" >> "{log}"
exec /bin/sleep 60
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session")
    with House(folder) as house:
        choices = Choices(voice="silent:tone")
        house.workshop.render(house.script(SCRIPT), choices, Choices(), folder / "s.mp3", options=NO_COVER)
    return folder / "s.mp3"


@pytest.fixture
def players(tmp_path: Path) -> Path:
    """A folder with an `mpv` that writes down how it was started."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "mpv").write_text(PLAYER.format(log=str(tmp_path / "log")), encoding="utf-8")
    (folder / "mpv").chmod(0o755)
    return folder


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, folder: Path, players: Path, *args: str | Path) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        env = environment(folder, PATH=str(players), TERM="xterm", COLUMNS="100", LINES="30")
        command = [sys.executable, "-m", "holdspace", *map(str, args), "--player", "mpv"]
        self.process = subprocess.Popen(
            command, stdin=self.slave, stdout=self.slave, stderr=self.slave, env=env, cwd=folder
        )
        self.seen = ""

    def until(self, words: str) -> None:
        """Wait until the screen has shown `words`, since the last time."""
        end = time.monotonic() + 60
        while words not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.master], [], [], 0.1)[0]:
                self.seen += os.read(self.master, 65_536).decode(errors="replace")
        self.seen = self.seen.partition(words)[2]

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def ends(self) -> int:
        """Its exit status; the terminal is as it was before."""
        status = self.process.wait(60)
        assert termios.tcgetattr(self.slave) == self.before
        os.close(self.master)
        os.close(self.slave)
        return status


def _starts(folder: Path) -> list[float]:
    """The positions at which the player was started, in seconds."""
    log = (folder / "log").read_text() if (folder / "log").exists() else ""
    return [float(line.partition("--start=")[2].split()[0]) for line in log.splitlines()]


def test_keys_pause_jump_and_quit(session: Path, players: Path, tmp_path: Path) -> None:
    """The current cue is on the screen; the right arrow goes to the next chapter, space pauses, q quits."""
    terminal = Terminal(tmp_path, players, "play", session)
    terminal.until("Stand tall.")
    terminal.type("\x1b[C")
    terminal.until("Sit")
    while len(_starts(tmp_path)) < 2:
        time.sleep(0.05)
    terminal.type(" ")
    terminal.until("⏸")
    terminal.type("q")
    assert terminal.ends() == 0
    first, second = _starts(tmp_path)
    assert first == 0
    assert second > 20


def test_whatever_ends_it_the_terminal_is_as_it_was(session: Path, players: Path, tmp_path: Path) -> None:
    """A polite kill in the midst of it: no key is swallowed afterwards, and the player has ended too."""
    terminal = Terminal(tmp_path, players, "play", session)
    terminal.until("Stand tall.")
    assert termios.tcgetattr(terminal.slave) != terminal.before
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.ends() == 128 + signal.SIGTERM


def test_ctrl_c_tells_where_it_was(session: Path, players: Path, tmp_path: Path) -> None:
    """Exit status 130, and no word of sentences: none was being spoken."""
    terminal = Terminal(tmp_path, players, "play", session)
    terminal.until("Stand tall.")
    terminal.process.send_signal(signal.SIGINT)
    terminal.until("holdspace: stopped at 0:0")
    terminal.until("of 0:4")
    assert terminal.process.wait(60) == 130
    assert "sentence" not in terminal.seen
    terminal.ends()


@pytest.mark.parametrize(
    ("does", "status", "told"),
    [("exit 4", 3, "status 4, at 0:00 of 0:4"), ("exit 0", 3, "at once"), ("sleep 1.4", 0, "the player ended at 0:0")],
)
def test_a_player_that_ends_too_early_is_told(
    does: str, status: int, told: str, session: Path, players: Path, tmp_path: Path
) -> None:
    """With what it says of itself, and where in the file it was: silence would look like a finished session."""
    (players / "mpv").write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{does}\n", encoding="utf-8")
    ran = holdspace("play", session, "--player", "mpv", folder=tmp_path, PATH=str(players), status=status)
    assert told in ran.err


def test_a_script_is_rendered_first_and_leaves_no_file(players: Path, tmp_path: Path) -> None:
    """Without a terminal its cues are lines; what can play nothing says what to install, with exit status 3."""
    (tmp_path / "routine.md").write_text("Stand tall.\n", encoding="utf-8")
    quick = PLAYER.format(log=str(tmp_path / "log")).replace("sleep 60", "sleep 2")
    (players / "mpv").write_text(quick, encoding="utf-8")
    arguments = ("play", "routine.md", "--voice", "silent:tone", "--player", "mpv")
    ran = holdspace(*arguments, folder=tmp_path, PATH=str(players))
    assert "Stand tall." in ran.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", "clips", "log", "routine.md"]
    lacking = holdspace(*arguments, folder=tmp_path, PATH=str(tmp_path), status=3)
    assert "mpv" in lacking.err
    assert "install" in lacking.err.lower()


def test_a_voice_is_picked_by_ear(players: Path, tmp_path: Path) -> None:
    """The second of two is gone to by its number and taken with Enter; it is then the voice of the settings."""
    (tmp_path / "config").mkdir()
    settings = tmp_path / "config" / "settings.toml"
    settings.write_text('hold = "2x"\n', encoding="utf-8")
    voices = ("--voice", "silent:tone", "--voice", "pyttsx3:en-us")
    terminal = Terminal(tmp_path, players, "audition", "Sit tall.", *voices, "--pick", "-q")
    terminal.until("silent:tone")
    terminal.until("enter takes")
    terminal.type("2")
    terminal.until("pyttsx3:en-us")
    terminal.type("\r")
    assert terminal.ends() == 0
    assert settings.read_text(encoding="utf-8") == 'hold = "2x"\nvoice = "pyttsx3:en-us"\n'


def test_a_voice_is_written_into_the_script(players: Path, tmp_path: Path) -> None:
    """With --into-script the script has it and the settings are untouched; q writes nothing."""
    script = tmp_path / "routine.md"
    script.write_text("Stand tall.\n", encoding="utf-8")
    for key, status in (("q", "Stand tall.\n"), ("\r", "---\nvoice: silent:tone\n---\n\nStand tall.\n")):
        arguments = ("audition", script, "--voice", "silent:tone", "--pick", "--into-script", "-q")
        terminal = Terminal(tmp_path, players, *arguments)
        terminal.until("enter takes")
        terminal.type(key)
        assert terminal.ends() == 0
        assert script.read_text(encoding="utf-8") == status
    assert not (tmp_path / "config").exists()
    refused = holdspace("audition", script, "--pick", folder=tmp_path, status=2)
    assert "terminal" in refused.err
