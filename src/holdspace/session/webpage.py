"""A session as one page that needs nothing but a browser: the ribbon, and the timetable as a table beneath it.

The picture shows the title; the page's own heading is there for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from holdspace.diagnostics import Place
from holdspace.session.breath_sets import BreathSet, pattern_text
from holdspace.session.drawing import Drawing
from holdspace.session.itemising import Item, breath_words, items, section_of
from holdspace.session.lanes import moment
from holdspace.session.svg import text, to_svg
from holdspace.session.timeline import Timeline
from holdspace.timebase import samples_to_seconds

_STYLE = """
:root{color-scheme:light dark;--ink:#17202a;--paper:#fff;--faint:#55626f;--line:#b4bec8;--band:#eef2f6}
@media (prefers-color-scheme:dark){:root{--ink:#e8eef4;--paper:#12181f;--faint:#9fb0bf;--line:#435160;--band:#1f2a36}}
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.45 system-ui,sans-serif;color:var(--ink);
background:var(--paper)}
figure{margin:0;overflow-x:auto}
svg{display:block;width:100%;min-width:44rem;height:auto}
table{border-collapse:collapse;width:100%;margin-top:1.5rem}
caption{text-align:left;font-size:1.25rem;font-weight:600;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--faint);font-weight:600}
.at,.for{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th{background:var(--band);padding:.5rem}
.inner .kind{padding-left:1.25rem;color:var(--faint)}
h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.words{overflow-wrap:anywhere}
@media print{body{max-width:none}svg{min-width:0}}
"""
_HEAD = (
    '<th scope="col" class="at">At</th><th scope="col" class="for">Seconds</th>'
    '<th scope="col">What</th><th scope="col">Words</th>'
)


def to_page(
    timeline: Timeline, drawing: Drawing, written: Collection[Place], *, language: str = "en", mark: str = ""
) -> str:
    """The page; `language` is the one that is spoken, `written` holds the places of the author's own pauses."""
    return "\n".join([
        "<!DOCTYPE html>",
        f"<!-- {mark} -->",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(timeline.title)}</title>",
        f"<style>{_STYLE}</style></head>",
        f"<body><main><h1>{text(timeline.title)}</h1><figure>{to_svg(drawing)}</figure>",
        "<table><caption>Timetable</caption>",
        f"<thead><tr>{_HEAD}</tr></thead>",
        *_bodies(timeline, written, language),
        "</table></main></body></html>",
        "",
    ])  # fmt: skip


def _bodies(timeline: Timeline, written: Collection[Place], language: str) -> Iterator[str]:
    """A group of rows for each section."""
    words = breath_words(timeline)
    section = -1
    for item in items(timeline, written):
        if section_of(item) != section:
            yield "</tbody>" if section >= 0 else ""
            section = section_of(item)
            title = text(timeline.sections[section].title)
            yield f'<tbody><tr><th scope="rowgroup" colspan="4">{title}</th></tr>'
        yield _row(item, words.get(item.start, ""), language)
    yield "</tbody>" if section >= 0 else ""


def _row(item: Item, breath: str, language: str) -> str:
    if isinstance(item, BreathSet):
        is_inner, kind = False, "breath"
        rounds = "1 round" if item.rounds == 1 else f"{item.rounds} rounds"
        told = f"{pattern_text(item.pattern)}, {rounds}"
        words = f'{text(told)}<br><span lang="{text(language)}">{text(breath)}</span>' if breath else text(told)
    else:
        is_inner, kind = not item.spine, item.text if item.kind == "tone" else item.kind
        words = f'<span lang="{text(language)}">{text(item.text)}</span>' if item.kind == "speech" else ""
    inner = ' class="inner"' if is_inner else ""
    return (
        f'<tr{inner}><td class="at">{moment(item.start)}</td>'
        f'<td class="for">{samples_to_seconds(item.samples):.1f}</td><td class="kind">{text(kind)}</td>'
        f'<td class="words">{words}</td></tr>'
    )
