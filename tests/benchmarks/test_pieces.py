"""The pieces of the benchmarks that everything else rests on."""

from __future__ import annotations

import subprocess
import sys
import wave
import xml.etree.ElementTree as ET
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from holdspace.routine.parser import parse
from holdspace.score.composing import compose
from holdspace.score.model import Choices
from holdspace.score.utterances import distinct_utterances, utterances

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    spec = spec_from_file_location(f"bench_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("minutes", "cues"), [(10, 24), (60, 140), (40, 600)])
def test_routines_are_as_long_and_varied_as_they_say(minutes: int, cues: int) -> None:
    """A routine is read without any diagnostic, and has as many sentences as asked for, most of them different."""
    parsed = parse(load("routine_maker").routine(minutes, cues))
    assert parsed.diagnostics == ()
    score = compose(parsed.routine, Choices()).score
    assert len(list(utterances(score))) == cues
    assert len(distinct_utterances(score)) >= 0.8 * cues


PEAKS = """
import sys
from measuring import measured
for program in ("pass", "x = b'1' * 90_000_000"):
    print(measured([sys.executable, "-c", program], {}).peak_mb)
"""


def test_a_process_is_measured_whole() -> None:
    """Wall time, processor time and the peak of memory are those of the process; a failure is an error."""
    measuring = load("measuring")
    run = measuring.measured([sys.executable, "-c", "import time; time.sleep(0.2)"], {})
    assert 0.2 < run.wall_seconds < 10
    assert run.cpu_seconds < run.wall_seconds
    # A process is also charged with the memory of the one that starts it, so that a small one has to.
    done = subprocess.run([sys.executable, "-c", PEAKS], cwd=BENCHMARKS, capture_output=True, text=True, check=True)
    small, large = map(float, done.stdout.split())
    assert large - small == pytest.approx(90, abs=10)
    with pytest.raises(subprocess.CalledProcessError):
        measuring.measured([sys.executable, "-c", "raise SystemExit(3)"], {})


def test_bars_are_an_svg_with_every_figure() -> None:
    """The plot is well-formed XML, and longer times have longer bars."""
    text = load("plotting").bars("A < B", [("60 min", "peers' way", 42.5), ("60 min", "holdspace, again", 0.61)])
    root = ET.fromstring(text)  # noqa: S314 -- made above
    assert "42.50 s" in text
    assert "A &lt; B" in text
    lengths = [float(bar.attrib["width"]) for bar in root.iter("{http://www.w3.org/2000/svg}rect")][1:]
    assert lengths[0] > 2 * lengths[1] > 0


def test_the_usual_way_makes_a_file_of_the_planned_length(tmp_path: Path) -> None:
    """The peers' way joins clips and silences into one MP3 as long as their sum."""
    clip = tmp_path / "clip.wav"
    with wave.open(str(clip), "wb") as stream:
        stream.setparams((1, 2, 44_100, 0, "NONE", ""))
        stream.writeframes(bytes(88_200))
    plan = tmp_path / "plan.json"
    plan.write_text(f'["{clip}", 2000, "{clip}"]')
    subprocess.run([sys.executable, BENCHMARKS / "peers_way.py", plan, tmp_path / "a.mp3"], check=True)
    assert (tmp_path / "a.mp3").stat().st_size == pytest.approx(4.0 * 8000, rel=0.05)
