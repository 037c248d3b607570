"""Which of several sessions of one routine a file is: its week in a series, its voice and its holds in a catalogue."""

from __future__ import annotations

from dataclasses import dataclass

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


def titled(title: str, variant: Variant, language: str) -> str:
    """The routine's title, with the week before it, since a small screen shows its beginning, and the traits behind."""
    words = _WEEK.get(language.lower().replace("_", "-").partition("-")[0], _WEEK["en"])
    before = f"{words} {variant.week}: " if variant.week else ""
    behind = f" ({', '.join(variant.traits)})" if variant.traits else ""
    return f"{before}{title}{behind}"


def track_of(variant: Variant) -> tuple[int, int] | None:
    """The week as a track of the series."""
    return (variant.week, variant.weeks) if variant.week else None
