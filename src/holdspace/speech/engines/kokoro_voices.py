"""Kokoro's voices and what is known of them, and recipes that mix several into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from holdspace.errors import BadChoice, UnknownVoice

_GRADED = """
af_heart A, af_bella A-, af_nicole B-, af_aoede C+, af_kore C+, af_sarah C+, af_alloy C, af_nova C, af_sky C-,
af_jessica D, af_river D, am_fenrir C+, am_michael C+, am_puck C+, am_echo D, am_eric D, am_liam D, am_onyx D,
am_santa D-, am_adam F+, bf_emma B-, bf_isabella C, bf_alice D, bf_lily D, bm_fable C, bm_george C, bm_lewis D+,
bm_daniel D, ef_dora -, em_alex -, em_santa -, ff_siwis B-, hf_alpha C, hf_beta C, hm_omega C, hm_psi C, if_sara C,
im_nicola C, jf_alpha C+, jf_gongitsune C, jf_tebukuro C, jf_nezumi C-, jm_kumo C-, pf_dora -, pm_alex -, pm_santa -,
zf_xiaobei D, zf_xiaoni D, zf_xiaoxiao D, zf_xiaoyi D, zm_yunjian D, zm_yunxi D, zm_yunxia D, zm_yunyang D
"""
GRADES: dict[str, str] = {name: grade for name, grade in (pair.split() for pair in _GRADED.split(","))}  # noqa: C416 -- dict() cannot be typed
"""Every voice of the model's version 1.0 with the grade that its makers give it in their VOICES.md ("-": none), the
best of each language first."""

LANGUAGES = {
    "a": "en-us",
    "b": "en-gb",
    "e": "es",
    "f": "fr-fr",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-br",
    "z": "cmn",
}
"""First letter of a name → the language, as espeak-ng calls it too."""
UNREADABLE = frozenset({"ja", "cmn"})
"""espeak-ng knows neither the readings of Japanese characters nor, in the phonemes the model has, Chinese tones."""
LABELS = {
    "en-us": "American English",
    "en-gb": "British English",
    "es": "Spanish",
    "fr-fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "pt-br": "Brazilian Portuguese",
    "cmn": "Mandarin Chinese",
}

_PART = re.compile(r"\s*(?P<name>[a-z]{2}_[a-z0-9_]+)\s*(?::\s*(?P<weight>[^:+]*?)\s*)?", re.IGNORECASE)
_WEIGHT = re.compile(r"\d{1,6}(?:\.\d{1,6})?|\.\d{1,6}")
_EXAMPLE = "af_heart:60+af_nicole:40"
_MOST_PARTS = 8


def language_of(name: str) -> str:
    """The BCP 47 tag of a voice by its name; "und" for a name of another make."""
    return LANGUAGES.get(name[:1], "und")


def gender_of(name: str) -> Literal["female", "male", ""]:
    """Second letter of a name."""
    match name[1:2]:
        case "f":
            return "female"
        case "m":
            return "male"
        case _:
            return ""


def quality_of(name: str) -> Literal["high", "medium", "low", "ungraded", ""]:
    """A and B are high, C is medium, the rest low; empty for a voice of another make."""
    match GRADES.get(name, "")[:1]:
        case "A" | "B":
            return "high"
        case "C":
            return "medium"
        case "-":
            return "ungraded"
        case "":
            return ""
        case _:
            return "low"


def is_recipe(text: str) -> bool:
    """Whether `text` names several voices, or one with a weight."""
    return "+" in text or ":" in text


def parse_recipe(recipe: str, known: Iterable[str]) -> dict[str, float]:
    """Voice → percent of a recipe such as `af_heart:60+af_nicole:40`, the heaviest first; percents to hundredths.

    Weights are relative: 3 and 2 mean 60 and 40; without any, all are equal. Raises `UnknownVoice` for a part that is
    not among `known`, and `BadChoice` for a recipe that cannot be read.
    """
    names = {name.lower(): name for name in known}
    weights: dict[str, float | None] = {}
    for part in recipe.split("+"):
        match = _PART.fullmatch(part)
        if match is None:
            raise _unreadable(recipe, f"{part.strip()!r} is no voice with a weight")
        name = names.get(match["name"].lower())
        if name is None:
            raise UnknownVoice(f"kokoro:{match['name']}", _near(match["name"], names))
        if name in weights:
            raise _unreadable(recipe, f"{name} is there twice")
        weights[name] = None if match["weight"] is None else _weight(match["weight"], recipe)
    if len(weights) > _MOST_PARTS:
        raise _unreadable(recipe, f"it has more than {_MOST_PARTS} voices")
    return _percents(_all_or_none(weights, recipe))


def recipe_name(percents: Mapping[str, float]) -> str:
    """The one way to write a recipe; a single voice is its own name."""
    if len(percents) == 1:
        return next(iter(percents))
    return "+".join(f"{name}:{percent:g}" for name, percent in percents.items())


def _weight(text: str, recipe: str) -> float:
    if not _WEIGHT.fullmatch(text) or float(text) <= 0:
        raise _unreadable(recipe, f"the weight {text!r} is no number above zero")
    return float(text)


def _all_or_none(weights: Mapping[str, float | None], recipe: str) -> dict[str, float]:
    given = {name: weight for name, weight in weights.items() if weight is not None}
    if not given:
        return dict.fromkeys(weights, 1.0)
    if len(given) < len(weights):
        missing = next(name for name in weights if name not in given)
        raise _unreadable(recipe, f"{missing} has no weight, and others have")
    return given


def _percents(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    percents = {name: round(100 * weight / total, 2) for name, weight in weights.items()}
    return dict(sorted(((n, p) for n, p in percents.items() if p), key=lambda pair: (-pair[1], pair[0])))


def _near(name: str, names: Mapping[str, str]) -> list[str]:
    from difflib import get_close_matches

    return [f"kokoro:{names[near]}" for near in get_close_matches(name.lower(), names, n=5, cutoff=0.5)]


def _unreadable(recipe: str, what: str) -> BadChoice:
    return BadChoice("voice", f"the mixed voice {recipe!r} cannot be read: {what}.", f"Write it as in {_EXAMPLE}.")
