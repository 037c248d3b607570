"""The tree becomes a line: sections in the order in which they are done, repeats unrolled, sides told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.routine.model import Bed, CallsChange, PaceChange, Side, SideWord, VoiceChange
from holdspace.score.again import Linked, LinkedChapter, LinkedLoop, LinkedNode, Play, Replay
from holdspace.score.model import CallStyle, Section
from holdspace.score.passages import Break, Matter, written_text
from holdspace.score.rounds import DEEPEST_TOLD, ToldRounds
from holdspace.score.sides import mirror_part
from holdspace.score.steps import Entry, Opening, RoundStart, Step
from holdspace.score.titles import side_in
from holdspace.score.unmirrored import does_both
from holdspace.score.weighing import MAX_CUES, Weigher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.score.choosing import Chosen
    from holdspace.score.phrases import Phrases
    from holdspace.score.reporting import Report

_CUES_OF_A_REFUSED_SESSION = 1000

_TIMELESS = (Break, VoiceChange, Bed)


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The session's steps as written, in order, with the sections they belong to."""

    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]


@dataclass(eq=False, slots=True)
class _Pass:
    """One time through a chapter; its content may be spread over several entries."""

    linked: LinkedChapter
    mirrored: bool
    opening: Opening | None
    title: str
    name: str
    rounds: tuple[int, ...]
    begun: bool = False
    calls: CallStyle | None = None
    """The style that `[calls …]` has asked for so far."""
    pace: float = 1.0
    """As the script has it here."""


def unfold(linked: Linked, chosen: Chosen, phrases: Phrases, report: Report) -> Unfolded:
    """Every step in the order in which it is done. Too many cues are an error, and only the first of them are kept."""
    room = MAX_CUES if Weigher(linked, chosen).check(report) else _CUES_OF_A_REFUSED_SESSION
    return _Unfolder(linked, phrases, ToldRounds(chosen), room).unfold()


class _Unfolder:
    """Emits steps one after the other and opens a section entry whenever another pass begins to speak."""

    def __init__(self, linked: Linked, phrases: Phrases, told_rounds: ToldRounds, room: int) -> None:
        self._linked = linked
        self._phrases = phrases
        self._told_rounds = told_rounds
        self._depth = 0
        self._round: RoundStart | None = None
        self._room = room
        self._steps: list[Step] = []
        self._entries: list[Entry] = []
        self._current: _Pass | None = None
        self._waiting: list[tuple[Matter | Opening, _Pass]] = []
        self._one_sided: dict[int, bool] = {}
        self._calls: CallStyle | None = None
        self._first_headed = next((c.chapter.number for c in linked.chapters if c.chapter.kind == "headed"), None)

    def unfold(self) -> Unfolded:
        self._nodes(self._linked.nodes, None, ())
        if self._waiting:
            if not self._entries:
                self._enter(self._waiting[0][1])
            self._flush()
        return Unfolded(tuple(self._steps), tuple(self._entries))

    def _nodes(self, nodes: Iterable[LinkedNode], within: _Pass | None, rounds: tuple[int, ...]) -> None:
        for node in nodes:
            if len(self._steps) >= self._room:
                return
            match node:
                case Play(number=number):
                    self._play(self._linked.chapters[number], rounds)
                case LinkedLoop():
                    self._loop(node, within, rounds)
                case Replay():
                    self._replay(node, within, rounds)
                case PaceChange(factor=factor) if within is not None:
                    within.pace = factor
                case _ if within is not None:
                    self._emit(node, within)

    def _loop(self, loop: LinkedLoop, within: _Pass | None, rounds: tuple[int, ...]) -> None:
        told = self._told_rounds.tells(loop) and self._depth < DEEPEST_TOLD
        pace = within.pace if within else 1.0
        for round_ in range(1, loop.times + 1) if loop.body else ():
            if within:
                within.pace = pace  # each round begins as the first did
            before = len(self._steps)
            if told and round_ > 1:
                self._round = RoundStart(round_, loop.times, self._depth, loop.place)
            self._depth += told
            self._nodes(loop.body, within, (*rounds, round_))
            self._depth -= told
            if len(self._steps) in (before, self._room):
                return  # nothing in it takes time, so doing it again changes nothing

    def _play(self, linked: LinkedChapter, rounds: tuple[int, ...], *, mirrored: bool = False) -> None:
        self._pass_through(linked, rounds, mirrored=mirrored)
        if linked.both_sides:
            self._pass_through(linked, rounds, mirrored=not mirrored, second=True)

    def _replay(self, replay: Replay, within: _Pass | None, rounds: tuple[int, ...]) -> None:
        flipped = within is not None and within.mirrored
        target = self._linked.chapters[replay.target]
        mirrored = replay.mirrored != flipped
        if replay.side is None:
            self._play(target, rounds, mirrored=mirrored)
        else:
            self._pass_through(target, rounds, mirrored=mirrored, side=replay.side.other if flipped else replay.side)

    def _pass_through(
        self,
        linked: LinkedChapter,
        rounds: tuple[int, ...],
        *,
        mirrored: bool,
        second: bool = False,
        side: Side | None = None,
    ) -> None:
        chapter = linked.chapter
        name = written_text([mirror_part(part) for part in chapter.title] if mirrored else chapter.title)
        title = self._title(written_text(chapter.title), name, side, second=second)
        opening = Opening(
            title,
            other_side=second,
            named=chapter.kind == "headed"
            and not chapter.silent
            and (not second or any(isinstance(part, SideWord) for part in chapter.title)),
        )
        announced = chapter.kind == "headed" or second
        current = _Pass(linked, mirrored, opening if announced else None, title, name, rounds, pace=chapter.pace)
        if announced:
            self._emit(opening, current)
        self._nodes(linked.body, current, rounds)

    def _title(self, written: str, name: str, side: Side | None, *, second: bool) -> str:
        if second and name == written:
            return self._phrases.other_side_title.format(title=name)
        if side and name == written and side_in(name) is None:
            return self._phrases.side_title.format(title=name, side=self._phrases.side(side))
        return name

    def _emit(self, what: Matter | Opening, current: _Pass) -> None:
        """Append a step; what takes no time waits for the next that does, and so never opens a section of its own."""
        if isinstance(what, CallsChange):
            self._change_calls(what.style, current)
            return
        if isinstance(what, _TIMELESS):
            self._waiting.append((what, current))
            return
        if self._current is not current:
            self._enter(current)
        self._flush()
        if self._round:
            self._append(self._round, current)
            self._round = None
        self._append(what, current)

    def _change_calls(self, style: CallStyle, current: _Pass) -> None:
        """From here on to the end of this pass; before the first heading, to the end of the session."""
        if self._first_headed is None or current.linked.chapter.number < self._first_headed:
            self._calls = style
        else:
            current.calls = style

    def _enter(self, current: _Pass) -> None:
        side = current.linked.side
        section = Section(current.title, current.linked.chapter.place, current.rounds)
        own = side.other if side and current.mirrored else side
        entry = Entry(
            section, current.name, own, current.opening, not current.begun, self._is_one_sided(current.linked)
        )
        self._entries.append(entry)
        current.begun = True
        current.opening = None  # what comes back here after another section goes on without a word
        self._current = current

    def _is_one_sided(self, linked: LinkedChapter) -> bool:
        number = linked.chapter.number
        if number not in self._one_sided:
            self._one_sided[number] = not does_both(written_text(linked.chapter.title), linked.body)
        return self._one_sided[number]

    def _flush(self) -> None:
        for what, current in self._waiting:
            self._append(what, current)
        self._waiting.clear()

    def _append(self, what: Matter | Opening | RoundStart, current: _Pass) -> None:
        calls = current.calls or self._calls
        self._steps.append(Step(what, len(self._entries) - 1, current.mirrored, calls=calls, pace=current.pace))
