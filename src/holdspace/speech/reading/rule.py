"""What a reading rule is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdspace.speech.reading.replacing import Replacement


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing and how it is read."""

    name: str
    pattern: re.Pattern[str]
    replacement: Replacement
    examples: tuple[tuple[str, str], ...]
    """(written, said) pairs of whole texts."""

    def apply(self, text: str) -> str:
        """`text` with this way of writing replaced."""
        return self.pattern.sub(self.replacement, text)


def rule(name: str, pattern: str, replacement: Replacement, *examples: tuple[str, str]) -> Rule:
    """A rule whose pattern ignores case, except within `(?-i:…)`."""
    return Rule(name, re.compile(pattern, re.IGNORECASE), replacement, examples)


INT = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)"
NUM = rf"(?:{INT}(?:\.\d+)?)"
ALONE = r"(?<![\w.,:/-])"
"""No word or number is cut in two."""
STOP = r"(?P<stop>\.(?![\w.]))?"
TIME_UNIT = r"secs?|seconds?|mins?|minutes?|hrs?|hours?|s|h"
