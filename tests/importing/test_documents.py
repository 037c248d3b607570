"""Text is taken out of PDF and Word files and off the clipboard, and what has none ends in a message."""

from __future__ import annotations

import io
import sys
import types

import pytest

from holdspace.errors import HoldspaceError
from holdspace.importing.clipboard import from_clipboard
from holdspace.importing.reading import read
from holdspace.importing.sources import from_bytes

LINES = ("Evening stretches", "1. Lift your arms and hold for 20 seconds.", "2. Fold forward for 5 breaths.")


def pdf_of(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page with `lines`, written by hand: no library of ours makes one."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 700 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def docx_of(lines: tuple[str, ...]) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading(lines[0], 0)
    for line in lines[1:]:
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Move", "Reps", "Squat", "12"), strict=True):
        cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def holds(data: bytes, name: str) -> list[object]:
    source = from_bytes(data, name)
    return [hold.breaths or hold.seconds for step in read(source.text, name).steps for hold in step.holds]


def test_a_pdf_and_a_word_file_are_read() -> None:
    """The steps of a handout keep their holds, and a table in a Word file keeps its rows."""
    pytest.importorskip("pypdf")
    assert holds(pdf_of(LINES), "handout.pdf") == [20, 5]
    word = docx_of(LINES)
    assert holds(word, "handout.docx") == [20, 5]
    assert [step.repeats for step in read(from_bytes(word, "handout.docx").text).steps][-1] == 12


def test_a_document_without_text_says_so() -> None:
    """A scanned PDF and a broken one end in a message that names the file."""
    pytest.importorskip("pypdf")
    for data in (pdf_of(()), b"%PDF-1.4\nbroken", pdf_of(LINES)[:300]):
        with pytest.raises(HoldspaceError, match=r"scan\.pdf"):
            from_bytes(data, "scan.pdf")


def stand_in(monkeypatch: pytest.MonkeyPatch, copied: str | Exception) -> None:
    """Put a clipboard that holds `copied`, or fails with it, in place of the system's."""
    module = types.ModuleType("pyperclip")

    class PyperclipException(RuntimeError):
        pass

    def paste() -> str:
        if isinstance(copied, Exception):
            raise PyperclipException(str(copied))
        return copied

    module.__dict__.update(paste=paste, PyperclipException=PyperclipException)
    monkeypatch.setitem(sys.modules, "pyperclip", module)


def test_what_was_copied_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of any system's ending come off the clipboard as lines."""
    stand_in(monkeypatch, "\r\n".join(LINES))
    source = from_clipboard()
    assert source.text == "\n".join(LINES)
    assert [hold.breaths or hold.seconds for step in read(source.text).steps for hold in step.holds] == [20, 5]


@pytest.mark.parametrize("copied", ["", "  \n", RuntimeError("no display")])
def test_an_empty_or_missing_clipboard_says_so(monkeypatch: pytest.MonkeyPatch, copied: str | Exception) -> None:
    """Nothing copied, or no clipboard at all, is told with a way out."""
    stand_in(monkeypatch, copied)
    with pytest.raises(HoldspaceError) as told:
        from_clipboard()
    assert "clipboard" in str(told.value)


def test_no_library_for_the_clipboard_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyperclip the command names what to install."""
    monkeypatch.setitem(sys.modules, "pyperclip", None)
    with pytest.raises(HoldspaceError, match="clipboard"):
        from_clipboard()
