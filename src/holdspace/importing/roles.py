"""What each number in a sentence is for: a hold, a rest, repetitions, sets, rounds, or nothing for the timeline.

A table of rules, tried from the top; each looks at what the quantity measures, at the words just before it and just
behind it, and names its role. The first that fits decides.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal

from holdspace.importing import english
from holdspace.importing.quantity import Quantity

Role = Literal["hold", "rest", "repeats", "sets", "rounds", "phase", "goal", "none"]

LONGEST_PHASE_SECONDS = 30
"""A longer time beside an inhale or an exhale is that of the whole practice."""
_HOURS = frozenset(("hour", "hours", "hr", "hrs"))
"""Nobody is held so long: “the part that you sit on for eight hours”."""
_BEFORE = 70
_AFTER = 50
_NEAR = 600
"""Characters around a quantity that are looked at as its sentence; no sentence is longer."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sentence stands."""

    instruction: bool
    """Whether it tells somebody to do something."""
    short: bool
    """Whether it is a heading, a table row or a list item of few words, whose numbers are doses."""
    paced: bool = False
    """Whether it tells of inhaling and exhaling."""


@dataclass(frozen=True, slots=True)
class _Rule:
    kinds: str
    """Names of the kinds it is about, blank-separated; "*" for all."""
    role: Role
    before: str = ""
    after: str = ""
    needs: str = ""
    """"dose" where it holds only in headings and short items, "told" only in instructions, "either" in one of them."""
    says: str = ""
    """A pattern that the whole sentence holds."""


_REST = "|".join(sorted(english.REST_WORDS))
_ROUGH = r"(?:(?:for|of|about|around|up\s+to|at\s+least|approximately|another|to|only|a|the|between|:|=|-|–|~|\()\s*)"

RULES: tuple[_Rule, ...] = (
    _Rule("*", "none", after=english.FREQUENCY_PATTERN),
    _Rule(
        "times reps sets bare",
        "none",
        before=r"\b(?:daily|weekly|every\s+day|per\s+day|(?<!and\s)(?<!&\s)frequency)\s*[:,]?\s*$",
    ),
    _Rule(
        "length",
        "repeats",
        after=r"^\s*(?:with|on|in|to|for|per|/)?\s*(?:each|either|both|per|every|side|leg)\b",
        says=r"\bsteps\b",
    ),
    _Rule("time", "none", before=r"\btotal\s+of\s+(?:about\s+|around\s+)?$", says=r"\b(?:repeat|rounds?|times)"),
    _Rule(
        "time",
        "hold",
        before=r"\b(?:finish|end|start|begin|cool\s+down|warm\s+up)(?:\s+off)?\s+(?:with|by)\s+(?:an?\s+|another\s+|doing\s+)*"
        r"(?:brisk\s+|easy\s+|gentle\s+|slow\s+)*$",
        after=r"^[\s-]*(?:\w+\s+)?(?:walk|jog|march|rest|savasana|relaxation|cool[\s-]?down|warm[\s-]?up)",
        needs="told",
    ),
    _Rule(
        "time",
        "rest",
        before=r"^\W*(?:then\s+|and\s+)?(?:relax|release)\s+(?:for\s+)?(?:about\s+)?$",
        says=r"^\W*(?:then\s+|and\s+)?(?:relax|release)\s+(?:for\s+)?(?:about\s+)?(?:\d{1,2}|five|ten)(?:\s*[-–]\s*\d+)?\s*(?:s|secs?|seconds)\b",
    ),
    _Rule(
        "time",
        "hold",
        before=r"\b(?:warm|cool)[\s-]?(?:up|down)\s*[:–—-]\s*$",
        after=r"^[\s-]*(?:of\s+)?(?:\w+\s+)?(?:walk|jog|march|run|row|bike|cycle|ride|stretch)",
    ),
    _Rule("angle length weight percent energy page calendar moment", "none"),
    _Rule("time", "none", needs="hours"),
    _Rule("time", "none", before=r"\ball\s+$", says=r"\ball\s+4s\b"),
    _Rule(
        "time",
        "none",
        before=r"\b(?:times|breaths|beats|reps|inch(?:es)?|cm|centimet\w+|one|rep|movement|step)\s+(?:in\s+|every\s+|per\s+)?$",
        needs="article",
    ),
    _Rule("time breaths counts", "hold", after=r"^\s*(?:here|there|in\s+(?:this|the)\s+(?:pose|position|stretch))\b"),
    # What is to come later, “add 2 reps each week”; what is aimed at, “working up to a minute”.
    _Rule("*", "none", before=rf"\b(?:add(?:ing)?|by)\s+(?:{_ROUGH}|an?\s+|extra\s+|adding\s+|another\s+)*$"),
    _Rule(
        "time counts breaths sets reps",
        "goal",
        before=r"\b(?:(?:work|build|progress|aim|extend|lengthen)(?:ing)?|increas(?:e|ing))\s+(?:(?:it|this|the\s+\w+|your\s+way"
        r"|yourself|slowly|gradually)\s+)*(?:up\s+)?(?:to|towards?)\s+(?:holding\s+)?(?:for\s+|about\s+)?$",
    ),
    _Rule("time", "none", before=r"\b(?:warm[\s-]?up|cool[\s-]?down|workout|active|rest\s+day)\s+time\s*[:|–-]?\s*$"),
    _Rule("time", "none", before=r"\b(?:last|final|first)\s+(?:few\s+|couple\s+of\s+)?$"),
    _Rule("rounds reps times sets", "none", before=r"\b(?:after|within|until)\s+(?:only\s+|just\s+|about\s+)?$"),
    _Rule(
        "*",
        "none",
        before=r"\bafter\s+(?:you(?:(?:'|’)ve)?\s+)?(?:doing|taking|completing|holding|done|held|finishing)\s+$",
    ),
    _Rule(
        "time",
        "none",
        before=r"\b(?:cap|limit|total|class|session|runtime|length|elapsed|cooking|prep)\s*(?:time)?\s*[:–-]\s*$",
    ),
    _Rule("time", "hold", before=r"\b(?:in|within)\s+$", says=r"\bas\s+many\b|\bamrap\b"),
    _Rule("*", "none", before=r"[$£€#]\s*$"),
    _Rule("time", "none", before=r"\b(?:at|is|it's|it’s|was|by|until|till|from|before|after|since)\s+$", needs="clock"),
    _Rule(
        "*",
        "none",
        before=r"\b(?:aged?|over|under|age|chapter|page|figure|fig|step|level|grade|no|number|part|day|week|born\s+in|in)\s*$",
        needs="bare",
    ),
    _Rule("bare", "repeats", after=r"^\s*each\b"),
    _Rule("bare", "repeats", after=r"^\s*(?:in\s+)?(?:total|altogether|in\s+all)\b", needs="dose"),
    # A line that begins with a number of movements no table knows: “10 inchworms”.
    _Rule(
        "bare",
        "repeats",
        before=r"^\W*$",
        after=rf"^\s+(?!(?:hand|arm|leg|foot)(?:ed)?\b)(?:[a-z-]+\s+){{0,2}}"
        rf"(?!(?:{'|'.join(sorted(english.THINGS | english.NO_REP_NOUNS))})\b)"
        r"[a-z-]{3,}s\b\s*(?:[,;:(–—]|-\s|per\b|each\b|on\b|with\b|\.?$)",
        needs="dose",
    ),
    # Bare numbers that count: “10 each leg”, “12 of these”, “8 per side”.
    _Rule(
        "bare",
        "repeats",
        before=r"\bdo\s+(?:about\s+)?$",
        after=r"^\s*(?:with|on|using)\s+(?:the|your|each|one)\s+(?:right|left|side|leg|arm|hand|foot)\b",
    ),
    _Rule(
        "bare",
        "repeats",
        after=r"^\s*(?:(?:per|each|ea\.?|every|a|/|on\s+each|to\s+each|for\s+each)\s*(?:side|leg|arm|way|direction|hand|foot|knee|hip|ankle|shoulder|wrist)\b|in\s+(?:each|either|both)\s+(?:ways?|directions?)\b|/\s*side|of\s+(?:these|those|them|each|every|everything)\b|in\s+(?:a\s+row|succession)\b|(?:forwards?|backwards?|clockwise)\b|(?:on\s+)?(?:the\s+)?(?:right|left)\b)",
    ),
    _Rule(
        "bare",
        "repeats",
        before=r"(?:[:–—-]|[a-z]s,|\bdo|\b(?:aim|go|shoot)\s+for|\bx)\s*$",
        after=r"^\s*(?:[.,;)]|$)",
        needs="dose",
    ),
    _Rule("*", "none", before=r"\b(?:pain|scale|score|hertz|between)\b[^.;!?]{0,12}$", needs="bare"),
    _Rule(
        "time counts",
        "hold",
        before=r"\b(?:(?:hold|keep)\s+(?:the|this|that|your)\s+(?:stretch|pose|position|posture|shape)|stay|remain)\b"
        r"[^.;!?]{0,40}$",
    ),
    # Breath phases: “inhale for a count of four”.
    _Rule("counts", "phase", before=r"\b(?:start|begin)\s+(?:with|at|on)\s+(?:a\s+)?$"),
    _Rule(
        "counts time bare",
        "phase",
        before=rf"\b(?:{english.IN_WORDS}|{english.OUT_WORDS}|(?:in|out)(?=\s+(?:for|to|over|through)\b))\b[^.;!?]{{0,40}}$",
        says=rf"{english.IN_WORDS}|{english.OUT_WORDS}",
        needs="breathing",
    ),
    _Rule("counts time", "phase", before=r"\b(?:hold|pause|retain|wait)\b[^.;!?]{0,40}$", needs="breathing"),
    _Rule("counts time bare", "phase", before=r"\b(?:hold|retain|pause)\s+(?:the|your|that)\s+breath\b[^.;!?]{0,40}$"),
    # Rests.
    _Rule(
        "time breaths",
        "rest",
        before=rf"\b(?:then|and|,)\s+(?:relax|release|let\s+go|lower|ease\s+off)\s+{_ROUGH}*$",
        says=r"\b(?:hold|squeeze|press|tense|tighten|clench|contract|pull|push)\b",
    ),
    _Rule("bare", "rest", before=r"\brest\s+(?:for\s+)?$", after=r"^\s*(?:[,.;)]|$|and\b|then\b|between\b)"),
    _Rule(
        "time",
        "rest",
        after=r"^\s*(?:before|until)\s+(?:the\s+next|moving|repeating|you\s+(?:repeat|start|go|do)|starting|going|switching|doing)\b",
        before=r"\b(?:pause|rest|wait|relax|break|recover)\b",
    ),
    _Rule(
        "time counts breaths",
        "hold",
        before=r"^\W*(?:then\s+)?after\s+(?:about\s+|around\s+|another\s+|the\s+|at\s+least\s+)?$",
        after=r"^\s*(?:or\s+so\s*)?,",
        needs="either",
    ),
    _Rule(
        "time breaths",
        "hold",
        before=r"^\W*(?:then\s+)?(?:switch|swap|change)\b[^.;!?]{0,30}\bafter\s+(?:about\s+|around\s+)?$",
    ),
    _Rule("time", "rest", before=r"\bcatch(?:ing)?\s+your\s+breath\b[^.;!?]{0,20}$"),
    _Rule(
        "time breaths",
        "rest",
        after=r"^['’]?\s*-?\s*(?:of\s+)?(?:the\s+)?(?:(?:rest|recovery|break|breather)\b(?!\s*[:=])|(?:off|pause\s+between|pause\s+before|(?:in\s+)?between)\b)",
    ),
    _Rule(
        "time breaths",
        "rest",
        before=rf"\b(?:{_REST})s?\s*(?:interval|period|time|between\s+\w+(?:\s+\w+)?)?\s*,?\s*{_ROUGH}*$",
    ),
    _Rule("time breaths", "rest", before=r"\b(?:rest|recover|pause|break)\b[^.;!?]{0,24}\bbetween\b[^.;!?]{0,24}$"),
    _Rule("time breaths", "rest", before=r"\bbetween\s+(?:sets|rounds|each|exercises|reps)\b[^.;!?]{0,24}$"),
    _Rule(
        "time breaths",
        "hold",
        before=rf"\b(?:start|begin|open|finish|end|close)\s+(?:off\s+|up\s+|out\s+)?with\s+(?:an?\s+)?{_ROUGH}*$",
        after=r"^\s*(?:of|in)\b",
    ),
    # Lengths of things, and of time gone by.
    _Rule(
        "time",
        "none",
        before=r"\b(?:classes|sessions|lessons|workshops|walks|courses|talks|massages?|meetings)\s+(?:of|lasting|at)\s+$",
    ),
    _Rule(
        "time",
        "none",
        before=r"\b(?:disturbed|interrupted|undisturbed|alone|to\s+yourself|free)\s+(?:for|in)\s+[a-z ]{0,12}$",
    ),
    _Rule(
        "time",
        "none",
        after=rf"^[\s-]*(?:(?:long|full|quick|easy|short|gentle|total|daily|morning|evening|body|weight|home|at|yoga|stretching|guided|core|foam|rolling|lunch|desk|bedtime|mobility|hip|cardio)[\s-]+){{0,3}}(?:{'|'.join(sorted(english.PAGE_NOUNS))})\b",
    ),
    _Rule(
        "time",
        "none",
        before=r"\b(?:working|building|progressing|aiming|eventually)\s+(?:your\s+way\s+)?(?:up\s+)?(?:to|towards?)\s+$",
    ),
    _Rule(
        "time",
        "none",
        after=r"^\s*(?:after|before)\s+(?:a\s+|an\s+|your\s+|any\s+|the\s+|you\s+)?(?:meals?|eat|eating|food|breakfast|lunch|dinner|bed|bedtime|sleep|runs?|workout|exercise|surgery|work|class)\b",
    ),
    _Rule(
        "bare",
        "repeats",
        before=r"\b(?:total\s+of|repeat(?:\s+(?:it|this|that))?(?:\s+about)?)\s+$",
        after=r"^\s*(?:[.,;)]|$|on\b|per\b)",
    ),
    _Rule("time counts", "hold", before=r"\b(?:no|not)\s+(?:less|fewer|shorter)\s+than\s+$", needs="either"),
    _Rule(
        "time breaths",
        "hold",
        before=r"\b(?:each|every)\s+(?:\w+\s+)?(?:stretch|pose|exercise|hold|move|shape|one)\s+(?:lasts|takes)\s+(?:about\s+|around\s+)?$",
    ),
    _Rule(
        "time",
        "none",
        before=rf"\b(?:{'|'.join(sorted(english.DECOY_LEFT))})\s+(?:about\s+|around\s+|the\s+(?:last|first|next|past)\s+|at\s+least\s+|up\s+to\s+|only\s+|just\s+|approximately\s+|roughly\s+|nearly\s+|some\s+|you\s+(?:about\s+)?|as\s+little\s+as\s+)*$",
        needs="not hold",
    ),
    _Rule(
        "time",
        "none",
        after=r"^\s*(?:in\s+total|total|altogether|later|ago|of\s+(?:your|stretching|yoga|exercise|walking|running|daily|each\s+day|gentle|practice|sitting|reading|work|my|the\s+day|cardio))\b",
    ),
    # Repetitions and the like.
    _Rule(
        "sets breaths rounds reps", "none", before=r"\b(?:this|that|which)\s*(?:['’]s|is|makes|counts\s+as|equals)\s+$"
    ),
    _Rule("sets", "sets"),
    _Rule("rounds", "rounds"),
    _Rule("reps", "repeats"),
    _Rule("times", "none", needs="article"),
    _Rule("times", "repeats", needs="either"),
    _Rule("times", "none"),
    # Holds.
    _Rule(
        "breaths",
        "none",
        needs="article",
        before=r"\b(?:take|with|on|draw|have|after|in|each|every|as)\s+(?:a|an|another)?\s*$",
    ),
    _Rule("breaths", "none", before=r"\b(?:with|on|after)\s+$", needs="article"),
    _Rule(
        "breaths",
        "none",
        before=r"\b(?:take|draw|have|with|on|as)\s+(?:just\s+)?$",
        after=r"^\s*(?:in|out|all\s+the\s+way)\b",
        needs="one",
    ),
    _Rule("breaths", "hold", needs="either"),
    _Rule(
        "time counts",
        "hold",
        before=r"\b(?:hold|holds|held|holding|stay|remain|keep|maintain|breathe|pause)\b[^.;!?]{0,60}$",
    ),
    _Rule("time counts", "hold", after=r"^\s*-?\s*(?:hold|holds|each|per|on\s+each|every\s+side|/)", needs="either"),
    _Rule("time counts", "hold", needs="either"),
    _Rule("*", "none"),
)


@functools.lru_cache(maxsize=2048)
def role_of(quantity: Quantity, sentence: str, context: Context) -> Role:
    """What `quantity` is for in `sentence`."""
    before = sentence[max(0, quantity.start - _BEFORE) : quantity.start].lower()
    after = sentence[quantity.end : quantity.end + _AFTER].lower()
    near = sentence[max(0, quantity.start - _NEAR) : quantity.end + _NEAR]
    if quantity.kind == "bare" and (quantity.most > 200 or sentence[quantity.start : quantity.start + 1] == "0"):
        return "none"
    for rule in RULES:
        if rule.kinds != "*" and quantity.kind not in rule.kinds.split():
            continue
        if rule.role == "phase" and quantity.most > LONGEST_PHASE_SECONDS:
            continue
        if _needed(rule, quantity, before, context) and _fits(rule, before, after, near):
            return rule.role
    return "none"


def _fits(rule: _Rule, before: str, after: str, sentence: str) -> bool:
    if rule.before and not re.search(rule.before, before):
        return False
    if rule.after and not re.search(rule.after, after):
        return False
    return not rule.says or re.search(rule.says, sentence, re.IGNORECASE) is not None


def _needed(rule: _Rule, quantity: Quantity, before: str, context: Context) -> bool:
    if rule.needs == "dose":
        return context.short
    if rule.needs == "told":
        return context.instruction
    if rule.needs == "either":
        return context.instruction or context.short
    if rule.needs == "bare":
        return quantity.kind == "bare"
    if rule.needs == "breathing":
        return context.paced
    if rule.needs == "clock":
        return quantity.unit == "clock"
    if rule.needs == "hours":
        return quantity.unit in _HOURS
    if rule.needs == "one":
        return quantity.most <= 1
    if rule.needs == "article":
        return quantity.article
    if rule.needs == "not hold":
        return not re.search(r"\b(?:hold|stay|remain)\b[^.;!?]{0,50}$", before)
    return True
