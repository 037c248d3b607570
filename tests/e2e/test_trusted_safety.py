"""The trusted cases about never losing a file, through the real command or a real process of its own."""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from command_helpers import RATE_HZ, at_once, decoded, environment, holdspace

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals, limits and shell scripts are POSIX's")
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")

SCRIPT = "## Stand\n\nStand tall. [hold 19s]\nAnd let go.\n"
SILENT = ("--voice", "silent:tone")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A session as it was before."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "old.md").write_text("Before.\n", encoding="utf-8")
    at_once("render", "old.md", "-o", "old.mp3", *SILENT, folder=folder)
    return (folder / "old.mp3").read_bytes()


@pytest.fixture
def target(tmp_path: Path, old: bytes) -> Path:
    """The old session, in the place where the new one shall go."""
    (tmp_path / "routine.md").write_text(SCRIPT, encoding="utf-8")
    path = tmp_path / "out" / "session.mp3"
    path.parent.mkdir()
    path.write_bytes(old)
    return path


def untouched(target: Path, old: bytes) -> bool:
    return target.read_bytes() == old and [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize(
    "failure",
    ["echo broken >&2; exit 1", "cat > /dev/null; exit 0", "kill -9 $$", None],
    ids=["fails", "lies", "dies", "missing"],
)
def test_a_failing_ffmpeg_loses_nothing(failure: str | None, target: Path, old: bytes, tmp_path: Path) -> None:
    """An ffmpeg that fails, lies, dies or is not there: status 3, one clear message, the old bytes, no debris."""
    program = tmp_path / "ffmpeg"
    if failure is not None:
        program.write_text(f"#!/bin/sh\n{failure}\n")
        program.chmod(0o755)
    ran = holdspace(
        "render", "routine.md", "-o", target, *SILENT, folder=tmp_path, status=3, HOLDSPACE_FFMPEG=str(program)
    )
    assert "holdspace: " in ran.err
    assert "mend: " in ran.err
    assert untouched(target, old)


@pytest.mark.parametrize("kibibytes", [1, 64])
def test_a_disk_that_fills_up_loses_nothing(kibibytes: int, target: Path, old: bytes, tmp_path: Path) -> None:
    """When no more bytes can be written: status 3, the reason in one line, the old bytes, no debris."""
    import resource

    at_once("render", "routine.md", "-o", "ready.mp3", *SILENT, folder=tmp_path)  # fills the clip store

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kibibytes * 1024, kibibytes * 1024))

    done = subprocess.run(
        [sys.executable, "-m", "holdspace", "render", "routine.md", "-o", str(target), *SILENT],
        cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=False, preexec_fn=little_room,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert f"{target} cannot be written: File too large." in done.stderr
    assert "Traceback" not in done.stderr
    assert untouched(target, old)


KILLED = """
import os, sys, time
from pathlib import Path
from holdspace.score.model import Choices
from holdspace.session.making import Workshop
from holdspace.speech.store import ClipStore
folder, target = Path(sys.argv[1]), Path(sys.argv[2])
voice = Choices(voice="silent:tone")
def render(number):
    with Workshop(store=ClipStore(folder / "clips")) as workshop:
        workshop.render(folder / f"{number % 2}.md", voice, Choices(), target)
render(0)
for question in sys.stdin:
    child = os.fork()
    if child == 0:
        number = 0
        while True:
            render(number := number + 1)
    time.sleep(float(question))
    os.kill(child, 9)
    os.waitpid(child, 0)
    print("killed", flush=True)
render(0)
"""


def test_kill_9_at_twenty_random_moments(tmp_path: Path) -> None:
    """Killed twenty times at random, the target is always one whole session; the next run clears the rest away."""
    target = tmp_path / "out" / "session.mp3"
    whole = set()
    for number in (0, 1):
        (tmp_path / f"{number}.md").write_text(SCRIPT.replace("19s", f"{9 + number * 9}s"), encoding="utf-8")
        at_once("render", f"{number}.md", "-o", f"{number}.mp3", *SILENT, folder=tmp_path)
        whole.add((tmp_path / f"{number}.mp3").read_bytes())
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(target)]
    debris = 0
    moments = random.Random(7)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(20):
            process.stdin.write(f"{moments.uniform(0.0, 0.2)}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "killed\n"
            assert target.read_bytes() in whole
            debris += len(list(target.parent.iterdir())) > 1
        process.stdin.close()
    assert process.returncode == 0
    assert debris > 0, "no kill came while a session was being written: the moments are badly chosen"
    assert [path.name for path in target.parent.iterdir()] == ["session.mp3"]


@on_linux
def test_ctrl_c_while_a_voice_speaks(tmp_path: Path) -> None:
    """Interrupted between its sentences, a render exits with 130 and leaves neither output nor process."""
    words = ["arms", "back", "neck", "hips", "knees", "feet", "hands", "head"]
    both = [f"Now slowly move your {a}, and then your {b}" for a in words for b in words]
    steps = [f"{step}, {how}." for step in both for how in ("gently", "again", "to the side", "with care")]
    (tmp_path / "long.md").write_text("\n".join(steps), encoding="utf-8")
    command = [sys.executable, "-m", "holdspace", "render", "long.md", "-o", "out/a.mp3", "--voice", "pyttsx3:en-us"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert soon(lambda: len(list((tmp_path / "clips").rglob("*.clip"))) > 3), "no sentence was ever spoken"
        assert len(processes_of(tmp_path)) > 1
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err.decode()
    assert b"interrupted" in err
    assert b"Traceback" not in err
    assert out == b""
    assert not list(tmp_path.glob("out/*"))
    assert soon(lambda: not processes_of(tmp_path))


def processes_of(folder: Path) -> list[int]:
    """The living processes whose environment names the clip store in `folder`."""
    mark = str(folder / "clips").encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def soon(happened: Callable[[], bool]) -> bool:
    """Whether it happens within half a minute; a busy machine may need that long to start a process."""
    end = time.monotonic() + 30
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another device than the clip store and the system's temporary folder."""
    import tempfile

    memory = Path("/dev/shm")  # noqa: S108 -- the very point: it is another file system
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system here")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_outputs_may_lie_on_another_device(tmp_path: Path, elsewhere: Path) -> None:
    """A session goes to another file system than the clips' as to any other folder, which is made if missing."""
    (tmp_path / "routine.md").write_text(SCRIPT, encoding="utf-8")
    target = elsewhere / "new" / "folder" / "session.mp3"
    receipt = at_once("render", "routine.md", "-o", target, "--json", *SILENT, folder=tmp_path).json()
    assert len(decoded(target)) == pytest.approx(receipt["seconds"] * RATE_HZ, abs=RATE_HZ // 20)
    assert [path.name for path in target.parent.iterdir()] == ["session.mp3"]


@pytest.mark.parametrize("output", ["file/session.mp3", "/proc/session.mp3"])
def test_a_place_that_cannot_be_written_is_one_line(output: str, tmp_path: Path) -> None:
    """Below a plain file, or on a read-only file system: status 3, one line that says what, one how to mend it."""
    if output.startswith("/proc") and not Path("/proc").is_dir():
        pytest.skip("no read-only file system here")
    (tmp_path / "routine.md").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    ran = at_once("render", "routine.md", "-o", output, "--quiet", *SILENT, folder=tmp_path, status=3)
    what, mend = ran.err.strip().splitlines()
    assert re.fullmatch(rf"holdspace: .*{re.escape(output)} cannot be written: .*", what)
    assert mend.startswith("    mend: ")
    assert ran.out == ""
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_two_renders_to_one_output(tmp_path: Path) -> None:
    """Started together, both end well, and what is there is one whole session of theirs."""
    whole = set()
    for name, seconds in (("one", 9), ("two", 18)):
        (tmp_path / f"{name}.md").write_text(SCRIPT.replace("19s", f"{seconds}s"), encoding="utf-8")
        at_once("render", f"{name}.md", "-o", f"whole/{name}.mp3", *SILENT, folder=tmp_path)
        whole.add(digest(tmp_path / "whole" / f"{name}.mp3"))
    command = [sys.executable, "-m", "holdspace", "render", "-o", "out/both.mp3", *SILENT, "--quiet"]
    both = [
        subprocess.Popen([*command, f"{name}.md"], cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.DEVNULL)
        for name in ("one", "two")
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    assert digest(tmp_path / "out" / "both.mp3") in whole
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["both.mp3"]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
