"""Words of the page around a routine, in English; another language is another such file."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


MENU_WORDS = _words("""
    home login log search about contact shop blog menu subscribe cart account store podcast podcasts newsletter join
    classes timetable pricing prices careers help faq topics categories recipes nutrition news sport community
    signup register basket wishlist forum videos gear training races workouts magazine
""")
"""Entries of menus; a line of capitalised words with two of them is one."""
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
DATE_PATTERN = (
    rf"(?:(?:on\s+)?{WEEKDAYS},?\s+)?(?:{MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?{MONTHS}"
    rf"(?:,?\s+\d{{2,4}})?|{MONTHS},?\s+\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:,?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)?"
)
"""A day as pages date themselves."""

CREDIT_PATTERN = (
    r"^(?:the\s+following\b.{0,40}\bby\s+[A-Z]|(?:telephone|phone|tel|fax|e-?mail|address|language)\s*:?$|(?:created"
    r"|prepared|compiled|produced|written|drawn|designed|recorded|filmed|narrated|translated|edited"
    r"|subtitles?|captions?|subtitled|captioned|transcribed|voiced?|music|exported|generated|powered|adapted"
    r"|illustrated?|illustration"
    r"|photograph(?:y|ed)?|image|story|text|video|courtesy|reprinted|republished|excerpted|contributed|demonstrated"
    r"|model(?:l?ed)?)"
    r"\s*(?:by|for|with|from|of|via)\b|by\s+(?:the\s+)?[A-Z]|(?:created|prepared)\s+for\b"
    r"|(?:archive-name|version|last[- ]modified|last[- ]updated|date|review date|author|instructor|therapist|clinician"
    r"|patient|name|voice|speed|export|format|engine|language|image|model|photographer|illustration|video|photo)\s*:\s)"
)
"""How a line begins that says who made a page, and with what."""

ALTERNATIVE_PATTERN = (
    r"^(?:thumbnail|image|photo|picture|illustration|figure|graphic)s?\s+(?:image\s+)?of\b.{0,120}$|"
    r"^(?:(?:a\s+|the\s+)?(?:wo)?man|girl|boy|person|lady|guy|people|couple|female|male|athlete|runner|trainer|yogi"
    r"|instructor)\b"
    r"[^.!?]{0,80}\b(?:doing|performing|demonstrating|practi[cs]ing|showing|stretching|holding|image|picture|photo"
    r"|pose)\b[^.!?]{0,60}$"
    r"|^[^.!?]{0,60}\b(?:image|picture|photo|illustration|diagram|gif|infographic|video)(?:\s+(?:via|courtesy|of"
    r"|source|credit)\b.{0,60})?$"
)
"""What stands for a picture that was not copied."""

WHY_LABEL_PATTERN = (
    r"^(?:the\s+)?(?:in\s+short|tl;?dr|(?:quick\s+)?summary|bottom\s+line|(?:key\s+)?takeaways?|at\s+a\s+glance"
    r"|short\s+version|why(?:\s+[\w’']+){0,6}|(?:(?:key|main|health)\s+)?benefits?(?:\s+(?:of"
    r"|for)\s+[\w\s’'-]{2,40})?"
    r"|what\s+it\s+(?:does|works|stretches|targets|helps)"
    r"|good\s+for|great\s+for|best\s+for|helps\s+(?:with|to)|targets?|muscles?(?:\s+(?:worked|targeted|used"
    r"|involved))?|areas?\s+(?:worked|targeted)"
    r"|primary\s+muscles|works|anatomy|did\s+you\s+know|fun\s+fact|the\s+science|sanskrit(?:\s+name)?|pronunciation"
    r"|contraindications?"
    r"|disclaimer|equipment(?:\s+needed)?|difficulty|level|skill\s+level|purpose|goal|avoid\s+if"
    r"|do\s+not\s+do\s+(?:this\s+)?if|who\s+should\s+avoid\s+it)"
    r"\s*(?::|\s[–—-]\s)"
)
"""A label before what is said of an exercise, and not what is to be done."""

HOW_LABEL_PATTERN = (
    r"^(?:set[\s-]?up|starting\s+position|the\s+(?:stretch|exercise|moves?|movement)|movement|dosage|dose"
    r"|how[\s-]to(?:\s+(?:do|perform|practi[cs]e|roll|stretch|get\s+into)(?:\s+(?:it|this|them))?)?"
    r"|how|instructions?|directions?|method|steps?|the\s+(?:move|how)"
    r"|do\s+(?:it|this)|to\s+do(?:\s+(?:it|this))?|what\s+to\s+do|technique|execution|action|exercise\s+description"
    r"|description|getting\s+into\s+it"
    r"|step[- ]by[- ]step(?:\s+instructions)?|try\s+(?:it|this)|in\s+practice)\s*(?::|\s[–—-]\s)\s*(?=\S)"
)
"""A label before what is to be done, which names nothing itself."""

CARE_HEADING_PATTERN = (
    r"^(?:(?:things|movements|activities|what) to avoid|looking after|caring for|after ?care"
    r"|who to (?:contact|call|ask)|when to (?:stop|get help|ring)|getting help|need help"
    r"|any (?:problems|questions)|warning signs|wound)\b"
)
"""Headings of a leaflet over what is no exercise."""

CLOSING_HEADING_PATTERN = (
    r"^(?:\d+\s+)?(?:more\s+\w+s$|comments?|responses|thoughts|replies|webmentions|reactions|mentions|likes"
    r"|leave|post a|join the|related|you (?:may|might)"
    r"|more (?:from|like|to read|in|posts|stories)|recent|popular"
    r"|trending|recommended|read (?:next|more)|keep reading|up next|references|sources|bibliography|citations"
    r"|further reading|footnotes|notes and references|about (?:the )?(?:author|me|us)"
    r"|author|meet |share|follow|subscribe|newsletter|sign up|categories|tags|archives?|search|menu|navigation"
    r"|advertisement|sponsored|disclaimer|disclosure"
    r"|copyright|contact|shop|products?|reviewed by|medically|our (?:experts|picks)|user reviews|reviews|customer"
    r"|testimonials|reader|credits?|cookie|privacy|site|quick links|links|legal"
    r"|upcoming|book |prices?|timetable|schedule|opening|playlist|soundtrack|music|similar|see also|latest|next "
    r"|previous|newer|older)\b"
)
"""Headings over the end of a page, beneath which nothing tells the routine any more."""

ORGANISATION_PATTERN = (
    r"\b(?:clinic|hospital|trust|nhs|centre|center|department|dept|practice|surgery|institute|university|college"
    r"|physio(?:therapy)?"
    r"|therap(?:y|ies)|rehab(?:ilitation)?\s+(?:services|department)|studio|gym|club|outpatients?|health\s?care|ltd"
    r"|inc|llc)\b"
)
"""What a letterhead names, before the title."""

TITLE_TAIL_PATTERN = (
    r"\s*(?:[,|–—-]|\s)\s*(?:\([^()]{0,120}\)|(?:(?:a|the|my|our)\s+)?(?:[\w-]+\s+)?(?:handout|leaflet|worksheet"
    r"|printout|copied|version|edition|printable|pdf)\b.*)$"
)
"""What stands behind a title and is no part of it."""

SOUND_PATTERN = (
    r"^(?:[\w-]+\s+){0,3}(?:music|piano|guitar|chimes?|bells?|gong|applause|birdsong|silence|laughter|singing"
    r"|playing)(?:\s+\w+){0,2}$"
)
"""A sound that subtitles describe."""

BORROWED_HEADING_PATTERN = (
    r"^(?:more\s+(?:[\w-]+\s+)?\w+s|(?:read|borrow|watch|listen|try|shop|see|buy|explore"
    r"|what(?:[’']s)?)\s+(?:this\s+)?(?:next|too|as well"
    r"|also)|next\s+(?:up|read))\W*$"
)
"""Headings over other things of the same page."""

_EXERCISE = (
    r"(?:pose|stretch|exercise|move|movement|position|posture|variation|practice|technique|sequence|workout|routine"
    r"|asana|breath(?:ing)?|drill|class)"
)
_EFFECT = (
    r"(?:is|are|was|be|feels?|helps?|works?|targets?|opens?|stretch(?:es)?|strengthens?|improves?|increases?|relieves?"
    r"|reduces?|releases?|creates?"
    r"|calms?|stimulates?|provides?|promotes?|counteracts?|builds?|boosts?|engages?|activates?|loosens?|lengthens?"
    r"|gives?|brings?|allows?"
    r"|trains?|prevents?|supports?|gets?|makes?|prepares?|soothes?|eases?|restores?|enhances?|develops?|teaches"
    r"|protects?|encourages?|hits?)"
)
DESCRIBING_PATTERN = (
    rf"^(?:[^,]{{0,80}},\s+)?(?i:this|that|it|they|these|those"
    rf"|both)\s+(?:(?:[\w'’-]+\s+){{0,3}}{_EXERCISE}(?:e?s)?\s+)?(?:(?:also|really|simply|actually|not|only|can|may"
    rf"|will|might|all|just)\s+)*{_EFFECT}\b"
    rf"|^(?i:the|this|these|an?|our|another"
    rf"|other)\s+(?:[\w'’-]+\s+){{0,4}}{_EXERCISE}(?:e?s)?\s+(?:\([^()]*\)\s+)?(?:(?:also|really|simply|can|may|will"
    rf"|might)\s+)*{_EFFECT}\b"
    rf"|^(?:[A-Z][\w'’-]*\s+){{1,3}}(?:{_EXERCISE}(?:e?s)?\s+)?(?:(?:also|really|can|may|will|might)\s+)*(?:is"
    rf"|are)\s+(?:also\s+)?(?:a|an|one\s+of|another|the\s+(?:best|most|perfect|classic|easiest)|great|good|excellent"
    rf"|perfect|ideal|among)\b"
    r"|^The\s+(?:[\w'’-]+\s+){1,4}(?:is|are)\s+(?:essentially|basically|simply|just|really|actually|also)\b"
    r"|^[A-Z][\w'’-]*\s+(?:[\w'’-]+\s+){0,4}(?:can|may|will|often)\s+(?:also\s+|often\s+|sometimes\s+)*(?:cause"
    r"|contribute|lead|become|result|improve|reduce|prevent|be\s+(?:caused|done|used|modified|performed|helpful))\b"
    rf"|^[A-Z][\w'’-]*s\s+(?:(?:also|really|can|may|will|might)\s+)*(?:helps?|works?|targets?|strengthens?|improves?"
    rf"|builds?)\b"
    rf"|^[A-Z][\w'’-]+ing\b[^.;,]{{0,90}}?\b(?:can\s+|may\s+|will\s+|also\s+)*(?:helps?|supports?|improves?|relieves?"
    rf"|reduces?|prevents?|strengthens?|increases?|promotes?|keeps|can\s+keep|is\s+(?:great|good|key|important|one))\b"
)
"""A sentence that says what an exercise is or does; nobody is told to do anything by it."""

CAUTION_PATTERN = (
    r"\b(?:should|if)\s+you\s+(?:feel|experience|have|notice)\b[^.!?]{0,60}\b(?:pain|discomfort|dizz\w+|numb\w*"
    r"|tingl\w+|strain|pinch\w*)\b[^.!?]{0,60}"
    r"\b(?:stop|discontinue|slow\s+down|see|consult|come\s+out|back\s+off)\b|"
    r"\bstop\b[^.!?]{0,40}\b(?:if|when)\b[^.!?]{0,80}\b(?:pain\w*|hurts?|dizzy|dizziness|numb\w*|faint|unwell|sharp"
    r"|breathless|tingling)\b|"
    r"\b(?:see|consult|ask|contact|call|visit|tell|(?:talk|speak|check)(?:\s+(?:to|with|in\s+with))?"
    r"|seek)\s+(?:with\s+)?(?:(?:a|an|your|the|any)\s+)?(?:\w+\s+){0,2}"
    r"(?:doctors?|physicians?|gp|midwife|therapists?|physiotherapists?|physios?|clinicians?|providers?"
    r"|professionals?|surgeons?|medical|practitioners?|attention|advice)\b"
    r"|^(?:avoid|skip|omit|do\s+not\s+(?:do|try|practi[cs]e|attempt)|don['’]t\s+(?:do|try|practi[cs]e"
    r"|attempt))\s+(?:this|these|it|the)\b[^.!?]{0,40}\b(?:if|when|during|while)\b"
    r"|^if\s+you(?:['’]re|\s+are)?\s+(?:pregnant|injured|(?:are\s+)?(?:recovering|suffering|experiencing)"
    r"|have\s+(?:any|a|an|had|high|low|serious|recent))\b[^.!?]{0,120}\b(?:avoid|skip|should\s+(?:not|learn|avoid)"
    r"|see|consult|ask)\b"
)
"""Whom an exercise is not for, when to stop, and whom to ask."""

CHEER_PATTERN = (
    r"^(?:that(?:['’]s|\s+is)\s+(?:it|all|the\s+(?:\w+\s+)?(?:sequence|routine|practice|flow|workout|list"
    r"|lot))\b.{0,30}|if\s+you\s+(?:only\s+)?have\s+time\b.{0,60}|look\s+no\s+further|(?:let['’]?s\s+)?(?:dive"
    r"|get\s+(?:into|to)\s+it|get\s+started"
    r"|jump\s+in)(?:\s+(?:right\s+)?in)?|enjoy\b.{0,30}|have\s+fun|keep\s+it\s+up|you\s+(?:did\s+it|can\s+do\s+(?:it"
    r"|this))"
    r"|good\s+(?:job|luck)|well\s+done|nice\s+work|try\s+(?:it|them)(?:\s+(?:out|today|now))?|go\s+for\s+it"
    r"|happy\s+\w+ing|sweet\s+dreams|let['’]?s\s+(?:go|begin|start|do\s+(?:it|this)|dive\s+in))\s*[!.]*$"
)
"""What only cheers."""

BENEFITS_HEADING_PATTERN = r"^(?=.*\b(?:benefits|advantages)\b)|^(?:pros|cons|common\s+mistakes|faq|did\s+you\s+know)\b"
ADVICE_HEADING_PATTERN = r"^(?=.{0,60}\b(?:overview|at\s+a\s+glance|details|principles|ground\s+rules)\W*$)"
ASKING_PATTERN = (
    r"^(?:and\s+|but\s+|so\s+|or\s+)?(?:do|does|did|are|is|can|could|have|has|will|would|should|what|why|how|who"
    r"|where|which|when|want|need|looking|ready|feel(?:ing)?)\b[^.!]*\?$"
)
"""A question that orders nothing, though it may begin as an order does."""

FRAGMENT_PATTERN = (
    rf"\b(?:{DATE_PATTERN})|\b\d+\s*(?:-\s*)?min(?:ute)?s?(?:\s+read\b)?|\b\d+(?:[.,]\d+)?k?\s+(?:views?|comments?"
    rf"|likes?|shares?|claps?|votes?|reads?|followers|upvotes)\b"
    r"|\b(?:written|medically\s+reviewed|reviewed|fact[- ]checked|edited|posted|published|updated|last\s+(?:updated"
    r"|modified|reviewed)|photos?|images?)\s*(?:by|on|:)?"
    r"|\b(?:listen|share|save|print|follow|comments?|writer|author|by|beginner|intermediate|advanced|all\s+levels"
    r"|featured|yr\.?|years?\s+ago|ago|r/\w+|u/\w+)\b"
)
"""What lines about the page are pieced together from."""

EQUIPMENT_PATTERN = (
    r"(?:an?\s+|\d+\s+)?(?:(?:exercise|yoga|foam|resistance|stability|swiss|medicine|tennis|massage|gym|workout"
    r"|water)\s+)?"
    r"(?:mat|ball|band|roller|block|strap|towel|dumbbell|kettlebell|bolster|blanket|bottle|timer)s?(?:\s*\([^()]*\))?"
)
"""A thing that is needed, and nothing else."""

PAGED_PATTERN = r"(?:slide|image|photo|picture|page|figure|exercise|step)\s+\d+\s+(?:of|/)\s+\d+\b"
"""Where in a row of pictures or pages one is."""

HOW_OFTEN_PATTERN = (
    r"^(?:do|repeat|perform|practi[cs]e|try|aim)\b[^.!?]{0,60}\b(?:every\s+(?:other\s+|second\s+|single\s+)?(?:day"
    r"|morning|evening|night|week)|daily|most\s+days"
    r"|(?:once|twice)\s+(?:a|per)\s+(?:day|week)|(?:\w+\s+)?(?:times|days)\s+(?:a|per)\s+(?:day|week))\b"
)
"""How often the whole is to be done."""

COMMENT_PATTERN = r"[.!?)]\s*(?:like\W*)?(?:reply|report|upvote|award)(?:\W+(?:reply|report|share|like))*\W*$"
"""How a reader's comment ends, with what can be clicked on."""

AGO_PATTERN = (
    r"(?:about\s+|over\s+)?(?:\d+|an?)\s*(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|d|w|weeks?|mo(?:nth)?s?"
    r"|y(?:ea)?rs?)\.?\s+ago"
)
"""When a comment was written."""
