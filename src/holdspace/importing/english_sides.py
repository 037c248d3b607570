"""The English tables of sides: how a page says that something is done on both sides, or on the other one.

A row is a regular expression in which a blank stands for any blanks, and a word in angle brackets for one of `WORDS`.
"""

from __future__ import annotations

import re

SIDE_PARTS = (
    "sides?|legs?|arms?|feet|foot|hands?|knees?|hips?|shoulders?|ankles?|directions?|wrists?|elbows?|ears?|thumbs?"
    "|glutes?|cheeks?|nostrils?|thighs?|calf|calves|way|one|fingers?|eyes?|ways|lower\\s+legs?|quads?|hamstrings?"
    "|heels?|diagonals?"
)
SOME_NUMBER = (
    r"(?:\d{1,3}x?|an?|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty)\b"
)
"""A number, where it matters only that there is one."""

WORDS = {
    "part": rf"(?:{SIDE_PARTS})\b",
    "limb": r"(?:sides?|legs?|arms?|feet|foot|hands?)\b",
    "mine": r"(?:(?:the|your)\s+)?",
    "other": "(?:other|opposite|second)",
    "left": "(?:left|right)",
    "then": r"(?:(?:and|now|then|next)[\s,]+)*",
    "switch": "(?:switch|change|swap|trade|flip|exchange|alternate)",
    "switching": "(?:switching|changing|swapping|alternating)",
    "again": (
        r"(?:repeat|repeating|same|again|swap|switch|change|perform|continue|redo|do\s+(?:it|this|that|them)"
        r"|do\s+(?:all|everything)|go)\b"
    ),
    "number": SOME_NUMBER,
    "unit": r"(?:s|secs?|seconds?|mins?|minutes?|reps?|times|breaths?)",
    "near": r"[^.;!?]{0,40}",
    "begin": r"(?:^|[.;,!]\s*)",
    "of_thing": r"(?!\s+of\s+(?:(?:the|your)\s+(?!body)|an?\s|it\b|you\b))",
    "end": r"\s*(?:[.;,!)]|$)",
}

SWITCHED = (
    # “Switch sides”, “alternate legs”, “swap your legs over”, “change”.
    "<switch> <mine><limb>",
    "<switching> <mine>(?:<limb>|over)",
    r"before (?:you )?(?:switch(?:ing)?|swap(?:ping)?|chang(?:e|ing) <limb>)",
    "<begin>(?:then |now |and )*(?:swap|switch|change)(?: over)?<end>",
    "(?:and|then) (?:swap|switch|change)(?: over| round| and| to| it| <mine><limb>|<end>)",
    "(?:swap|switch|change) over and repeat",
    "(?:switch|change|swap|move|go) (?:over )?to the (?:other|opposite)",
    r"switch\s*(?:[.!;]|$)",
    "(?:reverse|mirror) (?:the )?(?:sides|legs|arms|your legs|pose|movement|other)",
    "mirror (?:it|this|that|on)",
    "(?:roll|turn|flip) (?:over|round|around) (?:and|to|then) (?:repeat|do)",
    "(?:roll|turn|flip|lie|lay) (?:over )?(?:on|onto|to) <mine><other> side and (?:repeat|do)",
    r"(?:then|and) turn (?:over|round|around)\s*(?:[.!;]|$|and (?:repeat|do|go))",
    "look the other way",
    "(?:left|right|one) side (?:at a time|then the other)",
)
REPEATED = (
    # “Repeat on the other side”, “same on the left”, “do the left”, “opposite leg again”.
    r"<again>[^.;!?]{0,60}\b<other> <part>\b",
    "(?:repeat|same) (?:on )?(?:the )?(?:other|opposite)",
    r"(?:then|same|again|repeat)\b<near>\bwith the other",
    "(?:the )?same (?:for|on|with|to) (?:the )?(?:left|right|other|opposite)",
    r"same (?:thing|again|movement|stretch)\b<near>\b(?:left|right|other)",
    r"repeat(?:ing)? (?:it |this |that |all |the \w+ )?(?:to|on|with|for|using) <mine>(?:left|right|other)",
    r"(?:ditto|likewise)\b[^.;!?]{0,30}\b(?:other|left|right|opposite)",
    "<begin><then>(?:do|repeat) (?:on )?(?:the )?<left>(?: (?:side|leg|arm))?\\s*(?:[.!]|$)",
    "(?:now|then|and) do (?:the |your |it on the )?(?:left|right|other)",
    "(?:do|doing|forget|remember) (?:the )?<other> (?:side|leg|arm|foot|hand|one)\\b",
    "do(?:ing)? the (?:other|opposite) <part>",
    "<begin><then>(?:do |repeat |go to )?<mine><other> <part>(?:\\s*(?:[.!;,]|$)| again| too)",
    "(?:the )?<other> side (?:too|as well|next(?! to))",
    "<left> (?:side )?(?:too|as well|also)",
    "(?:left|right|other|opposite|second) <part> (?:in )?(?:the same|likewise|next(?! to)|afterwards|too)",
    "left (?:side|leg|arm) next(?! to)",
    "and back the other way",
    "(?:facing|turned|turning) the other way",
    "on the (?:unaffected|uninvolved|good|stronger) (?:side|leg|arm) (?:too|as well|also)",
)
ONE_THEN_OTHER = (
    # “First the right, then the left”, “one side then the other”, “30 s left, 30 s right”.
    "then <mine>(?:other|left|right|opposite)\\b",
    r"then (?:\w+ ){0,3}(?:on|to|with|for) <mine><other> <part>",
    r"then (?:\w+ )?(?:on|with|for) the (?:other|good|bad|left|right|opposite|second)",
    (
        r"before (?:you )?(?:go|going|do|doing|move|moving|turn|turning|cross|crossing|drop|dropping|roll|rolling"
        r"|come|coming) (?:over )?(?:(?:to|on|onto) )?<mine>(?:<left>|<other>)\b"
    ),
    r"(?:then|now|before)\b[^.;!?]{0,60}\b<other> (?:side|way|direction|diagonal)",
    r"(?:then|and) (?:on )?its (?:partner|twin|neighbour|mate)",
    r"(?:forget|now|then|and) (?:about )?the other\s*(?:one|side|leg|arm)?\s*(?:[.;!,)]|$)",
    r"one <limb>\b<near>\bbefore\b<near>\bthe other",
    "one <limb>\\s*,?\\s*(?:and )?then (?:the )?(?:other|opposite|next)",
    "(?:with|on|for) (?:one|the first) <limb>\\b[^.;!?]{0,50}\\b(?:the other|its partner|the second)",
    r"<left> (?:side )?(?:first|and)\b<near>\b(?:then|followed by|after that) <mine><left>",
    r"first (?:\w+ ){0,3}<left>\b<near>\bthen (?:\w+ ){0,3}<left>",
    "on <mine><left>\\b[^.;]{0,30}, (?:then )?(?:\\w+ ){0,3}on <mine><left>",
    (
        "<number>[^.;!?]{0,30}\\b(?:left|right|first|one|this|there|here)\\b[^.;!?]{0,20}?[,;]?"
        "\\s*(?:and |then |&\\s*)*<number>[^.;!?]{0,20}\\b(?:right|left|second|other)\\b"
    ),
    r"to the <other> side\s*(?:[.;,]|$)(?=\s*(?:the )?(?:same|again|$))",
    "<begin><then>on (?:to )?<mine><other> <part>\\s*(?:[.!;]|$)",
    "for the <other> <part>",
    r"\d[^.;!?]{0,20}(?-i:R)\b[^.;!?]{0,20}\d[^.;!?]{0,20}(?-i:L)\b",
    r"\d[^.;!?]{0,20}(?-i:L)\b[^.;!?]{0,20}\d[^.;!?]{0,20}(?-i:R)\b",
)
EACH_SIDE = (
    # “Each side”, “per leg”, “10/side”, “both sides”, “R+L”, “15 each”.
    "(?:on|to|for|in) both (?:sides|directions|ways)<of_thing>",
    "<begin>(?:do |repeat (?:on )?|then )?both (?:legs|arms|sides|feet|hands|ways)(?: again)?\\s*(?:[.!]|$)",
    "(?:both|ea(?:ch|\\.)?) sides?\\b<of_thing>",
    "(?:on|with|to|for) (?:each|either) <part><of_thing>",
    "in (?:each|either) (?:direction|way)",
    "(?:give|do) each <limb>",
    "\\d\\s*<unit>?\\s+an? (?:side|leg|arm|foot|hand)",
    r"\d\s*(?:s|secs?)?\s*ea\b",
    "<number>\\s*<unit>?\\s*each\\s*(?:[.;)]|$)",
    r"\d\s?[x×]\s?\d{1,3}\s*<unit>?\s*each\s*(?:[.;,)]|$)",
    "<left> and <left>\\s*[.,!]?$",
    r"[RL]\s*[/&+]\s*[RL]\b",
    r"sides?\s*[:=]\s*(?:both|each|l/r|r/l|2|left and right|right and left)\b",
    r"e/s\b",
    "bilat(?:eral)?",
    "B/L",
    r"\d\W*(?:s|secs?)?\s+(?-i:B)\s*(?:[,.;)]|$)",
    r"(?:bi)?laterally,? (?:left and right|right and left)",
)
_PER = (
    r"(?:(?<!\bin )(?<!\bunder )(?<!\baround )(?<!\bbehind )(?<!\bof )(?<!\bover )(?<!\bonto )"
    r"\b(?:per|each|every)\s+|(?:\d|(?<![a-z])(?:s|secs?|seconds?|mins?|minutes?|reps?|breaths|times|set))\s*/\s*)(?:"
    + SIDE_PARTS.replace("one|", "").replace("|fingers?|eyes?", "")
    + r")\b"
    + WORDS["of_thing"]
)
OTHER_SIDE = (
    "(?:on|to|with|for|using) <mine><other> <part>",
    "(?:switch|change|swap) <mine><limb>",
    "(?:repeat|same) (?:on )?(?:the )?other",
    "switch to the (?:other|opposite)",
)


def pattern_of(*tables: tuple[str, ...]) -> str:
    """The rows of `tables` as one regular expression."""
    return "|".join(_written(row) for table in tables for row in table)


def _written(row: str) -> str:
    """`row` as a regular expression; a word at either end of it is a whole word."""
    written = re.sub(r"<(\w+)>", lambda m: WORDS[m.group(1)], row).replace(" ", r"\s+")
    begins = "" if row.startswith(("<begin>", "\\d")) else r"\b"
    return f"{begins}(?:{written})" + (r"\b" if row[-1].isalnum() else "")


BOTH_SIDES_PATTERN = pattern_of(SWITCHED, REPEATED, ONE_THEN_OTHER, EACH_SIDE) + "|" + _PER
OTHER_SIDE_PATTERN = pattern_of(OTHER_SIDE)
