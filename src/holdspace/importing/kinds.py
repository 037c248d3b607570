"""What shape a source's text has, told by its content alone."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["html", "text", "phrases", "pauses", "ssml", "timed", "json", "clocked"]

_PROBE = 20_000
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|article|section|table|ul|ol|h[1-6]|span|br)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_SSML = re.compile(r"<speak\b|<break\b[^<>]{0,100}\b(?:time|strength)\s*=", re.IGNORECASE)
_TIMED = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}", re.MULTILINE)
_PAUSE_TAG = re.compile(
    r"[\[({<]\s*(?:(?:pause|wait|silence|break|hold|slnc)\b[\s:=]*(?:for\s+)?\d|\d{1,4}[\s-]*(?:s|secs?|seconds?|mins?|minutes?)"
    r"[\s-]*(?:of\s+)?(?:pause|silence|wait)\b)",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"^[^;\n]{2,400};\s*\d{1,4}(?:\.\d+)?\s*(?:s|sec|seconds)?\s*;?\s*$")
_CLOCKED = re.compile(r"^\s*[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?\s+[-–—]?\s*\S", re.MULTILINE)


def kind_of(text: str) -> Kind:
    """The shape of `text`; "text" for prose, lists and Markdown."""
    head = text[:_PROBE].lstrip("\ufeff \n\t")
    if head[:1] in "{[" and _is_json(text):
        return "json"
    if _SSML.search(head):
        return "ssml"
    if _TIMED.search(head):
        return "timed"
    if len(_HTML.findall(head)) >= 2 or re.match(r"<(?:!doctype|html)\b", head, re.IGNORECASE):
        return "html"
    lines = [line for line in head.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if lines and sum(bool(_PHRASE.match(line)) for line in lines) * 3 >= len(lines) * 2:
        return "phrases"
    if len(_PAUSE_TAG.findall(head)) >= 2:
        return "pauses"
    if len(lines) > 3 and sum(bool(_CLOCKED.match(line)) for line in lines) * 3 >= len(lines) * 2:
        return "clocked"
    return "text"


def _is_json(text: str) -> bool:
    """Whether `text` is JSON as far as its first and last character tell; `[pause 5]` is not."""
    tail = text[-200:].rstrip()
    return bool(re.match(r"[{\[]\s*(?:[\"{\[\]}]|$)", text.lstrip("\ufeff \n\t")[:50])) and tail[-1:] in "}]"
