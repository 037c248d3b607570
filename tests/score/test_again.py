from __future__ import annotations

import pytest

from holdspace.diagnostics import Place
from holdspace.routine.model import BothSides, Duration, Side, SideWord
from holdspace.score.again import MAX_DEPTH
from score_helpers import (
    QUIET,
    L,
    R,
    again,
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
    seconds,
    silent,
    spoken,
    t,
)


def test_a_section_once_more_on_the_other_side() -> None:
    """`[again …, left]` mirrors a section written for the right: braces exactly, plain words by the rules."""
    score = composed(
        h("Hip stretch ", R),
        p("Extend your ", R, " leg over the ", L, ", right hand down. Stay right there, at a right angle."),
        h("Then"),
        p(again("Hip stretch", Side.LEFT)),
    )
    assert spoken(score)[-3:] == [
        "Hip stretch left.",
        "Extend your left leg over the right, left hand down.",
        "Stay right there, at a right angle.",
    ]


def test_a_section_once_more_as_it_is() -> None:
    """`[again …]` without a side plays the section as it was written, as a chapter of its own."""
    score = composed(h("Pigeon"), p("Fold over the right leg."), h("Rest"), p("Lie down."), p(again("Pigeon")))
    assert lines(score, gaps=False)[5:] == [
        "say Lie down.",
        "# Pigeon",
        "title Pigeon.",
        "say Fold over the right leg.",
    ]


def test_the_side_it_was_written_for_changes_nothing() -> None:
    """Asking for the side that a section names plays it unmirrored."""
    blocks = (h("Pigeon ", L), p("Your ", L, " leg."), h("Rest"), p(again("Pigeon", Side.LEFT)))
    assert spoken(composed(*blocks))[-2:] == ["Pigeon left.", "Your left leg."]


def test_what_follows_goes_on_under_the_enclosing_title() -> None:
    """After `[again …]` the enclosing section goes on, without being announced twice."""
    score = composed(h("A ", R), p("Your ", R, " arm."), h("B"), p("One."), p(again("A", Side.LEFT)), p("Two."))
    assert [section.title for section in score.sections] == ["A right", "B", "A left", "B"]
    assert lines(score, gaps=False)[-2:] == ["# B", "say Two."]


@pytest.mark.parametrize(
    "title", ["hip STRETCH", "  Hip   stretch ", "Hip-stretch", "hip stretch {right}", "Right hip stretch"]
)
def test_titles_are_found_as_people_write_them(title: str) -> None:
    """Case, spaces, punctuation and side words do not matter when a section is looked up."""
    score = composed(h("Hip stretch ", R), p("Your ", R, " leg."), h("B"), p(again(title, Side.LEFT)))
    assert spoken(score)[-1] == "Your left leg."


def test_a_side_in_the_quoted_title_is_the_side_wanted() -> None:
    """Quoting a title with the other side means that side; quoting it to the letter means as it is."""
    blocks = (h("Pigeon ", R), p("Your ", R, " leg."), h("B"))
    assert spoken(composed(*blocks, p(again("Pigeon left"))))[-1] == "Your left leg."
    assert spoken(composed(*blocks, p(again("Pigeon right"))))[-1] == "Your right leg."


def test_a_section_written_for_that_side_is_preferred() -> None:
    """Where the author wrote both sides out, each is played as written."""
    blocks = (h("Pigeon ", R), p("Right words, ", R, "."), h("Pigeon ", L), p("Left words, ", L, "."), h("B"))
    assert spoken(composed(*blocks, p(again("Pigeon", Side.RIGHT))))[-1] == "Right words, right."
    assert spoken(composed(*blocks, p(again("Pigeon", Side.LEFT))))[-1] == "Left words, left."


def test_the_nearest_section_before_is_meant() -> None:
    """Of several sections with one title the last before the direction is played, else the first after it."""
    blocks = (h("A"), p("First."), h("A"), p("Second."), h("B"), p(again("A")), h("A"), p("Third."))
    assert spoken(composed(*blocks)) == ["A.", "First.", "A.", "Second.", "B.", "A.", "Second.", "A.", "Third."]
    assert spoken(composed(h("B"), p(again("A")), h("A"), p("Third."))) == ["B.", "A.", "Third.", "A.", "Third."]


def test_an_unknown_title_names_the_nearest() -> None:
    """A title that no section has is an error with the section that was probably meant."""
    made = composition(h("Deep hip stretch ", R), p("Sit."), p(again("Deep hop stretch", Side.LEFT, line=5)))
    (found,) = [d for d in made.diagnostics if d.severity == "error"]
    assert (found.code, found.place.line) == ("unknown-section", 5)
    assert found.what == "there is no section “Deep hop stretch”"
    assert found.mend == 'did you mean [again "Deep hip stretch right", left]?'


def test_an_unknown_title_with_nothing_near_lists_all() -> None:
    """Where nothing is near, the mend lists the sections there are."""
    made = composition(h("Cat"), p("Arch."), h("Cow"), p("Round."), p(again("Savasana")))
    assert made.diagnostics[0].mend == "the sections are “Cat”, “Cow”"
    assert composition(p("Sit. ", again("Cat"))).diagnostics[0].mend == "give it a heading"


def test_a_section_that_plays_itself_is_an_error() -> None:
    """A cycle of `[again …]` is caught, direct or over other sections, and the way is shown."""
    direct = composition(h("A"), p("One."), p(again("A", line=3)))
    assert [(d.code, d.place.line) for d in direct.diagnostics] == [("again-cycle", 3)]
    assert "“A” → “A”" in direct.diagnostics[0].what
    around = composition(h("A"), p("One."), p(again("B", line=3)), h("B"), p("Two."), p(again("A", line=6)))
    assert [(d.code, d.place.line) for d in around.diagnostics] == [("again-cycle", 6)]
    assert "“A” → “B” → “A”" in around.diagnostics[0].what


def test_long_chains_are_an_error_and_not_a_crash() -> None:
    """Sections that play sections that play sections are allowed to a depth, in whatever order they stand."""
    backwards = [block for n in range(300) for block in (h(f"S{n}"), p("x."), p(again(f"S{n - 1}")) if n else p("y."))]
    forwards = [block for n in range(300) for block in (h(f"S{n}"), p("x."), p(again(f"S{n + 1}")))]
    for blocks in (backwards, [*forwards, h("S300"), p("end.")]):
        assert "again-too-deep" in errors(composition(*blocks).diagnostics)
    assert composition(*backwards[: 3 * (MAX_DEPTH - 5)]).diagnostics == ()


def test_sections_that_double_are_counted_before_they_grow() -> None:
    """Each section playing the one before it twice is exponential, and refused without being unrolled."""
    blocks = [
        block for n in range(19) for block in (h(f"S{n}"), p("x."), *[p(again(f"S{n - 1}", line=n))] * (2 if n else 0))
    ]
    made = composition(*blocks)
    assert errors(made.diagnostics) == ["too-many-cues"]
    assert "this section once more makes" in made.diagnostics[0].what


def test_both_sides_plays_the_section_and_its_mirror() -> None:
    """`[both sides]` plays a section, says "Other side." and plays it mirrored, as a chapter of its own."""
    score = composed(h("Pigeon ", R), both, p("Your ", R, " leg. Hold for ", t(20), "."))
    assert lines(score) == [
        "# Pigeon right",
        "title Pigeon right.",
        "gap 800",
        "say Your right leg.",
        "gap 450",
        "say Hold for 20 seconds.",
        "hold 20000 | 14000 Next: Pigeon left.",
        "# Pigeon left",
        "title Other side.",
        "gap 450",
        "title Pigeon left.",
        "gap 4000",
        "say Your left leg.",
        "gap 450",
        "say Hold for 20 seconds.",
        "hold 20000",
    ]


@pytest.mark.parametrize(
    ("ending", "front", "gap"),
    [
        ((hold(20),), {}, "gap 4000"),
        ((hold(20), "Come up."), {}, "gap 4000"),
        ((hold(20), "Come up. ", pause(1)), {}, "gap 3000"),
        ((hold(20), rest(2), pause(1)), {}, "gap 1000"),
        ((hold(20), "Come up. ", pause(15)), {}, "gap 800"),
        ((hold(20),), {"change": seconds(9)}, "gap 9000"),
        ((hold(20),), {"change": seconds(0.5)}, "gap 800"),
    ],
)
def test_there_is_time_to_change_sides(ending: tuple[object, ...], front: dict[str, Duration], gap: str) -> None:
    """Four seconds, or what the script says, lie between "Other side." and the words; a pause just before counts."""
    told = lines(composed(h("Pigeon"), both, p("Right leg. ", *ending), **front))
    at = told.index("title Other side.")
    assert told[at + 1 : at + 3] == [gap, "say Left leg."]


def test_the_authors_own_pause_is_the_time_to_change_sides() -> None:
    """A pause at the head of the section takes the place of the time that would be given."""
    told = lines(composed(h("Pigeon"), both, p(pause(2), "Right leg. ", hold(20))))
    at = told.index("title Other side.")
    assert told[at + 1 : at + 3] == ["pause 2000", "say Left leg."]


def test_both_sides_of_a_title_without_a_brace() -> None:
    """Without a side in the heading's braces only "Other side." is said, and the chapter is called so."""
    score = composed(h("Pigeon ", BothSides()), p("Your right leg."))
    assert lines(score, gaps=False) == [
        "# Pigeon",
        "title Pigeon.",
        "say Your right leg.",
        "# Pigeon, other side",
        "title Other side.",
        "say Your left leg.",
    ]
    plain = composed(h("Right leg pigeon"), both, p("Fold."))
    assert [section.title for section in plain.sections] == ["Right leg pigeon", "Left leg pigeon"]
    assert spoken(plain) == ["Right leg pigeon.", "Fold.", "Other side.", "Fold."]


def test_other_side_is_said_even_where_chapters_are_silent() -> None:
    """The words "Other side." are an instruction: a silent heading or silent chapters do not take them away."""
    by_heading = composed(h("Pigeon ", R, silent), both, p("Fold."))
    assert spoken(by_heading) == ["Fold.", "Other side.", "Fold."]
    by_choice = composed(h("Pigeon ", R), both, p("Fold."), chapters="silent")
    assert spoken(by_choice) == ["Fold.", "Other side.", "Fold."]


def test_both_sides_of_a_routine_without_headings() -> None:
    """The opening section can be done on both sides too."""
    score = composed(both, p("Your ", R, " leg."))
    assert lines(score, gaps=False) == [
        "# Test",
        "say Your right leg.",
        "# Test, other side",
        "title Other side.",
        "say Your left leg.",
    ]


def test_a_section_that_names_no_side_has_no_other_side() -> None:
    """`[both sides]` and `[again …, left]` are errors where nothing in the section names a side."""
    place = Place("<text>", 2, 1, 12)
    made = composition(h("Plank"), p(BothSides(place)), p("Hold still, right there. ", hold(20)))
    assert [(d.code, d.place) for d in made.diagnostics] == [("side-without-partner", place)]
    assert spoken(made.score) == ["Plank.", "Hold still, right there."]
    asked = composition(h("Plank"), p("Hold still."), h("B"), p(again("Plank", Side.LEFT, line=9)))
    assert [(d.code, d.place.line) for d in asked.diagnostics] == [("side-without-partner", 9)]


def test_again_with_a_side_plays_one_side_of_both() -> None:
    """Of a section with both sides `[again …, left]` plays the left alone, and `[again …]` both."""
    blocks = (h("Pigeon ", R), both, p("Your ", R, " leg."), h("B"))
    one = composed(*blocks, p(again("Pigeon", Side.LEFT)))
    assert spoken(one)[-2:] == ["Pigeon left.", "Your left leg."]
    assert spoken(composed(*blocks, p(again("Pigeon"))))[-5:] == [
        "Pigeon right.",
        "Your right leg.",
        "Other side.",
        "Pigeon left.",
        "Your left leg.",
    ]


def test_an_unnamed_side_is_added_to_the_chapter() -> None:
    """A section played for a side that its title does not name gets the side in its title."""
    score = composed(h("Pigeon"), p("Your right leg."), h("B"), p(again("Pigeon", Side.LEFT)))
    assert score.sections[-1].title == "Pigeon, left side"
    assert spoken(score)[-2:] == ["Pigeon, left side.", "Your left leg."]


def test_a_mirrored_section_mirrors_what_it_plays() -> None:
    """In a mirrored pass an `[again …, right]` plays the left, and one without a side is mirrored along."""
    inner = (h("Lunge ", R), p("Your ", R, " foot."))
    sided = composed(*inner, h("Flow"), p("Turn to the ", R, "."), p(again("Lunge", Side.RIGHT)), both)
    assert spoken(sided)[4:] == [
        "Lunge right.",
        "Your right foot.",
        "Other side.",
        "Turn to the left.",
        "Lunge left.",
        "Your left foot.",
    ]
    plain = composed(*inner, h("Flow"), p("Turn to the ", R, "."), p(again("Lunge")), both)
    assert spoken(plain)[-2:] == ["Lunge left.", "Your left foot."]


def test_movements_are_mirrored_too() -> None:
    """The words of breath movements follow the side of their pass, and can name it."""
    score = composed(
        h("Twist"), both, p(breathe(1, move("in", "Lift your ", R, " arm."), move("out", "Left arm down.")))
    )
    texts = [cue.words.text for cue in score.cues if hasattr(cue, "words")]
    assert texts == [
        "Inhale: Lift your right arm.",
        "Exhale: Left arm down.",
        "Inhale: Lift your left arm.",
        "Exhale: Right arm down.",
    ]


def test_capitals_of_a_side_are_kept() -> None:
    """`{Right}` becomes "Left" and `{RIGHT}` "LEFT"."""
    blocks = (h("A"), both, p(SideWord(Side.RIGHT, "Right"), " leg, ", SideWord(Side.RIGHT, "RIGHT"), "."))
    assert spoken(composed(*blocks))[-1] == "Left leg, LEFT."


def test_both_sides_in_every_round() -> None:
    """A section with both sides inside a repeat plays both in each round."""
    score = composed(p(repeat(2)), h("Lunge ", R), both, p("Step."), p(end))
    assert [(s.title, s.rounds) for s in score.sections] == [
        ("Lunge right", (1,)),
        ("Lunge left", (1,)),
        ("Lunge right", (2,)),
        ("Lunge left", (2,)),
    ]


def never_mirrored(*blocks: object) -> list[str]:
    found = composition(*blocks, choices=QUIET).diagnostics
    return [diagnostic.what for diagnostic in found if diagnostic.code == "side-never-mirrored"]


def test_a_side_that_is_held_and_never_mirrored_is_a_warning() -> None:
    """A section that names a side, holds it and is never done on the other is warned of, with the mend."""
    made = composition(h("Pigeon ", R, line=4), p("Fold. ", hold(30)))
    (found,) = made.diagnostics
    assert (found.code, found.severity, found.place.line) == ("side-never-mirrored", "warning", 4)
    assert found.what == "“Pigeon right” is held on the right side only"
    assert found.mend == 'add [both sides] to the section, or [again "Pigeon right", left] after it'
    assert never_mirrored(h("Pigeon"), p("Your ", R, " leg for ", t(30), ".")) != []
    assert never_mirrored(h("Right leg pigeon"), p(repeat(2), "Fold. ", hold(30), end)) != []


def test_the_mend_for_an_unmirrored_side_works() -> None:
    """The direction that the warning proposes plays the other side and silences the warning."""
    blocks = (h("Pigeon ", R), p("Your ", R, " leg. ", hold(30)), h("B"), p(again("Pigeon right", Side.LEFT)))
    assert spoken(composed(*blocks))[-2:] == ["Pigeon left.", "Your left leg."]
    assert never_mirrored(*blocks) == []


def test_a_side_that_is_mirrored_or_not_held_is_fine() -> None:
    """Both sides, again, a section of the other side, or no hold: no warning. Plain words alone give none either."""
    pigeon = (h("Pigeon ", R), p("Fold. ", hold(30)))
    assert never_mirrored(*pigeon, both) == []
    assert never_mirrored(*pigeon, h("Pigeon ", L), p("Fold. ", hold(30))) == []
    assert never_mirrored(h("Pigeon ", R), p("Fold.")) == []
    assert never_mirrored(h("Pigeon"), p("Your right leg. ", hold(30))) == []
    assert never_mirrored(*pigeon, h("B"), p(again("Pigeon"))) != []


def test_a_section_that_writes_out_both_sides_is_fine() -> None:
    """A hold on each side, or a title that names both, needs no mirroring; two holds on one side do."""
    out = (p("Your ", R, " leg over the ", L, ". ", hold(30)), p("Now the ", L, ". ", hold(30)))
    assert never_mirrored(h("Twist"), *out) == []
    assert never_mirrored(h("Twist"), p(repeat(2), *out[0].items, *out[1].items, end)) == []
    assert never_mirrored(h("Twist ", R, " and ", L), p("Over and over. ", hold(30))) == []
    assert never_mirrored(h("Twist"), out[0], p("Deeper. ", hold(30))) != []


def test_numbered_sections_can_be_a_pair() -> None:
    """The number of a list does not keep two sections from being the two sides of one pose."""
    pair = (h("4. Lunge ", R), p("Step. ", hold(30)), h("5. Lunge ", L), p("Step. ", hold(30)))
    assert never_mirrored(*pair) == []
