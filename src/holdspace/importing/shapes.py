"""What the shape of several blocks together tells: names, items and their lines, where no markup says so.

One bold beginning may be a stress, one short line a caption; two or three alike are how the page is built.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from holdspace.importing import english, english_frame
from holdspace.importing.briefing import is_about_all, leads_to_list
from holdspace.importing.dose_lines import only_dose, states_dose
from holdspace.importing.facts import Block
from holdspace.importing.naming import lead_name
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative

_GROUP = 2_000_000
"""Above every number that a list of the source has."""
_LEAST_ALIKE = 2
_LEAST_ROWS = 3
"""So many alike where the likeness is less sure."""
_LONGEST_NAME = 8
_LONGEST_ROW = 25
_ORDINAL = re.compile(english.ORDINAL_LEAD_PATTERN, re.IGNORECASE)
_ENUMERATED = re.compile(r"(?:\d{1,2}|[A-Z])[.):]?$")
"""A number or a letter in bold, which only marks the item."""
_TIP = re.compile(english.TIP_PATTERN, re.IGNORECASE)
_FIELD = re.compile(english.FIELD_PATTERN, re.IGNORECASE)
_FRAME = re.compile(english.FRAME_HEADING_PATTERN, re.IGNORECASE)


def shaped(blocks: list[Block]) -> list[Block]:
    """`blocks` with the headings and items that only their likeness shows."""
    for block in blocks:
        fields = len(_FIELDS.findall(block.text)) if block.kind == "heading" else 0
        if fields >= _LEAST_ALIKE or (fields and _NEEDS.match(block.text)):
            block.kind = "paragraph"
    _rules_beside_rows(blocks)
    _lines_over_rows(blocks)
    _rounds_over_rows(blocks)
    _names_over_doses(blocks)
    _names_over_items(blocks)
    _styled_headings(blocks)
    _dosed_rows(blocks)
    _led_items(blocks)
    return blocks


_FIELDS = re.compile(r"(?:^|[|·•;,]\s*)[A-Z]\w+(?: \w+)?:\s")
"""“Equipment: none | Level: beginner”, which is over nothing."""


_NEEDS = re.compile(
    r"(?:props?|equipment|materials|level|time|duration|difficulty|focus|target|you need)\s*:", re.IGNORECASE
)


def _rules_beside_rows(blocks: list[Block]) -> None:
    """The caption of a table that tells how all rows are done is a paragraph; fields in a row are sentences."""
    for block in blocks:
        if block.hint == "caption" and leads_to_list(block.text):
            block.kind, block.hint = "paragraph", ""
        labels = _LABELS.findall(block.text) if block.kind == "paragraph" and not block.hint else []
        if len(labels) >= _LEAST_ALIKE and is_about_all(block.text):
            block.text = _LABELS.sub(r". \g<label>", block.text)


_LABELS = re.compile(
    r"(?<=[\w)%])\s+(?P<label>(?:hold|sets?|reps?|repetitions|rest|rounds|work|sides)\s*:)", re.IGNORECASE
)


def _lines_over_rows(blocks: list[Block]) -> None:
    """“Round 1”, “Block A” on lines of their own are headings over the rows behind them."""
    over = [b for b in blocks if b.kind in ("paragraph", "item") and not b.hint and _ROUND.match(b.text)]
    if len(over) >= _LEAST_ALIKE:
        for block in over:
            block.kind, block.level = "heading", 5


_ROUND = re.compile(r"(?:round|circuit|block|part|set|superset|phase|station)\s+(?:\d{1,2}|[A-H])\W*$", re.IGNORECASE)


def _rounds_over_rows(blocks: list[Block]) -> None:
    """“Then 3 rounds of:” behind a first exercise is the heading of a circuit, and parts it from what comes before."""
    for index, (block, following) in enumerate(itertools.pairwise(blocks)):
        if block.kind not in ("paragraph", "item") or block.hint or following.kind not in ("item", "cell"):
            continue
        found = _ROUNDS_HEAD.match(block.text)
        if not found or not _told_above(blocks[:index]):
            continue
        if block.kind == "item" and not _ends_list(blocks, index):
            continue
        block.kind, block.level, block.text = "heading", 5, found["rounds"]


def _ends_list(blocks: list[Block], index: int) -> bool:
    """Make the deeper items below the one at `index` a list of their own; False where more than a cool-down follows."""
    base = blocks[index].level
    listed = list(itertools.takewhile(lambda b: b.kind == "item", blocks[index + 1 :]))
    under = list(itertools.takewhile(lambda b: b.level > base, listed))
    behind = listed[len(under) :]
    if not under or not all(_COOL_DOWN.match(b.text) for b in behind):
        return False
    for block in under:
        block.level -= base
    for block in behind:
        block.kind = "paragraph"
    return True


_COOL_DOWN = re.compile(english_frame.COOL_DOWN_PATTERN, re.IGNORECASE)


def _told_above(blocks: list[Block]) -> bool:
    """Whether an exercise stands under the last heading already."""
    for block in reversed(blocks):
        if block.kind == "heading":
            return False
        if not block.hint and (block.kind in ("item", "cell") or _has_dose(block.text)):
            return True
    return False


_ROUNDS_HEAD = re.compile(english_frame.ROUNDS_HEAD_PATTERN, re.IGNORECASE)


def _names_over_doses(blocks: list[Block]) -> None:
    """A line with only a dose is no heading; the short lines over several of them are."""
    over = []
    for before, block in itertools.pairwise(blocks):
        if block.hint or block.kind not in ("heading", "paragraph") or not states_dose(block.text):
            continue
        if block.kind == "heading":
            block.kind = "paragraph"
        if (
            before.kind == "paragraph"
            and not before.hint
            and _is_short_line(before.text)
            and not _has_dose(before.text)
        ):
            over.append(before)
    if len(over) >= _LEAST_ALIKE:
        for name in over:
            name.kind, name.level = "heading", 5


def _names_over_items(blocks: list[Block]) -> None:
    """Short numbered lines, each over a list of another kind or over a heading, are headings: “1. Toe stretch”."""
    over = [
        (block, following)
        for block, following in itertools.pairwise(blocks)
        if _is_numbered_line(block)
        and not following.hint
        and (following.kind in ("heading", "paragraph") or not following.marker[:1].isdigit())
    ]
    numbered = [b for b in blocks if b.kind == "item" and b.marker[:1].isdigit() and not b.hint]
    if len(over) < _LEAST_ALIKE or len(over) * 3 < len(numbered) * 2:
        return
    level = min((b.level for b in blocks if b.kind == "heading" and b.level > 1 and not b.hint), default=5)
    for block, _ in over:
        block.kind, block.level = "heading", level


def _is_numbered_line(block: Block) -> bool:
    if block.kind != "item" or block.hint or not block.marker[:1].isdigit():
        return False
    return _is_short_line(block.text) and not (imperative(block.text) and len(block.text.split()) > _SHORT_ORDER)


_SHORT_ORDER = 4
"""Words of “Sit to stand”, which is a name."""


def _styled_headings(blocks: list[Block]) -> None:
    """Short lines of one style, each over text of another: the names on a page that marks them by looks alone."""
    alike: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind == "paragraph" and block.style and not block.hint:
            alike[block.style].append(index)
    for style, members in alike.items():
        over = [i for i in members if _stands_over(blocks, i, style)]
        if len(over) < _LEAST_ALIKE or len(over) * 3 < len(members) * 2:
            continue
        if all(_is_short_line(blocks[i].text) for i in members):
            for i in over:
                blocks[i].kind, blocks[i].level = "heading", 5


def _stands_over(blocks: list[Block], index: int, style: str) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None or following.hint or following.kind not in ("paragraph", "item") or following.style == style:
        return False
    if only_dose(following.text):
        return True
    return following.text.rstrip().endswith((".", "!", ")")) and len(following.text) > len(blocks[index].text)


def _is_short_line(text: str) -> bool:
    words = text.split()
    if only_dose(text):
        return False
    return (
        1 <= len(words) <= _LONGEST_NAME and not text.endswith((".", ",", ";", "!")) and any(c.isalpha() for c in text)
    )


def _led_items(blocks: list[Block]) -> None:
    """Paragraphs that each begin with a name, in bold or before a colon, are the items of a list."""
    loose = [block for block in blocks if block.kind == "paragraph" and not block.hint]
    bold = [block for block in loose if _is_led(block, block.lead)]
    called = [block for block in loose if (m := _ORDINAL.match(block.text)) and _is_led(block, m.group())]
    named = [b for b in loose if not b.lead and (_is_dose_line(b) or _runs_in(b) or _dose_leads(b))]
    led = [*(bold if len(bold) >= _LEAST_ALIKE else []), *(called if len(called) >= _LEAST_ALIKE else [])]
    led += [block for block in named if block not in led and len(named) + len(led) >= _LEAST_ROWS]
    if not any(_tells(block) for block in led):
        return
    for block in led:
        block.kind, block.level, block.marker, block.group = "item", 1, "-", _GROUP
        if numbered := _ENUMERATED.match(block.lead):
            block.marker, block.lead = numbered.group().strip(), ""
            block.text = block.text[len(block.marker) :].strip()


def _is_dose_line(block: Block) -> bool:
    """Whether a line has a name and a dose: “Neck rolls: drop your chin, 5 times”."""
    return _has_dose(block.text) and _is_led(block, lead_name(block.text)[0])


def _is_led(block: Block, lead: str) -> bool:
    """Whether `lead`, at the head of `block`, may be a name."""
    if _ENUMERATED.match(lead):
        return True
    if (
        not lead
        or len(lead.split()) > _LONGEST_NAME
        or _FIELD.match(lead.strip(" :.–—-"))
        or _TIP.match(lead)
        or _FRAME.match(lead)
    ):
        return False
    return len(block.text.split()) > len(lead.split())


def _dose_leads(block: Block) -> bool:
    """Whether a paragraph begins with its dose and a mark: “30 seconds: side plank. Roll over …”."""
    found = quantities(block.text)
    first = found[0] if found else None
    if first is None or first.start or first.article or first.kind not in ("time", "breaths", "reps"):
        return False
    return bool(re.match(r"\s*(?:[:–—]|-\s)\s*\w", block.text[first.end :]))


def _runs_in(block: Block) -> bool:
    """Whether a paragraph with a dose begins with a short sentence that orders nothing: “Hundred. Lie on …”."""
    head = _RUN_IN.match(block.text)
    if not head or len(head["name"].split()) > _LONGEST_RUN_IN or imperative(head["name"]) or _TIP.match(head["name"]):
        return False
    if head["name"].split()[0].lower().replace("’", "'").split("'")[0] in english.NO_NAMES:
        return False
    kinds = ("time", "breaths", "reps", "sets", "times")
    return any(q.kind in kinds and not q.article and not q.implied for q in quantities(block.text))


_RUN_IN = re.compile(r"(?P<name>[A-Z][^.!?:;,]{2,40})[.:]\s+(?=[A-Z“\"])")
_LONGEST_RUN_IN = 5


def _tells(block: Block) -> bool:
    return bool(imperative(block.text)) or _has_dose(block.text)


def _dosed_rows(blocks: list[Block]) -> None:
    """Three or more short paragraphs of one style, most with a dose, are rows of a list."""
    for style, run in itertools.groupby(blocks, key=lambda b: (b.kind, b.hint, b.style)):
        rows = list(run)
        if style[0] != "paragraph" or style[1] or not (style[2] or _begin_with_dose(rows)):
            continue
        if len(rows) < (_LEAST_ROWS if style[2] else _LEAST_ALIKE):
            continue
        if sum(_has_dose(b.text) for b in rows) * 5 < len(rows) * 3:
            continue
        for block in rows:
            block.kind, block.level, block.marker, block.group = "item", 1, "-", _GROUP + 1


def _begin_with_dose(rows: list[Block]) -> bool:
    """Whether lines without a style each begin with a dose and name something: “30 seconds crunches”."""
    return all(
        len(b.text.split()) <= _LONGEST_NAME and any(q.start == 0 for q in quantities(b.text)) for b in rows[:-1]
    )


def _has_dose(text: str) -> bool:
    """Whether a line is no longer than a row, and holds a number of something that is done."""
    return len(text.split()) <= _LONGEST_ROW and any(
        q.kind in ("time", "breaths", "reps", "sets") and not q.article for q in quantities(text)
    )
