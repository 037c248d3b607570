"""Right and left, mirrored."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.routine.model import Side
from holdspace.score.mirroring import mirror_text, names_side, side_words
from holdspace.score.mirroring_rules import FIRM, HINTED, Rule

TABLE = Path(__file__).with_name("mirroring_table.md")
ROW = re.compile(r"^\| (?!written)([^|]+?) \| ([^|]+?) \|$", re.MULTILINE)
ROWS = [(written, written if other == "=" else other) for written, other in ROW.findall(TABLE.read_text("utf-8"))]
WORDS = """right left Right Left R L the your leg foot side turn look to on over and then , . ! ? : ( ) - / what is all
that's away here back up one ones not angle of in front feels nothing seconds knees pigeon 10 x leftover rightward"""
VOCABULARY = WORDS.split()


def test_the_table_is_large_enough() -> None:
    """The table holds at least 120 phrases."""
    assert len(ROWS) >= 120


@pytest.mark.parametrize(("written", "mirrored"), ROWS)
def test_the_table_of_sides(written: str, mirrored: str) -> None:
    """Every phrase of the table is mirrored as it says, both ways."""
    assert mirror_text(written) == mirrored
    assert mirror_text(mirrored) == written


@pytest.mark.parametrize("rule", [*FIRM, *HINTED], ids=lambda rule: rule.name)
def test_every_rule_decides_its_example(rule: Rule) -> None:
    """The word between asterisks in a rule's example is decided as the rule says."""
    start = rule.example.index("*")
    assert any(w.start == start for w in side_words(rule.example.replace("*", ""))) == rule.swap


@given(st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join) | st.text(max_size=40))
def test_mirroring_twice_gives_back_the_text(text: str) -> None:
    """Mirroring is its own inverse for any text at all."""
    assert mirror_text(mirror_text(text)) == text


@given(st.lists(st.sampled_from(VOCABULARY), max_size=14).map(" ".join))
def test_only_side_words_change(text: str) -> None:
    """Nothing but the side words themselves ever changes."""
    neutral = re.compile(r"right|left|[RL]", re.IGNORECASE)
    assert neutral.sub("*", mirror_text(text)) == neutral.sub("*", text)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Deep hip stretch, right", Side.RIGHT),
        ("Cross the left knee over the right.", Side.LEFT),
        ("Find the right position, then lift the left leg.", Side.LEFT),
        ("L leg", Side.LEFT),
        ("Stay right here.", None),
        ("Cat and cow", None),
    ],
)
def test_the_first_side_named(text: str, side: Side | None) -> None:
    """The side of a text is the first that it names; idioms name none."""
    assert names_side(text) is side


def test_a_long_text_takes_no_time() -> None:
    """Thousands of side words are decided without going over the whole text for each."""
    text = "Turn right, then the left leg. " * 700
    assert mirror_text(mirror_text(text)) == text
