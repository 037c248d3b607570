"""The doubts one by one: what an answer changes in what was read."""

from __future__ import annotations

from holdspace.importing.facts import Doubt, Hold, Imported
from holdspace.routine.durations import parse_duration
from holdspace.routine.unreadable import Unreadable


def hold_in_doubt(imported: Imported, doubt: Doubt) -> Hold | None:
    """The hold that `doubt` is about; None when it is about something else."""
    if doubt.step is None:
        return None
    return next((hold for hold in imported.steps[doubt.step].holds if hold.source == doubt.text), None)


def accept(imported: Imported, doubt: Doubt) -> None:
    """Settle `doubt` as it was read, so that it makes no note."""
    imported.doubts.remove(doubt)


def answer(imported: Imported, doubt: Doubt, words: str) -> str:
    """Settle `doubt` with a time such as "40s" or "5 breaths"; what is wrong with the words, or nothing."""
    hold = hold_in_doubt(imported, doubt)
    if hold is None:
        return "there is no hold here to change"
    try:
        duration = parse_duration(words)
    except Unreadable as mistake:
        return f"{mistake.what}; {mistake.mend}"
    hold.seconds = duration.ms / 1000 if duration.ms else None
    hold.breaths = duration.breaths or None
    hold.open, hold.least, hold.most = False, None, None
    hold.at = -1
    imported.doubts.remove(doubt)
    return ""


def remove(imported: Imported, doubt: Doubt) -> None:
    """Take away the hold that `doubt` is about."""
    hold = hold_in_doubt(imported, doubt)
    if hold is not None and doubt.step is not None:
        imported.steps[doubt.step].holds.remove(hold)
    imported.doubts.remove(doubt)
