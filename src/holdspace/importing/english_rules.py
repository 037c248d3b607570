"""The English tables of what a page says once for all of its exercises: how long, how often, with which rests."""

from __future__ import annotations

from holdspace.importing import english
from holdspace.importing.english_sides import SIDE_PARTS

_NOUN = rf"(?:{english.EACH_NOUNS}|drills?|stations?|holds?|shapes?|moves?|exercises?|stretch(?:es)?|poses?)"
_NOUNS = rf"(?:{english.ALL_NOUNS}|drills|stations|holds|shapes|asanas|sides)"
_FEW = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_OF_ONE = (
    rf"(?:{SIDE_PARTS.replace('|one|', '|')}|time|day|week|month|morning|evening|night|session|rep|repetition"
    r"|breath|inhale|exhale|in-breath|out-breath|other|hour|finger|toe|muscle|nostril|phase|class|other['’]s|hold)"
)
SIDED_PATTERN = (
    r"\b(?:one|single)[\s-](?:legged|sided|armed|footed|handed)\b|\b(?:one|single)-(?:leg|side|arm|limb|foot|hand)\b"
    r"|\bone\s+(?:side|leg|arm|limb)\s+(?:at\s+a\s+time|only)\b|\bunilateral\b|\basymmetr\w+"
    r"|\b(?:use|work|involve|stretch|train|need|concern|load)s?\s+(?:only\s+|just\s+)?one\s+(?:side|leg|arm|limb|half)\b"
    r"|\b(?:a|one)\s+left\s+and\s+(?:a|one\s+)?\s*right\b|\b(?:a|the)\s+left\s+or\s+(?:a\s+|the\s+)?right\b"
    r"|\bwhat(?:ever)?\s+you\s+do\s+(?:on|to|with)\s+(?:the\s+)?(?:one|right|left|first)\b"
    r"|\b(?:has|have|with|are|there(?:['’]s|\s+is))\s+(?:two\s+|a\s+|any\s+)?sides?\b(?!\s+(?:bends?|stretch|planks?|lunges?))"
)
"""What speaks of the exercises that are done on one side at a time: “everything one-legged”, “if it has sides”."""
UNSTATED_PATTERN = (
    r"\b(?:where|when|if|anything|everything|things|those|ones|moves|exercises|stretches|poses)\b[^.;:,]{0,30}?"
    r"\b(?:no|not|nothing|without|n['’]t)\s+(?:(?:a|an|any|other|specific|set|else|own|its|their|is|are|was|been)\s+)*"
    r"(?:said|say|saying|stated?|states?|given|gives?|mentioned|noted|specified|marked|listed|number|numbers|times?|dose"
    r"|figure|count|length|duration|reps|repetitions|breaths|hold|amount|instructions?)\b"
    r"|\b(?:where|if|when)\s+there(?:['’]s|\s+(?:is|are))\s+none\b"
)
"""What speaks of all exercises that say nothing else: “where no number is given”, “anything without a time”."""

ANCHOR_PATTERN = (
    rf"\b(?:each|every|per|any)\s+(?:\w+\s+)?{_NOUN}\b"
    rf"|\beach\b(?!\s+(?:\w+\s+)?{_OF_ONE}\b)|\bapiece\b"
    rf"|\b(?:all|both)\s+(?:of\s+)?(?:the\s+|these\s+|those\s+)?(?:{_FEW}\b\s*)?(?:\w+\s+)?{_NOUNS}\b|\ball\s+(?:of\s+)?(?:these|them|{_FEW})\b"
    rf"|\bthem\s+all\b|\beverything\b|\bback[\s-]to[\s-]back\b|\bin\s+(?:the\s+)?order\b"
    rf"|\b(?:these|the|following|this)\s+(?:\w+\s+){{0,3}}(?:{_NOUNS}|circuit|sequence|series|routine|flow|list|lot|round|workout)\b"
    rf"|\b(?:a|one|full|the\s+whole|next|complete|whole)\s+(?:full\s+)?(?:circuit|round)\b|\brounds?\b|\bcircuits?\b"
    rf"|\bnext\s+(?:{_NOUN})\b|\bin\s+between\b|\bbetween\s+(?:\w+\s+)?{_NOUNS}\b"
    r"|\b(?:seconds|secs?|minutes?|mins?)['’]?\s+(?:of\s+)?(?:on|work)\b|\bthe\s+following\b|\bunless\s+(?:\w+\s+)?(?:it|i|we|otherwise|stated|noted|told)\b"
    r"|\bwhere\s+(?:\w+\s+){0,3}(?:both|two)\s+sides\b"
    r"|^\W*(?:(?:as\s+)?(?:an?|the|my|one)\s+)?(?:(?:general|basic|golden|simple|usual|house)\s+)?rules?(?:\s+of\s+thumb)?\s*[:–—-]"
    r"|\b(?:as\s+a\s+(?:general\s+)?rule|rule\s+of\s+thumb|by\s+default|in\s+general)\b"
    rf"|{UNSTATED_PATTERN}|{SIDED_PATTERN}"
)
"""What a sentence holds that speaks of many exercises, or of how all of them are gone through."""

REST_PATTERN = (
    r"\b(?:rest(?:ing|s)?|breathers?|breaks?|recover(?:y|ing)?|paus(?:e|es|ing)|off|in[\s-]between|between(?!\s+(?:\d|(?:two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|forty|sixty)\b))|transition\w*|downtime"
    r"|still(?:ness)?|(?:give|allow|grant)\s+yourself|catch\s+your\s+breath|walk\s+it\s+off|shake\s+(?:\w+\s+){0,2}out|shake\s+out|(?:left|remaining)\s+(?:in|of)\s+(?:the|each|every)\s+minute|get\s+into\s+position|to\s+(?:change|switch|swap|move|get\s+(?:ready|set|to)|reset|set\s+up))\b"
)
"""What makes a time a rest."""
_AGAIN = (
    r"(?:repeat\w*|start\w*\s+(?:over|again|the\s+next(?=\s+(?:round|circuit|lap|set|block))|back|another|from)|go(?:ing)?\s+(?:again|back\s+to\s+the\s+(?:top|start|beginning)"
    r"|round\s+again|through)|do(?:ing)?\s+(?:it\s+all|the\s+lot|everything|it|them\s+all)\s+(?:again|once\s+more)|(?:the\s+)?next\s+round"
    r"|another\s+round|begin\w*\s+(?:again|the\s+next(?=\s+(?:round|circuit|lap|set|block))))"
)
SOME_STEPS_PATTERN = (
    r"\bfrom\s+(?!(?:the\s+)?(?:top|start|beginning)\b|the\s+(?:list|article|page)\b)[^.;,]{2,40}\s(?:to|through)\s+(?:the\s+)?[a-z]"
    r"|(?<!each )(?<!every )(?<!the )\b(?:steps?|numbers?|exercises?|poses?|moves?|stretch(?:es)?)"
    r"\s+#?(?:\d{1,2}|one|two|three)\b"
    r"(?!\s*(?:(?:[-–]|or|to)\s*\w+\s*)?(?:times|x\b|reps|sets|seconds|secs?|s\b|minutes?|mins?|breaths|rounds))"
)
"""What a sentence holds that speaks of some of the steps by their names or numbers."""
AGAIN_PATTERN = rf"\b{_AGAIN}\b"
BETWEEN_ROUNDS_PATTERN = (
    r"\b(?:between|after|at\s+the\s+end\s+of|following|per)\s+(?:the\s+|each\s+|every\s+|a\s+|all\s+|full\s+|complete\s+|one\s+|two\s+|three\s+)*"
    r"(?:rounds?|circuits?|laps?|series|sequences?|blocks?|times\s+through|goes)\b"
    r"|\b(?:once|after|when|until|by\s+the\s+time)\b[^.;!?]{0,40}\b(?:all|both|whole|entire|last|final|end|list|round|circuit|full|lot|everything|set)\b"
    r"|\b(?:at|reach|reached)\s+the\s+(?:end|bottom)\b|\bafter\s+(?:you\s+)?(?:finish|complet)\w*\b"
    rf"|\bbefore\s+(?:you\s+)?{_AGAIN}"
)
"""What makes a rest one between two rounds."""
BETWEEN_EXERCISES_PATTERN = (
    rf"\bbetween\s+(?:each|every|them|all|the|one)?\s*(?:\w+\s+)?{_NOUN}\b|\bbetween\s+(?:each|them)\b|\b(?:the|your|each)\s+next\b(?!\s+round)"
    rf"|\bafter\s+(?:each|every)\s+(?:{_NOUN})\b|\bmov(?:e|ing)\s+on\b|\b(?:change|switch|swap)\s+(?:stations?|over|moves|exercises)\b"
    r"|\bto\s+(?:transition|get\s+(?:ready|set|into))\b"
)
"""What makes a rest one between two exercises."""
WHOLE_PATTERN = (
    rf"\b(?:circuit|sequence|series|flow|routine|list|lot|workout|block|whole|entire|full|everything|from\s+the\s+(?:top|start|beginning)|through|it\s+all"
    rf"|all\s+(?:of\s+)?(?:the\s+|these\s+|them\b|{_FEW})|rounds?|the\s+set\b|back\s+to\s+the\s+(?:top|start|beginning)|them\s+all|(?:go|run|work|cycle|times|way)\s+a?round|above|of\s+(?:the\s+following|these|this)(?!\s+(?:stretch|pose|move|exercise)\b))\b"
)
"""What makes a number of times one of the whole."""
TOTAL_PATTERN = (
    r"\b(?:takes?|taking|total|altogether|whole\s+(?:thing|workout|routine)|in\s+(?:just|under|about|only)"
    r"|start\s+to\s+finish|all\s+in|adds?\s+up|comes?\s+to|done\s+in|warm(?:ing)?[\s-]?up|cool(?:ing)?[\s-]?down|lasts?|within|ago|later)\b"
)
"""What makes a time that of the whole, or of what comes before and behind it."""
DEPENDS_PATTERN = (
    r"^\W*(?:if\b|when\s+(?:you(?:['’]re|\s+(?:are|feel|get|can))|it|that|this)|once\s+(?:that|this|it|you\s+(?:can|feel|get|are\s+(?:used|comfortable|strong))"
    r"|you(?:['’]re)\s+(?:used|comfortable|strong|fitter))|as\s+you\s+(?:get|grow|become|improve|progress|feel)|over\s+time|eventually|later\s+on"
    r"|(?:for\s+)?(?:advanced|intermediate|the\s+(?:fitter|brave))|to\s+(?:progress|make\s+it|increase)|each\s+week|every\s+week|after\s+(?:a\s+few\s+)?weeks?"
    r"|feel\s+free|you\s+(?:can|could|may|might)\s+(?:also|always)|gradually|work\s+up|build\s+up|newcomers?|need\s+more|too\s+(?:easy|hard))\b"
)
"""How a sentence begins that speaks of other days, other people, or of later weeks."""

OF_SECTION_PATTERN = r"\b(?:this|each)\s+(?:section|part|block|week|stage|phase|group|chapter|set)\b"
"""What makes a rule one of the section in which it stands."""
EACH_GROUP_PATTERN = (
    r"^\W*(?:each|every)\s+(?:block|circuit|superset|pair|section|part)\s+(?:is|has|consists|goes|lasts|gets|runs|means)\b|"
    r"\b(?:each|every|both|all)\s+(?:of\s+the\s+)?(?:\w+\s+)?(?:supersets?|circuits?|blocks?|pairs?|pairings?|sections?|complex(?:es)?|tri-?sets?"
    r"|giant\s+sets?|mini-circuits?|parts?)\b"
)
"""What speaks of the groups of exercises, one by one: “do each superset three times”."""
OF_ALL_PATTERN = (
    rf"\b(?:each|every|per)\s+(?:\w+\s+)?(?:{english.EACH_NOUNS}|drill|station)\b|\b(?:all|these|following)\s+(?:\w+\s+){{0,3}}{_NOUNS}\b"
    rf"|\b(?:circuit|sequence|workout|routine)\b|\beverything\s+(?:in|on|here|below|gets|is|else)\b|\bbetween\s+(?:\w+\s+)?{_NOUNS}\b"
    rf"|\bthe\s+{_NOUNS}\s+(?:of|in|on|from|above|below)\b|\bunless\s+(?:\w+\s+){{0,3}}(?:otherwise|different)\b|{UNSTATED_PATTERN}"
)
"""What speaks of exercises in the plural, or of a circuit of them."""
_ABOUT = (
    r"(?:work-?out|circuit|routine|session|sequence|programme|program|plan|exercises?|stretches|poses|class|practice"
    r"|it|this|them|these|flow|hiit|tabata)"
)
BRIEFING_HEADING_PATTERN = (
    rf"^(?:the\s+)?(?:how\s+(?:it|this|the|to|i|we|you)\b.{{0,40}}|how|what\s+(?:to\s+do|you(?:['’]ll|\s+will)\s+do)|(?:{_ABOUT}\s+)?(?:directions|instructions?|format|structure"
    rf"|protocol|rules?|set-?up|guidelines?|dos(?:e|age)|prescription|timing|timings|brief|details|overview|method|notes?|game\s?plan|plan|deal|drill|parameters"
    rf"|intervals?|sets\s+(?:and|&)\s+reps|prescription|numbers|basics|lowdown|instructions\s+for\s+use)|before\s+you\s+(?:start|begin)|getting\s+started"
    rf"|(?:do|doing|using)\s+{_ABOUT}|{_ABOUT}|your\s+(?:mission|workout|routine|plan)|general\s+(?:rules|notes|advice|instructions|guidelines)|in\s+general"
    rf"|how\s+(?:many|long|often|much)\b.{{0,40}}|(?:reps|sets|repetitions|rounds|frequency|duration|hold\s+times?)(?:\s+(?:and|&)\s+\w+)?)\W*$"
)
"""Headings over what is said of all exercises."""
WHOLE_HEADING_PATTERN = (
    r"\b(?:routine|work-?out|circuit|sequence|session|class|practice|program(?:me)?|plan|finisher|challenge|exercises|stretches|moves|poses)"
    r"\W*(?:\([^()]*\))?\W*$"
)
"""How a heading ends that names a whole workout."""

BRIEFING_FIELD_PATTERN = (
    r"^(?:(?:total|number\s+of|active|working)\s+)?(?:work(?:ing)?|rest(?:ing)?|rounds?|sets?|reps?|repetitions|exercises|moves|duration|time|times|timing|format"
    r"|intervals?|equipment|kit|level|hold|holds|breaks?|recovery|circuits?|repeat|effort|tempo|frequency|sides?|on|off|between\b.{0,30})"
    r"(?:\s+(?:time|interval|period|between\b.{0,30}|per\b.{0,20}))?\W*$"
)
"""The labels of a list that counts the work, the rests and the rounds of the whole."""

REST_ROW_PATTERN = (
    r"^\W*(?:(?:take|have|allow)\s+)?(?:an?\s+)?(?:(?:\d+|one|two|three|thirty|sixty|ninety)\W*(?:s|secs?|seconds?|mins?|minutes?)?['’]?s?\W*(?:of\s+)?)?"
    rf"(?:rest|break|breather|recovery|pause)\b[^.;!?]{{0,40}}\b(?:between|after\s+(?:each|every|all))\s+(?:the\s+|each\s+|every\s+|all\s+)?(?:rounds?|circuits?|sets?|{_NOUNS}|{_NOUN})\b"
)
"""A row that only tells the rests between the others."""

THESE_PATTERN = r"\b(?:these|those|following)\b"
"""What points at a list beneath."""
MANNERS_PATTERN = (
    r"\b(?:(?:go|come|get|start|work|way|hold|head|move)\s+back|back\s+(?:to|off|up|and\s+forth)|back[\s-]to[\s-]back"
    r"|on\s+(?:one|each|both|either|the\s+other)\s+\w+|(?:catch|keep)\s+your\s+(?:breath|pace)"
    r"|(?:both|each|either|the\s+other|per)\s+(?:legs?|arms?|sides?|foot|feet|hands?)|by\s+heart|heart\s+rate"
    r"|(?:hand|face)\s+(?:towel|cloth)|on\s+hand|face\s+the|in\s+mind)\b"
)
"""Words of the body that are spoken of no body: “go back to the start”."""
CLAUSE_PATTERN = r"[,;:()–—]|\s-\s|\b(?:and|then|with|plus|but|followed by|so)\b"
"""Where one clause of a rule ends and the next begins."""
TIMER_PATTERN = r"\b(?:timer|alarm|clock|stopwatch)\b"
KEEPS_PATTERN = r"\b(?:hold|stay|keep|work|squeeze|tense|pause\s+at)(?:ing)?\b"
"""What is done for a time, though a word of rest stands beside it."""
AS_NEEDED_PATTERN = (
    r"\b(?:when(?:ever)?|if|as|where)\s+(?:you\s+|it(?:['’]s|\s+is)\s+)?(?:need|require|necessary|like|want|must)"
    r"|\b(?:on|at|over)\s+(?:\w+\s+)?(?:tender|tight|sore|painful|knotted|trigger)\b"
)
"""“Rest for a minute whenever you need to” states no rest."""
TAIL_PATTERN = (
    r"(?:[,;–—]\s*|\s)(?:and\s+)?(?:then|before\s+you)\s+(?P<told>(?:sit|lie|walk|jog|march|stretch|relax|rest\s+(?!for\b|\d)"
    r"|finish|end|close|cool)\b.*)$"
)
"""The end of a rule that tells what is done behind all else: “…, then sit quietly for two minutes”."""
_ALL_OF_IT = (
    r"(?:do\s+(?:it|them)\s+all|do\s+the\s+(?:lot|whole\s+thing)|go\s+through\s+(?:it|them)\s+all|start"
    r"|repeat\s+(?:it\s+all|everything|the\s+(?:lot|whole\s+\w+|circuit|sequence)|them\s+all))"
)
_AGAIN_AT_END = r"\s+(?:all\s+over\s+)?(?:again|once\s+more)"
ALL_AGAIN_PATTERN = (
    rf"(?:\b(?:then|and|before\s+you|now)\s+{_ALL_OF_IT}(?:{_AGAIN_AT_END})?|\b{_ALL_OF_IT}{_AGAIN_AT_END})\s*[.!]?$"
)
"""How a sentence ends that wants all of it done once more."""
NAMED_PATTERN = (
    r"\b(?:do|perform|hold|repeat|keep|stay\s+in)\s+(?:the|your)\s+"
    r"(?P<name>(?:[a-z-]+\s+){0,2}[a-z-]+)\s+(?:on|for|to|with)\b"
)
"""An exercise that is called by its name: “do the leg lifts on both sides”."""
OF_EACH_PATTERN = r"\s*(?:each|per|apiece|of\s+(?:each|every|everything|these|them))\b"
NO_ORDER_PATTERN = r"\s*(?:as\s+\w+|if\b)"
"""Behind a number of times: “twice as long”, “twice if you have time”."""
WHEN_PATTERN = r"\W*(?:once|when|after|if|until|unless)\b"
"""“Once all three sets look clean” orders nothing."""
EACH_AT_ONCE_PATTERN = (
    r"^(?:\W*\w+){1,3}?\s+(?:in|into|with|on|for|through|over)?\s*"
    rf"(?:each|every|all(?:\s+of)?(?:\s+(?:the|these))?)\s+(?:\w+\s+)?(?:{_NOUN}|{_NOUNS})\b"
)
"""An order to each exercise, whatever the body does in it: “Settle into each shape …”."""
EACH_ONE_PATTERN = r"\b(?:each|every|per|any)\b(?!\s+(?:round|circuit|time|side|leg|arm)\b)"

GENERAL_VERBS = frozenset(
    ("do", "perform", "hold", "stay", "keep", "repeat", "complete", "work", "rest", "spend", "aim", "go", "take", "try",
     "give", "start", "begin", "move", "breathe", "use")
)  # fmt: skip
"""Verbs of a rule for all, though it names a part of the body; “Stretch your quads, 1 min each” is an exercise."""
