"""The parser of `arguments.lark`, built once on each machine.

Building it takes 0.12 s, a good part of what a command may take; loading what was built takes a hundredth. What was
built is kept in the folder for caches, under a name made of everything it depends on and behind a checksum. Whatever is
wrong with that file or its folder, the parser is built as if there were none.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import marshal
import os
import re
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace.folders import cache_folder

if TYPE_CHECKING:
    from lark import Lark

STARTS = ("duration", "count", "brace", "repeat", "breathe", "pattern", "again", "bed", "name", "scaling")
"""The rules of the grammar that a caller may ask for."""
KEPT_AS = "grammar-*.bin"
"""The files' names."""

_SEAL_BYTES = 32
"""A SHA-256 before the bytes it seals."""
_OPTIONS: dict[str, Any] = {
    "start": list(STARTS),
    "parser": "lalr",
    "propagate_positions": True,
    "g_regex_flags": int(re.IGNORECASE),
}


def parser() -> Lark:
    """The parser, from what is kept of it where that can be used, else built anew and kept."""
    text = importlib.resources.files("holdspace.routine").joinpath("arguments.lark").read_text(encoding="utf-8")
    file = _file(text)
    return _loaded(file) or _built(text, file)


def _file(text: str) -> Path:
    """Where the parser of the grammar `text` is kept, for this Python and this lark."""
    import lark

    facts = f"1 {lark.__version__} {sys.implementation.cache_tag} {marshal.version} {_OPTIONS}\n{text}"
    return cache_folder() / KEPT_AS.replace("*", hashlib.sha256(facts.encode()).hexdigest()[:16])


def _loaded(file: Path) -> Lark | None:
    from lark import Lark

    try:
        kept = file.read_bytes()
        seal, body = kept[:_SEAL_BYTES], kept[_SEAL_BYTES:]
        if seal != hashlib.sha256(body).digest():
            return None
        # Only plain lists, dicts, words and numbers come out of it: unlike a pickle, it cannot run anything.
        found: Lark = Lark.load(marshal.loads(body))  # noqa: S302 -- whole as it was written, as the seal shows
    except Exception:  # noqa: BLE001 -- a cache is no reason to fail: whatever it is, the parser is built anew
        return None
    return found


def _built(text: str, file: Path) -> Lark:
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    built = Lark(text, **_OPTIONS)
    with suppress(OSError, ValueError):  # a folder that cannot be written; something that marshal cannot
        data, memo = built.memo_serialize([TerminalDef, Rule])
        body = marshal.dumps({"data": data, "memo": memo})
        _keep(file, hashlib.sha256(body).digest() + body)
    return built


def _keep(file: Path, kept: bytes) -> None:
    """In one step; not forced to disk, since the seal shows what is damaged."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        part.write_bytes(kept)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
