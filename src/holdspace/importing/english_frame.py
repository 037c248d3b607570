"""The English tables of what frames a workout and is none of it: boxes of facts, schedules, what comes afterwards."""

from __future__ import annotations

from holdspace.importing.english_page import MONTHS, WEEKDAYS

_WHOLE = r"(?:work-?out|session|class|practice|routine|program(?:me)?|plan|course|training|lesson|video|circuit)"
_LENGTH = r"(?:length|duration|time)"
FACT_LABEL_PATTERN = (
    rf"(?:(?:(?:main|primary|your|training|fitness|{_WHOLE})\s+)?(?:goals?|aims?|objectives?|focus)"
    rf"|(?:(?:usual|typical|average|total|approx(?:imate|\.)?|estimated|overall|full)\s+)(?:{_WHOLE}\s+)?{_LENGTH}"
    rf"|{_WHOLE}\s+(?:{_LENGTH}|type|level|style|format|name|frequency)"
    rf"|(?:{_LENGTH}|minutes|days|sessions|workouts|classes|times|frequency)\s+(?:per|a|each|/)\s*(?:{_WHOLE}|day|week|month)"
    r"|(?:skill|fitness|experience|training|intensity|difficulty|effort|impact)(?:\s+level)?|level|difficulty"
    r"|(?:equipment|kit|gear|props?)(?:\s+(?:needed|required|used|list))?|(?:you(?:['’]ll)?|what\s+you(?:['’]ll)?)\s+need"
    r"|(?:target|recommended)\s+(?:gender|audience|age|group|muscles?|supp(?:lement)?s)|age(?:\s+group|s)?|audience"
    r"|(?:calories|energy)(?:\s+burn(?:ed|t)?)?|(?:average\s+|entry\s+)?(?:price|cost|fee)s?|suitable\s+for|good\s+for"
    r"|best\s+for|ideal\s+for|body\s+parts?|muscle\s+groups?|(?:group|class)\s+size|teacher|instructor|location|venue)"
)
"""A label of a fact about the whole workout or its page, in a box or a table; none is said of one exercise's dose."""
BARE_FACT_PATTERN = (
    r"(?:(?:active|total|prep|additional|hands-on|workout|class|practice|session)\s+time\s+(?=\d)"
    r"|(?:(?:skill|fitness)\s+)?(?:difficulty|level)\s+(?=(?:easy|beginner|moderate|medium|intermediate|hard|advanced|gentle|all)\b))"
)
"""Such a label with nothing between it and what it is of: “Active Time 10 minutes”."""
WEAK_FACT_LABEL_PATTERN = r"(?:time|duration|length|frequency|how\s+(?:long|often)|style|type|format|when|where|split)"
"""Labels that are such facts only in a box with others of them."""

_CLOCK = r"(?:[01]?\d|2[0-3])(?:[.:h][0-5]\d(?:\s*[ap]\.?m\b\.?)?|\s*[ap]\.?m\b\.?|\s*o['’]clock\b)"
CLOCK_PATTERN = rf"(?:at\s+|from\s+)?{_CLOCK}(?:\s*(?:[-–—]|to|until|till)\s*{_CLOCK})?"
"""A time of the day, or the stretch between two."""
_DAY = rf"(?:{WEEKDAYS}|weekdays?|weekends?|daily|today|tomorrow)"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTHS}|{MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
LEVELS_PATTERN = r"(?:level|tier|stage)\s+(?:\d|[IV]{1,3}|one|two|three)\b\s*[:–—-]?\s+\d+\s+(?:sets|rounds)\b.{0,20}"
"""A row that offers a choice of how often all is done."""
EVENT_PATTERN = (
    rf"^(?:every\s+|on\s+)?(?:{_DAY}s?(?:\s*(?:[-–—&,/]|and|to)\s*{_DAY}s?)*[,:]?\s+)?{_DATE}\b(?!\s*[.!?]\s+\w)"
    rf"(?:\s*[,:–—|-]|\s+at\b)"
    rf"|^(?:every\s+|on\s+)?{_DAY}s?(?:\s*(?:[-–—&,/]|and|to)\s*{_DAY}s?)*[,:]?\s*(?:{_DATE})?[,:]?\s*(?:at\s+)?{_CLOCK}"
)
"""How a line begins that tells when something takes place: “Thu 9 May, 18.30:”, “Mondays 7pm”."""
HOURS_PATTERN = (
    r"\b(?:drop[- ]?in|opening|office|business|visiting|consulting|surgery|reception|clinic|phone|walk[- ]?in)"
    r"\s+(?:hours|times)\b"
    rf"|\b{_DAY}s?\b[^.;]{{0,20}}\s{_CLOCK}\s*(?:[-–—]|to|until|till)\s*{_CLOCK}"
    r"|\b(?:\d(?:st|nd|rd|th)|ground|first|second|third)\s+floor\b\W*(?:$|,)|\b(?:room|suite)\s+\d+\w?\b\W*(?:$|,)"
)
"""When and where somebody can be met."""

AFTERCARE_PATTERN = (
    r"^\W*(?:(?:then|afterwards?|after\s+(?:that|exercis\w+)|finally|you\s+(?:can|may|should)|if\s+needed)\W+)*"
    r"(?:(?:ice|apply|use|put|place|wrap)\b[^.!?]{0,40}\b(?:ice|icing|heat|cold|hot|compress|gel|frozen)\b"
    r"|(?:warm|heat|soak)\b[^.!?]{0,60}\b(?:shower|bath|heat|heated|hot|pad|bottle|wheat)\b"
    r"|ice\s+(?:it|the|your|for|this|any)\b|heat\s+(?:it|the|your)\b"
    r"|(?:take|have)\s+(?:a|an|your)\s+(?:\w+\s+)?(?:shower|bath|painkillers?|tablets?|medication|nap|snack)\b"
    r"|(?:drink|eat|hydrate|refuel)\b)"
)
"""What is done for the body when the exercises are over, and is none of them."""

PROGRESS_PATTERN = (
    r"^\W*(?:start|begin)\s+(?:out\s+|off\s+)?with\b[^.;]{0,40}\b(?:build|work|increase|progress|add)\b"
    r"|\b(?:as|when|once|if)\s+(?:it|this|that|these|they|things|you|\w+)\s+(?:gets?|becomes?|feels?|are|is|find\s+(?:it|this|that))\s+(?:too\s+)?"
    r"(?:easier|easy|stronger|fitter)\b"
)
"""How a sentence tells what is to come in later weeks, where no part of the body is moved in it."""

NEWS_HEADING_PATTERN = (
    r"^(?:in\s+other\s+news|news\b(?!\s+(?:pose|stretch))|latest\b|coming\s+(?:up|soon)\W*$|what(?:['’]s|\s+is)\s+(?:on|included|new)\b"
    r"|(?:upcoming\s+)?(?:events?|dates|workshops|retreats|classes)\W*$|announcements?|notice\s?board|notices?\W*$|diary\b"
    r"|(?:your|the|our|meet\s+(?:your|the|our))\s+(?:teachers?|instructors?|hosts?|guides?|trainers?|team|house|venue)\W*$"
    r"|(?:a|the|your)\s+typical\s+(?:day|week)|rooms?\s+(?:and|&)\s+\w+)"
)
"""Headings over news and what can be booked."""
OTHERS_HEADING_PATTERN = (
    r"^(?:next\s+on|(?:next|more)\s+(?:in|for)\s+(?:your|you)|more\s+to\s+\w+\W*$|on\s+your\s+reading\s+list|also\s+(?:on|in|from)"
    r"|don['’]t\s+miss|editor['’]?s?['’]?\s+(?:picks?|choice)|from\s+(?:the|our)\s+(?:blog|archives?|shop|journal)"
    r"|suggested\s+(?:for|reading|posts|articles)|other\s+(?:articles|posts|stories|pages|news)|you(?:['’]ll|\s+will)\s+(?:also\s+)?love"
    r"|(?:most|more)\s+(?:read|viewed|shared|popular)|what\s+to\s+read)\b"
)
"""Headings over other pages, behind the routine."""
SUBTITLE_CLASS_PATTERN = (
    r"(?:^|[\s_-])(?:subtitle|sub-title|dek|deck|standfirst|strapline|tagline|kicker|eyebrow)(?:$|[\s_-])"
)
"""Words of the class of a line that stands beside the title."""
PROGRESS_HEADING_PATTERN = (
    r"^(?:(?:how|when|ways)\s+to\s+(?:progress|advance|move\s+on|make\s+it\s+(?:harder|easier))|mak(?:e|ing)\s+it\s+(?:harder|easier)"
    r"|progress(?:ions?|ing)?\W*$|after(?:care|wards)\W*$|recovery\W*$)"
)
"""Headings over how to go on in later weeks."""

RESTING_PATTERN = (
    r"\b(?:s(?:h)?avasana|corpse|child['’]?s?\s+pose"
    r"|(?:final|side[- ]lying|supported|deep|full|long)\s+rest(?:ing)?|relaxation)\b"
    r"|\b(?:lie|lying|lay|recline|reclining|stretch\s+out|curl\s+up|sit\s+(?:back|quietly|still|comfortably|down|in)"
    r"|scoot|settle|sink|lean\s+back)\b|\blegs\s+up\b|\bdo\s+nothing\b|\bblankets?\b"
    r"|\b(?:close|closed|shut)\s+(?:\w+\s+)?eyes\b|\beyes\s+(?:closed|shut)\b"
)
"""The words of somebody who rests, and does not only pause."""
RELEASE_PATTERN = r"^\W*(?:(?:and|then|now)\W+)*(?:relax|release|let\s+(?:it\s+)?go|rest|loosen|soften)\b"
TENSING_PATTERN = r"\b(?:tense|tighten|clench|squeeze|press|push|pull|screw|scrunch|contract|hold)\b"
"""What is done before one relaxes for a few seconds."""
VARIATION_LABEL_PATTERN = (
    r"^(?:(?:\w+['’]?s?\s+)?tips?|notes?|modif\w+|(?:\w+\s+)?(?:variation|option|alternative)|(?:make\s+it\s+)?(?:easier|harder|gentler"
    r"|softer|lighter|tougher)|too\s+(?:easy|hard|much)\??|progress(?:ion)?|regression)\s*(?::|\s[–—-]\s)"
)
"""How a line begins that only says how else an exercise can be done."""

VARIATION_QUESTION_PATTERN = (
    r"^\W*(?:(?:too|very|really|still|not|bad|sore|stiff|tight|short|new|no|weak|wobbly|tired|pregnant|advanced|beginner|experienced)\b"
    r"|(?:want|need|fancy|looking|prefer|struggling|finding|feeling|got|having|coming\s+back|can['’]t|cannot|don['’]t|is\s+(?:it|this|that)|does)\b)"
    r"[^.!?]{0,60}\?"
)
"""A question before another way to do something: “Too easy? Add a round.”"""
BOUND_STEP_PATTERN = (
    r"^\W*(?:(?:then|afterwards?|finally|lastly|now|first|and|after\s+(?:that|this|the\s+\w+)|to\s+(?:start|begin|finish|end)"
    r"|(?:once|when|after)\s+you(?:['’](?:re|ve)|\s+(?:are|have))?\s+(?:all\s+)?(?:done|finish(?:ed)?|complet\w+|through)(?:\s+(?:all|the|every)[^,;.]{0,30})?|just|simply|when\s+you(?:['’]re|\s+are)\s+done)\W+)*"
    r"(?:warm|cool|bike|cycle|walk|jog|march|lie|sit|rest\s+(?!for\b|\d)|relax|stay|savasana|shavasana|corpse|child['’]?s\s+pose"
    r"|close\s+your\s+eyes|stretch\s+out|curl\s+up|let\s+your|take\s+(?:a\s+)?(?:final|last)|breathe"
    r"|come\s+(?:in)?to\s+(?:savasana|child|corpse|lie|sit|a\s+(?:seated|lying))"
    r"|(?:start|begin|open|finish|end|close)\s+(?:off\s+|up\s+|out\s+)?(?:with|by|in)\b)\b"
)
"""How the step before a list or behind it begins: “Then lie in savasana for 4 minutes”."""
END_OF_ALL_PATTERN = (
    r"^\W*(?:(?:and|then|now)\W+)*(?:cool\s+down|(?:finish|end|close)\s+(?:off\s+|up\s+)?(?:with|by)|to\s+(?:finish|end|close|cool\s+down)"
    r"|(?:once|when|after)\s+(?:you|all|both|the\s+last)\b[^,]{0,40}\b(?:done|finished|through|last|round|circuit|exercises))\b"
)
"""How a paragraph begins that tells what is done behind all exercises."""
BUILDING_PATTERN = (
    r"\b(?:work(?:ing)?\s+up|build(?:ing)?|increas\w+|gradually|aim|at\s+first|each\s+(?:day|week)|if\s+you"
    r"|before\s+bed)\b"
)
"""What makes such a sentence advice on how much to do."""

WARM_UP_PATTERN = (
    r"\W*(?:(?:the|your|a|quick|easy|dynamic)\s+)*"
    r"(?:warm(?:ing)?[-\s]?up|mobili[sz]ation|activation|prep(?:aration)?)\b"
)
COOL_DOWN_PATTERN = (
    r"\W*(?:(?:the|your|a|quick|easy|final)\s+)*(?:cool(?:ing)?[-\s]?(?:down|off)|warm[-\s]?down|wind[-\s]?down)\b"
)
"""The names of what comes before a circuit and behind it, and is done once."""

_COUNT = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
ROUNDS_HEAD_PATTERN = (
    rf"^(?:(?:then|now|next|and)\W+)*(?:(?:do|complete|perform|repeat|go\s+through)\s+)?(?P<rounds>{_COUNT}\s*(?:x\b|times\b|rounds?\b"
    r"|circuits?\b|laps?\b|sets\b))(?:\s+(?:of|through))?(?:\s+(?:the\s+)?(?:following|these|this|all|below|each))*\W*:\W*$"
)
"""A line over the rows of a circuit: “Then 3 rounds of:”."""
ROUNDS_ORDER_PATTERN = (
    rf"^(?:[^.;:]{{0,60}}\b(?:and|then|,)\s+)?(?:then\s+|now\s+)?(?:do|complete|perform|repeat|go\s+for|aim\s+for)\s+(?:it\s+|this\s+)?"
    rf"(?:for\s+)?(?:all\s+)?{_COUNT}\s+(?:full\s+|complete\s+)?(?:rounds|circuits|laps)\b"
)
"""A sentence that orders how often all is gone through."""

ROUTINE_TITLE_PATTERN = (
    r"\b(?:exercises?|stretch(?:es|ing)?|yoga|pilates|poses?|asanas?|routines?|work-?outs?|circuit|breathing|breath(?:work|s)?"
    r"|warm[-\s]?up|cool[-\s]?down|sequence|flow|mobility|program(?:me)?|moves|rehab(?:ilitation)?|relaxation|meditation"
    r"|strength|strengthening|hiit|salutations?|drills?|qigong|tai\s+chi|body\s+scan|foam\s+roll\w*)\b"
)
"""What the title of a page with a routine mostly names."""
DEPARTMENT_PATTERN = (
    r"\b(?:services?|trust|departments?|dept|orthop(?:a)?edics|physiotherapy|physical\s+therapy|rheumatology|outpatients?"
    r"|clinic|hospital|centre|center|institute|university|college|foundation|association|society|council|ltd|inc|llc)\W*$"
)
"""How a line ends that names only who gives the page out."""

SOUNDED_BREATH_PATTERN = (
    r"\b(?:sigh|hum|hiss|buzz|whisper|chant|roar|blow|puff|haa?h?|om)\w*\b[^.!?]{0,50}\b(?:breathe|breathing|exhale|exhaling|out)\b"
    r"|\b(?:out|exhale|exhaling|mouth)\b[^.!?]{0,60}\b(?:sigh|hum|hiss|buzz|whisper|chant|roar|puff|haa+h?)\w*\b"
)
"""An out-breath with a sound to it."""

WARNING_PATTERN = (
    r"^\W*(?:please\s+)?(?:(?:skip|leave\s+out|avoid|miss\s+out)\b[^.!?]{0,50}\b(?:injur\w+|hurts?|pain\w*|sore|broken|swollen)\b"
    r"|(?:stay|keep|steer)\s+(?:well\s+)?(?:away\s+from|off|clear\s+of)\s+(?:the\s+|your\s+|any\s+)?(?:bones?|joints?|spine|bony|bruis\w+"
    r"|injur\w+|wounds?|sore)\b"
    r"|(?:find|choose|pick)\s+(?:yourself\s+)?(?:a|some|somewhere)\s+(?:\w+,?\s+)?(?:quiet|calm|peaceful|private)\b(?![^.!?]{0,60}\b(?:sit"
    r"|lie|stand|kneel)\b))"
)
"""What is to be left out or looked for, and is none of the exercises."""
