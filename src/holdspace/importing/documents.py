"""PDF and DOCX → their text, in reading order."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Any

from holdspace.errors import MissingExtra, ScriptError

MOST_PAGES = 200
_UNPACKED_BYTES = 100_000_000
"""A document that grows larger than this when unpacked is not opened."""


def document_text(data: bytes, shown: str) -> str:
    """The text of the document in `data`. Raises `MissingExtra`, and `ScriptError` where no text can be read."""
    text = _pdf(data, shown) if data.startswith(b"%PDF-") else _docx(data, shown)
    if not text.strip():
        raise ScriptError(
            f"{shown} holds no text, perhaps only pictures of it.",
            "Copy the routine's text into a file and import that.",
        )
    return text


def _pdf(data: bytes, shown: str) -> str:
    try:
        import pypdf
    except ImportError:
        raise MissingExtra("documents", "reading a PDF") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if len(reader.pages) > MOST_PAGES:
            raise ScriptError(  # noqa: TRY301 - the handler below lets it through
                f"{shown} has more than {MOST_PAGES} pages.", "Copy the routine's text into a file and import that."
            )
        return "\n\n".join(page.extract_text() for page in reader.pages)
    except ScriptError:
        raise
    except Exception as error:
        raise _unreadable(shown, "PDF") from error


def _docx(data: bytes, shown: str) -> str:
    try:
        import docx
    except ImportError:
        raise MissingExtra("documents", "reading a DOCX file") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_BYTES:
                raise ScriptError(  # noqa: TRY301 - the same
                    f"{shown} unpacks to more than {_UNPACKED_BYTES // 1_000_000} MB.",
                    "Copy the routine's text into a file and import that.",
                )
        return "\n".join(_docx_lines(docx.Document(io.BytesIO(data))))
    except ScriptError:
        raise
    except Exception as error:
        raise _unreadable(shown, "DOCX") from error


def _docx_lines(document: Any) -> Iterator[str]:
    """Paragraphs and tables in their order, headings and list items marked as in Markdown."""
    number = 0
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield ""
            yield from ("\t".join(" ".join(cell.text.split()) for cell in row.cells) for row in block.rows)
            yield ""
            continue
        style = str(block.style.name) if block.style is not None else ""
        words = " ".join(block.text.split())
        number = number + 1 if style.startswith("List Number") else 0
        if style == "Title":
            yield f"# {words}"
        elif style.startswith("Heading") and words:
            yield f"\n{'#' * min(6, 1 + int(style[-1] if style[-1].isdigit() else 1))} {words}\n"
        elif style.startswith("List Number"):
            yield f"{number}. {words}"
        elif style.startswith("List"):
            yield f"- {words}"
        else:
            yield f"{words}\n"


def _unreadable(shown: str, kind: str) -> ScriptError:
    return ScriptError(
        f"{shown} cannot be read as a {kind} file.", "Open it, copy the routine's text into a file and import that."
    )
