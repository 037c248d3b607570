"""The annotated facts of the corpus are well-formed and speak of what their sources say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from import_corpus_helpers import FACT_KINDS, HALVES, decoded, load, plain, readings, sources

SOURCES = [pair for half in HALVES for pair in sources(half)]
TOP_KEYS = {"title", "shape", "outcome", "steps", "groups", "chrome", "damaged", "note"}
STEP_KEYS = {"name", "must_contain", "optional_holds", "refers", "lenient", *FACT_KINDS}
HOLD_KEYS = {"seconds", "breaths", "open", "min", "max", "or"}
GROUP_KEYS = {"first", "last", "rounds", "rest_seconds", "sides", "optional"}


def read(facts: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(facts.read_text(encoding="utf-8"))
    return data


def ids(pair: tuple[Path, Path]) -> str:
    return f"{pair[0].parent.name}/{pair[0].name}"


def check_hold(hold: dict[str, Any]) -> None:
    assert hold.keys() <= HOLD_KEYS
    assert len(hold.keys() & {"seconds", "breaths", "open"}) == 1
    value = hold.get("seconds", hold.get("breaths", 1))
    assert value > 0
    assert hold.get("min", value) <= value <= hold.get("max", value)
    if "min" in hold and "max" in hold:
        assert value == pytest.approx((hold["min"] + hold["max"]) / 2)
    for other in hold.get("or", ()):
        check_hold(other)


@pytest.mark.parametrize("pair", SOURCES, ids=ids)
def test_facts_are_written_as_the_readme_says(pair: tuple[Path, Path]) -> None:
    """A facts file has known keys, numbers that can be, and indices of steps that exist."""
    data = read(pair[1])
    assert data.keys() <= TOP_KEYS
    assert data["title"] is not None
    assert data["shape"]
    assert data.get("outcome", "steps") in {"steps", "nothing", "any"}
    assert bool(data["steps"]) == (data.get("outcome", "steps") == "steps")
    for at, step in enumerate(data["steps"]):
        assert step.keys() <= STEP_KEYS
        assert step["name"]
        assert isinstance(step["must_contain"], list)
        assert set(step.get("lenient", ())) <= set(FACT_KINDS)
        assert step.get("sides") in (
            {"left", "right", "other"} if "refers" in step else {None, "left", "right", "both"}
        )
        assert all(step.get(kind, 2) > 1 for kind in ("repeats", "sets", "rest_seconds"))
        for hold in (*step.get("holds", ()), *step.get("optional_holds", ())):
            check_hold(hold)
        first, last = step.get("refers", (0, 0))
        assert 0 <= first <= last < max(at, 1)
    for group in data.get("groups", ()):
        assert group.keys() <= GROUP_KEYS
        assert 0 <= group["first"] <= group["last"] < len(data["steps"])
        assert group.get("rounds", 2) > 1
    for damage in data.get("damaged", ()):
        assert damage.keys() == {"source", "expect"}


@pytest.mark.parametrize("pair", SOURCES, ids=ids)
def test_facts_quote_their_source(pair: tuple[Path, Path]) -> None:
    """Every string of a facts file stands in its source, once the markup is off and the damage repaired."""
    source, facts = pair
    data = read(facts)
    said = list(readings(source, tuple(data.get("damaged", ()))))
    quotes = [*filter(None, [data["title"]]), *data.get("chrome", ())]
    quotes += [words for step in data["steps"] for words in (step["name"], *step["must_contain"])]
    missing = [words for words in quotes if not any(f" {plain(words)} " in text for text in said)]
    assert missing == []
    raw = " ".join(decoded(source).split())
    assert [d["source"] for d in data.get("damaged", ()) if " ".join(d["source"].split()) not in raw] == []


@pytest.mark.parametrize("pair", SOURCES, ids=ids)
def test_nothing_is_both_wanted_and_unwanted(pair: tuple[Path, Path]) -> None:
    """No string that must be left out is part of one that must be kept."""
    facts = load(pair[1])
    kept = [f" {plain(words)} " for step in facts.steps for words in (step.section, *step.must_contain)]
    assert [words for words in facts.chrome if any(f" {plain(words)} " in text for text in kept)] == []


def test_the_halves_are_large_and_have_nothing_in_common() -> None:
    """Tuning has eighty sources, a test half sixteen if there is one, and they share next to no instruction."""
    said = {half: [(load(facts), next(readings(source, ()))) for source, facts in sources(half)] for half in HALVES}
    assert len(said["tuning"]) >= 80
    assert not said["test"] or len(said["test"]) >= 16
    tuning = " ".join(text for _, text in said["tuning"])
    shared = [
        words
        for facts, _ in said["test"]
        for step in facts.steps
        for words in step.must_contain
        if len(words.split()) > 6 and f" {plain(words)} " in tuning
    ]
    told = sum(len(step.must_contain) for facts, _ in said["test"] for step in facts.steps)
    assert len(shared) * 10 <= told  # “lie on your back with your knees bent” is everybody's
