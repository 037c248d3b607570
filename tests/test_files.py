"""One way of replacing a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from holdspace.errors import OutputUnwritable
from holdspace.files import part_beside, replacing, syncing, translated


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_target_changes_at_the_end_and_at_once(tmp_path: Path) -> None:
    """Until the block ends the target has its old bytes, then the new ones; nothing else is left."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    with replacing(target) as part:
        part.write_text("new")
        assert target.read_text() == "old"
        assert part.parent == target.parent
    assert target.read_text() == "new"
    assert names(tmp_path) == ["a.txt"]


def half_write(target: Path, error: BaseException) -> None:
    with replacing(target) as part:
        part.write_text("half")
        raise error


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), SystemExit(1)])
def test_whatever_ends_the_block_the_old_bytes_stay(error: BaseException, tmp_path: Path) -> None:
    """An error, Ctrl-C or exit in the midst goes on its way; the target is untouched and no part is left."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(type(error)):
        half_write(target, error)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """A target in folders that are not there yet gets them."""
    with replacing(tmp_path / "a" / "b" / "c.txt") as part:
        part.write_text("new")
    assert (tmp_path / "a" / "b" / "c.txt").read_text() == "new"


def test_two_writers_never_share_a_part(tmp_path: Path) -> None:
    """Each gets a part of its own, and clearing up leaves the other's alone while its process lives."""
    target = tmp_path / "a.txt"
    with replacing(target) as one, replacing(target) as two:
        assert one != two
        one.write_text("one")
        two.write_text("two")
    assert target.read_text() == "one"  # the outer block ends last
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("name", ["x" * 250, "🧘" * 60, "-dash", "Morning: 10 min"])
def test_any_name_has_room_for_its_part(name: str, tmp_path: Path) -> None:
    """The temporary name of the longest or strangest target still fits the file system."""
    with replacing(tmp_path / name) as part:
        part.write_bytes(b"new")
        assert len(part.name.encode()) < 255
    assert names(tmp_path) == [name]


def test_a_part_may_be_moved_away(tmp_path: Path) -> None:
    """A block that gives its part another name leaves it there."""
    with part_beside(tmp_path / "a.txt") as part:
        part.rename(tmp_path / "b.txt")
    assert names(tmp_path) == ["b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_the_file_has_plain_permissions(tmp_path: Path) -> None:
    """Readable by whom the umask lets, unlike a private temporary file."""
    before = os.umask(0o022)
    try:
        with replacing(tmp_path / "a.txt") as part:
            part.write_text("new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


def test_failures_of_the_system_are_told_in_our_words() -> None:
    """The reason is the system's, the mend is ours, and a refusal has another one than a full disk."""
    with (
        pytest.raises(OutputUnwritable, match=r"a\.mp3 cannot be written: No space left") as full,
        translated(Path("a.mp3")),
    ):
        raise OSError(28, "No space left on device")
    with pytest.raises(OutputUnwritable, match="Permission denied") as refused, translated(Path("a.mp3")):
        raise PermissionError(13, "Permission denied")
    assert "Free some space" in full.value.mend
    assert "Free some space" not in refused.value.mend


def test_what_is_synced_beside_reading_is_whole(tmp_path: Path) -> None:
    """A file can be read while it is brought to disk, and what goes wrong there is told of the target."""
    target, part = tmp_path / "a.mp3", tmp_path / "part"
    part.write_bytes(b"sound")
    with syncing(part, target):
        assert part.read_bytes() == b"sound"
    part.unlink()
    with pytest.raises(OutputUnwritable, match="cannot be written: No such file"), syncing(part, target):
        pass
