"""Whether a stretch of text tells a routine: several orders to a body, or a few with a dose."""

from __future__ import annotations

import re
from collections.abc import Iterable

from holdspace.importing import english
from holdspace.importing.briefing import briefing_in
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Block, Step
from holdspace.importing.naming import is_name
from holdspace.importing.pacing import find_paced
from holdspace.importing.rules import rule_in
from holdspace.importing.sentences import imperative, sentences, words_of

_WAYS = frozenset(
    ("left", "right", "side", "sides", "forward", "forwards", "backward", "backwards", "overhead", "tall")
)
"""Where a body moves to."""
_LEAST_ORDERS = 3
_LEAST_WITH_DOSE = 2
_BREATH = re.compile(rf"\b(?:{english.IN_WORDS}|{english.OUT_WORDS}|breath)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"^\W*(?:if|when|whenever|unless|stop|avoid|don['’]?t|do not|never|consult|see|talk)\b", re.IGNORECASE
)


def tells_routine(texts: Iterable[str]) -> bool:
    """Whether `texts`, read one after another, tell somebody what to do with the body."""
    orders = doses = 0
    for text in texts:
        if briefing_in(text) is not None:
            continue
        for start, end in sentences(text):
            sentence = text[start:end]
            if rule_in(sentence) is not None or _UNSURE.match(sentence):
                continue
            if _orders(sentence):
                orders += _LEAST_WITH_DOSE if _counts_breath(sentence) else 1
            if _doses(sentence) or _counts_breath(sentence):
                doses += 1
    return orders >= _LEAST_ORDERS or (orders >= _LEAST_WITH_DOSE and doses > 0) or (orders > 0 and doses > 1)


def _counts_breath(sentence: str) -> bool:
    """Whether a sentence counts a whole breath: “inhale for four seconds, hold for four, exhale for four”."""
    paced = find_paced(sentence)
    return paced is not None and bool(paced.seconds) and bool(imperative(sentence))


def _orders(sentence: str) -> bool:
    """Whether a sentence begins with an order to the body: its verb first, a part of the body or the breath in it."""
    verb, words = imperative(sentence), words_of(sentence)
    if not verb or not any(word in english.BODY or word in english.PLACES or word in _WAYS for word in words):
        return bool(verb) and bool(_BREATH.search(sentence)) and verb in words[:3]
    return verb in words[:3] or words[0] in english.CLAUSE_LEADS


def _doses(sentence: str) -> bool:
    if not imperative(sentence):
        return False
    step = Step(sentence)
    read_doses(step)
    return bool(step.holds or step.repeats or step.sets)


def section_tells(blocks: list[Block], heading: int) -> bool:
    """Whether what stands between the heading at index `heading` and the next one tells a routine.

    Under a name, “Ball roll” or “3. Ball roll”, one order is enough.
    """
    under = [block.text for block in _under(blocks, heading)]
    name = blocks[heading].text
    if is_name(name) or _NUMBERED.match(name) or re.search(r"\d", blocks[heading].marker):
        return any(_orders(text[a:b]) for text in under for a, b in sentences(text))
    return tells_routine(under)


def states_rule(text: str) -> bool:
    """Whether a sentence of `text` doses all exercises alike, “hold every stretch for 20 seconds”."""
    return briefing_in(text) is not None or any(rule_in(text[start:end]) is not None for start, end in sentences(text))


def section_rules(blocks: list[Block], heading: int) -> bool:
    """Whether a rule stands right under the heading at index `heading`, be it a question."""
    under = _under(blocks, heading)
    return any(states_rule(answered(blocks[heading].text, block.text)) for block in under)


def answered(heading: str, text: str) -> str:
    """`text` as an answer to a heading that asks how long each is held, “About 30 seconds per side”."""
    return f"For each one: {text}" if _ASKS_DOSE.search(heading) else text


_ASKS_DOSE = re.compile(
    r"\bhow\s+(?:long|many)\b.*\b(?:hold|held|stay|reps?|repetitions|sets|each|every)\b.*\?", re.IGNORECASE
)


def section_briefs(blocks: list[Block], heading: int) -> bool:
    """Whether all that stands right under the heading at index `heading` says how all exercises are done."""
    under = [block.text for block in _under(blocks, heading)]
    return briefing_in(" ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in under)) is not None


def leads_to_routine(blocks: list[Block], heading: int) -> bool:
    """Whether a routine is told under the heading at index `heading`, or under one right behind its few words."""
    if section_tells(blocks, heading):
        return True
    following = heading + 1 + len(_under(blocks, heading, hinted=True))
    return following < len(blocks) and section_tells(blocks, following) and bool(_deeper(blocks, heading, following))


def _deeper(blocks: list[Block], heading: int, following: int) -> bool:
    one, two = blocks[heading], blocks[following]
    return two.level > one.level or bool(_NUMBERED.match(two.text) or is_name(two.text))


def _under(blocks: list[Block], heading: int, *, hinted: bool = False) -> list[Block]:
    under: list[Block] = []
    for block in blocks[heading + 1 :]:
        if block.kind == "heading" and not block.hint:
            break
        if hinted or not block.hint:
            under.append(block)
    return under


_NUMBERED = re.compile(
    r"\W*(?:(?:exercise|stretch|pose|move|drill|station|step)\s*)?#?\d{1,2}(?:\.\d{1,2})?[.):]?\s", re.IGNORECASE
)
