"""From a timeline to any stretch of its sound."""

from __future__ import annotations

import tracemalloc
from collections import Counter

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_helpers import noise, sine
from holdspace.audio.loudness import true_peak_dbtp
from holdspace.audio.tones import tone
from holdspace.score.model import Utterance
from holdspace.session.mixing import Mixer
from holdspace.session.timeline import Timeline
from holdspace.speech.clip import Clip
from session_helpers import LEAD, TAIL, Spoken, always, as_audio, click_clip, clicks, clip, speech, timeline, tone_event


def rendered(plan: Timeline, clips: Spoken | None = None, block_samples: int = 65_536) -> npt.NDArray[np.int16]:
    """All of a session, mixed block by block."""
    mixer = Mixer(plan, clips or clicks())
    starts = range(0, plan.samples, block_samples)
    parts = [mixer.part(start, min(start + block_samples, plan.samples)) for start in starts]
    return np.concatenate([np.zeros(0, dtype=np.int16), *parts])


def test_silence_is_exactly_as_long_as_planned() -> None:
    """A session without sound is digital silence of the planned number of samples, whatever that number."""
    for samples in (0, 1, 44, 65_536, 65_537, 333_333):
        sound = rendered(timeline(samples=samples))
        assert len(sound) == samples
        assert not sound.any()


def test_every_clip_lies_at_its_sample() -> None:
    """The first audible sample of each clip lies exactly where the timeline says; its margins lie outside."""
    starts = [10_000, 65_530, 65_536 + 40_000, 300_001]
    ready = click_clip(22_050)
    wave = np.frombuffer(ready.audio.raw_data, dtype="<i2")
    sound = rendered(timeline(*[speech("a", start) for start in starts], samples=400_000), always(ready))
    for start in starts:
        assert np.array_equal(sound[start - LEAD : start - LEAD + len(wave)], wave)


@given(
    st.lists(st.integers(0, 190_000), max_size=6),
    st.lists(st.tuples(st.sampled_from(["bell", "inhale"]), st.integers(0, 190_000)), max_size=3),
    st.sampled_from([4_410, 30_000, 1_000_000]),
)
@settings(max_examples=20, deadline=None)
def test_any_block_size_gives_the_same_samples(
    starts: list[int], tones: list[tuple[str, int]], block_samples: int
) -> None:
    """The sound does not depend on how it is cut into overlapping parts, but for 0.15 dB of limiting."""
    events = [speech("a", start, 9_000) for start in starts] + [tone_event(n, start, 10_000) for n, start in tones]
    mixer = Mixer(timeline(*events, samples=200_000), clicks(9_000))
    edge = 2_048
    parts = [mixer.part(at - edge, at + block_samples + edge)[edge:-edge] for at in range(0, 200_000, block_samples)]
    whole = mixer.part(0, 200_000).astype(np.int32)
    assert np.abs(np.concatenate(parts)[:200_000] - whole).max(initial=0) <= 1 + np.abs(whole).max(initial=0) * 0.0174


def test_beyond_the_session_there_is_silence() -> None:
    """Parts may reach before the first sample and behind the last; nothing sounds there, not even a clip's margin."""
    word = clip(np.full(40_000, 0.5), lead=5_000, tail=5_000)
    mixer = Mixer(timeline(speech("a", 2_000, 30_000), samples=30_000), always(word))
    sound = mixer.part(-4_000, 36_000)
    assert len(sound) == 40_000
    assert np.flatnonzero(sound).tolist() == list(range(4_000, 34_000))


def test_a_share_of_a_layer_is_heard() -> None:
    """Half of one word and all of the other, as the share of each says."""
    plan = timeline(speech("left", 1_000, 10_000), speech("right", 21_000, 10_000), samples=40_000)
    mixer = Mixer(plan, always(clip(sine(300, 10_000 / 44_100, -12))))
    whole = mixer.part(0, 40_000)
    part = mixer.part(0, 40_000, lambda layer: 0.5 if layer.event.text == "left" else 1.0)
    assert np.abs(part[:20_000] - whole[:20_000] / 2).max() <= 0.5
    assert np.array_equal(part[20_000:], whole[20_000:])


def test_margins_beyond_the_session_are_cut() -> None:
    """A clip at the very beginning or end loses its margin there, and nothing else."""
    ready = click_clip(22_050)
    wave = np.frombuffer(ready.audio.raw_data, dtype="<i2")
    sound = rendered(timeline(speech("a", 0), speech("b", 77_950), samples=100_000), always(ready))
    assert np.array_equal(sound[: len(wave) - LEAD], wave[LEAD:])
    assert np.array_equal(sound[77_950:], wave[LEAD : LEAD + 22_050])
    assert TAIL > 0


def test_sounds_are_added() -> None:
    """A word over a tone is the sum of both, the tone 9 dB lower there, to the rounding of one step."""
    word = clip(sine(300, 1.0, -12))
    plan = timeline(speech("a", 5_000, 44_100), tone_event("inhale", 5_000, 44_100), samples=60_000)
    expected = np.frombuffer(word.audio.raw_data, dtype="<i2") + tone("inhale", 44_100) * 32_767 * 10 ** (-9 / 20)
    assert np.abs(rendered(plan, always(word))[5_000:49_100] - expected).max() <= 1


def test_a_tone_steps_back_only_where_something_is_said() -> None:
    """A tone is untouched from 150 ms before to 150 ms after a word, and moves there and back without a step."""
    word = clip(np.zeros(20_000))
    plan = timeline(tone_event("hold", 0, 200_000), speech("a", 80_000, 20_000), samples=200_000)
    sound = rendered(plan, always(word)).astype(np.float64)
    whole = np.rint(tone("hold", 200_000) * 32_767)
    away = np.r_[0 : 80_000 - 6_615, 100_000 + 6_615 : 200_000]
    assert np.abs(sound[away] - whole[away]).max() <= 1
    assert np.abs(sound[80_000:100_000]).max() < 0.36 * np.abs(whole[80_000:100_000]).max()
    assert np.abs(np.diff(sound)).max() <= np.abs(np.diff(whole)).max() + 1


def test_a_word_over_a_tone_stays_below_the_limit() -> None:
    """The loudest word that a clip may be, over the loudest breath tone, keeps to the ceiling of a clip, -2 dBTP."""
    word = clip(sine(250, 2.0, -2))
    plan = timeline(tone_event("inhale", 0, 176_400), speech("a", 44_100, 88_200), samples=176_400)
    sound = Mixer(plan, always(word)).part(0, 176_400) / 32_768
    assert -2.5 < true_peak_dbtp(sound, 44_100) <= -1.98


def test_sums_beyond_full_scale_are_lowered() -> None:
    """Two loud sounds on one spot are lowered to the ceiling as a whole and never wrap round."""
    loud = clip(sine(200, 0.5, -3))
    plan = timeline(speech("a", 0), speech("b", 0), samples=22_050)
    sound = Mixer(plan, always(loud)).part(0, 22_050) / 32_768
    assert true_peak_dbtp(sound, 44_100) <= -1.98
    wave = np.frombuffer(loud.audio.raw_data, dtype="<i2") / 32_768
    assert np.corrcoef(sound, wave)[0, 1] > 0.99


def test_a_bell_rings_on_and_fades_at_the_end() -> None:
    """A bell sounds beyond its event, and fades out where the session ends."""
    sound = rendered(timeline(tone_event("bell", 0, 100), samples=60_000)).astype(np.float64)
    assert np.abs(sound[20_000:40_000]).max() > 500
    assert abs(sound[-1]) <= 1


def test_joins_do_not_click() -> None:
    """Where a clip of a hissing voice begins and ends no two samples differ by more than 1 % of full scale."""
    from holdspace.audio.finishing import finish
    from holdspace.audio.segments import from_samples

    voice = np.concatenate([noise(0.3, -50), sine(200, 0.5, -12) + noise(0.5, -50, 2), noise(0.3, -50, 3)])
    done = finish(from_samples(voice, 44_100), 0.0)
    ready = Clip("a", done.audio, done.lead_samples, done.tail_samples)
    sound = rendered(timeline(speech("a", 10_000, ready.samples), samples=80_000), always(ready)).astype(np.int64)
    first, last = 10_000 - ready.lead_samples, 10_000 + ready.samples + ready.tail_samples
    for join in (first, last):
        assert np.abs(np.diff(sound[join - 100 : join + 100])).max() < 328


def test_a_recurring_word_is_fetched_once() -> None:
    """The words of a breath come again and again; their clip is asked for once."""
    clips = clicks(5_000)
    events = [speech(word, 10_000 * i, 5_000) for i, word in enumerate(["Inhale.", "Exhale."] * 50)]
    rendered(timeline(*events, samples=1_010_000), clips)
    assert Counter(clips.asked) == {"Inhale.": 1, "Exhale.": 1}


def test_clips_are_asked_for_as_they_come() -> None:
    """A clip is not asked for before its part of the session is made."""
    clips = clicks(5_000)
    Mixer(timeline(speech("a", 0), speech("b", 3_000_000), samples=4_000_000), clips).part(0, 65_536)
    assert clips.asked == ["a"]


def test_a_long_lead_is_cut_without_moving_the_word() -> None:
    """A clip with an unusually long lead keeps its onset; only the far end of the lead goes."""
    word = np.concatenate([np.full(44_100, 0.001), sine(1000, 0.5, -12)])
    long = clip(word, lead=44_100)
    sound = rendered(timeline(speech("a", 100_000), samples=200_000), always(long))
    assert np.array_equal(sound[100_000:122_050], np.frombuffer(long.audio.raw_data, dtype="<i2")[44_100:])


@pytest.mark.parametrize("steps", [400, 1_600])
def test_memory_does_not_grow_with_the_session(steps: int) -> None:
    """1,600 steps of a second, each with a clip of its own, take no more memory than 400: under 20 MB."""
    ready = np.frombuffer(click_clip(44_100 - LEAD - TAIL).audio.raw_data, dtype="<i2")

    def clip_of(wanted: Utterance) -> Clip:
        return Clip(wanted.text, as_audio(ready), LEAD, TAIL)  # a copy of its own

    events = [speech(str(i), 44_100 * i, 44_100 - LEAD - TAIL) for i in range(steps)]
    plan = timeline(*events, samples=44_100 * steps + 10_000)
    tracemalloc.start()
    mixer = Mixer(plan, Spoken(clip_of))
    total = sum(len(mixer.part(first, first + 65_536)) for first in range(0, plan.samples, 65_536))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total >= plan.samples
    assert peak < 20_000_000
