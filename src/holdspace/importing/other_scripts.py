"""Other tools' scripts → what was read: `phrase;seconds`, `[PAUSE:5]`, SSML, subtitles, workout JSON.

Their pauses are stated, so each is the hold of the words before it.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeGuard

from holdspace.errors import ScriptError
from holdspace.importing.facts import Doubt, Group, Hold, Imported, Step
from holdspace.importing.plainness import plain
from holdspace.importing.quantities import quantities
from holdspace.importing.timed_text import SHORTEST_HOLD_SECONDS, read_cues, silence_after

SHORTEST_HELD_SECONDS = 1
"""A pause in marked-up speech below this is a comma, and no hold."""
SHORTEST_PAUSE_SECONDS = 2
"""A shorter pause is part of speaking."""

_PHRASE = re.compile(r"^(?P<words>.*);\s*(?P<seconds>\d{1,4}(?:\.\d+)?)\s*(?:s|sec|seconds)?\s*;?\s*$")
_TAG = re.compile(
    r"[\[({<]{1,2}\s*(?:(?:pause|wait|silence|break|hold|slnc)\b[\s:=]*(?:for\s+)?(?P<number>\d{1,5}(?:\.\d+)?)\s*"
    r"(?P<unit>ms|milliseconds|s|secs?|seconds?|m|mins?|minutes?)?"
    r"|(?P<first>\d{1,4}(?:\.\d+)?)[\s-]*(?P<of>s|secs?|seconds?|mins?|minutes?)[\s-]*(?:of\s+)?(?:pause|silence|wait|break|hold))"
    r"\s*[\])}>]{1,2}",
    re.IGNORECASE,
)
_BARE_TAG = re.compile(r"[\[({<]\s*(?:long\s+|short\s+)?(?:pause|silence|break)\s*[\])}>]", re.IGNORECASE)
_SCALE = {"ms": 0.001, "milliseconds": 0.001, "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60}
MOST_STEPS = 5_000
"""A script of so many steps plays for days."""
_STRENGTHS = {"none": 0.0, "x-weak": 0.1, "weak": 0.3, "medium": 0.5, "strong": 1.0, "x-strong": 1.5}
"""Seconds of an SSML break that names only its strength, as speech services commonly render them."""


def seconds_hold(seconds: float, source: str) -> Hold:
    """A hold that another tool's script states."""
    return Hold(seconds=int(seconds) if seconds == int(seconds) else seconds, source=source, at=-1)


# ---- phrase;seconds ---------------------------------------------------------------------------------------------


def read_phrases(text: str) -> Imported:
    """Lines of `phrase;seconds`."""
    result = Imported("")
    at = 0
    for line in text.split("\n"):
        match = _PHRASE.match(line)
        words = plain(match["words"] if match else line.rstrip("; "))
        if line.lstrip().startswith("#") and not match:
            result.title = result.title or plain(line.lstrip("# "))
        elif words:
            step = Step(words, start=at, end=at + len(line))
            if match and float(match["seconds"]) > 0:
                step.holds.append(seconds_hold(float(match["seconds"]), match["seconds"]))
            result.steps.append(step)
        at += len(line) + 1
    return result


# ---- [PAUSE:5] --------------------------------------------------------------------------------------------------


def read_pauses(text: str) -> Imported:
    """Prose with pause tags; each tag is the hold of the words before it."""
    result = Imported("")
    section, at = "", 0
    for line in text.split("\n"):
        if line.lstrip().startswith("#"):
            words = plain(line.lstrip("# "))
            if not result.title and not result.steps:
                result.title = words
            else:
                section = words
        else:
            _tagged_line(line, at, section, result)
        at += len(line) + 1
    return result


def _tagged_line(line: str, at: int, section: str, result: Imported) -> None:
    begin = 0
    for match in _TAG.finditer(line):
        _tagged_step(line[begin : match.start()], at + begin, section, result)
        unit = (match["unit"] or match["of"] or ("ms" if "slnc" in match.group().lower() else "s")).lower()
        seconds = float(match["number"] or match["first"]) * _SCALE.get(unit, 1)
        if result.steps:
            _add_pause(result.steps[-1], seconds, match.group())
        begin = match.end()
    _tagged_step(line[begin:], at + begin, section, result)


def _tagged_step(words: str, at: int, section: str, result: Imported) -> None:
    text = plain(_BARE_TAG.sub(" ", words))
    if text != plain(words):
        result.doubts.append(Doubt(plain(words), "a pause without a length was left out"))
    if re.search(r"\w", text):
        result.steps.append(Step(text, section, start=at, end=at + len(words)))


def _add_pause(step: Step, seconds: float, source: str) -> None:
    """Add a pause to what `step` already waits; it has one hold at most."""
    before = step.holds.pop() if step.holds else None
    seconds += (before.seconds or 0) if before else 0
    if seconds >= SHORTEST_HELD_SECONDS:
        step.holds.append(seconds_hold(seconds, source))


# ---- SSML -------------------------------------------------------------------------------------------------------


def read_ssml(text: str) -> Imported:
    """Speech marked up with breaks. Raises `ScriptError` where nothing of it can be read."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    whole = text if "<speak" in text.lower() else f"<speak>{text}</speak>"
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", whole).strip().encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        raise ScriptError("the SSML cannot be read.", "Is it well-formed XML? Each <p> and <s> needs its end.")
    result = Imported("")
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2].rpartition(":")[2].lower()
        if event == "start" and tag == "break":
            _spoken(pieces, result)
            if result.steps and (seconds := _break_seconds(element.attrib)):
                _add_pause(
                    result.steps[-1], seconds, f"<break {' '.join(f'{k}={v}' for k, v in element.attrib.items())}>"
                )
        if event == "start" and tag in ("p", "s", "sentence", "paragraph"):
            _spoken(pieces, result)
        pieces.append(str((element.text if event == "start" else element.tail) or ""))
        if event == "end" and tag in ("p", "paragraph", "speak"):
            tail = pieces.pop()
            _spoken(pieces, result)
            pieces.append(tail)
    _spoken(pieces, result)
    return result


def _spoken(pieces: list[str], result: Imported) -> None:
    text = plain("".join(pieces))
    pieces.clear()
    if re.search(r"\w", text):
        result.steps.append(Step(text))


def _break_seconds(attributes: Any) -> float:
    time = re.match(r"\s*\+?(\d+(?:\.\d+)?)\s*(ms|s|m|min)\b", str(attributes.get("time", "")), re.IGNORECASE)
    if time:
        return float(time.group(1)) * _SCALE.get(time.group(2).lower(), 1)
    return _STRENGTHS.get(str(attributes.get("strength", "medium")), 0.5)


# ---- subtitles --------------------------------------------------------------------------------------------------


def read_timed(text: str) -> Imported:
    """SRT or VTT: each cue a step, the silence after it its hold."""
    cues = read_cues(text)
    named = re.match(r"\ufeff?WEBVTT[ \t]*[-–—:]?[ \t]*(?P<title>[^\n]*)", text)
    result = Imported(plain(named["title"]) if named else "")
    for index, cue in enumerate(cues):
        step = Step(cue.text, start=cue.offset, end=cue.after)
        seconds = silence_after(cues, index)
        if seconds >= SHORTEST_HOLD_SECONDS:
            step.holds.append(seconds_hold(seconds, f"{seconds:g} s between two cues"))
        result.steps.append(step)
    return result


# ---- workout JSON -----------------------------------------------------------------------------------------------

_NAMES = (
    "name",
    "title",
    "exercise",
    "label",
    "text",
    "pose",
    "phrase",
    "instruction",
    "exerciseName",
    "displayName",
    "type",
)
_NOTES = (
    "notes",
    "note",
    "description",
    "instructions",
    "instruction",
    "cue",
    "cues",
    "text",
    "details",
    "how",
    "hint",
    "comment",
)
_LISTS = (
    "steps",
    "exercises",
    "items",
    "blocks",
    "sets",
    "intervals",
    "segments",
    "poses",
    "workout",
    "routine",
    "sequence",
    "children",
    "sections",
    "phases",
    "circuit",
    "movements",
    "activities",
    "days",
    "program",
    "warmup",
    "main",
    "cooldown",
)
_REPEATS = (
    "count",
    "repeat",
    "repeats",
    "rounds",
    "iterations",
    "times",
    "numberOfIterations",
    "loops",
    "repetitions",
    "sets",
)
_TIMES = (
    "duration",
    "seconds",
    "time",
    "hold",
    "durationSeconds",
    "duration_seconds",
    "durationSec",
    "duration_s",
    "holdSeconds",
    "hold_seconds",
    "length",
    "work",
    "workSeconds",
    "secs",
    "minutes",
    "duration_sec",
    "hold_time",
    "holdTime",
    "endConditionValue",
)
_RESTS = (
    "rest",
    "restSeconds",
    "rest_seconds",
    "restBetween",
    "rest_between",
    "recovery",
    "restTime",
    "rest_time",
    "restDuration",
    "rest_after",
    "restAfter",
    "pause",
    "restBetweenSets",
    "restBetweenRounds",
)
_REPS = ("reps", "repetitions", "repeats", "rep", "targetReps")
_DEEPEST = 60


def read_json(text: str) -> Imported:
    """A workout as JSON, repeats inside repeats. Raises `ScriptError` where it is no JSON or no workout."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", "it is nested too deeply")
        raise ScriptError(
            f"the JSON cannot be read: {str(what).lower()}.", "Mend it, or import the workout's text."
        ) from None
    reader = _Workout()
    reader.walk(data, 0, "")
    reader.result.title = _title_of(data)
    if not reader.result.steps:
        raise ScriptError(
            "no exercise was found in the JSON.", "Each step needs a name, and a duration, reps or a rest."
        )
    return reader.result


class _Workout:
    def __init__(self) -> None:
        self.result = Imported("")

    def walk(self, node: Any, depth: int, section: str) -> None:
        """Read a node and all below it."""
        if depth > _DEEPEST:
            return
        if isinstance(node, list):
            for child in node:
                self.walk(child, depth + 1, section)
        elif isinstance(node, dict):
            self._dict(node, depth, section)
        elif isinstance(node, str) and depth and re.search(r"\w{3}", node):
            self.result.steps.append(Step(plain(node), section))

    def _dict(self, node: dict[str, Any], depth: int, section: str) -> None:
        children = [
            key for key in node if isinstance(node[key], (list, dict)) and node[key] and _holds_steps(key, node[key])
        ]
        if not children:
            self._leaf(node)
            return
        first = len(self.result.steps)
        name = plain(str(next((node[k] for k in _NAMES[:3] if isinstance(node.get(k), str)), ""))) if depth else ""
        for key in children:
            self.walk(node[key], depth + 1, name or section)
        last = len(self.result.steps) - 1
        rounds = next((int(node[k]) for k in _REPEATS if _is_number(node.get(k))), 1)
        if last >= first and rounds > 1:
            rest = self._rest(node)
            self.result.groups.append(Group(first, last, rounds, rest))

    def _leaf(self, node: dict[str, Any]) -> None:
        if self.result.steps and node and set(node) <= {*_RESTS, "type", "kind", "unit", "id"}:
            self.result.steps[-1].rest_seconds = self._rest(node) or self.result.steps[-1].rest_seconds
            return
        name = plain(str(next((node[k] for k in _NAMES if isinstance(node.get(k), str) and node[k].strip()), "")))
        seconds = self._time(node)
        kind = f"{node.get('type', '')} {node.get('kind', '')} {name}".lower()
        if re.search(r"\b(?:rest|recovery|recover|break)\b", kind) and seconds and len(name.split()) <= 3:
            if self.result.steps:
                self.result.steps[-1].rest_seconds = seconds
            return
        dosed = seconds or any(_is_number(node.get(k)) for k in (*_REPS, "sets", "breaths"))
        if not name or not (dosed or any(isinstance(node.get(k), str) for k in _NOTES)):
            return
        self.result.steps.append(self._step(node, name, seconds))

    def _step(self, node: dict[str, Any], name: str, seconds: float | None) -> Step:
        notes = _notes_text(node, name)
        step = Step(f"{name}. {notes}".strip() if notes else name, name)
        step.fresh = True
        if _is_number(node.get("breaths")):
            step.holds.append(Hold(breaths=int(node["breaths"]), source=str(node["breaths"]), at=-1))
        elif seconds:
            step.holds.append(seconds_hold(seconds, f"{seconds:g} s"))
        reps = next((node[k] for k in _REPS if node.get(k) is not None), None)
        step.repeats = _whole(reps)
        step.sets = _whole(node.get("sets"))
        step.rest_seconds = self._rest(node)
        side = str(node.get("side") or node.get("sides") or "").lower()
        both = (
            side in ("both", "each", "left/right", "2")
            or node.get("bothSides") is True
            or node.get("perSide") is True
            or node.get("each_side") is True
        )
        step.sides = "both" if both else side if side in ("left", "right") else None
        return step

    def _time(self, node: dict[str, Any]) -> float | None:
        unit = str(node.get("unit") or node.get("units") or node.get("durationUnit") or "seconds").lower()
        for key in _TIMES:
            value = node.get(key)
            if _is_number(value) and value > 0:
                scale = (
                    60
                    if key == "minutes" or (unit.startswith("min") and key != "seconds")
                    else 0.001
                    if unit in ("ms", "milliseconds")
                    else 1
                )
                return float(value) * scale
            if isinstance(value, str):
                return _time_of(value)
        return None

    def _rest(self, node: dict[str, Any]) -> float | None:
        for key in _RESTS:
            value = node.get(key)
            if _is_number(value) and value > 0:
                return float(value)
            if isinstance(value, str) and (found := _time_of(value)):
                return found
        return None


def _holds_steps(key: str, value: Any) -> bool:
    """Whether what stands under `key` may hold exercises."""
    if not isinstance(value, (list, dict)):
        return False
    return key in _LISTS or key in ("repeat", "loop", "group", "data", "plan")


def _title_of(data: Any, depth: int = 0) -> str:
    """The name of the whole, at the top or one level below it."""
    if not isinstance(data, dict):
        return ""
    for key in ("title", "name", "workoutName", "workout_name"):
        if isinstance(data.get(key), str):
            return plain(data[key])
    return next((title for value in data.values() if depth == 0 and (title := _title_of(value, 1))), "")


def _time_of(words: str) -> float | None:
    """The seconds of a text such as "45", "1:30", "2 min" or "PT90S"; None where it has none."""
    iso = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", words.strip())
    if iso:
        hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return hours * 3600 + minutes * 60 + seconds or None
    if re.fullmatch(r"\s*\d{1,5}(?:\.\d+)?\s*", words):
        return float(words)
    found = [q for q in quantities(words) if q.kind == "time"]
    return float(found[0].middle) if found else None


def _whole(value: Any) -> int | None:
    if _is_number(value):
        return int(value)
    if isinstance(value, str) and (found := quantities(value)):
        return round(float(found[0].middle))
    return None


def _notes_text(node: dict[str, Any], name: str) -> str:
    """The words that tell how an exercise is done."""
    for key in _NOTES:
        value = node.get(key)
        if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            value = " ".join(v.rstrip(". ") + "." for v in value)
        if isinstance(value, str) and value.strip() and plain(value) != name:
            return plain(value)
    return ""


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e6
