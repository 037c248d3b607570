"""Blocks → steps, groups, and what was dropped and doubted.

outline      blocks → parts under headings
judging      which sentences stay
doses, rules what they say of time, once or for all
merging      what belongs to the step before it
referring    what points back to an earlier step
"""

from __future__ import annotations

import re

from holdspace.importing import english, rules
from holdspace.importing.damage import doubtful
from holdspace.importing.dose_lines import only_dose
from holdspace.importing.doses import is_open, merge_doses, read_doses
from holdspace.importing.facts import Block, Doubt, Dropped, Group, Imported, Step
from holdspace.importing.instructing import tells_routine
from holdspace.importing.judging import Zone, is_dosed, touches, why_dropped
from holdspace.importing.merging import belongs_to_step_before, prose_steps
from holdspace.importing.naming import heading_name, is_name, lead_name, own_name, poses_in, tidy_name
from holdspace.importing.outline import Part, parts_of
from holdspace.importing.pacing import find_paced
from holdspace.importing.quantities import quantities
from holdspace.importing.referring import group_in, reference_in
from holdspace.importing.sentences import imperative, sentences, words_of
from holdspace.importing.sides import says_both, sides_in

_ONLY_SIDE = re.compile(
    r"\bonly\s+(?:on\s+)?(?:the|your)\s+(right|left)\b|\b(?:lie|lying|roll|turn"
    r"|rest)\s+(?:\w+\s+)?on(?:to)?\s+your\s+(right|left)\s+side\b",
    re.IGNORECASE,
)


def understand(blocks: list[Block], title: str = "") -> Imported:
    """What the `blocks` of a source say to do."""
    result = Imported(title)
    parts, result.title = parts_of(blocks, title, result.dropped)
    reader = _Reader(result)
    structured = [index for index, part in enumerate(parts) if part.items or (part.heading and not part.over_parts)]
    for index, part in enumerate(parts):
        before = bool(structured) and index < structured[0]
        reader.part(part, index, prose=not structured, before=before)
    reader.finish()
    return result


class _Reader:
    """Goes through the parts and gathers steps; a unit is the steps of one exercise."""

    def __init__(self, result: Imported) -> None:
        self.result = result
        self.units: list[list[Step]] = []
        self.unit_parts: list[int] = []
        self.rules: list[rules.Rule] = []
        self.rounds: dict[int, rules.Rounds] = {}
        self.scoped = False
        """Whether its rules are for its own steps only."""
        self.listing = False
        """Whether its items are exercises of their own."""
        self.telling = False
        """Whether paragraphs around its lists were found to tell a routine, too."""
        self.at = 0
        """Index of the part that is being read."""

    # ---- parts

    def part(self, part: Part, index: int, *, prose: bool, before: bool) -> None:
        """Read one part."""
        self.at = index
        self.telling = False
        first = len(self.units)
        self.listing = part.lists_exercises
        self.scoped = part.heading is not None and self.listing and part.group
        if part.aside and not (part.heading and tells_routine(block.text for block in part.blocks)):
            for block in part.blocks:
                self._advice(block)
            return
        if part.heading is not None:
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
        self._close_rounds(first, index)

    def _list(self, part: Part) -> None:
        """A part whose items are exercises."""
        if part.heading is not None and not any(_may_be_done(block) for block in part.items):
            for block in part.blocks:
                self._advice(block)
            return
        base = min((b.level for b in part.items), default=1)
        last = max(i for i, b in enumerate(part.blocks) if b.kind in ("item", "cell"))
        started = False
        for index, block in enumerate(part.blocks):
            if block.kind not in ("item", "cell"):
                self._loose(block, "intro" if not started else "step" if index < last and _tells(block) else "outro")
                continue
            started = True
            nested = block.level > base and self.units
            self._item(block, part, nested=bool(nested))

    def _item(self, block: Block, part: Part, *, nested: bool) -> None:
        text = self._kept(block, "step", listed=True)
        if not text:
            return
        if self.units and (nested or (belongs_to_step_before(text) and not self._ends_alone(block, text))):
            self._extend(block, text)
            return
        section = heading_name(part.heading.text) if part.heading and not part.generic and part.group else ""
        self._new_unit(self._step(block, text, section, short=block.kind == "cell" or len(text.split()) < 14))

    def _ends_alone(self, block: Block, text: str) -> bool:
        """Whether a numbered item, “10. Stay flat until you hear the kettle”, is a rest of its own."""
        return (
            block.marker[:1].isdigit()
            and (is_open(text) or bool(_LIES.match(text)))
            and any(step.holds for step in self.units[-1])
        )

    def _extend(self, block: Block, text: str) -> None:
        """Give what `text` says to the exercise before it."""
        before = self.units[-1][-1]
        step = self._step(block, text, before.section, short=True)
        before.text = f"{_stopped(before.text)} {text}"
        before.end = max(before.end, block.end)
        merge_doses(before, step, offset=len(before.text) - len(text))

    def _exercise(self, part: Part) -> None:
        """A part that tells one exercise under its name."""
        assert part.heading is not None  # noqa: S101 - only called for parts with a heading
        name = heading_name(part.heading.text)
        unit: list[Step] = []
        own, blocks = _own_dose(part)
        for block in blocks:
            text = self._kept(block, "step", listed=block.kind == "item")
            if text:
                unit.append(self._step(block, text, name, short=len(text.split()) < 12))
                unit[-1].name = ""
        told = [step for step in unit if _orders(step.text) or step.holds or step.repeats or step.sets]
        dosed = Step(own)
        read_doses(dosed, short=True)
        told = told or [step for step in unit if is_name(part.heading.text) and _YOUR_BODY.search(step.text)]
        if not told and not (dosed.holds or dosed.repeats or dosed.sets):
            self.result.dropped += [Dropped(step.text, "no instruction under this heading") for step in unit]
            return
        if not unit:
            unit = [Step(name, name, start=part.heading.start, end=part.heading.end)]
        unit[0].fresh = True
        _take_side(unit, part.heading.text)
        _pace_unit(unit)
        if not any(
            step.holds and step.holds[0].seconds == (dosed.holds[0].seconds if dosed.holds else None) for step in unit
        ):
            merge_doses(unit[-1], dosed, offset=None)
        self._add_unit(unit)

    def _advice(self, block: Block) -> None:
        """A paragraph of advice: only its rules count."""
        if text := self._kept(block, "intro", loose=True):
            self._drop(text, "advice")

    def _paragraphs(self, part: Part, zone: Zone) -> None:
        for block in part.blocks:
            self._loose(block, zone)

    def _loose(self, block: Block, zone: Zone) -> None:
        """A paragraph outside a list: rules for all, rounds, or steps in flowing prose."""
        if zone in ("intro", "outro") and (tells_routine([block.text]) or (self.telling and _goes_on(block.text))):
            zone, self.telling = "prose", True
        text = self._kept(block, zone, loose=True)
        if not text:
            return
        if zone == "step" and self.units:
            self._extend(block, text)
            return
        if zone in ("intro", "outro"):
            step = self._step(block, text, "")
            warm = re.match(r"\W*(?:warm|cool|finish|end|finally|lastly|start|begin)\b", text, re.IGNORECASE)
            if (step.holds or step.repeats or zone == "outro") and not warm:
                self._drop(text, "around the routine")
                return
            self._new_unit(step)
            return
        name, _ = lead_name(text)
        for piece in prose_steps(text):
            if (
                self.units
                and self.units[-1][-1].marker == ""
                and belongs_to_step_before(piece)
                and not _points_back(piece)
            ):
                self._extend(block, piece)
            else:
                step = self._step(block, piece, "")
                step.name = name or step.name
                name = ""
                self._new_unit(step)

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
            why = why_dropped(sentence, zone, listed=listed and start == 0)
            if why == "no instruction" and zone == "prose" and _may_tell(sentence):
                held_back.append((len(kept), sentence))
            elif why:
                self._drop(sentence, why)
            else:
                kept.append(sentence)
        unsure = [sentence for _, sentence in held_back] if not kept else []
        for at, sentence in reversed(held_back if kept else []):
            kept.insert(at, sentence)
        if zone == "step" and not listed and not any(_tells_step(sentence) for sentence in kept):
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
        if says_both(sentence) and re.search(r"both|each side", sentence, re.IGNORECASE):
            rule.sides = "both"
        self.rules.append(rules.Rule(sentence, rule, self.at if self.scoped else -1))
        self._drop(sentence, "a rule for the steps, applied to them")
        if (more := rules.rounds_in(sentence)) and more.rounds and re.search(r"rounds", sentence):
            self.rounds.setdefault(self.at, more)
        return True

    def _counts_rounds(self, sentence: str, zone: Zone, *, alone: bool, first: bool) -> bool:
        """Note how often `sentence` wants the steps around it done; False where it does not say."""
        if zone == "step" and not (self.listing and alone and re.search(r"\brounds?\b|\bcircuit\b", sentence)):
            return False
        if zone == "prose" and (self.units or not first):
            return False
        found = rules.rounds_in(sentence)
        if found is None or _is_own(sentence, zone):
            return False
        self._note_rounds(found)
        self._drop(sentence, "how often the steps are done")
        return True

    def _may_rule(self, sentence: str, zone: Zone) -> bool:
        """Whether a rule may stand there: a step's own “each stretch” is that step."""
        return zone != "step" or bool(_BETWEEN.search(sentence))

    def _drop(self, text: str, why: str) -> None:
        self.result.dropped.append(Dropped(text, why))

    def _step(self, block: Block, text: str, section: str, *, short: bool = False) -> Step:
        step = Step(text, section, start=block.start, end=block.end, marker=block.marker)
        step.name = _name_of(block, text)
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
        rule = rules.rule_in(heading.text)
        if rule is not None:
            if says_both(heading.text):
                rule.sides = "both"
            self.rules.append(rules.Rule(heading.text, rule, self.at))
        found = rules.rounds_in(heading.text, heading=True)
        if found is not None:
            self._note_rounds(found)

    def _note_rounds(self, found: rules.Rounds) -> None:
        known = self.rounds.setdefault(self.at, found)
        known.rounds = known.rounds or found.rounds
        known.rest_seconds = known.rest_seconds or found.rest_seconds

    def _close_rounds(self, first: int, index: int) -> None:
        """Make the group of the rounds that this part told of."""
        found = self.rounds.get(index)
        if found is None or not found.rounds or found.rounds < 2:
            return
        units = self.units[first:]
        steps = [step for unit in units for step in unit]
        if steps:
            begin = self.result.steps.index(steps[0])
            self.result.groups.append(Group(begin, begin + len(steps) - 1, found.rounds, found.rest_seconds))
            self.rounds.pop(index)

    def finish(self) -> None:
        """Resolve what points back, apply the rules, name the sections."""
        result = self.result
        for rule in sorted(self.rules, key=lambda rule: (rule.only is None, rule.scope == -1)):
            chosen = [u for u, p in zip(self.units, self.unit_parts, strict=True) if rule.scope in (-1, p)]
            rules.apply(rule.step, chosen if rule.only is None else self.units[rule.only :][:1])
        for found in self.rounds.values():
            if found.rounds and found.rounds > 1 and result.steps and not result.groups:
                result.groups.append(Group(0, len(result.steps) - 1, found.rounds, found.rest_seconds))
        _settle_sides(self.units)
        _name_steps(result.steps)
        _resolve(result)
        name_sections(result.steps)
        _collect_doubts(result)


def _name_of(block: Block, text: str) -> str:
    """What a list item or a paragraph with bold first words calls its exercise."""
    if block.lead:
        return tidy_name(block.lead) if len(block.lead.split()) <= 8 and not _TIP.match(block.lead) else ""
    if block.kind not in ("item", "cell"):
        return ""
    return lead_name(text)[0] or (heading_name(text) if is_name(text) else "")


_YOUR_BODY = re.compile(rf"\byour\s+(?:\w+\s+){{0,2}}(?:{'|'.join(sorted(english.BODY))})\b", re.IGNORECASE)


def _orders(text: str) -> bool:
    """Whether a sentence of `text` is an order."""
    return any(imperative(text[start:end]) for start, end in sentences(text))


def _goes_on(text: str) -> bool:
    """Whether a paragraph goes on with the exercise of the one before: “Stay here, then repeat” does."""
    verb, words = imperative(text), words_of(text)
    return bool(verb) and bool(words) and words[0] == verb


def _may_be_done(block: Block) -> bool:
    """Whether an item tells or names something to do: an order, a name, a part of the body, repetitions, breaths."""
    text = block.text
    if _orders(text) or is_name(text) or touches(words_of(text)) or poses_in(text) or block.kind == "cell":
        return True
    return any(q.kind in ("reps", "sets", "breaths", "times", "counts") for q in quantities(text)) or bool(
        re.search(r"\d\s*(?:s|secs?|seconds)\b", text)
    )


def _own_dose(part: Part) -> tuple[str, list[Block]]:
    """A part's heading with the dose on the line beneath it, and the blocks behind that line."""
    assert part.heading is not None  # noqa: S101 - only called for parts with a heading
    first = part.blocks[0] if len(part.blocks) > 1 else None
    if first is None or first.kind != "paragraph" or imperative(first.text) or not only_dose(first.text):
        return part.heading.text, part.blocks
    return f"{part.heading.text}: {first.text}", part.blocks[1:]


_TIP = re.compile(english.TIP_PATTERN, re.IGNORECASE)


def _take_side(unit: list[Step], heading: str) -> None:
    """“Half butterfly, right”: the side in a name is the side of the exercise, whatever its words change."""
    named = sides_in(heading)
    if len(named) != 1 or says_both(heading):
        return
    for step in unit:
        step.sides = None
    unit[-1].sides = named.pop()


_LIES = re.compile(r"\W*(?:stay|rest|remain|lie)\s+(?!(?:here|there|in|for|like|with|\d))", re.IGNORECASE)
"""“Stay flat for a while” names a position of its own, “stay here” does not."""
_BETWEEN = re.compile(r"\bbetween\s+(?:exercises|stretches|poses|moves|stations)\b", re.IGNORECASE)


def _is_own(sentence: str, zone: Zone) -> bool:
    """Whether a number of times is of the sentence's own movement, not of the whole."""
    if re.search(r"\brounds?\b", sentence, re.IGNORECASE) and zone in ("intro", "outro"):
        return False
    if zone == "prose" and not re.search(rf"\b(?:{english.SEQUENCE_NOUNS})\b", sentence, re.IGNORECASE):
        return True
    return len(sentence.split()) > 25


def _may_tell(sentence: str) -> bool:
    """Whether a sentence without a verb tells a position, “One leg to the ceiling”, where others tell what to do."""
    words = words_of(sentence)
    return touches(words) and len(words) <= _LONGEST_POSITION and not _TALKS.search(sentence)


_LONGEST_POSITION = 12
_TALKS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|may|might|if|because|i|my|we|our)\b|\?", re.IGNORECASE)


def _tells_step(sentence: str) -> bool:
    return bool(imperative(sentence)) or is_dosed(sentence) or touches(words_of(sentence))


_LONGEST_RULE = 30
"""Words of a rule in a list; a longer sentence there is a step."""


def _points_back(text: str) -> bool:
    return bool(re.match(r"\W*(?:repeat|redo)\s+(?:everything|the|steps?|all)\b", text, re.IGNORECASE))


def _tells(block: Block) -> bool:
    return bool(imperative(block.text))


def _stopped(text: str) -> str:
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", ":", "…", ")", ";", ",")) else text + "."


def _pace_unit(unit: list[Step]) -> None:
    """Find a breath that is told over several steps, “breathe in for 4”, “hold for 7”, “breathe out for 8”."""
    if any(step.paced for step in unit) or len(unit) < 2:
        return
    paced = find_paced(" ".join(_stopped(step.text) for step in unit))
    led = sum(bool(_PHASE_FIRST.match(step.text)) for step in unit) > 1
    if paced is not None and (led or paced.seconds or any(step.repeats for step in unit)):
        paced.spans = []
        unit[-1].paced = paced


_PHASE_FIRST = re.compile(
    rf"\W*(?:on\s+(?:an?|the|your)\s+)?(?:{english.IN_WORDS}|{english.OUT_WORDS})\b", re.IGNORECASE
)


def _settle_sides(units: list[list[Step]]) -> None:
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
        elif only := _ONLY_SIDE.search(text):
            unit[0].sides = (only.group(1) or only.group(2)).lower()


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


def _resolve(result: Imported) -> None:
    """Find what each step that points back means."""
    for index, step in enumerate(result.steps):
        step.again = reference_in(step, index, result.steps)
        if step.again:
            step.sides = step.again.side
            first = result.steps[step.again.first]
            if step.again.side and first.sides is None and sides_in(first.text):
                first.sides = "left" if step.again.side == "right" else "right"
            continue
        group = group_in(step, index, result.steps)
        if (
            group
            and group.last == index - 1
            and step.section
            and step.section == result.steps[index - 1].section
            and not _WHOLE.search(step.text)
        ):
            continue
        if group:
            result.groups.append(group)
            step.repeats = None
            step.order = True


_WHOLE = re.compile(
    r"\b(?:steps?|exercises?|moves|poses|stretches)\b|\b(?:whole|entire|all|everything|circuit|workout|routine)\b",
    re.IGNORECASE,
)


def name_sections(steps: list[Step]) -> None:
    """Give each step without a heading the section that names and references make."""
    _name_steps(steps)
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


def _name_steps(steps: list[Step]) -> None:
    """Give the steps without a heading the names of the poses that they lead into for the first time."""
    seen: set[str] = set()
    for step in steps:
        if step.section and not step.name:
            continue
        name = step.name or own_name(step.text)[0]
        step.name = "" if name.lower() in seen else name
        seen.add(name.lower())


def _collect_doubts(result: Imported) -> None:
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
                    f"{step.repeats_range[0]}–{step.repeats_range[1]} times: {step.repeats} are taken",
                    index,
                )
            )
        result.doubts += [Doubt(step.text[:80], note, index) for note in step.notes]
