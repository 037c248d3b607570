# ruff: noqa: INP001 -- beside a script, not in a package
"""What was read right, missed and made up in one source, kind by kind. `score_source` is the way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from import_alignment import align
from import_counts import Tally
from import_facts import Facts, Group, Hold, Step, plain

_UNIT_KINDS = {"seconds": "hold seconds", "breaths": "hold breaths", "open": "open holds"}
_CLOSE = 0.5
"""Numbers are equal when they differ by no more: the middle of a range may be rounded either way."""


def score_source(stated: Facts, read: Facts) -> Tally:
    """Compare what a source states with what was READ out of it."""
    tally = Tally()
    partners = align(read.steps, stated.steps)
    by_groups = _score_groups(tally, stated, read, partners)
    for j, step in enumerate(stated.steps):
        mine = [read.steps[i] for i, partner in enumerate(partners) if partner == j]
        tally.share("steps found", bool(mine), f"{step.section}: no such step")
        _score_step(tally, stated.steps, j, mine, done=j in by_groups)
    for step, partner in zip(read.steps, partners, strict=True):
        tally.share("steps meant", partner is not None, f"no step of the source: {_short(step)}")
        if partner is None:
            _score_facts(tally, Step(""), [step], f"stray step {_short(step)!r}")
    _score_words(tally, stated, read, partners)
    _score_damage(tally, stated, read)
    return tally


def _score_step(tally: Tally, steps: Sequence[Step], at: int, mine: list[Step], *, done: bool) -> None:
    """Score the facts of the step at index AT; DONE says that a group has told its sides already."""
    step = steps[at]
    if step.refers is not None:
        first, last = step.refers
        step, mine = _settled(step, mine, steps[first : last + 1], done=done)
    _score_facts(tally, step, mine, step.section)


def _settled(step: Step, mine: list[Step], meant: Sequence[Step], *, done: bool) -> tuple[Step, list[Step]]:
    """A step that refers to those MEANT, ready to be scored: what is copied from them is no mistake."""
    copied = tuple(hold for other in meant for hold in (*other.holds, *other.optional_holds))
    ignored = set(step.lenient)
    for kind, values in (
        ("repeats", {n for other in meant for n in other.repeats}),
        ("sets", {n for other in meant for n in other.sets}),
        ("rest_seconds", {n for other in meant for n in other.rests}),
        ("paced_breath", {other.paced for other in meant if other.paced}),
    ):
        if values:
            ignored.add(kind)
    sides = step.sides
    if done:
        ignored.add("sides")
    elif sides == "other":
        told = next((other.sides for other in mine if other.sides), None)
        sides = told or "other"
    settled = Step(
        step.text,
        step.section,
        step.holds,
        step.repeats,
        step.sets,
        sides,
        step.rests,
        step.paced,
        optional_holds=(*step.optional_holds, *copied),
        lenient=frozenset(ignored),
    )
    return settled, mine


def _score_facts(tally: Tally, step: Step, mine: list[Step], where: str) -> None:
    """Score the facts of one annotated step against the predicted steps that belong to it."""
    if "holds" not in step.lenient:
        _score_holds(tally, step, _pooled_holds(step, mine), where)
    for kind, key, stated, read in (
        ("repeats", "repeats", step.repeats, _distinct(n for other in mine for n in other.repeats)),
        ("sets", "sets", step.sets, _distinct(n for other in mine for n in other.sets)),
        ("rests", "rest_seconds", step.rests, _distinct(n for other in mine for n in other.rests)),
    ):
        if key not in step.lenient:
            _score_numbers(tally, kind, stated, read, where)
    if "sides" not in step.lenient:
        _score_one(tally, "sides", step.sides, _pooled_sides(mine), where)
    if "paced_breath" not in step.lenient:
        paced = any(other.paced for other in mine)
        _score_one(tally, "paced breath", step.paced or None, paced or None, where)


def _pooled_sides(mine: Sequence[Step]) -> str | None:
    """The side of steps that belong together: one of each is both."""
    sides = {step.sides for step in mine if step.sides}
    return "both" if "both" in sides or {"right", "left"} <= sides else next(iter(sides), None)


def _pooled_holds(step: Step, mine: Sequence[Step]) -> list[Hold]:
    """All holds read in one step. A hold told again for the other side is not a second one."""
    found: list[Hold] = []
    sides_seen: set[str] = set()
    for other in mine:
        again = step.sides == "both" and bool(sides_seen) and other.sides not in (None, *sides_seen)
        found += [h for h in other.holds if not (again and any(h.like(before) for before in found))]
        sides_seen |= {other.sides} if other.sides else set()
    return found


def _distinct(values: Iterable[float]) -> list[float]:
    return list(dict.fromkeys(values))


def _score_one(tally: Tally, kind: str, stated: object, read: object, where: str) -> None:
    if stated is not None and _same(stated, read):
        tally.right[kind] += 1
        return
    if stated is not None:
        tally.miss(kind, where, stated)
    if read is not None:
        tally.alarm(kind, where, read)


def _same(stated: object, read: object) -> bool:
    """Whether two facts are equal; numbers may be rounded."""
    if isinstance(stated, float) and isinstance(read, float):
        return abs(stated - read) <= _CLOSE
    return stated == read


def _score_numbers(tally: Tally, kind: str, stated: Sequence[float], read: list[float], where: str) -> None:
    left = list(read)
    for number in stated:
        hit = next((n for n in left if abs(n - number) <= _CLOSE), None)
        if hit is None:
            tally.miss(kind, where, f"{number:g}")
        else:
            left.remove(hit)
            tally.right[kind] += 1
    for number in left:
        tally.alarm(kind, where, f"{number:g}")


def _score_holds(tally: Tally, step: Step, read: list[Hold], where: str) -> None:
    left = list(read)
    for stated in step.holds:
        readings = (stated, *stated.others)
        hits = [hit for reading in readings if (hit := _taken(left, reading))]
        if hits:
            tally.right[_UNIT_KINDS[hits[0].unit]] += 1
            meant = next(reading for reading in readings if reading.like(hits[0]))
            _score_one(tally, "ranges", _whole(meant.ends), _whole(hits[0].ends), where)
        else:
            tally.miss(_UNIT_KINDS[stated.unit], where, stated)
            _score_one(tally, "ranges", _whole(stated.ends), None, where)
    for optional in step.optional_holds:
        _taken(left, optional)
    for hold in left:
        tally.alarm(_UNIT_KINDS[hold.unit], where, hold)
        _score_one(tally, "ranges", None, _whole(hold.ends), where)


def _taken(left: list[Hold], wanted: Hold) -> Hold | None:
    """Take a hold like WANTED out of those LEFT."""
    hit = next((hold for hold in left if hold.like(wanted)), None)
    if hit:
        left.remove(hit)
    return hit


def _whole(ends: tuple[float, float] | None) -> tuple[int, int] | None:
    return (round(ends[0]), round(ends[1])) if ends else None


def _score_groups(tally: Tally, stated: Facts, read: Facts, partners: list[int | None]) -> set[int]:
    """Score rounds, rests and sides of groups; the steps that refer to others and are told by a group come back."""
    left = [(ends, group) for group in read.groups if (ends := _ends(group, partners))]
    strays = [group for group in read.groups if not _ends(group, partners)]
    for group in stated.groups:
        where = f"group {group.first}-{group.last}"
        hit = next((pair for pair in left if pair[0] == (group.first, group.last)), None)
        if hit:
            left.remove(hit)
        if not group.optional:
            _score_group(tally, group, hit[1] if hit else None, where)
    told = set()
    for j, step in enumerate(stated.steps):
        hit = next((pair for pair in left if step.refers == pair[0] and pair[1].sides), None)
        if hit:
            left.remove(hit)
            told.add(j)
            tally.right["sides"] += 1
    for group in (*(group for _, group in left), *strays):
        _score_group(tally, None, group, f"predicted group {group.first}-{group.last}")
    return told


def _score_group(tally: Tally, stated: Group | None, read: Group | None, where: str) -> None:
    for kind, name in (("rounds", "rounds"), ("rests", "rest"), ("sides", "sides")):
        _score_one(tally, kind, getattr(stated, name, None), getattr(read, name, None), where)


def _ends(group: Group, partners: list[int | None]) -> tuple[int, int] | None:
    """The annotated steps from which to which a predicted group goes."""
    inside = [partner for partner in partners[max(0, group.first) : group.last + 1] if partner is not None]
    return (inside[0], inside[-1]) if inside else None


def _score_words(tally: Tally, stated: Facts, read: Facts, partners: list[int | None]) -> None:
    """Instruction coverage, names and chrome."""
    everything = f" {' '.join(step.words for step in read.steps)} "
    for j, step in enumerate(stated.steps):
        here = " ".join(other.words for other, partner in zip(read.steps, partners, strict=True) if partner == j)
        tally.share("names", f" {plain(step.section)} " in f" {here} ", f"{step.section}: its name is not in its place")
        for words in step.must_contain:
            wanted = f" {plain(words)} "
            tally.share("instructions", wanted in everything, f"{step.section}: lost {words!r}")
            tally.measures["instructions in place"] += wanted in f" {here} "
    tally.measures["words of"] += len(everything.split())
    for words in stated.chrome:
        wanted = f" {plain(words)} "
        leaks = everything.count(wanted)
        tally.share("chrome kept out", not leaks, f"leaked {words!r}")
        tally.measures["words of chrome"] += leaks * len(wanted.split())
    if stated.title:
        tally.share("titles", _title_found(stated.title, read.title), f"title {stated.title!r} read as {read.title!r}")


def _title_found(stated: str, read: str) -> bool:
    """Whether two titles share half of their words."""
    wanted, found = set(plain(stated).split()), set(plain(read).split())
    return 4 * len(wanted & found) >= len(wanted) + len(found)


def _score_damage(tally: Tally, stated: Facts, read: Facts) -> None:
    words = " ".join((*(step.words for step in read.steps), *map(plain, read.quoted)))
    doubts = [plain(doubt) for doubt in read.doubts]
    for damage in stated.damaged:
        source, expect = plain(damage["source"]), plain(damage["expect"])
        flagged = any(source in doubt or set(source.split()) <= set(doubt.split()) for doubt in doubts)
        repaired = expect != "flagged" and f" {expect} " in f" {words} "
        tally.share("damage", flagged or repaired, f"damage {damage['source']!r} was neither repaired nor flagged")


def _short(step: Step) -> str:
    text = " ".join(f"{step.section}: {step.text}".split())
    return text if len(text) <= 60 else f"{text[:57]}..."
