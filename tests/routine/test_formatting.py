from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdspace.routine import model
from holdspace.routine.formatting import format_routine
from holdspace.routine.model import (
    BreathPattern,
    Duration,
    FrontMatter,
    Heading,
    Movement,
    Paragraph,
    Phase,
    Routine,
    Words,
)
from holdspace.routine.parser import parse
from holdspace.routine.source import escaped


def _plain(text: str) -> Words:
    return Words(text, escaped(text, "\\`*_[]{}<>#!~|"))


def _duration(number: int, unit: str) -> Duration:
    if unit == "breaths":
        return Duration(breaths=number, written=f"{number} breaths")
    size = {"s": 1000, " minutes": 60_000, "ms": 1}[unit]
    return Duration(ms=number * size, written=f"{number}{unit}")


_letters = st.text("abcdefghijklmnopqrstuvwxyzäéß🧘[]{}*_\\#<>`!|", min_size=1, max_size=8)
_sentences = st.lists(_letters, min_size=1, max_size=4).map(lambda w: " ".join(["Go", *w]) + ".").map(_plain)
_durations = st.builds(_duration, st.integers(2, 150), st.sampled_from(["s", " minutes", "ms", "breaths"]))
_titles = st.text("abcdefghij [](),'", min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool)
_sides = st.sampled_from([model.Side.LEFT, model.Side.RIGHT])
_times = st.integers(1, 999)
_movements = st.lists(
    st.builds(Movement, st.just("in"), st.tuples(_sentences), st.sampled_from(["inhale", "in", "Breathe in"])),
    max_size=3,
).map(tuple)
_pattern = BreathPattern((Phase("in", 4000), Phase("out", 6000)), "in 4, out 6")
_breathe = st.builds(
    lambda rounds, movements: model.Breathe(_pattern, rounds, None, movements, f"in 4, out 6, {rounds} rounds"),
    _times,
    _movements,
)
_directions = st.one_of(
    st.builds(model.Pause, _durations),
    st.builds(model.Hold, st.none() | _durations),
    st.builds(model.Rest, st.none() | _durations),
    st.builds(model.BothSides),
    st.builds(model.Again, _titles, st.none() | _sides),
    st.builds(model.Tone, st.sampled_from(["bell", "chime"])),
    st.builds(lambda gain: model.Bed("rain", float(gain), f"rain {gain}dB"), st.integers(-60, 0)),
    st.builds(model.VoiceChange, st.sampled_from(["heart", "hibari:heart"])),
    st.sampled_from([model.PaceChange(0.85, "slow"), model.PaceChange(0.9, "90%"), model.PaceChange(0.9, "0.9")]),
    st.builds(model.Include, _titles),
)
_parts = st.one_of(
    st.builds(model.Timed, _durations),
    st.builds(lambda side: model.SideWord(side, str(side).title()), _sides),
    st.builds(lambda n: model.Count(n, "times", f"{n} times"), _times),
)


@st.composite
def _paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph as the parser would make it: a blank on each side of a direction."""
    items: list[model.Item] = [draw(_sentences)]
    for item in draw(st.lists(st.one_of(_directions, _parts), max_size=5)):
        items += [item, draw(_sentences)]
    if draw(st.booleans()):
        items.append(draw(_breathe))
    spaced = [_spaced(item, i > 0, i + 1 < len(items)) for i, item in enumerate(items)]
    return Paragraph(tuple(spaced), draw(st.sampled_from(["", "", "-", "1.", ">"])))


def _spaced(item: model.Item, before: bool, after: bool) -> model.Item:
    if not isinstance(item, Words):
        return item
    lead, trail = " " if before else "", " " if after else ""
    return Words(f"{lead}{item.text}{trail}", f"{lead}{item.source}{trail}")


_headings = st.builds(lambda level, words: Heading(level, (words,)), st.integers(1, 6), _sentences)
_blocks = st.one_of(
    _paragraphs(), _headings, st.sampled_from([model.Unspoken("<!-- a\n\nb -->"), model.Unspoken("***")])
)


@given(st.lists(_blocks, min_size=1, max_size=6))
def test_any_routine_can_be_written_and_read_again(blocks: list[model.Block]) -> None:
    """A routine made of the model's parts is the same after being written as a script and parsed."""
    routine = Routine(FrontMatter(), tuple(blocks))
    text = format_routine(routine)
    parsed = parse(text)
    assert not [d for d in parsed.errors if d.code != "two-holds-in-one-sentence"]
    assert parsed.routine == routine
    assert format_routine(parsed.routine) == text


def test_a_script_gets_its_canonical_form() -> None:
    """Blank lines between blocks, a blank around directions, nothing at line ends, lower-case names."""
    script = (
        "---\ntitle:  A   \n---\n## Sit ##\nSit  down.[PAUSE: 5s]Lift \\[a\\]   \nyour *arms*.[Hold 5 breaths]\n"
        "- a\n- b\n\n- c\n"
    )
    assert format_routine(parse(script).routine) == (
        "---\ntitle:  A\n---\n\n## Sit\n\n"
        "Sit down. [pause 5s] Lift \\[a\\]\nyour *arms*. [hold 5 breaths]\n\n- a\n- b\n\n- c\n"
    )


def test_front_matter_without_a_source_is_written_from_its_values() -> None:
    """A routine that was not read from a script gets front matter that means the same."""
    front = FrontMatter(
        title='Morning: #1 "quiet"',
        year=2026,
        pace=0.9,
        language="en-GB",
        breath=_pattern,
        hold=Duration(ms=90_000),
        rest=Duration(breaths=3),
        countdown="off",
        halfway=False,
        chapters="silent",
        say=(("Ujjayi", "oo-jai-ee"), ("L4: x", "lumbar four")),
    )
    read = parse(format_routine(Routine(front, ()))).routine.front
    assert (read.title, read.year, read.pace, read.language) == (front.title, 2026, 0.9, "en-GB")
    assert (read.breath, read.countdown, read.halfway, read.chapters) == (_pattern, "off", False, "silent")
    assert (read.hold, read.rest) == (Duration(ms=90_000, written="90s"), Duration(breaths=3, written="3 breaths"))
    assert read.say == front.say
