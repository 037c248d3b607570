"""Jobs done by a Dask cluster: a real one, of two worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from batch_helpers import Killing, orders, scripts_in
from holdspace.errors import MachineError, MissingExtra
from holdspace.session import cluster
from holdspace.session.batching import Here, make_batch
from holdspace.session.cluster import Cluster
from holdspace.session.making import Workshop
from holdspace.speech.store import ClipStore

distributed = pytest.importorskip("distributed")


@pytest.fixture
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as local:
        yield local.scheduler_address


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(store=ClipStore(tmp_path / "shared-clips"))


def test_two_workers_make_the_same_files_and_a_killed_one_loses_nothing(
    address: str, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte what this process makes, from paths relative to it; what a killed worker was at is done again."""
    monkeypatch.chdir(tmp_path)
    scripts = [script.relative_to(tmp_path) for script in scripts_in(tmp_path, 2)]
    alone = Workshop(store=ClipStore(tmp_path / "own-clips"))
    wanted = orders(scripts, Path("alone"), ["silent:tone"], ["1x", "2x"])
    one = make_batch(alone, wanted, Here(alone))
    with Cluster(workshop.store, address) as runner:
        assert runner.workers == 2
        jobs: list[Any] = [Killing(tmp_path), Killing(tmp_path, 0)]
        assert sorted(runner.run(jobs)) == [(0, 1), (1, 0)]
        two = make_batch(workshop, orders(scripts, Path("shared"), ["silent:tone"], ["1x", "2x"]), runner)
    assert two.failure is None
    assert one.spoken == one.sentences == two.spoken == two.sentences > 0
    for order in wanted:
        assert order.target.read_bytes() == Path("shared", order.target.name).read_bytes()
    assert not list(tmp_path.glob("**/.holdspace-*"))


class Elsewhere:
    """A cluster of one worker that has pronunciations of its own."""

    def run(self, function: Callable[..., dict[str, str]], *args: Any) -> dict[str, Any]:
        return {"tcp://elsewhere": {**function(*args), "its pronunciations": "others"}} if args else {}

    def close(self) -> None:
        pass


def test_a_worker_that_has_something_else_is_named_before_any_work(
    workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its address and what differs; nothing is written, and no sign is left in the folders."""
    monkeypatch.setattr(cluster, "_connected", lambda _: Elsewhere())
    wanted = orders(scripts_in(tmp_path, 1), tmp_path / "out", ["silent:tone"])
    with Cluster(workshop.store, "") as runner, pytest.raises(MachineError, match=r"elsewhere .*its pronunciations"):
        make_batch(workshop, wanted, runner)
    assert not list((tmp_path / "out").iterdir())


def test_nobody_at_the_address_is_told(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to start a cluster; without the package, with how to install it."""
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 1)
    with pytest.raises(MachineError, match="dask scheduler"):
        Cluster(workshop.store, "tcp://127.0.0.1:9")
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="distributed"):
        Cluster(workshop.store, "tcp://127.0.0.1:9")
