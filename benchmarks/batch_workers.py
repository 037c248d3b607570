# ruff: noqa: INP001 -- a script, not a package
"""How much faster two Dask workers make a batch than one, on a cold clip store.

    python benchmarks/batch_workers.py [--voices heart,pyttsx3:en-us] [--holds 1x,1.5x,2x] [ROUTINE…]

Each worker has one thread. The clusters are up before the clock starts, as an existing one is. Runs alternate, so that
a machine that gets busier meanwhile disturbs both alike; the best of each counts.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from distributed import LocalCluster

from holdspace.routine.durations import parse_scaling
from holdspace.session.batching import Batch, make_batch
from holdspace.session.cluster import Cluster
from holdspace.session.making import Workshop
from holdspace.session.ordering import Wishes, orders_for
from holdspace.speech.store import ClipStore

ROUTINES = Path(__file__).resolve().parent.parent / "routines"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("routines", nargs="*", type=Path)
    parser.add_argument("--voices", default="heart,pyttsx3:en-us,pyttsx3:en-gb-x-rp")
    parser.add_argument("--holds", default="1x,1.5x,2x")
    parser.add_argument("--runs", type=int, default=1)
    asked = parser.parse_args()
    scripts = asked.routines or sorted(ROUTINES.glob("*.md"))
    holds = tuple(parse_scaling(hold) for hold in asked.holds.split(","))
    wishes = Wishes(voices=tuple(asked.voices.split(",")), holds=holds)
    best: dict[int, float] = {}
    for _ in range(asked.runs):
        for workers in (1, 2):
            batch = measured(scripts, wishes, workers)
            best[workers] = min(best.get(workers, batch.wall_seconds), batch.wall_seconds)
            phases = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in batch.phases)
            load = f"; load {os.getloadavg()[0]:.1f}" if sys.platform != "win32" else ""
            files = len(batch.results)
            print(
                f"{workers} workers: {batch.wall_seconds:.1f} s ({phases}), {files} files, {batch.spoken} spoken{load}"
            )
    print(f"two workers take {best[2] / best[1]:.2f} of one worker's time")


def measured(scripts: list[Path], wishes: Wishes, workers: int) -> Batch:
    """One batch on a cluster of so many workers, with an empty store."""
    with (
        tempfile.TemporaryDirectory() as folder,
        LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0") as local,
        Workshop(store=ClipStore(Path(folder) / "clips")) as workshop,
        Cluster(workshop.store, local.scheduler_address) as runner,
    ):
        batch = make_batch(workshop, orders_for(scripts, wishes, Path(folder) / "out"), runner)
    if batch.failure is not None:
        raise batch.failure
    return batch


if __name__ == "__main__":
    main()
