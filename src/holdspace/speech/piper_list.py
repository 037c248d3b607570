"""Any voice of Piper's own list, by its name: what its server says of it, and what is pinned once it is here.

Nobody here has looked at these voices: their hashes come from the server that the files come from, and tell a broken
download, not a false one. So the SHA-256 of what has arrived is written beside the voice, as `NAME.toml` in the form of
`packs.toml`, and is what the voice is compared with from then on.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from holdspace.errors import BadChoice, DownloadFailed, UnknownVoice
from holdspace.files import replacing
from holdspace.speech.downloading import STALL_SECONDS, on_disk, read_small, sha256_of
from holdspace.speech.packs import Pack, Remote, pack_from

ROOT = "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0"
"""The last revision that has a name of its own; what it holds does not change."""
SHOWN_AT = "https://rhasspy.github.io/piper-samples/"
NOT_STATED = "not stated; see the model card"
_LIST, _CARD = "voices.json", "MODEL_CARD"
_LARGEST_LIST_BYTES, _LARGEST_CARD_BYTES = 5_000_000, 100_000
_LARGEST_FILE_BYTES = 1_000_000_000
_NAME = re.compile(
    r"(?P<family>[a-z]{2,3})_(?P<region>[a-z]{2}|\d{3})-(?P<who>\w+)-(?P<quality>x_low|low|medium|high)", re.IGNORECASE
)
_MD5 = re.compile(r"[0-9a-f]{32}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LICENCE = re.compile(r"^\W*licen[cs]e\W*?:[\s*]*(?P<said>\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_MOST_SAID = 100
_ONNX_BEGINS = {bytes((0x08, version)) for version in range(3, 32)}
"""The field `ir_version` of onnx.proto, which every writer puts first, and its value: 3 since 2017, 12 in 2025."""
_QUALITIES: dict[str, Literal["high", "medium", "low"]] = {"high": "high", "medium": "medium"}


def voice_name(wanted: str) -> str:
    """The name in `wanted` as the list writes names, such as `nl_NL-mls-medium`; empty where it is none."""
    engine, _, name = wanted.strip().rpartition(":")
    found = _NAME.fullmatch(name) if engine.lower() in {"", "piper"} else None
    if found is None:
        return ""
    return f"{found['family'].lower()}_{found['region'].upper()}-{found['who']}-{found['quality'].lower()}"


def listed_pack(wanted: str, stall_seconds: float = STALL_SECONDS) -> Pack:
    """The voice as the list has it. Raises `UnknownVoice` for a name that is not in it, and `DownloadFailed`."""
    voices = _list(stall_seconds)
    names = {name.casefold(): name for name in voices}
    name = names.get(voice_name(wanted).casefold(), "")
    if not name:
        near = [names[key] for key in get_close_matches(voice_name(wanted).casefold(), names, n=3, cutoff=0.6)]
        mend = f"Did you mean {', '.join(f'piper:{one}' for one in near)}? " if near else ""
        what = f"Piper's list has no voice called {wanted!r}."
        raise UnknownVoice(wanted, what=what, mend=f"{mend}All of them are at {SHOWN_AT}")
    files = tuple(_remote(name, ending, voices[name]) for ending in (".onnx", ".onnx.json"))
    return _pack(name, licence_of(name, stall_seconds), files)


def given_pack(wanted: str, copies: Sequence[Path]) -> tuple[Pack, list[Path]]:
    """The voice as its two files among `copies` are, which nothing can be compared with; and these files.

    Raises `BadChoice` where one of them is missing or cannot be read.
    """
    name = voice_name(wanted)
    remotes, sources = [], []
    for ending in (".onnx", ".onnx.json"):
        source = next((path for path in copies if path.name.casefold() == f"{name}{ending}".casefold()), None)
        if source is None:
            what = f"--from has no {name}{ending}."
            raise BadChoice(
                "--from", what, f"Name that file too, or a folder with it. It comes from {_url(name, ending)}"
            )
        try:
            size, digest = source.stat().st_size, sha256_of(source)
        except OSError as error:
            what = f"{source} cannot be read: {error.strerror or error}."
            raise BadChoice("--from", what, "Name a file that is there.") from error
        _require_voice(source, ending)
        remotes.append(Remote(f"{name}{ending}", _url(name, ending), size, digest, "given"))
        sources.append(source)
    return _pack(name, NOT_STATED, tuple(remotes)), sources


def _require_voice(source: Path, ending: str) -> None:
    """Refuse what cannot be a voice's file; nothing else tells that it is one. Raises `BadChoice` and `OSError`."""
    if ending == ".onnx":
        with source.open("rb") as stream:
            is_voice = stream.read(2) in _ONNX_BEGINS
    else:
        try:
            told = json.loads(source.read_bytes())
            is_voice = isinstance(told, dict) and isinstance(told.get("phoneme_id_map"), dict)
        except (ValueError, RecursionError):
            is_voice = False
    if not is_voice:
        raise BadChoice("--from", f"{source} is no {ending} of a Piper voice.", "Fetch it anew, and name it again.")


def licence_of(name: str, stall_seconds: float = STALL_SECONDS) -> str:
    """What the model card of a voice says of its licence."""
    try:
        card = read_small(_folder(name) + _CARD, _CARD, _LARGEST_CARD_BYTES, stall_seconds)
    except DownloadFailed:
        return NOT_STATED
    return licence_in(card.decode("utf-8", "replace"))


def licence_in(card: str) -> str:
    """The line of a model card that tells the licence."""
    found = _LICENCE.search(card)
    said = "".join(letter for letter in found["said"] if letter.isprintable())[:_MOST_SAID] if found else ""
    return said.strip(" *_") or NOT_STATED


def pinned_pack(wanted: str, folder: Path) -> Pack | None:
    """What was written of a voice when it came into `folder`; None where nothing was, or it cannot be read."""
    name = voice_name(wanted).casefold()
    return next((pack for pack in pinned_packs(folder) if pack.voice.casefold() == name), None)


def pinned_packs(folder: Path) -> list[Pack]:
    """What was written of all voices in `folder`."""
    read = (_pinned(path) for path in sorted(folder.glob("*-*-*.toml")))
    return [pack for pack in read if pack is not None]


def _pinned(path: Path) -> Pack | None:
    try:
        (row,) = tomllib.loads(path.read_text(encoding="utf-8"))["pack"]
        pack = pack_from(row)
        is_sound = pack.voice == path.stem and _is_plain(pack)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError):
        return None
    return pack if is_sound else None


def pin(pack: Pack, folder: Path) -> Pack:
    """Write beside a voice in `folder` what it is now; returns the pack with that. Raises `OutputUnwritable`."""
    path = folder / f"{pack.voice}.toml"
    with on_disk(path):
        pinned = tuple(
            Remote(file.name, file.url, file.size_bytes, sha256_of(folder / file.name), "pinned") for file in pack.files
        )
        whole = Pack(pack.name, pack.engine, pack.licence, pack.about, pinned, pack.language, "", pack.quality)
        with replacing(path) as part:
            part.write_text(_toml(whole), encoding="utf-8", newline="\n")
    return whole


def _toml(pack: Pack) -> str:
    """The pack as `packs.toml` has it; JSON's strings are TOML's too."""
    facts = {"name": pack.name, "engine": pack.engine, "language": pack.language, "quality": pack.quality}
    facts |= {"licence": pack.licence, "about": pack.about}
    lines = [
        "# Written by holdspace when the voice was fetched: `holdspace voices get` compares it with this.",
        "[[pack]]",
    ]
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    for file in pack.files:
        told = {
            "name": file.name,
            "url": file.url,
            "bytes": file.size_bytes,
            "sha256": file.sha256,
            "checked": "pinned",
        }
        lines += [
            "",
            "[[pack.file]]",
            *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()),
        ]
    return "\n".join(lines) + "\n"


def _is_plain(pack: Pack) -> bool:
    """Whether it is what `pin` writes: of the two files that belong to its name, so that no other is ever touched."""
    texts = (pack.engine, pack.licence, pack.about, pack.language, *(file.url for file in pack.files))
    return (
        [file.name for file in pack.files] == [f"{pack.voice}.onnx", f"{pack.voice}.onnx.json"]
        and all(type(file.size_bytes) is int and _SHA256.fullmatch(file.sha256) for file in pack.files)
        and all(isinstance(text, str) for text in texts)
    )


def _pack(name: str, licence: str, files: tuple[Remote, ...]) -> Pack:
    language, who, quality = name.split("-")
    about = f"{who.replace('_', ' ').capitalize()}, {language.replace('_', '-')}"
    tag = language.replace("_", "-").lower()
    return Pack(f"piper:{name}", "piper", licence, about, files, tag, "", _QUALITIES.get(quality, "low"))


def _list(stall_seconds: float) -> dict[str, Any]:
    try:
        data = read_small(f"{ROOT}/{_LIST}", "Piper's list of voices", _LARGEST_LIST_BYTES, stall_seconds)
    except DownloadFailed as error:
        error.mend += " Or fetch the voice's .onnx and .onnx.json in another way, and name both with --from."
        raise
    try:
        voices = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _useless("it is no JSON") from error
    if not isinstance(voices, dict):
        raise _useless("it is no table of voices")
    return {name: told for name, told in voices.items() if voice_name(name) == name}


def _remote(name: str, ending: str, told: Any) -> Remote:
    """A file with the size and the hash that the list has of it."""
    listed = told.get("files") if isinstance(told, dict) else None
    facts = listed.get(_path(name) + name + ending) if isinstance(listed, dict) else None
    size, md5 = (facts.get("size_bytes"), facts.get("md5_digest")) if isinstance(facts, dict) else (None, None)
    if (
        type(size) is not int
        or not 0 < size <= _LARGEST_FILE_BYTES
        or not isinstance(md5, str)
        or not _MD5.fullmatch(md5)
    ):
        raise _useless(f"it has no size and hash of {name}{ending}")
    return Remote(name + ending, _url(name, ending), size, "", "server", md5)


def _useless(why: str) -> DownloadFailed:
    what = f"Piper's list of voices cannot be used: {why}."
    return DownloadFailed(what, "Fetch the voice's files in another way, and add them with --from FILE.")


def _path(name: str) -> str:
    language, who, quality = name.split("-")
    return f"{language.partition('_')[0]}/{language}/{who}/{quality}/"


def _folder(name: str) -> str:
    return f"{ROOT}/{quote(_path(name))}"


def _url(name: str, ending: str) -> str:
    return _folder(name) + quote(name + ending)
