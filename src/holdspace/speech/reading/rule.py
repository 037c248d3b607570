"""What a reading rule is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from holdspace.speech.reading.replacing import Replacement


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing and how it is read."""

    name: str
    written: str
    """The expression that finds it, which ignores case except within `(?-i:…)`."""
    replacement: Replacement
    examples: tuple[tuple[str, str], ...]
    """(written, said) pairs of whole texts."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first needs it: most texts need few of the rules."""
        return _compiled(self.written)

    def apply(self, text: str) -> str:
        """`text` with this way of writing replaced."""
        return self.pattern.sub(self.replacement, text)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def rule(name: str, pattern: str, replacement: Replacement, *examples: tuple[str, str]) -> Rule:
    """A rule whose pattern ignores case, except within `(?-i:…)`."""
    return Rule(name, pattern, replacement, examples)


INT = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)"
NUM = rf"(?:{INT}(?:\.\d+)?)"
ALONE = r"(?<![\w.,:/-])"
"""No word or number is cut in two."""
STOP = r"(?P<stop>\.(?![\w.]))?"
TIME_UNIT = r"secs?|seconds?|mins?|minutes?|hrs?|hours?|s|h"
