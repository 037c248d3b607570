"""Where one step ends and the next begins in prose, and what is only the rest of the step before."""

from __future__ import annotations

import itertools
import re

from holdspace.importing import english
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Step
from holdspace.importing.judging import tells_bound
from holdspace.importing.naming import key_words, lead_name, poses_in
from holdspace.importing.pacing import find_paced, goes_on
from holdspace.importing.sentences import imperative, sentences, words_of
from holdspace.importing.sides import says_both, sides_in

_FOLLOWS = frozenset(
    [
        "hold",
        "stay",
        "repeat",
        "switch",
        "change",
        "swap",
        "rest",
        "remain",
        "keep",
        "breathe",
        "pause",
        "continue",
        "do",
        "come",
        "release",
        "relax",
        "return",
        "go",
    ]
)
_OPEN = re.compile(english.OPEN_PATTERN, re.IGNORECASE)
_TURN = re.compile(
    r"^\W*(?:and\s+)?(?:then|next|now|after\s+(?:that|this)|afterwards|finally|lastly|last\s+one"
    r"|from\s+(?:here|there)|first(?:\s+of\s+all)?|second(?:ly)?|third(?:ly)?|ok(?:ay)?|to\s+finish|finish)\b",
    re.IGNORECASE,
)
_SIDE_ORDER = re.compile(
    r"^\W*(?:and\s+|then\s+|now\s+)?(?:(?:repeat|same|do|switch|change|swap|again)\b[^.]{0,50}"
    r"|(?:on\s+)?(?:each|both|per|every|the\s+other)\s+\w+|once\s+per\s+\w+|then\s+(?:the\s+)?(?:left|right"
    r"|other)[^.]{0,20})[.!]?$",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:(?:steps?|numbers?|exercises?|poses?|stretch(?:es)?|moves?)\s+#?\d|repeat\s+\d{1,2}\s*[-–]\s*\d{1,2}\s+(?:on|with)"
    r"|everything|sequence|circuit|whole|entire|all\s+(?:of\s+)?(?:the|these))\b"
    r"|^\W*(?:repeat|redo|do)\s+the\s+(?!(?:other|left|right|same|opposite|stretch|pose|movement|exercise"
    r"|move)\b)",
    re.IGNORECASE,
)


SAME_ON_SIDE = re.compile(
    r"\b(?:do|repeat|same|doing)\s+(?:exactly\s+)?(?:the\s+same|it\s+all|all\s+of\s+that|everything|that"
    r"|same)\s+(?:thing\s+)?(?:again\s+)?(?:on|with|for)\s+(?:the|your)\s+(?P<side>left|right)\b",
    re.IGNORECASE,
)
"""“And we'll do the same on the left.”"""


def orders_side(text: str) -> bool:
    """Whether `text` does nothing but order the other side, “Switch sides and repeat”."""
    short = len(text.split()) <= _LONGEST_SIDE_ORDER and not _REFERS.search(text)
    return short and bool(_SIDE_ORDER.match(text) or _TURN_SIDE.match(text)) and says_both(text)


_LONGEST_SIDE_ORDER = 14
_TURN_SIDE = re.compile(r"^\W*(?:and\s+|then\s+|now\s+)*(?:turn|roll|lie|move|perform|complete)\b", re.IGNORECASE)


def mirrors(before: Step, text: str) -> bool:
    """Whether `text` is the other side of the step `before`: “Now cow face with the left leg on top”."""
    if len(text.split()) > _LONGEST_SIDE_ORDER or not _TURN.match(text) or before.sides or not sides_in(before.text):
        return False
    step = Step(text)
    read_doses(step)
    shared = (key_words(text) & key_words(before.text)) - {word.rstrip("s") for word in english.BODY}
    return len(sides_in(text)) == 1 and bool(shared) and not (step.holds or step.repeats or step.sets)


def belongs_to_step_before(text: str) -> bool:
    """Whether `text` is no step of its own: a dose, “switch sides”, “hold for 30 seconds”, “rest”."""
    if _REFERS.search(text):
        return False
    if (_SIDE_ORDER.match(text) and len(text.split()) <= 12) or orders_side(text):
        return True
    words = words_of(text)
    told = [w for w in words if w not in english.UNITS and w not in english.SLOW and w not in english.ABOUT]
    if not told:
        return True
    verb = imperative(text)
    if lead_name(text)[0] and _OPEN.search(text):
        return False
    if (
        words[0] in ("hold", "stay", "repeat", "rest", "remain", "switch", "swap")
        and (verb in _FOLLOWS)
        and len(words) <= 14
    ):
        return not any(word in english.BODY for word in words) or words[0] in ("hold", "stay", "remain")
    return False


def prose_steps(text: str) -> list[str]:
    """The steps of a paragraph: a new one begins where something else is to be done and the one before has its time."""
    if _tells_one_breath(text):
        return [text]
    pieces: list[str] = []
    current: list[str] = []
    dosed = False
    for sentence in (piece for start, end in sentences(text) for piece in _apart(text[start:end])):
        begins = (bool(imperative(sentence)) or bool(_COOLS.match(sentence)) or _is_next(sentence)) and not (
            belongs_to_step_before(sentence) or _goes_on(sentence)
        )
        again = bool(SAME_ON_SIDE.search(sentence))
        if (
            current
            and (dosed or (_ENDS.match(sentence) and _is_dosed(sentence)))
            and (begins or (again and not _SIDE_ORDER.match(sentence)))
        ):
            pieces.append(" ".join(current))
            current, dosed = [], False
        current.append(sentence)
        dosed = dosed or again or _is_dosed(sentence)
    return [*pieces, " ".join(current)] if current else pieces


def _apart(sentence: str) -> list[str]:
    """The parts of a sentence that tells several exercises, each with its dose: “March for 2 minutes, then …”."""
    cuts = [cut.start() for cut in _THEN.finditer(sentence)]
    pieces = [sentence[a:b].strip(" ,;") for a, b in itertools.pairwise([0, *cuts, len(sentence)])]
    if len(pieces) < 2 or not all(_is_whole(piece) for piece in pieces):
        return [sentence]
    return [*(f"{piece}." for piece in pieces[:-1]), pieces[-1]]


def _is_whole(piece: str) -> bool:
    """Whether a part of a sentence is an exercise of its own: an order or a name, with a dose."""
    if tells_bound(piece):
        return True
    told = _JOINT.sub("", piece)
    verb = imperative(told)
    if poses_in(told) and any(at < _SOON for at, _ in poses_in(told)):
        return _is_dosed(told)
    words = words_of(told)
    own = bool(verb) and bool(words) and words[0] == verb and verb not in _FOLLOWS and verb not in _LETS_GO
    return own and _is_dosed(told) and not says_both(piece)


def _is_next(sentence: str) -> bool:
    """Whether a sentence names what is done next, with its dose: “then a forward fold for 30 seconds”."""
    return bool(_JOINT.match(sentence)) and _is_whole(sentence)


_THEN = re.compile(r"(?:[,;]\s*|\s)(?:and\s+then|then|followed\s+by)\s+", re.IGNORECASE)
_JOINT = re.compile(
    r"^(?:and\s+then|then|followed\s+by|finish(?:\s+up)?\s+with|end\s+with|start\s+with)\s+(?:an?\s+)?", re.IGNORECASE
)
_SOON = 12
_LETS_GO = frozenset(
    ("lower", "relax", "let", "ease", "slowly", "straighten", "exhale", "inhale", "push", "press", "reverse", "bend")
)
"""What ends a movement, and begins none."""
_COOLS = re.compile(r"\W*(?:cool|warm)\s+(?:down|up)\b", re.IGNORECASE)


_ENDS = re.compile(r"\W*(?:to\s+)?(?:finish|end|lastly|finally)\b(?!\s+the)", re.IGNORECASE)


def _tells_one_breath(text: str) -> bool:
    """Whether a paragraph tells the counts of one breath, and no other dose than how long to go on."""
    paced = find_paced(text)
    if paced is None or not paced.seconds:
        return False
    last = max(end for _, end in paced.spans)
    return not any(
        start > last and _is_dosed(text[start:end]) and not goes_on(text[start:end]) for start, end in sentences(text)
    )


def _is_dosed(sentence: str) -> bool:
    step = Step(sentence)
    read_doses(step)
    return bool(step.holds or step.repeats)


def _goes_on(sentence: str) -> bool:
    """Whether the sentence only lingers: “Stay limp for as long as you want”."""
    return words_of(sentence)[:1] in (
        ["stay"],
        ["hold"],
        ["remain"],
        ["keep"],
        ["breathe"],
        ["repeat"],
    ) and not _TURN.match(sentence)
