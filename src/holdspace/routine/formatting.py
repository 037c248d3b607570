"""A routine → script text in the canonical form: what is parsed from it is the same routine.

One blank line between blocks, one blank around directions, no blanks at line ends. Words stay exactly as written, the
author's line breaks too; front matter stays as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from holdspace.routine import model, units
from holdspace.routine.inline import spaced
from holdspace.routine.model import BreathPattern, Duration, FrontMatter, Item, Routine
from holdspace.routine.source import escaped


def format_routine(routine: Routine) -> str:
    """`routine` as script text. Parsing it gives an equal routine; formatting that gives this text again."""
    pieces: list[str] = []
    front = _front(routine.front)
    first = routine.blocks[0] if routine.blocks else None
    if front or (isinstance(first, model.Unspoken) and first.source.rstrip() == "---"):
        pieces.append(f"---\n{front}---\n")
    for index, block in enumerate(routine.blocks):
        tight = isinstance(block, model.Paragraph) and block.tight and index > 0
        pieces += ["" if tight or not pieces else "\n", _block(block), "\n"]
    return "".join(pieces)


def _block(block: model.Block) -> str:
    if isinstance(block, model.Unspoken):
        return block.source
    if isinstance(block, model.Heading):
        return f"{'#' * block.level} {_line(block.items)}".rstrip()
    lead = f"{block.marker} " if block.marker else ""
    follow = "> " if block.marker == ">" else " " * len(lead)
    lines = _line(block.items).split("\n")
    text = "\n".join((lead if i == 0 else follow) + line for i, line in enumerate(lines))
    return "\n".join(line.rstrip() for line in (text + _movements(block.items)).split("\n"))


def _line(items: tuple[Item, ...]) -> str:
    """`items` one after the other, with a blank around directions that have none in the words beside them."""
    pieces: list[str] = []
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        beside_words = isinstance(before, model.Words) or isinstance(item, model.Words)
        beside_note = isinstance(before, model.Note) or isinstance(item, model.Note)
        if before and not beside_words and not beside_note and (spaced(before) or spaced(item)):
            pieces.append(" ")
        pieces.append(format_item(item))
    return "".join(pieces)


def _movements(items: tuple[Item, ...]) -> str:
    last = items[-1] if items else None
    if not isinstance(last, model.Breathe):
        return ""
    return "".join(f"\n- {m.written}: " + _line(m.parts).replace("\n", "\n  ") for m in last.movements)


# ---- items --------------------------------------------------------------------------------------------------------


def format_item(item: Item) -> str:
    """One item as it is written in a script."""
    return _WRITERS[type(item)](item)


def _again(item: model.Again) -> str:
    opening, closing = ("“", "”") if '"' in item.title else ('"', '"')
    side = f", {item.side}" if item.side else ""
    return f"[again {opening}{escaped(item.title)}{closing}{side}]"


def _breathe(item: model.Breathe) -> str:
    pieces = [pattern_text(item.pattern)] if item.pattern else []
    pieces += [f"{item.rounds} {'round' if item.rounds == 1 else 'rounds'}"] if item.rounds else []
    pieces += [duration_text(item.duration)] if item.duration else []
    return f"[breathe {escaped(item.written) or ', '.join(pieces)}]".replace(" ]", "]")


def _bed(item: model.Bed) -> str:
    level = "" if item.gain_db is None else f" {item.gain_db:g}dB"
    return f"[bed {item.written or item.name + level}]"


def _timed(name: str) -> Callable[[Any], str]:
    return lambda item: f"[{name} {duration_text(item.duration)}]" if item.duration else f"[{name}]"


_WRITERS: dict[type, Callable[[Any], str]] = {
    model.Words: lambda item: item.source,
    model.Timed: lambda item: f"{{{duration_text(item.duration)}}}",
    model.SideWord: lambda item: f"{{{item.written}}}",
    model.Count: lambda item: f"{{{escaped(item.written)}}}",
    model.Pause: _timed("pause"),
    model.Hold: _timed("hold"),
    model.Rest: _timed("rest"),
    model.BothSides: lambda _item: "[both sides]",
    model.Again: _again,
    model.Repeat: lambda item: f"[repeat {item.times}]" if item.times else "[repeat]",
    model.End: lambda _item: "[end]",
    model.Breathe: _breathe,
    model.Tone: lambda item: f"[{item.name}]",
    model.Bed: _bed,
    model.VoiceChange: lambda item: f"[voice {escaped(item.name)}]",
    model.CallsChange: lambda item: f"[calls {item.style}]",
    model.PaceChange: lambda item: f"[pace {item.written or format(item.factor, 'g')}]",
    model.Silent: lambda _item: "[silent]",
    model.Note: lambda item: f"[note {escaped(item.text)}]".replace(" ]", "]"),
    model.Include: lambda item: f'[include "{escaped(item.path)}"]',
}


def duration_text(duration: Duration) -> str:
    """`duration` in the author's words, or the shortest form when there are none."""
    if duration.written:
        return duration.written
    if duration.breaths:
        return f"{duration.breaths} {'breath' if duration.breaths == 1 else 'breaths'}"
    return f"{duration.ms // 1000}s" if duration.ms % 1000 == 0 else f"{duration.ms}ms"


def pattern_text(pattern: BreathPattern) -> str:
    """`pattern` in the author's words, or as “in 4, hold 7, out 8”."""
    return pattern.written or ", ".join(f"{p.kind} {units.plain_number(Fraction(p.ms, 1000))}" for p in pattern.phases)


# ---- front matter -------------------------------------------------------------------------------------------------


def _front(front: FrontMatter) -> str:
    """The lines between the marks, each with its line break; made anew only for front matter without a source."""
    if front.source:
        return "".join(f"{line.rstrip()}\n" for line in front.source.split("\n"))
    return "".join(f"{line}\n" for line in _fields(front))


def _fields(front: FrontMatter) -> Iterator[str]:
    for name in ("title", "artist", "album", "genre", "year", "description", "language", "voice", "pace"):
        value = getattr(front, name)
        if value is not None:
            yield f"{name}: {_scalar(f'{value:g}' if name == 'pace' else str(value))}"
    if front.breath:
        yield f"breath: {pattern_text(front.breath)}"
    for name in ("hold", "rest", "change", "length"):
        if duration := getattr(front, name):
            yield f"{name}: {duration_text(duration)}"
    yield from _sounds(front)
    if front.say:
        yield "say:"
        yield from (f"  {_scalar(written)}: {_scalar(spoken)}" for written, spoken in front.say)


def _sounds(front: FrontMatter) -> Iterator[str]:
    """The fields of what is called and heard."""
    room = front.room_tone
    values = {
        "countdown": front.countdown,
        "halfway": None if front.halfway is None else "yes" if front.halfway else "no",
        "calls": front.calls,
        "count": front.count,
        "bed": front.bed and (front.bed.written or front.bed.name),
        "room tone": None if room is None else f"{room:g}dB" if math.isfinite(room) else "off",
        "chapters": front.chapters,
    }
    yield from (f"{name}: {value}" for name, value in values.items() if value is not None)


def _scalar(text: str) -> str:
    """`text` as a YAML scalar, in quotation marks where YAML would take it for something else."""
    if re.fullmatch(r"[\w][\w ,.()/–’'&+-]*", text) and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
