"""Jobs done by a Dask cluster: a real one, of two worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from batch_helpers import Killing, orders, scripts_in
from holdspace.errors import MachineError, MissingExtra
from holdspace.session import cluster
from holdspace.session.batch_jobs import Job, Result, Writing
from holdspace.session.batching import Here, make_batch
from holdspace.session.cluster import Cluster
from holdspace.session.making import Workshop
from holdspace.speech.shared import SharedStore
from holdspace.speech.store import ClipStore

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workers' own folders of clips."""
    return [tmp_path_factory.mktemp("worker") / "clips" for _ in range(2)]


@pytest.fixture(scope="module")
def address(homes: list[Path]) -> Iterator[str]:
    one, other = ({"HOLDSPACE_CACHE": str(home)} for home in homes)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50, env=one
    ) as local:
        local.new_spec["options"] |= {"env": other}
        local.scale(2)
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
        runner._client.wait_for_workers(2)
        assert runner.workers == 2
        jobs: list[Any] = [Killing(tmp_path), Killing(tmp_path, 0)]
        assert sorted(runner.run(jobs)) == [(0, 1), (1, 0)]
        two = make_batch(workshop, orders(scripts, Path("shared"), ["silent:tone"], ["1x", "2x"]), runner)
    assert two.failure is None
    assert one.spoken == one.sentences == two.spoken == two.sentences > 0
    for order in wanted:
        assert order.target.read_bytes() == Path("shared", order.target.name).read_bytes()
    assert not list(tmp_path.glob("**/.holdspace-*"))


class Struck(Cluster):
    """A cluster that loses a worker after the sentences have been spoken and before the files are written."""

    def __init__(self, store: ClipStore, address: str, folder: Path) -> None:
        super().__init__(store, address)
        self._folder = folder

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        if any(isinstance(job, Writing) for job in jobs):
            killing: list[Any] = [Killing(self._folder)]
            assert list(super().run(killing)) == [(0, 1)]
        yield from super().run(jobs)


def test_workers_before_a_shared_store_need_no_common_folder_of_clips(
    address: str, homes: list[Path], tmp_path: Path
) -> None:
    """Each has its own: the bytes are the same, each sentence is spoken once in all, and a killed worker loses nothing.

    What only this machine has is put into the shared store first: nobody speaks it again.
    """
    scripts = scripts_in(tmp_path, 3)
    alone = Workshop(store=ClipStore(tmp_path / "own-clips"))
    wanted = orders(scripts, tmp_path / "alone", ["silent:tone"], ["1x", "2x"])
    one = make_batch(alone, wanted, Here(alone))
    shared = Workshop(store=ClipStore(tmp_path / "our-clips", shared=SharedStore((tmp_path / "shared").as_uri())))
    unshared = Workshop(store=ClipStore(tmp_path / "our-clips"))
    first = make_batch(unshared, orders(scripts[:1], tmp_path / "first", ["silent:tone"]), Here(unshared))
    with Struck(shared.store, address, tmp_path) as runner:
        runner._client.wait_for_workers(2)
        two = make_batch(shared, orders(scripts, tmp_path / "both", ["silent:tone"], ["1x", "2x"]), runner)
    assert len(list(tmp_path.glob("killed-*"))) == 1
    assert two.failure is None
    assert first.spoken > 0
    assert first.spoken + two.spoken == two.sentences == one.spoken
    for order in wanted:
        assert order.target.read_bytes() == (tmp_path / "both" / order.target.name).read_bytes()
    assert len(list((tmp_path / "shared").rglob("*.clip"))) == two.sentences
    # One worker may have been quick enough to make every file.
    kept = {clip.name for home in homes for clip in home.rglob("*.clip")}
    assert kept >= {clip.name for clip in (tmp_path / "shared").rglob("*.clip")}
    assert not list((tmp_path / "shared").rglob("*.part")) + list((tmp_path / "shared").rglob("*sign*"))


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


def test_a_shared_store_is_looked_at_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workshop: Workshop
) -> None:
    """A worker that does not see it is named with the store, and so is one that this machine cannot use."""

    class Blind(Elsewhere):
        def run(self, function: Callable[..., dict[str, str]], *args: Any) -> dict[str, Any]:
            told = {"tcp://blind": function(*args)} if args else {}
            return {
                worker: {**facts, "the shared clip store memory://common": "not there"}
                for worker, facts in told.items()
            }

    monkeypatch.setattr(cluster, "_connected", lambda _: Blind())
    wanted = orders(scripts_in(tmp_path, 1), tmp_path / "out", ["silent:tone"])
    workshop.store.shared = SharedStore("memory://common")
    with Cluster(workshop.store, "") as runner, pytest.raises(MachineError, match=r"blind .*memory://common"):
        make_batch(workshop, wanted, runner)
    (tmp_path / "file").touch()
    workshop.store.shared = SharedStore((tmp_path / "file").as_uri())
    with Cluster(workshop.store, "") as runner, pytest.raises(MachineError, match=r"file cannot be used: .*directory"):
        make_batch(workshop, wanted, runner)


def test_nobody_at_the_address_is_told(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to start a cluster; without the package, with how to install it."""
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 1)
    with pytest.raises(MachineError, match="dask scheduler"):
        Cluster(workshop.store, "tcp://127.0.0.1:9")
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="distributed"):
        Cluster(workshop.store, "tcp://127.0.0.1:9")
