"""The scorer of `holdspace import`: it rewards what is read and punishes what is not, made up or misplaced."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from import_corpus_helpers import (
    HALVES,
    KINDS,
    Facts,
    Outcome,
    Tally,
    annotated,
    load,
    predicted,
    report,
    run_import,
    score_outcome,
    score_source,
    sources,
    table,
)

BUTTERFLY = {"name": "Butterfly", "must_contain": ["soles of the feet together"], "holds": [{"seconds": 60}]}
PIGEON = {
    "name": "Pigeon",
    "must_contain": ["fold over the shin", "square the hips"],
    "holds": [{"seconds": 25, "min": 20, "max": 30}],
    "sides": "both",
}
CAT = {"name": "Cat and cow", "must_contain": ["round the spine", "arch it"], "repeats": 10, "paced_breath": True}
REST = {"name": "Legs up the wall", "must_contain": ["swing them up"], "holds": [{"open": True}], "rest_seconds": 20}
STATED = annotated(
    {
        "title": "Hips",
        "steps": [BUTTERFLY, PIGEON, CAT, REST],
        "groups": [{"first": 0, "last": 2, "rounds": 3, "rest_seconds": 60}],
        "chrome": ["share this page", "leave a reply"],
        "damaged": [{"source": "l0-15 seconds", "expect": "10-15 seconds"}],
    }
)


def step(gold: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A predicted step that says what GOLD does, but for CHANGES."""
    facts = {key: value for key, value in gold.items() if key not in {"name", "must_contain", "refers"}}
    return {"section": gold["name"], "text": ". ".join(gold["must_contain"]), **facts, **changes}


def perfect(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Hips",
        "steps": [step(gold) for gold in (BUTTERFLY, PIGEON, CAT, REST)],
        "groups": [{"first": 0, "last": 2, "rounds": 3, "rest_seconds": 60, "sides": None}],
        "doubts": [{"text": "l0-15 seconds", "what": "a letter among the digits"}],
        **changes,
    }


def score(data: dict[str, Any], stated: Facts = STATED) -> Tally:
    return score_source(stated, predicted(data))


def both(tally: Tally, *kinds: str) -> tuple[float | None, float | None]:
    return tally.precision(kinds or KINDS), tally.recall(kinds or KINDS)


def answer(stated: Facts) -> dict[str, Any]:
    """The JSON of an importer that reads everything of STATED right."""

    def hold(h: Any) -> dict[str, Any]:
        return {h.unit: True if h.unit == "open" else h.value, "min": h.low, "max": h.high}

    rows = [
        {
            "section": s.section,
            "text": ". ".join(s.must_contain),
            "holds": [hold(h) for h in s.holds],
            "repeats": next(iter(s.repeats), None),
            "sets": next(iter(s.sets), None),
            "rest_seconds": next(iter(s.rests), None),
            "sides": s.sides,
            "paced_breath": s.paced,
        }
        for s in stated.steps
    ]
    groups = [
        {"first": g.first, "last": g.last, "rounds": g.rounds, "rest_seconds": g.rest, "sides": g.sides}
        for g in stated.groups
    ]
    doubts = [{"text": damage["source"], "what": "damaged"} for damage in stated.damaged]
    return {"title": stated.title, "steps": rows, "groups": groups, "doubts": doubts}


def test_a_perfect_answer_scores_one_in_everything() -> None:
    """Whoever reads everything right gets full marks and no remarks."""
    tally = score(perfect())
    assert both(tally) == (1.0, 1.0)
    assert tally.misses == []
    found = report([("page", Outcome("read", perfect()), score_outcome(STATED, Outcome("read", perfect())))])
    assert found["instructions"] == found["names"] == found["titles"] == found["damage"] == found["outcomes"] == 1.0
    assert found["chrome leaked"] == 0.0
    assert found["chrome words"] == 0.0
    assert "| timing | 8 | 8 | 0 | 100.0 % | 100.0 % |" in table("test", found)


@pytest.mark.parametrize("half", HALVES)
def test_every_source_can_be_answered_perfectly(half: str) -> None:
    """An answer that says what the annotation says scores one on each source of the corpus."""
    for source, facts in sources(half):
        stated = load(facts)
        tally = score(answer(stated), stated)
        assert tally.misses == [], source.name


def test_an_empty_answer_has_no_recall() -> None:
    """Whoever reads nothing misses everything, and makes nothing up."""
    tally = score({"title": "", "steps": []})
    assert both(tally) == (None, 0.0)
    assert tally.measures["instructions"] == 0
    assert sum(tally.missed.values()) == 10


def test_holds_on_the_wrong_steps_are_missed_and_false() -> None:
    """The right holds in the wrong places earn nothing."""
    rows = [
        step(BUTTERFLY, holds=PIGEON["holds"]),
        step(PIGEON, holds=REST["holds"]),
        step(CAT),
        step(REST, holds=BUTTERFLY["holds"]),
    ]
    tally = score(perfect(steps=rows))
    assert both(tally, "hold seconds", "open holds", "ranges") == (0.0, 0.0)
    assert both(tally, "repeats", "sides", "paced breath") == (1.0, 1.0)


def test_steps_out_of_order_find_no_partner() -> None:
    """A step in the wrong place is a stray: its facts are false, and those of its place are missed."""
    rows = [step(gold) for gold in (REST, BUTTERFLY, PIGEON, CAT)]
    tally = score(perfect(steps=rows, groups=[]))
    assert tally.missed["open holds"] == tally.false["open holds"] == 1
    assert tally.right["hold seconds"] == 2


def test_a_step_cut_into_pieces_is_pooled() -> None:
    """Sentences told as steps of their own add up, and one side each adds up to both."""
    rows = [
        step(BUTTERFLY),
        {"section": "Pigeon", "text": "fold over the shin", "holds": PIGEON["holds"], "sides": "right"},
        {"section": "Pigeon", "text": "square the hips", "holds": PIGEON["holds"], "sides": "left"},
        step(CAT),
        step(REST, rest_seconds=None),
        {"section": "", "text": "Rest", "rest_seconds": 20},
    ]
    assert both(score(perfect(steps=rows, groups=[{"first": 0, "last": 3, "rounds": 3, "rest_seconds": 60}]))) == (1, 1)


def test_two_steps_in_one_are_a_mistake() -> None:
    """A step that swallows its neighbour loses the neighbour's place."""
    swallowed = {
        "section": "Butterfly",
        "text": "soles of the feet together",
        "holds": [{"seconds": 60}, {"seconds": 25, "min": 20, "max": 30}],
    }
    tally = score(perfect(steps=[swallowed, step(CAT), step(REST)], groups=[]))
    assert tally.false["hold seconds"] == tally.missed["hold seconds"] == 1
    assert tally.measures["steps found"] == 3


def test_an_end_of_a_range_that_is_lost_is_missed() -> None:
    """The middle alone is a right hold, but no right range."""
    tally = score(perfect(steps=[step(BUTTERFLY), step(PIGEON, holds=[{"seconds": 25}]), step(CAT), step(REST)]))
    assert both(tally, "hold seconds") == (1.0, 1.0)
    assert both(tally, "ranges") == (None, 0.0)


def test_made_up_facts_cost_precision() -> None:
    """A frequency read as repeats and an angle read as a hold are false alarms."""
    rows = [step(BUTTERFLY, repeats=3, sides="left"), step(PIGEON), step(CAT, holds=[{"seconds": 90}]), step(REST)]
    tally = score(perfect(steps=rows))
    assert tally.false == {"repeats": 1, "sides": 1, "hold seconds": 1}
    assert tally.recall(KINDS) == 1.0


def test_doing_something_once_is_no_fact() -> None:
    """One set, one round and a rest of nothing may be said or left out."""
    rows = [step(BUTTERFLY, repeats=1, sets=1, rest_seconds=0), step(PIGEON), step(CAT), step(REST)]
    assert both(score(perfect(steps=rows))) == (1.0, 1.0)


def test_chrome_in_a_step_is_a_leak() -> None:
    """What stands around the routine counts as leaked, by string and by word."""
    rows = [step(BUTTERFLY, text="soles of the feet together. Share this page!"), step(PIGEON), step(CAT), step(REST)]
    tally = score(perfect(steps=rows))
    assert tally.measures["chrome kept out"] == 1
    assert tally.measures["words of chrome"] == 3
    assert "leaked 'share this page'" in tally.misses


def test_damage_must_be_repaired_or_doubted() -> None:
    """Damage that is neither repaired nor doubted has been guessed in silence."""
    assert score(perfect(doubts=[])).measures["damage"] == 0
    repaired = step(REST, holds=[{"open": True, "source": "for 10–15 seconds"}])
    rows = [step(BUTTERFLY), step(PIGEON), step(CAT), repaired]
    assert score(perfect(doubts=[], steps=rows)).measures["damage"] == 1


def test_rounds_belong_to_exactly_their_steps() -> None:
    """Rounds over too many steps are a miss and a false alarm."""
    tally = score(perfect(groups=[{"first": 0, "last": 3, "rounds": 3, "rest_seconds": 60}]))
    assert tally.missed["rounds"] == tally.false["rounds"] == tally.missed["rests"] == tally.false["rests"] == 1


def test_the_middle_of_a_range_may_be_rounded_either_way() -> None:
    """Two to three rounds with 30 to 45 seconds of rest may be read as two or three, and as 37 or 38 seconds."""
    stated = annotated(
        {"title": "", "steps": [CAT], "groups": [{"first": 0, "last": 0, "rounds": 2.5, "rest_seconds": 37.5}]}
    )
    for rounds, rest, right in ((2, 37, 1.0), (3, 38, 1.0), (4, 45, 0.0)):
        groups = [{"first": 0, "last": 0, "rounds": rounds, "rest_seconds": rest}]
        assert both(score({"steps": [step(CAT)], "groups": groups}, stated), "rounds", "rests") == (right, right)


REFERRING = annotated(
    {
        "title": "Hips",
        "steps": [
            {**BUTTERFLY, "sides": "right"},
            CAT,
            {"name": "Repeat the butterfly", "must_contain": ["on the left"], "refers": [0, 0], "sides": "left"},
        ],
    }
)


@pytest.mark.parametrize(
    ("changes", "groups", "expected"),
    [
        ({"sides": "left"}, [], (1.0, 1.0)),
        ({"sides": "left", "holds": [{"seconds": 60}]}, [], (1.0, 1.0)),
        ({}, [{"first": 0, "last": 0, "sides": "both"}], (1.0, 1.0)),
        ({}, [], (1.0, 0.5)),
        ({"sides": "right"}, [], (0.5, 0.5)),
    ],
)
def test_a_step_done_again_on_the_other_side(
    changes: dict[str, Any], groups: list[dict[str, Any]], expected: tuple[float, float]
) -> None:
    """A later "repeat on the left" is a step with its side or a group with both; its copied hold is no mistake."""
    again = {"section": "Repeat the butterfly", "text": "on the left", **changes}
    data = {"steps": [step({**BUTTERFLY, "sides": "right"}), step(CAT), again], "groups": groups}
    tally = score_source(REFERRING, predicted(data))
    assert both(tally, "sides") == expected
    assert tally.false["hold seconds"] == 0


@pytest.mark.parametrize(
    ("wanted", "outcome", "right"),
    [
        ("nothing", Outcome("error", message="There is no routine in this page."), True),
        ("nothing", Outcome("error", message=""), False),
        ("nothing", Outcome("read", {"steps": []}), True),
        ("nothing", Outcome("read", {"steps": [{"text": "Stay for", "holds": [{"seconds": 5}]}]}), False),
        ("nothing", Outcome("crash", message="Traceback"), False),
        ("any", Outcome("read", {"steps": []}), True),
        ("any", Outcome("crash", message="Traceback"), False),
    ],
)
def test_pages_without_a_routine(wanted: str, outcome: Outcome, right: bool) -> None:
    """A page without a routine ends in a message or in no steps, and never in a crash."""
    tally = score_outcome(Facts(outcome=wanted), outcome)
    assert bool(tally.measures["outcomes"]) is right
    assert tally.measures["crashes"] == (outcome.status == "crash")


def test_the_report_is_json() -> None:
    """Everything measured can be kept for later."""
    found = report([("page", Outcome("read", perfect()), score(perfect()))])
    assert json.loads(json.dumps(found)) == found


def fails() -> None:
    typer.echo("page.html:1:1: no routine", err=True)
    raise typer.Exit(1)


def crashes() -> None:
    message = "boom"
    raise RuntimeError(message)


@pytest.mark.parametrize(
    ("behaviour", "outcome"),
    [
        (lambda: typer.echo('{"title": "Hüfte", "steps": []}'), Outcome("read", {"title": "Hüfte", "steps": []})),
        (lambda: typer.echo("Imported."), Outcome("crash", message="no JSON: Imported.\n")),
        (fails, Outcome("error", message="page.html:1:1: no routine\n")),
    ],
)
def test_a_run_ends_as_it_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, behaviour: Callable[[], None], outcome: Outcome
) -> None:
    """JSON is read, a message is an error, and anything else on stdout is a crash."""
    found = imported(monkeypatch, tmp_path, behaviour)
    assert (found.status, found.data, found.message) == (outcome.status, outcome.data, outcome.message)


def test_a_traceback_is_a_crash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What the importer raises is counted, and ends nothing else."""
    found = imported(monkeypatch, tmp_path, crashes)
    assert found.status == "crash"
    assert "RuntimeError: boom" in found.message


def imported(monkeypatch: pytest.MonkeyPatch, folder: Path, behaviour: Callable[[], None]) -> Outcome:
    """One run of an importer that does nothing but BEHAVIOUR."""
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.command("import")
    def fake(source: str, as_json: bool = typer.Option(False, "--json")) -> None:  # noqa: ARG001 - the real one's
        behaviour()

    @app.command("check")
    def other() -> None:
        """Make `import` a command by its name."""

    monkeypatch.setattr("holdspace.cli.app.app", app)
    return run_import(folder / "page.html")
