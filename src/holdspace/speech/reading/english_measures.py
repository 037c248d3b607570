"""English: units, what is left in digits, and capitals."""

from __future__ import annotations

from holdspace.speech.reading import replacing as put
from holdspace.speech.reading.replacing import UNIT
from holdspace.speech.reading.rule import INT, NUM, STOP, Rule, rule

_SEVERAL = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|hundred|thousand|half|few|several|many|more)"
)
_NUMBERED = (
    "Warrior|Crescent|Level|Part|Series|Phase|Stage|Step|Round|Set|Pose|Boat|Headstand|Salutation|Sequence|Flow|"
    "Chapter|Side|Day|Week|Session|Practice|Version|Variation|Module|Lesson|Unit|Pigeon|Goddess|[a-z]+asana"
)
_SHORT_WORDS = (
    "GO|UP|IN|OUT|ON|OFF|NO|NOT|DO|ALL|AND|THE|ONE|TWO|SIX|TEN|YOU|YOUR|NOW|LEG|ARM|HIP|TOE|TO|OF|OR|BE|OM|AUM|TOP|END|"
    "ADD|LET|SET|SIT|LIE|ANY|FOR|ARE|IS|AT|BY|MY|WE|ME|SO|AS|IF|BUT|CAN|WAY|TRY|USE|LOW|NEW|OLD|BIG|ITS|HER|HIS|DAY|EYE|"
    "MAT|FEW|GET|PUT|RUN|SAY|SEE|TWICE|PLEASE"
)


MEASURES: tuple[Rule, ...] = (
    rule(
        "a unit in an adjective",
        rf"(?<![\w.,])(?P<n>{NUM})-(?P<unit>{UNIT})(?=[ ][a-z])(?!\w)",
        put.adjective,
        ("A 30-sec hold.", "A thirty second hold."),
    ),
    rule(
        "decades",
        r"(?P<lead>\b(?:your|their|her|his|my|our|the) )'?(?P<n>[2-9]0)'?s\b",
        put.decades,
        ("Good in your 40s.", "Good in your forties."),
    ),
    rule(
        "inches",
        rf"(?<![\w.,])(?P<n>{NUM})(?: ?in\.(?= [a-z])|-in(?= )|"
        r" in(?= (?:apart|wide|long|high|deep|tall|thick|off|above|below)\b)|in(?![\w-]))",
        put.inches,
        ("Feet 12 in apart.", "Feet twelve inches apart."),
        ("Breathe 4 in, 6 out.", "Breathe four in, six out."),
    ),
    rule(
        "minutes, seconds, feet and inches with primes",
        rf"(?P<lead>\b(?:hold|rest|for|times|plank|stay|keep|work|walk|sit|stand|breathe|pause)(?: for)? )?"
        rf"(?<![\w.,])(?P<n>{NUM})(?P<primes>'{{1,2}})(?!\w|')"
        r"(?=(?P<follows> (?:hold|each|per|on|off|rest|ea)\b)?)"
        r"(?=(?P<thing> (?:step|box|block|ball|lift|riser|rise)\b)?)",
        put.primes,
        ('Hold 30" each side.', "Hold thirty seconds each side."),
        ("Hold 5'.", "Hold five minutes."),
        ('A 6" step', "A six inch step"),
        ('Feet 12" apart', "Feet twelve inches apart"),
    ),
    rule(
        "a number and its unit",
        rf"(?<![\w.,])(?P<n>{NUM}) ?(?P<unit>{UNIT})(?!\w){STOP}",
        put.measured,
        ("30s", "thirty seconds"),
        ("30 s", "thirty seconds"),
        ("30 sec", "thirty seconds"),
        ("2 min", "two minutes"),
        ("1 sec.", "one second."),
        ("90°", "ninety degrees"),
        ("45 deg", "forty-five degrees"),
        ("2 kg", "two kilograms"),
        ("30 secs. each", "thirty seconds each"),
    ),
    rule(
        "minutes or meters",
        rf"(?<![\w.,])(?P<n>{NUM})(?P<gap> ?)m(?!\w)",
        put.metres_or_minutes,
        ("Hold 5m.", "Hold five minutes."),
        ("Run 400m.", "Run four hundred meters."),
    ),
    rule(
        "units after a number word",
        rf"(?P<lead>(?:(?P<many>\b{_SEVERAL})|\b(?:one|a|per|each|every|another|the|this|last|an))[ -])"
        rf"(?P<unit>secs?|mins?|hrs?|wks?|cts?)(?!\w){STOP}",
        put.counted_unit,
        ("Thirty sec each.", "Thirty seconds each."),
        ("A min or two.", "A minute or two."),
    ),
    rule(
        "seconds by themselves",
        rf"(?<![\w.])(?P<unit>secs?|mins|hrs?|wks?)(?!\w){STOP}",
        put.bare_unit,
        ("Count the secs.", "Count the seconds."),
    ),
)
"""Units."""


NUMBERS: tuple[Rule, ...] = (
    rule(
        "a numbered pose",
        rf"(?P<lead>\b(?:{_NUMBERED}) )(?-i:(?P<roman>[IVX]+))(?![\w'])"
        r"(?! (?:am|will|have|feel|do)\b)",
        put.roman,
        ("Virabhadrasana II", "Virabhadrasana two"),
        ("Warrior I", "Warrior one"),
    ),
    rule("a Roman numeral", r"(?P<lead>)(?-i:\b(?P<roman>II|III|VII|VIII)\b)(?!')", put.roman, ("II", "two")),
    rule("an ordinal", rf"(?<![\w.,])(?P<n>{INT})(?:st|nd|rd|th)\b", put.ordinal, ("The 1st side.", "The first side.")),
    rule("degrees by themselves", r" ?° ?", " degrees ", ("Turn ninety °.", "Turn ninety degrees.")),
    rule(
        "letters beside digits",
        r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])|(?<=\d)'(?=\d)",
        " ",
        ("L5", "L five"),
        ("3D", "three D"),
    ),
    rule(
        "a number",
        rf"{NUM}",
        put.digits,
        ("1,000", "one thousand"),
        ("1.5", "one point five"),
        ("007", "zero zero seven"),
    ),
)
"""What is left in digits."""


CAPITALS: tuple[Rule, ...] = (
    rule(
        "a text in capitals",
        r"\A(?-i:[^a-z]*[A-Z]{3,}[^a-z]*\b[A-Z]{2,}[^a-z]*)\Z",
        put.shouted,
        ("TAKE A BREATH", "Take a breath"),
    ),
    rule(
        "known letters",
        r"\b(?:(?<=the )|(?<=your ))it(?= bands?\b)|"
        r"(?-i:\b(?:IT(?=[ -]bands?)|(?:SI|AC|SC)(?=[ -]joints?)|TFL|QL|TMJ|PNF|[AMLP]CL|VMO|TVA|[AP]SIS|PT|[IE]R|"
        r"[RL]?[UL]E|[DP]IP|MTP|RPE|HEP|SLR)\b)",
        put.letters,
        ("IT band", "I T band"),
        ("AC joint", "A C joint"),
        ("Ask your PT.", "Ask your P T."),
    ),
    rule("rep max", r"(?-i:\bRM\b)", "rep max", ("60% of 1RM", "sixty percent of one rep max")),
    *(
        rule(said, rf"(?-i:\b{written}\b)", said, (written, said))
        for written, said in (
            ("AROM", "active range of motion"),
            ("PROM", "passive range of motion"),
            ("ROM", "range of motion"),
            ("BPM", "beats per minute"),
            ("AMRAP", "am rap"),
            ("EMOM", "ee mom"),
            ("KB", "kettlebell"),
            ("DB", "dumbbell"),
            ("BW", "body weight"),
            ("ITB", "I T band"),
            ("SIJ", "S I joint"),
        )
    ),
    rule(
        "halves of the day",
        r"(?-i:(?<!I )\b(?P<half>[AP])M\b)",
        lambda m: m["half"].lower() + ".m.",
        ("Twice AM and PM", "Twice a.m. and p.m."),
    ),
    rule("words made of initials", r"(?-i:\bHIIT\b)", "hit", ("HIIT class", "hit class")),
    rule(
        "a stressed word",
        rf"(?-i:\b(?:{_SHORT_WORDS}|(?=[A-Z]*[AEIOUY])(?!TABATA\b)[A-Z]{{4,}})"
        r"(?:'[A-Z]{1,2})?\b)",
        put.lowered,
        ("INHALE and HOLD.", "Inhale and hold."),
    ),
)
"""Capitals."""
