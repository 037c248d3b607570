"""Which steps a number of rounds is said of, where it stands apart from them: all but the warm-up and the cool-down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holdspace.importing import english_frame
from holdspace.importing.facts import Step

_BEFORE = re.compile(english_frame.WARM_UP_PATTERN, re.IGNORECASE)
_BEHIND = re.compile(english_frame.COOL_DOWN_PATTERN, re.IGNORECASE)


def circuit_of(steps: list[Step], bound: Sequence[Step] = ()) -> tuple[int, int]:
    """First and last index of the steps of a circuit among all `steps`, which are one at least.

    `bound`: steps that are told before a list of exercises or behind it.
    """
    first, last = 0, len(steps) - 1
    while first < last and (_is(_BEFORE, steps[first]) or any(steps[first] is step for step in bound)):
        first += 1
    while last > first and (_is(_BEHIND, steps[last]) or any(steps[last] is step for step in bound)):
        last -= 1
    return (first, last) if last > first else (0, len(steps) - 1)


def is_around(heading: str) -> bool:
    """Whether a heading is over what comes before a circuit or behind it: “Warm-up”."""
    return any(named.match(heading) for named in (_BEFORE, _BEHIND))


def _is(named: re.Pattern[str], step: Step) -> bool:
    return any(named.match(words) for words in (step.section, step.name, step.text) if words)
