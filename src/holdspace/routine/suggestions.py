"""What the author may have meant: mends for directions and braces that nobody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdspace.diagnostics import Place
from holdspace.routine.durations import parse_brace
from holdspace.routine.source import joined, shortened
from holdspace.routine.spots import Times
from holdspace.routine.unreadable import Unreadable

if TYPE_CHECKING:
    from holdspace.routine.directions import Spec

SYNONYMS = {
    "wait": "pause",
    "silence": "pause",
    "quiet": "pause",
    "break": "rest",
    "sleep": "pause",
    "delay": "pause",
    "stay": "hold",
    "keep": "hold",
    "stretch": "hold",
    "recover": "rest",
    "relax": "rest",
    "breath": "breathe",
    "breaths": "breathe",
    "breathing": "breathe",
    "inhale": "breathe",
    "exhale": "breathe",
    "in": "breathe",
    "box": "breathe",
    "loop": "repeat",
    "times": "repeat",
    "rounds": "repeat",
    "stop": "end",
    "done": "end",
    "gong": "bell",
    "ding": "bell",
    "singing bowl": "bowl",
    "wood block": "wood",
    "woodblock": "wood",
    "block": "wood",
    "tick": "wood",
    "comment": "note",
    "todo": "note",
    "fixme": "note",
    "remark": "note",
    "import": "include",
    "insert": "include",
    "file": "include",
    "music": "bed",
    "sound": "bed",
    "background": "bed",
    "speaker": "voice",
    "narrator": "voice",
    "call": "calls",
    "style": "calls",
    "calling": "calls",
    "countdown": "calls",
    "halfway": "calls",
    "calm": "calls",
    "guide": "calls",
    "coach": "calls",
    "speed": "pace",
    "tempo": "pace",
    "rate": "pace",
    "slow": "pace",
    "slower": "pace",
    "fast": "pace",
    "faster": "pace",
    "mirror": "both sides",
    "both": "both sides",
    "sides": "both sides",
    "each side": "both sides",
    "other": "again",
    "mute": "silent",
    "unspoken": "silent",
}
"""Words that people write for a direction that has another name."""


def for_unknown(inside: str, name: str, args_at: int, near: str) -> str:
    """The mend for brackets that hold no known direction; `near` is the closest name or ""."""
    text = joined(inside)
    if not text:
        return "take them out, or write a direction such as [pause 5s]"
    if text.lower() in {"left", "right"}:
        return f"did you mean {{{text}}}?"
    if amount := _amount(text):
        return amount
    if near:
        return f"did you mean {_example(near, inside, name, args_at)}?"
    short = shortened(text)
    return f"write \\[{short}\\] to have it spoken, or [note {short}] to keep it unspoken"


def for_brace(held: str) -> str:
    """The mend for braces that hold neither time, count nor side; "" when nothing comes to mind."""
    from holdspace.routine.directions import SPECS, knows

    text = joined(held)
    if knows(text):
        name = next(n for n in sorted(SPECS, key=len, reverse=True) if text.lower().startswith(n[:4]))
        return (
            f"did you mean [{text}]?"
            if _works(SPECS[name], text[len(name) :])
            else f"did you mean {SPECS[name].example}?"
        )
    found = re.search(r"\b(left|right)\b", text, re.IGNORECASE)
    return f"did you mean {{{found.group()}}}?" if found else ""


def _amount(text: str) -> str:
    """The mend for brackets that hold a time or a count and no name."""
    try:
        value = parse_brace(text)
    except Unreadable:
        return ""
    if isinstance(value, Times):
        return f"did you mean {{{text}}}, or [repeat {value.times}]?"
    return f"did you mean [pause {text}], or [hold {text}]?" if value.ms else f"did you mean [hold {text}]?"


def _example(near: str, inside: str, name: str, args_at: int) -> str:
    """The author's direction under its right name if that works, else the example of the near one."""
    from holdspace.routine.directions import SPECS

    spec = SPECS[near]
    for args in (inside[args_at:], f" {name}{inside[args_at:]}"):
        if _works(spec, args):
            return f"[{near} {joined(args)}]".replace(" ]", "]")
    return spec.example


def _works(spec: Spec, args: str) -> bool:
    try:
        spec.read(args, Place("", 1, 1))
    except Unreadable:
        return False
    return True
