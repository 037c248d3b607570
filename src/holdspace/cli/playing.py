"""A file played in the terminal: where it is, what is said, and the keys to move."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from holdspace.cli.keyboard import keys
from holdspace.timebase import clock, clock_of

if TYPE_CHECKING:
    from rich.console import Group

    from holdspace.session.captions import Caption
    from holdspace.session.playing import Playback

_LOOK_SECONDS = 0.1
"""How often the screen follows the sound."""
_SKIP_SECONDS = 10.0
MOVES: dict[str, Callable[[Playback], None]] = {
    " ": lambda playback: playback.pause_or_go_on(),
    "right": lambda playback: playback.next_chapter(),
    "n": lambda playback: playback.next_chapter(),
    "left": lambda playback: playback.previous_chapter(),
    "p": lambda playback: playback.previous_chapter(),
    "up": lambda playback: playback.skip(_SKIP_SECONDS),
    "down": lambda playback: playback.skip(-_SKIP_SECONDS),
}
_HELP = "space pause · ← → chapter · ↑ ↓ 10 s · q quit"


def play_in_terminal(
    playback: Playback, *, answers: Mapping[str, str] | None = None, help_: str = _HELP, wait: bool = False
) -> str:
    """Play to the end, or until q or a key of `answers` is pressed; returns the answer, "" without one.

    With `wait` the end is not the end: the last chapter may be heard again. Whatever ends it, the sound stops and the
    terminal is as it was; an end before the file's is told. Raises `MachineError` when the player fails, and
    `typer.Exit` with 130 for Ctrl-C.
    """
    is_interrupted, answer = False, ""
    try:
        answer = _played(playback, answers or {}, help_, wait=wait and sys.stdin.isatty())
    except KeyboardInterrupt:
        is_interrupted = True
    finally:
        playback.stop()
    where = f"at {clock_of(playback.seconds)} of {clock_of(playback.track.seconds)}"
    if is_interrupted:  # not where it was caught: what comes of an interruption is told as one of a render
        typer.echo(f"holdspace: stopped {where}.", err=True)
        raise typer.Exit(130)
    if playback.ended_early:
        typer.echo(f"holdspace: the player ended {where}.", err=True)
    return answer


def _played(playback: Playback, answers: Mapping[str, str], help_: str, *, wait: bool) -> str:
    """Play, show and obey keys until it is over; returns the answer."""
    show = _on_screen if sys.stdout.isatty() else _on_lines
    with keys() as read, show(help_) as tell:
        playback.begin()
        while True:
            tell(playback)
            key = read(_LOOK_SECONDS)
            if key.lower() == "q":
                return ""
            if key in answers:
                return answers[key]
            if key in MOVES:
                MOVES[key](playback)
            elif key.isdecimal():
                playback.to_chapter(int(key) - 1)
            if playback.ended:
                if not wait:
                    return ""
                _wait_at_end(playback)


def _wait_at_end(playback: Playback) -> None:
    """Stay in the last chapter, so that what is chosen now is what was heard last."""
    last = len(playback.track.chapters) - 1
    playback.pause_or_go_on()
    playback.to_chapter(last)


@contextmanager
def _on_screen(help_: str) -> Iterator[Callable[[Playback], None]]:
    from rich.console import Console
    from rich.live import Live

    with Live(console=Console(), auto_refresh=False, transient=True) as live:
        yield lambda playback: live.update(_picture(playback, help_), refresh=True)


def _picture(playback: Playback, help_: str) -> Group:
    from rich.console import Group
    from rich.text import Text

    chapter, cue = playback.chapter, playback.cue
    sign = "⏸" if playback.paused else "▶"
    where = f"{clock_of(playback.seconds)} / {clock_of(playback.track.seconds)}"
    heading = playback.track.title if chapter is None else f"{playback.track.title} · {chapter.title}"
    return Group(
        Text(heading, style="bold", overflow="ellipsis", no_wrap=True),
        Text(cue.text if cue else "", overflow="ellipsis", no_wrap=True),
        Text(f"{sign} {where}  {help_}", style="dim", overflow="ellipsis", no_wrap=True),
    )


@contextmanager
def _on_lines(_help: str) -> Iterator[Callable[[Playback], None]]:
    """Where nobody sees a screen: a line for each thing that is said."""
    said: Caption | None = None

    def tell(playback: Playback) -> None:
        nonlocal said
        cue = playback.cue
        if cue is not None and cue != said:
            typer.echo(f"{clock(cue.start_ms)}  {cue.text}")
        said = cue

    yield tell
