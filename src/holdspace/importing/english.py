"""The English tables of the importing room: every word that its rules know. Another language is another such file.

A set is looked up word by word, in lower case. A name that ends in `_PATTERN` is a regular expression over a short
stretch of one sentence; none of them nests one repetition inside another.
"""

from __future__ import annotations

LANGUAGE = "en"


def _words(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


# ---- numbers and units ---------------------------------------------------------------------------------------------

NUMBER_WORDS = _words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
""")
"""What a number in words begins with."""

VAGUE_NUMBERS = {"a couple of": (2, 2), "a couple": (2, 2), "couple of": (2, 2), "couple": (2, 2), "a few": (3, 5),
    "few": (3, 5), "several": (4, 6), "a dozen": (12, 12), "half a dozen": (6, 6), "a handful of": (3, 5)}  # fmt: skip
"""Words that stand for a number or for a range of numbers: least and most."""

TIMES_WORDS = {"once": 1, "twice": 2, "thrice": 3}
"""Counts that need no unit."""

UNITS = {
    "second": ("time", 1), "seconds": ("time", 1), "sec": ("time", 1), "secs": ("time", 1), "s": ("time", 1),
    "seonds": ("time", 1), "secconds": ("time", 1), "secounds": ("time", 1), "second's": ("time", 1),
    "minute": ("time", 60), "minutes": ("time", 60), "min": ("time", 60), "mins": ("time", 60), "m": ("time", 60),
    "minuets": ("time", 60), "minuts": ("time", 60),
    "minute's": ("time", 60), "minute’s": ("time", 60), "minutes'": ("time", 60), "seconds'": ("time", 1),
    "second’s": ("time", 1), "half-minute": ("time", 30), "half-hour": ("time", 1800),
    "hour": ("time", 3600), "hours": ("time", 3600), "hr": ("time", 3600), "hrs": ("time", 3600),
    "breath": ("breaths", 1), "breathes": ("breaths", 1), "breaths": ("breaths", 1), "inhalations": ("breaths", 1), "exhalations": ("breaths", 1),
    "exhales": ("breaths", 1), "inhales": ("breaths", 1),
    "count": ("counts", 1), "counts": ("counts", 1), "beats": ("counts", 1),
    "rep": ("reps", 1), "reps": ("reps", 1), "repetition": ("reps", 1), "repetitions": ("reps", 1),
    "repeats": ("reps", 1), "times": ("times", 1), "time": ("times", 1),
    "set": ("sets", 1), "sets": ("sets", 1),
    "round": ("rounds", 1), "rounds": ("rounds", 1), "cycle": ("rounds", 1), "cycles": ("rounds", 1),
    "circuits": ("rounds", 1), "laps": ("rounds", 1), "boxes": ("rounds", 1),
    "degrees": ("angle", 1), "degree": ("angle", 1), "°": ("angle", 1),
    "day": ("calendar", 1), "days": ("calendar", 1), "week": ("calendar", 7), "weeks": ("calendar", 7),
    "month": ("calendar", 30), "months": ("calendar", 30), "year": ("calendar", 365), "years": ("calendar", 365),
    "inch": ("length", 1), "inches": ("length", 1), "cm": ("length", 1), "feet": ("length", 1), "foot": ("length", 1),
    "miles": ("length", 1), "mile": ("length", 1), "km": ("length", 1), "metres": ("length", 1), "meters": ("length", 1),
    "mm": ("length", 1), "steps": ("length", 1),
    "lb": ("weight", 1), "lbs": ("weight", 1), "pounds": ("weight", 1), "kg": ("weight", 1),
    "percent": ("percent", 1), "%": ("percent", 1), "calories": ("energy", 1), "kcal": ("energy", 1),
    "views": ("page", 1), "comments": ("page", 1), "likes": ("page", 1), "shares": ("page", 1), "claps": ("page", 1),
    "bpm": ("page", 1),
}  # fmt: skip
"""Unit → what it measures, and how many of the base unit (seconds, breaths, days …) it is."""

FIELD_LABELS = {
    "sets": ("sets", 1), "set": ("sets", 1), "reps": ("reps", 1), "rep": ("reps", 1), "repetitions": ("reps", 1),
    "repetition": ("reps", 1), "repeats": ("reps", 1), "repeat": ("reps", 1), "rounds": ("rounds", 1),
    "hold": ("time", 1), "seconds": ("time", 1), "secs": ("time", 1), "minutes": ("time", 60), "rest": ("time", 1),
    "freq": ("page", 1), "frequency": ("page", 1), "weight": ("page", 1), "tempo": ("page", 1),
}  # fmt: skip
"""The fields of a form, “Sets: 3”, and what a number without a unit counts there."""

HALF_UNITS = {"half-minute": 30, "halfminute": 30, "half-hour": 1800, "halfhour": 1800}
"""Words that are a time by themselves, in seconds."""

BREATHE_WORDS = _words("breathe breathing inhale breath")
BREATH_MANNERS = _words("""
    your in and out deeply slowly there gently quietly calmly exhale fully here softly evenly about around through it into
    the stretch for
""")
"""What may stand between “breathe” and “ten times” so that breaths are counted."""

THINGS = _words("""
    things people blocks bricks chairs pillows cushions blankets towels straps bands weights dumbbells kettlebells tins
    cans bottles books benches cones pegs minutes seconds hours reasons ways tips types kinds items lots levels classes
    friends kids children patients studies trials muscles bones joints inches yards metres litres comments replies
    benches logs balls bags shoes socks weeks days times pairs pieces parts spots corners walls others
    grams sizes pages videos flows episodes posts recipes places newsletters members readers
""")
"""What a number may count at the head of a line without being done."""

MEASURED_THINGS = _words(
    "piece board plank wood lumber timber block inch inches cm metre metres meters feet ft mat rug"
)
"""What “2 x 4” is the size of."""

REP_NOUNS = _words("""
    push-ups pushups press-ups squats lunges crunches sit-ups situps jumps jacks burpees curls raises rolls circles
    swings pulses taps kicks lifts bridges twists stretches step-ups dips rows presses pumps shrugs slides
    extensions rotations tilts marches nods turns flows ups downs climbers thrusts sweeps ones
""")
"""What is counted in repetitions without the word: “20 squats”."""

SLOW = _words("""
    deep slow full more whole long complete easy gentle even calm natural big smooth normal steady additional extra
    full-body controlled quick total breathing good cleansing yogic nasal nostril solid quality conscious relaxed
    mindful
""")
"""What may stand between a number and its unit."""

SLOWLY = _words("slowly silently quietly up out gently aloud")
"""What may stand between “count” and “to”."""

ABOUT = _words("""
    about around approximately roughly approx approx. some maybe perhaps circa ~ ≈ nearly almost
""")
AT_LEAST = ("at least", "a minimum of", "minimum", "no less than", "not less than", "min.")
AT_MOST = ("up to", "no more than", "at most", "a maximum of", "maximum", "not more than", "max")
RANGE_JOINTS = _words("to or - – − \u2011 through till à ~")

NO_NAMES = _words("""
    that this it there here they he she i we you your if when why what how who thanks thank hi hello dear so well but
    and for my our namaste om enjoy ok okay yes no now then first next finally
""")
"""What a short first sentence begins with that names no exercise."""

MOVEMENTS = _words("""
    scrunches sweeps bounces heartbeats strokes rocks wags openings closings hugs nods shakes drives hops skips rows
    flows hinges
""")
"""Plurals of movements whose verbs are not in the table."""

NO_REP_NOUNS = _words("""
    feels gets makes takes gives comes keeps needs becomes seems helps is
    points places works leaves backs stretches poses exercises moves positions holds rounds steps breaths looks
    stands sets rests starts stops finishes repeats plants blocks straps folds minutes seconds
""")
"""Plurals of verbs that are things all the same."""

# ---- what a number is for ------------------------------------------------------------------------------------------

HOLD_VERBS = _words("""
    hold holding held stay staying remain remaining keep keeping maintain maintaining pause pausing linger relax
    relaxing rest resting stretch breathe breathing sit lie lay lean hang sink melt soften stand balance settle stop
    squeeze tense clench contract tighten press
""")
REST_WORDS = _words("""
    rest recover recovery break breather
""")
OPEN_PATTERN = (
    r"\btak(?:e|ing)\s+(?:all\s+|as\s+much\s+of\s+)the\s+time\b[^.,;!?()]{0,30}"
    r"|\b(?:for\s+)?as\s+long\s+as\s+(?:the|your|this|that|there)\s+[^.,;!?()]{0,40}"
    r"|\b(?:time|duration|hold|how\s+long)\s*:\s*until\b[^.,;!?()]{0,40}"
    r"|\b(?:for\s+)?(?:any|whatever)\s+(?:amount|length)\s+of\s+time\b[^.,;!?()]{0,30}"
    r"|\b(?:no|without\s+a)\s+time\s+limit\b|\bin\s+your\s+own\s+time\s*[.!]?$"
    r"|\b(?<!grow )(?<!get )(?<!become )(?:for\s+)?as\s+long\s+as\s+(?:(?:i|we)\s+(?:can|like|want|need|please|fancy)\b"
    r"|u\s+|ya\s+|you(?:(?:'|’)?d|(?:'|’)re)?\s+|it(?:(?:'|’)s)?\s+|is\s+|feels\s+"
    r"|comfortabl)[^.,;!?()]{0,40}"
    r"|\buntil\s+(?:you(?:'re|’re|\s+are|\s+feel)\s+(?:ready|done|relaxed|calm)|it\s+feels\s+(?:right|like\s+enough"
    r"|good|done))[^.,;!?()]{0,40}"
    r"|\b(?:stay|rest|linger|remain|relax|lie)\s+(?:\w+\s+){0,4}(?:until|till|'til)\s+(?:you|your|it"
    r"|the)\s[^.,;!?()]{0,40}"
    r"|\btake\s+your\s+(?:sweet\s+|own\s+)?time\s+(?:here|there|down|in\s+(?:this|the)\s+(?:pose|stretch|shape"
    r"|position))"
    r"|\b(?:until|till)\s+you(?:(?:'|’)ve)?\s+(?:feel|had|want|like|have|would\s+like|wish)\s+(?:like\s+"
    r"|to\s+)?(?:mov|com|get|stop|go|leav|enough|had\s+enough)[^.,;!?()]{0,20}"
    r"|\bas\s+much\s+time\s+as\s+you\s+(?:want|need|like)|\buntil\s+you\s+have\s+had\s+enough"
    r"|\bas\s+long\s+as\s+is\s+comfortable|\bwhenever\s+you(?:'|’)?re\s+ready\s+to\s+(?:come|move|stop)"
    r"|\bas\s+long\s+as\s+(?:needed|desired|possible|comfortable|feels\s+good)"
    r"|\b(?:however|for\s+however)\s+long\s+(?:you|feels)[^.,;!?()]{0,30}"
)
FREQUENCY_PATTERN = (
    r"^\s*(?:(?:a|per|each|every|in\s+an?|in\s+the|throughout\s+the|through\s+the|during\s+the)\s*/?\s*"
    r"(?:day|week|month|morning|evening|night|hour|year|afternoon|weekday|minute|session)\b|/\s*(?:day|week|wk|d)\b"
    r"|(?:daily|weekly|monthly|nightly)\b)"
)
"""What right behind a number makes it a frequency: “3 times a week”."""

PAGE_NOUNS = _words("""
    run runs walk jog workout workouts routine routines session sessions class classes video videos practice read
    ago later flow sequence series challenge program programme guide podcast meditation ride commute warm-up warmup
    cool-down cooldown stretch-routine meeting meetings nap shower lesson playlist hike swim drive marathon shift
    phone quiz survey test assessment trial delivery consultation appointment wait film episode
""")
"""A time right before one of these is the length of a thing, not of a hold: “a 20-minute run”."""

DECOY_LEFT = _words("""
    after before within in every takes take lasts last lasting spent than under over since past just only ago
    per needs need requires
""")

# ---- verbs of instruction ------------------------------------------------------------------------------------------

VERBS = _words("""
    activate adjust aim align allow alternate anchor angle arch arrive assume attempt avoid balance be bear begin
    bend blink blow bounce bow brace breathe bring brush build carry cat catch check chew chin circle clap clasp
    clear clench climb close come complete cool concentrate continue contract count cover cradle crawl cross crouch cup
    curl cycle dangle deepen dip direct do don don't dorsiflex drag drape draw drift drive drop ease elevate
    elongate end engage ensure enter exhale exit expand explode extend externally face fall feel fill find finish
    flatten flex float flow flutter focus fold follow gather gaze get give glance glide go grab grasp grip ground
    grow guide hang hike hinge hit hold hook hop hover hug hum imagine inch increase inhale interlace interlock
    internally invite jab jog join jump keep kick knead kneel lace land lay lead lean leave lengthen let level lie
    lift linger listen lock look loop lower lunge maintain make march massage meet melt mirror move nestle nod
    notice nudge observe open pace pat pause paw pedal peel perform pick picture pigeon pinch pivot place plank
    plant play point poke position power practice practise prepare press pretend prop pucker puff pull pulse pump
    punch purse push put raise reach rebend recline reestablish relax release remain remember remove repeat
    reposition reset rest retain retract return reverse rinse rise rock roll root rotate round rub run say scan
    scooch scoop scrunch seal see send separate set settle shake shift shimmy shrug shuffle sigh sink sip sit skate
    skip slap sleep slide slip slow slump smile snake snap sniff soften spiral splay split spread spring sprint
    squat squeeze stabilize stack stagger stand stare start stay step stop straddle straighten stretch strive stroke
    support suspend swallow swap sway sweep swing switch take tap tense think thread throw thrust tighten tilt tip
    toss touch trace transfer transition travel try tuck turn twist unclench uncross uncurl undo unfold unravel
    unroll untuck use visualise visualize wait walk warm widen wiggle work wrap wriggle yawn
""")
"""What an instruction begins with."""

LEADS = _words("""
    one last guys everyone everybody friends okay ok alright lovely great good right well perfect beautiful nice
    slowly gently carefully then next now first second third finally lastly afterwards afterward and also again once
    still simply just softly smoothly deliberately please always never slightly lightly firmly mindfully immediately
    instead so but here there alternatively optionally actively quickly keeping or fully repeatedly steadily quietly
    calmly eventually
""")
"""Words that may stand before the verb of an instruction."""

CLAUSE_LEADS = _words("""
    as on with while when from if for in once after before to keeping using holding lying sitting standing starting
    bending pressing inhaling exhaling at during by beginning without kneeling leaning reaching placing maintaining
    until leading balancing facing resting bringing stepping still allowing moving pushing breathing squeezing
    working
""")
"""What opens a clause after which the instruction comes: “On an exhale, fold forward”."""

BODY = _words("""
    abdomen abdominals abs achilles ankle ankles arch arches arm armpit armpits arms back backs ball balls belly
    biceps bicep body bone bones bottom breastbone butt buttock buttocks calf calves cheek cheeks chest chin
    collarbone collarbones core ear ears elbow elbows eye eyebrows eyelids eyes face feet finger fingers fingertips
    fist fists foot forearm forearms forehead glute glutes groin groins hamstring hamstrings hand hands head heart
    heel heels hip hips jaw knee knees kneecap leg legs lips lower-back lungs mouth muscle muscles navel neck nose
    nostril nostrils palm palms pelvis quad quadriceps quads rib ribcage ribs sacrum scalp shin shins shoulder
    shoulders sit-bones sitz skull sole soles spine sternum stomach tailbone teeth temple temples thigh thighs
    throat thumb thumbs toe toes tongue torso triceps trunk waist wrist wrists vertebrae
""")

PLACES = _words("""
    mat floor ground wall chair block bolster blanket strap towel pillow cushion band ceiling sky bench doorway step
    table
""")

POSES = (
    "table top", "tabletop", "table-top", "downward-facing dog", "downward facing dog", "downward dog", "down dog",
    "upward-facing dog", "upward facing dog", "upward dog", "child's pose", "child’s pose", "childs pose", "cat/cow",
    "cat-cow", "cat cow", "cat and cow", "cat-camel", "mountain pose", "forward fold", "standing forward fold",
    "seated forward fold", "forward bend", "half lift", "low lunge", "high lunge", "crescent lunge", "lizard pose",
    "pigeon pose", "half pigeon", "reclined pigeon", "pigeon", "figure four", "figure-four", "figure 4", "thread the needle",
    "cobra pose", "cobra", "sphinx pose", "sphinx", "bridge pose", "glute bridge", "bridge", "happy baby", "corpse pose",
    "savasana", "shavasana", "warrior i", "warrior ii", "warrior iii", "warrior 1", "warrior 2", "warrior 3", "warrior one",
    "warrior two", "warrior three", "triangle pose", "side angle", "tree pose", "eagle pose", "chair pose", "boat pose",
    "camel pose", "locust pose", "bow pose", "cow face pose", "butterfly pose", "butterfly", "bound angle pose",
    "reclined bound angle", "legs up the wall", "legs-up-the-wall", "supine twist", "spinal twist", "reclined twist",
    "seated twist", "frog pose", "garland pose", "malasana", "puppy pose", "easy pose", "hero pose", "staff pose",
    "plank", "side plank", "forearm plank", "dolphin pose", "wheel pose", "shoulder stand", "plow pose", "plough pose",
    "dragon pose", "swan pose", "caterpillar", "shoelace", "saddle pose", "deer pose", "banana pose", "melting heart",
    "knees to chest", "knee to chest", "knee-to-chest", "pelvic tilt", "bird dog", "bird-dog", "dead bug", "clamshell",
    "clamshells", "wall sit", "push-up", "push-ups", "squat", "squats", "lunge", "lunges", "jumping jacks",
    "mountain climbers", "burpees", "crunches", "sit-ups", "calf raise", "calf raises", "heel raise", "heel raises",
    "leg raise", "leg raises", "straight leg raise", "neck roll", "neck rolls", "shoulder rolls", "shoulder shrugs",
    "chin tuck", "chin tucks", "doorway stretch", "hamstring stretch", "quad stretch", "calf stretch", "hip flexor stretch",
    "piriformis stretch", "chest stretch", "side bend", "side stretch", "box breathing", "alternate nostril breathing",
    "belly breathing", "diaphragmatic breathing", "sun salutation", "hip circles", "arm circles", "ankle circles",
    "wrist circles", "good morning", "good mornings", "superman", "russian twist", "russian twists", "hip thrust",
    "donkey kicks", "fire hydrants", "step-ups", "tricep dips", "high knees", "heel slides", "ankle pumps",
)  # fmt: skip
"""Names that a step in flowing prose may be called by; headings need no such list."""

NAME_NOUNS = _words("""
    pose stretch stretches twist fold bend lunge lunges plank squat squats bridge bridges raise raises curl curls
    circles rolls roll press presses hold holds rotation rotations slides slide tuck tucks breathing breath tilt
    tilts dog cow asana salutation opener release massage march marches extension extensions lift lifts kicks kick
    row rows fly flies shrugs crunch crunches jacks climbers bug push-ups sit-ups dips tap taps reach pull pulls
    walk walks squeeze squeezes clamshell clamshells burpees thruster swings swing step-ups hinge flow sit wall
""")

# ---- the page around the routine -----------------------------------------------------------------------------------

GREETINGS = _words("""
    hey hi hello namaste hiya heya welcome greetings howdy cheers thanks thank congratulations congrats
""")

FRAME_HEADING_PATTERN = (
    r"^(?:related|you (?:may|might) (?:also )?(?:like|enjoy)|more (?:from|like|to read|in|posts|stories)"
    r"|recent|popular|"
    r"trending|recommended|read (?:next|more)|keep reading|what to read next|up next|comments?\b"
    r"|\d+ (?:comments|responses|"
    r"thoughts)|leave a|post a|join the|responses|references|sources|bibliography|citations|further reading|footnotes|"
    r"about (?:the )?(?:author|me|us)|author|meet |share|follow|subscribe|newsletter|sign up|categories|tags"
    r"|archives?\b|"
    r"search|menu|navigation|table of contents|contents|in this article|jump to|on this page|advertisement|sponsored|"
    r"disclaimer|disclosure|copyright|contact|faqs?\b|frequently asked|why |what (?:is|are|causes|does)|benefits?\b|"
    r"(?:the )?(?:health )?benefits of|conclusion|(?:the )?(?:takeaway|bottom line)|final (?:thoughts|words)"
    r"|summary|in summary|when to "
    r"(?:see|call|seek)|how (?:often|does|long should)|risks|research|the science|our (?:experts|picks)|shop|products?|"
    r"reviewed by|medically|ingredients|what to expect|re:|changelog|newer|older|"
    r"contraindications|precautions|questions|ask |story|background|introduction|latest|next article|previous"
    r"|(?:things|questions) (?:we|you|people|i)\b|what (?:people|you|readers|others) |next (?:retreat|class|workshop"
    r"|time|event|course|week)"
    r"|upcoming|book (?:a|an|your|now)|prices?\b|timetable|schedule\b|opening|opening hours|teachers?$|our (?:team"
    r"|teachers|classes|story)"
    r"|reader|leave|user reviews|reviews|customer|testimonials|"
    r"who (?:is|should)|causes|symptoms|muscles worked|credits?|image credits|photo|shop the|gear"
    r"|what you'll need to know|"
    r"playlist|soundtrack|music\b|my story|our story|a note from|more$|similar|see also|nutrition|discussion|cookie"
    r"|privacy|site"
    r"|quick links|links|legal)"
)
"""Headings over what is not part of the routine."""


FRAME_LINE_PATTERN = (
    r"^(?:top of page|bottom of page|skip to (?:main )?content|menu|home|about|contact|shop|log ?in"
    r"|sign (?:in|up)|search|"
    r"subscribe.*|share(?: (?:this|on|via).*)?|tweet|pin(?: it)?|facebook|twitter|instagram|pinterest|email"
    r"|print|whatsapp|"
    r"reddit|linkedin|youtube|copy link|comments?|reply|like|advertisement|sponsored|ad|loading.*|read more.*"
    r"|continue reading.*|"
    r"next(?: post)?|previous(?: post)?|back to top|all rights reserved.*|privacy.*|terms.*|cookie.*|accept.*|close|×|"
    r"follow(?: us| me)?(?: on .*)?|written by .*|by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}|updated.*"
    r"|published.*|posted.*|last (?:updated|reviewed).*|"
    r"reviewed by .*|medically reviewed.*|fact checked.*|photo(?:s|graph)?(?: by| credit|:).*|image(?:s"
    r"| credit|:).*|credit:.*|"
    r"source:.*|getty images.*|shutterstock.*|©.*|copyright.*|\(c\).*|tags?:.*|filed under.*|categor(?:y|ies):.*|"
    r"related:.*|see also:.*|also read:.*|\d+ min(?:ute)? read|\d+ comments?|\d+ views?.*|\d+ likes?"
    r"|\d+ shares?|save|saved|"
    r"\d(?:[.,]\d+)?\s*(?:(?:out of|/)\s*(?:5|10)\b|(?:stars?|★|⭐))(?:[^.!?]|\.(?=\d)){0,60}|(?:\d[\d.,]*\s?[km]?\s+)?(?:star\s+)?(?:ratings?|votes?|reviews?|upvotes?|downvotes?)\b.{0,30}"
    r"|(?:down|up)vote.*|award|go to comments.*|join the conversation.*|rated \d.*|"
    r"write a comment.*|leave a (?:comment|reply).*|add a comment.*|log in to .*|be the first to .*"
    r"|by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3},.{0,60}|\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?|no comments.*|up next:.*"
    r"|next up:.*"
    r"|book (?:a|an|your|now|online)\b.*|<?media omitted>?|(?:yield|diet|serves|cuisine|course|category|difficulty"
    r"|skill level|total time"
    r"|prep time|author|words|pictures|illustrations?|editor|filmed|location|edit(?: ?\d)?|update(?: ?\d)?|ps"
    r"|p\.s\.)\s?:.*"
    r"|(?:handout|leaflet|sheet|version|issue|page|part(?= \d+ of)) (?:no\.? ?)?\d+(?:\.\d+)?(?: of \d+)?\b.{0,80}"
    r"|(?:about |over )?(?:\d+|an?)\s?(?:sec|min|h|hr|hour|d|day|w|wk|week|mo|month|y|yr|year)s?\.? ago"
    r"|best viewed.*|ages? \d+.{0,20}"
    r"|you are visitor.*|work (?:it |your way )?through (?:it|them|this|the list).{0,60}|print (?:it|this).*"
    r"|scan (?:the|this).*|timestamps:?|chapters:?"
    r"|[\"“][^\"”]{10,400}[\"”]\s*[—–-]+\s*[A-Z].{0,60}"
    r"|(?:see|view|show|load|browse)\s+(?:more|all)\b.{0,40}|start of page|[\w ]{3,20}(?:'|’)s picture.*|profile picture.*|"
    r"(?:estimated\s+)?read(?:ing)?[\s-]time.*|time to read.*|jump to (?:recipe|video).*|print(?: this)?(?: page| recipe)?|rate this.*|was this (?:article"
    r"|page) helpful.*|yes|no|figure \d+.*|fig\. ?\d+.*|"
    r"table of contents|newsletter.*|get the app.*|download .*|click here.*|tap here.*|watch (?:the )?video.*"
    r"|watch now.*|buy .*|shop .*)$"
)
"""Whole lines that belong to the page."""

FRAME_SENTENCE_PATTERN = (
    r"\b(?:work (?:your way )?through (?:it|them|this)|let (?:us|me) know|in the comments|comments? below"
    r"|leave a comment|subscribe|sign up (?:for|to)"
    r"|newsletter|follow (?:us|me|along) "
    r"(?:on|at)|share this|pin (?:this|it)|affiliate|commission|discount|coupon|promo code|% off"
    r"|free shipping|shop (?:now|our|the|here)|buy now|"
    r"click (?:here|the|below|on)|check out (?:my|our|the|this)|read (?:more|next|also|our)|learn more"
    r"|download (?:the|our|my|your|a)|"
    r"my (?:new )?(?:book|course|ebook|e-book|channel)|our (?:app|channel|store|partners|newsletter"
    r"|community)|youtube|instagram|facebook|twitter|tiktok|"
    r"see you|next (?:ride|time|week|class|session|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"|posted (?:by|on)|posts?:|labels:|min(?:ute)? read|prep time|total time|active time|cook time|"
    r"kcal|calories|level:|author:|parking|licen[cs]e|open until|tickets?|followers|readers|subscribers"
    r"|hashtag|log in|register|page \\d|page last|visitors:|last edited|"
    r"tag a |save this|e-?mail|website|disclaimer|doctor before|your (?:doctor|gp|midwife|physician)"
    r"|mention @|follow (?:me |us |along )?for (?:more|daily|weekly|regular)\b|hit (?:subscribe|like)|welcome back|the channel|"
    r"pinterest|patreon|all rights reserved|cookies?\b|privacy policy|terms of|this (?:post|article|page|site"
    r"|information) (?:may|contains|is|was|does)|"
    r"medical advice|sponsored|advertisement|photo by|image (?:by|credit)|getty|shutterstock|unsplash|©"
    r"|(?:take|try|join|get|grab|see|read|view|browse|watch|order|explore|book|buy)\s+(?:our|my)\b(?!\s+(?:hand|lead|word))"
    r"|(?:order|buy|download|grab|book|shop|get|find|see|watch)\s+(?:\w+\s+){1,5}here(?=\W*$)"
    r"|https?://|www\.|happy running|namaste)(?!\w)"
)
"""Sentences that belong to the page wherever they stand."""

ANECDOTE_PATTERN = (
    r"^(?:i|i'm|i’m|i've|i’ve|i'd|i’d|i'll|i’ll|my|we|we're|we’re|we've|we’ve|our|when i|whenever (?:i|my)"
    r"|last (?:week|year|month|summer|winter|spring|night)|"
    r"yesterday|years ago|growing up|back in|one (?:day|of my)|a friend|these are my|this is my"
    r"|as a (?:runner|teacher|dancer|mom|physio|therapist|coach|new)|"
    r"for me|honestly|personally|in my|thanks|thank you|hope|happy(?! baby))\b"
)
"""How a sentence about the writer begins."""

STORY_PATTERN = (
    r"\b(?:told|said|says(?! otherwise)|asked|thought|laughed|heard|learned|wrote|argued)\b|\b(?:he|she|him|his"
    r"|her own|they were)\b"
    r"|^there (?:are|is|were|was)\b|\bevery hour\b"
)
"""What a rule for the whole page does not hold, and a story does."""

NARRATIVE_PATTERN = (
    r"\b(?:i|i'm|i’m|i've|i’ve|i'd|i’d|i'll|i’ll|me|my|mine|myself|we|our|us)\b"
    r"|\b(?:was|were|had|went|said|says(?! otherwise)|told|taught|took|used to|could not|couldn't|couldn’t|got|came|saw"
    r"|thought|learned|laughed|argued"
    r"|lowered|showed|trial|study|studies|noticed|wrote|undid|knew|became|began|found|asked|wanted|loved"
    r"|years old|people who|patients|readers|he|she|his|him)\b"
    r"|\b(?:19|20)\d\d\b(?!\s*(?:s|sec|m))"
)
"""What a story about the writer or somebody else holds."""

BENEFIT_PATTERN = (
    r"\b(?:research|stud(?:y|ies)|according to|scientists?|experts?|doctors?|can help|helps? (?:to |with "
    r"|relieve|reduce|improve|ease|you)|may help|"
    r"great for|good for you|is (?:a )?(?:great|wonderful|good|perfect|excellent|fantastic|classic|known)"
    r"|targets?|benefits?|improves?|"
    r"strengthens|stretches (?:the|your|out)|relieves|reduces|boosts?|provides?|offers?|is a (?:popular"
    r"|common|simple)|popular (?:yoga )?(?:pose|stretch|exercise)|increases blood|designed to|known (?:as"
    r"|for))\b"
)

ORDINAL_LEAD_PATTERN = (
    r"^(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final)\s+"
    r"(?:exercise|stretch|pose|position|posture|movement|move|drill|step|asana)\s*[.:–—-]\s"
    r"|^(?:exercise|stretch|pose|position|posture|movement|move|drill|asana|station)\s+"
    r"(?:\d{1,2}|[A-H]|[IVX]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\s*[.:–—-]\s"
)
"""What a paragraph that tells one exercise may begin with, in place of a name."""

TIP_PATTERN = (
    r"(?:\w+\s+)?tips?\b|(?:\w+\s+)?rules?\b|heads[- ]?up|reminder|edit\b|nb\b|fyi|psa|good\s+to\s+know|update|disclosure|note|modif|variation|benefits?|why|how to|make it|easier|harder|caution|remember|equipment"
    r"|warning|important|disclaimer|question|level|time|duration|author|yield|diet|total|prep|difficulty|you need"
    r"|what you|frequency|photo|words|pictures|music|join"
)
"""How a bold beginning starts that names no exercise."""

FIELD_PATTERN = (
    r"^(?:dos(?:e|age)|reps?|sets?|repetitions?|repeats?|hold(?: time)?|duration|time|tempo|frequency|how(?: to.{0,20}"
    r"| many| long| often)?|instructions?|directions?|method|prescription|purpose|elapsed time|sets? ?(?:x|/|&|and) ?reps?|starting position"
    r"|movement|execution|cues?|muscles?|equipment|weight|why)\s*$"
)
"""The names of the fields in which a page describes an exercise; none of them is the name of one."""

CHAPTER_FRAME_PATTERN = (
    r"^(?:intro(?:duction)?|outro|welcome|hello|hi\b|thanks?|thank you|credits?|end(?:ing|card| screen)?|start|bloopers"
    r"|wrap[- ]up|final (?:words|thoughts)|goodbye|bye|sponsor|ad\b|advert|about|equipment|overview|preview|subscribe"
    r"|announcements?|what you need|q ?& ?a|talk|chat|teaser|closing)\b[^\n]{0,40}$"
)
"""Chapters of a video that tell nothing to do."""

# ---- references to earlier steps -------------------------------------------------------------------------------------

REPEAT_VERBS = _words("""
    repeat redo perform do complete cycle continue go run
""")
SEQUENCE_NOUNS = (
    "sequence|circuit|series|flow|routine|list|lot|whole list|table|card|sheet|block|set of exercises|whole (?:thing"
    "|sequence|circuit|set|series|routine|flow)"
    "|entire (?:sequence|circuit|series|routine|flow|set|workout)|workout|all (?:of )?(?:the "
    ")?(?:above|exercises|steps|moves|poses|stretches|movements)"
    "|(?:the )?above|everything|exercises|moves|cycle"
)
EACH_NOUNS = "stretch|pose|exercise|position|move|movement|posture|one|asana|step|muscle group|muscle|area"
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5, "last": -1, "final": -1}
"""Places in a list, from its front or its end."""
ALL_NOUNS = "stretches|poses|exercises|positions|moves|movements|postures|asanas"

# ---- breath ----------------------------------------------------------------------------------------------------------

_HOW = r"(?:slowly\s+|deeply\s+|gently\s+|softly\s+|fully\s+|all\s+the\s+way\s+|quietly\s+|smoothly\s+|steadily\s+)?"
IN_WORDS = (
    rf"(?:inhal(?:e|es|ing|ation|ations)|breath(?:e|es|ing)\s+{_HOW}in|in-breath|breath\s+in|sniff(?:ing)?\s+in"
    r"|draw(?:ing)?\s+(?:the\s+|your\s+)?(?:air|breath)\s+in|tak(?:e|ing)\s+(?:the\s+)?air\s+in"
    r"|fill(?:ing)?\s+(?:up\s+)?your\s+lungs|on\s+(?:the|your)\s+way\s+in\b(?!\s+to))"
)
OUT_WORDS = (
    rf"(?:exhal(?:e|es|ing|ation|ations)|breath(?:e|es|ing)\s+{_HOW}out|out-breath|breath\s+out"
    r"|(?:blow|sigh|let|send|push|puff|hiss|huff|breathe)(?:ing)?\s+(?:all\s+(?:of\s+)?)?(?:it\s+|(?:the\s+|your\s+)?air\s+"
    r"|(?:the|your)\s+breath\s+)(?:all\s+|slowly\s+|fully\s+)?(?:out|go)"
    r"|(?:hum|sigh)(?:ming|ing)?\s+(?:it\s+out|on\s+the\s+way\s+out|until\s+your\s+lungs)"
    r"|on\s+(?:the|your)\s+way\s+out\b(?!\s+of)|sigh(?:ing)?\s+out|empty(?:ing)?\s+your\s+lungs"
    r"|let(?:ting)?\s+(?:it\s+|the\s+air\s+)?go\s+(?:through|out\s+of)\s+(?:the|your)\s+(?:nose|mouth)"
    r"|let(?:ting)?\s+it\s+(?:all\s+|slowly\s+|gently\s+)*out|let(?:ting)?\s+(?:it|(?:the|your)\s+breath)\s+flow\s+(?:back\s+)?out"
    r"|(?:let(?:ting)?|push(?:ing)?|blow(?:ing)?|releas(?:e|ing))\s+(?:out\s+)?(?:all\s+)?(?:of\s+)?(?:the\s+|your\s+)?"
    r"(?:air|breath)(?:\s+(?:out|go|in\s+your\s+lungs))?)"
)
KEEP_WORDS = (
    r"(?:hold|holding|pause|retain|keep(?:ing)?\s+(?:the\s+|your\s+)?(?:air|breath|it)\s+in|stay(?:ing)?\s+(?:full"
    r"|empty)|keep(?:ing)?\s+your\s+lungs\s+(?:full|empty)"
    r"|wait|rest)"
)
"""What is done between the two."""
KEEP_BREATH_PATTERN = (
    r"^\W*(?:step\s+\d+\W+)?(?:\w+\s*[:–—-]\s*)?(?:and\s+|then\s+|now\s+)*(?:hold|holding|pause|retain|wait"
    r"|rest(?=[^.]{0,30}\b(?:lungs|empty|count))|keep(?:ing)?\s+your\s+lungs)\b"
)
"""How an item begins that keeps the breath."""
BREATH_GOES_ON_PATTERN = (
    r"\b(?:one|a|1)\s+(?:full\s+|complete\s+|whole\s+)?(?:cycle|round|box|square)\b|\b(?:boxes|squares)\b"
    r"|^\W*(?:now\s+|then\s+|and\s+)*(?:repeat|continue|carry\s+on|keep\s+going|go\s+on|practi[cs]e|do)\b[^.]{0,60}"
    r"\b(?:cycles?|rounds?|pattern|process|breaths?|breathing|times|minutes?)\b"
    r"|^\W*repeat(?:\s+as\s+above)?\W*$|^\W*breathe\s+(?:like\s+this|this\s+way|in\s+this\s+way)\b"
)
"""What follows the phases of a breath: how often or how long."""

ASIDE_HEADING_PATTERN = (
    r"^(?:before (?:you|we) (?:start|begin)|how (?:this|the) (?:page|guide|list|plan|programme|program"
    r"|routine) (?:works|is)"
    r"|a (?:word|note) (?:of|on|about|before|from)|read (?:this )?first|good to know|house rules|equipment"
    r"|what you(?:'|’)?(?:ll)? need|you(?:'|’)?ll need|props?"
    r"|(?:keep|keeping|stay|staying|be) (?:\w+ )?safe\b.{0,30}|safety first\b|for your safety\b|getting started|notes?|tips?|guidelines|rules|scaling\b|scale it|(?:how to )?(?:adapt|adjust|modify)\b|adaptations?|adjustments?|modifications?"
    r"|(?:easier|harder|gentler) (?:versions?|options?|variations?)|(?:make|making) it (?:easier|harder|your own)|substitut\w+|swaps\W*$|too (?:easy|hard)\b"
    r"|(?:other|more|further|some(?: other)?|a few)\s+(?:things|ways|tips|advice|ideas|pointers|hints)\b|what else\b|self[- ]help\b|things that (?:can |may )?help\b|do(?:['’]s|s)? and don['’]?ts"
    r"|(?:the )?(?:materials|ingredients|tools|supplies|gear|kit|equipment)(?: (?:needed|list))?\W*$|"
    r"general|important|remember|safety|caution|how to use|overview|the plan|at a glance|preparation|set-?up)\b"
)
"""Headings over advice, in which only what is said for all steps counts."""
