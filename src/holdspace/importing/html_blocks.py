"""A web page → blocks, with a hint on each that its markup sets apart from the content."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdspace.errors import ScriptError
from holdspace.importing.facts import Block
from holdspace.importing.html_hints import OUTSIDE, hint_for
from holdspace.importing.html_page import cells_of, main_elements, page_tree, size_of, title_of, words_in
from holdspace.importing.inline_bullets import split_bullets
from holdspace.importing.numbering import split_numbered
from holdspace.importing.page_frame import SILENT_TAGS, is_fold_title
from holdspace.importing.plainness import plain
from holdspace.importing.repeats import without_repeated_names
from holdspace.importing.tables import table_rows
from holdspace.importing.text_blocks import line_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKING_TAGS = """
    p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th thead tbody tfoot blockquote pre section article
    main header footer nav aside figure figcaption details summary address hr center fieldset body html caption
"""
_BREAKING = frozenset(_BREAKING_TAGS.split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
MOST_CHARACTERS = 2_000_000
"""Of a page with all its frame."""
_BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")


@dataclass(slots=True)
class _Open:
    """What the walk knows of the place it is at."""

    kind: str = "paragraph"
    level: int = 0
    marker: str = ""
    group: int = 0
    hint: str = ""
    style: str = ""


@dataclass(slots=True)
class _Walk:
    """The words gathered for the block that is being read."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    linked: int = 0
    place: _Open = field(default_factory=_Open)
    title: str = ""


def html_blocks(text: str) -> tuple[list[Block], str]:
    """The blocks of the page `text`, and its title. Raises `ScriptError` where no page can be read in it."""
    root = page_tree(text)
    if size_of(root) > MOST_CHARACTERS:
        what = f"the page holds more than {MOST_CHARACTERS:,} characters of text."
        raise ScriptError(what, "Copy the routine out of it into a file of its own and import that.")
    title = title_of(root)
    main = main_elements(root)
    walk = _Walk()
    _walk(root, walk, main)
    return split_numbered(split_bullets(without_repeated_names(walk.blocks))), title


# ---- the walk ---------------------------------------------------------------------------------------------------


def _walk(root: _Element, walk: _Walk, main: set[_Element]) -> None:
    """Go through the tree from `root` without recursion, as pages may be nested deeply."""
    total = max(1, size_of(root))
    lists = itertools.count(1)
    stack: list[tuple[str, _Element, _Open]] = [("enter", root, _Open(hint=OUTSIDE if main else ""))]
    while stack:
        what, element, place = stack.pop()
        if what == "leave":
            _leave(element, walk, place)
            continue
        if not isinstance(element.tag, str):
            _text(walk, element.tail)
            continue
        inner = _entered(element, walk, place, main, total, lists)
        stack.append(("leave", element, place))
        if inner is not None:
            _text(walk, element.text)
            stack += [("enter", child, inner) for child in reversed(element)]


def _entered(
    element: _Element, walk: _Walk, place: _Open, main: set[_Element], total: int, lists: itertools.count[int]
) -> _Open | None:
    """The place inside `element`; None where its content is not walked."""
    tag = str(element.tag).lower()
    fold = is_fold_title(tag, element.attrib)
    if tag in SILENT_TAGS and not (tag == "button" and (fold or place.kind == "heading")):
        if tag in ("form", "button", "dialog"):
            _flush(walk)
            _drop(walk, element, "form")
        return None
    if tag == "br":
        walk.pieces.append("\n")
        return None
    if tag == "table" and place.hint in ("", OUTSIDE):
        rows = table_rows(cells_of(element))
        if rows is not None:
            _flush(walk)
            group = next(lists)
            walk.blocks += [Block("cell", row, 0, 0, group=group, hint=place.hint, written=own) for row, own in rows]
            return None
    inner = _Open(place.kind, place.level, place.marker, place.group, place.hint)
    if tag in _BREAKING or fold:
        _flush(walk)
        inner = _Open("heading", 5, hint=place.hint) if fold else _block_place(tag, element, place, lists)
        inner.style = f"{tag} {element.get('class') or ''}".strip()
        walk.place = inner
    inner.hint = hint_for(tag, element, inner.hint, main, total)
    if _parted(tag, element):
        walk.pieces.append(" ")
    if _is_bold(tag, element):
        walk.pieces.append("\x02")
    elif tag == "a" and not fold and inner.kind != "heading":
        walk.linked += len(words_in(element)) if len(element) < 50 else 0
    return inner


def _is_bold(tag: str, element: _Element) -> bool:
    """Whether words are set apart as a name may be."""
    return tag in ("b", "strong", "u") or (tag in ("span", "font") and bool(_HEAVY.search(element.get("style") or "")))


_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def _parted(tag: str, element: _Element) -> bool:
    """Whether a style sheet sets the element apart from the one before it: no blank between, each with a class."""
    before = element.getprevious()
    if tag not in _PARTED or before is None or before.tag not in _PARTED or (before.tail or ""):
        return False
    one, two = words_in(before).strip(), words_in(element).strip()
    if element.get("class") and before.get("class"):
        return len(one) > 1
    return len(one) > 1 and len(two) > 1 and (one[-1].islower() or one[-1].isdigit()) and not two[0].islower()


_PARTED = frozenset(("span", "a", "time", "small", "em", "label"))


def _block_place(tag: str, element: _Element, place: _Open, lists: itertools.count[int]) -> _Open:
    if tag in _HEADINGS:
        return _Open("heading", _HEADINGS[tag], hint=place.hint)
    if tag == "summary":
        return _Open("heading", 5, hint=place.hint)
    if tag == "dt":
        return _Open("heading", 5, hint=place.hint)
    if tag in ("ul", "ol"):
        return _Open("paragraph", place.level + 1 if place.kind == "item" else 1, tag, next(lists), place.hint)
    if tag == "li":
        return _Open("item", max(1, place.level), _marker(element), place.group, place.hint)
    if tag in ("dd", "td", "th", "body", "section", "article", "main"):
        return _Open(hint=place.hint)
    if place.kind == "item":
        return _Open("item", place.level, place.marker, place.group, place.hint)
    return _Open("paragraph", place.level, place.marker, place.group, place.hint)


def _marker(element: _Element) -> str:
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    number = int(parent.get("start")) if str(parent.get("start") or "").isdigit() else 1
    return f"{number + sum(1 for _ in element.itersiblings('li', preceding=True))}."


def _leave(element: _Element, walk: _Walk, place: _Open) -> None:
    tag = str(element.tag).lower()
    if _is_bold(tag, element):
        walk.pieces.append("\x03")
    if tag in _BREAKING or is_fold_title(tag, element.attrib):
        _flush(walk)
        walk.place = place
    _text(walk, element.tail)


def _text(walk: _Walk, text: str | None) -> None:
    if text:
        walk.pieces.append(_BLANKS.sub(" ", str(text).replace("\n", " ").replace("\x02", "").replace("\x03", "")))


def _drop(walk: _Walk, element: _Element, why: str) -> None:
    words = plain(words_in(element))
    if words:
        walk.blocks.append(Block("paragraph", words, 0, 0, hint=why))


def _flush(walk: _Walk) -> None:
    """End the block whose words were gathered."""
    raw = "".join(walk.pieces)
    linked, walk.linked = walk.linked, 0
    walk.pieces.clear()
    place = walk.place
    text = raw.strip(" \n")
    if not text.strip("\x02\x03 \n"):
        return
    share = min(1.0, linked / max(1, len(text)))
    if place.kind == "heading":
        walk.blocks.append(Block("heading", _tidy(text), 0, 0, place.level, hint=place.hint))
        return
    if "\n" in text:
        for block in line_blocks(
            re.sub(r"[ ]*\n[ ]*", "\n", text.replace("\x02", "**").replace("\x03", "**").replace("****", ""))
        ):
            block.hint = place.hint
            if place.kind == "item" and block.kind == "paragraph":
                block.kind, block.level, block.marker, block.group = "item", place.level, place.marker, place.group
            walk.blocks.append(block)
        return
    lead, rest = _run_in(text)
    if (
        lead
        and not rest
        and place.kind in ("paragraph", "item")
        and len(lead.split()) <= 10
        and lead[-1:] not in ".!?,;"
    ):
        walk.blocks.append(
            Block("heading", lead.rstrip(": "), 0, 0, 5 + (place.kind == "item") * place.level, hint=place.hint)
        )
        return
    block = Block(
        "item" if place.kind == "item" else "paragraph",
        _tidy(text),
        0,
        0,
        place.level,
        place.marker,
        place.group,
        share,
        place.hint,
    )
    block.lead = lead if rest else ""
    block.style = place.style
    walk.blocks.append(block)


def _tidy(text: str) -> str:
    return plain(text.replace("\x02", "").replace("\x03", ""))


def _run_in(text: str) -> tuple[str, str]:
    """The bold words at the head of a block, and what stands behind them."""
    if not text.startswith("\x02") or "\x03" not in text:
        return "", text
    lead, rest = text[1:].split("\x03", 1)
    return plain(lead.replace("\x02", "")), rest.replace("\x02", "").replace("\x03", "").strip(" :–—-.")
