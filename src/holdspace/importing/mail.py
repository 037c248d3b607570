"""An e-mail's frame: its headers, the signature, and what it answers to. Blanked, so that all else keeps its place."""

from __future__ import annotations

import re

_HEADER = re.compile(
    r"^(?:from|to|cc|bcc|date|sent|subject|reply-to|betreff|message-id|content-\w+|mime-version|return-path"
    r"|received|x-[\w-]+):.*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^subject:\s*(?:(?:re|fwd?|aw)\s*:\s*)*(?P<subject>.*)$", re.IGNORECASE | re.MULTILINE)
_WROTE = re.compile(
    r"^(?:on\b.{4,120}\bwrote:|-{2,}\s*(?:original|forwarded) message\s*-{2,}|_{10,})\s*$", re.IGNORECASE
)
_QUOTED = re.compile(r"^\s*>")


def looks_like_mail(text: str) -> bool:
    """Whether `text` begins with the headers of an e-mail."""
    lines = [line for line in text[:3000].split("\n") if line.strip()][:12]
    return sum(bool(_HEADER.match(line)) for line in lines) >= 2 and any(
        line.lower().startswith(("from:", "subject:")) for line in lines
    )


def without_mail_frame(text: str) -> tuple[str, str]:
    """`text` with the frame blanked out, and its subject."""
    subject = _SUBJECT.search(text[:5000])
    lines = text.split("\n")
    heads, gone = True, False
    for index, line in enumerate(lines):
        forwarded = bool(re.match(r"^-{2,}\s*forwarded message", line, re.IGNORECASE))
        if forwarded:
            heads = True
        gone = gone or (
            line.rstrip("\r") in ("--", "-- ") or (bool(_WROTE.match(line)) and not forwarded and index > 5)
        )
        header = heads and (bool(_HEADER.match(line)) or forwarded)
        if line.strip() and not header and not (heads and line[:1] in " \t"):
            heads = False
        if gone or header or _QUOTED.match(line):
            lines[index] = " " * len(line)
    return "\n".join(lines), subject["subject"].strip() if subject else ""
