"""What a clip store holds, and how it stays within its limit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.audio.segments import AudioSegment
from holdspace.errors import BadChoice
from holdspace.speech import keeping
from holdspace.speech.clip import Clip
from holdspace.speech.keeping import clear, entries, limit_bytes, prune, read_ledger
from holdspace.speech.store import ClipStore, default_store, key_of

PCM = b"\x01\x02" * 5000


def key(number: int) -> str:
    return key_of(number=number)


def filled(folder: Path, count: int = 6) -> ClipStore:
    """A store of `count` clips of about 10 kB; clip 0 was used longest ago, each next one an hour later."""
    store = ClipStore(folder)
    for number in range(count):
        store.put(key(number), Clip("x", AudioSegment(data=PCM, sample_width=2, frame_rate=44_100, channels=1), 0, 0))
        used = time.time() - 3600 * (count - number)
        os.utime(path_of(folder, key(number)), (used, used))
    return store


def path_of(folder: Path, name: str, kind: str = "clip") -> Path:
    return folder / name[:2] / name[2:4] / f"{name}.{kind}"


def held(folder: Path, count: int = 6) -> list[int]:
    return [number for number in range(count) if path_of(folder, key(number)).exists()]


def size_of(folder: Path) -> int:
    return sum(entry.size_bytes for entry in entries(folder))


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    """Pruning removes what was used longest ago; a clip that was asked for lately stays, however old it is."""
    store = filled(tmp_path)
    assert store.get(key(0)) is not None
    assert store.extent(key(1)) is not None
    removed = prune(tmp_path, size_of(tmp_path) // 2)
    assert held(tmp_path) == [0, 1, 5]
    assert removed.entries == 3
    assert removed.size_bytes > 3 * len(PCM)


def test_blocks_go_by_age_too_and_notes_stay(tmp_path: Path) -> None:
    """Encoded blocks are pruned like clips; a note, tiny and dear, is left until the store is cleared."""
    store = filled(tmp_path, 2)
    store.put_note(key(8), {"gain_db": 1.0})
    store.put_block(key(9), b"frames")
    os.utime(path_of(tmp_path, key(9), "block"), (1, 1))
    prune(tmp_path, size_of(tmp_path) - 1)
    assert store.get_block(key(9)) is None
    assert held(tmp_path, 2) == [0, 1]
    prune(tmp_path, 0)
    assert held(tmp_path, 2) == []
    assert store.get_note(key(8)) == {"gain_db": 1.0}
    assert clear(tmp_path).entries == 1
    assert store.get_note(key(8)) is None


def test_a_render_keeps_the_store_within_its_limit(tmp_path: Path) -> None:
    """After a render that passed the limit the store holds at most as much; within it nothing is removed."""
    filled(tmp_path)
    roomy = ClipStore(tmp_path, 1_000_000)
    roomy.put_note(key(90), {})
    roomy.note_render(0, 1)
    assert held(tmp_path) == [0, 1, 2, 3, 4, 5]
    tight = ClipStore(tmp_path, 45_000)
    tight.put_note(key(91), {})
    tight.note_render(0, 1)
    assert held(tmp_path) == [3, 4, 5]
    assert size_of(tmp_path) <= 45_000


def test_a_warm_render_does_not_look_through_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A render that wrote nothing counts nothing: it only adds its line to the ledger."""
    store = filled(tmp_path)
    store.note_render(0, 6)
    monkeypatch.setattr(keeping, "entries", lambda _folder: pytest.fail("the store was looked through"))
    ClipStore(tmp_path).note_render(6, 0)
    assert read_ledger(tmp_path).hit_rate == 0.5


def test_the_hit_rate_is_that_of_the_last_renders(tmp_path: Path) -> None:
    """Twenty renders are remembered; before the first there is no rate."""
    assert read_ledger(tmp_path).hit_rate is None
    store = filled(tmp_path, 1)
    store.note_render(0, 1000)
    for _ in range(20):
        store.note_render(3, 1)
    assert read_ledger(tmp_path).hit_rate == 0.75


@pytest.mark.parametrize("text", ["", "{", "[]", '{"renders": [[1]], "bytes": 1, "counted": 0}', '{"renders": 5}'])
def test_a_damaged_ledger_is_an_empty_one(tmp_path: Path, text: str) -> None:
    """Whatever stands in the ledger, a render goes on and begins it anew."""
    store = filled(tmp_path, 1)
    (tmp_path / "renders.json").write_text(text)
    store.note_render(1, 0)
    assert read_ledger(tmp_path).renders == ((1, 0),)


def test_only_its_own_files_are_ever_removed(tmp_path: Path) -> None:
    """Files of another shape or in another place, and whatever lies behind a link, are neither counted nor removed."""
    elsewhere = tmp_path / "elsewhere"
    folder = tmp_path / "clips"
    filled(elsewhere, 1)
    filled(folder, 1)
    name = key(1)
    strangers = [
        folder / "notes.txt",
        folder / f"{name}.clip",
        folder / "ab" / "cd" / f"{'0' * 64}.clip",
        path_of(folder, name, "mp3"),
        folder / "photos" / "ab" / f"{name}.clip",
    ]
    for stranger in strangers:
        stranger.parent.mkdir(parents=True, exist_ok=True)
        stranger.write_text("mine")
    link = path_of(folder, key(2))
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(strangers[0])
    (folder / "ff").symlink_to(elsewhere / key(0)[:2], target_is_directory=True)
    assert len(list(entries(folder))) == 1
    prune(folder, 0)
    clear(folder)
    assert held(folder, 1) == []
    assert held(elsewhere, 1) == [0]
    assert all(stranger.read_text() == "mine" for stranger in strangers)
    assert link.is_symlink()


def test_clearing_leaves_an_empty_folder(tmp_path: Path) -> None:
    """After clearing nothing of the store is left, what a killed process left behind included; and it works again."""
    store = filled(tmp_path, 2)
    dead = path_of(tmp_path, key(0)).parent / f".x.{os.urandom(4).hex()}-1-00000000.holdspace.part"
    dead.write_text("half")
    os.utime(dead, (1, 1))
    clear(tmp_path)
    assert list(tmp_path.iterdir()) == []
    store.put_block(key(1), b"again")
    assert store.get_block(key(1)) == b"again"


def test_writing_goes_on_while_another_clears(tmp_path: Path) -> None:
    """Two processes, one that writes and one that clears all the time, never disturb each other."""
    program = (
        "import sys; from pathlib import Path; from holdspace.speech.store import ClipStore, key_of\n"
        "store = ClipStore(Path(sys.argv[1]), 2000)\n"
        "for n in range(60):\n"
        "    store.put_block(key_of(n=n), b'x' * 500); store.note_render(1, 1)\n"
    )
    writer = subprocess.Popen([sys.executable, "-W", "error", "-c", program, str(tmp_path)])
    while writer.poll() is None:
        time.sleep(0.005)
        clear(tmp_path)
    assert writer.returncode == 0


@pytest.mark.parametrize(
    ("text", "size"),
    [("1000000", 10**6), ("500 MB", 5 * 10**8), ("1.5GiB", 3 << 29), ("2g", 2 * 10**9), ("0", 0), ("1,5 kB", 1500)],
)
def test_sizes_are_read(monkeypatch: pytest.MonkeyPatch, text: str, size: int) -> None:
    """A limit is written in bytes or with a unit, thousands or powers of 1024."""
    monkeypatch.setenv("HOLDSPACE_CACHE_LIMIT", text)
    assert limit_bytes() == default_store().limit_bytes == size


@pytest.mark.parametrize("text", ["much", "-1", "5 parsecs", "1 2", "MB"])
def test_a_size_that_cannot_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """The error names the variable and shows how a size is written."""
    monkeypatch.setenv("HOLDSPACE_CACHE_LIMIT", text)
    with pytest.raises(BadChoice, match=r"HOLDSPACE_CACHE_LIMIT cannot be .* 500 MB"):
        default_store()


def test_without_a_limit_it_is_a_gibibyte(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is 1 GiB unless the environment names another."""
    monkeypatch.delenv("HOLDSPACE_CACHE_LIMIT", raising=False)
    assert limit_bytes() == 1 << 30


@given(st.lists(st.integers(0, 1000), max_size=5), st.integers(0, 3000))
def test_pruning_never_leaves_more_than_asked(sizes: list[int], to_bytes: int) -> None:
    """Whatever the store holds, at most `to_bytes` are left, and nothing goes when it fits already."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, size in enumerate(sizes):
            path = path_of(folder, key(number), "block")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(size))
        removed = prune(folder, to_bytes)
        assert size_of(folder) <= to_bytes
        assert removed.entries == 0 or sum(sizes) > to_bytes
