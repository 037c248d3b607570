"""The steps of one exercise, a unit: what it is called, its side, its breath, and the dose that stands before them."""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.breathing_runs import stopped
from holdspace.importing.dose_lines import begins_with_dose, only_dose, states_dose
from holdspace.importing.doses import merge_doses
from holdspace.importing.facts import Block, Hold, Paced, Step
from holdspace.importing.naming import dosed_name, heading_name, is_name, lead_name, tidy_name
from holdspace.importing.outline import Part
from holdspace.importing.pacing import find_paced, only_breathes
from holdspace.importing.roles import LONGEST_PHASE_SECONDS
from holdspace.importing.sentences import imperative
from holdspace.importing.sides import says_both, sides_in


def name_of(block: Block, text: str) -> str:
    """What a list item or a paragraph with bold first words calls its exercise."""
    if block.lead and not _FIELD.match(block.lead.strip(" :.–—-")):
        return tidy_name(block.lead) if len(block.lead.split()) <= _LONGEST_NAME and not _TIP.match(block.lead) else ""
    if block.kind not in ("item", "cell"):
        return ""
    named, dosed_first = lead_name(text)[0], _DOSED_FIRST.match(text)
    if dosed_first and begins_with_dose(text):
        return tidy_name(text[dosed_first.end() :]) if len(text.split()) <= _LONGEST_NAME else ""
    return named or (heading_name(text) if is_name(text) else dosed_name(text))


_DOSED_FIRST = re.compile(r"[^.:;!?–—]{2,30}(?::\s+|\s[–—-]\s+)(?=[A-Za-z])")
"""“1 minute: child's pose” is called after what stands behind the colon."""
_LONGEST_NAME = 8
_FIELD = re.compile(english.FIELD_PATTERN, re.IGNORECASE)
_TIP = re.compile(english.TIP_PATTERN, re.IGNORECASE)


def is_one_exercise(rows: list[list[Step]]) -> bool:
    """Whether the items of a list are the steps of one exercise: none has a name, and one alone says how long."""
    dosed = [unit for unit in rows if any(step.holds or step.repeats or step.sets for step in unit)]
    named = any(step.name or step.section for unit in rows for step in unit)
    return len(rows) > 1 and len(dosed) == 1 and not named and not any(s.repeats for unit in rows for s in unit)


def are_its_steps(rows: list[list[Step]]) -> bool:
    """Whether listed items without names state one hold and one number of times, which then belong together."""
    steps = [step for unit in rows for step in unit]
    if any(step.name or step.section for step in steps):
        return False
    return sum(bool(step.holds) for step in steps) == 1 and sum(bool(step.repeats) for step in steps) == 1


def has_own_dose(part: Part) -> bool:
    """Whether a heading names an exercise and how often it is done: “Left nostril – 9 rounds”."""
    name = heading_name(part.heading.text) if part.heading else ""
    return bool(name) and not Part(Block("heading", name, 0, 0)).group


def own_dose(part: Part) -> tuple[str, list[Block]]:
    """A part's heading with the dose on the line beneath it, and the blocks behind that line."""
    assert part.heading is not None  # noqa: S101 - only called for parts with a heading
    first = part.blocks[0] if len(part.blocks) > 1 else None
    if first is None or first.kind != "paragraph" or imperative(first.text) or not only_dose(first.text):
        return part.heading.text, part.blocks
    return f"{part.heading.text}: {first.text}", part.blocks[1:]


def prefer_fields(unit: list[Step]) -> None:
    """Where a field says how often, “Reps: 12”, a “kick twice” in the words is how the movement goes."""
    fields = [step for step in unit if step.repeats and _COUNT_FIELD.match(step.text)]
    for step in unit:
        if fields and step not in fields and (step.repeats or 0) <= _FEW_KICKS:
            step.repeats = step.repeats_range = None


_COUNT_FIELD = re.compile(r"\W*(?:reps?|repetitions?)\s*[:=]", re.IGNORECASE)
_FEW_KICKS = 3


def dose_last(unit: list[Step]) -> None:
    """A dose alone before what is to be done, “3 sets of 10”, is the dose of what comes last."""
    while len(unit) > 1 and states_dose(unit[0].text):
        first = unit.pop(0)
        unit[0].start = min(first.start, unit[0].start)
        merge_doses(unit[-1], first, offset=None)


def share_hold(steps: list[Step]) -> None:
    """Give the step that counts the repetitions the hold that an earlier one of the exercise tells."""
    told: list[Hold] = []
    for step in steps:
        definite = [hold for hold in step.holds if not hold.open]
        if (step.repeats or step.sets) and not definite and step.paced is None and len(told) == 1:
            step.held = told[0]
        told += [] if step.repeats else definite


def rest_behind(step: Step) -> float | None:
    """Take the rest on a line of its own, which the last row before “repeat 5x” was given, and return its seconds."""
    found = _REST_LINE.search(step.text)
    if found is None or step.rest_seconds is None:
        return None
    seconds, step.rest_seconds = step.rest_seconds, None
    step.text = step.text[: found.start()].rstrip()
    return seconds


_REST_LINE = re.compile(r"(?<=[.!?])\s+rest\b[^.;!?]{1,30}\.?$", re.IGNORECASE)


def leave_total(unit: list[Step], dosed: Step) -> None:
    """Take the time of a heading away where it is only the sum of both sides: “twist (1 minute): 30 seconds a side”."""
    inside = {hold.seconds for step in unit for hold in step.holds if hold.seconds}
    dosed.holds = [hold for hold in dosed.holds if not hold.seconds or hold.seconds / 2 not in inside]


def take_side(unit: list[Step], heading: str) -> None:
    """“Half butterfly, right”: the side in a name is the side of the exercise, whatever its words change."""
    named = sides_in(heading)
    if len(named) != 1 or says_both(heading):
        return
    for step in unit:
        step.sides = None
    unit[-1].sides = named.pop()


def pace_unit(unit: list[Step]) -> None:
    """Find a breath that is told over several steps, “breathe in for 4”, “hold for 7”, “breathe out for 8”."""
    if any(step.paced for step in unit) or len(unit) < 2:
        return
    text = " ".join(stopped(step.text) for step in unit)
    paced = find_paced(text)
    if paced is None and only_breathes(text):
        paced = Paced([("in", ""), ("out", "")])
    led = sum(bool(_PHASE_FIRST.match(step.text)) for step in unit) > 1
    if paced is not None and (led or paced.seconds or any(step.repeats for step in unit)):
        paced.spans = []
        unit[-1].paced = paced
        for step in unit if paced.seconds else []:
            step.holds = [h for h in step.holds if not (_KEEPS.match(step.text) and _is_phase(h))]


def _is_phase(hold: Hold) -> bool:
    """Whether a hold may be one phase of a breath."""
    return 0 < (hold.seconds or 0) <= LONGEST_PHASE_SECONDS


_KEEPS = re.compile(english.KEEP_BREATH_PATTERN, re.IGNORECASE)
_PHASE_FIRST = re.compile(
    rf"\W*(?:on\s+(?:an?|the|your)\s+)?(?:{english.IN_WORDS}|{english.OUT_WORDS})\b", re.IGNORECASE
)
