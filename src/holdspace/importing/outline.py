"""Blocks → parts under their headings; what stands under a heading of the page itself is left out."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from holdspace.importing import english
from holdspace.importing.briefing import leads_to_list, names_whole
from holdspace.importing.dose_lines import DOSE_WORDS, begins_with_dose, has_dose
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Block, Dropped, Step
from holdspace.importing.frame_headings import is_advice, is_closing, is_frame, is_talk
from holdspace.importing.instructing import (
    leads_to_routine,
    section_briefs,
    section_rules,
    section_tells,
    states_rule,
    tells_routine,
)
from holdspace.importing.judging import frame_line
from holdspace.importing.merging import prose_steps
from holdspace.importing.naming import is_name, lead_name, poses_in, runs_in, tidy_title
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative, words_of
from holdspace.importing.titles import (
    asked_title,
    is_capitalised,
    is_letterhead,
    is_plain_title,
    is_same,
    is_title,
    marked_title,
    routine_title,
)

_FIELD = re.compile(english.FIELD_PATTERN, re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:the\s+)?(?:(?:step[- ]by[- ]step|full|simple|exercise|basic|easy)\s+)?(?:instructions?|directions|method"
    r"|how to(?: do (?:it|them|this))?|steps?|exercises?"
    r"|stretches|poses|(?:the )?(?:routine|sequence|workout|flow|practice|moves)|"
    r"to (?:do|perform|try|practi[cs]e) (?:this|it|the)\b.{0,30}|how to (?:do|perform|practi[cs]e|get into"
    r"|try)\b.{0,40}|how(?: it works)?|do (?:it|this)|the (?:move|how)|getting into (?:it|the pose)|execution"
    r"|technique|"
    r"step[- ]by[- ]step(?: instructions)?|what to do|let(?:'|’)?s (?:start|begin|go)|here we go|main"
    r"|main set|program(?:me)?)\W*$",
    re.IGNORECASE,
)
_HEADS_ALL = re.compile(
    r"^(?:the\s+)?(?:exercises|stretches|poses|moves|routine|sequence|workout|flow|practice|main(?:\s+set)?|program(?:me)?)\W*$",
    re.IGNORECASE,
)
"""Over all exercises, where it stands no deeper than the heading before it, and no label of one of them."""
_GROUP = re.compile(
    r"\b(?:circuit|warm[- ]?up|cool[- ]?down|block|round|rounds|set|part|section|phase|superset|day|week"
    r"|finisher|main|superset|series|sequence|flow|group|tabata|emom|amrap)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|my|the|these)\s+(?:\w+\s+){0,3}(?:things"
    r"|stretches|poses|exercises|moves|steps|postures|asanas|ways)\b|\b(?:routine|practice|workout|session"
    r"|how to)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Part:
    """A heading and what stands under it up to the next one."""

    heading: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    aside: bool = False
    """Whether it gives advice, of which only what is said for all steps counts."""
    over_parts: bool = False
    """Whether the next heading is a deeper one."""

    @property
    def items(self) -> list[Block]:
        """Its list items and table rows."""
        return [b for b in self.blocks if b.kind in ("item", "cell")]

    @property
    def generic(self) -> bool:
        """Whether its heading names nothing: “Instructions”."""
        return self.heading is None or bool(_GENERIC.match(self.heading.text.strip()))

    @property
    def group(self) -> bool:
        """Whether its heading is over several exercises: “Circuit”, “Warm-up”."""
        return self.heading is not None and bool(_GROUP.search(self.heading.text))

    @property
    def tells_several(self) -> bool:
        """Whether its paragraphs tell several exercises in flowing prose: “4 things for a tired back”."""
        if self.heading is None or self.items:
            return False
        several = self.group or bool(_SEVERAL.search(self.heading.text))
        if several and sum(has_dose(b.text) for b in self.blocks) >= 2:
            return True
        return self.group and any(len(prose_steps(b.text)) > 1 for b in self.blocks)

    @property
    def lists_exercises(self) -> bool:
        """Whether its items are exercises of their own, not the sentences of one."""
        items = self.items
        if not items:
            return False
        if any(b.kind == "cell" for b in items) or self.generic:
            return True
        over = [b.text for b in itertools.takewhile(lambda b: b.kind == "paragraph", self.blocks)] if self.group else []
        if self.heading is not None and any(leads_to_list(text) for text in [self.heading.text, *over]):
            return True
        tops = [b for b in items if b.level <= min(i.level for i in items)]
        alone = sum(_stands_alone(b) for b in tops)
        return alone >= 1 and (self.group or alone >= 2) and alone * 2 >= len(tops) - 1


def _tells(part: Part) -> bool:
    """Whether a part is an exercise itself: its heading has a dose, or its words an order and a dose."""
    heading = part.heading.text if part.heading else ""
    dosed = any(q.kind in ("time", "breaths", "reps") for q in quantities(heading)) and not names_whole(heading)
    return bool(part.blocks) and (
        dosed or any(imperative(b.text) and has_dose(b.text) and not states_rule(b.text) for b in part.blocks)
    )


def _stands_alone(block: Block) -> bool:
    """Whether an item is an exercise of its own: a name, a bold beginning, or a dose with something to do."""
    if _FIELD.match(block.lead.strip(" :.–—-")):
        return False
    if block.lead or lead_name(block.text)[0] or begins_with_dose(block.text) or runs_in(block.text):
        return True
    rest = [w for w in words_of(block.text) if w not in DOSE_WORDS and w not in english.UNITS]
    if 1 <= len(rest) <= 6 and is_name(block.text):
        return True
    if len(rest) < 2 and not poses_in(block.text):
        return False
    step = Step(block.text)
    read_doses(step, short=True)
    if not (step.holds or step.repeats or step.sets):
        return False
    lead = imperative(block.text)
    return lead not in (
        "hold",
        "stay",
        "repeat",
        "squeeze",
        "breathe",
        "do",
        "rest",
        "keep",
        "remain",
        "continue",
        "pause",
        "perform",
        "complete",
        "aim",
        "switch",
        "swap",
        "return",
        "release",
    )


def parts_of(blocks: list[Block], title: str, dropped: list[Dropped]) -> tuple[list[Part], str]:
    """The parts of the source and its title; what is framed goes into `dropped`."""
    parts = [Part()]
    frame, closing, explained = 0, False, False
    over = True
    # Whether nothing but the page's frame stands above.
    title = title or marked_title(blocks) or routine_title(blocks)
    for index, block in enumerate(blocks):
        top, over = over, over and (bool(block.hint) or bool(frame_line(block.text)))
        if top and not title and block.kind == "paragraph" and not block.hint and is_plain_title(blocks, index):
            title = tidy_title(block.text)
            continue
        if block.hint or _is_the_title(block, title, parts):
            dropped.append(Dropped(block.text, block.hint or "the title"))
            continue
        if block.kind != "heading":
            if frame:
                dropped.append(Dropped(block.text, "under a heading of the page"))
            elif why := frame_line(block.text) or _only_links(block) or _calls(block):
                dropped.append(Dropped(block.text, why))
            else:
                parts[-1].blocks.append(block)
            continue
        level = block.level or 2
        if frame and level > frame and (closing or not leads_to_routine(blocks, index)):
            dropped.append(Dropped(block.text, "under a heading of the page"))
            continue
        frame = 0
        if is_same(block.text, title):
            parts.append(Part())
        elif (
            not title
            and not explained
            and not _begun(parts)
            and not frame_line(block.text)
            and not Part(block).generic
            and is_title(blocks, index)
        ):
            title = tidy_title(block.text)
            parts.append(Part())
        elif (
            parts[-1].heading is not None
            and not parts[-1].group
            and not parts[-1].aside
            and _GENERIC.match(block.text.strip())
            and not (_HEADS_ALL.match(block.text.strip()) and level <= (parts[-1].heading.level or 2))
            and not (parts[-1].items and section_briefs(blocks, index))
        ):
            dropped.append(Dropped(block.text, "only a label"))
        elif _is_of_the_page(block.text, begun=_begun(parts)):
            dropped.append(Dropped(block.text, "part of the page"))
        elif is_frame(block.text):
            closing = is_closing(block.text)
            if not closing and (leads_to_routine(blocks, index) or section_rules(blocks, index)):
                told = section_tells(blocks, index)
                parts.append(Part() if told else Part(block, aside=True))
                continue
            frame, explained = level, explained or not closing
            dropped.append(Dropped(block.text, "heading of the page"))
        else:
            before = parts[-1]
            before.over_parts = (
                before.heading is not None and level > (before.heading.level or 2) and not _tells(before)
            )
            parts.append(Part(block, aside=is_advice(block.text)))
    parts[0].aside = parts[0].aside or _only_prepares(parts)
    return [p for p in parts if p.heading or p.blocks], title or asked_title(blocks)


def sections_of(parts: list[Part]) -> list[range]:
    """Of each part, the parts under the nearest heading that is over other parts too; all where there is none."""
    sections = [range(len(parts))] * len(parts)
    for index, part in enumerate(parts):
        if part.heading is None or not part.over_parts:
            continue
        level = part.heading.level or 2
        ends = (at for at in range(index + 1, len(parts)) if _level(parts[at]) <= level)
        section = range(index, next(ends, len(parts)))
        for at in section:
            sections[at] = section
    return sections


def _level(part: Part) -> int:
    return (part.heading.level or 2) if part.heading is not None else 0


def _is_the_title(block: Block, title: str, parts: list[Part]) -> bool:
    """Whether an unmarked line above everything is what was found to be the title."""
    return bool(title) and block.kind == "paragraph" and not _begun(parts) and tidy_title(block.text) == title


def _is_of_the_page(heading: str, *, begun: bool) -> bool:
    """Whether a heading is only a line of the page: a menu’s or a letterhead’s, and over no comments."""
    if not begun and is_letterhead(heading):
        return True
    return bool(frame_line(heading)) and not (begun and is_talk(heading))


def _only_prepares(parts: list[Part]) -> bool:
    """Whether the list above the first heading only gives advice: it hardly names the body, and exercises follow."""
    items = parts[0].items
    if parts[0].heading is not None or not items:
        return False
    named = sum(any(word in english.BODY for word in words_of(item.text)) for item in items)
    told = [part for part in parts[1:] if part.heading is not None and tells_routine(b.text for b in part.blocks)]
    return named * 2 < len(items) and len(told) > 1


def _begun(parts: list[Part]) -> bool:
    """Whether something stands above that no title stands under: a heading, a list, a sentence."""
    return any(part.heading or part.items for part in parts) or any(
        block.text.endswith((".", "!")) and len(block.text.split()) > _LONGEST_LINE
        for part in parts
        for block in part.blocks
    )


_LONGEST_LINE = 8


def _only_links(block: Block) -> str:
    """Why a block of nothing but links is left out: a table of contents, or other pages."""
    return (
        "links"
        if block.linked > 0.7 and not any(q.kind in ("reps", "time", "breaths", "sets") for q in quantities(block.text))
        else ""
    )


def _calls(block: Block) -> str:
    """Why a line that calls for something else than an exercise is left out: “Find a Clinic Near You”."""
    text = block.text
    words = words_of(text)
    if block.kind != "paragraph" or text[-1:] in ".:;," or not imperative(text) or not is_capitalised(text.split()):
        return ""
    return (
        "" if poses_in(text) or any(word in english.BODY for word in words) or quantities(text) else "part of the page"
    )
