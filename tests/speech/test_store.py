"""The clip store."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.audio.segments import AudioSegment
from holdspace.speech.clip import Clip, Extent, extent_of
from holdspace.speech.store import ClipStore, StoreUnwritable, default_store, key_of

KEY = key_of(text="Inhale.")


def make_clip(text: str = "Śavāsana, now.", samples: bytes = b"\x01\x02\n\x04" * 500) -> Clip:
    return Clip(text, AudioSegment(data=samples, sample_width=2, frame_rate=44_100, channels=1), 40, 80)


def same(one: Clip | None, other: Clip) -> bool:
    return one is not None and (one.text, one.lead_samples, one.tail_samples, one.audio.raw_data) == (
        other.text,
        other.lead_samples,
        other.tail_samples,
        other.audio.raw_data,
    )


def only_file(folder: Path) -> Path:
    (file,) = [path for path in folder.rglob("*") if path.is_file()]
    return file


def test_gives_back_what_was_kept(tmp_path: Path) -> None:
    """A clip comes back whole: its text, samples and margins."""
    store = ClipStore(tmp_path)
    assert store.get(KEY) is None
    assert not store.has(KEY)
    store.put(KEY, make_clip())
    assert store.has(KEY)
    assert same(ClipStore(tmp_path).get(KEY), make_clip())


def test_an_entry_is_one_file_two_levels_deep(tmp_path: Path) -> None:
    """Nothing but the entry is left in the folder after writing."""
    ClipStore(tmp_path).put(KEY, make_clip())
    assert only_file(tmp_path) == tmp_path / KEY[:2] / KEY[2:4] / f"{KEY}.clip"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_is_a_miss(tmp_path: Path, data: st.DataObject) -> None:
    """An entry cut short or with a single byte changed counts as missing and is removed."""
    store = ClipStore(tmp_path)
    store.put(KEY, make_clip())
    file = only_file(tmp_path)
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        file.write_bytes(whole[:at])
    else:
        file.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    assert store.get(KEY) is None
    assert not file.exists()


def test_notes(tmp_path: Path) -> None:
    """A note comes back; a damaged one is a miss."""
    store = ClipStore(tmp_path)
    store.put_note(KEY, {"gain_db": 1.25})
    assert store.get_note(KEY) == {"gain_db": 1.25}
    only_file(tmp_path).write_bytes(b"\xff[1")
    assert store.get_note(KEY) is None


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_length_is_read_from_the_head(tmp_path: Path, cut: int) -> None:
    """Lead, audible length and tail are told without reading the sound; of a file cut short there is no length."""
    store = ClipStore(tmp_path)
    assert store.extent(KEY) is None
    store.put(KEY, make_clip())
    assert store.extent(KEY) == extent_of(KEY, make_clip()) == Extent(KEY, 40, 880, 80)
    whole = only_file(tmp_path).read_bytes()
    only_file(tmp_path).write_bytes(whole[:cut])
    assert store.extent(KEY) is None


def test_a_block_is_known_without_being_opened(tmp_path: Path) -> None:
    """Encoded sound comes back as it was kept; with a byte changed it is a miss and gone."""
    store = ClipStore(tmp_path)
    assert not store.has_block(KEY)
    assert store.get_block(KEY) is None
    store.put_block(KEY, b"frames")
    assert ClipStore(tmp_path).has_block(KEY)
    assert store.get_block(KEY) == b"frames"
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert store.get_block(KEY) is None
    assert not store.has_block(KEY)


def test_an_unwritable_store_warns_once_and_goes_on(tmp_path: Path) -> None:
    """Where the folder cannot be written, clips live for this run only, after a single warning."""
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    store = ClipStore(blocked)
    with pytest.warns(StoreUnwritable, match="HOLDSPACE_CACHE"):
        store.put(KEY, make_clip())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        store.put(key_of(text="Exhale."), make_clip("Exhale."))
        store.put_note(KEY, {"a": 1})
    assert same(store.get(KEY), make_clip())
    assert store.get_note(KEY) == {"a": 1}
    assert ClipStore(blocked).get(KEY) is None
    spare = store._spare
    assert spare is not None
    del store
    assert not spare.exists()


def test_two_processes_may_share_a_store(tmp_path: Path) -> None:
    """Two processes that write the same entries at once leave whole entries and nothing else."""
    program = (
        "import sys; from pathlib import Path; from holdspace.speech.store import ClipStore, key_of\n"
        "from holdspace.audio.segments import AudioSegment; from holdspace.speech.clip import Clip\n"
        "store = ClipStore(Path(sys.argv[1]))\n"
        "audio = AudioSegment(data=b'ab' * 20000, sample_width=2, frame_rate=44100, channels=1)\n"
        "for round in range(5):\n"
        "    for n in range(20):\n"
        "        store.put(key_of(n=n), Clip(str(n), audio, 0, 0)); found = store.get(key_of(n=n))\n"
        "        assert found is not None and found.text == str(n)\n"
    )
    both = [subprocess.Popen([sys.executable, "-W", "error", "-c", program, str(tmp_path)]) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 20


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HOLDSPACE_CACHE names the folder; nothing is made before something is kept."""
    monkeypatch.setenv("HOLDSPACE_CACHE", str(tmp_path / "clips"))
    assert default_store().folder == tmp_path / "clips"
    assert not (tmp_path / "clips").exists()
    monkeypatch.delenv("HOLDSPACE_CACHE")
    assert default_store().folder.is_absolute()


def test_keys_tell_everything_apart() -> None:
    """A key depends on each fact and its value, not on their order."""
    assert key_of(a=1, b="x") == key_of(b="x", a=1)
    assert len({key_of(a=1, b="x"), key_of(a=1.5, b="x"), key_of(a=1, b="X"), key_of(a=1), key_of(b=1, a="x")}) == 5


def test_no_warning_where_all_is_well(tmp_path: Path) -> None:
    """A writable store is silent."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ClipStore(tmp_path / "new" / "folder").put(KEY, make_clip())
