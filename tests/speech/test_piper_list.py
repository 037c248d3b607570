"""Voices of Piper's own list, from servers of every kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from download_helpers import DATA, Server, serving
from holdspace.cli.app import app
from holdspace.cli.fetching import _with_licence
from holdspace.errors import DownloadFailed, UnknownVoice
from holdspace.session.examining import fetched_voices
from holdspace.speech import piper_list
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.packs import SEE_CARD, packs
from holdspace.speech.piper_list import NOT_STATED, licence_in, listed_pack, pinned_packs, voice_name

NAME = "pt_PT-tugão-medium"
PLACE = "/voices/pt/pt_PT/tugão/medium"
CONFIG = json.dumps({"phoneme_id_map": {}, "language": {"code": "pt_PT"}}).encode()
CARD = b"# Model card for tug\xc3\xa3o\n\n* Language: pt_PT\n\n## Dataset\n\n* URL: https://x.org\n* License: CC0\n"
run = CliRunner()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def folder(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list with one voice, whose files come well; and the empty folder that it goes to."""
    monkeypatch.setenv("HOLDSPACE_VOICES", str(tmp_path / "voices"))
    monkeypatch.setattr(piper_list, "ROOT", f"http://127.0.0.1:{server.server_port}/voices")
    server.ranges.clear()
    server.routes.clear()
    server.routes |= {f"{PLACE}/{NAME}.onnx": "well", f"{PLACE}/{NAME}.onnx.json": CONFIG, f"{PLACE}/MODEL_CARD": CARD}
    offer(server)
    return tmp_path / "voices"


def offer(server: Server, **changes: Any) -> None:
    """Let the list tell this of the model."""
    files = {f"{name}".removeprefix("/voices/"): told_of(data) for name, data in (
        (f"{PLACE}/{NAME}.onnx", DATA), (f"{PLACE}/{NAME}.onnx.json", CONFIG),
    )}  # fmt: skip
    files[f"{PLACE}/{NAME}.onnx".removeprefix("/voices/")] |= changes
    server.routes["/voices/voices.json"] = json.dumps({NAME: {"files": files}, "../x": {}}).encode()


def told_of(data: bytes) -> dict[str, Any]:
    """What the list says of a file."""
    return {"size_bytes": len(data), "md5_digest": hashlib.md5(data, usedforsecurity=False).hexdigest()}


def get(*arguments: str | Path, status: int = 0) -> Result:
    """`holdspace voices get` on the voice."""
    done = run.invoke(app, ["voices", "get", f"piper:{NAME}", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done


def test_any_voice_of_the_list_is_fetched_and_pinned(server: Server, folder: Path) -> None:
    """Size and licence are told, and whose hash it is; from then on it is compared with what has arrived."""
    said = get().stderr
    assert "512.1 kB, licence CC0." in said
    assert "not from holdspace" in said
    assert "pinned in" in said
    assert (folder / f"{NAME}.onnx").read_bytes() == DATA
    assert (folder / f"{NAME}.onnx.json").read_bytes() == CONFIG
    (pack,) = pinned_packs(folder)
    assert [file.sha256 for file in pack.files] == [hashlib.sha256(data).hexdigest() for data in (DATA, CONFIG)]
    server.routes.clear()
    assert "already here" in get().stderr


def test_damage_is_noticed_and_mended(server: Server, folder: Path) -> None:
    """By the doctor, and by a second fetch, which takes nothing but the very file that was there."""
    get()
    assert any(NAME in finding.detail for finding in fetched_voices() if finding.what == "fetched voices")
    model = folder / f"{NAME}.onnx"
    model.write_bytes(bytes(len(DATA)))
    (damaged,) = (finding for finding in fetched_voices() if finding.what == f"files of piper:{NAME}")
    assert (damaged.detail, damaged.mend) == (f"{NAME}.onnx is damaged", f"holdspace voices get piper:{NAME}")
    offer(server, md5_digest=hashlib.md5(DATA[:-1] + b"!", usedforsecurity=False).hexdigest())
    server.routes[f"{PLACE}/{NAME}.onnx"] = "wrong"  # and the list agrees with it
    assert "its SHA-256 is" in get(status=3).stderr
    server.routes[f"{PLACE}/{NAME}.onnx"] = "well"
    assert "fetched anew" in get().stderr
    assert model.read_bytes() == DATA


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("wrong", "another file: its MD5 is"), ("announces-less", "offers a file of 256,000 bytes"),
        ("login-page", "offers a file of 33 bytes"), ("truncated-at-once", "ended after 0 bytes"),
        ("never-ends", "sends more than"), ("gone", "404"),
    ],
)  # fmt: skip
def test_a_server_that_sends_something_else(manner: str, told: str, server: Server, folder: Path) -> None:
    """Nothing takes the voice's name, and nothing is pinned."""
    server.routes[f"{PLACE}/{NAME}.onnx"] = manner
    assert told in get(status=3).stderr
    assert not [path for path in folder.glob("*") if not path.name.endswith(".part")]


def test_a_broken_connection_goes_on(server: Server, folder: Path) -> None:
    """As with every other voice."""
    server.routes[f"{PLACE}/{NAME}.onnx"] = "truncated"
    get()
    assert (folder / f"{NAME}.onnx").read_bytes() == DATA


@pytest.mark.parametrize(
    ("route", "told"),
    [
        ("gone", "refuses Piper's list of voices: 404"), ("truncated", "not what it announced"),
        ("announces-more", "not what it announced"), ("stalls", r"sent nothing for 0\.2 s"),
        ("never-answers", r"sent nothing for 0\.2 s"), ("never-ends", "it is no JSON"), (b"{", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"), (b"[]", "no table"), (b"x" * 5_000_001, "5,000,001 bytes"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_used(route: str | bytes, told: str, server: Server) -> None:
    """Cut off, silent, too long or nonsense: one clear error."""
    server.routes["/voices/voices.json"] = route
    with pytest.raises(DownloadFailed, match=told):
        listed_pack(NAME, 0.2)


@pytest.mark.parametrize(
    "changes",
    [
        {"md5_digest": None}, {"md5_digest": "0"}, {"size_bytes": None}, {"size_bytes": -1}, {"size_bytes": True},
        {"size_bytes": 10**12},
    ],
)  # fmt: skip
def test_without_a_hash_nothing_is_fetched(changes: dict[str, Any], server: Server, folder: Path) -> None:
    """A file that cannot be checked at all is not taken from a network."""
    offer(server, **changes)
    assert f"no size and hash of {NAME}.onnx" in get(status=3).stderr
    assert not folder.exists()


def test_a_name_that_the_list_does_not_have() -> None:
    """It is told with the nearest ones, and where all of them are; what is no such name is not even looked for."""
    with pytest.raises(UnknownVoice) as caught:
        listed_pack("pt_PT-tugao-medium")
    assert f"piper:{NAME}" in caught.value.mend
    assert "https://" in caught.value.mend
    for name in ("../../etc-passwd-low", "en_US--low", "en_US-joe-huge", "kokoro:en_US-joe-low", "en_US-a/b-low"):
        assert voice_name(name) == ""
    assert voice_name("Piper:EN_us-lessac-High") == "en_US-lessac-high"
    assert voice_name("es_419-daniela-x_low") == "es_419-daniela-x_low"


def test_a_voice_that_is_not_here_says_how_to_get_it() -> None:
    """Also one that holdspace itself does not know."""
    with pytest.raises(UnknownVoice) as caught:
        Catalogue().find("piper:nl_NL-mls-medium")
    assert "holdspace voices get piper:nl_NL-mls-medium" in caught.value.mend


def test_copies_at_hand_are_taken_as_they_are(server: Server, folder: Path, tmp_path: Path) -> None:
    """Without any network; that nothing vouches for them is told, and they are pinned all the same."""
    server.routes.clear()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / f"{NAME}.onnx").write_bytes(b"\x08\x08" + DATA)
    assert f"--from has no {NAME}.onnx.json" in get("--from", stick, status=2).stderr
    (stick / f"{NAME}.onnx.json").write_bytes(CONFIG)
    said = get("--from", stick).stderr
    assert "nothing to compare" in said
    assert NOT_STATED in said
    assert [pack.voice for pack in pinned_packs(folder)] == [NAME]
    assert server.ranges == []


@pytest.mark.parametrize(("ending", "data"), [(".onnx", DATA), (".onnx.json", b"{}"), (".onnx.json", b"<html>")])
def test_copies_that_are_no_voice_are_refused(
    ending: str, data: bytes, server: Server, folder: Path, tmp_path: Path
) -> None:
    """A login page under the name of a voice does not become one."""
    server.routes.clear()
    (tmp_path / f"{NAME}.onnx").write_bytes(b"\x08\x08" + DATA)
    (tmp_path / f"{NAME}.onnx.json").write_bytes(CONFIG)
    (tmp_path / f"{NAME}{ending}").write_bytes(data)
    assert f"is no {ending} of a Piper voice" in get("--from", tmp_path, status=2).stderr
    assert not list(folder.glob("*.onnx"))


@pytest.mark.usefixtures("folder")
def test_without_a_network_another_way_is_told(server: Server) -> None:
    """Files that were fetched elsewhere can be named."""
    server.routes.clear()
    assert "--from" in get(status=3).stderr


def test_the_licence_is_what_the_model_card_says(server: Server, folder: Path) -> None:
    """In the list of voices too, once it is here; where the card says nothing or is not there, that is told."""
    assert licence_in("* Licence: **Public domain**\n") == "Public domain"
    assert licence_in("# Card\nThe licence is nowhere.\n") == NOT_STATED
    assert licence_in("License: \x1b[31mred\n") == "[31mred"
    server.routes[f"{PLACE}/MODEL_CARD"] = "gone"
    assert f"licence {NOT_STATED}" in get().stderr
    for file in folder.iterdir():
        file.unlink()
    server.routes[f"{PLACE}/MODEL_CARD"] = CARD
    get()
    (voice,) = (voice for voice in Catalogue().voices() if voice.name == NAME)
    assert voice.licence == "CC0"


def test_a_voice_of_ours_whose_licence_stands_on_its_card(server: Server, folder: Path) -> None:
    """The card is asked for before the voice is fetched, and not again once it is here."""
    server.routes["/voices/es/es_ES/davefx/medium/MODEL_CARD"] = CARD
    (pack,) = (pack for pack in packs() if pack.licence == SEE_CARD)
    assert pack.voice == "es_ES-davefx-medium"
    for file in pack.files[1:]:
        folder.mkdir()
        (folder / file.name).write_bytes(b"here")
    assert _with_licence(pack, None, folder).licence == "CC0"
    (folder / pack.files[0].name).write_bytes(b"here")
    assert _with_licence(pack, None, folder).licence == SEE_CARD


@pytest.mark.parametrize("text", ["", "[[pack]]", 'pack = "x"', "pack = [1]", "\0"])
def test_a_pin_that_cannot_be_read_is_none(text: str, folder: Path) -> None:
    """Whatever stands in such a file, the voices are listed; and it never names another file."""
    get()
    pin = folder / f"{NAME}.toml"
    good = pin.read_text(encoding="utf-8")
    pin.write_text(text, encoding="utf-8")
    assert pinned_packs(folder) == []
    for old, new in (
        (f'name = "{NAME}.onnx"', 'name = "../x"'),
        ("bytes = 512000", 'bytes = "512000"'),
        ('sha256 = "', 'sha256 = "0'),
    ):
        pin.write_text(good.replace(old, new), encoding="utf-8")
        assert pinned_packs(folder) == []
