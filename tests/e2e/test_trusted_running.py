"""The trusted cases about running: clean streams, bad voices, memory, time, encodings, no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from command_helpers import RATE_HZ, ROUTINES, House, at_once, decoded, environment, holdspace, measured
from holdspace.cli.choosing import choices_from
from holdspace.errors import BadChoice, ScriptError
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="measured as Linux tells it")
on_posix = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")

SCRIPT = "## Stand\n\nStand tall. [pause 1s]\nHold this for {3 seconds}.\n"
SILENT, ESPEAK = ("--voice", "silent:tone"), ("--voice", "pyttsx3:en-us")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "routine.md"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_the_systems_voice_prints_nothing(script: Path, tmp_path: Path) -> None:
    """With pyttsx3, which likes to print, stdout is the receipt alone, and with `-o -` the very bytes of the file."""
    receipt = holdspace("render", script, "-o", "a.mp3", "--json", *ESPEAK, folder=tmp_path).json()
    assert receipt["synthesized"] == 3
    command = [sys.executable, "-m", "holdspace", "render", str(script), "-o", "-", *ESPEAK]
    for clip in (tmp_path / "clips").rglob("*.clip"):
        clip.unlink()  # so that the voice speaks, and likes to print, again
    done = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=True)
    assert done.stdout == (tmp_path / "a.mp3").read_bytes()


@pytest.mark.parametrize("pace", [0.0, 120.5, -1.0, 10.0, float("nan"), float("inf")])
def test_a_pace_out_of_range_is_refused(pace: float) -> None:
    """Rates that an engine would ignore or turn into noise are refused with the range that is valid."""
    with pytest.raises(BadChoice, match=r"0\.5 .* 2\.0"):
        choices_from(
            voice=None, pace=pace, hold=None, rest=None, length=None, breath=None,
            countdown=None, halfway=None, chapters_spoken=None,
        )  # fmt: skip


WORKER = """
import json, os, signal, sys, time, wave
print(json.dumps({"ok": "ready"}), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    if question["do"] == "voices":
        voices = [{"id": "gmw/en-us", "name": "English", "languages": ["en-us"], "gender": "M"}]
        print(json.dumps({"ok": {"default": "gmw/en-us", "voices": voices, "library": "fake"}}), flush=True)
        continue
    with open(sys.argv[2], "a") as log:
        log.write(question["text"] + "\\n")
    if "ankle" in question["text"]:
        if sys.argv[1] == "hangs":
            time.sleep(60)
        if sys.argv[1] == "segfaults":
            os.kill(os.getpid(), signal.SIGSEGV)
    with wave.open(question["file"], "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(b"\\x00\\x10\\x00\\xf0" * 6000)
    if "ankle" in question["text"]:
        data = open(question["file"], "rb").read()
        open(question["file"], "wb").write(data[: len(data) // 2])
    print(json.dumps({"ok": None}), flush=True)
"""


@on_posix
@pytest.mark.parametrize(
    ("mood", "what"), [("hangs", "did not finish"), ("segfaults", "SIGSEGV"), ("truncates", "no whole file")]
)
def test_a_voice_that_fails_on_one_step(mood: str, what: str, tmp_path: Path) -> None:
    """It is tried twice and then named with its line; the other steps are spoken, the wait is bounded."""
    log = tmp_path / "log"
    (tmp_path / "worker.py").write_text(WORKER, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "worker.py"), mood, str(log)]
    engine = Pyttsx3Engine(command, base_seconds=0.5, seconds_per_character=0.0)
    begun = time.monotonic()
    with House(tmp_path, {"pyttsx3": engine}) as house, pytest.raises(ScriptError) as caught:
        house.make("Stand up very tall now.\nNow lift your left ankle.\nLet everything go again.\n", "pyttsx3:en-us")
    assert time.monotonic() - begun < 30  # two waits of 1.5 s, and room for a busy machine
    (told,) = caught.value.diagnostics
    assert (told.place.line, told.severity) == (2, "error")
    assert "Now lift your left ankle." in told.what
    assert what in told.what
    spoken = log.read_text(encoding="utf-8").splitlines()
    assert spoken.count("Now lift your left ankle.") == 2
    assert {"Stand up very tall now.", "Let everything go again."} <= set(spoken)
    assert not (tmp_path / "session.wav").exists()


def test_a_render_raises_no_warning(script: Path, tmp_path: Path) -> None:
    """Every warning of Python's being an error, a routine of three steps is rendered all the same."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "holdspace", "render", str(script), "-o", "a.mp3", "--quiet", *ESPEAK],
        cwd=tmp_path, env=environment(tmp_path, PATH=""), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(decoded(tmp_path / "a.mp3")) > 5 * RATE_HZ


ONE_CPU = """
import os
os.sched_setaffinity(0, {next(iter(os.sched_getaffinity(0)))})
from holdspace.speech.engines.hibari_engine import HibariEngine
HibariEngine().speak("Breathe in, and breathe out.", "heart", 1.0)
print(len(os.listdir("/proc/self/task")))
"""


@on_linux
def test_on_one_cpu_the_model_starts_no_crowd(tmp_path: Path) -> None:
    """Confined to one CPU, the neural voice speaks with at most two threads and no complaint about affinity."""
    done = subprocess.run(
        [sys.executable, "-c", ONE_CPU], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert int(done.stdout) <= 2


LIGHT = [
    ("render", "--help"),
    ("new", "Evening"),
    ("format", "{script}"),
    ("check", "{script}"),
    ("show", "--no-audio", "{script}"),
]


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_what_makes_no_sound_loads_nothing_for_it(arguments: tuple[str, ...], script: Path, tmp_path: Path) -> None:
    """Explaining, beginning, tidying, checking and estimating a script need neither numpy nor pydub nor any engine."""
    loaded = modules_of([a.format(script=script) for a in arguments], tmp_path)
    assert not loaded & {"numpy", "pydub", "soxr", "onnxruntime", "hibari", "pyttsx3", "mutagen", "fsspec"}


@pytest.mark.parametrize("choices", [(), ("--voice", "pyttsx3:en-us"), ("--bed", "rain", "-o", "a.m4b", "--json")])
def test_a_dry_run_loads_no_voice(choices: tuple[str, ...], script: Path, tmp_path: Path) -> None:
    """`--dry-run` looks into the clip store, but neither a model nor a library of sound is loaded for it."""
    loaded = modules_of(["render", str(script), "--dry-run", *choices], tmp_path)
    assert not loaded & {"numpy", "pydub", "soxr", "onnxruntime", "hibari.core", "pyttsx3", "mutagen", "fsspec"}


def modules_of(arguments: list[str], folder: Path) -> set[str]:
    """What a run of the command has imported when it ends."""
    program = (
        "import sys\nfrom holdspace.cli.app import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print('LOADED', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder, env=environment(folder), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.rpartition("LOADED")[2].split())


@on_linux
def test_sixteen_hundred_steps_are_put_together_at_once(tmp_path: Path) -> None:
    """With its clips ready, a session of 1,600 steps takes under 5 s of CPU time and under 500 MB."""
    import resource

    steps = "".join(f"{'Fold slowly' if n % 3 else 'Stand'}. [pause 500 ms]\n" for n in range(1600))
    (tmp_path / "steps.md").write_text(steps, encoding="utf-8")
    (tmp_path / "ready.md").write_text("Fold slowly. [pause 500 ms]\nStand.\n", encoding="utf-8")
    at_once("render", "ready.md", "-o", "ready.mp3", *SILENT, folder=tmp_path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran, peak_bytes = measured("render", "steps.md", "-o", "steps.mp3", "--json", *SILENT, folder=tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.json()["cues"] == 1600
    assert ran.json()["synthesized"] == 0
    # CPU time, since the machine may be busy; it includes half a second for starting the program.
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 5
    assert peak_bytes < 500 * 10**6


@on_linux
@pytest.mark.parametrize(("suffix", "minutes"), [("mp3", 240), ("wav", 32)])
def test_long_sessions_fit_into_little_memory(suffix: str, minutes: int, tmp_path: Path) -> None:
    """A routine of four hours, or of half an hour sample by sample, is written whole and never takes 500 MB."""
    hold = f"[hold {minutes // 4}m]"
    (tmp_path / "long.md").write_text(f"Rest. {hold}\nStay. {hold}\n" * 2 + "Rise.\n", encoding="utf-8")
    target = tmp_path / f"long.{suffix}"
    ran, peak_bytes = measured("render", "long.md", "-o", target, "--json", *SILENT, folder=tmp_path)
    assert ran.json()["seconds"] == pytest.approx(minutes * 60 + 6, abs=5)
    assert peak_bytes < 500 * 10**6
    assert target.stat().st_size == pytest.approx(
        ran.json()["seconds"] * (8000 if suffix == "mp3" else 88200), rel=0.01
    )


PLAIN = "---\ntitle: Café\n---\n\n## Śavāsana\n\nLie in Śavāsana, for é. [pause 3s]\n\nStay for {20 seconds}.\n"


def test_the_plan_does_not_depend_on_the_encoding(tmp_path: Path) -> None:
    """UTF-8 with a mark, UTF-16, Windows line ends and decomposed accents give the very plan of plain UTF-8."""
    path = tmp_path / "routine.md"
    plans = []
    with House(tmp_path) as house:
        for data in (
            PLAIN.encode(),
            PLAIN.encode("utf-8-sig"),
            PLAIN.encode("utf-16"),
            PLAIN.replace("\n", "\r\n").encode(),
            unicodedata.normalize("NFD", PLAIN).encode(),
        ):
            path.write_bytes(data)
            plans.append(house.place(path).timeline)
    assert plans[0].events
    assert all(plan == plans[0] for plan in plans)


def test_another_encoding_is_an_error_with_its_line(tmp_path: Path) -> None:
    """A Latin-1 file is refused with the line of its first foreign letter, status 1."""
    (tmp_path / "old.md").write_bytes("Stand tall.\nUn café.\n".encode("latin-1"))
    ran = at_once("check", "old.md", folder=tmp_path, status=1)
    assert "old.md:2:7" in ran.err


OFFLINE = """
import sys
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"):
        open({log!r}, "a").write(f"{{event}} {{args}}\\n")
        raise OSError("there is no network")
sys.addaudithook(watch)
"""


def test_the_default_voice_needs_no_network(script: Path, tmp_path: Path) -> None:
    """No process of a render with the default voice so much as looks up a name."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    log = tmp_path / "network.log"
    (hooks / "sitecustomize.py").write_text(OFFLINE.format(log=str(log)), encoding="utf-8")
    probe = "import socket; socket.getaddrinfo('localhost', 80)"
    env = environment(tmp_path, PYTHONPATH=str(hooks))
    assert subprocess.run([sys.executable, "-c", probe], env=env, stderr=subprocess.DEVNULL, check=False).returncode
    assert log.read_text(encoding="utf-8")
    log.unlink()
    for voice in ((), ESPEAK):
        holdspace("render", script, "-o", "a.mp3", *voice, folder=tmp_path, PYTHONPATH=str(hooks))
    assert not log.exists()


BARE = """
import sys
from importlib.machinery import PathFinder
class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        hidden = name.partition(".")[0] in ("hibari", "onnxruntime", "espeakng_loader")
        return None if hidden else PathFinder.find_spec(name, path, target)
sys.meta_path[:] = [Finder if finder is PathFinder else finder for finder in sys.meta_path]
"""


def bare(folder: Path) -> dict[str, str]:
    """An environment without the extra and without any speech library."""
    hooks = folder / "hooks"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(BARE, encoding="utf-8")
    return {"PYTHONPATH": str(hooks), "HOLDSPACE_ESPEAK": "none"}


@on_linux
def test_without_any_voice_it_says_what_to_install(script: Path, tmp_path: Path) -> None:
    """With neither the extra nor the speech library, `render` and `doctor` exit with 3 and give the command to type."""
    env = bare(tmp_path)
    ran = holdspace("render", script, folder=tmp_path, status=3, **env)
    assert "python -m pip install" in ran.err
    assert not (tmp_path / "output").exists()
    found = json.loads(holdspace("doctor", "--json", folder=tmp_path, status=3, **env).out)
    missing = [row for row in found if row["status"] == "missing"]
    assert missing
    assert any("python -m pip install espeakng-loader" in f"{row['detail']} {row['mend']}" for row in missing)


@on_linux
@pytest.mark.parametrize("routine", sorted(ROUTINES.glob("*.md")), ids=lambda path: path.stem)
def test_every_routine_is_for_the_systems_voice_too(routine: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each shipped routine is spoken whole by espeak, and no line of it is more than that voice can say."""
    folder = tmp_path_factory.getbasetemp() / "every-routine"  # the routines share their clips
    folder.mkdir(exist_ok=True)
    with House(folder) as house:
        placed = house.place(routine, "pyttsx3:en-us")
    assert [d.code for d in placed.diagnostics] == []
    assert not placed.timeline.estimated
