"""A file, standard input or bytes → text, whatever its encoding."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass
from pathlib import Path

from holdspace.errors import ScriptError, UsageError

LONGEST_BYTES = 20_000_000
"""The largest source that is read; a saved page with its pictures inside is seldom larger."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer of two that begin alike first."""
_PROBE = 200_000
"""So many bytes are enough to tell an encoding by."""


@dataclass(frozen=True, slots=True)
class Source:
    """Text and where it came from."""

    text: str
    name: str
    """As the user gave it; "" for standard input."""
    notes: tuple[str, ...] = ()
    """What was done to read it."""


def from_file(path: Path) -> Source:
    """The text of the file at `path`. Raises `ScriptError`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST_BYTES + 1)
    except FileNotFoundError:
        raise ScriptError(f"there is no file {path}.", "Is the path right?") from None
    except (OSError, ValueError) as error:
        reason = "it is a folder" if path.is_dir() else getattr(error, "strerror", None) or str(error)
        raise ScriptError(
            f"{path} cannot be read: {reason}.", "Give the path of a page or a text that you may read."
        ) from None
    return from_bytes(data, str(path))


def from_stdin() -> Source:
    """The text of standard input. Raises `ScriptError`, and `UsageError` where nobody pipes anything in."""
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError(
            "nothing is piped into the command.", "Pipe a page into it, or give a file's name in place of -."
        )
    return from_bytes(sys.stdin.buffer.read(LONGEST_BYTES + 1), "")


def from_bytes(data: bytes, name: str) -> Source:
    """The text that `data` holds. Raises `ScriptError` for what is no text."""
    shown = name or "standard input"
    if len(data) > LONGEST_BYTES:
        what = f"{shown} is larger than {LONGEST_BYTES // 1_000_000} MB."
        raise ScriptError(what, "Save the page without its pictures, or copy the routine's text out of it.")
    document = _document(data, shown)
    text, notes = (document, ()) if document is not None else decoded(data, shown)
    if not text.strip():
        raise ScriptError(f"{shown} is empty.", "Give a page or a text with the steps of a routine.")
    return Source(text, name, notes)


def _document(data: bytes, shown: str) -> str | None:
    """The text of a PDF or DOCX file; None for anything else."""
    if data.startswith((b"%PDF-", b"PK\x03\x04")):
        from holdspace.importing.documents import document_text

        return document_text(data, shown)
    return None


def decoded(data: bytes, shown: str) -> tuple[str, tuple[str, ...]]:
    """The characters of `data`, and what had to be assumed. Raises `ScriptError` for what is no text."""
    text, encoding = _characters(data, shown)
    if text.count("\0") > len(text) // 1000:
        raise _no_text(shown)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    fixed = _unmangled(text)
    notes: tuple[str, ...] = () if encoding.startswith("utf") else (f"read as {encoding}",)
    if fixed != text:
        notes += ("wrongly decoded characters were set right",)
    return fixed, notes


def _characters(data: bytes, shown: str) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes as guess

    best = (
        None
        if b"\0" in data[:_PROBE] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
        else guess(data[:_PROBE]).best()
    )
    if best is None:
        raise _no_text(shown)
    return data.decode(best.encoding, "replace"), best.encoding.replace("_", "-")


def _unmangled(text: str) -> str:
    """`text` with mojibake set right (“â€™” is “’”); left alone where it is plain or huge."""
    if text.isascii() or len(text) > 5_000_000:
        return text
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False, uncurl_quotes=False, fix_character_width=True, normalization="NFC"
    )
    return str(ftfy.fix_text(text, config))


def _no_text(shown: str) -> ScriptError:
    return ScriptError(
        f"{shown} is no text.", "Give a saved page, a text, a PDF or a DOCX file; a picture cannot be read."
    )
