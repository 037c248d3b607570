"""The one place where choices are weighed: the listener's, then the script's, then the user's settings, then ours."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from holdspace.routine.model import DEFAULT_BREATH, Bed, BreathPattern, Duration, FrontMatter, Scaling
from holdspace.score.model import CallStyle, Choices, CountStyle
from holdspace.score.styles import STYLES, Style

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

NO_CHOICES = Choices()
DEFAULT_HOLD = Duration(ms=30_000, written="30 seconds")
DEFAULT_REST = Duration(ms=20_000, written="20 seconds")
DEFAULT_CHANGE = Duration(ms=4_000, written="4 seconds")
DEFAULT_CALLS: CallStyle = "guide"
DEFAULT_ROOM_TONE_DB = -62.0
"""Between the -65 and -60 dBFS of the tools that keep wireless earbuds awake; far below what is heard over speech."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds for this session; nothing is open any more, except the voice."""

    voice: str | None
    """None for the best one installed."""
    pace: float
    """Relative to the voice's own rate."""
    hold: tuple[Scaling, ...]
    rest: tuple[Scaling, ...]
    length_ms: int | None
    """None when nobody asked for a length."""
    breath: BreathPattern
    calls: CallStyle
    style: Style
    """The style of the session's calls, with the points that were changed."""
    listener: Choices
    """What the listener alone has said."""
    count: CountStyle
    bed: Bed | None
    """A bed beneath everything, whatever the script says; None where the listener chose none."""
    script_bed: Bed | None
    """The bed that the front matter or the settings begin with."""
    room_tone_db: float
    stereo: bool
    chapters_spoken: bool
    language: str
    default_hold: Duration
    default_rest: Duration
    change_ms: int
    """Time to change sides after "Other side."."""
    hold_factor: Fraction = Fraction(1)
    """What a wanted length multiplies every hold with."""

    def style_in(self, section: CallStyle | None) -> Style:
        """The style where the script asks for `section`; a listener who chose one has it everywhere."""
        if section is None or self.listener.calls is not None:
            return self.style
        return STYLES[section].changed(self.listener.countdown, self.listener.halfway)

    @property
    def countdown(self) -> str:
        """How the end of a hold is called: "off", "ten", "3", "5", "10", or marks such as "30, 15, 5"."""
        return self.style.countdown

    @property
    def halfway(self) -> bool:
        """Whether the half of a hold is called."""
        return self.style.halfway


def choose(front: FrontMatter, choices: Choices, settings: Choices = NO_CHOICES) -> Chosen:
    """Explicit choices beat the front matter, which beats the settings, which beat the defaults."""
    breath = _first(choices.breath, front.breath, settings.breath) or DEFAULT_BREATH
    spoken = None if front.chapters is None else front.chapters == "spoken"
    length = None if front.length is None else duration_ms(front.length, breath)
    calls, style = _style(choices, front, settings)
    return Chosen(
        voice=_first(choices.voice, front.voice, settings.voice),
        pace=_given((choices.pace, front.pace, settings.pace), 1.0),
        hold=_scalings(choices.hold, settings.hold),
        rest=_scalings(choices.rest, settings.rest),
        length_ms=_first(choices.length_ms, length, settings.length_ms),
        breath=breath,
        calls=calls,
        style=style,
        listener=choices,
        count=_given((choices.count, front.count, settings.count), "rounds"),
        bed=choices.bed,
        script_bed=_first(front.bed, settings.bed),
        room_tone_db=_given((choices.room_tone_db, front.room_tone, settings.room_tone_db), DEFAULT_ROOM_TONE_DB),
        stereo=_given((choices.stereo, settings.stereo), False),
        chapters_spoken=_given((choices.chapters_spoken, spoken, settings.chapters_spoken), True),
        language=_given((choices.language, front.language, settings.language), "en"),
        default_hold=front.hold or DEFAULT_HOLD,
        default_rest=front.rest or DEFAULT_REST,
        change_ms=duration_ms(front.change or DEFAULT_CHANGE, breath),
    )


def duration_ms(duration: Duration, breath: BreathPattern) -> int:
    """A duration in milliseconds; breaths are whole cycles of `breath`."""
    return duration.ms or duration.breaths * breath.cycle_ms


def _style(*sayers: Choices | FrontMatter) -> tuple[CallStyle, Style]:
    """The style and its points, the most important sayer first.

    Whoever names the style has the last word on it: the countdown of a script does not bind a listener who asks for
    another style.
    """
    namer = next((at for at, sayer in enumerate(sayers) if sayer.calls is not None), len(sayers) - 1)
    heard = sayers[: namer + 1]
    calls = sayers[namer].calls or DEFAULT_CALLS
    points = _first(*(sayer.countdown for sayer in heard)), _first(*(sayer.halfway for sayer in heard))
    return calls, STYLES[calls].changed(*points)


def _scalings(chosen: tuple[Scaling, ...], settings: tuple[Scaling, ...]) -> tuple[Scaling, ...]:
    """The settings' scalings hold until a choice says something for all sections."""
    return chosen if any(not scaling.section for scaling in chosen) else (*settings, *chosen)


def _first(*values: T | None) -> T | None:
    return next((value for value in values if value is not None), None)


def _given(values: Iterable[T | None], default: T) -> T:
    return next((value for value in values if value is not None), default)
