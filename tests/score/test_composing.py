from __future__ import annotations

import pytest

from holdspace.diagnostics import Place
from holdspace.routine.model import Again, Bed, Hold, Note, PaceChange, Pause, Rest, Side, VoiceChange
from holdspace.score.composing import compose
from holdspace.score.model import Choices, Quiet, Say, Score
from holdspace.score.utterances import utterances
from score_helpers import (
    QUIET,
    L,
    R,
    again,
    bell,
    both,
    breathe,
    composed,
    composition,
    end,
    errors,
    h,
    hold,
    lines,
    move,
    p,
    pause,
    repeat,
    rest,
    routine,
    scaling,
    seconds,
    t,
    times,
    warnings,
    words,
)


def test_a_whole_routine_in_order() -> None:
    """A routine becomes exactly the cues that its timing rules promise, in order."""
    score = composed(
        p("A short sequence. You need a mat. ", pause(3)),
        h("Hip stretch ", R),
        p("Extend your ", R, " leg over the ", L, ". ", pause(5), "Fold.\nHold this for about ", t(60), "."),
        p("Come up."),
        h("Cat and cow"),
        p("Follow your breath, ", times(3), "."),
        p(breathe(None, move("out", "Round your spine."), move("in", "Arch your back."))),
        p(Again("Hip stretch", Side.LEFT)),
        h("Child's pose"),
        p("Stay as long as you need. ", hold(90)),
        choices=Choices(),
    )
    assert lines(score, edges=True) == [
        "# Test",
        "gap 1000",
        "say A short sequence.",
        "gap 450",
        "say You need a mat.",
        "pause 3000",
        "# Hip stretch right",
        "title Hip stretch right.",
        "gap 800",
        "say Extend your right leg over the left.",
        "pause 5000",
        "say Fold.",
        "gap 450",
        "say Hold this for about 60 seconds.",
        "hold 60000 | 30000 Halfway. | 50000 Ten seconds.",
        "say Come up.",
        "gap 1200",
        "# Cat and cow",
        "title Cat and cow.",
        "gap 800",
        "say Follow your breath, 3 times.",
        "gap 900",
        "out 6000 1/3 'Exhale: Round your spine.'",
        "in 4000 1/3 'Inhale: Arch your back.'",
        "out 6000 2/3 'Two, exhale: Round your spine.'",
        "in 4000 2/3 'Inhale: Arch your back.'",
        "out 6000 3/3 'Last one. Exhale.'",
        "in 4000 3/3 'Inhale.'",
        "# Hip stretch left",
        "title Hip stretch left.",
        "gap 800",
        "say Extend your left leg over the right.",
        "pause 5000",
        "say Fold.",
        "gap 450",
        "say Hold this for about 60 seconds.",
        "hold 60000 | 30000 Halfway. | 50000 Ten seconds.",
        "say Come up.",
        "gap 1200",
        "# Child's pose",
        "title Child's pose.",
        "gap 800",
        "say Stay as long as you need.",
        "hold 90000 | 45000 Halfway. | 80000 Ten seconds.",
        "gap 2000",
    ]


def test_the_heads_of_a_score_come_from_the_choices() -> None:
    """Title, language, voice, pace and pronunciations stand in the score as they were chosen."""
    made = routine(p("Sit."), title="Evening", voice="emma", pace=0.9, say=(("Savasana", "sha-vah-sana"),))
    score = compose(made, Choices(pace=1.1)).score
    assert (score.title, score.language, score.voice, score.pace) == ("Evening", "en", "emma", 1.1)
    assert score.say == (("Savasana", "sha-vah-sana"),)
    assert score.hold_factor == 1.0


def test_a_default_hold_and_rest() -> None:
    """A bare hold lasts 30 seconds and a bare rest 20, unless the front matter says otherwise."""
    bare = p("Stay. ", Hold(None), Rest(None))
    assert lines(composed(bare)) == ["# Test", "say Stay.", "hold 30000", "rest 20000"]
    told = composed(bare, hold=seconds(45), rest=seconds(10))
    assert lines(told) == ["# Test", "say Stay.", "hold 45000", "rest 10000"]


def test_directions_cut_a_sentence_and_notes_do_not() -> None:
    """A direction inside a sentence takes effect where it stands; a note leaves the sentence whole."""
    cut = composed(p("Reach up ", pause(2), "and fold ", Note("slowly"), "forward."))
    assert lines(cut) == ["# Test", "say Reach up", "pause 2000", "say and fold forward."]


def test_a_hold_in_braces_waits_for_the_end_of_its_sentence() -> None:
    """A hold is counted from the end of the sentence that announces it."""
    score = composed(p("Hold for ", t(20), " and breathe. Then rise."))
    assert lines(score) == ["# Test", "say Hold for 20 seconds and breathe.", "hold 20000", "say Then rise."]


def test_two_holds_in_one_sentence_are_an_error() -> None:
    """A sentence with two timed braces is an error at the second, and the next sentence is free to have its own."""
    place = Place("a.md", 3, 30, 8)
    second = t(30)
    made = composition(p("First ", t(20), ", then ", type(second)(second.duration, place), "."))
    assert [(d.code, d.place) for d in made.diagnostics] == [("two-holds-in-one-sentence", place)]
    assert composition(p("First ", t(20), ". Then ", t(30), ".")).diagnostics == ()


def test_punctuation_alone_is_not_spoken() -> None:
    """What is left of a sentence after a direction, such as its full stop, is not an utterance."""
    assert lines(composed(p("Walk up ", pause(5), ". ", pause(1), "…"))) == [
        "# Test",
        "say Walk up",
        "pause 5000",
        "pause 1000",
    ]


def test_emoji_and_foreign_scripts_reach_the_voice() -> None:
    """Words that the composer cannot judge are handed on, so that the voice can refuse them by line."""
    assert lines(composed(p("🧘"), p("猫のポーズ"))) == ["# Test", "say 🧘", "gap 900", "say 猫のポーズ"]


def test_a_voice_holds_from_its_direction_on() -> None:
    """`[voice NAME]` gives its voice to everything that speaks after it; `[voice default]` goes back."""
    score = composed(
        p("One. ", VoiceChange("emma"), "Two. ", hold(30)),
        h("Next"),
        p("Three. ", VoiceChange("default"), "Four."),
        choices=Choices(countdown="off"),
    )
    assert lines(score, gaps=False) == [
        "# Test",
        "say One.",
        "say Two. (emma)",
        "hold 30000 | 15000 Halfway. | 24000 Next: Next.",
        "# Next",
        "title Next. (emma)",
        "say Three. (emma)",
        "say Four.",
    ]
    keep = score.cues[4]
    assert [call.utterance.voice for call in getattr(keep, "calls", ())] == ["emma", "emma"]


def paces(score: Score) -> list[tuple[str, float | None]]:
    """Everything that is said, with its pace."""
    return [(u.text, u.pace) for u in utterances(score)]


def test_a_pace_holds_to_the_end_of_its_section() -> None:
    """`[pace …]` slows what follows it in its section, calls and breath words too; the next section is as before."""
    score = composed(
        h("A"),
        p("One. ", PaceChange(0.8), "Two. ", hold(30)),
        p(breathe(1)),
        h("B"),
        p("Three."),
        choices=Choices(countdown="off"),
    )
    slow = {"Two.", "Halfway.", "Inhale.", "Exhale."}
    assert paces(score) == [(text, 0.8 if text in slow else None) for text, _ in paces(score)]
    assert slow < {text for text, _ in paces(score)}


def test_a_pace_before_the_first_heading_holds_for_the_script() -> None:
    """What stands at the head of a script is its pace, and a section may have another, or the normal one."""
    score = composed(p(PaceChange(0.9)), h("A"), p("One."), h("B"), p(PaceChange(1.0), "Two."), h("C"), p("Three."))
    assert paces(score) == [("A.", 0.9), ("One.", 0.9), ("B.", 0.9), ("Two.", None), ("C.", 0.9), ("Three.", 0.9)]


def test_a_pace_belongs_to_the_place_in_the_script_not_to_the_order_of_playing() -> None:
    """A section played from another has its own pace; each round of a repeat begins alike; what goes on after a repeat
    of sections keeps the pace of its section.
    """
    score = composed(
        h("A"),
        p("One. ", PaceChange(0.8), repeat(2), "Two. ", PaceChange(1.2), "Three. ", end, again("B"), "Four."),
        h("B"),
        p("Five."),
        choices=Choices(chapters_spoken=False),
    )
    said = [("Two.", 0.8), ("Three.", 1.2)]
    assert paces(score) == [("One.", None), *said, *said, ("Five.", None), ("Four.", 1.2), ("Five.", None)]
    around = composed(
        h("A"),
        p(PaceChange(0.8), "One. ", repeat(1)),
        p("Two."),
        h("B"),
        p("Three. ", end),
        p("Four."),
        choices=Choices(chapters_spoken=False),
    )
    assert paces(around) == [("One.", 0.8), ("Two.", 0.8), ("Three.", None), ("Four.", 0.8)]


def test_tones_have_a_moment_of_their_own() -> None:
    """A bell takes three seconds of the session before the next cue, after the gap that ends the sentence."""
    assert lines(composed(p("Begin."), p(bell, "Sit."))) == ["# Test", "say Begin.", "gap 900", "bell 3000", "say Sit."]


def test_a_bed_is_a_change_without_length() -> None:
    """A bed begins with what it was written before and takes no time."""
    made = composition(p("Sit. ", Bed("rain", -24.0, "rain -24dB"), "Lie down. ", Bed("off")))
    assert lines(made.score) == ["# Test", "say Sit.", "gap 450", "bed rain", "say Lie down.", "bed off"]
    assert not made.diagnostics


def test_a_bed_that_is_neither_ours_nor_a_file_is_an_error() -> None:
    """A mistyped bed is shown at its place with the nearest name."""
    place = Place("a.md", 4, 1, 10)
    (diagnostic,) = composition(p("Sit. ", Bed("rian", None, "rian", place))).diagnostics
    assert (diagnostic.code, diagnostic.severity, diagnostic.place) == ("bed-unknown", "error", place)
    assert "rain" in diagnostic.mend
    assert not composition(p("Sit. ", Bed("Our Music.mp3"))).diagnostics


@pytest.mark.parametrize(
    ("chosen", "front", "heard"),
    [
        (None, None, ["bed ocean"]),
        (None, Bed("rain"), ["bed rain", "bed ocean"]),
        (Bed("brown"), Bed("rain"), ["bed brown"]),
        (Bed("off"), Bed("rain"), []),
    ],
)
def test_the_listeners_bed_takes_the_place_of_the_scripts(
    chosen: Bed | None, front: Bed | None, heard: list[str]
) -> None:
    """A bed on the command line lies beneath everything; "off" takes all beds away."""
    score = composed(p("Sit. ", Bed("ocean"), "Rise."), choices=Choices(bed=chosen), bed=front)
    assert [line for line in lines(score, edges=True) if line.startswith("bed")] == heard


def test_a_bed_before_a_heading_does_not_open_a_section() -> None:
    """What takes no time belongs to the next thing that does, so sections follow one another in order."""
    score = composed(p(Bed("rain")), h("One"), p("Sit."), p(Bed("off")), h("Two"), p("Rise."))
    assert [section.title for section in score.sections] == ["One", "Two"]
    assert [cue.section for cue in score.cues] == sorted(cue.section for cue in score.cues)


def test_a_routine_without_anything_is_an_error() -> None:
    """An empty routine is refused with a mend, and still gives a score that can be looked at."""
    for empty in (routine(), routine(p(Note("nothing"))), routine(p("…"))):
        made = compose(empty, QUIET)
        assert errors(made.diagnostics) == ["empty-routine"]
        assert "Sit down" in made.diagnostics[0].mend
        assert len(made.score.cues) == 2


def test_a_routine_of_bells_and_holds_is_a_routine() -> None:
    """Nothing has to be said: a bell, a hold and a bell make a timer."""
    assert lines(composed(p(bell, hold(60), bell))) == ["# Test", "bell 3000", "hold 60000", "bell 3000"]


def test_a_scaling_for_no_section_is_a_warning() -> None:
    """A choice that names a section which is not there is not swallowed."""
    made = composition(h("Pigeon"), p("Fold. ", hold(30)), choices=Choices(hold=(scaling("2x", "Pidgin"),)))
    assert warnings(made.diagnostics) == ["scaling-unused"]
    assert made.diagnostics[0].what == "there is no section “Pidgin” for “2x” to change"
    settings = Choices(hold=(scaling("2x", "Pidgin"),))
    assert composition(h("Pigeon"), p("Fold."), settings=settings).diagnostics == ()


def test_every_cue_keeps_its_place() -> None:
    """A cue points to the sentence or direction it came from, also in the middle of a line and of a paragraph."""
    text = "Sit down. Breathe in.\nNow out."
    paragraph = p(words(text, line=7, column=3), Pause(seconds(5), Place("<text>", 8, 10, 10)))
    score = composed(paragraph)
    says = [cue.utterance.place for cue in score.cues if isinstance(cue, Say)]
    assert [(place.line, place.column, place.length) for place in says] == [(7, 3, 9), (7, 13, 11), (8, 1, 8)]
    pauses = [cue.place for cue in score.cues if isinstance(cue, Quiet) and cue.written]
    assert [(place.line, place.column) for place in pauses] == [(8, 10)]


def test_an_unknown_language_falls_back_to_english_phrases() -> None:
    """A language without a table gets English calls and a warning; a regional tag finds its language."""
    made = composition(p("Bleib. ", hold(30)), language="nl", choices=Choices())
    assert lines(made.score) == ["# Test", "say Bleib.", "hold 30000 | 15000 Halfway. | 20000 Ten seconds."]
    assert warnings(made.diagnostics) == ["language-without-phrases"]
    assert made.score.language == "nl"
    assert composition(p("Stay."), language="en_GB").diagnostics == ()


def test_composing_twice_gives_the_same_score() -> None:
    """Composing is a pure function of routine and choices."""
    made = routine(h("Pigeon ", R), p("Fold. ", hold(30)), both)
    first, second = compose(made, QUIET), compose(made, QUIET)
    assert isinstance(first.score, Score)
    assert first == second


def test_rests_are_kept() -> None:
    """A rest is a keep of its own kind, which `--hold` does not touch."""
    score = composed(
        p("Jump. ", hold(30), rest(10)), choices=Choices(hold=(scaling("2x"),), countdown="off", halfway=False)
    )
    assert lines(score) == ["# Test", "say Jump.", "hold 60000", "rest 10000"]
