# ruff: noqa: INP001 -- a script, not a package
"""How long it takes to make a session again, beside the usual way of joining clips: `python benchmarks/regenerate.py`.

Everything is measured in one run, on the same clips, as whole processes with Python's start. The tables go to stdout;
`docs/performance.json` and `docs/performance.svg` are written when `--write` is given.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from measuring import Measured, best, measured
from plotting import bars
from routine_maker import routine

from holdspace.processors import usable_cpus

_HERE = Path(__file__).resolve().parent
_DOCS = _HERE.parent / "docs"
_CUES_AN_HOUR = 140
_FIT_CUES = (60, 600)
_FIT_MINUTES = 40
_HEADINGS = (
    "| session | peers' way | cold (allowed) | again, holds ×1.1 | times faster | above `--help` "
    "| processor s | peak MB | MB written |"
)


class Bench:
    """One voice, one folder, one clip store for all measurements."""

    def __init__(self, folder: Path, voice: str, runs: int) -> None:
        self.folder, self.voice, self.runs = folder, voice, runs
        self.env = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "HOLDSPACE_CACHE": str(folder / "clips"),
            "HOLDSPACE_CONFIG": str(folder / "config"),
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),  # as installed: compiled once
        }
        self.holdspace = [sys.executable, "-m", "holdspace"]

    def script(self, minutes: int, cues: int) -> Path:
        """A script for a session of this size."""
        path = self.folder / f"{minutes}-{cues}.md"
        path.write_text(routine(minutes, cues), encoding="utf-8")
        return path

    def render(self, script: Path, *more: str, runs: int) -> Measured:
        """Render `script`, `runs` times, and take the fastest."""
        return best([*self.holdspace, *self.command(script, *more)], self.env, runs)

    def command(self, script: Path, *more: str) -> list[str]:
        """The words after `holdspace`."""
        target = str(script.with_suffix(".mp3"))
        return ["render", str(script), "-o", target, "--force", "--quiet", "--voice", self.voice, *more]

    def help(self) -> Measured:
        """`holdspace --help`, the least that any command takes."""
        return best([*self.holdspace, "--help"], self.env, self.runs + 2)

    def peers_plan(self, script: Path) -> Path:
        """What the usual way joins; made in a process of its own, since a big parent would count as the peak of all."""
        plan = script.with_suffix(".plan.json")
        measured([sys.executable, _HERE / "peers_plan.py", script, self.voice, plan], self.env)
        return plan

    def peers(self, script: Path) -> tuple[Measured, int]:
        """The usual way, once, and the bytes it wrote."""
        target = script.with_suffix(".peers.mp3")
        run = measured([sys.executable, _HERE / "peers_way.py", self.peers_plan(script), target], self.env)
        return run, target.stat().st_size

    def know_voice(self) -> None:
        """Have the voice measured and the built grammar kept, as on any machine that has rendered once."""
        script = self.folder / "first.md"
        script.write_text("Sit down. [hold 40s]\n[breathe 2 rounds]\n", encoding="utf-8")
        self.render(script, runs=1)

    def engine(self, script: Path) -> dict[str, float]:
        """How many distinct sentences there are, and the seconds that the voice alone takes for them."""
        result = script.with_suffix(".engine.json")
        measured([sys.executable, _HERE / "engine_seconds.py", script, self.voice, result], self.env)
        return dict(json.loads(result.read_text(encoding="utf-8")))


def session(bench: Bench, minutes: int) -> dict[str, Any]:
    """All measurements of one length."""
    cues = max(2, round(minutes * _CUES_AN_HOUR / 60))
    script = bench.script(minutes, cues)
    bench.know_voice()
    cold = bench.render(script, runs=1)
    again = bench.render(script, "--hold", "1.1x", runs=bench.runs)
    doubled = bench.render(script, "--hold", "2x", runs=bench.runs)
    size = script.with_suffix(".mp3").stat().st_size
    same = bench.render(script, runs=bench.runs)
    peers, peers_size = bench.peers(script)
    engine = bench.engine(script)
    return {
        "minutes": minutes,
        "cues": cues,
        "engine": engine,
        "cold_allowed_seconds": round(1.25 * engine["seconds"] / usable_cpus() + 2, 2),
        "cold": asdict(cold),
        "again": asdict(again),
        "same": asdict(same),
        "doubled_holds": asdict(doubled),
        "doubled_bytes": size,
        "peers": asdict(peers),
        "bytes": script.with_suffix(".mp3").stat().st_size,
        "peers_bytes": peers_size,
        "times_faster": round(peers.wall_seconds / again.wall_seconds, 1),
    }


def growth(bench: Bench) -> dict[str, float]:
    """Time against the number of cues, in sessions of one length: warm, above what `--help` takes."""
    floor = bench.help().wall_seconds
    taken = {}
    for cues in _FIT_CUES:
        script = bench.script(_FIT_MINUTES, cues)
        bench.render(script, runs=1)
        taken[cues] = bench.render(script, runs=bench.runs).wall_seconds
    few, many = _FIT_CUES
    return {
        "few_cues": few,
        "many_cues": many,
        "few_seconds": round(taken[few], 3),
        "many_seconds": round(taken[many], 3),
        "times": round(taken[many] / taken[few], 2),
        "times_above_help": round((taken[many] - floor) / (taken[few] - floor), 2),
        "exponent": round(math.log(taken[many] / taken[few]) / math.log(many / few), 2),
    }


def machine() -> dict[str, Any]:
    """What this was measured on."""
    kind = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        kind = names[0] if names else kind
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return {
        "cpu": kind,
        "usable_cpus": usable_cpus(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(load, 1),
    }


def tables(result: dict[str, Any]) -> str:
    """The results as Markdown."""
    floor = result["help"]["wall_seconds"]
    lines = [
        _HEADINGS,
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in result["sessions"]:
        again, peers = row["again"], row["peers"]
        cells = (
            f"{row['minutes']} min, {row['cues']} cues",
            f"{peers['wall_seconds']:.1f} s",
            f"{row['cold']['wall_seconds']:.1f} s ({row['cold_allowed_seconds']:.1f})",
            f"{again['wall_seconds']:.2f} s",
            f"{row['times_faster']:.0f}",
            f"{again['wall_seconds'] - floor:+.2f} s",
            f"{again['cpu_seconds']:.2f} / {peers['cpu_seconds']:.1f}",
            f"{again['peak_mb']:.0f} / {peers['peak_mb']:.0f}",
            f"{row['bytes'] / 1e6:.1f} / {row['peers_bytes'] / 1e6:.1f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "| session | again | holds ×1.1 | holds ×2 |", "|---|---|---|---|"]
    lines += [
        f"| {row['minutes']} min | {row['same']['wall_seconds']:.2f} s | {row['again']['wall_seconds']:.2f} s "
        f"| {row['doubled_holds']['wall_seconds']:.2f} s |"
        for row in result["sessions"]
    ]
    fit = result["growth"]
    above = f"{fit['times_above_help']} times what is above `--help`; exponent {fit['exponent']}"
    cues = f"{fit['many_cues']} cues instead of {fit['few_cues']} in {_FIT_MINUTES} minutes"
    lines += ["", f"`holdspace --help`: {floor:.2f} s. {cues} take {fit['times']} times the time ({above})."]
    return "\n".join(lines)


def plot(result: dict[str, Any]) -> str:
    """The results as SVG."""
    rows = []
    for row in result["sessions"]:
        group = f"{row['minutes']} min"
        rows += [
            (group, "peers' way", row["peers"]["wall_seconds"]),
            (group, "holdspace, cold", row["cold"]["wall_seconds"]),
            (group, "holdspace, again", row["again"]["wall_seconds"]),
        ]
    return bars("Making a session again, with longer holds", rows)


def main() -> None:
    """Measure, print, and write what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, nargs="+", default=[10, 60], help="lengths of the sessions")
    parser.add_argument("--voice", default="hibari:heart", help="the voice of all sessions")
    parser.add_argument("--runs", type=int, default=3, help="runs of each warm measurement; the fastest counts")
    parser.add_argument("--write", action="store_true", help="write docs/performance.json and docs/performance.svg")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="holdspace-bench-") as name:
        bench = Bench(Path(name), options.voice, options.runs)
        result = {"machine": machine(), "voice": options.voice, "help": asdict(bench.help())}
        result["sessions"] = [session(bench, minutes) for minutes in options.minutes]
        result["growth"] = growth(bench)
    sys.stdout.write(f"{json.dumps(result['machine'])}\n\n{tables(result)}\n")
    if options.write:
        (_DOCS / "performance.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        (_DOCS / "performance.svg").write_text(plot(result), encoding="utf-8")


if __name__ == "__main__":
    main()
