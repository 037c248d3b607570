"""All that a score has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.score.model import Breath, Cue, Keep, Say, Score, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator


def utterances(score: Score) -> Iterator[Utterance]:
    """Every utterance in the order in which it is heard, each as often as it is said."""
    for cue in score.cues:
        yield from _of(cue)


def distinct_utterances(score: Score) -> list[Utterance]:
    """Every utterance that sounds different, once, in the order in which it is first heard.

    Two utterances sound alike when they have the same words, voice, kind and pace, wherever they stand in the script.
    """
    first: dict[tuple[str, str | None, str, float | None], Utterance] = {}
    for utterance in utterances(score):
        first.setdefault((utterance.text, utterance.voice, utterance.kind, utterance.pace), utterance)
    return list(first.values())


def _of(cue: Cue) -> Iterator[Utterance]:
    match cue:
        case Say(utterance=utterance):
            yield utterance
        case Keep(calls=calls):
            yield from (call.utterance for call in calls)
        case Breath(words=words) if words is not None:
            yield words
        case _:
            return
