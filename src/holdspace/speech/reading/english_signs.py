"""English: signs, strokes, abbreviations and titles."""

from __future__ import annotations

from holdspace.speech.reading import replacing as put
from holdspace.speech.reading.replacing import UNIT
from holdspace.speech.reading.rule import STOP, TIME_UNIT, Rule, rule

_SIDE_NOUN = (
    r"(?:sides?|legs?|arms?|set|day|week|wk|min|minutes?|rounds?|rep|direction|foot|hands?|knee|hip|exercise|hour|"
    r"breath)"
)

_PART = r"(?:leg|arm|side|hand|foot|knee|hip|shoulder|elbow|ankle|wrist|glute|ear|heel|thigh|calf|toe|thumb)s?"

SIGNS: tuple[Rule, ...] = (
    rule("about", r"[~≈] ?(?=\d)", "about ", ("~30 s", "about thirty seconds")),
    rule("at least", r"(?:≥|>=) ?(?=\d)", "at least ", ("≥5 breaths", "at least five breaths")),
    rule("at most", r"(?:≤|<=) ?(?=\d)", "at most ", ("≤5 breaths", "at most five breaths")),
    rule("less than", r"< ?(?=\d)", "less than ", ("<30 s", "less than thirty seconds")),
    rule("plus or minus", r"±|\+/-", " plus or minus ", ("60 ± 5 s", "sixty plus or minus five seconds")),
    rule(
        "an arrow",
        r"(?<=[^\s.,:;!?]) ?(?:<?[-=–]+>|→|(?<=\s)>(?=\s)) ?(?=\S)",
        " to ",
        ("Plank -> Cobra", "Plank to Cobra"),
    ),
    rule("more than", r"(?:(?<=^)|(?<=\s))> ?(?=\d)", "more than ", (">30 s", "more than thirty seconds")),
    rule("arrows elsewhere", r"<?[-=–]+>|→", " ", ("→ Step back.", "Step back.")),
    rule("number sign", r"#(?=\d)|\b(?:no|nr)\. ?(?=\d)", "number ", ("Pose #2", "Pose number two")),
    rule("money", r"(?P<sign>[$€£]) ?(?P<n>\d[\d,]*(?:\.\d+)?)", put.money, ("$5", "five dollars")),
    rule("percent", r" ?% ?", " percent ", ("80% effort", "eighty percent effort")),
    rule("plus, in front", r"(?:(?<=^)|(?<=\s))\+ ?(?=\d)", "plus ", ("+5 lb", "plus five pounds")),
    rule("plus", r"(?<=\d) ?\+ ?(?=\d)", " plus ", ("30 + 30 s", "thirty plus thirty seconds")),
    rule(
        "or more",
        rf"(?P<n>\d ?(?:{UNIT})?)\+(?!\w)",
        r"\g<n> or more ",
        ("Hold 30+ seconds.", "Hold thirty or more seconds."),
    ),
    rule("equals", r"(?<=\d) ?= ?(?=\d)", " equals ", ("2 + 2 = 4", "two plus two equals four")),
    rule("and", r" ?[&+] ?", " and ", ("Cat & cow", "Cat and cow"), ("Bend + lift", "Bend and lift")),
    rule("within", r"(?<![\w/])w/in\b", "within", ("w/in reach", "within reach")),
    rule("without", r"(?<![\w/])w/o(?:ut)? ?(?!\w)", "without ", ("w/o a block", "without a block")),
    rule("because", r"(?<![\w/])b/c ?(?!\w)", "because ", ("b/c it helps", "because it helps")),
    rule("between", r"(?<![\w/])b/[wt] ?(?!\w)", "between ", ("b/w the hands", "between the hands")),
    rule("with", r"(?<![\w/])w/ ?", "with ", ("Lunge w/ a twist", "Lunge with a twist"), ("w/", "with")),
    rule(
        "right and left", r"\b(?P<a>right|left) ?[/+] ?(?=(?:right|left)\b)", r"\g<a> and ", ("R/L", "right and left")
    ),
    rule(
        "per",
        rf"(?P<a>(?<![a-z])(?:reps?|{TIME_UNIT}|times|once|twice|rounds?|sets?|breaths?)|\d) ?/ ?(?={_SIDE_NOUN}\b)",
        r"\g<a> per ",
        ("10 reps/side", "ten reps per side"),
        ("15s/side", "fifteen seconds per side"),
    ),
    rule(
        "on and off",
        rf"(?P<a>\bon|\d ?(?:{UNIT})) ?/ ?(?=\d)",
        r"\g<a>, ",
        ("30s on/10s off", "thirty seconds on, ten seconds off"),
        ("20s/10s", "twenty seconds, ten seconds"),
    ),
    rule(
        "weekdays",
        r"\b(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?: ?/ ?(?:mon|tues?|wed|thur?s?|fri|sat|sun))+\b",
        put.weekdays,
        ("Mon/Wed/Fri", "Monday, Wednesday, Friday"),
    ),
    rule("both sides", r"(?-i:\bB/L\b)", "both sides", ("B/L", "both sides")),
    rule("a stroke between blanks", r" / ", ", ", ("Inhale 4 / exhale 6", "Inhale four, exhale six")),
    rule("a stroke", r"/", " ", ("Cat/cow", "Cat cow"), ("and/or", "and or")),
)
"""Signs and strokes."""


TITLES: tuple[Rule, ...] = tuple(
    rule(said, rf"(?<![\w.])(?-i:{written})\.?(?-i:(?= [A-Z]))", put.title(said), (example, result))
    for said, written, example, result in (
        ("Doctor", "Dr", "Dr. Rao", "Doctor Rao"),
        ("Mister", "Mr", "Mr. Iyengar", "Mister Iyengar"),
        ("Missus", "Mrs", "Mrs. Devi", "Missus Devi"),
        ("Professor", "Prof", "Prof. Rao", "Professor Rao"),
        ("Saint", "St", "St. Andrew", "Saint Andrew"),
    )
)
"""Titles before a name."""


ABBREVIATIONS: tuple[Rule, ...] = tuple(
    rule(said, rf"(?<![\w.]){written}(?!\w){STOP}", put.abbreviation(said), (example, result))
    for said, written, example, result in (
        ("for example", r"e\.? ?g(?=\.|\b)", "A prop, e.g. a block.", "A prop, for example a block."),
        ("that is", r"i\. ?e(?=\.|\b)", "Savasana, i.e. rest.", "Savasana, that is rest."),
        ("approximately", r"(?:approx|appr?x)", "Hold approx. 30 sec.", "Hold approximately thirty seconds."),
        ("versus", r"vs", "Ease vs. effort.", "Ease versus effort."),
        ("and so on", r"etc", "Blocks, straps, etc.", "Blocks, straps, and so on."),
        ("including", r"incl", "All poses incl. savasana.", "All poses including savasana."),
        ("especially", r"esp", "Slowly, esp. at the end.", "Slowly, especially at the end."),
        ("maximum", r"(?<!glute )(?<!rep )max", "Two minutes max.", "Two minutes maximum."),
        ("forward", r"fwd", "Step fwd.", "Step forward."),
        ("backward", r"b(?:k|c)?wd", "Step bkwd.", "Step backward."),
        ("through", r"thru", "Breathe thru the nose.", "Breathe through the nose."),
        ("alternating", r"alt(?=\.)", "Alt. legs", "Alternating legs"),
        ("opposite", r"opp(?=\.)", "Opp. arm", "Opposite arm"),
        ("internal", r"int(?=\. ?rot)", "Int. rotation", "Internal rotation"),
        ("external", r"ext(?=\. ?rot)", "Ext. rotation", "External rotation"),
        ("rotation", r"rot(?=\.)", "Ext. rot.", "External rotation."),
        ("distance", r"dist(?=\.)", "Feet hip-dist. apart.", "Feet hip-distance apart."),
        ("bilateral", r"bilat", "Bilat. bridge", "Bilateral bridge"),
        ("minimum", r"(?<!\d )min(?=\. ?\d)", "Min. 10 reps.", "Minimum ten reps."),
        ("by the way", r"btw", "Btw, breathe.", "By the way, breathe."),
        ("right", rf"rt(?=\.? {_PART}\b)", "Rt leg", "Right leg"),
        ("left", rf"lt(?=\.? {_PART}\b)", "Lt. arm", "Left arm"),
        ("each", r"ea", "Ten ea side.", "Ten each side."),
    )
)
"""Abbreviations; the stop of one also ends the sentence where nothing or a capital follows."""
