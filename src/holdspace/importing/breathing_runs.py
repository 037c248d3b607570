"""A breathing practice told over several items: “inhale for 4”, “hold for 7”, “exhale for 8”, “repeat 4 times”."""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Paced, Step
from holdspace.importing.pacing import find_paced, goes_on, mentions_breath, only_breathes
from holdspace.importing.sentences import sentences

Unit = list[Step]

_LONGEST_ITEM = 60
"""Words of an item that tells one phase; a longer one is an exercise of its own."""
_FEW_PHASES = 4
"""More of them are a flow of movements."""
_KEEPS = re.compile(english.KEEP_BREATH_PATTERN, re.IGNORECASE)
_NOSTRIL = re.compile(r"\bnostrils?\b", re.IGNORECASE)


def breathing_runs(units: list[Unit]) -> list[tuple[int, int]]:
    """First and last index of each run of `units` that tells one breath."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and _tells_phase(units[end], first=end == at):
            end += 1
        if end - at > 1 and _breath_of(_told(units[at:end])) is not None:
            runs.append((at, end - 1))
        at = max(end, at + 1)
    return runs


def joined_breath(units: list[Unit]) -> Step:
    """One step of all that `units` tell, which together are one breath."""
    steps = [step for unit in units for step in unit]
    first = steps[0]
    step = Step(_told(units), first.section, start=first.start, end=max(s.end for s in steps), marker=first.marker)
    step.fresh = first.fresh
    read_doses(step)
    step.paced = _breath_of(step.text)
    step.sides = None
    step.notes = [note for s in steps for note in s.notes]
    return step


def _told(units: list[Unit]) -> str:
    return " ".join(stopped(step.text) for unit in units for step in unit)


def _tells_phase(unit: Unit, *, first: bool) -> bool:
    """Whether an item tells a phase of the breath, or handles a nostril."""
    text = " ".join(step.text for step in unit)
    if len(text.split()) > _LONGEST_ITEM or any(step.again or (step.paced and step.paced.seconds) for step in unit):
        return False
    told = mentions_breath(text) or bool(_KEEPS.search(text) or _NOSTRIL.search(text))
    return told or (not first and goes_on(text))


def _breath_of(text: str) -> Paced | None:
    """The breath that `text` tells, with its counts or by the nostrils; None when it only mentions one."""
    paced = find_paced(text)
    if paced is not None and paced.seconds:
        return paced
    plain = only_breathes(text) and (paced is None or (_goes_on(text) and len(sentences(text)) <= _FEW_PHASES + 1))
    if (_NOSTRIL.search(text) and mentions_breath(text)) or plain:
        return paced or Paced([("in", ""), ("out", "")])
    return None


def _goes_on(text: str) -> bool:
    """Whether a sentence of `text` only says how often or how long the breath is gone on with."""
    return any(goes_on(text[start:end]) for start, end in sentences(text))


def stopped(text: str) -> str:
    """`text` with a stop at its end, so that what follows begins a sentence of its own."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", ":", "…", ")", ";", ",")) else text + "."
