"""The golden cases in `cases/`: each a script and everything that becomes of it."""

from __future__ import annotations

import pytest

from holdspace.routine.formatting import format_routine
from holdspace.routine.parser import parse
from routine_helpers import Case, read_cases, told

ALL = read_cases()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_script_is_understood_as_its_case_says(case: Case) -> None:
    """Every part of a case's routine and every diagnostic, with place, words and mend, is as written beside it."""
    assert told(parse(case.script, "case.md")) == case.expected


@pytest.mark.parametrize("case", [c for c in ALL if "error " not in c.expected], ids=lambda case: case.name)
def test_a_case_without_errors_survives_formatting(case: Case) -> None:
    """What is parsed from a formatted script is the same routine, and formatting it again changes nothing."""
    routine = parse(case.script, "case.md").routine
    text = format_routine(routine)
    assert parse(text, "case.md").routine == routine
    assert format_routine(parse(text, "case.md").routine) == text


def test_there_are_cases_of_every_kind() -> None:
    """The case files are found, and every one of them has its result."""
    assert {c.file for c in ALL} == {"braces", "breathing", "directions", "front-matter", "structure", "warnings"}
    assert len(ALL) > 40
