"""The text on the clipboard."""

from __future__ import annotations

from holdspace.errors import MissingExtra, MissingLibrary, ScriptError
from holdspace.importing.sources import Source


def from_clipboard() -> Source:
    """What was copied last. Raises `MissingExtra`, `MissingLibrary`, and `ScriptError` when it is no text."""
    try:
        import pyperclip
    except ImportError:
        raise MissingExtra("clipboard", "reading the clipboard") from None
    try:
        text = str(pyperclip.paste() or "")
    except pyperclip.PyperclipException as error:
        what = "the clipboard cannot be read here."
        mend = "On Linux install xclip or wl-clipboard; or pipe the text in: holdspace import -"
        raise MissingLibrary("clipboard", what, mend) from error
    if not text.strip():
        raise ScriptError("there is no text on the clipboard.", "Copy the routine's text first.")
    return Source(text.replace("\r\n", "\n").replace("\r", "\n"), "")
