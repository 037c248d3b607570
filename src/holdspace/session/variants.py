"""Which of several sessions of one routine a file is: its week in a series, its voice and its holds in a catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdspace.score.model import Choices

_WEEK = {"en": "Week", "de": "Woche", "es": "Semana", "fr": "Semaine", "pt": "Semana"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several."""

    week: int = 0
    """From 1; 0 for a session that belongs to no series."""
    weeks: int = 0
    """The length of the series."""
    traits: tuple[str, ...] = ()
    """What else sets it apart, such as "heart" and "1.5x"."""


THE_ONLY_ONE = Variant()
"""A session that is not one of several."""


def titled(title: str, variant: Variant, language: str) -> str:
    """The routine's title, with the week before it, since a small screen shows its beginning, and the traits behind."""
    words = _WEEK.get(language.lower().replace("_", "-").partition("-")[0], _WEEK["en"])
    before = f"{words} {variant.week}: " if variant.week else ""
    behind = f" ({', '.join(variant.traits)})" if variant.traits else ""
    return f"{before}{title}{behind}"


def rendered_again(first: Variant, before: Choices, now: Choices, wanted: Variant | None) -> Variant:
    """What a session is that is made from the file of `first`: the same week, and the traits that it has `now`.

    `before` are the choices that the file was made with. What a batch `wanted` of the new one goes before.
    """
    wanted = wanted or THE_ONLY_ONE
    traits = wanted.traits or tuple(_as_now(trait, before, now) for trait in first.traits)
    return replace(wanted if wanted.week else first, traits=traits)


def _as_now(trait: str, before: Choices, now: Choices) -> str:
    """A trait as it is called after the voice or the holds were changed."""
    if before.voice is not None and trait in {before.voice, short_voice(before.voice)}:
        return trait if now.voice in {before.voice, None} else short_voice(now.voice or "")
    general = [scaling for scaling in now.hold if not scaling.section]
    return general[-1].written if general and general[-1] not in before.hold else trait


def short_voice(voice: str) -> str:
    """A voice's id without its engine."""
    return voice.rpartition(":")[2]


def track_of(variant: Variant) -> tuple[int, int] | None:
    """The week as a track of the series."""
    return (variant.week, variant.weeks) if variant.week else None
