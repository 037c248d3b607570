# ruff: noqa: INP001 -- a script, not a package
"""How well `holdspace import` reads the corpus: `python benchmarks/import_scoring.py [--half tuning|test|both]`.

`--folder DIR` scores sources of your own in their stead, each with its facts beside it.

What counts as which fact is said in `tests/importing/corpus/README.md`. How it is scored:

Alignment
    Each predicted step is given to the annotated step that its words (heading and text) resemble most, under the rule
    that the order is kept; several predicted steps may share one annotated step, and their facts are then pooled. A
    predicted step without a partner is a stray: all its facts are false alarms.
Facts (precision = right / (right + false), recall = right / (right + missed), all sources counted together)
    `hold seconds`, `hold breaths`, `open holds`: the holds of a step, each to be found in that very step in that unit,
    to half a second or half a breath. A right hold in a wrong step is a miss and a false alarm. `ranges`: both ends of
    a hold that has two, to a whole number. `repeats`, `sets`, `rests` (after a step or between rounds), `sides`,
    `paced breath`: to be equal, step by step; once, or zero seconds, is no fact. `rounds`: of a group that has exactly
    the annotated steps. `timing` is all of these but sides and paced breath; `all facts` is all of them.
Steps
    `steps found`: annotated steps that have a predicted one; `steps meant`: predicted steps that have an annotated one.
Words (compared without case, accents, punctuation and markup)
    `instructions`: annotated strings found in the predicted steps anywhere, one after the other; `in place`: found in
    the steps that belong to the annotated step. `names`: names found in place. `chrome leaked`: chrome strings found in
    any step; `chrome words`: words of such leaks among all words of the predicted steps. `titles`: the annotated and
    the predicted title share half of their words (the words of both, counted once each); only where there is one.
Damage
    A damaged place is handled when its repaired wording is in a step or a hold's source, or when a doubt quotes it.
Outcome
    A source without a routine is right when the importer ends in an error with a message or finds no step. A crash is
    counted, and scored as if nothing had been read; so is an error where there is a routine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from import_counts import KINDS, TIMING, Tally
from import_facts import HALVES, Facts, load, predicted, sources
from import_running import Outcome, run_import
from import_tally import score_source

_SHARES = ("steps found", "steps meant", "instructions", "names", "titles", "damage", "outcomes")


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the half that is asked for and print the table or the JSON."""
    options = _options(arguments)
    halves = HALVES if options.half == "both" else (options.half,)
    halves = (str(options.folder.resolve()),) if options.folder else halves
    reports: dict[str, Any] = {}
    for half in halves:
        rows = [
            (source.name, *_scored(source, load(facts)))
            for source, facts in sources(half)
            if not options.only or options.only in source.name
        ]
        if any(outcome.status == "absent" for _, outcome, _ in rows):
            sys.stderr.write("There is no `holdspace import` in this checkout.\n")
            return 3
        reports[half] = report(rows)
        if not options.json:
            sys.stdout.write(table(half, reports[half]))
            sys.stdout.write(details(rows) if options.verbose else "")
    if options.json:
        sys.stdout.write(json.dumps(reports, indent=2) + "\n")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score `holdspace import` against the corpus.")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="tuning")
    parser.add_argument(
        "--folder", type=Path, help="sources of your own, each with its facts beside it, in their stead"
    )
    parser.add_argument("--only", default="", help="sources with this in their name")
    parser.add_argument("--verbose", action="store_true", help="list every miss")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def _scored(source: Path, stated: Facts) -> tuple[Outcome, Tally]:
    outcome = run_import(source)
    return outcome, score_outcome(stated, outcome)


def score_outcome(stated: Facts, outcome: Outcome) -> Tally:
    """Score one run of the importer."""
    read = predicted(outcome.data) if outcome.status == "read" else Facts()
    tally = Tally() if stated.outcome == "any" else score_source(stated, read)
    clear = outcome.status == "read" or (outcome.status == "error" and bool(outcome.message.strip()))
    as_meant = {
        "steps": outcome.status == "read" and bool(read.steps),
        "nothing": clear and not read.steps,
        "any": clear,
    }
    tally.share("outcomes", as_meant[stated.outcome], f"ended in {outcome.status}: {outcome.message[:120]}")
    tally.measures["crashes"] += outcome.status == "crash"
    return tally


def report(rows: Sequence[tuple[str, Outcome, Tally]]) -> dict[str, Any]:
    """Everything that is measured, over ROWS together; a share of nothing is None."""
    total = Tally()
    for _, _, tally in rows:
        total.add(tally)
    kinds = {**{kind: {kind} for kind in KINDS}, "timing": TIMING, "all facts": frozenset(KINDS)}
    return {
        "sources": len(rows),
        "crashes": total.measures["crashes"],
        "facts": {name: _fact_row(total, set(some)) for name, some in kinds.items()},
        **{name: _share(total, name, f"{name} of") for name in _SHARES},
        "instructions in place": _share(total, "instructions in place", "instructions of"),
        "chrome leaked": _without(_share(total, "chrome kept out", "chrome kept out of")),
        "chrome words": _share(total, "words of chrome", "words of"),
        "slowest seconds": max((outcome.seconds for _, outcome, _ in rows), default=0.0),
    }


def _fact_row(total: Tally, kinds: set[str]) -> dict[str, Any]:
    return {
        "stated": sum(total.right[kind] + total.missed[kind] for kind in kinds),
        "right": sum(total.right[kind] for kind in kinds),
        "false": sum(total.false[kind] for kind in kinds),
        "precision": total.precision(kinds),
        "recall": total.recall(kinds),
    }


def _share(total: Tally, part: str, whole: str) -> float | None:
    return total.measures[part] / total.measures[whole] if total.measures[whole] else None


def _without(share: float | None) -> float | None:
    return None if share is None else 1 - share


def table(half: str, found: dict[str, Any]) -> str:
    """The report of one half as a table."""
    lines = [f"\n## {half}: {found['sources']} sources, {found['crashes']} crashes\n"]
    lines += ["| facts | stated | right | false | precision | recall |", "|---|---:|---:|---:|---:|---:|"]
    for kind, row in found["facts"].items():
        shares = " | ".join(_percent(row[name]) for name in ("precision", "recall"))
        lines.append(f"| {kind} | {row['stated']} | {row['right']} | {row['false']} | {shares} |")
    lines += ["", "| share | |", "|---|---:|"]
    for name in (*_SHARES, "instructions in place", "chrome leaked", "chrome words"):
        lines.append(f"| {name} | {_percent(found[name])} |")
    lines.append(f"\nThe slowest source took {found['slowest seconds']:.2f} s.\n")
    return "\n".join(lines)


def details(rows: Sequence[tuple[str, Outcome, Tally]]) -> str:
    """Every miss, source by source."""
    lines = []
    for name, outcome, tally in rows:
        facts = f"{_percent(tally.precision(KINDS))} precision, {_percent(tally.recall(KINDS))} recall"
        lines += [f"\n### {name}: {facts}, {outcome.seconds:.2f} s", *(f"- {miss}" for miss in tally.misses)]
    return "\n".join(lines) + "\n"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


if __name__ == "__main__":
    sys.exit(main())
