"""The one way in which an argument, a brace or a choice says that it cannot be read."""

from __future__ import annotations


class Unreadable(ValueError):
    """Words that should be a time, a count, a breath or the like, and are not.

    `what` and `mend` are worded as in a `Diagnostic`; `offset` and `length` are code points within the text that was
    read; `code` is the diagnostic's code.
    """

    def __init__(self, what: str, mend: str, offset: int = 0, length: int = 1, code: str = "time-unreadable") -> None:
        super().__init__(what, mend, offset, length, code)
        self.what = what
        self.mend = mend
        self.offset = offset
        self.length = max(1, length)
        self.code = code

    def __str__(self) -> str:
        return f"{self.what}; {self.mend}" if self.mend else self.what

    def again(self) -> Unreadable:
        """A fresh copy, so that a remembered mistake can be raised many times."""
        return type(self)(self.what, self.mend, self.offset, self.length, self.code)
