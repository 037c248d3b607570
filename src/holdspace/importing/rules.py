"""What a source says once for many steps: “hold each stretch for 20 seconds”, “rest 15 seconds between exercises”."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from holdspace.importing import english, english_rules, english_sides
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Hold, Step
from holdspace.importing.intervals import on_and_off
from holdspace.importing.quantities import quantities
from holdspace.importing.rounds import PAUSES, ROUNDS_REST, SETS_REST
from holdspace.importing.ruled_sides import is_one_place, wants_both
from holdspace.importing.sides import says_both
from holdspace.routine.numbers import number_of

_EACH = re.compile(
    rf"\b(?:each|every|any)\s+(?:of\s+(?:the|these|them)\b|(?:\w+\s+)?(?:{english.EACH_NOUNS})\b)"
    r"|\b(?:all\s+)?the\s+(?:others|rest\s+(?:of\s+them|are|is))\b|\beverything\s+else\b"
    rf"|\b(?:all(?:\s+of)?(?:\s+(?:the|these|them))?|these|them|the|both)\s+(?:following\s+)?(?:\w+\s+)?(?:{english.ALL_NOUNS})\b"
    r"|\bboth\s+sides\s+(?:equally\W+)?(?:where|if|as)\b|\btwo\s+sides\b"
    rf"|{english_rules.UNSTATED_PATTERN}|{english_rules.SIDED_PATTERN}"
    r"|\b(?:hold|do|perform|repeat|keep|stay in|stay with|complete)\s+(?:them(?:\s+all)?|all|each|every)\b"
    r"|\b(?:reps?|repetitions|times|seconds|secs|minutes|breaths|sets)\s+(?:of|for|in|on|at)\s+(?:(?:each|every)"
    rf"(?!\s+(?:{english_sides.SIDE_PARTS.replace('|one|', '|')})\b)"
    r"|all(?!\s*(?:[.,;)]|$))|them)\b"
    r"|\b(?:seconds|minutes|reps|breaths)\s+(?:per|each)\s*(?:stretch|pose|exercise|move"
    r"|position)?\s*[.,;)]?$|\bunless\s+(?:i|otherwise|stated|noted|it)\b|\beach\s+(?:for|hold)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\bbetween\s+(?:each\s+|every\s+|the\s+|all\s+)?(?:exercises?|stretch(?:es)?|poses?|moves?|movements?"
    r"|stations?|positions?|drills|them|one\s+\w+\s+and\s+the\s+next|each(?:\s+one)?)\b"
    r"|\bafter\s+(?:each|every)\s+(?:exercise|stretch|pose|move|one|station)\b|\bto\s+(?:change|switch|move"
    r"|get)\s+(?:stations?|over|to\s+the\s+next)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:recommend|suggest|benefit|beneficial|i\s+(?:love|like|hold|do)|my\s+\w+|because|studies)\b", re.IGNORECASE
)
_STORY = re.compile(english.STORY_PATTERN, re.IGNORECASE)


@dataclass(slots=True)
class Rule:
    """Facts for every step that states none of its own."""

    text: str
    step: Step
    """The facts, as if they were a step's."""
    scope: int = -1
    """Index of the part whose steps are meant; -1 for all."""
    only: int | None = None
    """Which exercise alone is meant, “ten for the first one”; None for all."""
    few: slice | None = None
    """Which exercises are meant, “the last two”; None for all."""
    named: frozenset[str] = frozenset()
    """The words of the name of the exercise that alone is meant, “do the leg lifts on both sides”; empty for all."""

    first: int = 0
    """Index of the first exercise that is meant, where others stand above the rule."""
    told_in: int = 0
    """Index of the part that states it."""
    reach: range | None = None
    """The parts of its section, where it speaks of no other; None for all."""

    @property
    def width(self) -> tuple[int, int, int]:
        """Of which exercises it speaks; rules as wide as each other go together."""
        return self.scope, self.first, self.reach.start if self.reach else -1

    @property
    def is_for_one(self) -> bool:
        """Whether it is for one exercise alone."""
        return self.only is not None or self.few is not None or bool(self.named)


_ONE_BY_ONE = re.compile(r"\b(?:each|every)\s+one\s+(?:out|in|up|down)\b", re.IGNORECASE)
"""“Take three breaths, sighing each one out” is no rule."""


def rule_in(sentence: str) -> Step | None:
    """The facts that `sentence` gives to many steps; None when it is no such rule."""
    sentence = _ATTRIBUTION.sub("", sentence)
    told = _OWN_HABIT.sub(" ", _EXCEPTION.sub(" ", sentence))
    if ROUNDS_REST.search(told) and _BETWEEN.search(told):
        # “20 seconds between exercises and two minutes between rounds”: only one half is of the exercises.
        halves = [half for half in _HALVES.split(told) if _BETWEEN.search(half) and not ROUNDS_REST.search(half)]
        return rule_in(halves[0]) if halves else None
    if any(other.search(told) for other in (ROUNDS_REST, _OPINION, _STORY, _ONE_BY_ONE)):
        return None
    return on_and_off(sentence) or _rest_in(sentence) or _dose_in(sentence)


def _rest_in(sentence: str) -> Step | None:
    """The rest between all exercises or sets that `sentence` states."""
    if not (_BETWEEN.search(sentence) or (SETS_REST.search(sentence) and PAUSES.search(sentence))):
        return None
    times = [q for q in quantities(sentence) if q.kind in ("time", "breaths")]
    if not times:
        return None
    between = _BETWEEN.search(sentence) or SETS_REST.search(sentence)
    before = [q for q in times if between and q.end <= between.start()]
    rest = before[-1] if before else times[0]
    seconds = float(rest.middle) * (5 if rest.kind == "breaths" else 1)
    return Step(sentence, rest_seconds=int(seconds) if seconds == int(seconds) else seconds)


def _dose_in(sentence: str) -> Step | None:
    """The dose or the sides that `sentence` gives to each."""
    if not _EACH.search(sentence):
        return None
    step = Step(sentence)
    read_doses(step, short=True)
    step.sides = "both" if wants_both(sentence) else None
    return step if step.holds or step.repeats or step.sets or step.sides else None


_HALVES = re.compile(r"\s*(?:[,;]|\band\b|\bthen\b|\bwith\b)\s*", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"(?<=[,.!?”\"])\s*(?:(?:he|she|they)\s+(?:says?|said|advises?|adds?|suggests?|recommends?|explains?)"
    r"|(?:says?|said|advises?|adds?|suggests?|recommends?|explains?)\s+[A-Z]).{0,60}$"
)
"""“Hold each for 20 seconds,” she says: the order counts, not who gives it."""


_OWN_HABIT = re.compile(
    r"\b(?:i|we)(?:(?:'|’)d)?\s+(?:usually\s+|normally\s+|always\s+|would\s+)?(?:recommend|suggest|like|love|hold|do)"
    r"(?:\s+to)?(?=\s+(?:hold|stay|keep|remain|do|perform|spend|repeat|complet|each|every|all)\w*)",
    re.IGNORECASE,
)
"""“I like staying in each pose for 15 breaths” is how the author wants it done."""
_EXCEPTION = re.compile(r"\b(?:unless|except|where|if)\b[^.;,]{0,50}", re.IGNORECASE)
"""“Unless it says otherwise” tells no story."""


def ordinal_rule_in(sentence: str) -> tuple[Step, int] | None:
    """The facts that `sentence` gives to one exercise by its place, “ten times for the last one”, and the place."""
    found = _ORDINAL.search(sentence)
    if not found or len(sentence.split()) > _LONGEST_ORDINAL or _STORY.search(sentence):
        return None
    step = Step(sentence)
    read_doses(step, short=True)
    return (step, english.ORDINALS[found["which"].lower()]) if step.holds or step.repeats or step.sets else None


def few_rule_in(sentence: str) -> tuple[Step, slice] | None:
    """The facts that `sentence` gives to the first few exercises or the last few, and which those are."""
    found = _FEW.search(sentence)
    if not found or _STORY.search(sentence):
        return None
    step = Step(_FEW.sub(" ", sentence))
    read_doses(step, short=True)
    step.sides = "both" if wants_both(sentence) or says_both(sentence) else None
    number = number_of(found["number"].lower())
    number = int(found["number"]) if found["number"].isdigit() else number
    if number is None or not (step.holds or step.repeats or step.sets or step.sides):
        return None
    return step, slice(0, int(number)) if found["which"].lower() == "first" else slice(-int(number), None)


_FEW = re.compile(
    r"\b(?:the\s+)?(?P<which>first|last|final)\s+(?P<number>\d|two|three|four|five|six|seven|eight)\b"
    rf"(?!\s+(?:times?|rounds?|sets?|reps?|seconds?|minutes?|breaths?|weeks?|days?))(?:\s+(?:{english.ALL_NOUNS}))?",
    re.IGNORECASE,
)
_LONGEST_ORDINAL = 12
_ORDINAL = re.compile(
    rf"\b(?:for|of|in|with|hold|do)\s+the\s+(?P<which>{'|'.join(english.ORDINALS)})\s+(?:{english.EACH_NOUNS})\b",
    re.IGNORECASE,
)


def apply(rule: Step, units: list[list[Step]], ruled: frozenset[int] = frozenset(), *, counted: bool = False) -> None:
    """Give the facts of `rule` to each unit, a few steps that make one exercise, that has none of that kind.

    `ruled`: the `id` of the units whose dose is only that of another rule as wide as this one. `counted`: such a rule
    says how often each is done, so that a short hold is one of each repetition.
    """
    for index, unit in enumerate(units):
        last = unit[-1]
        if any(step.again for step in unit):
            continue
        timed = id(unit) not in ruled and any(step.holds or step.repeats or step.sets for step in unit)
        if (
            rule.holds
            and not any(s.holds for s in unit)
            and not any(_UNHELD.search(s.text) for s in unit)
            and (not timed or _stretches(rule, unit) or (counted and _holds_each(rule, unit)))
        ):
            last.holds = [_from_page(hold) for hold in rule.holds]
        if (
            rule.repeats
            and not any(s.repeats or _ONCE.search(s.text) for s in unit)
            and (not timed or (rule.holds and _may_hold_again(unit)) or _may_repeat(unit))
        ):
            last.repeats, last.repeats_range = rule.repeats, rule.repeats_range
        if rule.sets and not any(s.sets for s in unit):
            last.sets = rule.sets
        if rule.sides and not any(s.sides for s in unit) and not is_one_place(unit, rule):
            last.sides = rule.sides
        goes_with = not rule.holds or not timed or bool(_NEXT.search(rule.text))
        between_sets = bool(SETS_REST.search(rule.text)) and not rule.holds
        placed = any(s.sets for s in unit) if between_sets else index < len(units) - 1
        if rule.rest_seconds and goes_with and placed and not any(s.rest_seconds for s in unit):
            last.rest_seconds = rule.rest_seconds


_UNHELD = re.compile(
    r"\bno\s+hold(?:s|ing)?\b|\bwithout\s+(?:a\s+)?hold(?:ing)?\b|\b(?:don|isn|aren)['’]t\s+h[eo]ld\b|\bnot\s+held\b",
    re.IGNORECASE,
)
"""“15 times, no hold”: the rule for all holds it not."""
_NEXT = re.compile(english_rules.BETWEEN_EXERCISES_PATTERN, re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:just|only)\s+once\b|\bonce\s+(?:only|is\s+(?:enough|plenty))\b|\bno\s+repeats?\b", re.IGNORECASE
)
"""“40 seconds, once only” is repeated by no rule."""


def _holds_each(rule: Step, unit: list[Step]) -> bool:
    """Whether a hold of a few seconds goes with each repetition of an exercise that counts its own."""
    brief = all(0 < (hold.seconds or 0) <= _SHORT_HOLD_SECONDS for hold in rule.holds)
    return brief and any(step.repeats for step in unit) and not any(step.paced for step in unit)


def _stretches(rule: Step, unit: list[Step]) -> bool:
    """Whether a stretch that only says how often, “repeat 2–4 times”, is held as long as the rule says."""
    if any(step.holds or step.sets or step.paced or step.repeats_implied for step in unit):
        return False
    few = all((step.repeats or 1) <= _FEW_STRETCHES for step in unit)
    named = " ".join(f"{step.section} {step.name} {step.text}" for step in unit)
    return few and bool(_STRETCH.search(rule.text) and _HOLDS.search(rule.text) and _STRETCH.search(named))


_FEW_STRETCHES = 5
_STRETCH = re.compile(r"\b(?:stretch|pose|posture|position|shape|asana)(?:es|s)?\b", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:hold|stay|remain|keep|linger|spend|rest)(?:ing)?\b", re.IGNORECASE)


def _may_repeat(unit: list[Step]) -> bool:
    """Whether a step with a time of its own is done as often as the rule says: a short squeeze is, a long hold not."""
    return all(0 < (h.seconds or 0) <= _SHORT_HOLD_SECONDS for s in unit for h in s.holds)


def _may_hold_again(unit: list[Step]) -> bool:
    """Whether a step with a hold of its own is held again where the rule holds and repeats; a long rest is not."""
    return all(not h.open and (h.seconds or 0) <= _LONGEST_HELD_AGAIN_S for s in unit for h in s.holds)


_LONGEST_HELD_AGAIN_S = 120
_SHORT_HOLD_SECONDS = 15


def _from_page(hold: Hold) -> Hold:
    mine = copy.copy(hold)
    mine.at = -1
    mine.assumed = mine.assumed or f"“{hold.source}” is said for the whole page"
    return mine
