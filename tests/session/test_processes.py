"""Jobs done by processes of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from batch_helpers import Killing, orders, scripts_in
from holdspace.errors import MachineError
from holdspace.processors import at_most, usable_cpus
from holdspace.session import processes
from holdspace.session.batching import Here, make_batch
from holdspace.session.making import Receipt, Workshop
from holdspace.session.processes import Processes
from holdspace.speech.store import ClipStore


def test_two_processes_make_the_same_files_and_a_killed_one_loses_nothing(tmp_path: Path) -> None:
    """Byte for byte what one process makes, each sentence spoken once; a job whose process dies is done again."""
    scripts = scripts_in(tmp_path, 2)
    alone, shared = Workshop(store=ClipStore(tmp_path / "a")), Workshop(store=ClipStore(tmp_path / "b"))
    wanted = orders(scripts, tmp_path / "alone", ["silent:tone"], ["1x", "2x"])
    one = make_batch(alone, wanted, Here(alone))
    with Processes(shared.store, 2) as runner:
        jobs: list[Any] = [Killing(tmp_path), Killing(tmp_path, 0)]
        assert sorted(runner.run(jobs)) == [(0, 1), (1, 0)]
        two = make_batch(shared, orders(scripts, tmp_path / "shared", ["silent:tone"], ["1x", "2x"]), runner)
    assert all(isinstance(result, Receipt) and not result.synthesized for _, result in two.results)
    assert one.spoken == one.sentences == two.spoken == two.sentences > 0
    for order in wanted:
        assert order.target.read_bytes() == (tmp_path / "shared" / order.target.name).read_bytes()


def test_a_job_that_always_takes_its_process_down_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few starts, with an error that tells what to try."""
    monkeypatch.setattr(processes, "_STARTS", 2)
    deadly: list[Any] = [Killing(tmp_path, 99)]
    with Processes(ClipStore(tmp_path / "clips"), 1) as runner, pytest.raises(MachineError, match="--jobs 1"):
        list(runner.run(deadly))
    assert len(list(tmp_path.glob("killed-*"))) == 2


def test_a_job_counts_on_one_processor() -> None:
    """Since there is a process for each of the others; outside of the job nothing has changed."""
    before = usable_cpus()
    with at_most(1):
        assert usable_cpus() == 1
    assert usable_cpus() == before
