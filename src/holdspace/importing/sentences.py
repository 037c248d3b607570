"""A block's text → sentences with their offsets, and whether each tells somebody to do something."""

from __future__ import annotations

import functools
import re

from holdspace.importing import english

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_SHORT = frozenset(
    [
        "sec",
        "secs",
        "min",
        "mins",
        "approx",
        "ca",
        "e.g",
        "i.e",
        "etc",
        "vs",
        "no",
        "fig",
        "dr",
        "prof",
        "mr",
        "mrs",
        "ms",
        "st",
        "rep",
        "reps",
        "hr",
        "hrs",
        "p",
        "pp",
    ]
)
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof", "vs", "e.g", "i.e"))
"""Abbreviations that never end a sentence."""
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in `text`; together they cover all but the blanks between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _goes_on(text, match):
            continue
        spans.append((start, match.end()))
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether the stop ends an abbreviation, or the list number of an item, and not the sentence."""
    if stop.group() != ".":
        return False
    word = re.search(r"[\w.]+$", text[max(0, stop.start() - 12) : stop.start()])
    following = text[stop.end() :].lstrip()[:1]
    if word is None:
        return False
    if word.group().isdigit() and len(word.group()) <= 2 and text[: stop.start()].strip() == word.group():
        return True
    return word.group().lower() in _SHORT and (word.group().lower() in _TITLES or not following.isupper())


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def is_instruction(sentence: str) -> bool:
    """Whether `sentence` tells somebody to do something: it, or a clause of it, begins with a verb of instruction."""
    return bool(imperative(sentence))


@functools.lru_cache(maxsize=2048)
def imperative(sentence: str) -> str:
    """The verb by which `sentence` tells somebody to do something; empty when it does not."""
    clauses = re.split(r"[,;:()–—]|\s-\s|\b(?:and|then)\b", _FOR_A_TIME.sub("", sentence))
    subordinate = False
    for index, clause in enumerate(clauses[:8]):
        words = words_of(clause)
        while words and words[0] in english.LEADS and words[0] not in english.CLAUSE_LEADS:
            if words[0] == "keeping":
                break
            words = words[1:]
        if not words:
            continue
        if words[0] in ("you", "you'll", "your", "the", "this", "it", "i", "we") and index > 0 and not subordinate:
            continue
        if _is_verb(words):
            return words[0]
        subordinate = words[0] in english.CLAUSE_LEADS
        if subordinate and (verb := _behind_lead(clause)):
            return verb
    return _told(sentence) or _asked(sentence)


_FOR_A_TIME = re.compile(
    r"^\W*(?:for|over|during)\s+(?:the\s+(?:first|next|last)\s+)?(?:about\s+)?(?:\w+[\s–-]+){1,4}(?:seconds?|minutes?|breaths?|rounds?)\b\W*"
    r"(?=\w)",
    re.IGNORECASE,
)
"""“For one minute simply notice …” orders what stands behind the time."""
_TOLD = re.compile(
    r"^\W*(?:(?:first|then|next|now|so|and|finally|here),?\s+)+(?:you|we)\s+(?:just\s+|simply\s+|then\s+)?([a-z]+)\b",
    re.IGNORECASE,
)
"""“First, you stand up”, “so we start on the floor”."""


def _told(sentence: str) -> str:
    told = _TOLD.match(sentence)
    return told.group(1).lower() if told and told.group(1).lower() in english.VERBS else ""


_BEHIND = re.compile(
    r"(?<!\byou\s)(?<!\bto\s)(?<!\bthey\s)(?<!\bwe\s)(?<!\byour\s)(?<!\bthe\s)(?<!\ba\s)(?<!\band\s)\b([a-z]+)\s+(?:(?:your|both|each)\s+\w|(?:and|then)\s+(?:hold|stay|rest|breathe|pause)\b)",
    re.IGNORECASE,
)


def _behind_lead(clause: str) -> str:
    """The verb of an order behind a clause that no comma parts from it: “In a squat place both hands …”."""
    return next((m.group(1).lower() for m in _BEHIND.finditer(clause) if m.group(1).lower() in english.VERBS), "")


_NOUNISH = frozenset(
    (
        "of",
        "is",
        "are",
        "was",
        "can",
        "will",
        "helps",
        "targets",
        "has",
        "works",
        "counts",
        "feels",
        "takes",
        "makes",
        "needs",
        "comes",
        "keeps",
        "means",
        "gives",
        "costs",
    )
)


def _is_verb(words: list[str]) -> bool:
    """Whether the clause begins with a verb of instruction that is not a noun there (“stretch is good for …”)."""
    if words[0] not in english.VERBS and words[0].replace("-", "") not in english.VERBS:
        return False
    return len(words) < 2 or words[1] not in _NOUNISH


_ASKED = re.compile(
    r"\b(?:you\s+(?:should|want\s+to|can|need\s+to|may|might|could|will|must)|you(?:'|’)(?:ll"
    r"|re\s+going\s+to)|(?:we|you)\s+(?:are|will\s+be)\s+going\s+to|we\s+(?:will|shall)|try\s+to|be\s+sure\s+to|make\s+sure"
    r"|let\s+your|allow\s+your|feel\s+free\s+to|we(?:'|’)re\s+going\s+to|re\s+gonna|we(?:'|’)ll|let(?:'|’)s"
    r"|we\s+are\s+going\s+to|you(?:'|’)ll\s+(?:need|want)\s+to"
    r"|i\s+want\s+you\s+to|go\s+ahead\s+and)\s+(?:\w+ly\s+|then\s+|also\s+|just\s+|to\s+)?(\w+)",
    re.IGNORECASE,
)


_HAPPENS = frozenset(("begin", "start", "feel", "find", "notice", "get", "fall", "see", "go", "need", "want"))
"""“You may begin to feel stiff” asks for nothing."""


def _asked(sentence: str) -> str:
    """The verb of “you should bend …”, “let's start …”, “make sure your back stays …”."""
    for match in _ASKED.finditer(sentence):
        verb = match.group(1).lower()
        if verb in _HAPPENS and re.search(r"\b(?:may|might|could)\b", match.group(), re.IGNORECASE):
            continue
        if verb in english.VERBS or "sure" in match.group().lower() or "your" in match.group().lower():
            return verb
    return ""
