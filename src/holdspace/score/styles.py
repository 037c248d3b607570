"""The styles of calls: how much is said inside holds and rests, how rounds are told, and what sounds at the end.

A style also has its own air between sentences.

| style  | who speaks like that                                                                    |
|--------|-----------------------------------------------------------------------------------------|
| calm   | a yin teacher, who leaves long holds quiet and rings at their end                       |
| guide  | a class: the half, the last ten seconds, what comes next                                |
| coach  | a gym: how much is left, three, two, one, and through the rests what comes next         |
| silent | nobody; sounds alone                                                                    |
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from holdspace.routine.countdowns import counted_seconds, marks_s
from holdspace.score.model import CallStyle, ToneName


@dataclass(frozen=True, slots=True)
class Style:
    """What is called. A listener or script may change the countdown and the half of any style."""

    countdown: str
    """"off", "ten", "3", "5", "10", or marks such as "30, 15, 5": how the end of a hold is called."""
    halfway: bool
    halfway_from_ms: int
    """Shorter holds have no half."""
    names_next: bool
    """Whether the last hold or rest of a section names the next one."""
    tells_time_left: bool
    """Whether long holds say how much of them is left."""
    leads_through_rests: bool
    """Whether a rest names what is next as it begins, and says to get ready."""
    tells_rounds: bool
    """Whether each round of a repeat begins with its number."""
    breath_words: bool
    """Whether words lead the breath beyond its first round."""
    gap_factor: float = 1.0
    """What the natural gaps after a sentence, a paragraph and a title are multiplied with."""
    ends_with: ToneName = "release"
    """What sounds at the end of a hold or rest."""

    @property
    def counted_seconds(self) -> int:
        """How many last seconds of a hold are counted aloud; 0 for none."""
        return counted_seconds(self.countdown)

    @property
    def marks_s(self) -> tuple[int, ...]:
        """So many seconds before its end a hold says what is left of it."""
        return marks_s(self.countdown)

    def changed(self, countdown: str | None, halfway: bool | None) -> Style:
        """The same with single points changed; None changes nothing."""
        return replace(
            self,
            countdown=self.countdown if countdown is None else countdown,
            halfway=self.halfway if halfway is None else halfway,
        )


STYLES: dict[CallStyle, Style] = {
    "calm": Style(
        countdown="off",
        halfway=True,
        halfway_from_ms=90_000,
        names_next=False,
        tells_time_left=False,
        leads_through_rests=False,
        tells_rounds=False,
        breath_words=True,
        gap_factor=1.3,
    ),
    "guide": Style(
        countdown="ten",
        halfway=True,
        halfway_from_ms=30_000,
        names_next=True,
        tells_time_left=False,
        leads_through_rests=False,
        tells_rounds=True,
        breath_words=True,
    ),
    "coach": Style(
        countdown="3",
        halfway=True,
        halfway_from_ms=30_000,
        names_next=True,
        tells_time_left=True,
        leads_through_rests=True,
        tells_rounds=True,
        breath_words=True,
        gap_factor=0.8,
    ),
    "silent": Style(
        countdown="off",
        halfway=False,
        halfway_from_ms=30_000,
        names_next=False,
        tells_time_left=False,
        leads_through_rests=False,
        tells_rounds=False,
        breath_words=False,
    ),
}
