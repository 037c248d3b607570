"""What `holdspace import --json` promises."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from holdspace.errors import HoldspaceError
from holdspace.importing.reading import read
from holdspace.importing.reporting import as_json
from holdspace.importing.sources import from_file

TUNING = Path(__file__).parent / "corpus" / "tuning"
SOURCES = sorted(path for path in TUNING.iterdir() if not path.name.endswith(".facts.json"))
STEP = {
    "section": str,
    "text": str,
    "line": int,
    "holds": list,
    "repeats": (int, type(None)),
    "sets": (int, type(None)),
    "sides": (str, type(None)),
    "rest_seconds": (int, float, type(None)),
    "paced_breath": bool,
    "source_start": int,
    "source_end": int,
}
GROUP = {"first": int, "last": int, "rounds": int, "rest_seconds": (int, float, type(None)), "sides": (str, type(None))}
ENDS = (int, float, type(None))


def has_shape(found: dict[str, object], shape: dict[str, object]) -> bool:
    """Whether `found` has exactly the keys of `shape`, each of its type."""
    return found.keys() == shape.keys() and all(isinstance(found[key], kind) for key, kind in shape.items())  # type: ignore[arg-type]  # the values are types


def stretch(text: str, step: dict[str, object]) -> str:
    """What stands in the source where a step says that it comes from, without tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", text[step["source_start"] : step["source_end"]])).lower()  # type: ignore[misc]  # ints


@pytest.mark.parametrize("batch", range(3))
def test_json_has_the_promised_keys_and_points_at_the_words(batch: int) -> None:
    """Over half the corpus, every key has its type, and 19 steps of 20 lie where most of their words stand."""
    steps = away = 0
    for path in SOURCES[batch::6]:
        try:
            text = from_file(path).text
            result = json.loads(json.dumps(as_json(read(text, path.name))))
        except HoldspaceError:
            continue
        assert result.keys() == {"title", "steps", "groups", "dropped", "doubts"}
        assert all(has_shape(group, GROUP) for group in result["groups"]), path.name
        assert all(0 <= g["first"] <= g["last"] < len(result["steps"]) for g in result["groups"]), path.name
        assert all(has_shape(dropped, {"text": str, "why": str}) for dropped in result["dropped"]), path.name
        assert all(has_shape(doubt, {"text": str, "what": str}) for doubt in result["doubts"]), path.name
        for step in result["steps"]:
            assert has_shape(step, STEP), (path.name, step)
            assert step["sides"] in (None, "both", "left", "right")
            for hold in step["holds"]:
                (length,) = hold.keys() & {"seconds", "breaths", "open"}
                assert hold.keys() == {length, "min", "max", "about", "source"}
                assert isinstance(hold[length], (int, float, bool))
                assert isinstance(hold["min"], ENDS)
                assert isinstance(hold["max"], ENDS)
            words = re.findall(r"[a-z]{3,}", step["text"].lower())
            there = stretch(text, step)
            steps += 1
            away += bool(words) and sum(word in there for word in words) * 10 < len(words) * 7
            assert step["line"] == text.count("\n", 0, step["source_start"]) + 1
    assert steps > 50
    assert away * 20 <= steps
