"""What holdspace itself says; the words stand in `languages`, one file a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from holdspace.routine.model import Side
from holdspace.score.languages import languages, nearest, table

if TYPE_CHECKING:
    from holdspace.diagnostics import Place
    from holdspace.score.reporting import Report


@dataclass(frozen=True, slots=True)
class Phrases:
    """The fixed phrases of one language."""

    language: str
    """Tag of the file they stand in, such as "en"."""
    halfway: str
    ten_seconds: str
    time_left: str
    """Holds `{time}`, such as "thirty seconds"."""
    get_ready: str
    next_section: str
    """Holds `{title}`."""
    round_of: str
    """Begins a round of a repeat; holds `{number}` and `{total}`."""
    set_of: str
    """The same for a repeat within a repeat."""
    other_side: str
    """Announces the second pass of `[both sides]`."""
    other_side_name: str
    """The second pass as the title in `next_section`."""
    other_side_title: str
    """The chapter of a second pass whose heading names no side; holds `{title}`."""
    side_title: str
    """The chapter of an `[again …, left]` whose heading names no side; holds `{title}` and `{side}`."""
    right: str
    left: str
    breathe_in: str
    breathe_in_more: str
    """The second breath in of a sigh; it has a second at most."""
    breathe_out: str
    hold_breath: str
    last_round: str

    def side(self, side: Side) -> str:
        """The word for a side of the body."""
        return self.right if side is Side.RIGHT else self.left

    def phase(self, kind: str) -> str:
        """The word that leads a breath phase: `kind` is "in", "sip" (a second breath in), "hold" or "out"."""
        return {
            "in": self.breathe_in,
            "sip": self.breathe_in_more,
            "hold": self.hold_breath,
            "out": self.breathe_out,
        }[kind]


@cache
def phrases_in(tag: str) -> Phrases:
    """The phrases in the file for a tag of `languages()`."""
    return Phrases(language=tag, **table(tag)["phrases"])


def phrases_for(language: str, place: Place, report: Report) -> Phrases:
    """The phrases for a BCP 47 tag such as "en-GB"; English, with a warning at `place`, for a language without any."""
    tag = nearest(language)
    if tag:
        return phrases_in(tag)
    report.warning(
        "language-without-phrases",
        place,
        f"holdspace has no phrases of its own in the language {language!r}, so its calls are in English",
        "set `calls: silent` and `chapters: silent`, or use one of: " + ", ".join(languages()),
    )
    return phrases_in("en")
