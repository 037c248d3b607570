# ruff: noqa: INP001 -- a script, not a package
"""Routines of any length for the benchmarks: the same for the same numbers, and nearly every sentence different."""

from __future__ import annotations

_PARTS = "arms legs shoulders hips knees hands feet back neck chest ribs elbows heels toes wrists ankles".split()  # noqa: SIM905 -- read as words
_VERBS = "walk slide reach draw press lift lower roll turn fold stretch open".split()  # noqa: SIM905 -- read as words
_SPEECH_SECONDS = 3.4
"""What one sentence takes with its pause, about."""
_SECTION = 14


def routine(minutes: int, cues: int) -> str:
    """A script of about `minutes` with `cues` sentences: two, then a hold, and again."""
    holds = max(1, cues // 2)
    hold = max(1, round((minutes * 60 - cues * _SPEECH_SECONDS) / holds))
    lines = ["---", f"title: Benchmark of {minutes} minutes", "countdown: off", "halfway: off", "---"]
    for number in range(holds):
        if number % _SECTION == 0:
            lines.append(f"\n## Part {number // _SECTION + 1} [silent]\n")
        lines.append(f"{_first(number)} {_second(number)} [hold {hold}s]\n")
    return "\n".join(lines)


def _first(number: int) -> str:
    verb, part = _VERBS[number % 12], _PARTS[number % 16]
    return f"Now {verb} your {part}, and let your {_PARTS[(number // 48 + 3 * number + 5) % 16]} settle."


def _second(number: int) -> str:
    verb, part = _VERBS[(number * 5 + number // 12 + 1) % 12], _PARTS[(number * 7 + number // 16 + 2) % 16]
    return f"Soften your {part}, breathe out slowly, and {verb} a little more with your {_PARTS[(number // 7) % 16]}."
