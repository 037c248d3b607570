# ruff: noqa: INP001 -- beside a script, not in a package
"""Which annotated step each predicted step belongs to, by their words and in their order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from import_facts import Step, plain

_ENOUGH = 0.1
"""The least likeness of two steps that belong together; unrelated steps of one page share "your", "back", "leg"."""

_FILLERS = frozenset(
    plain(
        "a about an and are as at be by each for from hold in into is it keep of on or other out repeat rest seconds "
        "second minute minutes breath breaths side sides so that the then this times to up with you your"
    ).split()
)


def align(predicted: Sequence[Step], annotated: Sequence[Step]) -> list[int | None]:
    """For each predicted step the index of its annotated step, or None.

    The indices never fall, so a step in the wrong place finds no partner; several predicted steps may share one
    annotated step. Of all such alignments the one with the greatest sum of likenesses is taken.
    """
    likeness = _likenesses(predicted, annotated)
    found = _best_path(likeness, len(annotated))
    return _with_followers(predicted, found)


def _likenesses(predicted: Sequence[Step], annotated: Sequence[Step]) -> list[list[float]]:
    """Cosines of the steps' words, rare words counting more; words that no annotated step has do not count."""
    known = [set(step.words.split()) - _FILLERS or set(step.words.split()) for step in annotated]
    spread = Counter(word for words in known for word in words)
    weight = {word: math.log(1 + len(known) / spread[word]) for word in spread}
    lengths = [_length(words, weight) for words in known]
    rows = []
    for step in predicted:
        words = set(step.words.split()) & weight.keys()
        length = _length(words, weight)
        rows.append(
            [
                _length(words & there, weight) ** 2 / (length * there_length) if words & there else 0.0
                for there, there_length in zip(known, lengths, strict=True)
            ]
        )
    return rows


def _length(words: set[str], weight: dict[str, float]) -> float:
    return math.sqrt(sum(weight[word] ** 2 for word in words))


def _best_path(likeness: list[list[float]], width: int) -> list[int | None]:
    """The assignment of rows to columns that never goes back and has the greatest sum."""
    best = [[0.0] * (width + 1)]
    for row in likeness:
        above = best[-1]
        line = [0.0] * (width + 1)
        for j in range(1, width + 1):
            taken = above[j] + row[j - 1] if row[j - 1] >= _ENOUGH else 0.0
            line[j] = max(line[j - 1], above[j], taken)
        best.append(line)
    found: list[int | None] = [None] * len(likeness)
    j = width
    for i in range(len(likeness), 0, -1):
        while j and best[i][j] == best[i][j - 1]:
            j -= 1
        if j and best[i][j] > best[i - 1][j]:
            found[i - 1] = j - 1
    return found


def _with_followers(predicted: Sequence[Step], found: list[int | None]) -> list[int | None]:
    """Give a step without a partner that of the step before it, where it plainly belongs to that step.

    It does when both have the same heading, when the step behind it has that partner too, or when it says nothing but
    how long to rest.
    """
    full = list(found)
    for i, step in enumerate(predicted):
        before = full[i - 1] if i else None
        if full[i] is not None or before is None:
            continue
        same_heading = bool(step.section) and step.section == predicted[i - 1].section
        behind = next((partner for partner in found[i + 1 :] if partner is not None), None)
        if same_heading or behind == before or _only_rests(step):
            full[i] = before
    return full


def _only_rests(step: Step) -> bool:
    return bool(step.rests) and not (step.holds or step.repeats or step.sets or step.sides or step.paced)
