"""The rules of `mirroring`, in the order in which they are asked; the first that fits decides.

`before` must end right before the side word, `after` begin right behind it. Both see lower-case text with single
spaces in which every *other* side word is `◊`. Each rule carries an example, and a test holds it to its word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from holdspace.score.body_words import ADJECTIVE, CARRIED, DETERMINER, MOVE, PART, POSE, SPOT, STAYS, TURN


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: where both sides fit, the word is swapped, or kept when `swap` is false."""

    name: str
    before: str
    """A pattern; compiled when it is first needed, since a script without sides needs none."""
    after: str
    swap: bool
    letters_only: bool
    example: str
    """The word in question stands between asterisks."""

    def fits(self, before: str, after: str) -> bool:
        """Whether the words on both sides are those that the rule speaks of."""
        return bool(_compiled(self.after).match(after) and _compiled(self.before).search(before))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _rule(
    name: str, example: str, *, before: str = "", after: str = "", swap: bool = True, letters_only: bool = False
) -> Rule:
    return Rule(name, rf"(?:{before})\Z", after, swap, letters_only, example)


_MARK = r"[.,;:!?…)\]}\"”»—–]"
_STOP = rf"(?:\s*(?:\Z|{_MARK})|\s+[-(—–]\s?)"
"""Where a phrase ends for the eye."""
_NARROW = (
    rf"(?:{_STOP}|\s+(?:and|or|then|but|as|while|with|for|from|until|till|again|first|instead|too|once|twice|keeping|"
    r"letting|slightly|gently|slowly|fully|a little|a bit|toward|towards|so|to (?:face|see|look|meet|gaze)|"
    r"on (?:an?|the|your) (?:inhale|exhale|in-?breath|out-?breath)|x?\s?\d)(?![\w]))"
)
"""Where a direction such as "turn left" is complete."""
_BROAD = (
    rf"(?:{_NARROW}|\s+(?:over|under|underneath|behind|beneath|across|in|on|onto|of(?! way)|above|below|beside|next|up|"
    r"down|forward|forwards|back|before|after|now|by|into|at|against|through|alongside|only|alone|itself|when|if|"
    rf"where|which|that|to (?:the|your|meet|join|touch|match|◊)|{STAYS})(?![\w])|\s+◊)"
)
"""Where "the left" is complete and stands for a side or limb."""
_START = r"(?:\A|[.,;:!?…(\[—–]\s*|\s-\s*)"
_AND = r"\s*(?:,? ?(?:and then|and|or|then|to|versus|vs\.?|nor|but)\s|[,/&+→-]|–|->)\s*"
_IDLE = r"(?!\s(?:away|now|here|there|after|before|back|up|at|about|through|in front|on top|beside|next|angles?)\b)"
_OVER = r"(?:over|under|on top of|in front of|behind|across|above|below|beneath|underneath|onto|against|before|past)"
_STATED = r"(?:\ball|\bal|'s|'re|\b(?:is|are|was|were|be|been|feels?|felt|seems?|just|quite|not|what|about|sounds)) "
_LEAD = (
    r"(?:(?:and|now|then|first|next|again|once more|last|finally|inhale|exhale|breathe in|breathe out|in|out|start|"
    r"begin|hold|also|so|same|repeat|switch|other side) )*"
)
_LED = f"{_LEAD[:-1]}+"
_MODIFIED = rf"(?:(?:{ADJECTIVE}|high|reclined|reclining|revolved|wide|sleeping) ){{0,2}}"
_TRAIL = r"(?: (?:first|again|too|once more|once|twice|one more time|each))*"
_COUNTED = r"(?:\s(?:x ?)?\d)"

FIRM: tuple[Rule, ...] = (
    _rule(
        "a measure, not a part",
        "Feet *right* hip-width apart.",
        after=r"\s(?:hip|shoulder|arm|knee|foot|waist)s?[- ](?:width|distance|height|level|high|deep|length)",
        swap=False,
    ),
    _rule("side up, side by side", "Fold it *right* side up.", after=r"\sside (?:up|out|by|to)\b(?! ◊)", swap=False),
    _rule("joined to its noun", "Look *right*wards.", after=r"(?:wards?|most|hand|side)\b|-(?:hand|side|sided|most)\b"),
    _rule(
        "a part of the body",
        "Lengthen the *right* inner thigh.",
        after=rf"(?:'s)?[\s-]+(?:{ADJECTIVE}(?: and | or |[ /-])){{0,3}}{PART}",
    ),
    _rule(
        "right and proper",
        "Find the *right* and safe way.",
        before=r"\bthe ",
        after=r" and (?:wrong|safe|proper|only|best|honest|true)\b",
        swap=False,
    ),
    _rule("right of way", "Give the *right* of way.", after=r" of way\b", swap=False),
    _rule(
        "praise for you",
        "Choose the *right* twist for you.",
        before=r"\b(?:the|a) ",
        after=r" [\w-]+ for (?:you|your|this|me|today)\b",
        swap=False,
    ),
    _rule("a pose or place", "Come into *right* pigeon.", after=rf" {_MODIFIED}(?:{POSE}|{SPOT})"),
    _rule("easy, right?", "Easy, *right*?", before=r"\A|, ", after=r"\s*\?", swap=False),
    _rule("all right, left leg", "All *right*, left leg next.", before=_STATED, after=_AND, swap=False),
    _rule("both in one breath", "Sway *right* and left.", after=rf"{_AND}{DETERMINER}? ?◊{_IDLE}"),
    _rule(
        "what is left, right leg", "When nothing is left, *right* yourself.", before=rf"{_STATED}◊{_AND}", swap=False
    ),
    _rule("the second of both", "Sway right, then *left*.", before=rf"◊{_AND}{DETERMINER}? ?", after=_IDLE.strip()),
    _rule(
        "the side itself",
        "Cross the right knee over the *left*.",
        before=rf"\b{DETERMINER} (?:(?:far|very|upper|lower|top|bottom|front|back) )?",
        after=_BROAD,
    ),
    _rule("a corner", "Look to the top *right*.", before=r"\b(?:far|upper|lower|top|bottom) ", after=_NARROW),
    _rule("to right", "Weight to *left*, then centre.", before=r"\b(?:to|on|onto|toward|towards|from) ", after=_NARROW),
    _rule(
        "with the side leading",
        "Start with *right* leading.",
        before=r"\b(?:with|keep|keeping) ",
        after=rf" (?:on top|leading|in front|behind|forward|bent|straight|extended|first)\b|{_STOP}",
    ),
    _rule(
        "right over left",
        "Stack *right* over left.",
        before=r"(?<!\bit )(?<!\bthem )",
        after=rf" {_OVER} ◊",
    ),
    _rule("over left", "Stack right over *left*.", before=rf"◊ {_OVER} ", after=_NARROW),
    _rule(
        "cross right over the left",
        "Cross *right* over the left.",
        before=rf"(?:{_START}|\b(?:cross|stack|place|bring|with|keep|hook|wrap|fold|lay)(?:s|ing|ping)? )",
        after=rf" {_OVER} {DETERMINER} ◊",
    ),
    _rule(
        "a direction",
        "Turn your head slowly *right*.",
        before=rf"\b{MOVE} (?:{CARRIED} ){{0,5}}(?<!\ball )",
        after=_NARROW,
    ),
    _rule(
        "a turn goes on",
        "Twist *left* into the pose.",
        before=rf"\b(?:{TURN}) ",
        after=r" (?:into|onto|in|on|across|around the|at the|to the|away from|before)\b",
    ),
    _rule(
        "step forward",
        "Step *right* forward.",
        before=r"\b(?:step|bring|put|place|send|swing) ",
        after=r" (?:forward|forwards|behind)\b",
    ),
    _rule(
        "the knees go",
        "Let both knees fall, feet *left*.",
        before=rf"(?:\b(?:{DETERMINER}|both) |{_START})(?:{ADJECTIVE} ){{0,2}}(?:{PART}|gaze|eyes|head|hips?) ",
        after=_NARROW,
    ),
    _rule("right crosses", "*Right* crosses over.", before=_START, after=rf" {STAYS}\b(?! ok| okay)"),
    _rule(
        "a titled pose",
        "Warrior two *left*",
        before=rf"\A(?:\w+ )?{POSE}(?: (?:pose|one|two|three|i{{1,3}}|\d))? ",
        after=_STOP,
    ),
    _rule(
        "well then",
        "*Right*. Now lie down.",
        before=r"\A|[.!?] ",
        after=r"\s*[.!…-]+ (?:let|now|so|we|ok|okay|that|this|are you|on we)\b",
        swap=False,
    ),
    _rule(
        "on its own, in passing",
        "Inhale, *right*, exhale, left.",
        before=rf"(?:[,;:(—–]\s?{_LEAD}|\s-\s{_LEAD}|(?:\A|[.!?…]\s){_LED})",
        after=rf"{_TRAIL}{_STOP}",
    ),
    _rule("on its own", "*Right*. Hold it.", before=_START, after=rf"{_TRAIL}(?!\s*,){_STOP}"),
    _rule("counted", "*Right* x10, left x10.", before=rf"{_START}{_LEAD}", after=_COUNTED),
    _rule(
        "a letter beside a count",
        "Ten reps *R*, then rest.",
        letters_only=True,
        before=r"(?:\b(?:reps?|breaths?|rounds?|times|sec|secs|seconds|mins?|minutes|side|each|same|then|now)|\d\w?) ",
        after=_NARROW,
    ),
)
"""Asked of every side word by itself."""

HINTED: tuple[Rule, ...] = (
    _rule(
        "the one and the other",
        "Cross the right leg over the *left* one.",
        before=rf"\b{DETERMINER} ",
        after=r" ones?\b(?! for| that| to)",
    ),
    _rule("not that side", "Turn right, not *left*.", before=r"[,—–-] ?not ", after=_NARROW),
    _rule("set off", "*Right*, inhale; lift the left leg.", before=r"\A|[.!?;] ", after=r"[,:]"),
)
"""Asked only where another word of the same text surely names a side."""
