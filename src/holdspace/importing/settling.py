"""What can be told only once all steps are known: sides, names, what points back, and the doubts."""

from __future__ import annotations

import re

from holdspace.importing.damage import doubtful
from holdspace.importing.facts import Doubt, Imported, Step
from holdspace.importing.naming import own_name, poses_in, tidy_name
from holdspace.importing.quantities import quantities
from holdspace.importing.referring import group_in, later_reference, reference_in
from holdspace.importing.sides import sides_in

_ONLY_SIDE = re.compile(
    r"\bonly\s+(?:on\s+)?(?:the|your)\s+(right|left)\b|\b(?:lie|lying|roll|turn"
    r"|rest)\s+(?:\w+\s+)?on(?:to)?\s+your\s+(right|left)\s+side\b(?![^.]{0,40}\b(?:up|sit|sitting|seat|rise|coffee)\b)"
    r"|\b(?:on|with)\s+(?:the|your)\s+(?:\w+\s+)?\(?(right|left)\)?\s+(?:side|leg|arm|foot|hand|knee)\s+only\b",
    re.IGNORECASE,
)
_SHORT_SIDE = re.compile(
    r"\d\W*(?:s|secs?|reps|x\s*\d{1,2})?\s+\(?([RL])\)?(?:\s+(?:only|side))?\s*(?:[,.;)]|$)"
    r"|^(?:: )?[A-Z][\w'’ -]{2,40}\s([RL])\s*(?:[-–—:,(]|$)"
    r"|\(([RL])\)\s*[.,;]?\s*$"
)
"""“3 x 10 R only”; “Dragon R – 2 min”."""
_NAMED_SIDE = re.compile(
    r"[^.;!?]{0,50}?[(,:–—-]\s*(?:on\s+the\s+|the\s+)?(right|left)(?:\s+(?:side|leg|arm))?\s*(?:[):.,–—]|\s-\s|\s\d|\shold\b|$)",
    re.IGNORECASE,
)
"""“Half pigeon (left side): …”, “Low lunge, right.”"""


def settle_sides(units: list[list[Step]]) -> None:
    """A side that is named and repeated on the other within one exercise is both; one alone counts where it is said."""
    for unit in units:
        text = " ".join(step.text for step in unit)
        if any(step.sides for step in unit):
            continue
        named = sides_in(text)
        if (
            named == {"right", "left"}
            and re.search(r"\b(?:repeat|same|then|and\s+again)\b[^.]{0,40}\b(?:left|right)\b", text, re.IGNORECASE)
            and _repeats_other(text)
        ):
            unit[-1].sides = "both"
        elif only := _ONLY_SIDE.search(text) or _NAMED_SIDE.match(f"{unit[0].section}: {unit[0].text}"):
            unit[0].sides = next(side for side in only.groups() if side).lower()
        elif short := _SHORT_SIDE.search(text):
            unit[-1].sides = "right" if "R" in short.groups() else "left"


def _repeats_other(text: str) -> bool:
    """Whether a sentence, or what stands behind a semicolon, orders the other side."""
    return bool(
        re.search(
            r"\b(?:repeat|same|do it)\b[^.;]{0,30}\b(?:on|with|to|for|using)\s+(?:the|your)\s+(?:left"
            r"|right)\b|\bthen\s+(?:the\s+)?(?:left|right)\b|\bthen\b[^.;]{0,40}\bto\s+(?:the|your)\s+(?:left"
            r"|right)\b",
            text,
            re.IGNORECASE,
        )
    )


def resolve(result: Imported) -> None:
    """Find what each step that points back means."""
    for index, step in enumerate(result.steps):
        step.again = reference_in(step, index, result.steps)
        if step.again:
            step.sides = step.again.side
            if step.again.numbered and not any(q.kind in ("times", "rounds") for q in quantities(step.text)):
                step.repeats = step.repeats_range = None
            if step.again.side:
                _give_first_side(result.steps[step.again.first : step.again.last + 1], step.again.side)
            continue
        if step.paced and step.paced.seconds and _CYCLE.search(step.text):
            continue  # “then repeat the cycle” is of the breath that the step itself counts
        group = group_in(step, index, result.steps)
        if group is not None and (later := later_reference(group, step, index)) is not None:
            step.again = later
            continue
        if (
            group
            and group.last == index - 1
            and step.section
            and step.section == result.steps[index - 1].section
            and not _WHOLE.search(step.text)
        ):
            continue
        if group and any(s.paced for s in result.steps[group.first : group.last + 1]) and not quantities(step.text):
            step.order = True  # “repeat this cycle” says no more than that the breath goes on
            continue
        if group:
            result.groups.append(group)
            group.rest_seconds = group.rest_seconds or step.rest_seconds
            step.repeats = step.rest_seconds = None
            step.order = True


def _give_first_side(meant: list[Step], second: str) -> None:
    """Give the steps that are done again on the side `second` the one on which they are done first."""
    for step in meant:
        if step.sides is None and sides_in(step.text):
            step.sides = "left" if second == "right" else "right"


_CYCLE = re.compile(r"\b(?:cycle|pattern|process|sequence|breath)s?\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:steps?|exercises?|moves|poses|stretches)\b|\b(?:whole|entire|all|everything|circuit|workout|routine)\b",
    re.IGNORECASE,
)


def name_sections(steps: list[Step]) -> None:
    """Give each step without a heading the section that names and references make."""
    name_steps(steps)
    named = {
        step.again.first: (tidy_name(step.again.words), step.again.last)
        for step in steps
        if step.again and not step.again.numbered
    }
    section, until = "", -1
    for index, step in enumerate(steps):
        if step.section and not step.name:
            section, until = step.section, -1
            continue
        if index in named and not step.section:
            section, until = named[index]
        elif step.again and step.again.first in named:
            section = named[step.again.first][0]
        elif index > until:
            section = step.name
        step.section = section


def name_steps(steps: list[Step]) -> None:
    """Give the steps without a heading the names of the poses that they lead into for the first time."""
    seen: set[str] = set()
    for step in steps:
        if step.section and not step.name:
            continue
        name = step.name or own_name(step.text)[0]
        step.name = "" if name.lower() in seen else name
        seen.add(name.lower())


def collect_doubts(result: Imported) -> None:
    """Put what was assumed into the doubts, each beside its step."""
    for index, step in enumerate(result.steps):
        for hold in step.holds:
            if hold.assumed:
                result.doubts.append(Doubt(hold.source, hold.assumed, index))
            minutes = bool(hold.seconds) and "min" in hold.source
            amount = hold.breaths or ((hold.seconds or 0) / 60 if minutes else 0)
            if what := doubtful("breaths" if hold.breaths else "minutes", float(amount), hold.source):
                result.doubts.append(Doubt(hold.source, what, index))
        if step.repeats_range:
            result.doubts.append(
                Doubt(
                    step.text[:60],
                    f"{step.repeats_range[0]}–{step.repeats_range[1]} times: "
                    f"{step.repeats} {'is' if step.repeats == 1 else 'are'} taken",
                    index,
                )
            )
        result.doubts += [Doubt(step.text[:80], note, index) for note in step.notes]
    _doubt_bare_numbers(result)


def _doubt_bare_numbers(result: Imported) -> None:
    """“Corpse pose 5”, where others state minutes or breaths: nobody can know what the five are."""
    for index, step in enumerate(result.steps):
        found = _BARE_NUMBER.search(step.name or step.section or step.text)
        if found and not (step.holds or step.repeats or step.sets) and poses_in(found["name"]):
            result.doubts.append(
                Doubt(found.group(), f"“{found['number']}”: minutes, breaths or times? Nothing is held", index)
            )


_BARE_NUMBER = re.compile(r"^(?P<name>[^\d\W][^\d]{2,40}?)\s+(?P<number>\d{1,2})\W*$")
