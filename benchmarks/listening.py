# ruff: noqa: INP001 -- a script, not a package
"""What a listener hears in each shipped routine, as the table of docs/listening.md.

python benchmarks/listening.py            # print the table
python benchmarks/listening.py --write    # renew it in the document
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from holdspace.score.model import Choices
from holdspace.session.drafting import Placed, draft
from holdspace.session.listening import Listening, listen
from holdspace.session.making import Workshop
from holdspace.timebase import clock, seconds_to_ms

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "listening.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

STYLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("as written", {}),
    ("calm", {"calls": "calm"}),
    ("guide", {"calls": "guide"}),
    ("coach", {"calls": "coach"}),
    ("silent", {"calls": "silent"}),
)
"""Each style's name and the fields of `Choices` that make it."""

HEADINGS = (
    "routine", "calls", "length", "speech", "hold and rest", "breath", "pause",
    "words a minute", "words a minute of hold", "longest without a cue", "calls planned", "left out",
)  # fmt: skip


def main() -> None:
    """Print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="renew the table in docs/listening.md")
    parser.add_argument("--voice", help="another voice than the best one installed")
    wanted = parser.parse_args()
    figures = "\n".join(table(wanted.voice))
    if wanted.write:
        write(figures)
    else:
        print(figures)


def table(voice: str | None) -> Iterator[str]:
    """The lines of the table: each routine in each style."""
    used = ""
    rows: list[str] = []
    with Workshop() as workshop:
        for routine in sorted((ROOT / "routines").glob("*.md")):
            heard: list[tuple[str, Listening]] = []
            for style, fields in STYLES:
                placed = place(workshop, routine, Choices(voice=voice, **fields))
                heard.append((style, listen(placed.timeline)))
                used = placed.voice or used
            rows += rows_of(placed.timeline.title, heard)
    yield f"With the voice `{used}`:"
    yield ""
    yield f"| {' | '.join(HEADINGS)} |"
    yield f"|---|---|{'--:|' * 7}:--|{'--:|' * 2}"
    yield from rows


def place(workshop: Workshop, routine: Path, choices: Choices) -> Placed:
    """The exact timeline; sentences that were never spoken before are spoken."""
    return workshop.place(draft(routine, choices, Choices()), choices, Choices())


def rows_of(title: str, heard: list[tuple[str, Listening]]) -> Iterator[str]:
    """One line for all styles with the same figures."""
    styles: dict[Listening, list[str]] = {}
    for style, figures in heard:
        styles.setdefault(figures, []).append(style)
    for figures, names in styles.items():
        yield row(title, ", ".join(names) if len(styles) > 1 else "any", figures)


def row(title: str, style: str, heard: Listening) -> str:
    """One line of the table."""
    share = {time.kind: time.share for time in heard.times}
    silence = heard.longest_silence
    cells = (
        title,
        style,
        clock(seconds_to_ms(heard.seconds)),
        f"{share['speech']:.0%}",
        f"{share['hold'] + share['rest']:.0%}",
        f"{share['breath']:.0%}",
        f"{share['pause'] + share['tone']:.0%}",
        f"{heard.words_a_minute:.0f}",
        f"{heard.words_a_minute_of_hold:.1f}" if heard.seconds_of("hold") else "",
        f"{silence.seconds:.0f} s at {clock(seconds_to_ms(silence.start))}, {silence.section}",
        str(heard.calls_planned),
        f"{heard.share_left_out:.0%}" if heard.calls_planned else "",
    )
    return f"| {' | '.join(cells)} |"


def write(figures: str) -> None:
    """Put the table between its marks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
