# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""Phonemes on their way through a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_helpers import House, said
from holdspace.speech.engine import Voice
from voices_helpers import ScriptedEngine, neural, system

SCRIPT = """---
say:
  Zorba: /ˈzɔːrbə/
---

Rest in Savasana. [pause 1s]

Zorba, and Zorba's end. [pause 1s]

[voice pyttsx3:en-us] Zorba. [pause 1s]
"""


@pytest.fixture
def engines() -> dict[str, ScriptedEngine]:
    heart = Voice("", "heart", "en-us", kind="neural", takes_phonemes=True)
    return {"hibari": neural(heart), "pyttsx3": system()}


@pytest.fixture
def house(tmp_path: Path, engines: dict[str, ScriptedEngine]) -> Iterator[House]:
    with House(tmp_path, dict(engines)) as house:
        yield house


def test_a_voice_gets_phonemes_and_captions_get_names(house: House, engines: dict[str, ScriptedEngine]) -> None:
    """What is shown is what is written; only the part of the voice that takes none is warned of, on its line."""
    placed = house.place(SCRIPT, "hibari:heart")
    assert said(placed) == ["Rest in Savasana.", "Zorba, and Zorba's end.", "Zorba."]
    texts = [text for text, _, _ in engines["hibari"].spoken]
    assert {"Rest in ⟦ʃəˈvɑːsənə⟧.", "⟦ˈzɔːrbə⟧, and ⟦ˈzɔːrbəz⟧ end."} <= set(texts)
    assert engines["pyttsx3"].spoken[-1][0] == "Zorba."
    (told,) = (d for d in placed.diagnostics if d.code == "phonemes-unheard")
    assert told.place.line == 10


def test_a_voice_that_takes_none_is_told_once(house: House) -> None:
    """However often the word is said, and not at all with a spelling beside the phonemes."""
    placed = house.place(SCRIPT, "pyttsx3:en-us")
    (told,) = (d for d in placed.diagnostics if d.code == "phonemes-unheard")
    assert (told.severity, told.place.line) == ("warning", 8)
    assert "pyttsx3:en-us: “Zorba” is said as if there were none" in told.what
    placed = house.place(SCRIPT.replace("/ˈz", "zor-bah /ˈz"), "pyttsx3:en-us")
    assert "phonemes-unheard" not in [d.code for d in placed.diagnostics]
