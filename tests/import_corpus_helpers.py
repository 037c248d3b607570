"""The scorer of `holdspace import`, and the words of the corpus's sources, for the tests of both."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

# The scripts in `benchmarks/` are no package, so their folder must be on the path first.
from import_counts import KINDS, Tally  # noqa: E402 - see above
from import_facts import FACT_KINDS, HALVES, Facts, annotated, load, plain, predicted, sources  # noqa: E402 - see above
from import_running import Outcome, run_import  # noqa: E402 - see above
from import_scoring import report, score_outcome, table  # noqa: E402 - see above
from import_tally import score_source  # noqa: E402 - see above

__all__ = [
    "FACT_KINDS",
    "HALVES",
    "KINDS",
    "Facts",
    "Outcome",
    "Tally",
    "annotated",
    "decoded",
    "load",
    "plain",
    "predicted",
    "readings",
    "report",
    "run_import",
    "score_outcome",
    "score_source",
    "sources",
    "table",
]

_BLOCKS = r"(?i)</?(?:p|div|li|td|th|tr|h\d|br|dd|dt|s|ul|ol|section|figcaption|span|break|speak)\b[^>]*>"
_ONE_AFTER_THE_OTHER = (
    (r"(?is)<(script|style)\b.*?</\1>", " "),
    (_BLOCKS, " "),
    (r"(?s)<!--.*?-->|<[^>]*>", ""),
)
_WAYS_OF_WRITING = (
    (r"(?m)^\s*(?:\d+\s*\n)?[\d:.,]+\s+-->.*$", " "),  # a cue's times in SRT and VTT
    (r"(?m)^[>| \t]+", " "),  # a quoted mail
    (r"\[[^\]\n]*\]", " "),  # [PAUSE:5]
    (r";\s*\d+\s*$", " "),  # phrase;5
    (r"-\n\s*", ""),  # a word cut at the end of a line
    (r"(?m)^\s*\[?\d+:\d\d(?::\d\d)?\]?", " "),  # a transcript's times
    (r"\\n", " "),
)


def decoded(source: Path) -> str:
    """The text of SOURCE, whatever it is encoded in."""
    data = source.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def readings(source: Path, damaged: tuple[dict[str, str], ...]) -> Iterator[str]:
    """SOURCE as one may read it: raw, without its markup, with its damage repaired; ready to be compared."""
    text = decoded(source).replace("\r\n", "\n").replace("\r", "\n")
    for damage in damaged:
        if damage["expect"] != "flagged":
            text = text.replace(damage["source"], damage["expect"])
    mended = text.encode("cp1252", errors="ignore").decode("utf-8", errors="ignore")
    for version in (text, mended):
        bare = version
        for pattern, instead in _ONE_AFTER_THE_OTHER:
            bare = re.sub(pattern, instead, bare)
        unwritten = unescape(bare)
        for pattern, instead in _WAYS_OF_WRITING:
            unwritten = re.sub(pattern, instead, unwritten)
        yield from (f" {plain(way)} " for way in (version, unescape(bare), unwritten))
