"""A step's sentences → its timing facts: holds, repetitions, sets, sides, rest, breath."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from fractions import Fraction

from holdspace.importing import english
from holdspace.importing.facts import Hold, Step
from holdspace.importing.judging import body_named
from holdspace.importing.naming import poses_in
from holdspace.importing.pacing import find_paced
from holdspace.importing.quantities import quantities
from holdspace.importing.quantity import Quantity
from holdspace.importing.roles import LONGEST_PHASE_SECONDS, Context, role_of
from holdspace.importing.sentences import imperative, sentences, words_of
from holdspace.importing.sides import says_both

_OPEN = re.compile(english.OPEN_PATTERN, re.IGNORECASE)
_BREATHING = re.compile(rf"{english.IN_WORDS}|{english.OUT_WORDS}", re.IGNORECASE)
_IN_AND_OUT = re.compile(
    rf"\b(?:{english.IN_WORDS})\s+and\s+(?:{english.OUT_WORDS}|out)\b|\bbreath(?:e|ing)\s+in\s+and\s+out\b"
    r"|\bbreath(?:e|ing)\s+(?:normally|freely|evenly|easily|naturally)\b",
    re.IGNORECASE,
)
"""“Hold for a count of 10, breathing in and out” counts no phase of the breath."""
_SHORT_WORDS = 11
_FEW_THINGS = 2
"""“Two presses” in a long sentence are things that are spoken of, no repetitions."""


@dataclass(slots=True)
class Found:
    """A quantity of a step and what it is for."""

    role: str
    quantity: Quantity
    at: int
    words: str


def read_doses(step: Step, *, short: bool = False) -> list[Found]:
    """Put the facts of `step.text` into `step`; return all that was found, decoys as "none" with them."""
    found: list[Found] = []
    step.paced = find_paced(step.text)
    for start, end in sentences(step.text):
        sentence = step.text[start:end]
        found += _read_sentence(step, sentence, start, short=short)
    if says_both(step.text) and not _NOSTRIL.search(step.text):
        step.sides = "both"
    if step.sets in (None, 1):
        step.sets = next_set(step.text) or step.sets
    _leave_phases(step)
    _count_cycles(step)
    _leave_goals(step)
    _leave_second_reading(step)
    _settle_open(step)
    return found


def next_set(text: str) -> int | None:
    """How many sets there are by “then complete the second set”; None where no such is ordered."""
    more = _NEXT_SET.search(text)
    return {"second": 2, "third": 3, "2nd": 2, "3rd": 3}[more["which"].lower()] if more else None


_NEXT_SET = re.compile(
    r"\b(?:complete|do|perform|start|begin|before|repeat\s+for)\s+(?:the|a|your)\s+(?P<which>second|third|2nd|3rd)\s+set\b",
    re.IGNORECASE,
)
"""“This is one set. Rest, then complete the second set.”"""
_NOSTRIL = re.compile(r"\bnostrils?\b", re.IGNORECASE)


def _leave_second_reading(step: Step) -> None:
    """“Five breaths (about 30 seconds)” is one hold; what the brackets add is noted."""
    for first, second in list(itertools.pairwise(step.holds)):
        end = first.at + len(first.source)
        both = {bool(first.breaths), bool(second.breaths)} == {True, False} and not (first.open or second.open)
        if both and 0 <= end <= second.at and _AS_WELL.fullmatch(step.text, end, second.at):
            step.holds.remove(second)
            step.notes.append(f"the page also says “{second.source}”")


_AS_WELL = re.compile(
    r"\s*(?:[(\[/=]|,?\s*or)\s*(?:(?:or|about|around|roughly|approximately|approx\.?|i\.e\.?,?|~)\s*)*", re.IGNORECASE
)


def _count_cycles(step: Step) -> None:
    """“Repeat the cycle for a total of four breaths”: breaths whose phases are counted are how often it is done."""
    if step.paced is None or not step.paced.seconds:
        return
    counted = [h for h in step.holds if h.breaths and not h.open]
    if counted and step.repeats is None:
        step.repeats = counted[-1].breaths
    step.holds = [h for h in step.holds if h not in counted]


def _leave_goals(step: Step) -> None:
    """What one may work up to is done only where nothing else is stated."""
    if any(not hold.goal for hold in step.holds):
        step.holds = [hold for hold in step.holds if not hold.goal]


def _leave_phases(step: Step) -> None:
    """The counts of a breath are no holds beside it."""
    paced = step.paced
    if paced is not None and paced.seconds:
        counts = [h for h in step.holds if h.seconds and h.seconds <= LONGEST_PHASE_SECONDS]
        inside = [h for h in counts if any(start <= h.at < end for start, end in paced.spans)]
        step.holds = [h for h in step.holds if h not in inside]


def _read_sentence(step: Step, sentence: str, start: int, *, short: bool) -> list[Found]:
    found_quantities = quantities(sentence)
    context = Context(
        instruction=bool(imperative(sentence))
        or body_named(words_of(sentence))
        or _begins_with_pose(sentence)
        or _is_named_for(sentence),
        short=short or len(sentence.split()) <= _SHORT_WORDS or any(q.start < 2 for q in found_quantities),
        paced=bool(_BREATHING.search(_IN_AND_OUT.sub(" ", sentence))),
    )
    found = []
    for quantity in found_quantities:
        if quantity.implied and quantity.most <= _FEW_THINGS and not (context.short and _is_dose(quantity, sentence)):
            continue
        role = role_of(quantity, sentence, context)
        found.append(Found(role, quantity, start + quantity.start, sentence[quantity.start : quantity.end]))
        _apply(step, role, quantity, start, sentence)
    for match in itertools.islice(_OPEN.finditer(sentence), 1):
        step.holds.append(Hold(open=True, source=match.group().strip(), at=start + match.start()))
    return found


def _is_dose(quantity: Quantity, sentence: str) -> bool:
    """Whether a few movements are how often, “Do two squats”, and not how one goes, “throw two punches”."""
    before = sentence[: quantity.start].split()
    return not before or bool(_DOES.match(before[-1])) or before[-1][-1] in ":,–—-("


_DOES = re.compile(r"(?:do|does|perform|complete|repeat|then|and|for|of|x)\W*$", re.IGNORECASE)
_NAMED_FOR = re.compile(r"\W*(?:[\w'’-]+\s+){0,3}(?P<name>[\w'’-]+)\s+for\s+(?=\w)", re.IGNORECASE)
_DONE_FOR = english.NAME_NOUNS | english.REP_NOUNS | frozenset(("carry", "jog", "skipping", "crawl", "shuffle", "hang"))


def _is_named_for(sentence: str) -> bool:
    """Whether a sentence names what is done and then for how long: “Farmer's carry for 40 seconds, three times”."""
    found = _NAMED_FOR.match(sentence)
    return found is not None and found["name"].lower() in _DONE_FOR and words_of(sentence)[0] not in english.NO_NAMES


def _begins_with_pose(sentence: str) -> bool:
    """Whether a sentence names what is done first of all: “Child's pose for a minute, then …”."""
    return any(at == 0 for at, _ in poses_in(sentence))


def _apply(step: Step, role: str, quantity: Quantity, start: int, sentence: str) -> None:
    if role == "goal" and quantity.kind in ("sets", "reps"):
        role = {"sets": "none" if step.sets else "sets", "reps": "repeats"}[quantity.kind]
    if role in ("hold", "goal"):
        hold = hold_of(quantity, start, sentence)
        hold.goal = role == "goal"
        if not any(_same(hold, other) and not _follows(other, hold, start, sentence) for other in step.holds):
            step.holds.append(hold)
    elif role == "rest":
        step.rest_seconds = _seconds(quantity)
    elif role in ("repeats", "rounds"):
        if step.repeats is not None and step.repeats_implied and not quantity.implied:
            step.repeats = step.repeats_range = None
        if (
            step.repeats is not None
            or (quantity.vague and quantity.kind == "times")
            or (quantity.most <= 1 and not quantity.more)
        ):
            return
        step.repeats = max(1, round(float(quantity.middle))) + (1 if quantity.more else 0)
        step.repeats_implied = quantity.implied
        if quantity.is_range:
            step.repeats_range = (int(quantity.least), int(quantity.most))
    elif role == "sets" and not quantity.article:
        step.sets = max(1, round(float(quantity.middle)))


def is_open(text: str) -> bool:
    """Whether `text` lets the listener say how long."""
    return bool(_OPEN.search(text))


def states_hold(sentence: str) -> bool:
    """Whether a sentence that orders nothing says how long: “You will want eight breaths here”, “30 s is plenty”."""
    return any(
        q.kind in ("time", "breaths", "counts") and not q.article and _PLENTY.match(sentence, q.end)
        for q in quantities(sentence)
    )


_PLENTY = re.compile(
    r"\s*(?:here|there|(?:is|are|will\s+be)\s+(?:plenty|enough|good|fine|about\s+right)|will\s+do|should\s+do)\b",
    re.IGNORECASE,
)


def _counts_nothing(quantity: Quantity) -> bool:
    """Whether it is “a few times”, or once, as in “this is one cycle”."""
    return (quantity.vague and quantity.kind == "times") or (quantity.most <= 1 and not quantity.more)


def hold_of(quantity: Quantity, start: int, sentence: str) -> Hold:
    """The hold that `quantity` gives; a count is taken for a second."""
    words = sentence[quantity.start : quantity.end]
    least = float(quantity.least) if quantity.is_range or quantity.bound == "least" else None
    most = float(quantity.most) if quantity.is_range or quantity.bound == "most" else None
    hold = Hold(least=least, most=most, about=quantity.about or quantity.vague, source=words, at=start + quantity.start)
    if quantity.kind == "breaths":
        hold.breaths = max(1, round(float(quantity.middle)))
    else:
        hold.seconds = _number(quantity.middle)
    if quantity.kind == "counts":
        hold.assumed = f"“{words}”: one second for each count"
    elif quantity.is_range:
        hold.assumed = f"“{words}”: the middle is taken"
    elif quantity.bound:
        hold.assumed = f"“{'at least' if quantity.bound == 'least' else 'up to'} {words}”: just that is taken"
    return hold


def merge_doses(step: Step, more: Step, offset: int | None) -> None:
    """Add the facts of `more`, read `offset` characters into the step's text (None: elsewhere), to `step`."""
    for hold in more.holds:
        if any((h.seconds, h.breaths, h.open) == (hold.seconds, hold.breaths, hold.open) for h in step.holds):
            continue
        hold.at = hold.at + offset if offset is not None and hold.at >= 0 else -1
        step.holds.append(hold)
    step.repeats = step.repeats or more.repeats
    step.repeats_range = step.repeats_range or more.repeats_range
    step.sets = step.sets or more.sets
    step.sides = step.sides or more.sides
    if more.rest_seconds and not step.rest_seconds:
        step.rest_seconds, step.rest_words = more.rest_seconds, more.text
    step.paced = step.paced or find_paced(step.text)
    _count_cycles(step)
    _leave_goals(step)
    _settle_open(step)


def _same(one: Hold, other: Hold) -> bool:
    return (one.seconds, one.breaths, one.open) == (
        other.seconds,
        other.breaths,
        other.open,
    ) and one.source.lower() == other.source.lower()


def _follows(one: Hold, other: Hold, start: int, sentence: str) -> bool:
    """Whether two holds of one length in `sentence` are two: “1 minute up, 1 minute out”, and no two sides."""
    first, second = one.at - start, other.at - start
    between = sentence[first + len(one.source) : second] if first >= 0 else ""
    told = sentence[first:] if first >= 0 else ""
    behind = re.match(r"(?:(?!\bthen\b)[^.;,·|(–])*", sentence[second + len(other.source) :])
    two = says_both(told[: second - first + len(other.source) + (behind.end() if behind else 0)])
    return bool(_NEXT_HOLD.search(between)) and not two and not _SIDE_WORDS.search(between)


_NEXT_HOLD = re.compile(
    r"\w[^.;!?]*(?:,|\bthen\b|\band\b|\bplus\b)\s*(?:(?:and|then|for|another|about|hold)\s+)*$", re.IGNORECASE
)
_SIDE_WORDS = re.compile(r"\b(?:left|right|other|opposite|each|switch|change|swap|sides?)\b", re.IGNORECASE)


def _settle_open(step: Step) -> None:
    """“As long as you can … about 60 seconds”: where the author gives a time as well, the time is the hold.

    An open hold of its own that comes after it, “go limp, and stay limp as long as you want”, is another one.
    """
    definite = [hold for hold in step.holds if not hold.open]
    for hold in [h for h in step.holds if h.open]:
        before = [d for d in definite if 0 <= d.at < hold.at and re.search(r"[.!?]\s", step.text[d.at : hold.at])]
        if definite and (not before or re.search(r"\bcan\b|possible", hold.source)):
            step.holds.remove(hold)
            step.notes.append(f"the page also says “{hold.source}”")


def _seconds(quantity: Quantity) -> float:
    return _number(quantity.middle) if quantity.kind in ("time", "bare") else _number(quantity.middle * 5)


def _number(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)
