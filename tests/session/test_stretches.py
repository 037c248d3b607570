"""The stretches of sound in a session and their names."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_helpers import sine
from holdspace.session import stretches as module
from holdspace.session.layers import Layer, layers_of
from holdspace.session.stretches import LEAD_FRAMES, TAIL_FRAMES, TOGETHER_FRAMES, Stretch, stretches
from holdspace.session.timeline import Event
from session_helpers import Spoken, clip, laid, speech, timeline, tone_event

FRAME = 1152
LATER = 2000 * FRAME


def layer(start: int, samples: int, mark: str = "clip") -> Layer:
    """A sound without a cause."""
    return Layer(start, start + samples, tone_event("wood", max(0, start), samples), mark)


def spoken(*words: Event, samples: int = 4_000_000, seconds: dict[str, float] | None = None) -> list[Stretch]:
    """The stretches of a session in which each text is a clip of its own pitch, half a second long or as given."""
    lengths = seconds or {}
    clips = Spoken(lambda u: clip(sine(200 + sum(map(ord, u.text)), lengths.get(u.text, 0.5)), u.text))
    plan = timeline(*words, samples=samples)
    return list(stretches(layers_of(plan, clips), samples // FRAME + 2))


def names(found: list[Stretch]) -> list[str]:
    """What each is called."""
    return [one.name() for one in found]


LAYERS = st.lists(st.tuples(st.integers(-1_800, 40 * FRAME), st.integers(1, 20 * FRAME)), max_size=8)


@given(LAYERS, st.sampled_from([6, 1150]))
@settings(max_examples=150)
def test_every_sound_is_in_the_stretches(found: list[tuple[int, int]], longest: int) -> None:
    """Whatever sounds lies in stretches that neither overlap nor leave the session, with room for what coding spreads.

    Pieces of a long stretch follow each other without a gap and know where in it they lie.
    """
    layers = sorted((layer(*one) for one in found), key=lambda one: one.start)
    frames = 61
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LONGEST_FRAMES", longest)
        cut = list(stretches(layers, frames))
    covered = np.zeros(frames, dtype=int)
    for one in cut:
        assert 0 < one.frames <= longest
        covered[one.first : one.first + one.frames] += 1
    assert covered.max(initial=0) <= 1
    for sound in layers:
        first, behind = max(0, sound.start // FRAME - LEAD_FRAMES), -(-sound.end // FRAME) + TAIL_FRAMES
        assert covered[first : min(behind, frames)].all()
    for one, other in pairwise(cut):
        assert other.at in {0, one.at + longest}
        assert other.at == 0 or other.first == one.first + one.frames
    assert sum(one.first + one.frames for one in cut) <= frames * len(cut)


def test_a_sound_has_one_name_wherever_it_stands() -> None:
    """The same clip with other holds around it, and another word far away, is the same stretch."""
    early = spoken(speech("one", 40 * FRAME))
    late = spoken(speech("two", 40 * FRAME), speech("one", LATER))
    assert names(early) == names(late)[1:]
    assert early[0].first == 40 - LEAD_FRAMES


def test_a_name_is_made_of_what_sounds() -> None:
    """Other words, another tone, another place within the frame, other facts: each is another name."""
    base = spoken(speech("one", LATER))
    others = [
        spoken(speech("two", LATER)),
        spoken(speech("one", LATER + 1)),
        spoken(speech("one", LATER), tone_event("bell", LATER, 100)),
        spoken(speech("one", LATER), tone_event("chime", LATER, 100)),
        spoken(speech("one", LATER), seconds={"one": 0.6}),
    ]
    assert len({one[0].name() for one in [base, *others]} | {base[0].name("louder room")}) == 7


@pytest.mark.parametrize("gap", [TOGETHER_FRAMES + TAIL_FRAMES, 20])
def test_a_changed_sentence_leaves_its_neighbours_alone(gap: int) -> None:
    """A sentence that lies far enough behind, or ahead, may change without a name of the other changing.

    Far enough is eleven frames (0.29 s) behind a sentence's last margin, nearer than sentences follow one another.
    """
    length = -(-22_050 // FRAME)
    two = LATER + (length + gap) * FRAME
    one_two = names(spoken(speech("one", LATER), speech("two", two)))
    one_three = names(spoken(speech("one", LATER), speech("three", two)))
    assert one_two[0] == one_three[0]
    assert one_two[1] != one_three[1]
    assert names(spoken(speech("three", LATER), speech("two", two)))[1] == one_two[1]


def test_sounds_that_are_near_are_one_stretch() -> None:
    """Words closer than eight frames are encoded together, so their names are one."""
    length = -(-22_050 // FRAME)
    assert len(spoken(speech("one", LATER), speech("two", LATER + (length + TOGETHER_FRAMES) * FRAME))) == 1
    assert len(spoken(speech("one", LATER), speech("two", LATER + (length + TOGETHER_FRAMES + 1) * FRAME))) == 2


def test_a_tone_that_steps_back_for_a_word_is_another() -> None:
    """A word 150 ms or less from a tone makes it sound otherwise, so it belongs to the tone's name."""
    tone = tone_event("inhale", LATER, 200 * FRAME)
    alone = spoken(tone)
    ducked = spoken(tone, speech("one", LATER + 200 * FRAME + 6_000))
    away = spoken(tone, speech("one", LATER + 240 * FRAME))
    assert names(away)[0] == names(alone)[0]
    assert names(ducked)[0] != names(alone)[0]


def test_a_tone_that_the_session_cuts_is_another() -> None:
    """A bell with less room than it rings is not the one that rings out, nor is a word cut short the whole word."""
    rings = spoken(tone_event("bell", LATER, 100))
    for event in (tone_event("bell", LATER, 100), speech("one", LATER)):
        whole = spoken(event)
        cut = spoken(event, samples=LATER + 20_000)
        longer = spoken(event, samples=LATER + 20_001)
        assert len({names(whole)[0], names(cut)[0], names(longer)[0]}) == 3
    assert names(rings) == names(spoken(tone_event("bell", LATER, 5_000)))


def test_layers_carry_their_margins() -> None:
    """A clip's layer begins with its lead and ends with its tail; a struck tone lasts as long as it rings."""
    clips = Spoken(lambda u: clip(np.full(10_000, 0.1), u.text, 2_000, 3_000))
    plan = timeline(speech("a", 1_000, 5_000), tone_event("wood", 50_000, 10), samples=4_000_000)
    word, wood = layers_of(plan, clips)
    assert (word.start, word.end) == (-1_000, 9_000)
    assert (wood.start, wood.end) == (50_000, 50_000 + 11_025)
    assert word.mark != layers_of(*laid(100_000, {1_000: np.ones(10_000, dtype=np.int16)}))[0].mark
