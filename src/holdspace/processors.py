"""How many processors this process may really use: fewer than the machine has, in a container or under `taskset`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

_GROUPS = Path("/sys/fs/cgroup")
_MOST: ContextVar[int | None] = ContextVar("most processors", default=None)


def usable_cpus(groups: Path = _GROUPS) -> int:
    """CPUs that may be used, at least 1: by affinity and, in a container, by its share of time, rounded up."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    cpus = len(affinity(0)) if affinity else os.cpu_count() or 1
    share = _share(groups)
    usable = max(1, cpus if share is None else min(cpus, -int(-share // 1)))
    return min(usable, _MOST.get() or usable)


@contextmanager
def at_most(cpus: int) -> Iterator[None]:
    """Within the block this thread counts on no more than `cpus`: others work on the rest."""
    before = _MOST.set(cpus)
    try:
        yield
    finally:
        _MOST.reset(before)


def _share(groups: Path) -> float | None:
    """The CPUs' time that a container may take, in CPUs; None where it is not limited.

    Version 2 of cgroups says `QUOTA PERIOD` or `max PERIOD` in one file, version 1 each in its own, -1 for no limit.
    """
    with suppress(OSError, ValueError):
        quota, period = (groups / "cpu.max").read_text(encoding="ascii").split()
        return None if quota == "max" else int(quota) / int(period)
    with suppress(OSError, ValueError, ZeroDivisionError):
        quota_us = int((groups / "cpu" / "cpu.cfs_quota_us").read_text(encoding="ascii"))
        period_us = int((groups / "cpu" / "cpu.cfs_period_us").read_text(encoding="ascii"))
        return quota_us / period_us if quota_us > 0 else None
    return None
