"""By what words a sentence shows what it is: an order, a position, the count of a breath or of rounds."""

from __future__ import annotations

import re

from holdspace.importing import english, english_frame, english_rules
from holdspace.importing.dose_lines import has_dose
from holdspace.importing.facts import Block, Step
from holdspace.importing.judging import Zone, is_dosed, tells_bound, touches
from holdspace.importing.naming import is_name, poses_in
from holdspace.importing.pacing import find_paced
from holdspace.importing.quantities import quantities
from holdspace.importing.rounds import ROUNDS_REST
from holdspace.importing.sentences import imperative, sentences, words_of

LIES = re.compile(r"\W*(?:stay|rest|remain|lie)\s+(?!(?:here|there|in|for|like|with|\d))", re.IGNORECASE)
"""“Stay flat for a while” names a position of its own, “stay here” does not."""
BETWEEN = re.compile(
    r"\bbetween\s+(?:exercises|stretches|poses|moves|stations)\b"
    rf"|\bunless\s+(?:\w+\s+){{0,3}}(?:told|stated|said|otherwise|noted|advised|says|instructed|specified|mentioned)\b"
    rf"|{english_rules.UNSTATED_PATTERN}",
    re.IGNORECASE,
)
"""What is between exercises, or “unless told otherwise”, is a rule, also where it stands in a step."""


def is_own(sentence: str, zone: Zone) -> bool:
    """Whether a number of times is of the sentence's own movement, not of the whole."""
    if re.search(r"\brounds?\b", sentence, re.IGNORECASE) and zone in ("intro", "outro"):
        return False
    if zone == "prose" and (ROUNDS_REST.search(sentence) or _ROUNDS_ONLY.match(sentence)):
        return False
    if zone == "prose" and not re.search(rf"\b(?:{english.SEQUENCE_NOUNS})\b", sentence, re.IGNORECASE):
        return True
    return len(sentence.split()) > _LONGEST_COUNT


_LONGEST_COUNT = 25
_ROUNDS_ONLY = re.compile(
    r"\W*(?:do|complete|perform|aim\s+for|repeat\s+for)\s+[^.;,]{1,20}\s+rounds?(?:\s+(?:total|in\s+total|in\s+all))?\W*$",
    re.IGNORECASE,
)


def may_tell(sentence: str) -> bool:
    """Whether a sentence without a verb tells a position, “One leg to the ceiling”, where others tell what to do."""
    words = words_of(sentence)
    return touches(words) and len(words) <= _LONGEST_POSITION and not _TALKS.search(sentence)


def names_dosed(text: str, sentence: str) -> bool:
    """Whether `sentence`, at the head of a paragraph with a dose, only names it, as “Supported bridge” does."""
    short = len(sentence.split()) <= _LONGEST_HEAD and len(sentence) < len(text)
    return short and not _TALKS.search(sentence) and has_dose(text[len(sentence) :])


_LONGEST_HEAD = 8
_LONGEST_POSITION = 12
_TALKS = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|may|might|if|because|i|my|we|our)\b|\?", re.IGNORECASE)


ROUNDS = re.compile(
    r"\W*(?:\d|x\b|repeat|do|complete|perform|go|rounds?\b|circuit|rest|take|pause|two|three|four|five|\()[^:]*\b(?:rounds?|circuit)\b"
    r"|\W*(?:rounds?|circuit)\b",
    re.IGNORECASE,
)
"""What may be a round of all that is listed, also as an item of the list."""
ROUNDS_ORDER = re.compile(english_frame.ROUNDS_ORDER_PATTERN, re.IGNORECASE)
"""“Rest for a minute, and do three rounds in total” is said of all, wherever it stands."""
ASKS_VARIATION = re.compile(english_frame.VARIATION_QUESTION_PATTERN, re.IGNORECASE)
VARIES = re.compile(english_frame.VARIATION_LABEL_PATTERN, re.IGNORECASE)
OF_ALL = re.compile(
    r"\W*(?:repeat|do|complete|perform|go\s+through)\s+(?:(?:the|this|that|entire|whole|full|all|of)\s+)+"
    r"(?:circuit|workout|routine|sequence|session)\b"
    r"|\W*(?:repeat|do|perform|go\s+through|complete|run\s+through)\s+all\s+(?:of\s+)?(?:the\s+)?(?:\w+\s+){0,2}"
    r"(?:exercises|moves|stretches|poses)\b",
    re.IGNORECASE,
)
"""A paragraph under the last exercise that counts the rounds of all of them."""
DOSE_FIELD = re.compile(
    r"\W*(?:repetitions?|reps?|repeats?|sets?|hold|dos(?:e|age)|duration|sets?\s*(?:and|&|/|x)\s*reps?|prescription)\s*:\s*\S",
    re.IGNORECASE,
)
"""A dose in a field of its own behind the steps: “Repetition: 3 x 15 seconds per leg”."""
REPEATS = re.compile(
    r"\W*repeat\b[^.;]{0,30}\b(?:times|twice|x\s?\d{0,2})\b|\W*repeat\s+(?:x\s?\d|\d{1,2}\s?x)", re.IGNORECASE
)
"""An item that says of a round how often it is done."""


def counts_breath(sentence: str) -> bool:
    """Whether a sentence, which need not order anything, counts a breath: “In for four, out for six” does."""
    paced = find_paced(sentence)
    return paced is not None and bool(paced.seconds)


def orders_body(text: str) -> bool:
    """Whether a sentence of `text` tells somebody to move a part of the body."""
    told = (text[start:end] for start, end in sentences(text))
    return any(imperative(sentence) and touches(words_of(sentence)) for sentence in told)


def orders(text: str) -> bool:
    """Whether a sentence of `text` tells somebody to do something."""
    return any(imperative(text[start:end]) for start, end in sentences(text))


def tells_step(sentence: str) -> bool:
    """Whether `sentence` may stand in a step: it orders, states a dose, or names a part of the body."""
    return bool(imperative(sentence)) or is_dosed(sentence) or touches(words_of(sentence))


def points_back(text: str) -> bool:
    """Whether `text` wants more than the step before it done again."""
    return bool(re.match(r"\W*(?:repeat|redo)\s+(?:everything|the|steps?|all)\b", text, re.IGNORECASE))


YOUR_BODY = re.compile(rf"\byour\s+(?:\w+\s+){{0,2}}(?:{'|'.join(sorted(english.BODY))})\b", re.IGNORECASE)
"""“Your left knee”, in a sentence that may order nothing."""


def places_body(heading: str, text: str) -> bool:
    """Whether words under the name of an exercise tell how the body lies or stands: “Elbows under the shoulders”."""
    if not (is_name(heading) or poses_in(heading)):
        return False
    return bool(YOUR_BODY.search(text)) or any(may_tell(text[start:end]) for start, end in sentences(text))


def is_talk_of(heading: str, steps: list[Step]) -> bool:
    """Whether what stands under a heading of several words only advises: no order in it moves a part of the body."""
    named = is_name(heading) or bool(poses_in(heading)) or len(heading.split()) <= _LONGEST_CALLED
    return not named and not any(orders_body(step.text) for step in steps)


_LONGEST_CALLED = 4


def goes_on(text: str) -> bool:
    """Whether a paragraph goes on with the exercise of the one before: “Stay here, then repeat” does."""
    verb, words = imperative(text), words_of(text)
    return bool(verb) and bool(words) and words[0] == verb


def may_be_done(block: Block) -> bool:
    """Whether an item tells or names something to do: an order, a name, a part of the body, repetitions, breaths."""
    text = block.text
    if orders(text) or is_name(text) or touches(words_of(text)) or poses_in(text) or block.kind == "cell":
        return True
    return any(q.kind in ("reps", "sets", "breaths", "times", "counts") for q in quantities(text)) or bool(
        re.search(r"\d\s*(?:s|secs?|seconds)\b", text)
    )


def ends_all(text: str) -> bool:
    """Whether a paragraph under the last exercise tells what is done behind all: “Cool down with a 3-minute walk …”."""
    first = next((text[start:end] for start, end in sentences(text)), "")
    return bool(_ENDS_ALL.match(first)) and tells_bound(first)


_ENDS_ALL = re.compile(english_frame.END_OF_ALL_PATTERN, re.IGNORECASE)


def is_subtitle(heading: str, dosed: Step) -> bool:
    """Whether a heading over nothing tells only the length of the whole: “One bell, twenty minutes, no excuses”."""
    length = max((hold.seconds or 0 for hold in dosed.holds), default=0)
    named = is_name(heading) or bool(poses_in(heading)) or bool(imperative(heading))
    return length >= _SHORTEST_WHOLE_S and len(heading.split()) >= _FEWEST_WORDS and not named


_SHORTEST_WHOLE_S = 600
_FEWEST_WORDS = 4
