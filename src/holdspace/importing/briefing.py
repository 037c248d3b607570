"""A paragraph that says how all exercises are done: “Work for 40 seconds on each, then rest for 20”.

It stands above the exercises or below them. One sentence of it speaks of each, of all or of rounds; the others go on
from there, “rest 20 in between”. So the whole paragraph is read at once (`briefing_facts`).
"""

from __future__ import annotations

import re

from holdspace.importing import english, english_rules
from holdspace.importing.briefing_facts import ANCHOR, BETWEEN_EXERCISES, BETWEEN_ROUNDS, Briefing, BriefingReader
from holdspace.importing.dose_lines import begins_with_dose
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Step
from holdspace.importing.judging import tells_bound, why_dropped
from holdspace.importing.naming import is_name, poses_in
from holdspace.importing.quantities import quantities
from holdspace.importing.rounds import SETS_REST
from holdspace.importing.rules import rule_in
from holdspace.importing.sentences import imperative, sentences, words_of

_IDLE = frozenset(
    (
        "a story",
        "how often it is done",
        "a caution",
        "prices and addresses",
        "part of the page",
        "when it takes place",
        "reference",
        "what comes afterwards",
        "a question",
        "greeting",
    )
)
"""Why a sentence of such a paragraph is not read."""
_LONGEST_LEAD = 14
"""Words of a line over a list, whose sentences belong together: “Then stand still for these. 10 each leg:”."""
_LONGEST_REST = 14
_CONDITIONAL = re.compile(rf"{english_rules.UNSTATED_PATTERN}|{english_rules.SIDED_PATTERN}", re.IGNORECASE)
_EACH_AT_ONCE = re.compile(english_rules.EACH_AT_ONCE_PATTERN, re.IGNORECASE)
_PAUSES = re.compile(english_rules.REST_PATTERN, re.IGNORECASE)
_DEPENDS = re.compile(english_rules.DEPENDS_PATTERN, re.IGNORECASE)
_FIELD = re.compile(english_rules.BRIEFING_FIELD_PATTERN, re.IGNORECASE)
_HEADS = re.compile(english_rules.BRIEFING_HEADING_PATTERN, re.IGNORECASE)
_MANNERS = re.compile(english_rules.MANNERS_PATTERN, re.IGNORECASE)
_OF_ALL = re.compile(english_rules.OF_ALL_PATTERN, re.IGNORECASE)
_RESTS = re.compile(english_rules.REST_ROW_PATTERN, re.IGNORECASE)
_SOME = re.compile(english_rules.SOME_STEPS_PATTERN, re.IGNORECASE)
_THESE = re.compile(english_rules.THESE_PATTERN, re.IGNORECASE)
_WHOLE = re.compile(english_rules.WHOLE_HEADING_PATTERN, re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(?:\w+\s+)?#?\d")


def briefing_in(text: str) -> Briefing | None:
    """What `text` says of all exercises; None when it is not such a paragraph, or says nothing of time."""
    told = [text[start:end] for start, end in sentences(text)]
    if any(_is_step(sentence) for sentence in told) or _SOME.search(text):
        return None
    reader = BriefingReader()
    for sentence in told:
        if not _is_idle(sentence):
            reader.read(sentence)
    reader.settle()
    brief = len(text.split()) <= _LONGEST_LEAD and (ANCHOR.search(text) or _THESE.search(text))
    return reader.briefing if reader.anchored or (brief and reader.states) else None


def _is_step(sentence: str) -> bool:
    """Whether a sentence tells an exercise: it orders a part of the body, and does not speak of all exercises."""
    verb = imperative(sentence)
    if BETWEEN_EXERCISES.search(sentence) and _PAUSES.search(sentence):
        return False
    if not verb or any(told.search(sentence) for told in (_OF_ALL, _CONDITIONAL, _EACH_AT_ONCE)):
        return False
    words = words_of(_MANNERS.sub(" ", sentence))
    moved = any(word in english.BODY for word in words)
    if ANCHOR.search(sentence):
        return moved and words[0] == verb and verb not in english_rules.GENERAL_VERBS
    between = any(rests.search(sentence) for rests in (SETS_REST, BETWEEN_ROUNDS, BETWEEN_EXERCISES))
    return moved or (tells_bound(sentence) and not between)


def _is_idle(sentence: str) -> bool:
    """Whether a sentence tells nothing of today's routine."""
    if _DEPENDS.match(sentence):
        return not any(told.search(sentence) for told in (BETWEEN_ROUNDS, BETWEEN_EXERCISES, _CONDITIONAL))
    return why_dropped(sentence, "prose") in _IDLE and rule_in(sentence) is None


# ---- what stands around such a paragraph


def heads_briefing(heading: str) -> bool:
    """Whether a heading stands over what is said of all exercises: “How it works”."""
    return bool(_HEADS.match(heading.strip()))


def may_head_briefing(heading: str) -> bool:
    """Whether a heading may stand over such a paragraph; the name of an exercise does not."""
    named = is_name(heading) or poses_in(heading) or quantities(heading) or _NUMBERED.match(heading)
    return heads_briefing(heading) or names_whole(heading) or not named


def names_whole(heading: str) -> bool:
    """Whether a heading names a whole workout, perhaps with its length, “10-minute post-run stretch routine”."""
    return bool(_WHOLE.search(heading))


def dosed_heading(heading: str) -> Step | None:
    """The dose of a heading over several, “Stretches – 30 seconds per side”; None for minutes of them all together."""
    step = Step(heading)
    read_doses(step, short=True)
    brief = step.holds and all((hold.seconds or 0) <= _LONGEST_EACH_S for hold in step.holds)
    return step if brief and _PLURAL.search(heading) else None


_PLURAL = re.compile(rf"\b(?:{english.ALL_NOUNS}|drills|holds|shapes|asanas)\b", re.IGNORECASE)
_LONGEST_EACH_S = 120


def is_about_all(text: str) -> bool:
    """Whether `text` speaks of exercises in the plural, or of a circuit of them."""
    return bool(_OF_ALL.search(text))


def leads_to_list(text: str) -> bool:
    """Whether a line says of what is listed under it how all of it is done: “Then do 10 of these”."""
    return bool(_THESE.search(text) or _OF_ALL.search(text)) and briefing_in(text) is not None


def states_rests(row: str) -> bool:
    """Whether a row of a list only tells the rests between all others: “2 minutes rest between rounds”."""
    return len(row.split()) <= _LONGEST_REST and bool(_RESTS.match(row))


def names_exercise(row: str, name: str) -> bool:
    """Whether a row, which may be called `name`, is an exercise, “10 squats”, and not “20 seconds work”."""
    if name and not is_field(name):
        return True
    behind = row[quantities(row)[0].end :] if begins_with_dose(row) else ""
    return bool(behind) and not (is_field(behind) or ANCHOR.search(row))


def is_field(label: str) -> bool:
    """Whether a label before a colon counts something of the whole, “Work”, and names no exercise."""
    return bool(_FIELD.match(label.strip()))
