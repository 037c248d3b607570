from __future__ import annotations

import pytest

from holdspace.routine.model import Routine
from holdspace.score.composing import Composition, compose
from holdspace.score.fitting import fit, score_ms
from holdspace.score.model import Choices, Cue, Keep, Say, Score, Utterance
from score_helpers import (
    R,
    both,
    breathe,
    breaths,
    composed,
    h,
    hold,
    holds,
    p,
    pause,
    rest,
    routine,
    scaling,
    seconds,
    spoken,
    t,
    words,
)


def by_letters(utterance: Utterance) -> int:
    """A voice that takes 60 ms a letter."""
    return 60 * len(utterance.text)


def fitted(made: Routine, wanted: float, **choices: object) -> Composition:
    asked = Choices(length_ms=round(wanted * 1000), countdown="off", halfway=False, **choices)  # type: ignore[arg-type]
    return fit(made, asked, by_letters)


def length(composition: Composition) -> int:
    return score_ms(composition.score, by_letters)


def others(score: Score) -> list[Cue]:
    """Everything but holds and words."""
    return [
        cue for cue in score.cues if not isinstance(cue, Say) and not (isinstance(cue, Keep) and cue.kind == "hold")
    ]


STRETCH = routine(
    h("Pigeon ", R),
    both,
    p("Fold over your ", R, " leg. ", pause(5), "Hold this for about ", t(60), "."),
    h("Child's pose"),
    p("Rest. ", hold(90), rest(20)),
    p(breathe(2)),
)


def test_the_length_of_a_score_is_the_sum_of_its_parts() -> None:
    """Speech lasts as long as its voice needs, everything else what it says, and beds nothing."""
    score = composed(p("One. Two. ", hold(5)), p(breathe(1)))
    assert score_ms(score, lambda _: 100) == 1000 + 100 + 450 + 100 + 5000 + 4000 + 6000 + 2000


def test_a_breath_phase_stretches_for_its_words() -> None:
    """A phase whose words need more than its time lasts 200 ms longer than the words."""
    score = composed(p(breathe(1)))
    assert score_ms(score, lambda _: 3800) == 1000 + 4000 + 6000 + 2000
    assert score_ms(score, lambda _: 3801) == 1000 + 4001 + 6000 + 2000
    assert score_ms(score, lambda _: 7000) == 1000 + 7200 + 7200 + 2000


def test_without_a_wanted_length_nothing_changes() -> None:
    """A session that nobody gave a length is composed as it is."""
    assert fit(STRETCH, Choices(), by_letters) == compose(STRETCH, Choices())


@pytest.mark.parametrize("minutes", [3, 4, 5, 6, 8, 10, 15, 20, 40])
def test_the_wanted_length_is_met(minutes: int) -> None:
    """Between what is possible, a session lands within half a second a hold of its length, without a warning."""
    made = fitted(STRETCH, minutes * 60)
    assert abs(length(made) - minutes * 60_000) <= 500 * 3
    assert [d.code for d in made.diagnostics] == []
    assert made.score.length_ms == minutes * 60_000


def test_spoken_numbers_follow_the_fitted_holds() -> None:
    """What the voice says of a hold is what it lasts."""
    made = fitted(routine(p("Hold for ", t(60), ".")), 185)
    (kept,) = holds(made.score)
    assert kept % 1000 == 0
    assert spoken(made.score) == ["Hold for two minutes and fifty-nine seconds."]
    assert kept == 179_000
    assert made.score.hold_factor == pytest.approx(179 / 60, abs=0.01)
    assert made.diagnostics == ()


def test_all_holds_are_scaled_alike() -> None:
    """One factor holds for every hold of the session; rests, pauses and breaths keep their length."""
    made = fitted(STRETCH, 600)
    first, second, third = holds(made.score)
    assert first == second
    assert third / first == pytest.approx(1.5, rel=0.01)
    plain = compose(STRETCH, Choices(countdown="off", halfway=False))
    assert others(made.score) == others(plain.score)


def test_the_length_works_on_what_the_choices_made_of_holds() -> None:
    """A choice for one section keeps its proportion under a wanted length."""
    made = fitted(STRETCH, 600, hold=(scaling("=60s", "Child's pose"),))
    first, _, third = holds(made.score)
    assert third == first


def test_the_nearest_possible_length_is_reached() -> None:
    """No other factor comes nearer to the wanted length than the one that is found."""
    from fractions import Fraction

    from holdspace.score.composing import finish, prepare

    made = routine(*[p("Stay for ", t(7), ". Then ", t(13), ".")] * 6)
    choices = Choices(countdown="off", halfway=False, length_ms=300_000)
    best = abs(length(fit(made, choices, by_letters)) - 300_000)
    prepared = prepare(made, choices)
    others = (finish(prepared, Fraction(n, 100)).score for n in range(10, 500))
    assert best <= min(abs(score_ms(score, by_letters) - 300_000) for score in others)


def test_too_short_a_length_names_the_nearest() -> None:
    """Where words and pauses alone need longer, the shortest session is made, and the warning says how long it is."""
    made = fitted(routine(p("Fold for ", t(60), ". ", pause(30))), 20)
    assert holds(made.score) == [6000]
    (found,) = made.diagnostics
    assert (found.code, found.severity) == ("length-not-met", "warning")
    assert found.what == (
        "the session cannot be 0:20 long: its words, pauses, rests and breaths need the time; the nearest is 0:40"
    )
    assert found.mend == "use a length of 0:40, or change what is said and held"


def test_too_long_a_length_names_the_nearest() -> None:
    """Holds are stretched to twenty times and no further."""
    made = fitted(routine(p("Fold. ", hold(60))), 3600)
    assert holds(made.score) == [1_200_000]
    assert made.diagnostics[0].what.startswith(
        "the session cannot be 1:00:00 long: its holds cannot be stretched further"
    )
    assert made.diagnostics[0].what.endswith("the nearest is 20:03")


def test_a_session_without_holds_has_one_length() -> None:
    """Without holds the length cannot change; a wanted length that happens to be right is fine."""
    sit = routine(p("Sit. ", pause(10)))
    made = fitted(sit, 60)
    assert "it has no holds" in made.diagnostics[0].what
    assert fitted(sit, length(made) / 1000).diagnostics == ()


def test_holds_in_breaths_are_fitted_in_breaths() -> None:
    """Holds in breaths change by whole breaths, and the warning tells when that misses the length."""
    made = fitted(routine(p("Stay for ", t(breaths(5)), ".")), 94)
    assert holds(made.score) == [90_000]
    assert spoken(made.score) == ["Stay for nine breaths."]
    assert made.diagnostics == ()
    missed = fitted(routine(p("Stay for ", t(breaths(5)), ".")), 98)
    assert [d.code for d in missed.diagnostics] == ["length-not-met"]


def test_the_front_matter_can_ask_for_a_length() -> None:
    """`length:` in the script counts like the option, and the option beats it."""
    made = routine(p("Stay. ", hold(60)), length=seconds(123))
    assert holds(fit(made, Choices(), by_letters).score) == [120_000]
    assert holds(fit(made, Choices(length_ms=63_000), by_letters).score) == [60_000]
    assert holds(fit(made, Choices(), by_letters, settings=Choices(length_ms=1)).score) == [120_000]


def test_a_length_already_right_changes_nothing() -> None:
    """Holds keep what the author wrote, to the millisecond, when the session already has its length."""
    made = routine(p("Stay. ", hold(12.345)))
    plain = compose(made, Choices(halfway=False, countdown="off"))
    assert holds(fitted(made, length(plain) / 1000).score) == [12_345]


def test_fitting_is_deterministic() -> None:
    """The same routine, choices and voice give the same score."""
    assert fitted(STRETCH, 777) == fitted(STRETCH, 777)


def test_few_speech_lengths_are_asked_for() -> None:
    """The search sums holds without speaking: a fit asks a voice for a handful of wordings of each sentence."""
    asked: set[str] = set()

    def counting(utterance: Utterance) -> int:
        asked.add(utterance.text)
        return by_letters(utterance)

    fit(STRETCH, Choices(length_ms=1_500_000), counting)
    assert len([text for text in asked if text.startswith("Hold this")]) <= 5


def test_a_routine_with_errors_is_not_fitted() -> None:
    """An incomplete score is handed back with its errors, untouched."""
    made = fit(routine(p(words("…"))), Choices(length_ms=60_000), by_letters)
    assert [d.code for d in made.diagnostics] == ["empty-routine"]
