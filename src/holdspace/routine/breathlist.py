"""The list beneath a `[breathe …]`: `- exhale: Round your spine.` for each phase."""

from __future__ import annotations

import dataclasses
import difflib
import re

from holdspace.routine.blocks import Raw
from holdspace.routine.inline import read_items
from holdspace.routine.model import Block, Breathe, Movement, Paragraph, SideWord, Words
from holdspace.routine.source import Report, shortened
from holdspace.routine.units import PHASES

_HEAD = re.compile(r"[*_]{0,3}(?P<phase>[^\W\d_]+(?: +[^\W\d_]+)?)[*_]{0,3} *: *[*_]{0,3}\s*")


def belongs(raw: Raw, above: Block | None, begun: bool) -> bool:
    """Whether `raw` is part of the list of the `[breathe …]` that ends the block `above`.

    A list directly beneath it is; after a blank line, or when the `[breathe …]` stands in a list itself, only if the
    item begins with a phase. Once begun, the list goes on to the next blank line, and after it with further phases.
    """
    if not isinstance(above, Paragraph) or not above.items or not isinstance(above.items[-1], Breathe):
        return False
    if raw.kind != "paragraph" or raw.marker in {"", ">"}:
        return False
    return (raw.tight and (begun or above.marker in {"", ">"})) or _phase_of(raw) is not None


def _phase_of(raw: Raw) -> str | None:
    head = _HEAD.match(raw.stretch.text)
    phase = " ".join(head.group("phase").lower().split()) if head else ""
    return phase if phase in PHASES else None


def read_movement(raw: Raw, report: Report) -> Movement | None:
    """The movement in one list item; None, and an error in the report, when it names no phase."""
    head = _HEAD.match(raw.stretch.text)
    if head is None or _phase_of(raw) is None:
        _report_phase(raw, head, report)
        return None
    parts = []
    for item in read_items(raw.stretch.tail(head.end()), report):
        if isinstance(item, (Words, SideWord)):
            parts.append(item)
        else:
            mend = "write the words alone; lengths stand in the [breathe …] above"
            report.error("not-in-breath-list", item.place, "a breath list holds only words and sides", mend)
    written = " ".join(head.group("phase").split())
    place = raw.stretch.place(head.start("phase"), head.end("phase"))
    return Movement(PHASES[written.lower()], tuple(parts), written, place)


def _report_phase(raw: Raw, head: re.Match[str] | None, report: Report) -> None:
    text = raw.stretch.text
    word = head.group("phase") if head else (re.findall(r"\w+", text[:200]) or [""])[0]
    close = difflib.get_close_matches(word.lower(), PHASES, n=1, cutoff=0.6)
    rest = shortened(text[head.end() :] if head else text, 30)
    if close and not head:
        rest = shortened(text[len(word) :].lstrip(" -–—,"), 30)
    mend = f"write “- {close[0] if close else 'inhale'}: {rest}”, or put a blank line above a list of other things"
    what = (
        f"“{shortened(word)}” is not a phase of the breath"
        if head
        else "this item does not begin with a phase and a colon"
    )
    start = head.start("phase") if head else 0
    report.error("breath-list-phase", raw.stretch.place(start, start + max(1, len(word))), what, mend)


def with_movements(paragraph: Paragraph, movements: list[Movement]) -> Paragraph:
    """`paragraph` with `movements` given to the `[breathe …]` at its end."""
    breathe = paragraph.items[-1]
    assert isinstance(breathe, Breathe)  # noqa: S101 - belongs() has looked
    items = (*paragraph.items[:-1], dataclasses.replace(breathe, movements=tuple(movements)))
    return dataclasses.replace(paragraph, items=items)
