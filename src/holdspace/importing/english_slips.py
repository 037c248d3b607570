"""The English tables of what is a slip of the pen, and what only looks like one."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of `text` as a set."""
    return frozenset(text.split())


MISSPELT_UNITS = _words("""
    seonds secconds secounds minuets minuts
""")

SLIP_TARGETS = _words("""
    sitz inhale exhale breath breathe position forward backward toward towards shoulder stretch straight through
    between gently slowly table tabletop neutral
""")
"""Words besides those of the body and of movement that a slip is read as."""

NO_SLIPS = _words("""
    arise arises arising
    fits shapes linger finger ginger singer wheel wheels heal heals healed psalm psalms calm calms calmed wrist
    twist bride fridge plan blank thing things mussel muscle lungs lounge plunge inhaler should could would breaths
    breathes breathing bother brother other mother another tower lower power flower slower sheet chess cheat chart
    charts hear heard heart hearts form from trail trial angel angle diary dairy casual causal quite quiet untied
    united sacred scared crate trace goal loan paws swap spot stop post tops pots opts spit sips pits pins spin nips
    snip laps pals slap alps pats past taps spat stripe tripe streak chance change charge large larger range ranges
    strange stranger story stove lovely likely bones stones tones dome come some home hope rope cope nope done gone
    none one once ones ore more core sore tore wore bore fore straight strain strains strait trait traits weight
    weights height heights freight eight light lights sight right night fight might tight tights flight slight
    bright knight tide side ride wide hide aside inside beside besides belly jelly jolly bully fully folly hollow
    follow follows fellow yellow mellow pillow willow billow below stomach bottom button butter better letter latter
    matter batter water waters wafer later layer player players prayer relay delay replay pressed dressed stressed
    stretched strength strengths lengthy length lengths tense dense sense sensed since singe single jingle tingle
    mingle handle candle saddle paddle middle riddle needle noodle cradle ladder bladder gladder shudder shoulder
    smoulder boulder builder older bolder bolster blister booster poster muster master faster fasten hasten listen
    lesson lessen lessens person reason season poison prison position positions portion potion motion notion nation
    station ration
""")
"""Words that look like a slip and are none."""

COMMON = _words("""
    contact contacts support supports control controls posture session exercise exercises program patient therapist
    a about above across after again against all almost along already also although always am an and any anything
    apart are around as at away be because been before begin being below beneath between beyond bit body both bring
    but by can cannot case come cross day deep did different direction do does doing down during each easily easy
    either else end enough entire even ever every everything exactly extra far feel feeling feels few fine first
    flat floor for form forward front full further get give go going good great had half has have having he heavy
    help her here high him his how i if in instead into is it its itself just keep kind know large last least left
    legged less let light like little long longer look loose lot low lower made make makes many may maybe me more
    most much must my natural near need neutral never new next no nor not nothing now of off often on once one only
    onto open opposite or other our out outer inner inward outward over own pain part parts per perhaps place point
    possible practice put quite rather ready really right same see seem seems several she short should side sides
    simply since single sky slightly slow small so soft some something soon space still strong such sure take taking
    than that the their them then there these they thing things this those though three through time times to
    together too top toward towards toes two under until up upon upper upward upwards downward downwards backward
    backwards forwards sideways us use using very want was way we well were what when where whether which while who
    whole why wide width will with within without work would yes yet you your yours yourself pose poses position
    stretch stretching breath breathing hold holding rest resting hip-width seated standing lying sitting bent knee
    kneeling straight table tabletop dog cow cobra warrior child child's pigeon triangle mountain tree bridge plank
    lunge squat twist fold bend forward-fold ten five four six seven eight nine eleven twelve fifteen twenty thirty
    forty fifty sixty ninety hundred minute second minutes seconds ham hers ours ups ins outs hand-held ok okay man
    men women woman people add added adds adding age ago air pm arms area areas level levels gentle movement
    movements muscle muscles tight tightness
""")
"""Frequent words that are no slips of others."""

BEFORE_SMALL = _words("""
    them it both your pull push lift hold stay breathe lean bend stretch
""")
"""Words behind which a small one may have lost its blank, besides those of the body: “themin”."""

AFTER_BODY = _words("""
    upright straight relaxed forward forwards backward backwards sideways slowly gently together apart again towards
    behind until while
""")
"""Words that a part of the body may be glued to: “bodyupright”."""

COMPOUNDS = _words("""
    faceup facedown tiptoe tiptoes kneecaps backbend backbends headstand handstand armrest footrest footstool
    headrest backrest earbuds handrail handheld wallet shoulderwidth floorwork standout walkout walkouts pullup
    pushup situp stepup warmup cooldown workout takeout setup turnout layout handout handouts hangout hideout
    burnout checkup startup pickup buildup lineup backup makeup meetup shutdown breakdown countdown
""")
"""Words that are put together of others and have lost no blank."""
