# ruff: noqa: INP001 -- beside a script, not in a package
"""The facts of a page: as annotated beside a source of the corpus, and as `holdspace import --json` gives them.

`tests/importing/corpus/README.md` says what counts as which fact.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "importing" / "corpus"
HALVES = ("tuning", "test")
FACT_KINDS = ("holds", "repeats", "sets", "sides", "rest_seconds", "paced_breath")

_NO_LETTERS = re.compile(r"[\W_]+")
_WITHIN_WORDS = str.maketrans("", "", "'’‘`\u00b4\u00ad\u200b\u200c\u200d\ufeff")


def plain(text: str) -> str:
    """TEXT as it is compared: no case, accents, punctuation or markup, one blank between words."""
    letters = unicodedata.normalize("NFKD", text.translate(_WITHIN_WORDS)).casefold()
    return _NO_LETTERS.sub(" ", "".join(c for c in letters if not unicodedata.combining(c))).strip()


@dataclass(frozen=True)
class Hold:
    """A hold in seconds, in breaths or open, with the ends of its range where they are stated."""

    unit: str
    value: float = 0.0
    low: float | None = None
    high: float | None = None
    others: tuple[Hold, ...] = ()

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both ends of the range, when there are two different ones."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return self.low, self.high

    def like(self, other: Hold) -> bool:
        """Whether both are of one unit and length, to half a unit."""
        return self.unit == other.unit and abs(self.value - other.value) <= 0.5

    def __str__(self) -> str:
        length = "open" if self.unit == "open" else f"{self.value:g} {self.unit}"
        return f"{length} ({self.ends[0]:g}-{self.ends[1]:g})" if self.ends else length


@dataclass(frozen=True)
class Step:
    """A step with its facts. `text` is what it is recognised by; the last four are of annotated steps only."""

    text: str
    section: str = ""
    holds: tuple[Hold, ...] = ()
    repeats: tuple[float, ...] = ()
    sets: tuple[float, ...] = ()
    sides: str | None = None
    rests: tuple[float, ...] = ()
    paced: bool = False
    must_contain: tuple[str, ...] = ()
    optional_holds: tuple[Hold, ...] = ()
    refers: tuple[int, int] | None = None
    lenient: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """Everything of the step that is read, ready to be compared."""
        return plain(f"{self.section} {self.text}")


@dataclass(frozen=True)
class Group:
    """Steps `first` to `last`, both inside, that are done together."""

    first: int
    last: int
    rounds: float | None = None
    rest: float | None = None
    sides: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class Facts:
    """What a source states (annotated), or what an importer read out of it (predicted)."""

    title: str = ""
    steps: tuple[Step, ...] = ()
    groups: tuple[Group, ...] = ()
    outcome: str = "steps"
    chrome: tuple[str, ...] = ()
    damaged: tuple[Mapping[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    quoted: tuple[str, ...] = field(default=(), repr=False)
    """The words from which a predicted step's holds were read."""


def number(value: object) -> float | None:
    """VALUE as a number; None when it is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def counts(value: object) -> tuple[float, ...]:
    """A number of times; once, or none stated, is no fact."""
    found = number(value)
    return () if found is None or found <= 1 else (found,)


def hold(row: Mapping[str, Any]) -> Hold | None:
    """One row of `holds`; None when it states no length."""
    low, high = number(row.get("min")), number(row.get("max"))
    others = tuple(h for h in (hold(other) for other in row.get("or", ())) if h)
    for unit in ("seconds", "breaths"):
        value = number(row.get(unit))
        if value is not None:
            return Hold(unit, value, low, high, others)
    return Hold("open", others=others) if row.get("open") else None


def holds(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Hold, ...]:
    """All rows of `holds` that state a length."""
    return tuple(found for found in map(hold, rows or ()) if found)


def annotated_step(row: Mapping[str, Any]) -> Step:
    """A step of a facts file."""
    must = tuple(row.get("must_contain", ()))
    return _with_facts(
        row,
        text=" ".join((row["name"], *must)),
        section=row["name"],
        must_contain=must,
        optional_holds=holds(row.get("optional_holds")),
        refers=tuple(row["refers"]) if "refers" in row else None,
        lenient=frozenset(row.get("lenient", ())),
    )


def predicted_step(row: Mapping[str, Any]) -> Step:
    """A step of the importer's JSON."""
    return _with_facts(row, text=str(row.get("text") or ""), section=str(row.get("section") or ""))


def _with_facts(row: Mapping[str, Any], **more: Any) -> Step:
    rest = number(row.get("rest_seconds"))
    return Step(
        holds=holds(row.get("holds")),
        repeats=counts(row.get("repeats")),
        sets=counts(row.get("sets")),
        sides=row.get("sides") or None,
        rests=(rest,) if rest else (),
        paced=bool(row.get("paced_breath")),
        **more,
    )


def group(row: Mapping[str, Any]) -> Group:
    """A group of a facts file or of the importer's JSON."""
    rounds = counts(row.get("rounds"))
    return Group(
        int(row["first"]),
        int(row["last"]),
        rounds[0] if rounds else None,
        number(row.get("rest_seconds")) or None,
        row.get("sides") or None,
        bool(row.get("optional")),
    )


def annotated(data: Mapping[str, Any]) -> Facts:
    """What a facts file says."""
    return Facts(
        title=data["title"],
        steps=tuple(map(annotated_step, data["steps"])),
        groups=tuple(map(group, data.get("groups", ()))),
        outcome=data.get("outcome", "steps"),
        chrome=tuple(data.get("chrome", ())),
        damaged=tuple(data.get("damaged", ())),
    )


def predicted(data: Mapping[str, Any]) -> Facts:
    """What the importer's JSON says."""
    rows = data.get("steps") or ()
    return Facts(
        title=str(data.get("title") or ""),
        steps=tuple(map(predicted_step, rows)),
        groups=tuple(group(row) for row in data.get("groups") or () if row.get("first") is not None),
        doubts=tuple(f"{row.get('text') or ''} {row.get('what') or ''}" for row in data.get("doubts") or ()),
        quoted=tuple(str(h.get("source") or "") for row in rows for h in row.get("holds") or ()),
    )


def sources(half: str | Path) -> list[tuple[Path, Path]]:
    """Every source of HALF, or of a folder elsewhere, with its facts file."""
    found = []
    for facts in sorted((CORPUS / half).glob("*.facts.json")):
        stem = facts.name.removesuffix(".facts.json")
        beside = [path for path in facts.parent.glob(f"{stem}.*") if not path.name.endswith(".facts.json")]
        if len(beside) != 1:
            raise FileNotFoundError(f"{facts.name} needs exactly one source beside it, and has {len(beside)}")
        found.append((beside[0], facts))
    return found


def load(facts: Path) -> Facts:
    """The annotated facts of a file."""
    return annotated(json.loads(facts.read_text(encoding="utf-8")))
