"""Which sentences belong to the routine and which to the page around it, with the reason."""

from __future__ import annotations

import functools
import re
from typing import Literal

from holdspace.importing import english, english_frame, english_page
from holdspace.importing.describing import why_idle
from holdspace.importing.quantities import quantities
from holdspace.importing.roles import Context, role_of
from holdspace.importing.sentences import imperative, words_of
from holdspace.importing.sides import says_both

Zone = Literal["intro", "prose", "step", "outro"]
"""Before the steps; amid prose that may tell steps; in a step's own text; behind the last step."""

_FRAME_LINE = re.compile(english.FRAME_LINE_PATTERN, re.IGNORECASE)
_FRAME_SENTENCE = re.compile(english.FRAME_SENTENCE_PATTERN, re.IGNORECASE)
_DATE = re.compile(english_page.DATE_PATTERN, re.IGNORECASE)
_CREDIT = re.compile(english_page.CREDIT_PATTERN, re.IGNORECASE)
_ALTERNATIVE = re.compile(english_page.ALTERNATIVE_PATTERN, re.IGNORECASE)
_COMMENT = re.compile(english_page.COMMENT_PATTERN, re.IGNORECASE)
_EQUIPMENT = re.compile(english_page.EQUIPMENT_PATTERN, re.IGNORECASE)
_BY_DOING = re.compile(r"[Bb]y\s+[a-z]")
"""“By lifting one heel” is no byline."""
_FRAGMENT = re.compile(english_page.FRAGMENT_PATTERN, re.IGNORECASE)
_LONGEST_CREDIT = 14
_ANECDOTE = re.compile(english.ANECDOTE_PATTERN, re.IGNORECASE)
_BENEFIT = re.compile(english.BENEFIT_PATTERN, re.IGNORECASE)
_NARRATIVE = re.compile(english.NARRATIVE_PATTERN, re.IGNORECASE)
_OWN_DOSE = re.compile(r"\bi\s+(?:usually\s+|normally\s+|like\s+to\s+)?(?:do|hold|stay|repeat|take)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:let(?:'|’)?s|we(?:'|’)?(?:re| are| will|ll)|i want you|i(?:'|’)d like you|i(?:'|’)m going to ask)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\W*(?:(?:first|then|next|now|so|and|finally|here),?\s+)+we\s+(?!(?:\w+\s+){0,2}(?:our|every|always|usually|all)\b)",
    re.IGNORECASE,
)
"""“Now we lift the left leg” asks; “so we usually walk” tells a story."""
_OPEN = re.compile(english.OPEN_PATTERN, re.IGNORECASE)
_CITATION = re.compile(
    r"\b(?:19|20)\d\d\s*[;:(]\s*\d|\bet al\b|\bdoi\b|\bpubmed\b|^\s*\^|\bpp?\.\s?\d|\bvol\.\s?\d|\bjournal of\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[£$€¤]\s?\d|\d\s?¤|\d\s?[£$€]|\b\d+(?:\.\d\d)?\s?(?:euros?|pounds|dollars|bucks|quid)\b|\b\d{1,3}p\b|\S@\S"
    r"|#\w{3,}|\b\d{3,4}[ -]\d{3,4}(?:[ -]\d{3,4})?\b|\btel\b",
    re.IGNORECASE,
)
_PAGE_TALK = re.compile(
    r"\b(?:follow|try|check|see|read|here are|here is|here's|here’s|these are|discover|explore|enjoy|add"
    r"|incorporate|include|give|use|practi[cs]e|do)\b[^.!?]{0,40}"
    r"\b(?:these|this|following|our|the)\s+(?:\w+[\s-]+){0,4}(?:stretch(?:es)?|poses?|exercises?|moves"
    r"|sequence|routine|series|workout|flow|yoga|article|video|guide|tips|steps|plan)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(rf"\b(?:their|his|her)\s+(?:\w+\s+)?(?:{'|'.join(sorted(english.BODY))})\b", re.IGNORECASE)
"""Somebody else's body."""
_YOURS = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_NO_PRONOUN = re.compile(
    r"\bi\.\s?e\.|(?<=[a-z]) I(?=[,.;:)–—-]|\s*$|\s+(?:is|to|pose|and|or|with|from|on|for|as|into)\b)"
)
"""“I.e.” and the first of several, “Warrior I”."""
_DONE = re.compile(r"\byou(?:['’]ve|\s+have)\s+\w+", re.IGNORECASE)
"""“Once you've found your balance” tells no story."""
_ABOUT_LIST = re.compile(
    r"\b(?:exercises?|moves|movements|stretches|poses|postures|stations)\s+(?:below|above|listed|in\s+order|in\s+(?:this|the)\s+\w+)"
    r"|\breps?\s+(?:listed|below|shown|indicated|given)\b|\bback[\s-]to[\s-]back\b|\b(?:following|these|all\s+(?:of\s+)?(?:the|these)?)\s*(?:\w+\s+){0,2}"
    r"(?:exercises?|moves|movements|stretches|poses|postures|stations)\b",
    re.IGNORECASE,
)
_TENDER = re.compile(
    r"\W*(?:when|if|once|whenever)\b[^,.;]{0,30}\b(?:tender|sore|tight|knotty)\s+(?:spot|area|point)", re.IGNORECASE
)
"""“Do the exercises below back to back” tells how to go through a list, and no exercise."""
_OFTEN = re.compile(r"\b(?:a|per|each|every)\s+(?:day|week)\b|\b(?:daily|weekly|weeks)\b", re.IGNORECASE)
_PROGRESS = re.compile(english_frame.PROGRESS_PATTERN, re.IGNORECASE)
_BREATH = re.compile(r"\b(?:breath|breathe|inhale|exhale|breathing)\b", re.IGNORECASE)
_SIDE = re.compile(r"\b(?:sides?|left|right|other|switch|swap|repeat)\b", re.IGNORECASE)


def frame_line(text: str) -> str:
    """Why the whole line `text` is the page's and not the routine's; empty when it is not."""
    tidy = text.strip(" .·|-–—:»›→«")
    if not re.search(r"\w", tidy):
        return "no words"
    if len(tidy) < 200 and _FRAME_LINE.match(tidy) and not _BY_DOING.match(tidy):
        return "part of the page"
    if _DATE.fullmatch(tidy):
        return "a date"
    if _COMMENT.search(text):
        return "comments"
    if _EQUIPMENT.fullmatch(tidy):
        return "equipment"
    if _is_menu(tidy):
        return "menu"
    if _is_pieced(tidy):
        return "about the page"
    if _is_credit(tidy):
        return "who made it"
    if _CITATION.search(tidy) and not imperative(tidy):
        return "reference"
    return ""


def _is_menu(line: str) -> bool:
    """Whether a line is a row of the entries that menus have: “Home Workouts Recipes Login”."""
    words = re.findall(r"[^\W\d_]+", line)
    listed = len(words) <= _LONGEST_MENU and all(word[0].isupper() for word in words)
    return listed and sum(word.lower() in english_page.MENU_WORDS for word in words) >= _LEAST_ENTRIES


_LONGEST_MENU = 12
_LEAST_ENTRIES = 2


def _is_pieced(line: str) -> bool:
    """Whether a line is put together from a name, a date, “4 min read” and the like, and says nothing else."""
    found = _FRAGMENT.findall(line) if len(line) < _LONGEST_PIECED else []
    if len(found) < _LEAST_FRAGMENTS:
        return False
    left = re.findall(r"[^\W_]+", _FRAGMENT.sub(" ", line))
    return (
        all(word[0].isupper() or word.isdigit() for word in left)
        and len(left) <= _LONGEST_PERSON
        and not touches(words_of(line))
    )


_LONGEST_PIECED = 150
_LEAST_FRAGMENTS = 2
_LONGEST_PERSON = 5


def _is_credit(line: str) -> bool:
    """Whether a line only says who made the page, or stands for a picture."""
    words = words_of(line)
    if len(words) > _LONGEST_CREDIT or line.endswith("."):
        return False
    if _ALTERNATIVE.match(line) and not is_dosed(line):
        return True
    return bool(_CREDIT.match(line)) and not touches(words) and not imperative(line)


def why_dropped(sentence: str, zone: Zone, *, listed: bool = False) -> str:
    """Why `sentence` is left out; empty when it stays. `listed`: it is an item of a list of exercises."""
    words = words_of(sentence)
    if not words and not quantities(sentence):
        return "no words"
    if zone in ("step", "prose") and " ".join(words) in english.POSES:
        return ""  # a name that stands alone, such as “Happy baby.”
    verb = imperative(sentence)
    if _FRAME_SENTENCE.search(sentence):
        return "part of the page"
    if _MONEY.search(sentence):
        return "prices and addresses"
    if words and words[0] in english.GREETINGS and not (verb and len(words) > 8):
        return "greeting"
    dosed = is_dosed(sentence)
    if why := why_idle(sentence, dosed=dosed, ordered=bool(verb) and words[0] == verb):
        return why
    if _is_narrative(sentence, words, verb, dosed=dosed):
        return "a story"
    if not verb and not dosed and _AGREES.match(sentence):
        return "a story"
    if not verb and _THEIRS.search(sentence) and not _YOURS.search(sentence):
        return "a story"
    if _CITATION.search(sentence) and not verb:
        return "reference"
    if _PAGE_TALK.search(sentence) and zone != "step" and not dosed:
        return "about the page"
    if not dosed and not touches(words) and quantities(sentence) and _OFTEN.search(sentence):
        return "how often it is done"
    if not dosed and not touches(words) and _PROGRESS.search(sentence):
        return "for later weeks"
    if not (verb and dosed) and sentence.rstrip().endswith("?"):
        return "a question"
    if zone == "step":
        return _in_step(sentence, words, verb, dosed=dosed, listed=listed)
    return _outside(sentence, words, verb, zone, dosed=dosed)


@functools.lru_cache(maxsize=2048)
def is_dosed(sentence: str) -> bool:
    """Whether `sentence` holds a number of something that a routine counts, or leaves the time to the listener."""
    return bool(_OPEN.search(sentence)) or any(
        role_of(q, sentence, _DOSING) != "none" and not (q.article and q.kind != "time") for q in quantities(sentence)
    )


_DOSING = Context(instruction=True, short=True)


def _is_narrative(sentence: str, words: list[str], verb: str, *, dosed: bool) -> bool:
    """Whether the sentence tells a story: in the first person, in the past, of a year."""
    if _tells_own_practice(sentence, dosed=dosed):
        return False
    if verb and (_ASKED.search(sentence) or _TOGETHER.match(sentence)):
        return False
    if dosed and _ENDS_IN_ORDER.search(sentence):
        return False
    sentence = _AS_IF.sub(" ", _NO_PRONOUN.sub(" ", _DONE.sub("", sentence) if verb else sentence))
    if not (_ANECDOTE.search(sentence) or _NARRATIVE.search(sentence)):
        return False
    if dosed and _OWN_DOSE.search(sentence):
        return False
    if dosed and _dose_first(sentence):
        return False
    told = bool(verb) and words[0] == verb
    return not (told and (dosed or touches(words)))


_AGREES = re.compile(
    r"\W*(?:yes|yep|yeah|no|nope|trust\s+me|seriously|promise|honest(?:ly)?|sorry|surprise)\b\s*[,!.:—–-]",
    re.IGNORECASE,
)
"""“Yes, people will stare” talks."""
_AS_IF = re.compile(
    r"\b(?:as\s+(?:if|though)|like)\s+(?:you|someone|somebody|it|they|a|an|the)(?:['’]d|\s+\w+)?\s+(?:were|was|had)\b",
    re.IGNORECASE,
)
"""“As if you were trying to pull it towards you” tells no story."""
_ENDS_IN_ORDER = re.compile(
    r"(?:[,;:–—]|\s-\s)\s*(?:(?:so|and|then|but|therefore|please|try\s+to|do)\s+)+(?:\w+ly\s+)?(?:hold|stay|keep|repeat|rest|do|remain|perform|aim|take|linger|give|spend)\b",
    re.IGNORECASE,
)
"""“It is tight in people who sit all day, so hold it for 45 seconds” ends in an order."""


def _tells_own_practice(sentence: str, *, dosed: bool) -> bool:
    """Whether the writer tells a step in the first person, “then I hug my knees for 30 seconds”, and no habit."""
    found = _I_DO.match(sentence)
    if found is None or not dosed or _OFTEN.search(sentence) or len(sentence.split()) > _LONGEST_OWN:
        return False
    verb = found["verb"].lower()
    lingers = any(q.kind == "time" and q.most > _LONGEST_HOLD_SECONDS for q in quantities(sentence))
    return not lingers and (verb in english.VERBS or verb in ("start", "begin", "finish", "end", "go", "come"))


_I_DO = re.compile(
    r"\W*(?:(?:first|next|then|now|finally|lastly|here|after\s+(?:that|this)|from\s+(?:there|here)|to\s+(?:start|finish"
    r"|begin|end))\W+)*(?:i|we)\s+(?:(?:then|now|just|also|like\s+to|usually)\s+)*(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_LONGEST_OWN = 22
_LONGEST_HOLD_SECONDS = 30 * 60


def _dose_first(sentence: str) -> bool:
    """Whether the story is only a remark behind a dose: “2 min per side, I watch the news”."""
    clause = re.split(r"[,;(–—]", sentence, maxsplit=1)[0]
    return clause != sentence and is_dosed(clause) and not (_ANECDOTE.search(clause) or _NARRATIVE.search(clause))


def _in_step(sentence: str, words: list[str], verb: str, *, dosed: bool, listed: bool) -> str:
    """Why a sentence of a step's own text is left out."""
    if verb or listed:
        return ""
    if _BENEFIT.search(sentence) and not dosed:
        return "why it is done"
    if dosed or touches(words) or len(words) <= 5 or _SIDE.search(sentence) or _BREATH.search(sentence):
        return ""
    return "" if re.search(r"\byou(?:r|'re|’re)?\b", sentence, re.IGNORECASE) else "no instruction"


def _outside(sentence: str, words: list[str], verb: str, zone: Zone, *, dosed: bool) -> str:
    """Why a sentence outside the steps' own text is left out: it tells nobody to do anything."""
    if _TENDER.match(sentence):
        return "advice"
    plain_order = bool(verb) and not _BENEFIT.search(sentence)
    if zone == "prose":
        told = plain_order and (touches(words) or dosed or len(words) <= 6 or bool(_BREATH.search(sentence)))
        return (
            ""
            if told or says_both(sentence) or (dosed and len(words) <= 12)
            else ""
            if plain_order and _leads(words, verb)
            else "no instruction"
        )
    if dosed and tells_bound(sentence):
        return ""
    if zone == "intro" and _ABOUT_LIST.search(sentence):
        return "about the routine"
    if zone == "intro":
        return (
            ""
            if plain_order and body_named(words) and not dosed and not re.match(r"if\b", sentence, re.IGNORECASE)
            else "introduction"
        )
    return (
        ""
        if plain_order and (body_named(words) and words[0] in english.VERBS | english.LEADS)
        else "behind the routine"
    )


def tells_bound(sentence: str) -> bool:
    """Whether one short sentence tells the step before a list or behind it: “Start with 5 minutes of easy jogging”."""
    short = len(words_of(sentence)) <= _LONGEST_BOUND and _BOUND.match(sentence) and not _BUILDING.search(sentence)
    return bool(short) and any(
        q.kind in ("time", "breaths") and role_of(q, sentence, _DOSING) in ("hold", "rest")
        for q in quantities(sentence)
    )


_LONGEST_BOUND = 18
_BOUND = re.compile(english_frame.BOUND_STEP_PATTERN, re.IGNORECASE)
_BUILDING = re.compile(english_frame.BUILDING_PATTERN, re.IGNORECASE)


def _leads(words: list[str], verb: str) -> bool:
    """Whether the verb of the order stands first, but for “then” and the like."""
    return words[0] == verb or (words[0] in english.LEADS and words[1:2] == [verb])


def touches(words: list[str]) -> bool:
    """Whether a part of the body or a thing on the floor is named."""
    return any(word in english.BODY or word in english.PLACES for word in words)


def body_named(words: list[str]) -> bool:
    """Whether a part of the body is named."""
    return any(word in english.BODY for word in words)
