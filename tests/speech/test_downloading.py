"""Fetching a voice from servers of every kind."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from download_helpers import DATA, HALF, Server, serving
from holdspace.errors import BadChoice, DownloadFailed, OutputUnwritable
from holdspace.speech.downloading import fetch, take
from holdspace.speech.packs import Remote, find_pack, packs

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _forget(server: Server) -> None:
    server.ranges.clear()


def nothing(here: int) -> None:
    """Ignore progress."""


def part(folder: Path) -> Path:
    return folder / "voice.bin.part"


def test_a_file_arrives_whole(server: Server, tmp_path: Path) -> None:
    """The file has its name and its bytes, progress rises to its size, and nothing else is left behind."""
    heard: list[int] = []
    target = fetch(server.remote("well"), tmp_path / "voices", heard.append)
    assert target == tmp_path / "voices" / "voice.bin"
    assert target.read_bytes() == DATA
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, len(DATA))
    assert [path.name for path in target.parent.iterdir()] == ["voice.bin"]


@pytest.mark.parametrize("manner", ["elsewhere", "announces-nothing", "announces-nonsense"])
def test_what_can_be_put_up_with(server: Server, tmp_path: Path, manner: str) -> None:
    """A redirect, and a server that says nothing sensible of the length, are no hindrance to the right file."""
    assert fetch(server.remote(manner), tmp_path, nothing).read_bytes() == DATA


def test_a_broken_connection_is_taken_up_again(server: Server, tmp_path: Path) -> None:
    """A server that sends a quarter at a time brings the file in four connections, each asking for the rest."""
    assert fetch(server.remote("truncated"), tmp_path, nothing).read_bytes() == DATA
    quarter = HALF // 2
    assert server.ranges == [None, *(f"bytes={n * quarter}-" for n in (1, 2, 3))]


def test_a_server_that_brings_nothing_is_given_up(server: Server, tmp_path: Path) -> None:
    """Where a connection brings nothing new the fetch ends, and says how much has arrived and how to go on."""
    part(tmp_path).write_bytes(DATA[:1000])
    with pytest.raises(DownloadFailed, match=r"ended after 1\.0 kB of the 512\.0 kB of voice\.bin") as caught:
        fetch(server.remote("truncated-at-once"), tmp_path, nothing)
    assert "same command again" in caught.value.mend
    assert caught.value.exit_status == 3
    assert part(tmp_path).read_bytes() == DATA[:1000]
    assert not (tmp_path / "voice.bin").exists()


@pytest.mark.parametrize("manner", ["stalls", "never-answers"])
def test_a_silent_server_is_given_up(server: Server, tmp_path: Path, manner: str) -> None:
    """A server that falls silent is given up after the time that it may be silent; what has arrived is kept."""
    with pytest.raises(DownloadFailed, match=r"sent nothing for 0\.2 s"):
        fetch(server.remote(manner), tmp_path, nothing, stall_seconds=0.2)
    if manner == "stalls":
        assert part(tmp_path).read_bytes() == DATA[:HALF]


def test_an_interruption_keeps_what_has_arrived(server: Server, tmp_path: Path) -> None:
    """After Ctrl-C in the middle, the next fetch asks only for what is missing."""

    def interrupt(here: int) -> None:
        if here > HALF:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(server.remote("well"), tmp_path, interrupt)
    assert HALF < part(tmp_path).stat().st_size <= len(DATA)
    part(tmp_path).write_bytes(part(tmp_path).read_bytes()[: HALF + 1])  # the last piece may have been all the rest
    server.ranges.clear()
    assert fetch(server.remote("well"), tmp_path, nothing).read_bytes() == DATA
    assert server.ranges == [f"bytes={HALF + 1}-"]


def test_a_server_without_ranges_begins_anew(server: Server, tmp_path: Path) -> None:
    """A server that ignores what is asked for sends all of it again, and the file is right all the same."""
    part(tmp_path).write_bytes(b"x" * HALF)
    assert fetch(server.remote("ignores-range"), tmp_path, nothing).read_bytes() == DATA


@pytest.mark.parametrize("manner", ["announces-less", "announces-more", "login-page"])
def test_a_server_that_offers_another_length_is_refused(server: Server, tmp_path: Path, manner: str) -> None:
    """A server that announces another length than the file has is refused before anything is written."""
    with pytest.raises(
        DownloadFailed, match=r"offers a file of .* where voice\.bin \(512,000 bytes\) is expected"
    ) as caught:
        fetch(server.remote(manner), tmp_path, nothing)
    assert "--from FILE" in caught.value.mend
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("manner", "what"), [("another-range", "another part"), ("another-total", "a file of 512")])
def test_a_server_that_goes_on_elsewhere_is_refused(server: Server, tmp_path: Path, manner: str, what: str) -> None:
    """A part from another place, or of another file, is never put behind what is there."""
    part(tmp_path).write_bytes(DATA[:HALF])
    with pytest.raises(DownloadFailed, match=f"offers {what}"):
        fetch(server.remote(manner), tmp_path, nothing)
    assert part(tmp_path).read_bytes() == DATA[:HALF]


def test_a_server_that_never_ends_is_cut_off(server: Server, tmp_path: Path) -> None:
    """More bytes than the file has are refused, and do not stay."""
    with pytest.raises(DownloadFailed, match=r"sends more than the 512\.0 kB"):
        fetch(server.remote("never-ends"), tmp_path, nothing)
    assert part(tmp_path).stat().st_size == 0


def test_another_file_of_the_same_length_is_refused(server: Server, tmp_path: Path) -> None:
    """A file with another hash is removed, and both hashes are told."""
    remote = server.remote("wrong")
    with pytest.raises(DownloadFailed, match=f"another file: its SHA-256 is [0-9a-f]{{64}}, not {remote.sha256}"):
        fetch(remote, tmp_path, nothing)
    assert list(tmp_path.iterdir()) == []


def test_a_useless_part_is_given_up(server: Server, tmp_path: Path) -> None:
    """A part that is longer than the file, or that the server cannot go on from, is fetched anew."""
    part(tmp_path).write_bytes(DATA + b"more")
    assert fetch(server.remote("well"), tmp_path, nothing).read_bytes() == DATA
    part(tmp_path).write_bytes(DATA[:HALF])
    with pytest.raises(DownloadFailed, match="416"):
        fetch(server.remote("no-such-range"), tmp_path, nothing)
    assert fetch(server.remote("no-such-range"), tmp_path, nothing).read_bytes() == DATA


def test_a_whole_part_is_only_checked(server: Server, tmp_path: Path) -> None:
    """What had arrived whole is not fetched again."""
    part(tmp_path).write_bytes(DATA)
    assert fetch(server.remote("gone"), tmp_path, nothing).read_bytes() == DATA
    assert server.ranges == []


def test_a_file_that_is_gone(server: Server, tmp_path: Path) -> None:
    """The server's own refusal is told."""
    with pytest.raises(DownloadFailed, match=r"127\.0\.0\.1:\d+ refuses voice\.bin: 404 Not Found"):
        fetch(server.remote("gone"), tmp_path, nothing)


def test_no_network(tmp_path: Path) -> None:
    """Without a connection the error names the host, and the way to add a file fetched elsewhere."""
    remote = Remote("voice.bin", "http://127.0.0.1:1/voice.bin", 10, "0" * 64, "computed")
    with pytest.raises(DownloadFailed, match=r"127\.0\.0\.1:1 cannot be reached: Connection refused") as caught:
        fetch(remote, tmp_path, nothing)
    assert "http://127.0.0.1:1/voice.bin" in caught.value.mend
    assert "--from FILE" in caught.value.mend


def test_a_disk_without_room(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Room is looked for before anything is fetched; what is there already needs none."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=HALF))
    with pytest.raises(OutputUnwritable, match=r"needs 512\.0 kB, and .* has room for 256\.0 kB") as caught:
        fetch(server.remote("well"), tmp_path, nothing)
    assert "HOLDSPACE_VOICES" in caught.value.mend
    assert server.ranges == []
    part(tmp_path).write_bytes(DATA[:HALF])
    assert fetch(server.remote("well"), tmp_path, nothing).read_bytes() == DATA


@on_linux
def test_a_disk_that_becomes_full(server: Server, tmp_path: Path) -> None:
    """A disk that is full in the midst of it is told as such."""
    part(tmp_path).symlink_to("/dev/full")
    with pytest.raises(OutputUnwritable, match="No space left on device") as caught:
        fetch(server.remote("well"), tmp_path, nothing)
    assert "HOLDSPACE_VOICES" in caught.value.mend


def test_a_folder_that_cannot_be_made(server: Server, tmp_path: Path) -> None:
    """A file where the folder should be is told as such."""
    (tmp_path / "voices").write_text("a file")
    with pytest.raises(OutputUnwritable, match=r"voices.* cannot be written"):
        fetch(server.remote("well"), tmp_path / "voices", nothing)


def test_a_copy_at_hand_is_taken(server: Server, tmp_path: Path) -> None:
    """A file fetched in another way is taken, whatever its name, and stays where it was."""
    source = tmp_path / "download (1)"
    source.write_bytes(DATA)
    heard: list[int] = []
    assert take(server.remote("gone"), source, tmp_path / "voices", heard.append).read_bytes() == DATA
    assert source.read_bytes() == DATA
    assert heard == [len(DATA)]
    assert server.ranges == []


def test_a_copy_of_another_file_is_refused(server: Server, tmp_path: Path) -> None:
    """Another file is not taken, nor is one that is not there."""
    source = tmp_path / "voice.bin"
    source.write_bytes(DATA[:-1])
    with pytest.raises(BadChoice, match=r"is not voice\.bin: its SHA-256 is"):
        take(server.remote("well"), source, tmp_path / "voices", nothing)
    with pytest.raises(BadChoice, match="cannot be read"):
        take(server.remote("well"), tmp_path / "nothing", tmp_path / "voices", nothing)
    assert not (tmp_path / "voices" / "voice.bin").exists()


def test_the_list_is_in_order() -> None:
    """Everything that can be fetched has an https address, a size, a hash, a licence and a name of its own."""
    names = [pack.name for pack in packs()]
    assert len(set(names)) == len(names)
    for pack in packs():
        assert pack.licence
        for file in pack.files:
            assert file.url.startswith("https://")
            assert file.url.endswith(f"/{file.name}")
            assert file.size_bytes > 0
            assert len(bytes.fromhex(file.sha256)) == 32
            assert file.sha256 == file.sha256.lower()
            assert file.checked in ("computed", "registry", "published")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("kokoro", "kokoro"),
        ("af_heart", "kokoro"),
        ("kokoro:bf_emma", "kokoro"),
        ("emma", "hibari:emma"),
        ("Hibari:Emma", "hibari:emma"),
        ("de_de-thorsten-medium", "piper:de_DE-thorsten-medium"),
    ],
)
def test_a_voices_name_finds_what_to_fetch(wanted: str, name: str) -> None:
    """A pack's name, a voice's id or its bare name, in capitals or not, means one pack."""
    assert find_pack(wanted).name == name
