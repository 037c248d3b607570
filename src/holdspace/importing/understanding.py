"""Blocks → steps, groups, and what was dropped and doubted.

outline         blocks → parts under headings
briefing        paragraphs about all exercises; briefing_facts, clauses: what they state
sieving         which sentences of the others stay; judging, telltales: what they show themselves to be
doses, rules    what they say of time, once or for all; rounds, intervals: of the whole
gathering       the steps so far
applying        rules → the exercises that they speak of
merging         what belongs to the step before it
exercises       the steps of one exercise; breathing_runs: those that tell one breath
settling        what all steps together tell; referring: what points back to an earlier one
"""

from __future__ import annotations

import dataclasses
import itertools
import re

from holdspace.importing import exercises, telltales
from holdspace.importing.breathing_runs import stopped
from holdspace.importing.briefing import (
    briefing_in,
    heads_briefing,
    is_about_all,
    leads_to_list,
    may_head_briefing,
    names_exercise,
    states_rests,
)
from holdspace.importing.circuits import is_around
from holdspace.importing.dose_lines import has_dose
from holdspace.importing.doses import is_open, merge_doses, read_doses
from holdspace.importing.facts import Block, Dropped, Imported, Step
from holdspace.importing.gathering import ALL_PARTS
from holdspace.importing.instructing import answered, tells_routine
from holdspace.importing.judging import Zone, tells_bound
from holdspace.importing.merging import belongs_to_step_before, mirrors, prose_steps
from holdspace.importing.naming import heading_name, lead_name
from holdspace.importing.outline import Part, parts_of, sections_of
from holdspace.importing.pacing import mentions_breath
from holdspace.importing.sentences import imperative, sentences
from holdspace.importing.sieving import Sieve


def understand(blocks: list[Block], title: str = "") -> Imported:
    """What the `blocks` of a source say to do."""
    result = Imported(title)
    parts, result.title = parts_of(blocks, title, result.dropped)
    reader = _Reader(result, [block.text for block in blocks if block.kind == "heading"] + [title, result.title])
    structured = [index for index, part in enumerate(parts) if part.items or (part.heading and not part.over_parts)]
    reader.sections = sections_of(parts)
    for index, part in enumerate(parts):
        before = bool(structured) and index < structured[0]
        known = len(reader.rules)
        reader.part(part, index, prose=not structured, before=before)
        for rule in reader.rules[known:]:
            rule.told_in = index
    reader.finish()
    return result


class _Reader(Sieve):
    """Goes through the parts, each by what stands in it: a list, one exercise, prose, advice."""

    def part(self, part: Part, index: int, *, prose: bool, before: bool) -> None:
        """Read one part."""
        self.at = index
        if part.heading is not None and is_around(part.heading.text):
            self.around.add(index)
        self.telling = False
        self.first = len(self.units)
        self.listed = 0
        self.listing = part.lists_exercises
        self.grouped = part.group
        self.scoped = part.heading is not None and self.listing and part.group
        if self._without_briefings(part):
            return
        if part.aside and not (part.heading and tells_routine(block.text for block in part.blocks)):
            for block in part.blocks:
                block.text = answered(part.heading.text if part.heading else "", block.text)
                self._advice(block)
            return
        if part.heading is not None and (
            part.lists_exercises or part.tells_several or not exercises.has_own_dose(part)
        ):
            self._heading_rounds(part)
        if part.lists_exercises:
            self._list(part)
        elif part.tells_several:
            self._paragraphs(part, "prose")
        elif part.heading is not None and not part.generic and not part.over_parts:
            self._exercise(part)
        else:
            self._paragraphs(
                part, "intro" if part.over_parts or before else "prose" if prose or part.generic else "intro"
            )
        self._join_breaths()
        if self.group_rounds is not None and part.group and part.lists_exercises and index not in self.around:
            self.rounds.setdefault(index, dataclasses.replace(self.group_rounds))
        self._close_rounds(index)
        rows = self.units[self.first :]
        if exercises.are_its_steps(rows):
            exercises.share_hold([step for unit in rows for step in unit])

    def _list(self, part: Part) -> None:
        """A part whose items are exercises."""
        if part.heading is not None and not any(telltales.may_be_done(block) for block in part.items):
            for block in part.blocks:
                self._advice(block)
            return
        base = min((b.level for b in part.items), default=1)
        last = max(i for i, b in enumerate(part.blocks) if b.kind in ("item", "cell"))
        started = False
        for index, block in enumerate(part.blocks):
            if block.kind not in ("item", "cell"):
                if started and index < last and self._briefed(block.text, first=len(self.units)):
                    continue
                self._loose(
                    block, "intro" if not started else "step" if index < last and imperative(block.text) else "outro"
                )
                continue
            started = True
            self.nested = block.level > base and bool(self.units)
            self._item(block, part, nested=self.nested)
            self.nested = False
            self.listed = len(self.units)

    def _item(self, block: Block, part: Part, *, nested: bool) -> None:
        rules = (
            leads_to_list(block.text) and not nested and not names_exercise(block.text, exercises.name_of(block, ""))
        )
        if rules and self._briefed(block.text):
            return
        told = states_rests(block.text)
        if told and (self._briefed(block.text) or self._rules(block.text, "intro", loose=True, first=False)):
            return
        text = self._kept(block, "step", listed=True)
        if not text:
            return
        if self.units and (nested or (belongs_to_step_before(text) and not self._ends_alone(block, text))):
            self._extend(block, text)
            return
        if self.units and mirrors(self.units[-1][-1], text):
            self._extend(block, text)
            self.units[-1][-1].sides = "both"
            return
        section = heading_name(part.heading.text) if part.heading and not part.generic and part.group else ""
        self._new_unit(self._step(block, text, section, short=block.kind == "cell" or len(text.split()) < 14))

    def _ends_alone(self, block: Block, text: str) -> bool:
        """Whether a numbered item, “10. Stay flat until you hear the kettle”, is a rest of its own."""
        return (
            block.marker[:1].isdigit()
            and (is_open(text) or bool(telltales.LIES.match(text)))
            and any(step.holds for step in self.units[-1])
        )

    def _exercise(self, part: Part) -> None:
        """A part that tells one exercise under its name."""
        assert part.heading is not None  # noqa: S101 - only called for parts with a heading
        name = heading_name(part.heading.text)
        unit: list[Step] = []
        own, blocks = exercises.own_dose(part)
        behind = [block for block in blocks[1:] if block.kind == "paragraph" and telltales.ends_all(block.text)]
        for block in blocks:
            if any(block is other for other in behind):
                continue
            if unit and block.kind == "paragraph" and self._closes(block, unit):
                continue
            text = self._kept(block, "step", listed=block.kind == "item")
            if text and unit and telltales.VARIES.match(text) and not has_dose(text):
                unit[-1].text = f"{stopped(unit[-1].text)} {text}"
                unit[-1].end = max(unit[-1].end, block.end)
            elif text:
                unit.append(self._step(block, text, name, short=len(text.split()) < 12))
                unit[-1].name = ""
        told = [step for step in unit if telltales.orders(step.text) or step.holds or step.repeats or step.sets]
        if not any(step.holds or step.repeats or step.sets or step.paced for step in unit) and telltales.is_talk_of(
            part.heading.text, unit
        ):
            told = []
        dosed = Step(own)
        read_doses(dosed, short=True)
        told = told or [step for step in unit if telltales.places_body(part.heading.text, step.text)]
        subtitle = not unit and telltales.is_subtitle(part.heading.text, dosed)
        if not told and (subtitle or not (dosed.holds or dosed.repeats or dosed.sets)):
            self.result.dropped += [Dropped(step.text, "no instruction under this heading") for step in unit]
            return
        if not unit:
            unit = [Step(name, name, start=part.heading.start, end=part.heading.end)]
        exercises.dose_last(unit)
        exercises.prefer_fields(unit)
        unit[0].fresh = True
        exercises.take_side(unit, own)
        exercises.pace_unit(unit)
        if not any(
            step.holds and step.holds[0].seconds == (dosed.holds[0].seconds if dosed.holds else None) for step in unit
        ):
            exercises.leave_total(unit, dosed)
            merge_doses(unit[-1], dosed, offset=None)
        self._add_unit(unit)
        for block in behind:
            for piece in prose_steps(block.text):
                self._bound_step(self._step(block, piece, ""))

    def _closes(self, block: Block, unit: list[Step]) -> bool:
        """Note what a paragraph under the last exercise tells of all, rounds or a dose; False for nothing."""
        own = any(step.paced or mentions_breath(step.text) for step in unit) or not is_about_all(block.text)
        found = None if own or not self.units else briefing_in(block.text)
        told = found is not None and (found.rules or (found.rounds is not None and found.rounds.rounds))
        return bool(told) and self._briefed(block.text, start=block.start, end=block.end, over=ALL_PARTS)

    def _advice(self, block: Block) -> None:
        """A paragraph of advice: only its rules count."""
        if self._briefed(block.text, start=block.start, end=block.end):
            return
        if text := self._kept(block, "intro", loose=True):
            self._drop(text, "advice")

    def _paragraphs(self, part: Part, zone: Zone) -> None:
        for block in part.blocks:
            self._loose(block, zone)

    def _loose(self, block: Block, zone: Zone) -> None:
        """A paragraph outside a list: rules for all, rounds, or steps in flowing prose."""
        if zone != "step" and self._briefed(block.text, start=block.start, end=block.end):
            return
        if zone in ("intro", "outro") and (
            tells_routine([block.text]) or (self.telling and telltales.goes_on(block.text))
        ):
            zone, self.telling = "prose", True
        if zone == "intro" and len(self.units) > self.first:
            zone = "prose"  # the first exercise is told before any heading
        text = self._kept(block, zone, loose=True)
        if not text:
            return
        if zone == "step" and self.units:
            self._extend(block, text)
            return
        if zone in ("intro", "outro"):
            pieces = prose_steps(text)
            if zone == "outro" and len(pieces) > 1 and tells_bound(pieces[0]):
                for piece in pieces:
                    self._bound_step(self._step(block, piece, ""))
                return
            step = self._step(block, text, "")
            warm = re.match(r"\W*(?:warm|cool|finish|end|finally|lastly|start|begin)\b", text, re.IGNORECASE)
            bound = any(tells_bound(text[start:end]) for start, end in sentences(text))
            told = (
                zone == "outro"
                and len(self.units) > self.first
                and (step.holds or step.repeats)
                and telltales.orders_body(text)
            )
            if (step.holds or step.repeats or zone == "outro") and not (warm or told or bound):
                self._drop(text, "around the routine")
                return
            self._bound_step(step)
            return
        name, _ = lead_name(text)
        for piece in prose_steps(text):
            if (
                self.units
                and self.units[-1][-1].marker == ""
                and belongs_to_step_before(piece)
                and not telltales.points_back(piece)
            ):
                self._extend(block, piece)
            else:
                step = self._step(block, piece, "")
                step.name = name or step.name
                name = ""
                self._new_unit(step)

    def _bound_step(self, step: Step) -> None:
        """Add a step told before a list or behind it, of which its rules do not speak."""
        self._new_unit(step)
        self.bound.append(step)

    def _without_briefings(self, part: Part) -> bool:
        """Note what whole lists of `part`, or all of it, say of all exercises, and leave that away; whether all is."""
        heading = part.heading.text if part.heading else ""
        named = any(names_exercise(block.text, exercises.name_of(block, block.text)) for block in part.items)
        if part.heading is not None and part.blocks and may_head_briefing(heading) and not named:
            text = " ".join(stopped(block.text) for block in part.blocks)
            if (heads_briefing(heading) or is_about_all(text)) and self._briefed(text):
                self._heading_rounds(part)
                return True
        for _, run in itertools.groupby(list(part.blocks), key=lambda block: (block.kind == "item", block.group)):
            rows = list(run)
            named = any(names_exercise(block.text, exercises.name_of(block, block.text)) for block in rows)
            if (
                len(rows) > 1
                and rows[0].kind == "item"
                and not named
                and self._briefed(" ".join(stopped(b.text) for b in rows))
            ):
                part.blocks = [block for block in part.blocks if not any(block is row for row in rows)]
        return part.heading is not None and not part.blocks and not part.over_parts and heads_briefing(heading)
