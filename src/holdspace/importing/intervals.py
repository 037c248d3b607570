"""Work and rest by the clock: “40 seconds on, 20 seconds off”, “HIIT 45/15”."""

from __future__ import annotations

import re

from holdspace.importing.facts import Hold, Step
from holdspace.importing.quantities import quantities

_LONGEST_SENTENCE = 30
"""Words of a sentence that states both; a longer one tells more."""


def on_and_off(sentence: str) -> Step | None:
    """“40 seconds on, 20 seconds off”."""
    sentence = _IN_TOTAL.sub(" ", sentence)
    times = [q for q in quantities(sentence) if q.kind in ("time", "bare")]
    if any(q.kind == "sets" for q in quantities(sentence)):
        return None
    if len(times) != 2 or len(sentence.split()) > _LONGEST_SENTENCE or _EXAMPLE.search(sentence):
        return None
    before = [sentence[max(0, q.start - 16) : q.start].lower() for q in times]
    after = [sentence[q.end : q.end + 30].lower() for q in times]
    on = re.match(_WORK, after[0]) or re.search(r"\b(?:on|work)\W*(?:for\s+)?$", before[0])
    off = re.match(r"\s*(?:of\s+)?(?:complete\s+)?(?:off|rest|recovery)\b", after[1]) or re.search(
        r"\b(?:off|rest)\W*(?:for\s+)?$", before[1]
    )
    if not (on and off) or "time" not in (times[0].kind, times[1].kind):
        return None
    hold = Hold(seconds=float(times[0].middle), source=sentence[times[0].start : times[0].end], at=-1)
    return Step(sentence, holds=[hold], rest_seconds=float(times[1].middle))


_WORK = r"\s*(?:of\s+)?(?:(?:all[\s-]out|maximum|max|hard|intense)\s+)*(?:on|work|effort|exercise|activity)\b"
_IN_TOTAL = re.compile(r"\b(?:for\s+)?(?:a\s+)?total\s+of\s+[^.,;()]{2,30}", re.IGNORECASE)
_EXAMPLE = re.compile(r"\b(?:for example|for instance|such as|e\.g\.|like)\b", re.IGNORECASE)


def states_intervals(line: str) -> bool:
    """Whether a line only states both, and names no exercise: “Work: 50 sec / Rest: 10 sec”."""
    return bool(_LABELLED.match(line)) and on_and_off(line) is not None


_LABELLED = re.compile(
    r"\W*(?:work|format|intervals?|timing|structure|timer|protocol)\b[^.;!?]{0,12}[:–—-]", re.IGNORECASE
)


def intervals_in(text: str) -> Step | None:
    """The work and the rest that a title or a line about the workout states: “HIIT (40 seconds on, 20 seconds off)”."""
    if (told := on_and_off(text)) is not None:
        return told
    ratio = _RATIO.search(text)
    if ratio is None:
        return None
    work, rest = (int(ratio[name] or ratio[f"{name}2"]) for name in ("work", "rest"))
    if not (_SHORTEST_WORK <= work <= _LONGEST_WORK and 0 < rest <= work * 2):
        return None
    return Step(text, holds=[Hold(seconds=work, source=ratio.group(), at=-1)], rest_seconds=rest)


_SHORTEST_WORK, _LONGEST_WORK = 10, 180
"""Seconds of work in an interval; “50/50” and “90/90” speak of something else."""
_RATIO = re.compile(
    r"\b(?:format|structure|timing|intervals?|tabata|hiit|timer)\b[^.;!?]{0,30}?(?P<work>\d{2,3})\s*/\s*(?P<rest>\d{1,3})\b"
    r"(?!\s*/)|\b(?P<work2>\d{2,3})\s*/\s*(?P<rest2>\d{1,3})\s+(?:intervals?|split|format|hiit|timer|work)\b",
    re.IGNORECASE,
)
