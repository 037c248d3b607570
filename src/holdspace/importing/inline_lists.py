"""Several exercises in one sentence, “climbers for 20 s, 10 s off, then plank for 20 s”, as items of a list."""

from __future__ import annotations

import dataclasses
import re

from holdspace.importing import english
from holdspace.importing.facts import Block
from holdspace.importing.naming import is_name, key_words, poses_in
from holdspace.importing.quantities import quantities
from holdspace.importing.rounds import rounds_in
from holdspace.importing.sentences import sentences, words_of

_GROUP = 3_000_000
"""Above every number that a list of the source, or one that its shape shows, has."""
_CUT = re.compile(
    r"\s*(?:[,;]|\bthen\b|\bfollowed by\b|\band then\b|\band\b(?=\s+(?:an?\s+)?\d))\s*(?:(?:and|then|finally)\s+)*",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:an?\s+|of\s+)*(?:off|rest|recover(?:y)?|break|breather|pause|easy)\b.{0,20}|\s*(?:rest|off|recover|pause)\s*(?:for\s*)?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:(?:do|of|for|an?|the|some|with|first|finally|start|begin|finish|end)\s+)+|\s+(?:for|of)$", re.IGNORECASE
)
_LEAD = re.compile(r"^(?P<lead>[^:]{2,60}):\s+")
_NO_NAMES = frozenset(
    ("left", "right", "side", "other", "leg", "arm", "work", "hold", "repeat", "rest", "inhale", "exhale", "breathe")
)
_LONGEST_NAME = 5
_COMPOUND = re.compile(r"(\w+)-(second|minute)$", re.IGNORECASE)
_LONGEST_ROW = 7
_LEAST = 2


def with_inline_lists(blocks: list[Block]) -> list[Block]:
    """`blocks` with each sentence that strings several exercises together taken apart."""
    result: list[Block] = []
    for number, block in enumerate(blocks):
        result += [block] if block.hint or block.kind not in ("paragraph", "item") else _apart(block, _GROUP + number)
    return result


def _apart(block: Block, group: int) -> list[Block]:
    """The items of `block`, with what leads to them; the block alone where it strings nothing together."""
    told = [block.text[start:end] for start, end in sentences(block.text)]
    strung = next((at for at, sentence in enumerate(told) if len(_exercises(sentence)) >= _LEAST), None)
    if strung is None:
        return [block]
    lead = _LEAD.match(told[strung])
    rows = _exercises(told[strung])
    before = " ".join([*told[:strung], f"{lead['lead']}." if lead else ""]).strip()
    behind = [cue for cue in told[strung + 1 :] if rounds_in(cue) is not None]
    for cue in told[strung + 1 :]:
        if cue not in behind:
            _give(rows, cue)
    level = block.level if block.kind == "item" else 1
    items = [
        dataclasses.replace(block, kind="item", text=row, level=level, marker="-", group=group, lead="", written=row)
        for row in rows
    ]
    around = [dataclasses.replace(block, kind="paragraph", text=text, lead="") for text in (before, " ".join(behind))]
    return [*(around[:1] if before else []), *items, *(around[1:] if behind else [])]


def _give(rows: list[str], cue: str) -> None:
    """Add `cue` to the exercise that it names, or to the last one."""
    shared = [len(key_words(cue) & key_words(row.split(".")[0])) for row in rows]
    at = shared.index(max(shared)) if any(shared) else len(rows) - 1
    rows[at] = f"{rows[at]} {cue}"


def _exercises(sentence: str) -> list[str]:
    """The exercises of `sentence`, each with its time and the rest behind it; none where a part of it is neither."""
    lead = _LEAD.match(sentence)
    rows: list[str] = []
    counted: list[str] = []
    for piece in _CUT.split((sentence[lead.end() :] if lead else sentence).strip(" .!")):
        found = [q for q in quantities(piece) if q.kind in ("time", "reps") and not q.article]
        if len(found) != 1:
            return []
        dose = _COMPOUND.sub(r"\1 \2s", piece[found[0].start : found[0].end])
        name = _FILLER.sub("", _FILLER.sub("", f"{piece[: found[0].start]} {piece[found[0].end :]}".strip())).strip()
        if found[0].implied and found[0].start == 0 and len(piece.split()) <= _LONGEST_ROW:
            if found[0].unit in counted:
                return []  # “ten circles one way, ten circles the other”
            counted.append(found[0].unit)
            rows.append(f"{piece}.")
        elif _REST.fullmatch(name) and rows:
            rows[-1] = f"{rows[-1]} Rest for {dose}."
        elif _is_exercise(name) and (found[0].kind == "time" or not found[0].implied):
            rows.append(f"{name[:1].upper()}{name[1:]} for {dose}.")
        else:
            return []
    return rows


def _is_exercise(name: str) -> bool:
    """Whether `name` is one of an exercise: a pose, or a few words that end in a movement or a plural."""
    words = words_of(name)
    if not 1 <= len(words) <= _LONGEST_NAME or words[0] in english.HOLD_VERBS or _NO_NAMES & set(words):
        return False
    return is_name(name) or bool(poses_in(name)) or words[-1].endswith("s") or words[-1] in english.NAME_NOUNS
