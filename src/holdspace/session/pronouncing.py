"""The maker's own pronunciations in a session's file: which of them go with it, and which of a stranger's are taken.

A routine of another length says other numbers, so those of holdspace's own words go along wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from holdspace.routine.loading import decoded
from holdspace.routine.pronunciation import checked_pronunciation
from holdspace.routine.unreadable import Unreadable
from holdspace.score.languages import nearest, table
from holdspace.score.model import Score
from holdspace.score.utterances import distinct_utterances
from holdspace.score.wording import number_words
from holdspace.session.plain_data import Unfit
from holdspace.speech.lexicon import Say, key_of
from holdspace.speech.normalising import spoken_form

_MOST_ENTRIES = 2000
_LONGEST = 300
"""Characters of a word, and of how it is said."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = (*range(100), 100, 1000)


def carried(own: Say, score: Score, sources: Mapping[str, bytes]) -> Say:
    """Those of `own` that the routine may come to say, in their order, which decides where two have words in common.

    Every word of such an entry stands in the script, is heard in the session, or is one of holdspace's own: then the
    same entries go along whatever the session's choices are.
    """
    if not own:
        return ()
    known = _house_words(score.language) | _heard(_texts(own, score, sources))
    return tuple(entry for entry in own if _can_be_kept(entry) and _words(entry[0]) <= known)[:_MOST_ENTRIES]


def _texts(own: Say, score: Score, sources: Mapping[str, bytes]) -> Iterator[str]:
    yield from (decoded(content, name) for name, content in sources.items())
    for utterance in distinct_utterances(score):
        yield utterance.text
        yield spoken_form(utterance.text, (*score.say, *own), score.language)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(key_of(text)))


def _heard(texts: Iterable[str]) -> set[str]:
    """The words of `texts`, also without the s at their end that an entry need not have."""
    found = {word for text in texts for word in _words(text)}
    return found | {word.removesuffix("s") for word in found}


@lru_cache(maxsize=8)
def _house_words(language: str) -> frozenset[str]:
    """What holdspace says of its own accord: phrases, units and numbers."""
    tag = nearest(language) or "en"
    numbers = (number_words(number, language) for number in _NUMBERS)
    return frozenset(_heard([*_strings(table(tag)), *numbers]))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def checked_entries(data: Any) -> Say:
    """Entries of a stranger's file, such as a script's `say:` could have. Raises `Unfit` for anything else."""
    if not isinstance(data, list) or len(data) > _MOST_ENTRIES:
        message = "its pronunciations are no list of a possible length"
        raise Unfit(message)
    entries = tuple((written, spoken) for written, spoken in data)
    keys = {key_of(written) for written, _ in entries if isinstance(written, str)}
    if len(keys) != len(entries) or not all(map(_can_be_kept, entries)):
        message = "one of its pronunciations is none that can be made"
        raise Unfit(message)
    return entries


def _can_be_kept(entry: tuple[Any, Any]) -> bool:
    written, spoken = entry
    if not all(isinstance(text, str) and text.strip() == text and text.isprintable() for text in entry):
        return False
    try:
        checked_pronunciation(spoken)
    except Unreadable:
        return False
    return 0 < len(written) <= _LONGEST and len(spoken) <= _LONGEST and any(map(str.isalnum, spoken))
