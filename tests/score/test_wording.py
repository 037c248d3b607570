"""Numbers, durations and counts in words."""

from fractions import Fraction

import pytest
from num2words import num2words

from holdspace.score.wording import breaths_words, duration_words, number_words, ordinal_words, times_words


@pytest.mark.parametrize(
    ("ms", "like", "words"),
    [
        (60_000, "60 seconds", "sixty seconds"),
        (60_000, "", "sixty seconds"),
        (60_000, "5 breaths", "sixty seconds"),
        (60_000, "1 minute", "one minute"),
        (60_000, "1m", "one minute"),
        (90_000, "60 seconds", "ninety seconds"),
        (90_000, "60s", "ninety seconds"),
        (90_000, "a minute", "a minute and a half"),
        (90_000, "1m30s", "one minute and thirty seconds"),
        (90_000, "1:30", "one minute and thirty seconds"),
        (119_000, "60 sec", "one hundred and nineteen seconds"),
        (120_000, "60 seconds", "two minutes"),
        (150_000, "two minutes", "two and a half minutes"),
        (80_000, "2 min", "one minute and twenty seconds"),
        (130_000, "30s", "two minutes and ten seconds"),
        (61_000, "1 min", "one minute and one second"),
        (45_000, "one minute", "forty-five seconds"),
        (1_000, "2s", "one second"),
        (1_500, "2s", "one and a half seconds"),
        (4_500, "", "four and a half seconds"),
        (500, "", "half a second"),
        (3_600_000, "an hour", "one hour"),
        (5_400_000, "an hour", "an hour and a half"),
        (4_500_000, "75 min", "one hour and fifteen minutes"),
        (3_665_000, "1h", "one hour, one minute and five seconds"),
    ],
)
def test_a_duration_is_spoken_in_the_authors_own_units(ms: int, like: str, words: str) -> None:
    """A changed hold is spoken in the unit in which the author counted."""
    assert duration_words(ms, like) == words


@pytest.mark.parametrize(
    ("language", "ms", "like", "words"),
    [
        ("de", 90_000, "60s", "neunzig Sekunden"),
        ("de", 90_000, "1 min", "anderthalb Minuten"),
        ("de", 60_000, "1 Minute", "eine Minute"),
        ("de", 1_000, "", "eine Sekunde"),
        ("de", 21_000, "", "einundzwanzig Sekunden"),
        ("de", 101_000, "60 Sekunden", "einhunderteine Sekunden"),
        ("de", 150_000, "2 Minuten", "zweieinhalb Minuten"),
        ("de", 90_000, "1:30", "eine Minute und dreißig Sekunden"),
        ("de", 3_665_000, "eine Stunde", "eine Stunde, eine Minute und fünf Sekunden"),
        ("de", 4_500, "", "viereinhalb Sekunden"),
        ("es", 90_000, "un minuto", "un minuto y medio"),
        ("es", 21_000, "", "veintiún segundos"),
        ("es", 31_000, "", "treinta y un segundos"),
        ("es", 9_000_000, "2 horas", "dos horas y media"),
        ("fr", 90_000, "une minute", "une minute et demie"),
        ("fr", 21_000, "", "vingt et une secondes"),
        ("fr", 90_000, "60 secondes", "quatre-vingt-dix secondes"),
        ("fr", 500, "", "une demi-seconde"),
        ("pt", 7_200_000, "1h", "duas horas"),
        ("pt", 16_000, "", "dezasseis segundos"),
        ("pt-BR", 16_000, "", "dezesseis segundos"),
        ("pt_BR", 150_000, "2 minutos", "dois minutos e meio"),
    ],
)
def test_durations_in_other_languages(language: str, ms: int, like: str, words: str) -> None:
    """Every language has its own forms of "one" and "two" before its units, and its own place for halves."""
    assert duration_words(ms, like, language) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["ein Atemzug", "fünf Atemzüge", "einmal", "zehn Mal", "drei Runden", "viereinhalb"]),
        ("es", ["una respiración", "cinco respiraciones", "una vez", "diez veces", "tres Runden", "cuatro y medio"]),
        ("fr", ["une respiration", "cinq respirations", "une fois", "dix fois", "trois Runden", "quatre et demi"]),
        ("pt", ["uma respiração", "cinco respirações", "uma vez", "dez vezes", "três Runden", "quatro e meio"]),
    ],
)
def test_counts_in_other_languages(language: str, words: list[str]) -> None:
    """Breaths and times are counted in each language; a unit of the author's own stays as it is."""
    assert words == [
        breaths_words(1, language),
        breaths_words(5, language),
        times_words(1, "times", language),
        times_words(10, "x", language),
        times_words(3, "Runden", language),
        number_words(Fraction(9, 2), language),
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (90, "ninety"),
        (1234, "one thousand two hundred and thirty-four"),
        (Fraction(1, 2), "half"),
        (Fraction(9, 2), "four and a half"),
        (Fraction(5, 4), "one and a quarter"),
        (Fraction(2, 3), "two thirds"),
        (Fraction(6, 5), "one point two"),
    ],
)
def test_numbers_become_words_without_commas(value: int | Fraction, words: str) -> None:
    """A number is spelled out, and no comma makes the voice pause inside it."""
    assert number_words(value) == words


def test_other_languages_get_their_own_number_words() -> None:
    """A regional tag finds its language, and a language without number words keeps its digits."""
    assert number_words(90, "de-AT") == "neunzig"
    assert number_words(80, "fr") == "quatre-vingts"
    assert number_words(7, "xx") == "7"


def test_ordinals() -> None:
    """Ordinals are spelled out too."""
    assert [ordinal_words(n) for n in (1, 2, 21)] == ["first", "second", "twenty-first"]


@pytest.mark.parametrize(
    ("n", "unit", "words"),
    [
        (10, "times", "ten times"),
        (2, "x", "two times"),
        (1, "times", "once"),
        (1, "rounds", "one round"),
        (10, "round", "ten rounds"),
        (1, "reps", "one rep"),
        (1, "passes", "one pass"),
        (3, "passes", "three passes"),
        (3, "breath of fire", "three breaths of fire"),
        (1, "slow breaths", "one slow breath"),
        (4, "", "four times"),
    ],
)
def test_counts_agree_with_their_noun(n: int, unit: str, words: str) -> None:
    """A count and its noun agree in number."""
    assert times_words(n, unit) == words


def test_breaths() -> None:
    """A hold counted in breaths is spoken in breaths."""
    assert breaths_words(5) == "five breaths"
    assert breaths_words(1) == "one breath"


@pytest.mark.parametrize("language", ["en", "en-US", "en_GB"])
def test_remembered_numbers_are_those_of_the_library(language: str) -> None:
    """The numbers that are remembered, and those next to them, are word for word what num2words says."""
    for number in range(-2, 125):
        assert number_words(number, language) == num2words(number, lang=language.replace("-", "_")).replace(",", "")
