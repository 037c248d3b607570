"""What a step or a section is called."""

from __future__ import annotations

import re

from holdspace.importing import english, english_page
from holdspace.importing.sentences import words_of

_POSES = sorted(english.POSES, key=len, reverse=True)
_POSE = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(p) for p in _POSES) + r")(?![\w-])", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:this is (?:called|known as)|called|known as|also called)\s+(?:the\s+|a\s+|an\s+)?([^.,;!?()]{3,40})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:(?:step|exercise|stretch|pose|move|day|part)\s*)?#?\d{1,2}[A-Ha-h]?\s*(?:[.):]\s*|\s[–—-]\s+|(?<=\d)[–—-](?=\s))",
    re.IGNORECASE,
)
_LEAD_NAME = re.compile(
    r"^(?P<name>[A-Z0-9][^.:!?–—()]{2,48}?)\s*(?::|\s[–—-]\s|(?<!\d)–|—|(?<=[a-z])-\s+(?=[A-Z]))\s*(?=\S)"
)
_FIELD = re.compile(english.FIELD_PATTERN, re.IGNORECASE)
_DOSE_ONLY = re.compile(
    r"(?:\d[\d\s.:–-]*|one|two|three|a|half\s+an?)\s*(?:s|secs?|seconds?|mins?|minutes?|breaths?|reps?|x|times|counts?)\W*(?:(?:each|per)\s+\w+)?\W*$|\d+\s*x\s*\d+\s*(?:s|secs?|seconds?|mins?|minutes?|reps?)?\W*$",
    re.IGNORECASE,
)
"""“30 seconds: side plank” is called after what comes behind."""
_SAME = {"tabletop": "table top", "table-top": "table top"}


def poses_in(text: str) -> list[tuple[int, str]]:
    """The names of poses in `text`, with their offsets."""
    return [(m.start(), tidy_name(m.group())) for m in _POSE.finditer(text)]


def tidy_name(name: str) -> str:
    """A name as a chapter is titled: no number, no dose, a capital at its front."""
    name = _NUMBERED.sub("", name.strip()).strip(" .:;,–—-*#|")
    name = _SAME.get(name.lower(), name)
    return name[:1].upper() + name[1:] if name else ""


def tidy_title(title: str) -> str:
    """A title without its tags, “[Routine]”, and what stands behind it: “(v2)”, “, handout for the Thursday class”."""
    shorter = _TITLE_TAG.sub("", title.strip(" .:#~*"))
    while (cut := _TITLE_TAIL.sub("", shorter)) != shorter:
        shorter = cut
    return shorter.strip(" .:#~*–—-") or title.strip(" .:#")


_TITLE_TAG = re.compile(r"^(?:\[[^\[\]]{1,30}\]\s*)+")
_TITLE_TAIL = re.compile(english_page.TITLE_TAIL_PATTERN, re.IGNORECASE)


def own_name(text: str) -> tuple[str, int]:
    """What a step calls itself (“This is called cat/cow”), and where; empty when it does not."""
    called = _CALLED.search(text)
    if called and len(called.group(1).split()) <= 5:
        return tidy_name(called.group(1)), called.start()
    found = poses_in(text)
    return (found[0][1], found[0][0]) if found else ("", -1)


def lead_name(text: str) -> tuple[str, int]:
    """The name at the head of an item, “Neck rolls: drop your chin …”, and where its text begins; empty for none."""
    match = _LEAD_NAME.match(text)
    if not match:
        return "", 0
    name = match.group("name").strip()
    words = words_of(name)
    if not words or len(name.split()) > 7 or words[0] in _NO_LEADS or words[0] in english.LEADS:
        return "", 0
    if words[0] in _DOSE_LABELS and len(words) == 1 and text[match.end() :][:1].isdigit():
        return "", 0
    if _FIELD.match(name) or _DOSE_ONLY.match(name) or _STATES.search(name):
        return "", 0
    return tidy_name(name), match.end()


_STATES = re.compile(r"\w\s+(?:is|are|was|were|has|should|will|can|must|may)\s", re.IGNORECASE)
"""“Twice a day is a good start: once …” calls nothing by a name."""


def runs_in(text: str) -> bool:
    """Whether `text` begins with a short sentence that only names it: “Open book. Lie on your side …”."""
    match = _RUN_IN.match(text)
    if match is None:
        return False
    words = words_of(match["name"])
    if not words or len(words) > _LONGEST_RUN_IN or words[0] in english.NO_NAMES | english.VERBS - english.NAME_NOUNS:
        return False
    return is_name(match["name"]) or not any(word in english.BODY for word in words)


_RUN_IN = re.compile(r"(?P<name>[A-Z][^.!?:;,\d]{2,40})\.\s+(?=[A-Z])")
_LONGEST_RUN_IN = 5
_LABELS = """
    inhale exhale note tip step repeat hold modification modifications sets reps repetitions duration begin start
    move come finish compensation caution warning variation option dosage dose frequency how why
"""
_DOSE_LABELS = frozenset(("rest", "work", "time", "sets", "effort", "on", "off"))
"""Labels before a number, “Rest: 60 s”; “Rest: as long as you like” is called so."""
_NO_LEADS = frozenset(_LABELS.split())
"""Words that begin a label or an order before a colon, and no name."""


def key_words(text: str) -> set[str]:
    """The words of `text` that tell one step from another."""
    return {w.rstrip("s") for w in words_of(text) if w not in _COMMON and len(w) > 2}


_COMMON = frozenset(
    [
        "the",
        "and",
        "your",
        "you",
        "this",
        "that",
        "with",
        "for",
        "repeat",
        "side",
        "left",
        "right",
        "other",
        "from",
        "step",
        "pose",
    ]
)


_DOSE_TAIL = re.compile(
    r"\s*(?:[(\[][^()\[\]]{0,40}\d[^()\[\]]{0,40}[)\]]|(?:\s[x×]\s?|[,:]\s*|\s[–—-]\s+|[–—]\s*)(?:hold\s+"
    r"|for\s+|about\s+|do\s+)*(?:\d|one\b|two\b|three\b|repeat\b|as long\b)[^()]{0,60}"
    r"|\s\d{1,2}\s?[x×]\s?\d[^()]{0,30}"
    r"|\s\d{1,3}(?:\s*[–-]\s*\d{1,3})?\s*(?:s|secs?|seconds|mins?|minutes?|breaths|reps)\b[^()]{0,30})$",
    re.IGNORECASE,
)


def heading_name(text: str) -> str:
    """A heading without its number and its dose: “1. Plank (30 seconds)” is “Plank”."""
    name = _NUMBERED.sub("", text.strip())
    name = re.sub(r"^\d{1,2}\s+(?=[A-Z])", "", name)
    shorter = _DOSE_TAIL.sub("", name).strip()
    return tidy_name(shorter or name)


def dosed_name(text: str) -> str:
    """What a short line calls its exercise before its dose, “DB bench 3x10”; empty where it orders something."""
    text = _SIDE_TAIL.sub("", text)
    name = heading_name(text)
    if not _DOSE_TAIL.search(text) or len(name.split()) > _LONGEST_DOSED or re.search(r"[.!?,;:]", name):
        return ""
    return "" if _FUNCTION.search(name) or not words_of(name) or any(c.isdigit() for c in name) else name


_SIDE_TAIL = re.compile(r"\s*\((?:on\s+)?(?:each|per|both|every|alternating)\s[^()]*\)\s*$", re.IGNORECASE)
_LONGEST_DOSED = 5
_FUNCTION = re.compile(
    r"\b(?:your|the|to|of|in|on|with|for|and|a|an|each|every|repeat|hold|rest|stay|do|then|from|round|sets?|reps?|days?|weeks?)\b",
    re.IGNORECASE,
)


def is_name(text: str) -> bool:
    """Whether a short line only names an exercise: “Standing quad stretch (each side)”."""
    words = words_of(heading_name(text))
    if not words or len(words) > 7 or text.rstrip().endswith((".", "!", "?", ",")) or ". " in text:
        return False
    if (
        words[0] in english.VERBS
        and words[0] not in english.NAME_NOUNS
        and not any(at == 0 for at, _ in poses_in(text))
    ):
        return False
    if poses_in(text) or words[-1] in english.NAME_NOUNS or words[-1].rstrip("s") in english.NAME_NOUNS:
        return words[0] not in english.HOLD_VERBS or words[0] == "stretch"
    return False
