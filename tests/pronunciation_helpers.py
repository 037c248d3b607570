# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""How far the phonemes of an engine are from a name as it is pronounced.

Both are brought into one small alphabet: consonants without aspiration, vowels by their quality, "A" for a long a and
"a" for a short one in any of its English shades.
"""

from __future__ import annotations

import re

_OF_IPA = {
    "uːə": "ur", "tʃ": "c", "dʒ": "j", "eɪ": "e", "oʊ": "o", "aɪ": "I", "aʊ": "W", "ɑː": "A", "ɜː": "xr", "ɚ": "ar",
    "ə": "a", "ɐ": "a", "ʌ": "a", "æ": "æ", "iː": "i", "ɪ": "i", "ᵻ": "i", "uː": "u", "ʊ": "u", "ɛ": "e", "ɔː": "O",
    "ɔ": "O", "ʃ": "S", "ŋ": "n", "ɹ": "r", "ɾ": "T", "ɡ": "g", "θ": "Q", "ð": "D", "j": "y",
}  # fmt: skip
_OF_SYLLABLES = {"sh": "S", "ch": "c", "ou": "W", "ā": "A", "ī": "i", "ū": "u", "ñ": "n"}
_VOWELS = set("AaæiueoOxIW")
_COSTS = {
    frozenset("Aa"): 0.25, frozenset("aæ"): 0.5, frozenset("Aæ"): 0.7, frozenset("vw"): 0.2, frozenset("sz"): 0.2,
    frozenset("Ou"): 0.3, frozenset("ie"): 0.6, frozenset("Tt"): 0.0, frozenset("Td"): 0.0,
}  # fmt: skip
_MORE_STRESS = 0.15
"""For each main stress beyond the last: respelled parts have one each, and the last is heard."""


def distance(syllables: str, ipa: str) -> float:
    """From a name's syllables, the stressed one in capitals, to phonemes: 1 for a wrong sound, or a wrong stress."""
    wanted, stressed = _wanted(syllables)
    heard, stresses = _heard(ipa)
    cost, partner = _aligned(wanted, heard)
    if not stresses or partner.get(stressed) != stresses[-1]:
        cost += 1.0
    if wanted[stressed] == "A" and heard[partner.get(stressed, 0)] != "A":
        cost += 0.5
    return round(cost + _MORE_STRESS * max(0, len(stresses) - 1), 2)


def _wanted(syllables: str) -> tuple[str, int]:
    sounds, stressed = "", -1
    for syllable in syllables.split("-"):
        plain = re.sub(r"(?<=[kgtdpb])h", "", syllable.lower())
        for token in re.findall(r"sh|ch|ou|.", plain):
            sounds = _with(sounds, _OF_SYLLABLES.get(token, token))
            if syllable != syllable.lower() and sounds[-1] in _VOWELS:
                stressed = len(sounds) - 1
    return sounds, stressed


def _heard(ipa: str) -> tuple[str, list[int]]:
    sounds, stresses, stress_comes = "", [], False
    for sign in re.findall("ˈ|" + "|".join(sorted(_OF_IPA, key=len, reverse=True)) + r"|[^\Wːˌ]", ipa):
        if sign == "ˈ":
            stress_comes = True
            continue
        for sound in _OF_IPA.get(sign, sign):
            sounds = _with(sounds, sound)
            if stress_comes and sound in _VOWELS:
                stresses.append(len(sounds) - 1)
                stress_comes = False
    return sounds, stresses


def _with(sounds: str, sound: str) -> str:
    """One more sound; a doubled consonant is one."""
    return sounds if sounds[-1:] == sound and sound not in _VOWELS else sounds + sound


def _aligned(wanted: str, heard: str) -> tuple[float, dict[int, int]]:
    """The least cost to turn one into the other, and which sound stands for which."""
    table = [[(0.0, "")] * (len(heard) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) + 1):
        for j in range(len(heard) + 1):
            ways = [(0.0, "")] if i == j == 0 else []
            ways += [(table[i - 1][j][0] + 1, "lost")] if i else []
            ways += [(table[i][j - 1][0] + 1, "added")] if j else []
            ways += [(table[i - 1][j - 1][0] + _cost(wanted[i - 1], heard[j - 1]), "pair")] if i and j else []
            table[i][j] = min(ways)
    partner: dict[int, int] = {}
    i, j = len(wanted), len(heard)
    while i and j:
        way = table[i][j][1]
        if way == "pair":
            partner[i - 1] = j - 1
        i, j = i - (way != "added"), j - (way != "lost")
    return table[-1][-1][0], partner


def _cost(one: str, other: str) -> float:
    if one == other:
        return 0.0
    both_vowels = one in _VOWELS and other in _VOWELS
    return _COSTS.get(frozenset((one, other)), 1.0 if both_vowels else 1.2)
