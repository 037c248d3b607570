"""The facts of a paragraph about all exercises, read sentence by sentence, each number by the clause it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from holdspace.importing import english, english_rules
from holdspace.importing.clauses import CLAUSE, Place, place_of
from holdspace.importing.doses import hold_of, next_set
from holdspace.importing.facts import Step
from holdspace.importing.intervals import on_and_off
from holdspace.importing.judging import tells_bound
from holdspace.importing.naming import key_words
from holdspace.importing.quantities import quantities
from holdspace.importing.quantity import Quantity
from holdspace.importing.roles import Context, role_of
from holdspace.importing.rounds import SETS_REST, Rounds, rounds_in
from holdspace.importing.ruled_sides import wants_both
from holdspace.importing.rules import few_rule_in, ordinal_rule_in
from holdspace.importing.sentences import imperative


def _table(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ANCHOR = _table(english_rules.ANCHOR_PATTERN)
BETWEEN_ROUNDS = _table(english_rules.BETWEEN_ROUNDS_PATTERN)
BETWEEN_EXERCISES = _table(english_rules.BETWEEN_EXERCISES_PATTERN)
_REST = _table(english_rules.REST_PATTERN)
_AGAIN = _table(english_rules.AGAIN_PATTERN)
_ALL_AGAIN = _table(english_rules.ALL_AGAIN_PATTERN)
_WHOLE = _table(english_rules.WHOLE_PATTERN)
_EACH_ONE = _table(english_rules.EACH_ONE_PATTERN)
_EACH_GROUP = _table(english_rules.EACH_GROUP_PATTERN)
_OF_EACH = _table(english_rules.OF_EACH_PATTERN)
_NO_ORDER = _table(english_rules.NO_ORDER_PATTERN)
_WHEN = _table(english_rules.WHEN_PATTERN)
_TOTAL = _table(english_rules.TOTAL_PATTERN)
_TIMER = _table(english_rules.TIMER_PATTERN)
_KEEPS = _table(english_rules.KEEPS_PATTERN)
_AS_NEEDED = _table(english_rules.AS_NEEDED_PATTERN)
_TAIL = _table(english_rules.TAIL_PATTERN)
_NAMED = _table(english_rules.NAMED_PATTERN)
_GENERAL = frozenset(
    word
    for noun in f"{english.EACH_NOUNS}|{english.ALL_NOUNS}|{english.SEQUENCE_NOUNS}".split("|")
    for word in key_words(noun)
) | frozenset(("sided", "single", "whole", "entire", "same", "last", "first", "one"))
"""Words of “do the one-sided moves on both sides”, which name no exercise."""
_DOSING = Context(instruction=True, short=True)
_BETWEEN_FIRST = re.compile(r"\W*(?:in\s+)?(?:between\s+\w|after\s+(?:each|every)\b)", re.IGNORECASE)
"""“Between poses, come back to the middle for three breaths.”"""
_LONGEST_HOLD_S = 600
_LEAST_REST_S = 5
"""Seconds of a rest whose number has no unit; “the next one” is none."""
_LEAST_WHOLE_S = 300
"""Seconds; from here on, a time is that of the whole where nothing in its sentence speaks of each."""
_LONGEST_TIMER_S = 120
"""Seconds; a timer that is set for longer runs for all of it."""
_BREATH_S = 5
_MOST_ROUNDS = 30
_MOST_NUMBERS = 40
"""A sentence with more of them is no rule; each is looked at among all the others."""


@dataclass(slots=True)
class Briefing:
    """What a paragraph says of all exercises."""

    rules: list[Step] = field(default_factory=list)
    """The facts for each exercise, sentence by sentence."""
    placed: list[tuple[Step, int]] = field(default_factory=list)
    """The facts for one exercise alone, and its place: “ten for the first one”."""
    few: list[tuple[Step, slice]] = field(default_factory=list)
    """The facts for the first few exercises, or the last few."""
    named: list[tuple[Step, frozenset[str]]] = field(default_factory=list)
    """The facts for an exercise that is called by its name, and the words of that."""
    bound: list[str] = field(default_factory=list)
    """What is done when all is done: “then sit quietly for two minutes”."""
    rounds: Rounds | None = None
    of_groups: bool = False
    """Whether the rounds are those of each group of exercises, “do each superset three times”."""

    def states(self, kind: str) -> bool:
        """Whether a sentence read so far states facts of the `kind`, a field of a step."""
        return any(getattr(rule, kind) for rule in self.rules)


@dataclass(slots=True)
class _Told:
    """A sentence that is being read: its facts for each exercise, and for the whole."""

    sentence: str
    step: Step
    counted: Rounds = field(default_factory=lambda: Rounds(None, None))

    @property
    def states(self) -> bool:
        step = self.step
        return bool(step.holds or step.repeats or step.sets or step.sides or step.rest_seconds)


class BriefingReader:
    """Reads the sentences of such a paragraph one after another."""

    def __init__(self) -> None:
        self.briefing = Briefing()
        self.anchored = False
        """Whether a sentence that speaks of all exercises stated something."""
        self.implied = False
        """Whether the number of rounds is that of “do it all again”."""

    @property
    def states(self) -> bool:
        """Whether anything was stated."""
        return bool(self.briefing.rules or self.briefing.rounds)

    def read(self, sentence: str) -> None:
        """Add what `sentence` states."""
        placed = ordinal_rule_in(sentence)
        if placed is not None:
            self.briefing.placed.append(placed)
            return
        few = few_rule_in(sentence)
        if few is not None:
            self.briefing.few.append(few)
            self.anchored = True
            return
        told = _Told(sentence, on_and_off(sentence) or Step(sentence))
        if not told.step.holds:
            self._numbers(told)
        elif (more := rounds_in(sentence)) is not None:
            told.counted.rounds = more.rounds
            self.briefing.of_groups |= bool(_EACH_GROUP.match(sentence))
        told.step.sets = told.step.sets or next_set(sentence)
        if wants_both(sentence):
            self._sides(told)
        if told.states:
            self.briefing.rules.append(told.step)
        self._rounds(told)
        clocked = bool(told.step.holds and told.step.rest_seconds)
        whole = bool(told.counted.rounds or told.counted.rest_seconds)
        self.anchored |= bool(told.step.repeats and told.step.sets and SETS_REST.search(sentence))
        self.anchored |= clocked or ((told.states or whole) and bool(ANCHOR.search(sentence)))

    def settle(self) -> None:
        """Make a rest told before the rounds, “Rest for 50 seconds. Complete three rounds.”, the one between them."""
        rounds, rules = self.briefing.rounds, self.briefing.rules
        if rounds is None or rounds.rest_seconds or len(rules) != 1 or not rules[0].rest_seconds:
            return
        only = Step(rules[0].text, rest_seconds=rules[0].rest_seconds)
        if rules[0] == only and not BETWEEN_EXERCISES.search(only.text):
            rounds.rest_seconds = only.rest_seconds
            self.briefing.rules = []

    def _sides(self, told: _Told) -> None:
        """Both sides are for all, or for the one that the clause names: “do the leg lifts on both sides”."""
        both = (clause for clause in CLAUSE.split(told.sentence) if wants_both(clause))
        named = next((words for clause in both if (words := _named(clause))), None)
        if named is None:
            told.step.sides = "both"
        else:
            self.briefing.named.append((Step(told.sentence, sides="both"), named))

    def _rounds(self, told: _Told) -> None:
        """Add how often all is done, and the rest after each time."""
        counted, known = told.counted, self.briefing.rounds
        again = not counted.rounds and not (known and known.rounds) and bool(_ALL_AGAIN.search(told.sentence))
        if again:
            counted.rounds = 2
        if not (counted.rounds or counted.rest_seconds):
            return
        placed = rounds_in(told.sentence)
        counted.first = placed.first if placed else None
        known = self.briefing.rounds = known or counted
        known.rounds = counted.rounds if self.implied and counted.rounds else known.rounds or counted.rounds
        known.rest_seconds = known.rest_seconds or counted.rest_seconds
        self.implied = again or (self.implied and not counted.rounds)

    # ---- numbers

    def _numbers(self, told: _Told) -> None:
        spans = quantities(told.sentence)
        if len(spans) > _MOST_NUMBERS:
            return
        for index, quantity in enumerate(spans):
            if (tail := _tail(told.sentence, quantity)) is not None:
                self.briefing.bound += [tail] if tail not in self.briefing.bound else []
                continue
            place = place_of(told.sentence, spans, index)
            role: str = role_of(quantity, told.sentence, _DOSING)
            if role == "none" and quantity.kind == "time" and imperative(place.clause) and place.says(_REST):
                role = "rest"
            short_of_unit = role == "none" and quantity.kind == "bare" and quantity.middle >= _LEAST_REST_S
            if short_of_unit and told.step.holds and place.says(BETWEEN_EXERCISES):
                role = "rest"  # “45 seconds, then take 15 to get to the next”
            if quantity.kind in ("time", "breaths", "counts", "bare") and role in ("hold", "rest"):
                rests = (
                    role == "rest"
                    or bool(_BETWEEN_FIRST.match(told.sentence))
                    or place.says(_REST)
                    or place.says(BETWEEN_ROUNDS)
                )
                if rests and not place.says(_KEEPS):
                    self._rest(told, quantity, place)
                else:
                    self._hold(told, quantity, place)
            elif role in ("rounds", "repeats", "sets") and _is_ordered(told.sentence, quantity, place):
                self._number(told, quantity, role, place)

    def _hold(self, told: _Told, quantity: Quantity, place: Place) -> None:
        """Add a time of work or of holding; the first that is told counts."""
        long = quantity.middle > _LONGEST_TIMER_S and quantity.kind == "time"
        whole = quantity.middle >= _LEAST_WHOLE_S and quantity.kind == "time" and not ANCHOR.search(told.sentence)
        total = (place.says(_TOTAL) and not place.says(_EACH_ONE)) or (place.says(_TIMER) and long) or whole
        if total or quantity.middle > _LONGEST_HOLD_S or quantity.kind == "bare":
            return
        if not told.step.holds and not self.briefing.states("holds"):
            hold = hold_of(quantity, 0, told.sentence)
            hold.at = -1
            told.step.holds = [hold]

    def _rest(self, told: _Told, quantity: Quantity, place: Place) -> None:
        """Add a rest, between exercises or between rounds."""
        if quantity.kind == "counts" or _AS_NEEDED.search(told.sentence):
            return
        seconds = float(quantity.middle) * (_BREATH_S if quantity.kind == "breaths" else 1)
        seconds = int(seconds) if seconds == int(seconds) else seconds
        if self._is_of_rounds(told, place):
            told.counted.rest_seconds = told.counted.rest_seconds or seconds
        else:
            told.step.rest_seconds = told.step.rest_seconds or seconds

    def _is_of_rounds(self, told: _Told, place: Place) -> bool:
        """Whether a rest is one between rounds: its clause says so, the one beside it, or what was told before."""
        if place.says(SETS_REST) and not (told.counted.rounds or self.briefing.rounds):
            return False
        if place.says(BETWEEN_ROUNDS) or (told.counted.rounds and place.says(SETS_REST)):
            return True
        if place.says(BETWEEN_EXERCISES):
            return False
        if place.is_beside(BETWEEN_ROUNDS) or place.is_beside(BETWEEN_EXERCISES):
            return place.is_beside(BETWEEN_ROUNDS)
        if imperative(place.clause) and _AGAIN.search(told.sentence):
            return True
        of_each = told.step.holds or told.step.repeats or told.step.sets
        alone = not self.briefing.rules and self.briefing.rounds is not None
        return not of_each and (bool(told.counted.rounds) or alone)

    def _number(self, told: _Told, quantity: Quantity, role: str, place: Place) -> None:
        """Add a number of rounds, of sets or of repetitions."""
        step, number = told.step, round(float(quantity.middle)) + (1 if quantity.more else 0)
        grouped = bool(place.says(_EACH_GROUP) or _EACH_GROUP.match(told.sentence))
        self.briefing.of_groups |= grouped
        rounds = grouped or (role == "rounds" and not place.says(_EACH_ONE))
        if role == "sets" and _OF_EACH.match(told.sentence, quantity.end):
            step.sets = step.sets or number
        elif rounds or (
            (quantity.kind in ("times", "sets") or (quantity.unit == "x" and self.briefing.states("rest_seconds")))
            and self._is_of_whole(told, quantity, place)
        ):
            told.counted.rounds = told.counted.rounds or (number if number <= _MOST_ROUNDS else None)
        elif role == "sets":
            step.sets = step.sets or number
        elif not step.repeats and not quantity.implied and (role == "repeats" or not self.briefing.states("holds")):
            step.repeats = number
            step.repeats_range = (int(quantity.least), int(quantity.most)) if quantity.is_range else None

    def _is_of_whole(self, told: _Told, quantity: Quantity, place: Place) -> bool:
        """Whether a number of times, or of sets, is one of the whole."""
        if place.says(_EACH_ONE) or place.says(_WHOLE):
            return not place.says(_EACH_ONE)
        known, step = self.briefing, told.step
        rests = known.states("rest_seconds") or bool(step.rest_seconds)
        if quantity.kind == "sets":
            return rests and (known.states("holds") or bool(step.holds))
        if _EACH_ONE.search(told.sentence) or _WHOLE.search(told.sentence):
            return not _EACH_ONE.search(told.sentence)
        return rests or known.states("repeats") or bool(step.repeats)


def _is_ordered(sentence: str, quantity: Quantity, place: Place) -> bool:
    """Whether a number of times is to be done: not “twice as long”, nor “once all three sets look clean”."""
    number = float(quantity.middle) + quantity.more
    if number <= 1 or quantity.article or (quantity.vague and quantity.kind == "times") or _WHEN.match(place.clause):
        return False
    if quantity.kind == "bare" and not (imperative(sentence) or _OF_EACH.match(sentence, quantity.end)):
        return False
    return not _NO_ORDER.match(sentence, quantity.end)


def _named(clause: str) -> frozenset[str]:
    """The words of the exercise that `clause` names, “do the leg lifts on both sides”; empty for none."""
    found = _NAMED.search(clause)
    return frozenset(key_words(found["name"]) - _GENERAL) if found else frozenset()


def _tail(sentence: str, quantity: Quantity) -> str | None:
    """The end of a sentence that tells what is done behind all else, where `quantity` stands in it."""
    found = _TAIL.search(sentence)
    if found is None or quantity.start < found.start() or not tells_bound(found["told"]):
        return None
    return found["told"][:1].upper() + found["told"][1:]
