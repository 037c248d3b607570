"""How long each phase takes."""

from __future__ import annotations

import time

import pytest

from holdspace.session.stopwatch import Stopwatch


def test_phases_add_up() -> None:
    """A phase that comes twice is counted together, one within another only once, in the order of beginning."""
    watch = Stopwatch()
    with watch.phase("outer"):
        time.sleep(0.02)
        with watch.phase("inner"):
            time.sleep(0.05)
    with watch.phase("inner"):
        time.sleep(0.05)
    assert list(watch.seconds) == ["outer", "inner"]
    assert watch.seconds["outer"] == pytest.approx(0.02, abs=0.02)
    assert watch.seconds["inner"] >= 0.1
    assert sum(watch.seconds.values()) <= watch.total


def test_a_phase_that_fails_counts() -> None:
    """The time until an error counts as well."""
    watch = Stopwatch()

    def fail() -> None:
        time.sleep(0.01)
        raise KeyError

    with pytest.raises(KeyError), watch.phase("work"):
        fail()
    assert watch.seconds["work"] >= 0.01
