"""Many ways to say sides, breaths, holds, repetitions, rests and the rhythm of the breath are read alike."""

from __future__ import annotations

import pytest

from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Hold, Step

WORDINGS: list[tuple[str, list[str], int | None, int | None, str | None, float | None, bool]] = [
    ("Lean over it for 20 seconds, then face the other way.", ["20s"], None, None, "both", None, False),
    (
        "Hold 30 seconds. Come back and do the same thing leading with your left.",
        ["30s"],
        None,
        None,
        "both",
        None,
        False,
    ),
    ("Hold for 40 seconds, then trade legs.", ["40s"], None, None, "both", None, False),
    ("20 seconds with the right knee up, 20 seconds with the left.", ["20s"], None, None, "both", None, False),
    ("Six breaths on your right, six on your left.", ["6br"], None, None, "both", None, False),
    ("Stay for a minute on one side and a minute on the other.", ["60s"], None, None, "both", None, False),
    ("Hold for 30 seconds, roll over and repeat.", ["30s"], None, None, "both", None, False),
    ("Do 12, then flip sides.", [], 12, None, "both", None, False),
    ("Hold for 5 breaths. Mirror it on the other side.", ["5br"], None, None, "both", None, False),
    ("Hold for 5 breaths. Left leg next.", ["5br"], None, None, "both", None, False),
    ("Hold for 45 seconds per leg.", ["45s"], None, None, "both", None, False),
    ("Hold 20 s (both sides).", ["20s"], None, None, "both", None, False),
    ("Stretch one arm for 15 seconds and then its partner.", ["15s"], None, None, "both", None, False),
    ("Hold a weight in each hand and squat 10 times.", [], 10, None, None, None, False),
    (
        "Put one hand on the wall and the other hand on your hip, hold for 20 seconds.",
        ["20s"],
        None,
        None,
        None,
        None,
        False,
    ),
    ("Turn your head to the right, then to the left, 5 times.", [], 5, None, None, None, False),
    ("Stay here for about six slow, even breaths.", ["6br"], None, None, None, None, False),
    ("Breathe into your ribs seven times.", ["7br"], None, None, None, None, False),
    ("Take ten long breaths here.", ["10br"], None, None, None, None, False),
    ("Let three full breaths go by.", ["3br"], None, None, None, None, False),
    ("Give it eight breaths.", ["8br"], None, None, None, None, False),
    ("Linger for the length of five breaths.", ["5br"], None, None, None, None, False),
    ("Stay for five or six breaths.", ["6br"], None, None, None, None, False),
    ("Remain for a few breaths.", ["4br"], None, None, None, None, False),
    ("Rest in child's pose for a dozen breaths.", ["12br"], None, None, None, None, False),
    ("Inhale and exhale five times in this position.", ["5br"], None, None, None, None, False),
    ("Hold for 3-5 rounds of breath.", ["4br"], None, None, None, None, False),
    ("Keep the squeeze on for a slow count of eight.", ["8s"], None, None, None, None, False),
    ("Count to thirty while you hang there.", ["30s"], None, None, None, None, False),
    ("Stay there for sixty to ninety seconds.", ["75s"], None, None, None, None, False),
    ("Give yourself two minutes here.", ["120s"], None, None, None, None, False),
    ("Spend a minute and a half in this shape.", ["90s"], None, None, None, None, False),
    ("Hang out here for 3 to 5 minutes.", ["240s"], None, None, None, None, False),
    ("Hold it there for a good 20 seconds.", ["20s"], None, None, None, None, False),
    ("Maintain the stretch for 30sec.", ["30s"], None, None, None, None, False),
    ("Plank hold 0:45", ["45s"], None, None, None, None, False),
    ("Hold: 30-60s", ["45s"], None, None, None, None, False),
    ("Set a timer for two minutes and lie down.", ["120s"], None, None, None, None, False),
    ("Hold for three-quarters of a minute.", ["45s"], None, None, None, None, False),
    ("Aim for 30 seconds.", ["30s"], None, None, None, None, False),
    ("Work up to one minute.", ["60s"], None, None, None, None, False),
    ("Stay put for no more than 90 seconds.", ["90s"], None, None, None, None, False),
    ("Hold for twenty secs, working towards a minute.", ["20s"], None, None, None, None, False),
    ("Let gravity work for five minutes.", ["300s"], None, None, None, None, False),
    ("Stay here for as long as you please.", ["open"], None, None, None, None, False),
    ("Remain as long as it's comfortable.", ["open"], None, None, None, None, False),
    ("Stay until you feel ready to move on.", ["open"], None, None, None, None, False),
    ("Lie here for however long feels right.", ["open"], None, None, None, None, False),
    ("Take as long as you need.", ["open"], None, None, None, None, False),
    ("Rest here for as much time as you want.", ["open"], None, None, None, None, False),
    ("Stay till you've had enough.", ["open"], None, None, None, None, False),
    ("Relax here as long as you wish.", ["open"], None, None, None, None, False),
    ("Take your sweet time down here.", ["open"], None, None, None, None, False),
    ("Stay for as long as feels good.", ["open"], None, None, None, None, False),
    ("There is no hurry; stay until you want to get up.", ["open"], None, None, None, None, False),
    ("Do this ten times over.", [], 10, None, None, None, False),
    ("Lift and lower 15 times.", [], 15, None, None, None, False),
    ("Do it again, five times in all.", [], 5, None, None, None, False),
    ("Repeat for a total of 8.", [], 8, None, None, None, False),
    ("Repeat another four times.", [], 5, None, None, None, False),
    ("Do it three more times.", [], 4, None, None, None, False),
    ("Go up and down 20 times.", [], 20, None, None, None, False),
    ("Aim for 12 to 15 reps.", [], 14, None, None, None, False),
    ("Two sets of fifteen.", [], 15, 2, None, None, False),
    ("3 sets, 10 reps, 45 seconds rest", [], 10, 3, None, 45, False),
    ("4 x 8, 1 min rest", [], 8, 4, None, 60, False),
    ("Do three sets of 30 seconds.", ["30s"], None, 3, None, None, False),
    ("Hold 10 seconds, 5 reps.", ["10s"], 5, None, None, None, False),
    ("Squats - 3x12", [], 12, 3, None, None, False),
    ("Hold for 5 seconds, release, repeat x 10", ["5s"], 10, None, None, None, False),
    ("Nod yes eight times.", [], 8, None, None, None, False),
    ("Do 10, then take a break of 30 seconds.", [], 10, None, None, 30, False),
    ("Shake it out for a moment and rest half a minute before the next set.", [], None, None, None, 30, False),
    ("3 sets of 12, resting 40 seconds between sets.", [], 12, 3, None, 40, False),
    ("Do 15 reps. Recover for one minute.", [], 15, None, None, 60, False),
    ("10 reps with 20 seconds' rest", [], 10, None, None, 20, False),
    ("Three sets of eight with a minute between.", [], 8, 3, None, 60, False),
    ("In through the nose for 4, out through the mouth for 6, ten rounds.", [], 10, None, None, None, True),
    ("Breathe in as you reach up, breathe out as you fold. Do this 6 times.", [], 6, None, None, None, True),
    ("Lift your hips on the in-breath and lower them on the out-breath, 8 times.", [], 8, None, None, None, True),
    ("Inhale: cow. Exhale: cat. Repeat for five rounds.", [], 5, None, None, None, True),
    ("Inhale for four, hold for four, exhale for four, hold for four. 5 rounds.", [], 5, None, None, None, True),
    (
        "Sip the air in for 3 counts and let it go for 6. Keep going for two minutes.",
        ["120s"],
        None,
        None,
        None,
        None,
        True,
    ),
    ("Arms rise as you breathe in and fall as you breathe out, 10 times.", [], 10, None, None, None, True),
    ("After 10 minutes in the car your hips will thank you.", [], None, None, None, None, False),
    ("Stand with your feet 30 centimetres apart.", [], None, None, None, None, False),
    ("Do this 3 times per week.", [], None, None, None, None, False),
    ("I have taught this for 12 years.", [], None, None, None, None, False),
    ("Bend the knee to 90 degrees and hold for 10 seconds.", ["10s"], None, None, None, None, False),
    ("Wait two hours after a meal.", [], None, None, None, None, False),
    ("It takes about 15 minutes.", [], None, None, None, None, False),
]
"""Words, then what they state: holds, repetitions, sets, sides, rest in seconds, paced breath."""


def short(hold: Hold) -> str:
    return "open" if hold.open else f"{hold.breaths}br" if hold.breaths else f"{hold.seconds:g}s"


@pytest.mark.parametrize(("words", "holds", "repeats", "sets", "sides", "rest", "paced"), WORDINGS)
def test_a_wording_is_read_for_what_it_states(
    words: str,
    holds: list[str],
    repeats: int | None,
    sets: int | None,
    sides: str | None,
    rest: float | None,
    paced: bool,
) -> None:
    """Each sentence gives just the facts that it states, and a decoy gives none."""
    step = Step(words)
    read_doses(step)
    assert [short(hold) for hold in step.holds] == holds
    assert (step.repeats, step.sets, step.sides, step.rest_seconds) == (repeats, sets, sides, rest)
    assert bool(step.paced) == paced
