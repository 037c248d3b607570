"""Movements in the rhythm of the breath: “Exhale and round your spine; as you inhale, arch your back”."""

from __future__ import annotations

import re

from holdspace.importing import english, english_frame
from holdspace.importing.facts import Paced
from holdspace.importing.quantities import quantities
from holdspace.importing.quantity import Quantity
from holdspace.importing.sentences import sentences

_IN = re.compile(rf"\b{english.IN_WORDS}\b", re.IGNORECASE)
_OUT = re.compile(rf"\b{english.OUT_WORDS}\b", re.IGNORECASE)
_COUNTED = (
    r"(?=\s+(?:(?:through|by|via)\s+(?:the|your)\s+\w+\s+|slowly\s+|gently\s+|again\s+)?(?:for\s+|to\s+|over\s+|on\s+)?"
    rf"(?:an?\s+)?(?:slow\s+)?(?:count\s+of\s+)?(?:\d|(?:{'|'.join(sorted(english.NUMBER_WORDS))})\b))"
)
"""Behind the bare “in” and “out” of “in for four, out for six”."""
_LEAD = re.compile(
    rf"^(?:(?:and|so|okay|then|now|next|slowly|gently|as|on|with|when|while|your|you|an|a|each|the|every|next|keep|to"
    rf"|begin|by|deeply|take|draw|have|long|deep|big|full|slow|quick|sharp|first)\s+)*?"
    rf"(?P<phase>{english.IN_WORDS}|{english.OUT_WORDS})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    rf"^(?P<rest>.*?)[,\s]+(?:as\s+you|while\s+you|on\s+(?:an|the|each|your|every)|with\s+(?:an|the|each|your"
    rf"|every))\s+(?P<phase>{english.IN_WORDS}|{english.OUT_WORDS})"
    r"(?:\s+(?:slowly|deeply|gently|fully))?\s*[.!]?$",
    re.IGNORECASE | re.DOTALL,
)
_JOIN = re.compile(
    r"^[\s,:;–—-]*(?:(?:slowly|deeply|gently|fully|and|as\s+you|to|then|you|while|through\s+(?:the"
    r"|your)\s+(?:nose|mouth))\b[\s,:–—-]*)*",
    re.IGNORECASE,
)


def find_paced(text: str) -> Paced | None:
    """The breath-paced movement that `text` tells: an inhale and an exhale, at least one with a movement."""
    if _EQUAL.search(text):
        return Paced([("in", ""), ("out", "")])
    text = _BOTH_PHASES.sub(lambda m: "_" * len(m.group()), text)
    if (counted := _counted(text)) is not None:
        return counted
    if not (_IN.search(text) and _OUT.search(text)):
        return None
    movements: list[tuple[str, str]] = []
    spans: list[tuple[int, int]] = []
    for start, end in _clauses(text):
        found = _movement(text[start:end])
        if found is not None:
            movements.append(found)
            spans.append((start, end))
    kinds = {kind for kind, _ in movements}
    if kinds != {"in", "out"} or not any(words for _, words in movements):
        return Paced([("in", ""), ("out", "")]) if _tied(text) or _sighs(text) else None
    kept = _one_each(movements)
    return Paced(kept, [], spans)  # type: ignore[arg-type]  # the kinds are "in" and "out"


_EQUAL = re.compile(
    rf"\b(?:{english.IN_WORDS})\s+and\s+(?:{english.OUT_WORDS}|out)\b[^.;!?]{{0,40}}\b(?:same|equal)\s+(?:count|length|number|amount|time)",
    re.IGNORECASE,
)
"""“Inhale and exhale for the same count.”"""
_BOTH_PHASES = re.compile(
    rf"\b(?:{english.IN_WORDS}|in)\s+and\s+(?:{english.OUT_WORDS}|out)\b(?=\s+(?:while|as|for|through|here|slowly|deeply)\b)",
    re.IGNORECASE,
)
"""“Inhale and exhale while you hold” moves nothing."""
_WITH = r"(?:\b(?:as|while|when|whilst)\s+you|\b(?:on|with|during)\s+(?:the|an?|your|each|every))\s+(?:\w+ly\s+)?"
_WITH_IN = re.compile(rf"{_WITH}{english.IN_WORDS}\b", re.IGNORECASE)
_WITH_OUT = re.compile(rf"{_WITH}{english.OUT_WORDS}\b", re.IGNORECASE)


def _tied(text: str) -> bool:
    """Whether movements go with both phases, wherever those stand: “rise on the in-breath, sink on the out-breath”."""
    return bool(_WITH_IN.search(text) and _WITH_OUT.search(text))


def _sighs(text: str) -> bool:
    """Whether the out-breath of `text` is a sigh, a hum or a hiss, which paces the breath as a movement does."""
    return bool(_SOUNDED.search(text))


_SOUNDED = re.compile(english_frame.SOUNDED_BREATH_PATTERN, re.IGNORECASE)


_FRAGMENT = re.compile(
    r"\s*(?:[,;:]|\s[–—-]\s)\s*|\s+(?=and\s+then\b)|\s+(?=(?:and|then|as|on|with|while)\s+(?:(?:you|an|a|your"
    r"|the|each|then|as|next)\s+)*(?:inhal|exhal|breathe|breathing))",
    re.IGNORECASE,
)


def _clauses(text: str) -> list[tuple[int, int]]:
    """Stretches with one phase each, which begins its stretch (“inhale, arch”) or ends it (“arch as you inhale”)."""
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        pieces = _fragments(text, start, end)
        if not any(mentions_breath(text[a:b]) for a, b in pieces):
            continue
        spans += _grouped(text, pieces)
    return spans


def _fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start]
    bounds = []
    for match in _FRAGMENT.finditer(text, start, end):
        bounds.append((edges[-1], match.start()))
        edges.append(match.end())
    bounds.append((edges[-1], end))
    return [(a, b) for a, b in bounds if b > a]


def _grouped(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    begin: int | None = None
    led = False
    for index, (a, b) in enumerate(pieces):
        piece = text[a:b]
        if _LEAD.match(piece.strip()):
            tail_of_before = (
                begin is not None
                and not led
                and not mentions_breath(text[begin:a])
                and not any(
                    mentions_breath(text[c:d]) for c, d in pieces[index + 1 :] if _LEAD.match(text[c:d].strip())
                )
            )
            only = re.match(r"^(?:as|while|when|on|with)\b", piece.strip(), re.IGNORECASE)
            if tail_of_before and only and index == len(pieces) - 1:
                groups.append((begin or 0, b))
                begin = None
                continue
            if begin is not None and led:
                groups.append((begin, pieces[index - 1][1]))
            elif begin is not None and only and not led:
                groups.append((begin, b))
                begin = None
                continue
            begin, led = a, True
        elif mentions_breath(piece):
            if begin is not None and led:
                groups.append((begin, pieces[index - 1][1]))
                begin = a
            groups.append((a if begin is None else begin, b))
            begin, led = None, False
        elif begin is None:
            begin, led = a, False
    if begin is not None and led:
        groups.append((begin, pieces[-1][1]))
    return groups


def mentions_breath(text: str) -> bool:
    """Whether `text` speaks of breathing in or out."""
    return bool(_IN.search(text) or _OUT.search(text))


def _movement(clause: str) -> tuple[str, str] | None:
    lead = _LEAD.match(clause.strip())
    if lead:
        words = _JOIN.sub("", lead.group("rest")).strip(" ,.;:!–—-")
        counted = quantities(words)
        # “Inhale and exhale five times” moves nothing.
        return _kind(lead.group("phase")), "" if counted and counted[0].start == 0 else words
    tail = _TAIL.match(clause.strip())
    if tail:
        return _kind(tail.group("phase")), tail.group("rest").strip(" ,.;:!")
    return None


def _kind(phase: str) -> str:
    return "in" if _IN.match(phase) else "out"


def _one_each(movements: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first movement of each phase that has words, in the order in which the phases come."""
    order = list(dict.fromkeys(kind for kind, _ in movements))
    return [(kind, next((words for k, words in movements if k == kind and words), "")) for kind in order]


def only_breathes(text: str) -> bool:
    """Whether sentences of `text` begin with an inhale and others with an exhale: a breath, and no movement to it."""
    heads = [text[start:end] for start, end in sentences(text)]
    return any(_IN.match(head) for head in heads) and any(_OUT.match(head) for head in heads)


def goes_on(text: str) -> bool:
    """Whether `text` only says how often or how long a breath is gone on with."""
    return bool(_GOES_ON.search(text))


_GOES_ON = re.compile(english.BREATH_GOES_ON_PATTERN, re.IGNORECASE)
_PHASE = re.compile(
    rf"\b(?P<in>{english.IN_WORDS}|in{_COUNTED})(?!\w)|\b(?P<out>{english.OUT_WORDS}|out{_COUNTED})(?!\w)"
    rf"|\b(?P<hold>{english.KEEP_WORDS})\b",
    re.IGNORECASE,
)
_LONGEST_PHASE_SECONDS = 30
_SHORTEST_CYCLE = 2


def _clause(text: str) -> str:
    """What is said of a phase: up to the end of its sentence, and what counts it in the next, “count to four”."""
    stop = re.search(r"[.!?](?:\s|$)", text)
    return text if stop is None or _COUNTS_ON.match(text, stop.end()) else text[: stop.start()]


_COUNTS_ON = re.compile(r"\s*(?:again,?\s+)?count\b", re.IGNORECASE)


def _counts_phase(quantity: Quantity, clause: str) -> bool:
    """Whether `quantity`, behind a phase in `clause`, is how long it is: not “the second one is short”."""
    if quantity.article or not 1 <= quantity.middle <= _LONGEST_PHASE_SECONDS:
        return False
    if quantity.kind in ("counts", "time"):
        return True
    return (quantity.kind == "bare" or quantity.implied) and bool(_BEFORE_COUNT.search(clause[: quantity.start]))


_BEFORE_COUNT = re.compile(
    r"(?:^|[,:–—-]|\b(?:for|to|of|over|in|out|left|right|nose|mouth|slowly|deeply))\s*$", re.IGNORECASE
)


def _counted(text: str) -> Paced | None:
    """A breath whose phases are counted: “in for 4, hold for 7, out for 8”."""
    marks = list(_PHASE.finditer(text))
    phases: list[tuple[str, float]] = []
    spans: list[tuple[int, int]] = []
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        clause = _clause(text[mark.end() : end])
        number = next(
            (q for q in quantities(clause) if _counts_phase(q, clause)),
            None,
        )
        kind = mark.lastgroup or "in"
        if number is None or (phases and kind == phases[-1][0]):
            continue
        if phases and kind == phases[0][0] and len(phases) >= _SHORTEST_CYCLE:
            break
        phases.append((kind, float(number.middle)))
        spans.append((mark.start(), mark.end() + len(clause)))
    kinds = [kind for kind, _ in phases]
    if not {"in", "out"} <= set(kinds) or len(phases) > 4:
        return None
    seconds = [seconds for _, seconds in phases]
    return Paced([(kind, "") for kind in kinds], seconds, spans)  # type: ignore[misc]  # the kinds are the groups' names
