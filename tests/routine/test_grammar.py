from __future__ import annotations

from pathlib import Path

import pytest
from lark import Lark

from holdspace.routine import grammar
from holdspace.routine.fields import bed
from holdspace.routine.grammar import KEPT_AS, STARTS, parser

TEXTS = {
    "duration": "a Minute and a half",
    "count": "ten breaths of Cat and cow",
    "breathe": "in 4, hold 7, out 8, 4 rounds",
    "again": '"Warrior", left side',
    "bed": "rain -24dB",
    "scaling": "1.5×",
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for caches."""
    folder = tmp_path / "deep" / "cache"
    monkeypatch.setenv("HOLDSPACE_CACHE", str(folder))
    return folder


@pytest.fixture
def no_building(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a parser can only be loaded."""
    parser()

    def refuse(*_: object) -> Lark:
        pytest.fail("the parser was built again")

    monkeypatch.setattr(grammar, "_built", refuse)


def _read(with_parser: Lark) -> list[object]:
    trees = [with_parser.parse(text, start=start) for start, text in TEXTS.items()]
    return [[(t.data, t.meta.start_pos, t.meta.end_pos, t.children) for t in tree.iter_subtrees()] for tree in trees]


@pytest.mark.usefixtures("no_building")
def test_what_was_kept_reads_the_same_at_the_same_places() -> None:
    """A parser that was kept is not built again, and reads every argument as a new one, to the character."""
    text = Path(grammar.__file__).with_name("arguments.lark").read_text(encoding="utf-8")
    new = Lark(text, **grammar._OPTIONS)
    assert set(TEXTS) <= set(STARTS)
    assert _read(parser()) == _read(new)


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b[:50] + b"?" + b[51:], lambda _: b""])
def test_a_damaged_file_is_made_anew(cache: Path, change: object) -> None:
    """A parser's file that is cut short, changed or empty is no parser: it is built and kept again."""
    whole = _read(parser())
    (file,) = cache.glob(KEPT_AS)
    right = file.read_bytes()
    assert callable(change)
    file.write_bytes(change(right))
    assert _read(parser()) == whole
    assert file.read_bytes()[32:36] == right[32:36]
    assert grammar._loaded(file) is not None


def test_a_folder_that_cannot_be_used_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be kept the parser is built, and nothing is left behind."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("HOLDSPACE_CACHE", str(tmp_path / "file"))
    assert parser().parse("45s", start="duration")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_one_file_is_kept_and_nothing_else(cache: Path) -> None:
    """Nothing but the finished file lies in the folder."""
    parser()
    assert [path.match(KEPT_AS) for path in cache.iterdir()] == [True]


@pytest.mark.parametrize(
    ("written", "gain_db"), [("my tune.ogg", None), ("my tune.ogg -10dB", -10.0), ('"my tune.ogg" -10dB', -10.0)]
)
def test_a_file_with_blanks_needs_no_quotes_in_the_front_matter(written: str, gain_db: float | None) -> None:
    """YAML takes quotes away, so a name with blanks is one without them too, with a level behind it or not."""
    found = bed(written)
    assert (found.name, found.gain_db) == ("my tune.ogg", gain_db)
