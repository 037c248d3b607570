"""What a command that is interrupted or fails leaves behind: a message and an exit status."""

from __future__ import annotations

import threading

import pytest
import typer

from holdspace.cli.guarding import guarded


def test_an_interrupt_that_breaks_a_lock_is_an_interrupt(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C in the moment in which a lock is taken again ends in a message and 130, like any other."""

    class Unlucky(threading.Condition):
        def _acquire_restore(self, _state: object) -> None:
            raise KeyboardInterrupt

    @guarded
    def waits() -> None:
        unlucky = Unlucky(threading.Lock())
        with unlucky:
            unlucky.wait(0.001)

    with pytest.raises(typer.Exit) as ended:
        waits()
    assert ended.value.exit_code == 130
    assert "interrupted" in capsys.readouterr().err


def test_what_nobody_foresaw_is_not_hidden() -> None:
    """A mistake of ours is raised as it is, so that it can be reported."""

    @guarded
    def broken() -> None:
        raise RuntimeError("a mistake")

    with pytest.raises(RuntimeError, match="a mistake"):
        broken()
