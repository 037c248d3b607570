"""A session's file that remembers what it was made from, and files of strangers that pretend to."""

from __future__ import annotations

import json
import random
import re
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from command_helpers import House
from file_helpers import BARE, VOICE, again, embed, written
from holdspace.errors import BadChoice, ScriptError
from holdspace.routine.breath import parse_pattern
from holdspace.routine.durations import parse_scaling
from holdspace.routine.model import Bed
from holdspace.score.model import Choices
from holdspace.session.describing import describe
from holdspace.session.drafting import draft, placed_again
from holdspace.session.recalling import NotRemembered, combined, recall
from holdspace.session.remembering import (
    LARGEST_BYTES,
    BadMemory,
    Memory,
    is_plain_path,
    packed,
    script_name,
    unpacked,
)
from holdspace.session.variants import Variant

WHOLE = Memory(
    {"a.md": "Stand tall. Śavāsana\r\n".encode(), "parts/b.md": "x".encode("utf-16")},
    Choices(
        voice="hibari:heart",
        pace=0.9,
        hold=(parse_scaling("1.5x"), parse_scaling("Child's pose: +15s")),
        length_ms=1_200_000,
        breath=parse_pattern("4-7-8"),
        halfway=False,
        calls="calm",
        bed=Bed("rain", -24.0, "rain -24dB"),
        room_tone_db=float("-inf"),
    ),
    Choices(countdown="30, 15, 5", stereo=True),
    "hibari:heart",
    441_000,
    Fraction(1_234_567, 1_000_000),
    {"00c0ffee": 44_100},
    (("Zorba", "zorr-ba /ˈzɔːrbə/"), ("w/u", "warm up")),  # noqa: RUF001 -- phonetic letters
    Variant(2, 4, ("heart", "1.5x")),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("memory")) as house:
        yield house


@pytest.fixture(scope="module")
def session(house: House) -> Path:
    return written(house, "memory.mp3", BARE).file


def repacked(**changes: Any) -> bytes:
    """A memory with some of its data changed."""
    data = json.loads(zlib.decompress(packed(WHOLE)))
    return zlib.compress(json.dumps({**data, **changes}).encode())


# --- the memory itself ----------------------------------------------------------------------------------------------


def test_a_memory_comes_back_as_it_was() -> None:
    """Scripts in any encoding, every choice, the maker's settings, voice and lengths."""
    assert unpacked(packed(WHOLE)) == WHOLE


def test_a_music_file_is_remembered_by_its_name_alone() -> None:
    """Nobody learns from a session how the maker's folders are called."""
    for path in ("/home/ann/secret/calm.mp3", r"C:\Users\Ann\calm.mp3"):
        kept = unpacked(packed(replace(WHOLE, choices=Choices(bed=Bed(path, None, path)))))
        assert kept.choices.bed == Bed("calm.mp3")
        assert b"Ann" not in zlib.decompress(packed(kept))


def test_a_voice_that_is_a_file_of_this_machine_is_left_out() -> None:
    """A voice named by its path says nothing to anybody else; the session is remembered without it."""
    own = replace(WHOLE, voice="piper:/home/ann/joe.onnx", choices=Choices(voice="/home/ann/joe.onnx"))
    kept = unpacked(packed(own))
    assert (kept.voice, kept.choices.voice) == ("", None)


def test_what_is_too_large_is_not_remembered() -> None:
    """A script of megabytes of noise makes a file without a memory rather than one that nobody reads again."""
    noise = random.Random(1).randbytes(LARGEST_BYTES).hex().encode()
    assert packed(replace(WHOLE, sources={"a.md": noise})) == b""


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no zlib", packed(WHOLE)[:-9], zlib.compress(bytes(40_000_000)), bytes(LARGEST_BYTES + 1),
        zlib.compress(b"[" * 100_000), zlib.compress(b'{"holdspace": 1}'), repacked(holdspace=2), repacked(sources=[]),
        repacked(sources=[["a.md"]]), repacked(sources=[["a.md", "a b. " * 200_000]]),
        repacked(sources=[["../../etc/passwd", "x"]]), repacked(sources=[["/etc/passwd", "x"]]),
        repacked(sources=[["C:a.md", "x"]]), repacked(sources=[["a.md", "%%%", "base64"]]),
        repacked(voice="../model"), repacked(voice="x" * 1000), repacked(voice=None), repacked(samples=-1),
        repacked(lengths={"x": 1e300}), repacked(lengths=[1]), repacked(hold_factor="1/0"), repacked(hold_factor="9e9"),
        repacked(choices={"pace": 1e9}), repacked(choices={"pace": "fast"}), repacked(choices={"what": 1}),
        repacked(choices={"voice": "/dev/zero"}), repacked(choices={"length_ms": 10**12}),
        repacked(choices={"hold": [{"kind": "times", "value": "9e999999999"}]}),
        repacked(choices={"hold": [{"kind": "times", "value": "100000"}]}),
        repacked(choices={"hold": [{"kind": "times", "value": "2"}] * 1000}),
        repacked(choices={"breath": {"phases": [{"kind": "in", "ms": 1}]}}), repacked(choices={"calls": "shout"}),
        repacked(choices={"bed": {"name": "../../music.mp3"}}), repacked(choices={"room_tone_db": 60}),
        repacked(choices=[]), repacked(settings=None), repacked(say={"Zorba": "zorr-ba"}), repacked(say=[["Zorba"]]),
        repacked(say=[["Zorba", "/ZORBA/"]]), repacked(say=[["Zorba", "..."]]), repacked(say=[["", "zorr"]]),
        repacked(say=[["Zorba", "zorr\0"]]), repacked(say=[["Zorba", "x" * 301]]), repacked(say=[["Zorba", None]]),
        repacked(variant={"week": 3, "weeks": 2}), repacked(variant={"weeks": 2}), repacked(variant={"week": "x"}),
        repacked(variant={"week": 1, "weeks": 10**6}), repacked(variant={"traits": ["a\n"]}), repacked(variant=None),
        repacked(say=[["Zorba", "zorr"], ["ZORBA", "bar"]]), repacked(say=[[f"a{n}", "b"] for n in range(2001)]),
    ],
)  # fmt: skip
def test_what_we_never_wrote_is_refused(data: bytes) -> None:
    """Bombs, cut data, paths that lead elsewhere and choices that nobody can make all end in one plain error."""
    with pytest.raises(BadMemory, match="what this file remembers cannot be read") as caught:
        unpacked(data)
    assert not re.search(r"NoneType|object|unpack \(|no float|Fraction|Expecting|index|base64", caught.value.what)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(
    ["holdspace", "sources", "choices", "settings", "voice", "samples", "hold_factor", "lengths", "say"]
)
_CHOICES = st.dictionaries(st.sampled_from(list(Choices.__dataclass_fields__)), _VALUES, max_size=3)


@given(st.dictionaries(_NAMES, _VALUES, max_size=2), _CHOICES)
@settings(max_examples=100)
def test_any_data_is_a_memory_or_an_error_of_ours(changes: dict[str, Any], chosen: dict[str, Any]) -> None:
    """Whatever stands in the place of any value, nothing but `BadMemory` is raised, and what passes can be packed."""
    try:
        memory = unpacked(repacked(**{"choices": chosen, **changes}))
    except BadMemory:
        return
    assert all(map(is_plain_path, memory.sources))
    packed(memory)


@given(st.text(max_size=30) | st.sampled_from(["..", "a/../b", "a//b", "\\\\x\\y", "con:", "a\0", "/", "~/x"]))
def test_paths_stay_within_their_folder(name: str) -> None:
    """A path that is taken for plain never leads out of the folder that it is put into."""
    if is_plain_path(name):
        assert Path("/folder", name).resolve().is_relative_to("/folder")
        assert not set(name) & set("\\:\0\n")


# --- in a file ------------------------------------------------------------------------------------------------------


def test_the_longer_version_needs_no_script(house: House, session: Path) -> None:
    """`--hold 1.5x` on the file makes the very bytes that it makes on the script, and `--length` on that one too."""
    longer = (parse_scaling("1.5x"),)
    first = written(house, "longer.mp3", BARE, hold=longer).file
    assert again(house, session, "longer-again.mp3", hold=longer).read_bytes() == first.read_bytes()
    second = written(house, "fitted.mp3", BARE, hold=longer, length_ms=60_000).file
    assert again(house, first, "fitted-again.mp3", length_ms=60_000).read_bytes() == second.read_bytes()
    assert again(house, session, "same.mp3").read_bytes() == session.read_bytes()


def test_where_the_script_lay_makes_no_difference(house: House, tmp_path: Path) -> None:
    """The same script in two folders, with what it includes, makes the same file; rendered again it needs neither."""
    files = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        (folder / "parts").mkdir(parents=True)
        (folder / "main.md").write_text('Stand tall.\n\n[include "parts/end.md"]\n', encoding="utf-16")
        (folder / "parts/end.md").write_text("Lie down. [hold 3s]\n", encoding="utf-8")
        files.append(written(house, f"{folder.name}.mp3", BARE, script=folder / "main.md").file)
        shutil.rmtree(folder)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert list(recall(files[0]).sources) == ["main.md", "parts/end.md"]
    assert again(house, files[0], "main-again.mp3").read_bytes() == files[0].read_bytes()


def test_the_timeline_comes_from_the_file(house: House) -> None:
    """It is exact without a voice and without the clips, also where the holds were fitted to a length."""
    for name, choices in (("shown.mp3", {}), ("shown-fitted.mp3", {"length_ms": 50_000})):
        session = written(house, name, BARE, **choices)
        shown = placed_again(session.file)
        assert shown.timeline.samples == session.placed.timeline.samples
        assert describe(shown.timeline, shown.voice) == describe(session.placed.timeline, VOICE)


def test_a_memory_that_no_longer_fits_gives_estimates(house: House) -> None:
    """Where the lengths are another version's, the table is an estimate and says so."""
    file = shutil.copy(written(house, "old.mp3", BARE).file, house.folder / "older.mp3")
    embed(Path(file), packed(replace(recall(Path(file)), lengths={})))
    placed = placed_again(Path(file))
    assert placed.timeline.estimated
    assert "made-by-another-version" in {diagnostic.code for diagnostic in placed.diagnostics}


def test_new_choices_take_the_place_of_the_old_ones(tmp_path: Path) -> None:
    """A choice replaces the remembered one, one for a section is added; the maker's settings count, not ours."""
    file = tmp_path / "a.mp3"
    ID3().save(file)
    embed(file, packed(WHOLE))
    choices, own = combined(file, Choices(pace=1.2, hold=(parse_scaling("Table top: 2x"),)), Choices(bed=Bed("rain")))
    assert (choices.pace, choices.voice, own) == (1.2, "hibari:heart", WHOLE.settings)
    assert [scaling.written for scaling in choices.hold] == ["1.5x", "Child's pose: +15s", "Table top: 2x"]
    choices, _ = combined(file, Choices(hold=(parse_scaling("3x"),)), Choices())
    assert [scaling.written for scaling in choices.hold] == ["3x"]


def test_a_session_does_not_take_its_own_place(house: House, session: Path) -> None:
    """The file that is rendered from stays as it is unless `--force` says otherwise."""
    before = session.read_bytes()
    with pytest.raises(BadChoice, match="from which it is made"):
        house.workshop.render(session, Choices(), Choices(), session)
    assert session.read_bytes() == before


# --- strangers' files -----------------------------------------------------------------------------------------------


def strange(folder: Path, script: str, **more: Any) -> Path:
    """A file with this script in it."""
    file = folder / "strange.mp3"
    ID3().save(file)
    embed(file, packed(replace(WHOLE, sources={"a.md": script.encode()}, choices=Choices(voice=VOICE, **more))))
    return file


@pytest.mark.parametrize("path", ["beside.md", "../beside.md", "/etc/hostname", "strange.mp3", "~/x.md"])
def test_nothing_is_included_from_disk(path: str, tmp_path: Path) -> None:
    """A stranger's script includes only what is in the file, although its neighbour lies there."""
    (tmp_path / "beside.md").write_text("Our own words.", encoding="utf-8")
    file = strange(tmp_path, f'Stand tall.\n\n[include "{path}"]\n')
    with pytest.raises(ScriptError) as caught:
        draft(file, Choices(), Choices())
    assert {d.code for d in caught.value.diagnostics} <= {"include-missing", "include-outside"}


@pytest.mark.parametrize("bed", ["calm.wav", "../calm.wav", "/etc/calm.wav"])
def test_no_music_is_taken_from_disk(bed: str, house: House, tmp_path: Path) -> None:
    """A stranger's script names no music of ours; a bed that the listener chooses is played."""
    file = strange(tmp_path, f'[bed "{bed}"]\n\nStand tall. [hold 3s]\n')
    with pytest.raises(ScriptError, match="which is not in it"):
        again(house, file, "music.mp3")
    again(house, file, "silence.mp3", bed=Bed("off"))


@pytest.mark.parametrize(
    "content", [b"", b"ID3", b"RIFF\0\0\0\0WAVE", b"fLaC", b"OggS", b"\0\0\0\x20ftypM4A ", b"\xff\xfb\x90\x64" * 99]
)
def test_files_without_a_memory(content: bytes, tmp_path: Path) -> None:
    """Anything that is named like a session and remembers nothing is told as such."""
    file = tmp_path / "a.mp3"
    file.write_bytes(content)
    with pytest.raises(NotRemembered, match="remembers no routine"):
        recall(file)
    with pytest.raises(NotRemembered, match="cannot be read"):
        recall(tmp_path / "missing.mp3")


def test_a_packed_frame_is_never_unpacked(tmp_path: Path) -> None:
    """A tag of a few kilobytes whose frames unpack to gigabytes costs nothing."""
    bomb = zlib.compress(bytes(50_000_000))
    frame = b"GEOB" + (len(bomb) + 4).to_bytes(4, "big") + b"\0\x80" + (50_000_000).to_bytes(4, "big") + bomb
    size = len(frame)
    head = b"ID3\x03\0\0" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    file = tmp_path / "a.mp3"
    file.write_bytes(head + frame)
    with pytest.raises(NotRemembered):
        recall(file)


def test_the_script_gets_a_safe_name() -> None:
    """A name from a file is made safe before anything is written under it."""
    names = {name: script_name(replace(WHOLE, sources={name: b""})) for name in ("a.md", "CON.md", "-x.txt", "x.exe")}
    assert names == {"a.md": "a.md", "CON.md": "session CON.md", "-x.txt": "x.txt", "x.exe": "x.md"}
