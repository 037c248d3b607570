"""What is written and what is said."""

import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.speech.normalising import foreign_letters, spoken_form
from holdspace.speech.reading.english import RULES

PIECES = [
    "30s", "30 s.", "1:30", "2x30 sec", "x10", "10x", "R", "L", "R/L", "right", "left", "leg",
    "4-7-8", "1/2", "½", "1½", "90°", "w/", "w/o", "->", "→", "II", "I", "Warrior", "&", "+", "%",
    "@", "5-10", "–", "—", "…", "...", ".", ",", "!", "?", "approx.", "e.g.", "etc.", "am", "a.m.",
    "7:30", "at", "in", "12 in", "'", '"', "(", ")", "<", ">", "[[", "]]", "#2", "IT band", "HOLD",
    "Inhale", "the", "your", "40s", "sec", "min", "m", "5m", "1m30s", "1,000", "1.5", "-5",
    "Śavāsana", "🧘", "a", "b.c", "B.K.S.", "1st", "=", "*", "/", "x", "L5", "007", "St.", "Dr.",
    "No. 2", "\u200d", "\x00", "\n", "é", "子供", "$5", "~30", "≥5",
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "said"), [pytest.param(*pair, id=f"{r.name}: {pair[0]}") for r in RULES for pair in r.examples]
)
def test_every_rule_keeps_the_word_of_its_examples(written: str, said: str) -> None:
    """Each rule reads its own examples as it says."""
    assert spoken_form(written) == said


def _documented() -> list[tuple[str, str]]:
    page = Path(__file__).parents[2] / "docs" / "how-it-reads.md"
    rows = re.findall(r"^\| `(.*?)` \| (.*?) \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [(written.replace("\\|", "|"), "" if said == "(nothing)" else said) for written, said in rows]


def test_the_page_about_reading_has_its_table() -> None:
    """The documented table is there to be tested."""
    assert len(_documented()) >= 60


@pytest.mark.parametrize(("written", "said"), _documented())
def test_the_page_about_reading_is_true(written: str, said: str) -> None:
    """Every row of docs/how-it-reads.md is what the program does."""
    assert spoken_form(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Wait 1/10 second.", "Wait a tenth of a second."),
        ('He said "count to 30" and left.', "He said count to thirty and left."),
        ('Say "one", then hold 5" more.', "Say one, then hold five seconds more."),
        ("I AM here at 7 AM.", "I AM here at seven a.m."),
        ("10 min. 5 reps", "ten minutes five reps"),
        ("Hold for 30s, then rest 10 s.", "Hold for thirty seconds, then rest ten seconds."),
        ("Hold for 5–10 sec. Then rest 1 min.", "Hold for five to ten seconds. Then rest one minute."),
        ("Hold 1:30-2:00.", "Hold one minute thirty seconds to two minutes."),
        ("Repeat 3 x 12 reps @ 60% w/ 2kg", "Repeat three times twelve reps at sixty percent with two kilograms"),
        ("R leg. L arm, R/L.", "right leg. left arm, right and left."),
        ("L4 and L5 are bones; lift your L leg.", "L four and L five are bones, lift your left leg."),
        ("Cat/cow (x10) and/or rest", "Cat cow, ten times, and or rest"),
        ("In your 30s hold 30s", "In your thirties hold thirty seconds"),
        ("TAKE A BREATH AND RELAX THE IT BAND", "Take a breath and relax the I T band"),
        ("On the inhale, I rest; in warrior I breathe.", "On the inhale, I rest, in warrior I breathe."),
        ("Turn right -> left", "Turn right to left"),
        ("It's the body's way.", "It's the body's way."),
        ("Breathe in 4, hold 7, out 8.", "Breathe in four, hold seven, out eight."),
    ],
)
def test_whole_sentences(written: str, said: str) -> None:
    """Shorthand is read within sentences as a teacher would read it."""
    assert spoken_form(written) == said


@pytest.mark.parametrize("text", ["", " ", "...", "—", "\u200d", "\a", "🧘", "子供", "आसन", "?!", "-", "<>", "\x00"])
def test_nothing_to_say_is_empty(text: str) -> None:
    """A text without a word that the language can read is empty, so that the caller can name the line."""
    assert spoken_form(text) == ""


def test_letters_of_other_scripts_are_named() -> None:
    """Letters that no voice of the language reads are reported, each once."""
    assert foreign_letters("Balasana 子供子 é") == "子供"
    assert foreign_letters("आसन", "hi") == ""
    assert foreign_letters("поза", "ru") == ""
    assert spoken_form("поза 2", language="ru") == "поза два"


def test_accents_do_not_change_what_is_said() -> None:
    """Savasana sounds alike with and without its accents, composed or not."""
    for form in ("NFC", "NFD"):
        assert spoken_form(unicodedata.normalize(form, "Śavāsana, the café")) == "Savasana, the cafe"


def test_text_after_a_control_character_is_still_spoken() -> None:
    """NUL and its like vanish; the words around them stay."""
    assert spoken_form("Lift\x00 your\x07 arm\x1b.") == "Lift your arm."


def test_other_languages_keep_their_letters_and_get_their_numbers() -> None:
    """A German text keeps its umlauts and has its numbers in German words."""
    assert spoken_form("Übe 5 Atemzüge – ganz ruhig…", language="de-DE") == "Übe fünf Atemzüge, ganz ruhig."


def test_the_scripts_own_pronunciation_of_shorthand_wins() -> None:
    """A pronunciation for shorthand replaces it before any rule; one for a plain word is left to the engine step."""
    say = (("w/u", "warm up"), ("Malasana", "mah-LAH-suh-nuh"))
    assert spoken_form("Do the W/U, then Malasana.", say) == "Do the warm up, then Malasana."


@given(
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
)
@settings(max_examples=400, deadline=None)
def test_reading_twice_changes_nothing(text: str) -> None:
    """What is said is said the same when read again, and holds only what every engine can speak."""
    said = spoken_form(text)
    assert spoken_form(said) == said
    assert re.fullmatch(r"[A-Za-z ,.!?:'-]*", said), said
    assert said == " ".join(said.split())


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_can_be_read(text: str) -> None:
    """No text breaks the reader, and words in plain letters are never lost."""
    said = spoken_form(text)
    assert spoken_form(said) == said
    if re.search(r"[a-z]{2}", text):
        assert said


LONG = ["a", "1", "1 ", "-", "1-", "1/", "x", ".", "1:", "R ", "right ", "(", "A.", "I ", "'", "1x", "→", "é", "1,"]
LONG += [". ", ", .", "( ", "a.b", "no ", "St. A", "1 in ", "one sec. ", "'s ", "- -", "IT band ", "1/2 "]


@pytest.mark.parametrize("unit", LONG)
def test_long_texts_take_no_time(unit: str) -> None:
    """Twenty thousand characters of anything are read in half a second."""
    text = (unit * 20_000)[:20_000]
    begin = time.process_time()
    spoken_form(text)
    assert time.process_time() - begin < 0.5 * 3  # three times the aim, for a slow machine
