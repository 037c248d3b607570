"""A paragraph that says how all exercises are done: “Work for 40 seconds on each, then rest for 20. Do three rounds.”

It stands above the exercises or below them. One sentence of it speaks of each, of all or of rounds; the others go on
from there, “rest 20 in between”. So the whole paragraph is read at once, each number by the clause that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from holdspace.importing import english, english_rules
from holdspace.importing.doses import hold_of
from holdspace.importing.facts import Step
from holdspace.importing.intervals import on_and_off
from holdspace.importing.judging import tells_bound, why_dropped
from holdspace.importing.naming import is_name, key_words, poses_in
from holdspace.importing.quantities import quantities
from holdspace.importing.quantity import Quantity
from holdspace.importing.roles import Context, role_of
from holdspace.importing.rounds import SETS_REST, Rounds, rounds_in
from holdspace.importing.rules import ordinal_rule_in, rule_in, wants_both
from holdspace.importing.sentences import imperative, sentences, words_of

_ANCHOR = re.compile(english_rules.ANCHOR_PATTERN, re.IGNORECASE)
_REST = re.compile(english_rules.REST_PATTERN, re.IGNORECASE)
_AGAIN = re.compile(english_rules.AGAIN_PATTERN, re.IGNORECASE)
_ROUNDS = re.compile(english_rules.BETWEEN_ROUNDS_PATTERN, re.IGNORECASE)
_EXERCISES = re.compile(english_rules.BETWEEN_EXERCISES_PATTERN, re.IGNORECASE)
_WHOLE = re.compile(english_rules.WHOLE_PATTERN, re.IGNORECASE)
_TOTAL = re.compile(english_rules.TOTAL_PATTERN, re.IGNORECASE)
_DEPENDS = re.compile(english_rules.DEPENDS_PATTERN, re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()–—]|\s-\s|\b(?:and|then|with|plus|but|followed by|so)\b", re.IGNORECASE)
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
_DOSING = Context(instruction=True, short=True)
_LONGEST_HOLD_S = 600
_MOST_ROUNDS = 30


@dataclass(slots=True)
class Briefing:
    """What a paragraph says of all exercises."""

    rules: list[Step] = field(default_factory=list)
    """The facts for each exercise, sentence by sentence."""
    placed: list[tuple[Step, int]] = field(default_factory=list)
    """The facts for one exercise alone, and its place: “ten for the first one”."""
    named: list[tuple[Step, frozenset[str]]] = field(default_factory=list)
    """The facts for an exercise that is called by its name, and the words of that."""
    bound: list[str] = field(default_factory=list)
    """What is done when all is done: “then sit quietly for two minutes”."""
    rounds: Rounds | None = None


def briefing_in(text: str) -> Briefing | None:
    """What `text` says of all exercises; None when it is not such a paragraph, or says nothing of time."""
    told = [text[start:end] for start, end in sentences(text)]
    if any(_is_step(sentence) for sentence in told) or _SOME.search(text):
        return None
    reader = _Reader()
    for sentence in told:
        if not _is_idle(sentence):
            reader.read(sentence)
    brief = len(text.split()) <= _LONGEST_LEAD and (_ANCHOR.search(text) or _THESE.search(text))
    return reader.briefing if reader.anchored or (brief and reader.states) else None


_THESE = re.compile(r"\b(?:these|those|following)\b", re.IGNORECASE)
_LONGEST_LEAD = 14
"""Words of a line over a list, whose sentences belong together: “Then stand still for these. 10 each leg:”."""


def heads_briefing(heading: str) -> bool:
    """Whether a heading stands over what is said of all exercises: “How it works”."""
    return bool(_HEADS.match(heading.strip()))


def may_head_briefing(heading: str) -> bool:
    """Whether a heading may stand over such a paragraph; the name of an exercise does not."""
    return heads_briefing(heading) or not (
        is_name(heading) or poses_in(heading) or quantities(heading) or _NUMBERED.match(heading)
    )


def is_about_all(text: str) -> bool:
    """Whether `text` speaks of exercises in the plural, or of a circuit of them."""
    return bool(_OF_ALL.search(text))


def leads_to_list(text: str) -> bool:
    """Whether a line says of what is listed under it how all of it is done: “Then do 10 of these”."""
    return bool(_THESE.search(text) or _OF_ALL.search(text)) and briefing_in(text) is not None


def states_rests(row: str) -> bool:
    """Whether a row of a list only tells the rests between all others: “2 minutes rest between rounds”."""
    return len(row.split()) <= _LONGEST_REST and bool(_RESTS.match(row))


_RESTS = re.compile(english_rules.REST_ROW_PATTERN, re.IGNORECASE)
_LONGEST_REST = 14


def is_field(label: str) -> bool:
    """Whether a label before a colon counts something of the whole, “Work”, and names no exercise."""
    return bool(_FIELD.match(label.strip()))


_FIELD = re.compile(english_rules.BRIEFING_FIELD_PATTERN, re.IGNORECASE)
_HEADS = re.compile(english_rules.BRIEFING_HEADING_PATTERN, re.IGNORECASE)
_OF_ALL = re.compile(english_rules.OF_ALL_PATTERN, re.IGNORECASE)
_NUMBERED = re.compile(r"\W*(?:\w+\s+)?#?\d")
_SOME = re.compile(english_rules.SOME_STEPS_PATTERN, re.IGNORECASE)


def _is_step(sentence: str) -> bool:
    """Whether a sentence tells an exercise: it orders a part of the body, and does not speak of all exercises."""
    if _ANCHOR.search(sentence) or not imperative(sentence):
        return False
    if tells_bound(sentence):
        return True
    words = words_of(_MANNERS.sub(" ", sentence))
    return any(word in english.BODY for word in words)


_MANNERS = re.compile(
    r"\b(?:(?:go|come|get|start|work|way|hold|head|move)\s+back|back\s+(?:to|off|up|and\s+forth)|back[\s-]to[\s-]back|on\s+(?:one|each|both|either|the\s+other)\s+\w+"
    r"|(?:catch|keep)\s+your\s+(?:breath|pace)|(?:both|each|either|the\s+other|per)\s+(?:legs?|arms?|sides?|foot|feet|hands?)|by\s+heart|heart\s+rate"
    r"|(?:hand|face)\s+(?:towel|cloth)|on\s+hand|face\s+the|in\s+mind)\b",
    re.IGNORECASE,
)
"""Words of the body that are spoken of no body."""


def _is_idle(sentence: str) -> bool:
    """Whether a sentence tells nothing of today's routine."""
    if _DEPENDS.match(sentence):
        return not (_ROUNDS.search(sentence) or _EXERCISES.search(sentence))
    return why_dropped(sentence, "prose") in _IDLE and rule_in(sentence) is None


class _Reader:
    """Reads the sentences of a briefing one after another."""

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
        step = on_and_off(sentence) or Step(sentence)
        counted = Rounds(None, None)
        if not step.holds:
            spans = quantities(sentence)
            for index, quantity in enumerate(spans):
                self._quantity(step, counted, sentence, spans, index)
        elif (more := rounds_in(sentence)) is not None:
            counted.rounds = more.rounds
        if wants_both(sentence):
            self._sides(step, sentence)
        stated = bool(step.holds or step.repeats or step.sets or step.sides or step.rest_seconds)
        if stated:
            self.briefing.rules.append(step)
        if self._repeats_all(counted, sentence):
            counted.rounds = 2
            self._count(counted, sentence)
            self.implied = True
        else:
            self._count(counted, sentence)
        clocked = bool(step.holds and step.rest_seconds)
        if clocked or ((stated or counted.rounds or counted.rest_seconds) and _ANCHOR.search(sentence)):
            self.anchored = True

    def _repeats_all(self, counted: Rounds, sentence: str) -> bool:
        """Whether all is done again without a number, “then do it all again”, and no number of rounds is told."""
        told = self.briefing.rounds
        return counted.rounds is None and not (told and told.rounds) and bool(_ALL_AGAIN.search(sentence))

    def _sides(self, step: Step, sentence: str) -> None:
        """Both sides are for all, or for the one that the clause names: “do the leg lifts on both sides”."""
        named = next(
            (words for clause in _CLAUSE.split(sentence) if wants_both(clause) and (words := _named(clause))), None
        )
        if named is None:
            step.sides = "both"
        else:
            self.briefing.named.append((Step(sentence, sides="both"), named))

    def _count(self, counted: Rounds, sentence: str) -> None:
        if not (counted.rounds or counted.rest_seconds):
            return
        placed = rounds_in(sentence)
        counted.first = placed.first if placed else None
        known = self.briefing.rounds = self.briefing.rounds or counted
        known.rounds = counted.rounds if self.implied and counted.rounds else known.rounds or counted.rounds
        known.rest_seconds = known.rest_seconds or counted.rest_seconds

    def _quantity(self, step: Step, counted: Rounds, sentence: str, spans: tuple[Quantity, ...], index: int) -> None:
        quantity = spans[index]
        if (tail := _tail(sentence, quantity)) is not None:
            self.briefing.bound += [tail] if tail not in self.briefing.bound else []
            return
        role = role_of(quantity, sentence, _DOSING)
        clause, before, behind = _clauses(sentence, spans, index)
        if role == "none" and quantity.kind == "time" and imperative(clause) and _REST.search(clause):
            role = "rest"
        if quantity.kind in ("time", "breaths", "counts", "bare") and role in ("hold", "rest"):
            self._length(step, counted, quantity, _Place(sentence, clause, before, behind, role))
        elif role in ("rounds", "repeats", "sets"):
            self._number(step, counted, quantity, role, clause, sentence)

    def _length(self, step: Step, counted: Rounds, quantity: Quantity, place: _Place) -> None:
        rests = _REST.search(place.clause) or place.role == "rest" or _ROUNDS.search(place.clause)
        rests = rests and not _HOLDS.search(place.clause)
        if not rests:
            total = _TOTAL.search(place.clause) or (_TIMER.search(place.clause) and quantity.middle > _LONGEST_TIMER_S)
            if total or quantity.middle > _LONGEST_HOLD_S or quantity.kind == "bare":
                return
            if not step.holds and not self._holds():
                step.holds = [hold_of(quantity, 0, place.sentence)]
                step.holds[0].at = -1
        elif quantity.kind != "counts":
            seconds = float(quantity.middle) * (5 if quantity.kind == "breaths" else 1)
            seconds = int(seconds) if seconds == int(seconds) else seconds
            if _AS_NEEDED.search(place.sentence):
                return
            if self._of_rounds(step, counted, place):
                counted.rest_seconds = counted.rest_seconds or seconds
            else:
                step.rest_seconds = step.rest_seconds or seconds

    def _holds(self) -> bool:
        return any(rule.holds for rule in self.briefing.rules)

    def _of_rounds(self, step: Step, counted: Rounds, place: _Place) -> bool:
        """Whether a rest is one between rounds: its clause says so, the one beside it, or what was told before."""
        if _ROUNDS.search(place.clause) or (counted.rounds and SETS_REST.search(place.clause)):
            return True
        if _EXERCISES.search(place.clause):
            return False
        if _ROUNDS.search(place.before) or _ROUNDS.search(place.behind):
            return True
        if _EXERCISES.search(place.before) or _EXERCISES.search(place.behind):
            return False
        if imperative(place.clause) and _AGAIN.search(place.sentence):
            return True
        if step.holds or step.repeats or step.sets:
            return False
        known = self.briefing.rules[-1] if self.briefing.rules else None
        return bool(counted.rounds) or (known is None and self.briefing.rounds is not None)

    def _number(self, step: Step, counted: Rounds, quantity: Quantity, role: str, clause: str, sentence: str) -> None:
        number = round(float(quantity.middle)) + (1 if quantity.more else 0)
        if number <= 1 or quantity.article or (quantity.vague and quantity.kind == "times") or _WHEN.match(clause):
            return
        if quantity.kind == "bare" and not (imperative(sentence) or _OF_EACH.match(sentence, quantity.end)):
            return
        if _NO_ORDER.match(sentence, quantity.end):
            return
        if (role == "rounds" and not _EACH_ONE.search(clause)) or (
            quantity.kind in ("times", "sets") and self._of_whole(step, quantity, clause, sentence)
        ):
            counted.rounds = counted.rounds or (number if number <= _MOST_ROUNDS else None)
        elif role == "sets":
            step.sets = step.sets or number
        elif step.repeats is None and not quantity.implied and (role == "repeats" or not self._holds()):
            step.repeats = number
            step.repeats_range = (int(quantity.least), int(quantity.most)) if quantity.is_range else None

    def _of_whole(self, step: Step, quantity: Quantity, clause: str, sentence: str) -> bool:
        """Whether a number of times, or of sets, is one of the whole."""
        if _EACH_ONE.search(clause):
            return False
        if _WHOLE.search(clause):
            return True
        known = [*self.briefing.rules, step]
        if quantity.kind == "sets":
            return any(rule.holds for rule in known) and any(rule.rest_seconds for rule in known)
        if _WHOLE.search(sentence):
            return not _EACH_ONE.search(sentence)
        if _EACH_ONE.search(sentence):
            return False
        return any(rule.repeats or rule.rest_seconds for rule in known)


_TIMER = re.compile(r"\b(?:timer|alarm|clock|stopwatch)\b", re.IGNORECASE)
_LONGEST_TIMER_S = 120
"""Seconds; a timer that is set for longer runs for all of it."""


def _named(clause: str) -> frozenset[str]:
    """The words of the exercise that `clause` names, “do the leg lifts on both sides”; empty for none."""
    found = _NAMED.search(clause)
    return frozenset(key_words(found["name"]) - _GENERAL) if found else frozenset()


_NAMED = re.compile(
    r"\b(?:do|perform|hold|repeat|keep|stay\s+in)\s+(?:the|your)\s+(?P<name>(?:[a-z-]+\s+){0,2}[a-z-]+)\s+(?:on|for|to|with)\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(
    word
    for noun in f"{english.EACH_NOUNS}|{english.ALL_NOUNS}|{english.SEQUENCE_NOUNS}|one sided|single|side".split("|")
    for word in key_words(noun)
) | frozenset(("sided", "whole", "entire", "same", "move", "last", "first", "one"))
_AS_NEEDED = re.compile(
    r"\b(?:when(?:ever)?|if|as|where)\s+(?:you\s+|it(?:['’]s|\s+is)\s+)?(?:need|require|necessary|like|want|must)",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\b(?:hold|stay|keep|work|squeeze|tense|pause\s+at)(?:ing)?\b", re.IGNORECASE)


def _tail(sentence: str, quantity: Quantity) -> str | None:
    """The end of a sentence that tells what is done behind all else, where `quantity` stands in it."""
    found = _TAIL.search(sentence)
    if found is None or quantity.start < found.start() or not tells_bound(found["told"]):
        return None
    return found["told"][:1].upper() + found["told"][1:]


_TAIL = re.compile(
    r"(?:[,;–—]\s*|\s)(?:and\s+)?(?:then|before\s+you)\s+(?P<told>(?:sit|lie|walk|jog|march|stretch|relax|rest\s+(?!for\b|\d)|finish|end|close|cool)\b.*)$",
    re.IGNORECASE,
)
_ALL_AGAIN = re.compile(
    r"\b(?:then|and|before\s+you|now)\s+(?:do\s+(?:it|them)\s+all|do\s+the\s+(?:lot|whole\s+thing)|repeat\s+(?:it\s+all|everything|the\s+(?:lot|whole\s+\w+|circuit|sequence)|them\s+all)"
    r"|go\s+through\s+(?:it|them)\s+all|start)(?:\s+(?:all\s+over\s+)?(?:again|once\s+more))?\s*[.!]?$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"\s*(?:each|per|apiece|of\s+(?:each|every|these|them))\b", re.IGNORECASE)
_NO_ORDER = re.compile(r"\s*(?:as\s+\w+|if\b)", re.IGNORECASE)
"""“Twice as long”, “twice if you have time”."""
_WHEN = re.compile(r"\W*(?:once|when|after|if|until|unless)\b", re.IGNORECASE)
"""“Once all three sets look clean” orders nothing."""
_EACH_ONE = re.compile(r"\b(?:each|every|per|any)\b(?!\s+(?:round|circuit|time|side|leg|arm)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a time stands: its sentence, its clause, and the clauses beside it that hold no other number."""

    sentence: str
    clause: str
    before: str
    behind: str
    role: str


_COUNTED = frozenset(("time", "breaths", "counts", "rounds", "sets"))


def _clauses(sentence: str, spans: tuple[Quantity, ...], index: int) -> tuple[str, str, str]:
    """The clause of the quantity at `index` of `spans`, the clause before it and the one behind it.

    A neighbour that holds a quantity of its own is left empty.
    """
    cuts = [0]
    for match in _CLAUSE.finditer(sentence):
        if not any(q.start <= match.start() < q.end for q in spans):
            cuts.append(match.start())
    cuts.append(len(sentence))
    bounds = list(zip(cuts, cuts[1:], strict=False))
    at = next(i for i, (start, end) in enumerate(bounds) if start <= spans[index].start < end)

    def words(where: int) -> str:
        if not 0 <= where < len(bounds):
            return ""
        start, end = bounds[where]
        taken = where != at and any(start <= q.start < end and q.kind in _COUNTED for q in spans)
        return "" if taken else sentence[start:end]

    return words(at), words(at - 1), words(at + 1)
