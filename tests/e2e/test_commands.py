"""The outer contract, through the real command."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_helpers import ROUTINES, at_once, cpu_seconds_of_children, environment, holdspace

SHORT = """\
---
title: A short one
---
## Stand
Stand tall. [pause 1s]
Hold this for {3 seconds}.
"""


@pytest.fixture(autouse=True)
def quick_voice(tmp_path: Path) -> None:
    """The settings name a voice that takes no time; the real ones are asked for where they are the point."""
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.toml").write_text('voice = "silent:tone"\n', encoding="utf-8")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "short.md"
    path.write_text(SHORT, encoding="utf-8")
    return path


def test_help_is_instant_and_imports_nothing_heavy(tmp_path: Path) -> None:
    """`--help` loads neither numpy, pydub, onnxruntime nor an engine, and takes under 0.6 s of processor time."""
    heavy = {
        "numpy",
        "pydub",
        "onnxruntime",
        "pyttsx3",
        "hibari",
        "yaml",
        "lark",
        "num2words",
        "mutagen",
        "soxr",
        "fsspec",
    }
    probe = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from holdspace.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert not heavy & set(done.stdout.split())
    # CPU time and not the clock's, since other tests run beside this one; the fastest run tells most of the program.
    used = []
    for _ in range(5):
        before = cpu_seconds_of_children()
        holdspace("--help", folder=tmp_path)
        used.append(cpu_seconds_of_children() - before)
    assert 0 < min(used) < 0.6


@pytest.mark.parametrize(
    "command", ["render", "batch", "play", "show", "check", "format", "voices", "audition", "new", "doctor"]
)
def test_every_command_explains_itself(command: str, tmp_path: Path) -> None:
    """Each command has a help page that says what it does."""
    assert len(at_once(command, "--help", folder=tmp_path).out.split()) > 20


def test_json_is_alone_on_stdout(script: Path, tmp_path: Path) -> None:
    """`render --json` prints the receipt of the outer contract and nothing else on stdout."""
    receipt = holdspace("render", script, "--json", folder=tmp_path).json()
    assert {"file", "seconds", "voice", "cues", "synthesized", "reused", "wall_seconds"} <= set(receipt)
    assert (tmp_path / receipt["file"]).is_file()
    assert receipt["file"] == str(Path("output/short.mp3"))


def test_stdout_can_be_the_session(script: Path, tmp_path: Path) -> None:
    """`-o -` sends the very bytes of the session to stdout."""
    holdspace("render", script, "-o", "there.mp3", folder=tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "holdspace", "render", str(script), "-o", "-"],
        cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == (tmp_path / "there.mp3").read_bytes()


def test_no_warning_reaches_the_user_without_ffmpeg_on_the_path(script: Path, tmp_path: Path) -> None:
    """With an empty PATH a render works by the wheel's ffmpeg alone, and pydub's warning stays away."""
    ran = holdspace("render", script, folder=tmp_path, PATH="", PYTHONWARNINGS="default")
    assert "Warning" not in ran.err


def test_several_scripts_in_one_call(tmp_path: Path) -> None:
    """Each becomes its own file; a folder with -o takes them all."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(SHORT.replace("tall", name), encoding="utf-8")
    rows = at_once("render", "one.md", "two.md", "-o", "there/", "--json", folder=tmp_path).json()
    assert [row["file"] for row in rows] == [str(Path("there/one.mp3")), str(Path("there/two.mp3"))]
    assert all((tmp_path / row["file"]).stat().st_size > 1000 for row in rows)


def test_a_script_that_fails_does_not_keep_the_others_from_their_session(script: Path, tmp_path: Path) -> None:
    """The good one is rendered, the bad one is reported, the exit status is 1."""
    (tmp_path / "bad.md").write_text("Stand. [puase 3s]\n", encoding="utf-8")
    ran = at_once("render", "bad.md", script, folder=tmp_path, status=1)
    assert "bad.md:1:8" in ran.err
    assert (tmp_path / "output/short.mp3").is_file()


def test_mistakes_are_shown_with_line_caret_and_mend(tmp_path: Path) -> None:
    """A mistyped direction: file, line, column, the line, a caret, and what was meant; exit status 1, no file."""
    (tmp_path / "bad.md").write_text("## Stand\nStand. [puase 3s]\nHold {0 seconds}.\n", encoding="utf-8")
    ran = holdspace("render", "bad.md", folder=tmp_path, status=1)
    assert "bad.md:2:8: error" in ran.err
    assert "    Stand. [puase 3s]\n           ^^^^^^^^^^" in ran.err
    assert "[pause" in ran.err
    assert "bad.md:3:6: error" in ran.err
    assert ran.out == ""
    assert not (tmp_path / "output").exists()


def test_check_reads_all_routines_without_a_word_to_say(tmp_path: Path) -> None:
    """The shipped routines have neither errors nor warnings."""
    ran = at_once("check", *sorted(ROUTINES.glob("*.md")), folder=tmp_path)
    assert ran.err.strip() == "8 scripts, 0 errors, 0 warnings"


@pytest.mark.parametrize("routine", sorted(ROUTINES.glob("*.md")), ids=lambda path: path.stem)
def test_the_shipped_routines_are_tidy(routine: Path, tmp_path: Path) -> None:
    """`format` would change none of them."""
    assert at_once("format", "--check", routine, folder=tmp_path).out == ""


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["render", "missing.md"], 1, "missing.md"),
        (["render", "short.md", "--voice", "nobody-at-all"], 2, "nobody-at-all"),
        (["render", "short.md", "--pace", "0"], 2, "0.5"),
        (["render", "short.md", "--pace", "-1"], 2, "0.5"),
        (["render", "short.md", "--pace", "10"], 2, "2.0"),
        (["render", "short.md", "--hold", "soon"], 2, "--hold"),
        (["render", "short.md", "--length", "5 breaths"], 2, "--length"),
        (["render", "short.md", "--countdown", "7"], 2, "off, ten, 3, 5, 10"),
        (["render", "short.md", "--format", "aiff"], 2, "mp3"),
        (["render", "short.md", "-o", "x.aiff"], 2, ".mp3"),
        (["show", "short.md", "--breath", "in 4"], 2, "--breath"),
        (["render", ".", "-o", "x.mp3"], 1, "it is a folder"),
        (["new", ".."], 2, "Morning stretch"),
        (["render"], 2, "SCRIPT"),
        (["nonsense"], 2, "nonsense"),
    ],
)
@pytest.mark.usefixtures("script")
def test_wrong_usage_is_one_clear_message(arguments: list[str], status: int, words: str, tmp_path: Path) -> None:
    """The exit status tells script from usage, and the message names what is possible."""
    ran = at_once(*arguments, folder=tmp_path, status=status)
    assert words in ran.err
    assert ran.out == ""


def test_an_unknown_voice_has_near_matches(script: Path, tmp_path: Path) -> None:
    """A mistyped voice is answered with the nearest ids."""
    ran = at_once("render", script, "--voice", "pyttsx3:en-uss", folder=tmp_path, status=2)
    assert "pyttsx3:en-us" in ran.err


def test_an_existing_file_of_somebody_else_is_kept(script: Path, tmp_path: Path) -> None:
    """Only --force replaces a file that holdspace did not make; its own it replaces freely."""
    target = tmp_path / "mine.mp3"
    target.write_bytes(b"my only recording")
    ran = at_once("render", script, "-o", target, folder=tmp_path, status=2)
    assert "--force" in ran.err
    assert target.read_bytes() == b"my only recording"
    at_once("render", script, "-o", target, "--force", folder=tmp_path)
    at_once("render", script, "-o", target, folder=tmp_path)


def test_the_script_is_never_changed(script: Path, tmp_path: Path) -> None:
    """Its bytes are the same after check, show, render and a printed format."""
    before = hashlib.sha256(script.read_bytes()).hexdigest()
    for command in ("check", "show", "render", "format"):
        at_once(command, script, folder=tmp_path)
    assert hashlib.sha256(script.read_bytes()).hexdigest() == before


def test_choices_beat_the_script_and_the_script_beats_the_settings(script: Path, tmp_path: Path) -> None:
    """Command line, then front matter, then settings.toml."""
    assert _voice_of(script, tmp_path) == "silent:tone"
    script.write_text(SHORT.replace("---\n##", "voice: pyttsx3:en-gb-x-rp\n---\n##"), encoding="utf-8")
    assert _voice_of(script, tmp_path) == "pyttsx3:en-gb-x-rp"
    assert _voice_of(script, tmp_path, "--voice", "pyttsx3:de") == "pyttsx3:de"


def _voice_of(script: Path, folder: Path, *choices: str) -> str:
    return str(at_once("show", script, "--json", "--no-audio", *choices, folder=folder).json()["voice"])


def test_a_pipe_gets_a_table_that_tools_can_read(tmp_path: Path) -> None:
    """One event a line however long, no colours, no blanks at the end; written pauses are in it."""
    long = "Stand tall, and let your shoulders fall away from your ears, " * 4
    (tmp_path / "a.md").write_text(f"## Stand\n{long}and breathe. [pause 5s]\n", encoding="utf-8")
    lines = holdspace("show", "--no-audio", "a.md", folder=tmp_path, COLUMNS="40").out.splitlines()
    assert [line.split()[2:4] for line in lines if line.startswith("   ")] == [
        ["speech", "Stand."], ["speech", "Stand"], ["pause"],
    ]  # fmt: skip
    assert max(map(len, lines)) > 200
    assert all(line == line.rstrip() and "\x1b" not in line for line in lines)


def test_a_voice_that_the_script_names_is_the_scripts_error(tmp_path: Path) -> None:
    """`check` warns of it, a render stops with 1 at its place."""
    (tmp_path / "a.md").write_text("Sit. [voice nobody] Go. [pause 1s]\n", encoding="utf-8")
    assert "a.md:1:6: warning" in at_once("check", "a.md", folder=tmp_path).err
    assert "a.md:1:" in at_once("render", "a.md", folder=tmp_path, status=1).err


def test_json_and_the_session_do_not_share_stdout(script: Path, tmp_path: Path) -> None:
    """Both are wanted on stdout: nothing is written to it, and the way out is named."""
    done = at_once("render", script, "-o", "-", "--json", folder=tmp_path, status=2)
    assert done.out == ""
    assert "Name a file with -o" in done.err


def test_a_dry_run_makes_nothing_and_says_what_is_missing(script: Path, tmp_path: Path) -> None:
    """It names file, length, voice and the sentences that are not in the store yet, as they will be said."""
    before = at_once("render", script, "--dry-run", "--json", folder=tmp_path).json()
    assert before["to_speak"] == ["Stand.", "Stand tall.", "Hold this for three seconds."]
    assert not (tmp_path / "output").exists()
    at_once("render", script, folder=tmp_path)
    after = at_once("render", script, "--dry-run", "--json", folder=tmp_path).json()
    assert after["to_speak"] == []
    assert after["exists"] is True


def test_estimated_timelines_say_so(script: Path, tmp_path: Path) -> None:
    """`show --no-audio` marks the whole and each speech event, and its holds are exact all the same."""
    shown = at_once("show", script, "--json", "--no-audio", folder=tmp_path).json()
    assert shown["estimated"] is True
    assert all(e["estimated"] for e in shown["events"] if e["kind"] == "speech")
    assert [e["seconds"] for e in shown["events"] if e["kind"] == "hold"] == [3.0]


def test_a_new_routine_checks_and_renders(tmp_path: Path) -> None:
    """`new` writes a script that is tidy, free of complaints and renders; it never replaces one."""
    path = at_once("new", "Morning: stretch", folder=tmp_path).out.strip()
    assert "0 errors, 0 warnings" in at_once("check", path, folder=tmp_path).err
    assert at_once("format", "--check", path, folder=tmp_path).out == ""
    assert at_once("show", path, "--json", "--no-audio", folder=tmp_path).json()["title"] == "Morning: stretch"
    at_once("new", "Morning: stretch", folder=tmp_path, status=2)


def test_an_audition_is_a_chapter_a_voice(tmp_path: Path) -> None:
    """Each voice says its name and reads the same two lines."""
    from mutagen.id3 import ID3

    at_once("audition", "--voice", "pyttsx3:en-us", "--voice", "pyttsx3:en-gb-x-rp", folder=tmp_path)
    chapters = ID3(tmp_path / "output/audition.mp3").getall("CHAP")
    titles = sorted(str(chapter.sub_frames.getall("TIT2")[0]) for chapter in chapters)
    assert titles == ["pyttsx3:en-gb-x-rp", "pyttsx3:en-us"]


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are POSIX's")
@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_render_leaves_the_old_file_and_no_debris(kill: signal.Signals, tmp_path: Path) -> None:
    """The target is the old file or the whole new one, no temporary file or process stays, the next render works."""
    target = tmp_path / "out" / "session.mp3"
    steps = [f"Now slowly move your {part}." for part in ("arms", "back", "neck", "hips", "knees", "feet", "hands")]
    script = tmp_path / "moves.md"
    script.write_text("\n".join(steps), encoding="utf-8")
    holdspace("render", script, "-o", target, folder=tmp_path)
    first = target.read_bytes()
    for delay in (0.6, 1.0, 1.5):
        old, choices = target.read_bytes(), ["--voice", "pyttsx3:en-us", "--pace", f"{0.9 + delay / 100}"]
        process = subprocess.Popen(
            [sys.executable, "-m", "holdspace", "render", str(script), "-o", str(target), *choices],
            cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        time.sleep(delay)
        process.send_signal(kill)
        _, err = process.communicate(timeout=30)
        assert b"Traceback" not in err
        # On a busy machine the signal may come before Python itself listens to it.
        assert process.returncode in ((0, 130, -kill) if kill is signal.SIGINT else (0, -kill))
        left = [path.name for path in target.parent.iterdir()]
        assert left == ["session.mp3"] or kill is signal.SIGKILL
        at_once("render", script, "-o", "whole.mp3", *choices, folder=tmp_path)
        new = (tmp_path / "whole.mp3").read_bytes()
        assert target.read_bytes() in ((new,) if process.returncode == 0 else (old, new))
    holdspace("render", script, "-o", target, folder=tmp_path)
    assert [path.name for path in target.parent.iterdir()] == ["session.mp3"]
    assert target.read_bytes() == first


def test_doctor_finds_what_a_render_needs(tmp_path: Path) -> None:
    """On a machine that can render, nothing is missing."""
    rows = holdspace("doctor", "--json", folder=tmp_path).json()
    assert {"ffmpeg", "clip store", "voices of pyttsx3"} <= {row["what"] for row in rows}
    assert all(row["status"] != "missing" for row in rows)
