"""“Repeat the deep hip stretch on the left side”, “repeat steps 2–4”, “repeat the sequence twice”: what is meant."""

from __future__ import annotations

import re
from typing import Literal

from holdspace.importing import english, english_sides
from holdspace.importing.facts import Group, Reference, Step
from holdspace.importing.merging import SAME_ON_SIDE
from holdspace.importing.naming import key_words
from holdspace.importing.quantities import quantities
from holdspace.importing.sides import sides_in
from holdspace.routine.numbers import number_of

_VERB = r"(?:repeat|redo|perform|do|complete|run\s+through|cycle\s+through|go\s+through|return\s+to|go\s+back\s+to)"
_STEPS = r"(?:steps?|exercises?|moves?|poses?|numbers?|stretches|#)\s*#?"
_BARE_SPAN = r"(?=\d{1,2}\s*[-–—]\s*\d{1,2}\s+(?:on|with|for)\s+the\b)"
"""Numbers alone are steps where a side follows: “repeat 3–7 on the other side”."""
_NUMBERS = re.compile(
    rf"(?:\b{_VERB}\s+|^\W*(?:and\s+|now\s+|then\s+)*(?=\w+\s+\d))(?:all\s+of\s+)?(?:the\s+)?(?:{_STEPS}|{_BARE_SPAN})"
    r"(?P<first>\d{1,2})(?:\s*(?:-|–|—|to|through|and|&)\s*#?(?P<last>\d{1,2}))?",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:{_VERB}\s+(?:(?:the|this|that|entire|whole|all|of|full|these|above"
    rf"|all\s+the)\s+){{0,4}}(?:{english.SEQUENCE_NOUNS})\b)"
    rf"|\brounds?\s+of\s+(?:the|this)\s+(?:{english.SEQUENCE_NOUNS})\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    rf"\b(?:on|with|to|for|using)\s+(?:the\s+|your\s+)?(?P<side>left"
    rf"|right)(?:\s*-?\s*(?:hand\s+)?(?:{english_sides.SIDE_PARTS}))?\b",
    re.IGNORECASE,
)
_OTHER = re.compile(english_sides.OTHER_SIDE_PATTERN, re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:\w+ly\s+|now\s+|then\s+|next,?\s+|finally,?\s+)?(?:repeat|redo|do)\s+(?:the\s+|your\s+|that\s+"
    r"|this\s+)?(?P<name>[^.,;!?()]{3,60}?)\s+(?=on|with|to|again|for|\(|$)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^(?:\w+ly\s+|now\s+|then\s+|next,?\s+)?(?:the\s+)?(?P<name>[^.,;:!?()]{3,40}?)\s+(?:again|once\s+more)\b[^.;]{0,20}"
    r"\b(?:left|right)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:it|this|that|these|them|the same|all|same|each|both|everything|on|with|to|for|as|using)\b", re.IGNORECASE
)


def side_named(text: str) -> Literal["right", "left"] | None:
    """The side that “on the left side” names."""
    found = _SIDE.search(text)
    if not found:
        return None
    return "left" if found["side"].lower() == "left" else "right"


def _bare_side(text: str) -> Literal["right", "left"] | None:
    found = re.search(r"\b(right|left)\b", text, re.IGNORECASE)
    return None if not found else "left" if found.group(1).lower() == "left" else "right"


def reference_in(step: Step, index: int, steps: list[Step]) -> Reference | None:
    """The earlier step that `step`, the one at `index`, wants done again by its name or its place."""
    return _by_place(step, index, steps) or _by_name(step, index, steps)


def _by_place(step: Step, index: int, steps: list[Step]) -> Reference | None:
    """The earlier steps that `step` means by their numbers, by how many they are, or by their side."""
    numbers = _NUMBERS.search(step.text)
    if numbers and (
        side_named(step.text) or _OTHER.search(step.text) or re.search(r"\bleft|right\b", step.text, re.IGNORECASE)
    ):
        span = _numbered(steps[:index], int(numbers["first"]), int(numbers["last"] or numbers["first"]))
        if span is not None:
            side = side_named(step.text) or _bare_side(step.text) or _other_side(steps[span[0] : span[1] + 1])
            return Reference(numbers.group(), side, span[0], span[1], numbered=True)
    if (few := _few_on_side(step.text, index, steps)) is not None:
        return few
    same = SAME_ON_SIDE.search(step.text)
    return _same_on_side(same["side"].lower(), index, steps) if same else None


def _by_name(step: Step, index: int, steps: list[Step]) -> Reference | None:
    """The earlier step that `step` calls by its name."""
    match = _NAMED.match(step.text) or _AGAIN.match(step.text)
    if not match or _PRONOUN.match(match["name"]) or _ALL.search(step.text) or _NUMBERS.search(step.text):
        return None
    wanted = key_words(match["name"])
    if not wanted or quantities(match["name"]):
        return None
    best, score = -1, 0.0
    for at in range(index):
        have = key_words(f"{steps[at].section} {steps[at].name} {steps[at].text}")
        shared = len(wanted & have) / len(wanted)
        if shared > score:
            best, score = at, shared
    if best < 0 or score < 0.5:
        return None
    first, last = _extent(steps, best, index)
    return Reference(match["name"].strip(), side_named(step.text), first, last)


_LAST_FEW = re.compile(
    r"\b(?:take|do|repeat|run\s+through|go\s+through|perform|practi[cs]e|flow\s+through)\s+(?:(?:all|the|these|those|same|last|previous|first)\s+)+"
    r"(?P<number>\d|two|three|four|five|six|seven|eight)\b(?:\s+(?:poses|stretches|shapes|moves|exercises|postures|steps|asanas))?"
    r"\s+(?:again\s+)?(?:on|to|with|for)\s+(?:the|your)\s+(?:left|right|other|opposite|second)\b",
    re.IGNORECASE,
)
"""“Then take all three on the left”: as many of the last steps."""


def _few_on_side(text: str, index: int, steps: list[Step]) -> Reference | None:
    """As many of the steps before `index` as `text` wants done on a side."""
    few = _LAST_FEW.search(text)
    number = int(_number_in(few["number"]) if few else 0)
    if few is None or not 1 < number <= index:
        return None
    side = _bare_side(text[few.start() :]) or _other_side(steps[index - number : index])
    return Reference(few.group(), side, index - number, index - 1, numbered=True)


def _number_in(word: str) -> int:
    return int(word) if word.isdigit() else int(number_of(word.lower()) or 0)


def first_side(text: str) -> Literal["right", "left"] | None:
    """The side that `text` names first, which is the one it is for: “right shin in front, left leg behind”."""
    return _bare_side(text)


def _other_side(meant: list[Step]) -> Literal["right", "left"]:
    """The side on which the steps that are `meant` have not been done."""
    named = next((side for step in meant if (side := first_side(step.text))), "right")
    return "left" if named == "right" else "right"


def later_reference(group: Group, step: Step, index: int) -> Reference | None:
    """Steps to be done once more when others stand in between, “do step 2 again”; None where `group` is just behind."""
    if group.last == index - 1 or group.rounds > _ONCE_MORE or group.sides or group.rest_seconds:
        return None
    return Reference(step.text[:_LONGEST_WORDS], None, group.first, group.last, numbered=True)


_ONCE_MORE = 2
_LONGEST_WORDS = 60


def _same_on_side(side: str, index: int, steps: list[Step]) -> Reference | None:
    """The steps before that are for the other side, as “do the same on the left” means them."""
    other = "left" if side == "right" else "right"
    first = index
    for at in range(index - 1, max(-1, index - 12), -1):
        named = sides_in(steps[at].text)
        if other in named:
            first = at
        if steps[at].sides == "both" or steps[at].again:
            break
    if first == index:
        return None
    return Reference(f"the {other} side", "left" if side == "left" else "right", first, index - 1, numbered=True)


def _extent(steps: list[Step], best: int, index: int) -> tuple[int, int]:
    """The first and last step of what the step `best` is a part of."""
    if steps[best].section:
        same = [i for i in range(index) if steps[i].section == steps[best].section]
        return same[0], same[-1]
    first = best
    while first > 0 and not steps[first].name and not _first_of_side(steps, first):
        first -= 1
    last = best
    while last + 1 < index and not steps[last + 1].name and not (_dosed(steps[last + 1]) and _dosed(steps[best])):
        last += 1
    return first, last


def _dosed(step: Step) -> bool:
    return bool(step.holds or step.repeats or step.sets)


def _first_of_side(steps: list[Step], at: int) -> bool:
    return bool(re.search(r"\b(?:right|left)\b", steps[at].text, re.IGNORECASE)) and not re.search(
        r"\b(?:right|left)\b", steps[at - 1].text, re.IGNORECASE
    )


def group_in(step: Step, index: int, steps: list[Step]) -> Group | None:
    """The group of steps that `step`, the one at `index`, wants done again by number or as a whole."""
    text = step.text
    numbers = _NUMBERS.search(text)
    if numbers:
        first, last = int(numbers["first"]), int(numbers["last"] or numbers["first"])
        span = _numbered(steps[:index], first, last)
        if span is None:
            return None
        return _counted(text[numbers.end() :], Group(span[0], span[1], rounds=1))
    span = _named_span(text, index, steps)
    if span is not None:
        return _counted(text, Group(span[0], span[1], rounds=1))
    if _ALL.search(text) and index > 0:
        return _counted(text, Group(0, index - 1, rounds=1))
    return None


_FROM_TO = re.compile(
    r"\b(?:repeat|redo|do)\s+(?:everything|all"
    r"|the\s+\w+)?\s*from\s+(?:the\s+)?(?P<first>[^.,;]{3,40}?)\s+(?:to|through"
    r"|until)\s+(?:the\s+)?(?P<last>[^.,;]{3,40}?)(?=\s+(?:\w+\s+(?:more\s+)?times|twice|again|on|once|\d)"
    r"|[.,;]|$)",
    re.IGNORECASE,
)


def _named_span(text: str, index: int, steps: list[Step]) -> tuple[int, int] | None:
    """The steps of “repeat everything from the plank to the crescent”."""
    match = _FROM_TO.search(text)
    if not match:
        return None
    ends = []
    for words in (match["first"], match["last"]):
        wanted = key_words(words)
        ends.append(
            next(
                (
                    i
                    for i in range(index)
                    if wanted and wanted <= key_words(f"{steps[i].section} {steps[i].name} {steps[i].text}")
                ),
                None,
            )
        )
    first, last = ends
    return (first, last) if first is not None and last is not None and first <= last else None


def _counted(text: str, group: Group) -> Group:
    for quantity in quantities(text):
        if quantity.kind in ("times", "rounds", "reps", "sets"):
            group.rounds = max(1, round(float(quantity.middle)))
        if quantity.kind == "time" and re.search(r"\brest|break|recover", text, re.IGNORECASE):
            group.rest_seconds = float(quantity.middle)
    if _OTHER.search(text) or side_named(text):
        group.sides = "both"
    elif group.rounds == 1 and re.search(r"\bagain|repeat\b", text, re.IGNORECASE):
        group.rounds = 2
    return group


def _numbered(steps: list[Step], first: int, last: int) -> tuple[int, int] | None:
    """Indexes of the steps that carry the numbers `first` and `last`; the nearest list counts."""
    at = {}
    for index, step in enumerate(steps):
        number = re.search(r"\d+", step.marker)
        if number:
            at[int(number.group())] = index
    if first in at and last in at and at[first] <= at[last]:
        return at[first], at[last]
    return None
