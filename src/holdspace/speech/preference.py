"""Which of several voices speaks a language best."""

from __future__ import annotations

from collections.abc import Sequence

from holdspace.speech.engine import Voice

_OTHER_TAGS = {"zh": "cmn", "no": "nb", "iw": "he", "tl": "fil", "zh-hk": "yue"}
"""What people write for a language that voices know under another tag."""
_USUAL = {"en": "en-us", "fr": "fr-fr", "pt": "pt", "es": "es", "de": "de-de", "it": "it-it"}
"""The variety meant by a bare language, where several are spoken."""


def speaks(voice: Voice, language: str) -> bool:
    """Whether `voice` speaks the language or the very variety that the BCP 47 tag `language` names."""
    own = voice.language.lower()
    return any(own == tag or own.startswith(f"{tag}-") for tag in _tags(language))


def best_for(language: str, voices: Sequence[Voice]) -> Voice | None:
    """The best of `voices` for the BCP 47 tag `language`; None when none speaks even its language.

    Its very variety comes first, then the usual one of the language, then the order given.
    """
    able = [voice for voice in voices if speaks(voice, language)] or [
        voice for voice in voices if speaks(voice, _base(language))
    ]
    return min(able, key=lambda voice: _rank(voice, language), default=None)


def _rank(voice: Voice, language: str) -> tuple[bool, bool, bool]:
    own = voice.language.lower()
    base = _base(language)
    return (voice.kind != "neural", own not in _tags(language), own != _USUAL.get(base, base))


def _tags(language: str) -> list[str]:
    tag = language.lower().replace("_", "-")
    other = _OTHER_TAGS.get(tag)
    return [tag] if other is None else [tag, other]


def _base(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]
