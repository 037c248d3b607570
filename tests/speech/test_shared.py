"""The clip store that several machines share, at real fsspec URLs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from holdspace.audio.segments import AudioSegment
from holdspace.errors import BadChoice
from holdspace.speech import shared
from holdspace.speech.clip import Clip
from holdspace.speech.shared import SharedStore, SharedStoreUnreachable
from holdspace.speech.store import ClipStore, default_store, key_of

fsspec = pytest.importorskip("fsspec")

KEY, OTHER = key_of(text="Inhale."), key_of(text="Exhale.")
CLIP = Clip(
    "Inhale.", AudioSegment(data=b"\x01\x02\n\x04" * 500, sample_width=2, frame_rate=44_100, channels=1), 40, 80
)


@pytest.fixture(params=["file", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield (tmp_path / "common clips").as_uri() if request.param == "file" else "memory://common/clips"
    fsspec.filesystem("memory").store.clear()


@pytest.fixture
def machines(url: str, tmp_path: Path) -> list[ClipStore]:
    return [ClipStore(tmp_path / name, shared=SharedStore(url)) for name in ("one", "two")]


def entries(url: str) -> dict[str, bytes]:
    """Every entry's name and bytes, as fsspec finds them."""
    system, root = fsspec.url_to_fs(url)
    return {path.rpartition("/")[2]: system.cat_file(path) for path in system.find(root)}


def make(store: ClipStore, *keys: str) -> None:
    """Look for clips, make those that are missing, and wait until the shared store has them or is given up."""
    for key in keys:
        if store.get(key) is None:
            store.put(key, CLIP)
    store.settle()


def test_what_one_machine_makes_another_has(machines: list[ClipStore], url: str) -> None:
    """Clips, notes and encoded sound come back whole on another machine, and are then in its own folder."""
    one, two = machines
    one.put(KEY, CLIP)
    one.put_note(KEY, {"gain_db": 1.25})
    one.put_block(OTHER, b"frames")
    one.settle()
    assert set(entries(url)) == {f"{KEY}.clip", f"{KEY}.json", f"{OTHER}.block"}
    assert two.extent(KEY) is None
    two.bring_clips([KEY, OTHER])
    two.bring_blocks([KEY, OTHER])
    assert two.extent(KEY) == one.extent(KEY) is not None
    alone = ClipStore(two.folder)
    assert two.get_note(KEY) == alone.get_note(KEY) == {"gain_db": 1.25}
    assert two.get_block(OTHER) == alone.get_block(OTHER) == b"frames"
    found = alone.get(KEY)
    assert found is not None
    assert (found.text, found.audio.raw_data) == (CLIP.text, CLIP.audio.raw_data)
    assert not alone.has(OTHER)


def test_a_damaged_entry_is_a_miss_and_made_anew(machines: list[ClipStore], url: str) -> None:
    """One changed byte anywhere, or a cut: it is not taken, not kept, and replaced by what is made instead."""
    one, two = machines
    system, root = fsspec.url_to_fs(url)
    one.put(KEY, CLIP)
    one.settle()
    whole = entries(url)[f"{KEY}.clip"]
    for data in (whole[:-1] + b"x", whole[: len(whole) // 2], b"", b"{" + whole[1:].replace(b"Inhale", b"Exhale")):
        system.pipe_file(f"{root}/{KEY[:2]}/{KEY[2:4]}/{KEY}.clip", data)
        system.pipe_file(f"{root}/{KEY[:2]}/{KEY[2:4]}/{KEY}.block", b"not sealed")
        two.bring_clips([KEY])
        assert two.get(KEY) is two.extent(KEY) is two.get_block(KEY) is None
        assert not two.folder.exists()
    two.put(KEY, CLIP)
    two.settle()
    assert entries(url)[f"{KEY}.clip"] == whole


def test_what_is_here_already_is_shared_when_asked_for(url: str, tmp_path: Path) -> None:
    """Clips and notes that were found here, and no others, are put where they are missing."""
    before = ClipStore(tmp_path / "one")
    for key in (KEY, OTHER):
        before.put(key, CLIP)
        before.put_note(key, {})
    store = ClipStore(tmp_path / "one", shared=SharedStore(url))
    assert store.extent(KEY) is not None
    assert store.get_note(KEY) == {}
    store.share_found()
    assert set(entries(url)) == {f"{KEY}.clip", f"{KEY}.json"}


class Hanging:
    """A file system that never answers."""

    protocol = "hanging"

    def __init__(self) -> None:
        self.asked = 0

    def __getattr__(self, _name: str) -> Any:
        def hang(*_: Any, **__: Any) -> None:
            self.asked += 1
            threading.Event().wait(5)

        return hang


def test_one_that_never_answers_costs_one_wait_and_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the deadline all goes on without it, in silence; when the pause is over it is asked again."""
    monkeypatch.setattr(shared, "CALL_SECONDS", 0.2)
    monkeypatch.setattr(shared, "PAUSE_SECONDS", 0.5)
    slow = Hanging()
    common = SharedStore("hanging://there")
    common._system = (slow, "there")
    store = ClipStore(tmp_path / "own", shared=common)
    began = time.monotonic()
    with pytest.warns(SharedStoreUnreachable, match="hanging://there: no answer within 0.2 s") as told:
        store.bring_clips([key_of(n=n) for n in range(40)])
    assert len(told) == 1
    assert store.get(KEY) is None
    assert time.monotonic() - began < 0.45
    assert slow.asked <= 8
    with pytest.warns(SharedStoreUnreachable, match="put") as told:
        make(store, *[KEY] * 40)
    assert len(told) == 1
    assert store.get(KEY) is not None
    time.sleep(0.5)
    asked = slow.asked
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert store.get(OTHER) is None
    assert slow.asked == asked + 1


@pytest.mark.parametrize(
    ("url", "words"),
    [("s-three://bucket", "[Pp]rotocol not known"), ("sftp://me:secret@127.0.0.1:9/clips", "sftp://127"), ("file", "")],
)
def test_what_cannot_be_used_is_told_once_without_secrets(url: str, words: str, tmp_path: Path) -> None:
    """An unknown kind, or nobody there: one warning for reading, one for writing, and clips are kept all the same."""
    (tmp_path / "file").touch()
    store = ClipStore(tmp_path / "own", shared=SharedStore((tmp_path / "file").as_uri() if url == "file" else url))
    with pytest.warns(SharedStoreUnreachable, match=words) as told:
        make(store, KEY, OTHER)
    assert store.has(KEY)
    assert store.has(OTHER)
    assert len(told) == (1 if url == "file" else 2)
    assert "secret" not in " ".join(str(one.message) for one in told)


def test_an_entry_gets_its_name_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder, what breaks off while it is written leaves neither the entry nor anything else."""
    common = SharedStore((tmp_path / "common").as_uri())
    system, _ = common._at("x")
    monkeypatch.setattr(system, "mv", lambda *_: (_ for _ in ()).throw(OSError("broken off")))
    with pytest.warns(SharedStoreUnreachable, match="broken off"):
        make(ClipStore(tmp_path / "own", shared=common), KEY)
    assert not [path for path in (tmp_path / "common").rglob("*") if path.is_file()]


def test_the_url_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one there is no shared store; what is no URL is refused."""
    assert default_store().shared is None
    monkeypatch.setenv("HOLDSPACE_SHARED_CACHE", "s3://bucket/clips")
    common = default_store().shared
    assert common is not None
    assert common.url == "s3://bucket/clips"
    monkeypatch.setenv("HOLDSPACE_SHARED_CACHE", "clips")
    with pytest.raises(BadChoice, match="HOLDSPACE_SHARED_CACHE"):
        default_store()


def test_a_warm_render_asks_nobody(tmp_path: Path) -> None:
    """Warm, fsspec is not even loaded; another machine speaks nothing again and writes the same bytes."""
    (tmp_path / "short.md").write_text("Inhale. [hold 2s]\n\nExhale. [hold 2s]\n", encoding="utf-8")
    program = (
        "import sys\nfrom holdspace.cli.app import main\n"
        "try: main()\nexcept SystemExit as end: assert not end.code, end.code\n"
        "print('fsspec' in sys.modules)"
    )

    common = (tmp_path / "common").as_uri()

    def render(cache: str) -> tuple[str, str]:
        house = {"HOLDSPACE_CACHE": str(tmp_path / cache), "HOLDSPACE_SHARED_CACHE": common}
        choices = ("-o", "a.mp3", "--voice", "silent", "--force", "--json")
        ran = subprocess.run(
            [sys.executable, "-c", program, "render", "short.md", *choices],
            cwd=tmp_path, env=os.environ | house, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told, loaded = ran.stdout.strip().rsplit("\n", 1)
        return loaded, told.partition('"synthesized": ')[2][:1]

    assert render("one") == ("True", "2")
    assert render("one") == ("False", "0")
    made = (tmp_path / "a.mp3").read_bytes()
    assert render("two") == ("True", "0")
    assert (tmp_path / "a.mp3").read_bytes() == made
