"""What a batch is to make: each routine in each voice, with each kind of holds, in each week, and under which name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from pathlib import Path

from holdspace.errors import BadChoice
from holdspace.routine.model import Scaling
from holdspace.score.choosing import NO_CHOICES
from holdspace.score.model import Choices
from holdspace.session.file_options import PLAIN, FileOptions
from holdspace.session.naming import LONGEST_BYTES, safe_name
from holdspace.session.progression import DEFAULT_GROWTH, check_weeks, grown
from holdspace.session.variants import Variant, short_voice


@dataclass(frozen=True, slots=True)
class Order:
    """One session to be made."""

    script: Path
    target: Path
    choices: Choices
    settings: Choices
    options: FileOptions = PLAIN
    force: bool = False

    @property
    def variant(self) -> Variant:
        """Which one of its routine it is."""
        return self.options.variant or Variant()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What every routine of a batch is made with."""

    choices: Choices = NO_CHOICES
    """For all sessions alike."""
    settings: Choices = NO_CHOICES
    voices: tuple[str, ...] = ()
    """As the listener names them; without any, each routine has the voice that it would have alone."""
    holds: tuple[Scaling, ...] = ()
    """Each makes a session of its own; none is the same as 1x."""
    weeks: int = 1
    growth: Fraction = DEFAULT_GROWTH
    """By how much each week's holds are longer than those of the week before."""
    suffix: str = ".mp3"
    options: FileOptions = PLAIN
    force: bool = False


def orders_for(scripts: Sequence[Path], wishes: Wishes, folder: Path) -> list[Order]:
    """The sessions of a batch, the scripts in their order, each with its voices, holds and weeks.

    Raises `BadChoice` for two that would have one name, and for what cannot grow.
    """
    check_weeks(wishes.weeks)
    orders = [order for script in _once(scripts) for order in _of_script(script, wishes, folder)]
    _refuse_twins(orders)
    return orders


def _of_script(script: Path, wishes: Wishes, folder: Path) -> Iterator[Order]:
    every: tuple[Sequence[str | None], Sequence[Scaling | None], range]
    every = (wishes.voices or [None], wishes.holds or [None], range(1, wishes.weeks + 1))
    for voice, hold, week in product(*every):
        traits = tuple(trait for trait in (voice and _short(voice, wishes.voices), hold and hold.written) if trait)
        series = (week, wishes.weeks) if wishes.weeks > 1 else (0, 0)
        variant = Variant(*series, traits)
        yield Order(
            script,
            folder / (name_of(script, variant) + wishes.suffix),
            _choices(wishes, voice, hold, week),
            wishes.settings,
            replace(wishes.options, variant=variant),
            wishes.force,
        )


def _choices(wishes: Wishes, voice: str | None, hold: Scaling | None, week: int) -> Choices:
    choices = wishes.choices if voice is None else replace(wishes.choices, voice=voice)
    holds = choices.hold if hold is None else (*choices.hold, hold)
    if week == 1:
        return replace(choices, hold=holds)
    general = any(not scaling.section for scaling in holds)
    return replace(choices, hold=grown(holds if general else (*wishes.settings.hold, *holds), wishes.growth, week))


def name_of(script: Path, variant: Variant) -> str:
    """Such as `morning_heart_1.5x_week02`: safe everywhere; a long routine's name is cut, what sets it apart never."""
    week = f"week{variant.week:02d}" if variant.week else ""
    apart = "".join(f"_{safe_name(trait).replace(' ', '-')}" for trait in (*variant.traits, week) if trait)
    if len(apart.encode()) > LONGEST_BYTES // 2:
        return safe_name(script.stem + apart)
    return safe_name(script.stem, LONGEST_BYTES - len(apart.encode())) + apart


def _short(voice: str, voices: Sequence[str]) -> str:
    """The voice without its engine, unless another one of the batch has the same name."""
    name = short_voice(voice)
    return name if [short_voice(other) for other in voices].count(name) == 1 else voice


def _once(scripts: Sequence[Path]) -> list[Path]:
    return list(dict.fromkeys(scripts))


def _refuse_twins(orders: Sequence[Order]) -> None:
    """No two files may differ by the case of letters alone: many systems take them for one."""
    seen: dict[str, Order] = {}
    for order in orders:
        other = seen.setdefault(str(order.target).casefold(), order)
        if other is not order:
            what = f"{_told(other)} and {_told(order)} would both become {order.target}."
            raise BadChoice("--output", what, "Leave one of them out, or give another one its own folder with -o.")


def _told(order: Order) -> str:
    return " ".join((str(order.script), *order.variant.traits))
