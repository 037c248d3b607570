"""Directions: `[name arguments]`. The table at the end holds every one of them, with its form and an example."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

from holdspace.diagnostics import Place
from holdspace.routine import arguments, fields, model, suggestions
from holdspace.routine.breath import parse_breathing
from holdspace.routine.durations import parse_duration, parse_times
from holdspace.routine.model import Direction
from holdspace.routine.paces import read_pace
from holdspace.routine.source import Report, Stretch, joined, shortened, unescaped
from holdspace.routine.unreadable import Unreadable

Reader = Callable[[str, Place], Direction]


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of one direction."""

    form: str
    """How it is written, with an ellipsis for what varies."""
    example: str
    """One that works."""
    read: Reader
    """From its arguments and place to the direction; raises `Unreadable`."""


# ---- readers, one a kind


def _nothing(text: str) -> None:
    if text.strip():
        raise Unreadable(f"“{shortened(text)}” is too much here", "", 0, len(text), "argument-unreadable")


def _pause(text: str, place: Place) -> Direction:
    return model.Pause(parse_duration(text), place)


def _hold(text: str, place: Place) -> Direction:
    return model.Hold(parse_duration(text) if text.strip() else None, place)


def _rest(text: str, place: Place) -> Direction:
    return model.Rest(parse_duration(text) if text.strip() else None, place)


def _both_sides(text: str, place: Place) -> Direction:
    _nothing(text)
    return model.BothSides(place)


def _again(text: str, place: Place) -> Direction:
    title, side = arguments.read("again", text)
    if not title.strip():
        raise Unreadable("the title is empty", "", 0, len(text), "argument-unreadable")
    return model.Again(unescaped(title), side, place)


def _repeat(text: str, place: Place) -> Direction:
    return model.Repeat(parse_times(text) if text.strip() else None, place)


def _end(text: str, place: Place) -> Direction:
    _nothing(re.sub(r"^\s*(of\s+)?(the\s+)?repeat\s*$", "", text, flags=re.IGNORECASE))
    return model.End(place)


def _breathe(text: str, place: Place) -> Direction:
    breathing = parse_breathing(text)
    return model.Breathe(
        breathing.pattern, breathing.rounds, breathing.duration, written=joined(unescaped(text)), place=place
    )


def _bell(text: str, place: Place) -> Direction:
    _nothing(text)
    return model.Tone("bell", place)


def _chime(text: str, place: Place) -> Direction:
    _nothing(text)
    return model.Tone("chime", place)


def _bowl(text: str, place: Place) -> Direction:
    _nothing(text)
    return model.Tone("bowl", place)


def _wood(text: str, place: Place) -> Direction:
    _nothing(text)
    return model.Tone("wood", place)


def _bed(text: str, place: Place) -> Direction:
    name, gain_db = arguments.read("bed", text)
    return model.Bed(name, gain_db, joined(text), place)


def _voice(text: str, place: Place) -> Direction:
    return model.VoiceChange(_named(text), place)


def _calls(text: str, place: Place) -> Direction:
    try:
        return model.CallsChange(fields.calls(text.strip()), place)
    except Unreadable as mistake:
        close = difflib.get_close_matches(text.strip().lower()[:30], fields.CALL_STYLES, n=1)
        mend = f"did you mean {close[0]}?" if close else ""
        raise Unreadable(mistake.what, mend, 0, len(text), "argument-unreadable") from None


def _pace(text: str, place: Place) -> Direction:
    return model.PaceChange(read_pace(text), joined(text).lower(), place)


def _named(text: str) -> str:
    name = unescaped(arguments.read("name", text))
    if not name.strip():
        raise Unreadable("the name is empty", "", 0, len(text), "argument-unreadable")
    return name


def _note(text: str, place: Place) -> Direction:
    return model.Note(joined(unescaped(text)), place)


def _include(text: str, place: Place) -> Direction:
    return model.Include(_named(text), place=place)


def _silent(text: str, place: Place) -> Direction:
    _nothing(text)
    return model.Silent(place)


SPECS: dict[str, Spec] = {
    "pause": Spec("[pause TIME]", "[pause 5s]", _pause),
    "hold": Spec("[hold] or [hold TIME]", "[hold 60s]", _hold),
    "rest": Spec("[rest] or [rest TIME]", "[rest 20s]", _rest),
    "both sides": Spec("[both sides]", "[both sides]", _both_sides),
    "again": Spec('[again "TITLE"] or [again "TITLE", left]', '[again "Deep hip stretch", left]', _again),
    "repeat": Spec("[repeat NUMBER]", "[repeat 3]", _repeat),
    "end": Spec("[end]", "[end]", _end),
    "breathe": Spec("[breathe PATTERN, ROUNDS]", "[breathe in 4, out 6, 10 rounds]", _breathe),
    "bell": Spec("[bell]", "[bell]", _bell),
    "chime": Spec("[chime]", "[chime]", _chime),
    "bowl": Spec("[bowl]", "[bowl]", _bowl),
    "wood": Spec("[wood]", "[wood]", _wood),
    "bed": Spec("[bed SOUND LEVEL] or [bed off]", "[bed rain -24dB]", _bed),
    "voice": Spec("[voice NAME]", "[voice heart]", _voice),
    "calls": Spec("[calls STYLE]", "[calls coach]", _calls),
    "pace": Spec("[pace NUMBER], [pace slow], [pace normal] or [pace fast]", "[pace 0.9]", _pace),
    "note": Spec("[note WORDS]", "[note a thought for the teacher]", _note),
    "include": Spec('[include "FILE"]', '[include "warmup.md"]', _include),
    "silent": Spec("[silent]", "[silent]", _silent),
}
"""Every direction by its name."""

_NAME = re.compile(r"\s*(both[\s-]+sides?|[^\W\d_]+)(?![\w'’-])[ \t]*[:=]?", re.IGNORECASE)


def _split(inside: str) -> tuple[str, int]:
    """The name at the beginning of `inside` in lower case, and where its arguments begin; "" when there is none."""
    found = _NAME.match(inside)
    if not found:
        return "", 0
    name = re.sub(r"[\s-]+", " ", found.group(1).lower())
    return "both sides" if name == "both side" else name, found.end()


def knows(inside: str) -> bool:
    """Whether `inside`, the text between brackets, begins with the name of a direction."""
    return _split(inside)[0] in SPECS


def read_direction(inside: str, at: int, stretch: Stretch, report: Report) -> Direction | None:
    """The direction between the brackets at `at`; None, and an error in the report, when there is none."""
    whole = stretch.place(at, at + len(inside) + 2)
    name, args_at = _split(inside)
    spec = SPECS.get(name)
    if spec is None:
        code, what = _unknown(inside, name)
        report.error(code, whole, what, suggestions.for_unknown(inside, name, args_at, nearest(name)))
        return None
    text = inside[args_at:].rstrip()
    try:
        return spec.read(text, whole)
    except Unreadable as mistake:
        place, what, mend = whole, mistake.what, mistake.mend
        if text.strip():
            begin = at + 1 + args_at + mistake.offset
            begin += len(text[mistake.offset :]) - len(text[mistake.offset :].lstrip())
            place = stretch.place(begin, at + 1 + args_at + min(len(text), mistake.offset + mistake.length))
        else:
            what = f"[{name}] needs {'a time' if name == 'pause' else 'to say what'}"
            mend = f"did you mean {spec.example}?"
        code = "direction-arguments" if mistake.code == "argument-unreadable" else mistake.code
        code = "direction-arguments" if not text.strip() else code
        report.error(code, place, what, _full(mend, inside, args_at, spec))
        return None


def _full(mend: str, inside: str, args_at: int, spec: Spec) -> str:
    """The mend as a whole direction, where it proposes other arguments."""
    if not mend:
        return f"write {spec.form} alone" if spec.form == spec.example else f"write {spec.form}, such as {spec.example}"
    found = re.fullmatch(r"did you mean ([^\[\]?(]+)\?", mend)
    if found and "," not in found.group(1):
        return f"did you mean [{inside[:args_at].strip()} {found.group(1)}]?"
    return mend


def _unknown(inside: str, name: str) -> tuple[str, str]:
    if not inside.strip():
        return "direction-empty", "there is nothing between these brackets"
    written = inside.strip()[: len(name)] if inside.strip().lower().startswith(name) else name
    return "unknown-direction", f"“{shortened(written or inside)}” is not a direction"


def nearest(name: str) -> str:
    """The known direction that `name` most likely means; "" when none is near."""
    if name in suggestions.SYNONYMS:
        return suggestions.SYNONYMS[name]
    close = difflib.get_close_matches(name[:30], SPECS, n=1, cutoff=0.6) if name else []
    return close[0] if close else ""
