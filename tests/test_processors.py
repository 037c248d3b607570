"""How many processors may be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from holdspace.processors import usable_cpus


@pytest.fixture(autouse=True)
def eight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)), raising=False)


@pytest.mark.parametrize(
    ("written", "cpus"), [("max 100000", 8), ("200000 100000", 2), ("150000 100000", 2), ("5000 100000", 1), ("odd", 8)]
)
def test_a_container_limits_them(tmp_path: Path, written: str, cpus: int) -> None:
    """A container's share of time counts, rounded up; no limit and nonsense leave what affinity allows."""
    (tmp_path / "cpu.max").write_text(written)
    assert usable_cpus(tmp_path) == cpus


@pytest.mark.parametrize(("quota", "cpus"), [("-1", 8), ("300000", 3), ("1600000", 8)])
def test_an_older_container_limits_them_too(tmp_path: Path, quota: str, cpus: int) -> None:
    """The first version of cgroups keeps the share in two files; -1 stands for no limit."""
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(quota)
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000")
    assert usable_cpus(tmp_path) == cpus


def test_without_affinity_and_groups_all_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system tells nothing, the number of CPUs counts, and one where not even that is known."""
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    assert usable_cpus(tmp_path) == 5
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert usable_cpus(tmp_path) == 1
