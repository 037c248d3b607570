"""Movements in the rhythm of the breath: “Exhale and round your spine. … As you inhale, arch your back.”"""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.facts import Paced
from holdspace.importing.sentences import sentences

_IN = re.compile(rf"\b{english.IN_WORDS}\b", re.IGNORECASE)
_OUT = re.compile(rf"\b{english.OUT_WORDS}\b", re.IGNORECASE)
_LEAD = re.compile(
    rf"^(?:(?:and|then|now|next|slowly|gently|as|on|with|when|while|your|you|an|a|each|the|every|next|keep|to|begin|by|deeply)\s+)*?"
    rf"(?P<phase>{english.IN_WORDS}|{english.OUT_WORDS})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(
    rf"^(?P<rest>.*?)[,\s]+(?:as\s+you|while\s+you|on\s+(?:an|the|each|your|every)|with\s+(?:an|the|each|your|every))\s+(?P<phase>{english.IN_WORDS}|{english.OUT_WORDS})"
    r"(?:\s+(?:slowly|deeply|gently|fully))?\s*[.!]?$",
    re.IGNORECASE | re.DOTALL,
)
_JOIN = re.compile(
    r"^[\s,:;–—-]*(?:(?:slowly|deeply|gently|fully|and|as\s+you|to|then|you|while|through\s+(?:the|your)\s+(?:nose|mouth))\b[\s,:–—-]*)*",
    re.IGNORECASE,
)


def find_paced(text: str) -> Paced | None:
    """The breath-paced movement that `text` tells: an inhale and an exhale, at least one with a movement."""
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
        return None
    kept = _one_each(movements)
    return Paced(kept, [], spans)  # type: ignore[arg-type]  # the kinds are "in" and "out"


def _clauses(text: str) -> list[tuple[int, int]]:
    """Sentences, cut again where a second phase begins inside one."""
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        cuts = [0]
        for match in re.finditer(
            rf"(?:[,;–—-]\s*(?:and\s+|then\s+)?|\band\s+|\bthen\s+)(?=(?:(?:as|on|with|when|you|an|a|your|the|each|next|slowly|then)\s+)*(?:{english.IN_WORDS}|{english.OUT_WORDS})\b)",
            sentence,
            re.IGNORECASE,
        ):
            if match.start() > cuts[-1]:
                cuts.append(match.end())
        cuts.append(len(sentence))
        spans += [(start + a, start + b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a]
    return spans


def _movement(clause: str) -> tuple[str, str] | None:
    lead = _LEAD.match(clause.strip())
    if lead:
        words = _JOIN.sub("", lead.group("rest")).strip(" ,.;:!–—-")
        return _kind(lead.group("phase")), words
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
