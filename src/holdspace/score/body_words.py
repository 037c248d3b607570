"""The words a teacher uses for parts of the body, poses and movement, as pieces of regular expressions.

All in lower case. Parts that have no partner on the other side (nose, chin, spine) are not among the parts: nobody
speaks of a left nose, while "the right spine" would be praise.
"""

from __future__ import annotations

_PARTS = """
    foot feet leg knee kneecap thigh calf calves shin ankle heel toe sole arch arches instep achilles hip glute glutes
    buttock cheek butt sitbone groin hamstring quad quads quadricep psoas piriformis adductor abductor flexor waist
    waistline rib ribcage flank oblique side sidebody torso chest pec breast lung collarbone clavicle shoulder scapula
    scapulae lat trap trapezius armpit underarm arm forearm elbow wrist hand palm fist finger fingertip thumb pinky
    pinkie knuckle bicep tricep triceps biceps deltoid ear earlobe eye eyebrow eyelid temple jaw nostril cheekbone neck
    half limb abdomen belly kidney hemisphere metatarsal sacroiliac obliques body footprint handprint
"""
_PHRASES = (
    r"(?:sitz?|sitting|hip|heel|shin|thigh|collar|cheek|wrist|ankle) ?bones?",
    r"(?:lower|low|upper|mid|middle) ?back",
    r"(?:shoulder|ischial) ?(?:blades?|tuberosit(?:y|ies))",
    r"(?:it|i\.t\.) band",
    r"(?:si|s\.i\.) joint",
    r"(?:inside|outside) (?:edge|line)",
)
PART = r"(?:" + "|".join([*_PHRASES, *(rf"{w}(?:e?s)?(?:'s|')?" for w in _PARTS.split())]) + r")(?![\w])"
"""A part of the body that has a partner on the other side, singular or plural."""

_ADJECTIVES = """
    inner outer inside outside front back rear upper lower low mid middle big great little small ring index top bottom
    bent straight lifted raised planted grounded standing free active working supporting supported base opposite own
    whole entire long open tight sore injured stiff weak strong soft relaxed heavy loose bare flat stretched near far
    sit sitz sitting hip knee elbow shoulder ankle wrist thigh heel first second third fourth fifth very same moving
    resting leading trailing tucked side dominant
"""
ADJECTIVE = r"(?:" + "|".join(_ADJECTIVES.split()) + r"|[a-z]+ed)(?![\w])"
"""What may stand between a side and its part: "right inner thigh"."""

POSE = (
    r"(?:half[ -])?(?:pigeon|lunge|warrior|triangle|twist|splits?|plank|tree|crescent|dancer|eagle|half[ -]moon|bend|"
    r"rotation|turn|kick|punch|hook|jab|lizard|deer|swan|sidebend|figure[ -]four|gate|tabletop|clamshell|step|"
    r"hanumanasana|trikonasana|parsvakonasana|virabhadrasana|anjaneyasana|vrksasana|vrikshasana)s?(?![\w])"
)
"""A pose or move that is done on one side."""

SPOT = r"(?:corner|edge|wall|border|end of (?:the|your) mat|hand ?side|turn|shoe|sock|sleeve)s?(?![\w])"
"""A thing in the room that lies on one side."""

DETERMINER = r"(?:the|your|their|his|her|my|our|its)"

TURN = (
    r"(?:turn|twist|rotate|pivot|roll|revolve|veer|side-?step|lunge|lean|tilt|sway|swivel|rock|circle)(?:s|es|ed|d|ing)?"
    r"|pivoting|rotating|revolving|circling|swaying|leaning"
)
MOVE = (
    rf"(?:{TURN}|(?:look|gaze|glance|peer|swing|shift|face|move|go|walk|hop|jump|bend|fold|reach|point|slide|step|drop|"
    r"fall|lower|head|pull|push|press|sweep|open|crawl|drift|wind|curl|bring|take|send|let|guide|draw|float|aim|march|"
    r"shuffle|skip|inhale|exhale|repeat|switch|alternate|stretch|lift|hike|windshield|come|turned|then)"
    r"(?:s|es|d|ed|ing|ping|ting)?|gazing|glancing|shifting|facing|moving|sliding|taking|guiding|gliding|swung|bent|took|sent)"
)
"""A verb (in any form) that takes a direction: "turn left", "both knees drop right"."""

CARRIED = (
    rf"(?:{PART}|{ADJECTIVE}|{DETERMINER}|both|gaze|eyes|weight|head|torso|trunk|hips?|pelvis|spine|chin|nose|heart|body|"
    r"belly|navel|tail|tailbone|yourself|self|strap|block|face|over|out|slowly|gently|slightly|again|now|then|around|"
    r"further|a|bit|little|once|softly|quietly|all the way|and|deeply|fully|as one|together|off)"
)
"""What may stand between such a verb and its direction: "turn your head slowly right"."""

STAYS = (
    r"(?:is|was|are|will|can|should|may|comes?|goes?|stays?|remains?|rests?|crosse?s?|lifts?|lowers?|follows?|reaches|"
    r"moves?|presses|slides?|bends?|straightens?|points?|faces?|sits?|hangs?|leads?|does|extends?|steps?|hooks?|wraps?|"
    r"stacks?|opens?|turns?|supports?|holds?|drops?|floats?|folds?|feels?|gets?|has|leading|crossing|resting|reaching|"
    r"pressing|staying|following|hugging|bent|straight|extended)"
)
"""What a side can do when it stands for its leg or arm: "the left stays down"."""
