from __future__ import annotations

import codecs
import pickle
from pathlib import Path

import pytest

from holdspace.errors import ScriptError
from holdspace.routine.loading import load, read_script, require_valid
from holdspace.routine.model import Include, Paragraph, Words
from holdspace.routine.parser import Parsed, parse

SCRIPT = "---\ntitle: Śavāsana\n---\n\n## Śavāsana 🧘\n\nLie down, é. [hold 60s]\n"


def _write(folder: Path, **files: str) -> Path:
    """Write `main` and its parts into `folder`; returns the path of main.md."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "main.md"


def _included(parsed: Parsed) -> Include:
    return next(i for b in parsed.routine.blocks if isinstance(b, Paragraph) for i in b.items if isinstance(i, Include))


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + SCRIPT.encode(),
        SCRIPT.encode("utf-16"),
        codecs.BOM_UTF16_BE + SCRIPT.encode("utf-16-be"),
        SCRIPT.encode("utf-32"),
        SCRIPT.replace("\n", "\r\n").encode(),
        SCRIPT.replace("\n", "\r").encode(),
        SCRIPT.replace("é", "e\u0301").encode(),
    ],
    ids=["BOM", "UTF-16", "UTF-16 BE", "UTF-32", "CRLF", "CR", "NFD"],
)
def test_every_unicode_form_gives_the_same_routine(tmp_path: Path, data: bytes) -> None:
    """Byte order marks, UTF-16, Windows and old Mac line ends and decomposed accents change nothing."""
    path = tmp_path / "main.md"
    path.write_bytes(data)
    loaded = load(path)
    assert loaded.routine == parse(SCRIPT).routine
    assert loaded.diagnostics == ()
    assert path.read_bytes() == data


def test_latin_1_is_an_error_with_its_line(tmp_path: Path) -> None:
    """A file in another encoding is refused at the line and column of its first foreign byte."""
    path = tmp_path / "main.md"
    path.write_bytes("Sit.\r\n\r\nLie down, é.".encode("latin-1"))
    with pytest.raises(
        ScriptError, match=r"line 3 of .*main\.md is not UTF-8: byte 0xE9\. Save the file as UTF-8"
    ) as caught:
        load(path)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line, diagnostic.place.column) == ("not-utf-8", 3, 11)
    assert diagnostic.excerpt == "Lie down, é."


def test_words_after_a_control_character_are_still_spoken(tmp_path: Path) -> None:
    """A NUL is removed with a warning; nothing after it is lost."""
    path = tmp_path / "main.md"
    path.write_bytes(b"Lie\x00 down \x07slowly. [hold 60s]")
    loaded = load(path)
    (block,) = loaded.routine.blocks
    assert isinstance(block, Paragraph)
    assert isinstance(block.items[0], Words)
    assert block.items[0].text == "Lie down slowly. "
    assert [(d.code, d.severity, d.place.line) for d in loaded.diagnostics] == [("control-character", "warning", 1)]


def test_a_missing_file_is_told_with_its_neighbour(tmp_path: Path) -> None:
    """The error for a missing script names one of nearly the same name."""
    _write(tmp_path, morning="Sit.")
    with pytest.raises(ScriptError, match=r"there is no file .*mornin\.md\. Did you mean .*morning\.md\?"):
        load(tmp_path / "mornin.md")


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    """A folder in place of a script is an error of the family."""
    with pytest.raises(ScriptError, match="it is a folder"):
        read_script(tmp_path)


def test_an_include_brings_its_blocks_with_their_own_places(tmp_path: Path) -> None:
    """An included file's blocks stand in the include, and their places name that file."""
    main = _write(
        tmp_path,
        main='[include "parts/warm-up.md"]',
        parts__warm_up="",
        **{"parts__warm-up": "Sit.\n\nLift. [pause 5s]"},
    )
    loaded = load(main)
    assert loaded.diagnostics == ()
    blocks = _included(loaded).blocks
    assert [(Path(b.place.file).name, b.place.line) for b in blocks] == [("warm-up.md", 1), ("warm-up.md", 3)]


def test_an_error_in_an_included_file_shows_its_own_place(tmp_path: Path) -> None:
    """What is wrong in an included file is told there, once, however often it is included."""
    main = _write(tmp_path, main='[include "a.md"]\n\n[include "a.md"]\n\n[puase 5s]', a="Sit.\n\n[puase 6s]")
    errors = load(main).errors
    assert [(Path(e.place.file).name, e.place.line, e.excerpt) for e in errors] == [
        ("main.md", 5, "[puase 5s]"),
        ("a.md", 3, "[puase 6s]"),
    ]


@pytest.mark.parametrize(
    ("files", "code", "what"),
    [
        ({"main": '[include "main.md"]'}, "include-cycle", "main.md → main.md"),
        (
            {"main": '[include "a.md"]', "a": '[include "b.md"]', "b": '[include "a.md"]'},
            "include-cycle",
            "a.md → b.md → a.md",
        ),
        ({"main": '[include "../other.md"]'}, "include-outside", "lies outside this script's folder"),
        ({"main": '[include "/etc/passwd"]'}, "include-outside", "is not relative to this script"),
        ({"main": '[include "C:/x.md"]'}, "include-outside", "is not relative to this script"),
        ({"main": '[include "nothing.md"]'}, "include-missing", "there is no file “nothing.md”"),
        ({"main": '[include "warmip.md"]', "warmup": "Sit."}, "include-missing", "there is no file “warmip.md”"),
    ],
)
def test_an_include_that_cannot_be_is_an_error(tmp_path: Path, files: dict[str, str], code: str, what: str) -> None:
    """Cycles, files outside the script's folder and missing files are told at the include."""
    (error,) = load(_write(tmp_path, **files)).errors
    assert error.code == code
    assert what in error.what
    assert error.excerpt.startswith("[include")


def test_a_link_out_of_the_folder_is_followed_no_further(tmp_path: Path) -> None:
    """A symbolic link does not open the way to files outside the script's folder."""
    (tmp_path / "outside.md").write_text("Secret.")
    main = _write(tmp_path / "inside", main='[include "link.md"]')
    try:
        (tmp_path / "inside" / "link.md").symlink_to(tmp_path / "outside.md")
    except OSError:
        pytest.skip("this system lets nobody make symbolic links")
    (error,) = load(main).errors
    assert error.code == "include-outside"


def test_includes_may_be_eight_deep_and_no_deeper(tmp_path: Path) -> None:
    """A chain of nine includes is an error in the file that goes too deep."""
    files = {f"f{n}": f'[include "f{n + 1}.md"]' for n in range(10)}
    main = _write(tmp_path, main='[include "f2.md"]', **files, f10="Sit. [pause 5s]")
    (error,) = load(main).errors
    assert error.code == "include-too-deep"
    _write(tmp_path, main='[include "f3.md"]')
    assert load(main).errors == ()


def test_includes_cannot_explode(tmp_path: Path) -> None:
    """Files that include each other many times end in an error, not in an endless session."""
    files = {f"f{n}": f'[include "f{n + 1}.md"]\n\n' * 20 for n in range(5)}
    main = _write(tmp_path, main='[include "f0.md"]', **files, f5="Sit.")
    assert {e.code for e in load(main).errors} == {"include-too-many"}


def test_front_matter_that_is_not_used_is_told(tmp_path: Path) -> None:
    """An included file's title is nobody's business, but its holds would be missed."""
    main = _write(tmp_path, main='[include "a.md"]', a="---\ntitle: A\nhold: 45s\n---\nSit. [hold]")
    (warning,) = load(main).diagnostics
    assert (warning.code, warning.severity) == ("include-front-matter", "warning")
    assert warning.what.endswith("is not used here: hold")


def test_a_routine_with_errors_is_not_valid(tmp_path: Path) -> None:
    """`require_valid` gives the routine, or raises one error that carries all diagnostics and survives pickling."""
    good = load(_write(tmp_path, main="Sit. [pause 5s]"))
    assert require_valid(good) is good.routine
    with pytest.raises(ScriptError, match="has 2 errors") as caught:
        require_valid(parse("[puase 5s] [x]"))
    assert [d.code for d in pickle.loads(pickle.dumps(caught.value)).diagnostics] == ["unknown-direction"] * 2  # noqa: S301 - our own bytes
