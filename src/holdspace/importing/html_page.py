"""The tree of a web page, its title, and which elements hold its content.

The tree is lxml's. An extractor of main text such as trafilatura is not used: docs/importing.md says what it was
measured to keep and to lose.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdspace.errors import ScriptError
from holdspace.importing.naming import tidy_title
from holdspace.importing.plainness import plain

if TYPE_CHECKING:
    from lxml.etree import _Element


def page_tree(text: str) -> _Element:
    """The root of the page `text`. Raises `ScriptError` where it holds nothing that can be read."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise ScriptError("the page cannot be read as HTML.", "Copy its text into a file and import that.") from error
    if root is None:
        raise ScriptError("the page holds nothing.", "Save it again, or copy its text into a file and import that.")
    return root


def title_of(root: _Element) -> str:
    """What the post calls itself, else the page's first main heading, else its title without the site's name."""
    named = [
        e
        for e in root.iter("h1", "h2", "h3")
        if _TITLED.search(e.get("class") or "") or e.get("itemprop") == "headline"
    ]
    named = [e for e in named if not _framed(e)]
    heads = named if len(named) == 1 else [e for e in root.iter("h1") if not _framed(e)]
    for heading in heads:
        if words := plain(words_in(heading)):
            return tidy_title(words)
    for title in root.iter("title"):
        return tidy_title(re.split(r"\s[|–—»·]\s|\s-\s(?=[^-]*$)", plain(words_in(title)))[0].strip())
    return ""


_TITLED = re.compile(
    r"(?:^|[\s_-])(?:post|entry|article|story|blog|page|recipe)[\s_-]*(?:item[\s_-]*)?(?:title|name|headline)(?:$|[\s_-])",
    re.IGNORECASE,
)


def _framed(element: _Element) -> bool:
    node: _Element | None = element
    while node is not None:
        if isinstance(node.tag, str) and node.tag in ("nav", "footer", "aside"):
            return True
        node = node.getparent()
    return False


def words_in(element: _Element) -> str:
    """All text in `element`, its pieces parted by blanks."""
    return " ".join(str(piece) for piece in element.itertext())


def size_of(element: _Element) -> int:
    """How many characters of text `element` holds."""
    return sum(len(str(piece).strip()) for piece in element.itertext())


def main_elements(root: _Element) -> set[_Element]:
    """The elements that hold the content by their tag or role, where they hold enough to be believed; else none."""
    for found in (
        list(root.iter("main")),
        [e for e in root.iter("div", "section") if e.get("role") == "main"],
        [e for e in root.iter("article") if not any(a.tag == "article" for a in e.iterancestors())],
    ):
        large = [e for e in found if size_of(e) > 150]
        if large and len(large) <= 3:
            return set(large)
    return set()


def cells_of(table: _Element) -> list[list[tuple[str, bool]]]:
    """The words of each cell, and whether it is a header; an empty list where the table is only for layout."""
    if any(True for _ in table.iter("table") if _ is not table) or any(
        True for _ in table.iter("h1", "h2", "h3", "ol", "ul")
    ):
        return []
    return [
        [(plain(words_in(cell)), cell.tag == "th") for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
    ]
