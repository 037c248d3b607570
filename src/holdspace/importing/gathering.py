"""The steps that are gathered while a source is read, with the rules and the rounds that are told on the way."""

from __future__ import annotations

from holdspace.importing import exercises, rounds, rules
from holdspace.importing.applying import apply_rules, intervals_rule, keep_to_sections
from holdspace.importing.breathing_runs import breathing_runs, joined_breath, stopped
from holdspace.importing.briefing import briefing_in, dosed_heading
from holdspace.importing.circuits import circuit_of
from holdspace.importing.doses import merge_doses, read_doses
from holdspace.importing.facts import Block, Dropped, Group, Imported, Step
from holdspace.importing.outline import Part
from holdspace.importing.resting import hold_rests
from holdspace.importing.settling import collect_doubts, name_sections, name_steps, resolve, settle_sides

ALL_PARTS = -1
"""In place of a part's index: what is said of all of them."""


class Gatherer:
    """Holds what was read so far; a unit is the steps of one exercise."""

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
        self.sections: list[range] = []
        """Of each part, the parts under the heading that is over it too."""
        self.first = 0
        """Index of the part's first unit."""
        self.listed = 0
        """Index behind the last unit that an item of its list made."""
        self.grouped = False
        """Whether its heading is over a circuit or a round."""
        self.nested = False
        """Whether the item that is being read stands under another."""

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

    def _new_unit(self, step: Step) -> None:
        self._add_unit([step])

    def _add_unit(self, unit: list[Step]) -> None:
        self.units.append(unit)
        self.unit_parts.append(self.at)
        self.result.steps += unit

    def _extend(self, block: Block, text: str) -> None:
        """Give what `text` says to the exercise before it."""
        before = self.units[-1][-1]
        step = self._step(block, text, before.section, short=True)
        before.text = f"{stopped(before.text)} {text}"
        before.end = max(before.end, block.end)
        merge_doses(before, step, offset=len(before.text) - len(text))

    # ---- rules, rounds, and the end

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

    def _heading_rounds(self, part: Part) -> None:
        heading = part.heading
        if heading is None or not (part.group or part.lists_exercises):
            return
        rule, told = rules.rule_in(heading.text), briefing_in(heading.text)
        if rule is not None or told is not None:
            of_each = [rule] if rule is not None else told.rules if told is not None else []
            self.rules += [rules.Rule(heading.text, each, self.at) for each in of_each]
        elif part.lists_exercises and (each := dosed_heading(heading.text)) is not None:
            self.rules.append(rules.Rule(heading.text, each, self.at))
        found = rounds.rounds_in(heading.text, heading=True)
        if found is not None:
            self._note_rounds(found)

    def _briefed(self, text: str, first: int = 0, start: int = 0, end: int = 0, over: int | None = None) -> bool:
        """Note what a paragraph says of all exercises, from the one at `first` on; False where it says nothing."""
        found = briefing_in(text)
        if found is None:
            return False
        scope = self.at if self.scoped or first else -1
        self.rules += [rules.Rule(rule.text, rule, scope, first=first) for rule in found.rules]
        self.rules += [rules.Rule(rule.text, rule, only=at) for rule, at in found.placed]
        self.rules += [rules.Rule(rule.text, rule, few=which) for rule, which in found.few]
        self.rules += [rules.Rule(rule.text, rule, scope, named=words) for rule, words in found.named]
        self.tails += [Step(tail, start=start, end=end) for tail in found.bound]
        if found.rounds is not None and found.of_groups:
            self.group_rounds = found.rounds
        elif found.rounds is not None:
            self._note_rounds(found.rounds, over)
        self._drop(text, "a rule for the steps, applied to them")
        return True

    def _note_rounds(self, found: rounds.Rounds, over: int | None = None) -> None:
        """Note how often the part at `over`, or else the one that is being read, is gone through."""
        known = self.rounds.setdefault(self.at if over is None else over, found)
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
        elif self.first < len(self.units) and not found.whole and exercises.is_one_exercise(rows):
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
        if self.group_rounds and not result.groups and not any(rule.step.repeats for rule in self.rules):
            # Each group is one exercise alone.
            self.rules.append(rules.Rule("", Step("", repeats=self.group_rounds.rounds)))
        if not any(rule.step.holds and rule.step.rest_seconds for rule in self.rules):
            told = intervals_rule([*self.headings, *(dropped.text for dropped in result.dropped)], self.units)
            self.rules += [told] if told else []
        spoken_of = [at for at, unit in enumerate(self.units) if not any(unit[0] is step for step in self.bound)]
        for rule in self.rules:
            rule.first = sum(at < rule.first for at in spoken_of)
        keep_to_sections(self.rules, self.sections)
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
