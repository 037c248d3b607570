"""Plain text and Markdown → blocks: headings, list items, table rows, paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdspace.importing import english_page
from holdspace.importing.briefing import briefing_in
from holdspace.importing.dose_lines import only_dose
from holdspace.importing.facts import Block
from holdspace.importing.inline_bullets import split_bullets
from holdspace.importing.judging import frame_line
from holdspace.importing.numbering import split_numbered
from holdspace.importing.plainness import plain
from holdspace.importing.quantities import quantities
from holdspace.importing.repeats import without_repeated_names
from holdspace.importing.tables import table_rows
from holdspace.importing.text_headings import with_headings

_LINE = re.compile(r"[^\n]*\n?")
_HASHES = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<marker>[-*+•▪▫■□●○◦‣\u2043·–—✓✔➤►☐>](?=\s)"
    r"|(?:\*\*|__)?\(?(?:step|exercise|move|pose|stretch)?\s?#?\d{1,2}(?:[.):]\)?(?=\s|[A-Za-z*])|\s-(?=\s))|\[\d{1,2}\](?=\s)"
    r"|\(?[a-hA-H]\d?[.)](?=\s)|[12]?\d(?=\t|[ ]{2,4}(?-i:[A-Z][a-z])))[ \t]*(?=\S)",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:[-=_*~•·]\s*){3,}$")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)([^*_]+)\1\s*:?\s*(?:[*_]?(\([^()*_]{2,60}\))[*_]?)?\s*$")
_BOLD_HEAD = re.compile(r"\s*(\*\*|__)([^*_\n]{2,60})\1")
_ORNAMENT = re.compile(r"\s*([~=*•·#–—|+<>»«-]{1,3})\s+(?P<words>[^~=*•·#|+<>»«]{2,60}?)\s+[~=*•·#–—|+<>»«-]{1,3}\s*$")
"""A line between two signs, “~ Wall legs ~”, is a heading."""
_PERIOD = re.compile(
    r"\s*(?:weeks?|days?|phase|stage|month)\s+\d{1,2}(?:\s*[-–]\s*\d{1,2}|\+)?\s*:?\s*$", re.IGNORECASE
)
"""“Week 3–4” on a line of its own is over the exercises of that time."""
_KEYCAP = re.compile("(\\d)\ufe0f\u20e3")
"""A digit on a key, as phones write the numbers of a list; the replacement is as long as what it replaces."""
_BOX = re.compile(r"^\s*(?:\[[ xX✓]?\]|[☐☑✅])\s*")
"""The box of a checklist."""
_DATED = re.compile(rf"(?i:{english_page.DATE_PATTERN})(?:\W|$)|[Bb]y\s+[A-Z]\w+\s+[A-Z]")
"""A line that dates or signs a page goes on with nothing."""
_AGO = re.compile(english_page.AGO_PATTERN, re.IGNORECASE)
_WRAPPED_AT = 55
"""A line of so many characters was probably broken by its width."""


@dataclass(slots=True)
class _Line:
    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def text_blocks(text: str) -> list[Block]:
    """The blocks of `text`, in order, glued numbers taken apart."""
    return split_numbered(split_bullets(with_headings(without_repeated_names(line_blocks(text)))))


def line_blocks(text: str) -> list[Block]:
    """The blocks of `text` as its lines show them."""
    blocks: list[Block] = []
    lists = itertools.count(1)
    text = text if "(b)" in text.lower() else _COPYRIGHT.sub("©  ", text)
    for chunk in _chunks(_KEYCAP.sub(r"\1. ", text)):
        fresh = _table(chunk) or _two_columns(chunk, next(lists)) or _chunk_blocks(chunk, lists)
        if blocks and _are_names(fresh) and _leads_to_list(blocks[-1].text):
            for block in fresh:
                block.kind, block.level, block.marker, block.group = "item", 1, "-", next(lists)
            _lists_joined(fresh)
        blocks += fresh
    return _lists_joined(blocks)


_COPYRIGHT = re.compile(r"^\(c\)(?=\s+[A-Z0-9])", re.MULTILINE | re.IGNORECASE)


def _are_names(rows: list[Block]) -> bool:
    """Whether lines of their own may be the names of what is done: all short, none with a stop, none of the page."""
    return len(rows) >= _FEWEST_NAMES and all(
        row.kind == "paragraph"
        and len(row.text.split()) <= _LONGEST_NAME
        and row.text[-1] not in ".!?;:,"
        and not frame_line(row.text)
        for row in rows
    )


def _leads_to_list(text: str) -> bool:
    """Whether `text` says of what comes behind it how all of it is done."""
    return briefing_in(text) is not None


_FEWEST_NAMES = 3
_LONGEST_NAME = 14


def _table(chunk: list[_Line]) -> list[Block] | None:
    """The rows of a Markdown or tab-separated table."""
    ruled_off = all("|" in line.text or "\t" in line.text.strip() for line in chunk)
    if len(chunk) < 2 or not (ruled_off or _is_aligned(chunk)):
        return None
    rows = [[(plain(c), False) for c in _cells(line.text)] for line in chunk]
    ruled = [all(re.fullmatch(r":?-+:?", words) for words, _ in row) for row in rows]
    lines = table_rows([row for row, rule in zip(rows, ruled, strict=True) if not rule])
    if lines is None:
        return None
    placed = [line for line, rule in zip(chunk, ruled, strict=True) if not rule][-len(lines) :] if lines else []
    return [Block("cell", row, line.start, line.end) for (row, _), line in zip(lines, placed, strict=False)]


def _cells(line: str) -> list[str]:
    """The cells of one line of a table."""
    return [c.strip() for c in re.split(r"\|" if "|" in line else r"\t+|\s{2,}", line.strip().strip("|"))]


def _two_columns(chunk: list[_Line], group: int) -> list[Block]:
    """Names with what is to be done beside them, set apart by blanks alone; a line may go on with either."""
    found = [_BESIDE.match(line.text) for line in chunk]
    if not found[0] or sum(bool(match) for match in found) < _FEWEST_NAMES:
        return []
    at = {match.start("told") for match in found if match}
    if len(at) > 1:
        return []
    column, blocks = at.pop(), list[Block]()
    for line in chunk:
        name, told = plain(line.text[:column]), plain(line.text[column:])
        if not told and blocks:
            blocks[-1].lead = f"{blocks[-1].lead} {name}"
        elif told and name:
            blocks.append(Block("item", told, line.start, line.end, level=1, marker="-", group=group, lead=name))
        elif blocks:
            blocks[-1].text, blocks[-1].end = f"{blocks[-1].text} {told}", line.end
    for block in blocks:
        block.text = f"{block.lead}: {block.text}"
    return blocks


_BESIDE = re.compile(r"(?P<name>[A-Z][^\s].{0,30}?)\s{3,}(?P<told>[A-Z\d].{12,})$")


def _is_aligned(chunk: list[_Line]) -> bool:
    """Whether blanks alone set the columns of a table apart, whose header names sets, repetitions or a time."""
    rows = [_cells(line.text) for line in chunk]
    head = [cell.lower() for cell in rows[0]]
    return len(head) > 2 and all(len(row) > 1 for row in rows) and bool(_COLUMNS & set(head))


_COLUMNS = frozenset(("sets", "reps", "repetitions", "hold", "time", "rest", "duration"))


def _chunks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank one between them."""
    chunk: list[_Line] = []
    for match in _LINE.finditer(text):
        line = _Line(match.group().rstrip(), match.start(), match.start() + len(match.group().rstrip()))
        if line.blank or _RULE.match(line.text):
            if (
                line.text.strip()
                and chunk
                and len(chunk) == 1
                and set(line.text.strip()) <= set("=-")
                and len(chunk[0].text) < 80
            ):
                chunk[0].text = "## " + chunk[0].text.strip()
            if chunk:
                yield chunk
            chunk = []
        else:
            chunk.append(line)
    if chunk:
        yield chunk


def _chunk_blocks(chunk: list[_Line], lists: Iterator[int]) -> list[Block]:
    group = next(lists)
    if sectioned := _section(chunk, group):
        return sectioned
    blocks: list[Block] = []
    wrapped = _is_wrapped(chunk)
    rows = not wrapped and _are_rows(chunk)
    short = False
    for at, line in enumerate(chunk):
        fresh = _dosed_name(chunk, at) or _line_block(line, group)
        before = blocks[-1] if blocks else None
        if fresh is not None:
            blocks.append(fresh)
        elif (
            before is not None
            and not rows
            and before.kind in ("item", "paragraph")
            and _goes_on(before, line, wrapped and not short and not _is_frame_line(before, line))
            and not _DATED.match(line.text.strip())
            and not _AGO.fullmatch(before.text.strip())
        ):
            before.text = _glued(before.text, line.text.strip())
            before.end = line.end
        else:
            blocks.append(Block("paragraph", line.text.strip(), _first(line), line.end))
        # A short line without a stop ends where its author ended it, whatever the width of the others.
        words = blocks[-1].text if fresh is not None else line.text
        short = line is chunk[0] and 1 <= len(words.split()) <= 5 and words.rstrip()[-1:] not in ".,;:-–"
    for block in blocks:
        block.text = _QUOTED.sub("", _BOX.sub("", block.text))
        block.linked = _linked(block.text)
        if block.kind == "item" and block.linked > _MOSTLY and not _has_dose(block.text):
            block.hint = "links"
        block.lead = _lead(block.text) if block.kind in ("paragraph", "item") else ""
        block.text = plain(block.text)
    if not wrapped:
        _listed(blocks, group)
    return [block for block in blocks if block.text]


_QUOTED = re.compile(r"^>\s+(?=\S)")
_LINK = re.compile(r"\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)")
_MOSTLY = 0.7


def _linked(text: str) -> float:
    """The part of `text` that stands in Markdown's links."""
    return sum(len(link.group()) for link in _LINK.finditer(text)) / len(text) if text else 0.0


def _are_rows(chunk: list[_Line]) -> bool:
    """Whether short lines, each with a number, are rows of their own: “plank   40s”, however they are written."""
    lines = [line.text for line in chunk]
    numbered = sum(any(c.isdigit() for c in line) for line in lines)
    return (
        len(lines) >= 3 and numbered * 5 >= len(lines) * 4 and all(len(line.split()) <= _LONGEST_ROW for line in lines)
    )


_LONGEST_ROW = 8


def _section(chunk: list[_Line], group: int) -> list[Block]:
    """A line over lines that are all indented below it, most of them with a dose: a heading and its items."""
    head, rest = chunk[0], chunk[1:]
    under = [_indent(line.text) for line in rest]
    if len(rest) < 2 or min(under) <= _indent(head.text) or head.text.rstrip().endswith((".", ",")):
        return []
    if (
        len(head.text.split()) > 10
        or sum(_has_dose(line.text) or bool(_COUNTED.match(line.text)) for line in rest) * 5 < len(rest) * 3
    ):
        return []
    if any(line.text.lstrip()[:1].islower() for line in rest):
        return []
    blocks = [Block("heading", plain(_LETTERED.sub("", head.text)).rstrip(": "), _first(head), head.end, level=3)]
    for line in rest:
        item = _line_block(line, group)
        item = item or Block("item", line.text.strip(), _first(line), line.end, level=1, marker="-", group=group)
        item.text = plain(_BOX.sub("", item.text))
        blocks.append(item)
    return blocks


def _indent(text: str) -> int:
    return len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())


_COUNTED = re.compile(r"\s*\d{1,3}\s+[a-z]")
_LETTERED = re.compile(r"^\s*[A-H][.)]\s+(?=\S)")


def _lead(text: str) -> str:
    """The bold words at the head of a paragraph: “**Sunbird.** From all fours …”."""
    bold = _BOLD_HEAD.match(text)
    return plain(bold.group(2)).rstrip(" .:") if bold and text[bold.end() :].strip(" .:–—-") else ""


def _listed(blocks: list[Block], group: int) -> None:
    """Lines of their own that mostly hold a dose, “1 minute: easy seat”, are items without a mark."""
    lines = [block for block in blocks if block.kind == "paragraph"]
    if len(lines) == len(blocks) >= 3 and sum(_has_dose(block.text) for block in lines) * 5 >= len(lines) * 3:
        for block in lines:
            block.kind, block.level, block.marker, block.group = "item", 1, "-", group


def _has_dose(text: str) -> bool:
    return len(text.split()) <= 25 and any(
        q.kind in ("time", "breaths", "reps", "sets") and not q.article for q in quantities(text)
    )


_KEYED = re.compile(
    r"(?:time|how|reps?|sets?|hold|rest|sides?|dose|duration|cue|notes?|how long|how many|repeat)\s*[:=]", re.IGNORECASE
)


def _glued(before: str, line: str) -> str:
    """Two lines of one paragraph; the first may end in a hyphen that only broke a word."""
    if re.search(r"[a-z]-$", before) and line[:1].islower():
        return before[:-1] + line
    if _KEYED.match(line) and before[-1:] not in ".!?:,;":
        return f"{before}. {line}"
    return f"{before} {line}"


def _line_block(line: _Line, group: int) -> Block | None:
    """The heading, item or table row that a line begins; None for a line of prose."""
    hashes = _HASHES.match(line.text)
    if hashes:
        return Block("heading", hashes.group(2), _first(line), line.end, level=len(hashes.group(1)))
    ornament = _ORNAMENT.match(line.text)
    if ornament and "|" not in line.text and not ornament["words"].rstrip().endswith((".", ",")):
        return Block("heading", ornament["words"].strip(), _first(line), line.end, level=3)
    if _PERIOD.match(line.text):
        return Block("heading", line.text.strip().rstrip(":"), _first(line), line.end, level=3)
    bold = _BOLD_LINE.match(line.text)
    if bold and len(bold.group(2)) < 80 and not bold.group(2).rstrip().endswith((".", "!", "?")):
        told = " ".join(part.strip() for part in (bold.group(2), bold.group(3)) if part)
        return Block("heading", told, _first(line), line.end, level=3)
    item = _ITEM.match(line.text)
    if item and item.group("marker") != ">":
        depth = 1 + len(item.group("indent").expandtabs(4)) // 2
        marker = item.group("marker").strip("*_ ")
        return Block(
            "item",
            line.text[item.end() :].strip(),
            line.start + item.end(),
            line.end,
            level=depth,
            marker=marker,
            group=group,
        )
    return None


def _dosed_name(chunk: list[_Line], at: int) -> Block | None:
    """A bold name with its dose on the line over its text, “**Chin tuck** – 8 times”: a heading."""
    line, following = chunk[at], chunk[at + 1].text if at + 1 < len(chunk) else ""
    bold = _BOLD_HEAD.match(line.text)
    told = plain(line.text[bold.end() :]).strip(" :–—-") if bold else ""
    if not told or not following or _BOLD_HEAD.match(following) or _ITEM.match(following) or not only_dose(told):
        return None
    return Block("heading", f"{plain(bold.group(2) if bold else '')} – {told}", _first(line), line.end, level=3)


def _first(line: _Line) -> int:
    return line.start + len(line.text) - len(line.text.lstrip())


def _is_wrapped(chunk: list[_Line]) -> bool:
    """Whether the lines were broken by their width, and are no lines of their own."""
    if len(chunk) < 2:
        return False
    width = max(len(line.text) for line in chunk)
    median = sorted(len(line.text) for line in chunk)[len(chunk) // 2]
    if width < _WRAPPED_AT - 15 or median > _WIDEST or _each_stops(chunk) or _each_named(chunk):
        return False
    full = sum(
        len(line.text) + 1 + len(following.text.split()[0]) > min(width, 90) - 2
        for line, following in itertools.pairwise(chunk)
    )
    return full * 2 >= len(chunk) - 1


def _each_stops(chunk: list[_Line]) -> bool:
    """Whether most lines end as sentences do, and not where the width broke them."""
    stopped = sum(line.text.endswith((".", "!", "?", ":")) for line in chunk[:-1])
    return len(chunk) > _FEWEST_STOPPED and stopped * 3 >= (len(chunk) - 1) * 2


def _each_named(chunk: list[_Line]) -> bool:
    """Whether every line begins with a name and holds a dose: “Jumping jacks – 1 minute”."""
    rows = [line for line in chunk if _NAME_AND_MORE.match(line.text) and _has_dose(line.text)]
    return len(rows) >= max(2, len(chunk) - 1) and rows[-1] is chunk[-1]


_NAME_AND_MORE = re.compile(r"\s*[A-Z][^.:–—]{2,40}?(?::\s|\s[-–—]\s)")
_FEWEST_STOPPED = 3
_WIDEST = 120
"""No text is broken at a width like this; such lines are paragraphs."""


def _is_frame_line(before: Block, line: _Line) -> bool:
    """Whether the line before is one of the page, “Posted by …”, and a new one begins behind it."""
    return (
        line.text.strip()[:1].isupper() and len(before.text.split()) <= _LONGEST_ROW and bool(frame_line(before.text))
    )


def _goes_on(before: Block, line: _Line, wrapped: bool) -> bool:
    """Whether `line` belongs to the block before it."""
    text = line.text.strip()
    if text[:1].islower():
        return True
    if before.kind == "item" and line.text[:1] in " \t":
        return True
    if wrapped:
        return True
    return bool(re.search(r"[,;–—-]$|\b(?:and|or|the|your|a|to|of|with|for)$", before.text))


def _lists_joined(blocks: list[Block]) -> list[Block]:
    """Items that only blank lines part belong to one list."""
    before: Block | None = None
    for block in blocks:
        if before is not None and block.kind == "item" and before.kind == "item":
            block.group = before.group
        before = block
    return blocks
