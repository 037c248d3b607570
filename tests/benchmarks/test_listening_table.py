"""The table of what a listener hears."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from holdspace.session.listening import listen
from holdspace.session.timeline import Event
from session_helpers import speech, timeline

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "listening.py"
SECOND = 44_100


@pytest.fixture
def script() -> ModuleType:
    """The script as a module."""
    spec = spec_from_file_location("bench_listening", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_styles_that_change_nothing_share_a_line(script: ModuleType) -> None:
    """Two styles with the same figures are one line, one of its own has another; cells are as many as headings."""
    hold = Event("hold", SECOND, 9 * SECOND, "", 0, spine=True)
    quiet = listen(timeline(speech("Sit.", 0, SECOND), hold, samples=10 * SECOND))
    busy = listen(timeline(speech("Sit down now.", 0, SECOND), hold, samples=10 * SECOND))
    one, other = script.rows_of("Sit", [("plain", quiet), ("bare", quiet), ("busy", busy)])
    assert one.startswith("| Sit | plain, bare | 0:10 | 10% | 90% |")
    assert "9 s at 0:01, Main" in one
    assert other.startswith("| Sit | busy |")
    assert one.count("|") == len(script.HEADINGS) + 1
    assert next(script.rows_of("Sit", [("plain", quiet), ("bare", quiet)])).startswith("| Sit | any |")


def test_only_the_table_is_renewed(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words around it stay, however often it is written."""
    document = tmp_path / "listening.md"
    document.write_text(f"Before.\n{script.BEGIN}\nold\n{script.END}\nAfter.\n", encoding="utf-8")
    monkeypatch.setattr(script, "DOCUMENT", document)
    for figures in ("new", "newer"):
        script.write(figures)
    assert document.read_text(encoding="utf-8") == f"Before.\n{script.BEGIN}\nnewer\n{script.END}\nAfter.\n"
