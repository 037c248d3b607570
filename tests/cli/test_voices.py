"""Listing voices and fetching them from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from command_helpers import holdspace
from download_helpers import DATA, Server, serving
from holdspace.cli.app import app
from holdspace.speech import packs as packs_module
from holdspace.speech.packs import Pack

run = CliRunner()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOLDSPACE_VOICES", str(tmp_path / "voices"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "voices"


def offer(monkeypatch: pytest.MonkeyPatch, server: Server, *manners: str) -> None:
    """Let there be one thing to fetch, with a file for each of `manners`."""
    files = tuple(server.remote(manner, name=f"{n}.bin") for n, manner in enumerate(manners))
    pack = Pack("piper:xx_XX-tone-low", "piper", "CC0-1.0", "A tone", files)
    monkeypatch.setattr(packs_module, "packs", lambda: (pack,))


def test_the_list_tells_what_there_is_to_choose_by(folder: Path, tmp_path: Path) -> None:
    """Each voice has its language, gender, quality, size and licence, and whether it works or how to get it."""
    rows = json.loads(holdspace("voices", "--json", folder=tmp_path, HOLDSPACE_VOICES=str(folder)).out)
    voices = {row["id"]: row for row in rows}
    heart, emma = voices["kokoro:af_heart"], voices.get("hibari:emma")
    assert (heart["language"], heart["gender"], heart["quality"]) == ("en-us", "female", "high")
    assert (heart["size_bytes"], heart["licence"], heart["works"]) == (120_575_669, "Apache-2.0", False)
    assert emma is None or emma["reason"].endswith("holdspace voices get hibari:emma")
    assert len([row for row in rows if row["id"].startswith("kokoro:")]) == 54
    assert {row["language"] for row in rows} >= {"de-de", "es-es", "fr-fr", "pt-br", "en-us"}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("arguments", [["pt"], ["list", "pt"]])
def test_the_list_of_one_language(arguments: list[str]) -> None:
    """A language alone lists its voices, with the reasons why some do not work told once each."""
    done = run.invoke(app, ["voices", *arguments])
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[0].split() == ["id", "language", "gender", "quality", "size", "licence", "here"]
    assert "kokoro:pf_dora" in done.output
    assert "af_heart" not in done.output
    reasons = [line for line in lines if line.startswith("(")]
    assert len(reasons) == len(set(reasons))
    assert any("faber" in line or "piper-tts" in line for line in reasons)


def test_a_language_without_voices_is_said_so() -> None:
    """An empty table would leave one guessing."""
    done = run.invoke(app, ["voices", "xx"])
    assert done.exit_code == 2
    assert "no voice for the language 'xx'" in done.stderr


@pytest.mark.parametrize("name", ["heart", "hibari:heart"])
def test_the_voice_inside_its_package_needs_no_fetching(name: str) -> None:
    """Who asks for it is told so, and not that there is no such voice."""
    done = run.invoke(app, ["voices", "get", name])
    assert done.exit_code == 2
    assert "comes inside its package" in done.stderr


def test_a_voice_is_fetched(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size, licence and folder are told before; afterwards the files are there, and a second time all is done."""
    offer(monkeypatch, server, "well", "ignores-range")
    done = run.invoke(app, ["voices", "get", "xx_xx-tone-low"])
    assert done.exit_code == 0, done.output
    said = done.stderr
    assert said.index("piper:xx_XX-tone-low: A tone. 1.0 MB, licence CC0-1.0.") < said.index(str(folder))
    assert [line for line in said.splitlines() if line.startswith("Fetching")][-1].endswith("100%")
    assert "is here now" in said
    assert done.stdout == ""
    assert [(folder / name).read_bytes() for name in ("0.bin", "1.bin")] == [DATA, DATA]
    server.ranges.clear()
    assert "already here" in run.invoke(app, ["voices", "get", "piper:xx_XX-tone-low"]).stderr
    assert server.ranges == []


def test_a_damaged_voice_is_fetched_anew(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the right name and size that is not the voice's is told and replaced; the sound ones stay."""
    offer(monkeypatch, server, "well", "well")
    run.invoke(app, ["voices", "get", "xx_xx-tone-low"])
    (folder / "1.bin").write_bytes(bytes(len(DATA)))
    server.ranges.clear()
    done = run.invoke(app, ["voices", "get", "xx_xx-tone-low"])
    assert "1.bin is damaged and is fetched anew" in done.stderr
    assert "is here now" in done.stderr
    assert [(folder / name).read_bytes() for name in ("0.bin", "1.bin")] == [DATA, DATA]
    assert len(server.ranges) == 1


def test_what_is_there_is_not_fetched_again(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several files only the missing ones are fetched."""
    offer(monkeypatch, server, "gone", "well")
    folder.mkdir()
    (folder / "0.bin").write_bytes(b"there")
    assert run.invoke(app, ["voices", "get", "xx_XX-tone-low"]).exit_code == 0
    assert (folder / "0.bin").read_bytes() == b"there"


def test_a_failure_has_its_status(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong file ends with status 3 and leaves nothing; what was fetched before it stays."""
    offer(monkeypatch, server, "well", "wrong")
    done = run.invoke(app, ["voices", "get", "xx_XX-tone-low"])
    assert done.exit_code == 3
    assert "is another file" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["0.bin"]


@pytest.mark.usefixtures("folder")
def test_ctrl_c_says_that_it_goes_on(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130 and says that the same command goes on, which it does."""
    from holdspace.speech import downloading

    offer(monkeypatch, server, "well")
    real = downloading.fetch

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(downloading, "fetch", interrupted)
    done = run.invoke(app, ["voices", "get", "xx_XX-tone-low"])
    assert done.exit_code == 130
    assert "the same command goes on" in done.stderr
    monkeypatch.setattr(downloading, "fetch", real)
    assert run.invoke(app, ["voices", "get", "xx_XX-tone-low"]).exit_code == 0


@pytest.mark.parametrize("as_folder", [True, False])
def test_without_a_network(
    as_folder: bool, folder: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files fetched in another way are taken from a folder, or one by one under any name."""
    offer(monkeypatch, server, "gone")
    source = tmp_path / "stick"
    source.mkdir()
    copy = source / ("0.bin" if as_folder else "download.tmp")
    copy.write_bytes(DATA)
    done = run.invoke(app, ["voices", "get", "xx_XX-tone-low", "--from", str(source if as_folder else copy)])
    assert done.exit_code == 0, done.output
    assert (folder / "0.bin").read_bytes() == DATA


def test_a_copy_that_does_not_fit(
    folder: Path, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file, or a folder without the file, is wrong usage, and nothing is put in place."""
    offer(monkeypatch, server, "well")
    other = tmp_path / "0.bin"
    other.write_bytes(b"another")
    done = run.invoke(app, ["voices", "get", "xx_XX-tone-low", "--from", str(other)])
    assert (done.exit_code, "is not 0.bin" in done.stderr) == (2, True)
    (tmp_path / "empty").mkdir()
    done = run.invoke(app, ["voices", "get", "xx_XX-tone-low", "--from", str(tmp_path / "empty")])
    assert (done.exit_code, "--from has no 0.bin" in done.stderr) == (2, True)
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_an_unknown_name_gets_near_ones() -> None:
    """A slip of the pen is wrong usage, and the nearest names are offered."""
    done = run.invoke(app, ["voices", "get", "kokorro"])
    assert done.exit_code == 2
    assert "Did you mean kokoro" in done.stderr
