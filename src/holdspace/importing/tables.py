"""Tables of exercises → one line of prose for each row, which is then read as any other.

A column is known by its header: the name, sets, repetitions or time, rest, the rest is what to do.
"""

from __future__ import annotations

import re

from holdspace.importing.quantities import quantities
from holdspace.importing.running_numbers import without_number_column

_COLUMNS = (
    (
        "how",
        re.compile(
            r"\bwhat to do\b|\bhow to\b|^\s*how\s*$"
            r"|\b(?:instructions?|directions|descriptions?|technique|method|notes?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "name",
        re.compile(
            r"\b(?:exercise|name|pose|stretch|move|movement|asana|drill|activity|what|posture|step)s?\b", re.IGNORECASE
        ),
    ),
    ("sets", re.compile(r"\b(?:sets|rounds|series)\b", re.IGNORECASE)),
    ("rest", re.compile(r"\b(?:rest|recovery|break|pause)\b", re.IGNORECASE)),
    ("reps", re.compile(r"\b(?:reps?|repetitions|repeats?|times|how many|count)\b", re.IGNORECASE)),
    ("time", re.compile(r"\b(?:time|duration|hold|seconds|secs?|minutes|mins?|length|how long|work)\b", re.IGNORECASE)),
    ("sides", re.compile(r"\b(?:sides?)\b", re.IGNORECASE)),
    (
        "often",
        re.compile(
            r"\b(?:frequency|per week|per day|how often|day|week|date|weight|load|kg|lbs?|muscles?|target"
            r"|level|benefit|rpe|tempo|done|no\.?|nr)\b|^\W*$",
            re.IGNORECASE,
        ),
    ),
    ("how", re.compile(r".*")),
)
_TIMETABLE = re.compile(
    r"^\s*(?:class(?:es)?|course|day|days|date|time|when|starts?|length|teacher|instructor|with|room|where|price|fee|cost|level"
    r"|location|venue|spaces?|places|book(?:ing)?|size|brand|product|rating|stars)\s*$",
    re.IGNORECASE,
)
"""Headers that two together make a timetable or a price list."""
_REPS_FIRST = re.compile(r"\breps?\w*\s*(?:x|×|\*|and|&|/)\s*sets\b", re.IGNORECASE)
_TURNED = re.compile(r"(?P<size>.+?)\s*[x×*]\s*(?P<sets>\d{1,2})$")
"""“12 x 3” under “Reps x Sets”."""
_BARE = re.compile(r"^\d{1,3}(?:\s*[-–—]\s*\d{1,3})?$")
_LAYOUT_WORDS = 60
"""A cell of so many words lays out a page; no row of exercises has it."""


def table_rows(rows: list[list[tuple[str, bool]]]) -> list[tuple[str, str]] | None:
    """A line for each row of exercises, and the row's own words; None for any other table.

    A cell is its words and whether it is a header.
    """
    rows = [row for row in rows if any(words for words, _ in row)]
    if (
        len(rows) < 2
        or max(len(row) for row in rows) < 2
        or any(len(words.split()) > _LAYOUT_WORDS for row in rows for words, _ in row)
    ):
        return None
    rows = without_number_column(rows)
    head = [words for words, _ in rows[0]]
    if sum(bool(_TIMETABLE.search(words)) for words in head) > 1:
        return []
    roles = [_role(words) for words in head]
    marked = all(header for _, header in rows[0])
    dosed = any(character.isdigit() for words in head for character in words)
    if not marked and (dosed or not {"name", "sets", "reps", "time", "rest"} & set(roles)):
        return [(_sentence([words for words, _ in row]), _own(row)) for row in rows]
    if "name" not in roles:
        roles[0] = "name"
    lines = [(line, _own(row)) for row in rows[1:] if (line := _line([words for words, _ in row], roles, head))]
    return [(_with_dose(line, _dose_in(head)), own) for line, own in lines]


def _dose_in(head: list[str]) -> str:
    """The dose that a header states of all rows, “How to do it (hold 30 s each side)”; empty for none."""
    told = (found["dose"] for words in head if (found := _BRACKETED.search(words)))
    return next((dose for dose in told if _has_dose(dose)), "")


def _with_dose(line: str, dose: str) -> str:
    return line if not dose or _has_dose(line) else f"{line.rstrip('. ')}. {dose[:1].upper()}{dose[1:]}."


def _has_dose(text: str) -> bool:
    return any(q.kind in ("time", "breaths", "reps", "times") and not q.article for q in quantities(text))


_BRACKETED = re.compile(r"\((?P<dose>[^()]*\d[^()]*)\)")


def _own(row: list[tuple[str, bool]]) -> str:
    return " ".join(words for words, _ in row if words)


def _role(header: str) -> str:
    return next(role for role, pattern in _COLUMNS if pattern.search(header))


def _sentence(cells: list[str]) -> str:
    return f"{cells[0]}: " + ", ".join(c for c in cells[1:] if c) if len(cells) > 1 else cells[0]


def _line(cells: list[str], roles: list[str], head: list[str]) -> str:
    name = next((c for c, role in zip(cells, roles, strict=False) if role == "name" and c), "")
    told, doses = [], []
    for cell, role, header in zip(cells, roles, head, strict=False):
        if not cell or cell in ("-", "–", "—") or role in ("name", "often"):
            continue
        if role == "how":
            told.append(cell.rstrip(". ") + ".")
        else:
            doses.append(_dose(cell, role, header))
    if not name and not told:
        return ""
    return " ".join(
        part for part in (f"{name}:" if name else "", *told, ", ".join(doses) + "." if doses else "") if part
    )


def _dose(cell: str, role: str, header: str) -> str:
    bare = bool(_BARE.match(cell))
    if _REPS_FIRST.search(header) and (turned := _TURNED.match(cell)):
        return f"{turned['sets']} sets of {turned['size']}"
    if role == "sets":
        return f"{cell} sets" if bare else cell
    if role == "rest":
        return f"rest {cell} seconds" if bare else f"rest {cell}"
    if role == "reps":
        return re.sub(
            r"^(\d{1,3}(?:\s*[-–—]\s*\d{1,3})?)(?!\s*(?:[-–—]?\d|s\b|sec|min|x|rep|breath|\"|time|sets?\b|rounds?\b))",
            r"\1 reps",
            cell,
        )
    if role == "time":
        unit = "minutes" if re.search(r"min", header, re.IGNORECASE) else "seconds"
        return f"hold {cell} {unit}" if bare else f"hold {cell}"
    return "each side" if role == "sides" and re.search(r"both|each|2|l\s*/\s*r|yes", cell, re.IGNORECASE) else cell
