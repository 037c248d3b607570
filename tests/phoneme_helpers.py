"""Sentences around every name of the lexicon, and what must be in the phonemes of a sentence."""

from __future__ import annotations

from collections.abc import Callable

from holdspace.speech.lexicon import entries, for_engine

SENTENCES = ("Come into {0}, and rest in {0}'s end.", "{0}! The half-{0} of a {0}: {0}s.")
TIMES = 6


def names_not_said(read: Callable[[str], str], translate: Callable[[str], str]) -> dict[str, str]:
    """The names whose phonemes are not in each place of what a reader makes of sentences with them."""
    missing: dict[str, str] = {}
    for name, said in entries().items():
        text = " ".join(SENTENCES).replace("{0}s", "" if name.endswith("s") else "{0}s").format(name)
        heard = read(for_engine(text, phonemes=True))
        if heard.count(translate(said.phonemes)) != TIMES - name.endswith("s") or set("⟦⟧[]/") & set(heard):
            missing[name] = heard
    return missing


def signs_of_all(translate: Callable[[str], str]) -> set[str]:
    """Every sign in the translated lexicon."""
    return set("".join(translate(said.phonemes) for said in entries().values()))
