"""Words of the page around a routine, in English; another language is another such file."""

from __future__ import annotations

MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
DATE_PATTERN = (
    rf"(?:(?:on\s+)?{WEEKDAYS},?\s+)?(?:{MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTHS}"
    rf"(?:,?\s+\d{{2,4}})?|{MONTHS},?\s+\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
    r"(?:,?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?)?"
)
"""A day as pages date themselves."""

CREDIT_PATTERN = (
    r"^(?:(?:created|prepared|compiled|produced|written|drawn|designed|recorded|filmed|narrated|translated|edited"
    r"|subtitles?|captions?|subtitled|captioned|transcribed|voiced?|music|exported|generated|powered|adapted|illustrated?|illustration"
    r"|photograph(?:y|ed)?|image|story|text|video|courtesy|reprinted|republished|excerpted|contributed|demonstrated|model(?:l?ed)?)"
    r"\s*(?:by|for|with|from|of|via)\b|by\s+(?:the\s+)?[A-Z]|(?:created|prepared)\s+for\b"
    r"|(?:archive-name|version|last[- ]modified|last[- ]updated|date|review date|author|instructor|therapist|clinician"
    r"|patient|name|voice|speed|export|format|engine|language|image|model|photographer|illustration|video|photo)\s*:\s)"
)
"""How a line begins that says who made a page, and with what."""

ALTERNATIVE_PATTERN = (
    r"^(?:(?:a\s+|the\s+)?(?:wo)?man|girl|boy|person|lady|guy|people|couple|female|male|athlete|runner|trainer|yogi|instructor)\b"
    r"[^.!?]{0,80}\b(?:doing|performing|demonstrating|practi[cs]ing|showing|stretching|holding|image|picture|photo|pose)\b[^.!?]{0,60}$"
    r"|^[^.!?]{0,60}\b(?:image|picture|photo|illustration|diagram|gif|infographic|video)(?:\s+(?:via|courtesy|of|source|credit)\b.{0,60})?$"
)
"""What stands for a picture that was not copied."""

WHY_LABEL_PATTERN = (
    r"^(?:the\s+)?(?:why(?:\s+[\w’']+){0,6}|(?:(?:key|main|health)\s+)?benefits?(?:\s+(?:of|for)\s+[\w\s’'-]{2,40})?|what\s+it\s+(?:does|works|stretches|targets|helps)"
    r"|good\s+for|great\s+for|best\s+for|helps\s+(?:with|to)|targets?|muscles?(?:\s+(?:worked|targeted|used|involved))?|areas?\s+(?:worked|targeted)"
    r"|primary\s+muscles|works|anatomy|did\s+you\s+know|fun\s+fact|the\s+science|sanskrit(?:\s+name)?|pronunciation|contraindications?"
    r"|disclaimer|equipment(?:\s+needed)?|difficulty|level|skill\s+level|purpose|goal|avoid\s+if|do\s+not\s+do\s+(?:this\s+)?if|who\s+should\s+avoid\s+it)"
    r"\s*(?::|\s[–—-]\s)"
)
"""A label before what is said of an exercise, and not what is to be done."""

HOW_LABEL_PATTERN = (
    r"^(?:how[\s-]to(?:\s+(?:do|perform|practi[cs]e|roll|stretch|get\s+into)(?:\s+(?:it|this|them))?)?|how|instructions?|directions?|method|steps?|the\s+(?:move|how)"
    r"|do\s+(?:it|this)|to\s+do(?:\s+(?:it|this))?|what\s+to\s+do|technique|execution|action|exercise\s+description|description|getting\s+into\s+it"
    r"|step[- ]by[- ]step(?:\s+instructions)?|try\s+(?:it|this)|in\s+practice)\s*(?::|\s[–—-]\s)\s*(?=\S)"
)
"""A label before what is to be done, which names nothing itself."""

EXPLAINING_HEADING_PATTERN = (
    r"^(?:why |what |how |when |who |can |does |do |is |are |should |benefits?\b|(?:the )?(?:health )?benefits|causes|symptoms|muscles worked"
    r"|risks|research|the science|background|introduction|story|my story|summary|in summary|conclusion|(?:the )?(?:takeaway|bottom line)"
    r"|final (?:thoughts|words)|precautions|contraindications|questions|faqs?\b|frequently asked|overview|things |so )"
)
"""Headings of the page under which some authors tell steps all the same."""

ORGANISATION_PATTERN = (
    r"\b(?:clinic|hospital|trust|nhs|centre|center|department|dept|practice|surgery|institute|university|college|physio(?:therapy)?"
    r"|therap(?:y|ies)|rehab(?:ilitation)?\s+(?:services|department)|studio|gym|club|outpatients?|health\s?care|ltd|inc|llc)\b"
)
"""What a letterhead names, before the title."""

TITLE_TAIL_PATTERN = r"\s*(?:[,|–—-]|\s)\s*(?:\([^()]{0,120}\)|(?:(?:a|the|my|our)\s+)?(?:[\w-]+\s+)?(?:handout|leaflet|worksheet|printout|copied|version|edition|printable|pdf)\b.*)$"
"""What stands behind a title and is no part of it."""

SOUND_PATTERN = r"^(?:[\w-]+\s+){0,3}(?:music|piano|guitar|chimes?|bells?|gong|applause|birdsong|silence|laughter|singing|playing)(?:\s+\w+){0,2}$"
"""A sound that subtitles describe."""

BORROWED_HEADING_PATTERN = r"^(?:(?:read|borrow|watch|listen|try|shop|see|buy|explore|what(?:[’']s)?)\s+(?:this\s+)?(?:next|too|as well|also)|next\s+(?:up|read))\W*$"
"""Headings over other things of the same page."""
