"""Single keys from the terminal, which is as it was before, whatever ends the block."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ReadKey = Callable[[float], str]
"""Waits at most so many seconds for a key: its letter, or "left", "right", "up", "down", "enter"; "" for none."""

_ARROWS = {"A": "up", "B": "down", "C": "right", "D": "left"}
_ARROWS_OF_WINDOWS = {"H": "up", "P": "down", "M": "right", "K": "left"}
_ENTER = {"\r": "enter", "\n": "enter"}
_POLL_SECONDS = 0.02


@contextmanager
def keys() -> Iterator[ReadKey]:
    """How to read keys while the block runs; where stdin is no terminal, there never are any."""
    if not sys.stdin.isatty():
        yield _no_key
    elif sys.platform == "win32":
        yield _key_of_windows
    else:
        with _unbuffered(sys.stdin.fileno()) as read:
            yield read


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""


if sys.platform == "win32":

    def _key_of_windows(seconds: float) -> str:
        import msvcrt

        until = time.monotonic() + seconds
        while not msvcrt.kbhit():
            if time.monotonic() >= until:
                return ""
            time.sleep(_POLL_SECONDS)
        key = msvcrt.getwch()
        if key == "\x03":
            raise KeyboardInterrupt
        if key in {"\x00", "\xe0"}:
            return _ARROWS_OF_WINDOWS.get(msvcrt.getwch(), "")
        return _ENTER.get(key, key)

else:

    @contextmanager
    def _unbuffered(terminal: int) -> Iterator[ReadKey]:
        """The terminal gives each key at once and shows none; Ctrl-C still interrupts."""
        import termios
        import tty

        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal)
            yield lambda seconds: _key_of(terminal, seconds)
        finally:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _key_of(terminal: int, seconds: float) -> str:
        import select

        ready, _, _ = select.select([terminal], [], [], seconds)
        if not ready:
            return ""
        typed = os.read(terminal, 32).decode(errors="replace")
        if not typed:  # the terminal is gone
            raise KeyboardInterrupt
        if typed[:2] in {"\x1b[", "\x1bO"}:
            return _ARROWS.get(typed[2:3], "")
        return _ENTER.get(typed[0], typed[0])
