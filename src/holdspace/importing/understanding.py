"""Blocks → steps, groups, and what was dropped and doubted.

outline         blocks → parts under headings
judging         which sentences stay; telltales: what they show themselves to be
doses, rules    what they say of time, once or for all; rounds, intervals: of the whole
applying        rules → the exercises that they speak of
merging         what belongs to the step before it
exercises       the steps of one exercise; breathing_runs: those that tell one breath
settling        what all steps together tell; referring: what points back to an earlier one
"""

from __future__ import annotations

import dataclasses
import itertools
import re

from holdspace.importing import exercises, rounds, rules, telltales
from holdspace.importing.applying import apply_rules, intervals_rule
from holdspace.importing.breathing_runs import breathing_runs, joined_breath, stopped
from holdspace.importing.briefing import (
    briefing_in,
    heads_briefing,
    is_about_all,
    is_field,
    may_head_briefing,
    states_rests,
)
from holdspace.importing.circuits import circuit_of, is_around
from holdspace.importing.dose_lines import has_dose
from holdspace.importing.doses import is_open, merge_doses, read_doses, states_hold
from holdspace.importing.facts import Block, Dropped, Group, Imported, Step
from holdspace.importing.instructing import tells_routine
from holdspace.importing.intervals import states_intervals
from holdspace.importing.judging import Zone, tells_bound, why_dropped
from holdspace.importing.merging import belongs_to_step_before, mirrors, orders_side, prose_steps
from holdspace.importing.naming import heading_name, lead_name
from holdspace.importing.outline import Part, parts_of
from holdspace.importing.pacing import goes_on, mentions_breath
from holdspace.importing.resting import hold_rests
from holdspace.importing.sentences import imperative, sentences
from holdspace.importing.settling import collect_doubts, name_sections, name_steps, resolve, settle_sides


def understand(blocks: list[Block], title: str = "") -> Imported:
    """What the `blocks` of a source say to do."""
    result = Imported(title)
    parts, result.title = parts_of(blocks, title, result.dropped)
    reader = _Reader(result, [block.text for block in blocks if block.kind == "heading"] + [title, result.title])
    structured = [index for index, part in enumerate(parts) if part.items or (part.heading and not part.over_parts)]
    for index, part in enumerate(parts):
        before = bool(structured) and index < structured[0]
        reader.part(part, index, prose=not structured, before=before)
    reader.finish()
    return result


class _Reader:
    """Goes through the parts and gathers steps; a unit is the steps of one exercise."""

    def __init__(self, result: Imported, headings: list[str]) -> None:
        self.result = result
        self.headings = headings
        """The headings of the page as they stand, with what stands in brackets."""
        self.units: list[list[Step]] = []
        self.unit_parts: list[int] = []
        self.rules: list[rules.Rule] = []
        self.rounds: dict[int, rounds.Rounds] = {}
        self.scoped = False
        """Whether its rules are for its own steps only."""
        self.listing = False
        """Whether its items are exercises of their own."""
        self.telling = False
        """Whether paragraphs around its lists were found to tell a routine, too."""
        self.bound: list[Step] = []
        """Steps told before a list or behind it, of which its rules do not speak."""
        self.around: set[int] = set()
        """Indices of the parts before the main one and behind it: “Warm-up”."""
        self.tails: list[Step] = []
        """Steps behind all others, told in a rule: “…, then sit quietly for two minutes”."""
        self.group_rounds: rounds.Rounds | None = None
        """How often each group of exercises is done: “do each superset three times”."""
        self.at = 0
        """Index of the part that is being read."""
        self.first = 0
        """Index of the part's first unit."""
        self.listed = 0
        """Index behind the last unit that an item of its list made."""
        self.grouped = False
        """Whether its heading is over a circuit or a round."""
        self.nested = False
        """Whether the item that is being read stands under another."""

    # ---- parts

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

    def _extend(self, block: Block, text: str) -> None:
        """Give what `text` says to the exercise before it."""
        before = self.units[-1][-1]
        step = self._step(block, text, before.section, short=True)
        before.text = f"{stopped(before.text)} {text}"
        before.end = max(before.end, block.end)
        merge_doses(before, step, offset=len(before.text) - len(text))

    def _exercise(self, part: Part) -> None:
        """A part that tells one exercise under its name."""
        assert part.heading is not None  # noqa: S101 - only called for parts with a heading
        name = heading_name(part.heading.text)
        unit: list[Step] = []
        own, blocks = exercises.own_dose(part)
        for block in blocks:
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
        exercises.take_side(unit, part.heading.text)
        exercises.pace_unit(unit)
        if not any(
            step.holds and step.holds[0].seconds == (dosed.holds[0].seconds if dosed.holds else None) for step in unit
        ):
            exercises.leave_total(unit, dosed)
            merge_doses(unit[-1], dosed, offset=None)
        self._add_unit(unit)

    def _closes(self, block: Block, unit: list[Step]) -> bool:
        """Note the rounds of all exercises that a paragraph under the last one tells; False where it tells none."""
        own = any(step.paced or mentions_breath(step.text) for step in unit) or not is_about_all(block.text)
        found = None if own or not self.units else briefing_in(block.text)
        counted = found is not None and found.rounds is not None and bool(found.rounds.rounds)
        return counted and self._briefed(block.text, start=block.start, end=block.end)

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
            self._new_unit(step)
            self.bound.append(step)
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

    def _without_briefings(self, part: Part) -> bool:
        """Note what whole lists of `part`, or all of it, say of all exercises, and leave that away; whether all is."""
        heading = part.heading.text if part.heading else ""
        if part.heading is not None and part.blocks and may_head_briefing(heading):
            text = " ".join(stopped(block.text) for block in part.blocks)
            if (heads_briefing(heading) or is_about_all(text)) and self._briefed(text):
                self._heading_rounds(part)
                return True
        for _, run in itertools.groupby(list(part.blocks), key=lambda block: (block.kind == "item", block.group)):
            rows = list(run)
            named = any(name and not is_field(name) for name in (exercises.name_of(b, b.text) for b in rows))
            if (
                len(rows) > 1
                and rows[0].kind == "item"
                and not named
                and self._briefed(" ".join(stopped(b.text) for b in rows))
            ):
                part.blocks = [block for block in part.blocks if not any(block is row for row in rows)]
        return part.heading is not None and not part.blocks and not part.over_parts and heads_briefing(heading)

    def _briefed(self, text: str, first: int = 0, start: int = 0, end: int = 0) -> bool:
        """Note what a paragraph says of all exercises, from the one at `first` on; False where it says nothing."""
        found = briefing_in(text)
        if found is None:
            return False
        scope = self.at if self.scoped or first else -1
        self.rules += [rules.Rule(rule.text, rule, scope, first=first) for rule in found.rules]
        self.rules += [rules.Rule(rule.text, rule, only=at) for rule, at in found.placed]
        self.rules += [rules.Rule(rule.text, rule, scope, named=words) for rule, words in found.named]
        self.tails += [Step(tail, start=start, end=end) for tail in found.bound]
        if found.rounds is not None and found.of_groups:
            self.group_rounds = found.rounds
        elif found.rounds is not None:
            self._note_rounds(found.rounds)
        self._drop(text, "a rule for the steps, applied to them")
        return True

    def _goes_with_last(self, text: str) -> bool:
        """Whether a sentence behind a list only says of its last exercise which side, how often or how long."""
        if len(self.units) == self.first:
            return False
        self._join_breaths()
        paced = self.units[-1][-1].paced
        alone = telltales.DOSE_FIELD.match(text) and not any(s.name for unit in self.units[self.first :] for s in unit)
        return orders_side(text) or bool(alone) or (paced is not None and goes_on(text))

    def _doses_list(self, text: str) -> bool:
        """Note a field behind a list of named exercises, “Reps: 10 each”, as their rule; False where it is none."""
        rows = self.units[self.first :]
        if not telltales.DOSE_FIELD.match(text) or any(s.holds or s.repeats or s.sets for unit in rows for s in unit):
            return False
        step = Step(text)
        read_doses(step, short=True)
        if not (step.holds or step.repeats or step.sets):
            return False
        self.rules.append(rules.Rule(text, step, self.at))
        self._drop(text, "a rule for the steps, applied to them")
        return True

    def _join_breaths(self) -> None:
        """Make one step of the items of this part that tell one breath."""
        for first, last in reversed(breathing_runs(self.units[self.first :])):
            run = slice(self.first + first, self.first + last + 1)
            step = joined_breath(self.units[run])
            old = [step for unit in self.units[run] for step in unit]
            begin = next(index for index, other in enumerate(self.result.steps) if other is old[0])
            self.result.steps[begin : begin + len(old)] = [step]
            self.units[run] = [[step]]
            self.listed -= last - first if self.listed else 0
            self.unit_parts[run] = [self.at]

    # ---- sentences

    def _kept(self, block: Block, zone: Zone, *, listed: bool = False, loose: bool = False) -> str:
        """The sentences of `block` that stay; rules and rounds are noted on the way."""
        kept: list[str] = []
        held_back: list[tuple[int, str]] = []
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            alone = start == 0 and end == len(block.text)
            if self._rules(sentence, zone, loose=loose, first=not kept) or self._counts_rounds(
                sentence, zone, alone=alone, first=not kept
            ):
                continue
            if zone == "outro" and self._goes_with_last(sentence):
                self._extend(block, sentence)
                continue
            if zone == "outro" and self._doses_list(sentence):
                continue
            why = "" if telltales.counts_breath(sentence) else why_dropped(sentence, zone, listed=listed and start == 0)
            if why == "no instruction" and states_hold(sentence):
                why = ""
            if (
                why == "no instruction"
                and start == 0
                and zone == "prose"
                and telltales.names_dosed(block.text, sentence)
            ):
                why = ""
            if why == "no instruction" and zone == "prose" and telltales.may_tell(sentence):
                held_back.append((len(kept), sentence))
            elif why:
                self._drop(sentence, why)
            else:
                kept.append(sentence)
        unsure = [sentence for _, sentence in held_back] if not kept else []
        for at, sentence in reversed(held_back if kept else []):
            kept.insert(at, sentence)
        if zone == "step" and not listed and not any(telltales.tells_step(sentence) for sentence in kept):
            unsure, kept = kept, []
        for sentence in unsure:
            self._drop(sentence, "no instruction")
        return " ".join(kept)

    def _rules(self, sentence: str, zone: Zone, *, loose: bool, first: bool) -> bool:
        """Note the rule that `sentence` states for other steps; False where it is none."""
        if zone != "step" and self.units and first:
            placed = rules.ordinal_rule_in(sentence)
            if placed is not None and -1 <= placed[1] < len(self.units):
                self.rules.append(rules.Rule(sentence, placed[0], only=placed[1]))
                self._drop(sentence, "a rule for one step, applied to it")
                return True
        if not (loose or len(sentence.split()) < _LONGEST_RULE) or not self._may_rule(sentence, zone):
            return False
        rule = rules.rule_in(sentence)
        if rule is None:
            return False
        self.rules.append(rules.Rule(sentence, rule, self.at if self.scoped else -1))
        self._drop(sentence, "a rule for the steps, applied to them")
        if (more := rounds.rounds_in(sentence)) and more.rounds and rounds.is_of_the_sequence(sentence):
            if rounds.RESTS_AND_REPEATS.search(sentence):
                more.rest_seconds, rule.rest_seconds = rule.rest_seconds or more.rest_seconds, None
            self.rounds.setdefault(self.at, more)
        elif more and not more.rounds and more.rest_seconds and rule.rest_seconds:
            self._note_rounds(more)  # “20 seconds between exercises and two minutes between rounds”
        return True

    def _counts_rounds(self, sentence: str, zone: Zone, *, alone: bool, first: bool) -> bool:
        """Note how often `sentence` wants the steps around it done; False where it does not say."""
        own_item = self.listing and not self.nested and alone
        told = telltales.ROUNDS.match(sentence) or (
            telltales.REPEATS.match(sentence) and (self.grouped or self._all_dosed())
        )
        if zone == "step" and alone and not self.listing and telltales.OF_ALL.match(sentence):
            whole = rounds.rounds_in(sentence)
            if whole is not None and whole.rounds:
                self.rounds.setdefault(_ALL_PARTS, whole)
                self._drop(sentence, "how often the steps are done")
                return True
        if zone == "step" and not (own_item and told):
            return False
        ordered = bool(telltales.ROUNDS_ORDER.search(sentence)) and not mentions_breath(sentence)
        if zone == "prose" and not ordered and (self.units or not first):
            return False
        found = rounds.rounds_in(sentence)
        if found is None and zone == "outro" and self.grouped and self.at in self.rounds:
            found = rounds.rest_in(sentence)
        if found is None and zone == "outro" and len(self.units) > self.first + 1:
            found = rounds.short_rest_in(sentence)
        if found is None or (telltales.is_own(sentence, zone) and not (ordered and zone == "prose")):
            return False
        if zone == "step" and self.units and found.rest_seconds is None:
            found.rest_seconds = exercises.rest_behind(self.units[-1][-1])
        self._note_rounds(found)
        self._drop(sentence, "how often the steps are done")
        return True

    def _all_dosed(self) -> bool:
        """Whether the part ends in two exercises or more, each with its name and its dose."""
        rows = [unit for unit in self.units[self.first :] if any(s.holds or s.repeats or s.sets for s in unit)]
        named = [unit for unit in rows if any(step.name or lead_name(step.text)[0] for step in unit)]
        return len(named) > 1 and len(named) == len(rows) >= len(self.units) - self.first - 1

    def _may_rule(self, sentence: str, zone: Zone) -> bool:
        """Whether a rule may stand there: a step's own “each stretch” is that step."""
        return zone != "step" or bool(telltales.BETWEEN.search(sentence)) or states_intervals(sentence)

    def _drop(self, text: str, why: str) -> None:
        self.result.dropped.append(Dropped(text, why))

    def _step(self, block: Block, text: str, section: str, *, short: bool = False) -> Step:
        step = Step(text, section, start=block.start, end=block.end, marker=block.marker)
        step.name = exercises.name_of(block, text)
        read_doses(step, short=short)
        if block.repairs:
            step.notes += [
                f"“{words}” {what}"
                for words, what in block.repairs
                if words not in step.text and what.split("“")[-1].rstrip("”") in step.text
            ]
        return step

    # ---- units and rounds

    def _new_unit(self, step: Step) -> None:
        self._add_unit([step])

    def _add_unit(self, unit: list[Step]) -> None:
        self.units.append(unit)
        self.unit_parts.append(self.at)
        self.result.steps += unit

    def _heading_rounds(self, part: Part) -> None:
        heading = part.heading
        if heading is None or not (part.group or part.lists_exercises):
            return
        rule, told = rules.rule_in(heading.text), briefing_in(heading.text)
        if rule is not None or told is not None:
            of_each = [rule] if rule is not None else told.rules if told is not None else []
            self.rules += [rules.Rule(heading.text, each, self.at) for each in of_each]
        found = rounds.rounds_in(heading.text, heading=True)
        if found is not None:
            self._note_rounds(found)

    def _note_rounds(self, found: rounds.Rounds) -> None:
        known = self.rounds.setdefault(self.at, found)
        known.rounds = known.rounds or found.rounds
        known.rest_seconds = known.rest_seconds or found.rest_seconds

    def _close_rounds(self, index: int) -> None:
        """Make the group of the rounds that this part told of."""
        found = self.rounds.get(index)
        if found is None or not found.rounds or found.rounds < 2:
            return
        rows = self.units[self.first : self.listed or None]
        rows = [unit for unit in rows if not any(unit[0] is step for step in self.bound)]
        steps = [step for unit in rows[: found.first] for step in unit]
        breaths = [step for step in steps if step.paced and not step.repeats]
        if len(breaths) == 1 and not any(step.holds or step.repeats or step.sets for step in steps):
            breaths[0].repeats = found.rounds
            self.rounds.pop(index)
        elif self.first < len(self.units) and exercises.is_one_exercise(rows):
            rows[-1][-1].repeats = found.rounds
            self.rounds.pop(index)
        elif steps:
            begin = next(at for at, step in enumerate(self.result.steps) if step is steps[0])
            self.result.groups.append(Group(begin, begin + len(steps) - 1, found.rounds, found.rest_seconds))
            self.rounds.pop(index)

    def finish(self) -> None:
        """Resolve what points back, apply the rules, name the sections."""
        result = self.result
        hold_rests(self.units)
        if not any(rule.step.holds and rule.step.rest_seconds for rule in self.rules):
            told = intervals_rule([*self.headings, *(dropped.text for dropped in result.dropped)], self.units)
            self.rules += [told] if told else []
        spoken_of = [at for at, unit in enumerate(self.units) if not any(unit[0] is step for step in self.bound)]
        for rule in self.rules:
            rule.first = sum(at < rule.first for at in spoken_of)
        apply_rules(
            self.rules,
            [self.units[at] for at in spoken_of],
            [self.unit_parts[at] for at in spoken_of],
            frozenset(self.around),
        )
        for found in self.rounds.values():
            if found.rounds and found.rounds > 1 and result.steps and not result.groups:
                result.groups.append(Group(*circuit_of(result.steps, self.bound), found.rounds, found.rest_seconds))
        for step in self.tails:
            read_doses(step)
            self._new_unit(step)
        for unit in self.units:
            exercises.share_hold(unit)
        settle_sides(self.units)
        name_steps(result.steps)
        resolve(result)
        name_sections(result.steps)
        collect_doubts(result)


_LONGEST_RULE = 30
"""Words of a rule in a list; a longer sentence there is a step."""
_ALL_PARTS = -1
"""In place of a part's index: what is said of all of them."""
