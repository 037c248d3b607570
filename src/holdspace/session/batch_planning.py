"""Which jobs a batch consists of: every distinct sentence is in one of them, however many sessions say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from holdspace.errors import BadChoice, HoldspaceError, ScriptError
from holdspace.score.model import Score, Utterance
from holdspace.score.utterances import distinct_utterances
from holdspace.session.batch_jobs import Manner, Measuring, Speaking, Writing
from holdspace.session.drafting import draft
from holdspace.session.making import Workshop
from holdspace.session.ordering import Order
from holdspace.session.recalling import combined
from holdspace.speech.delivery import delivery_of
from holdspace.speech.engine import Voice
from holdspace.speech.levelling import known_gain

_LEAST_CHARACTERS = 150
"""In one job: a few sentences, so that a process does not spend its time on being asked."""
_JOBS_A_WORKER = 6
"""So many jobs of speaking for each process, or fewer: the last ones end at about the same time, and little is lost
with a process that is killed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An order that can be carried out."""

    order: Order
    score: Score
    manner: Manner


def planned(workshop: Workshop, order: Order) -> Planned | HoldspaceError:
    """Read and compose an order's script; what is wrong with it is returned, since the others are made all the same."""
    try:
        choices, settings = combined(order.script, order.choices, order.settings)
        score = draft(order.script, choices, settings).score
        _refuse_length(order, score)
        voice, _ = workshop.voice_for(score, choices)
    except (ScriptError, BadChoice) as error:
        return error
    return Planned(order, score, Manner(voice.id, score.pace, score.say, score.language, score.own_say))


def _refuse_length(order: Order, score: Score) -> None:
    if order.variant.weeks and score.length_ms is not None:
        what = f"{order.script} is fitted to a length, so that its holds cannot grow."
        raise BadChoice("--weeks", what, "Leave out --length, or take length: out of the script or the settings.")


def to_measure(workshop: Workshop, plans: Iterable[Planned]) -> list[Measuring]:
    """The voices that were never heard here, once for each manner of speaking that they are needed in."""
    needed: dict[tuple[object, ...], Measuring] = {}
    for plan in plans:
        for voice, utterance in _voiced(workshop, plan):
            delivery = delivery_of(utterance)
            key = (voice.id, delivery.passage, delivery.passage_pace)
            if key not in needed and not _is_measured(workshop, voice, utterance):
                needed[key] = Measuring(voice.id, plan.manner.language, delivery)
    return list(needed.values())


def _is_measured(workshop: Workshop, voice: Voice, utterance: Utterance) -> bool:
    engine = workshop.catalogue.engine(voice.engine)
    return known_gain(engine, voice, workshop.store, delivery_of(utterance)) is not None


def _voiced(workshop: Workshop, plan: Planned) -> Iterator[tuple[Voice, Utterance]]:
    """Every utterance with its voice; one whose voice is not there is told when its session is written."""
    own = workshop.catalogue.find(plan.manner.voice, plan.manner.language)
    for utterance in distinct_utterances(plan.score):
        try:
            found = workshop.catalogue.find(utterance.voice, plan.manner.language) if utterance.voice else own
        except HoldspaceError:
            continue
        yield found, utterance


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a batch says."""

    distinct: int
    """Different clips, whether the store has them or not."""
    missing: tuple[tuple[Manner, Utterance], ...]
    """Each clip that the store does not have, once."""


def sentences_of(workshop: Workshop, plans: Iterable[Planned]) -> Sentences:
    """Look up everything that is said; two sentences are one when they have the same name in the clip store.

    For that every voice must have been measured (`to_measure`). Sentences that a wanted length will change are not
    among them.
    """
    missing: dict[str, tuple[Manner, Utterance]] = {}
    ready: set[str] = set()
    for plan in plans:
        speaker = plan.manner.speaker(workshop)
        said = distinct_utterances(plan.score)
        try:
            lookup = speaker.look_up(said)
        except HoldspaceError:
            continue  # told with its place when the session is written
        wanted = {number for one in lookup.missing.values() for number, _ in one.wanted}
        here = [one for number, one in enumerate(said) if number not in wanted | lookup.failures.keys()]
        ready |= {speaker.extent(utterance).key for utterance in here}
        for key, one in lookup.missing.items():
            missing.setdefault(key, (plan.manner, one.wanted[0][1]))
    return Sentences(len(ready | missing.keys()), tuple(missing.values()))


def to_speak(missing: Iterable[tuple[Manner, Utterance]], workers: int) -> list[Speaking]:
    """Jobs of about the same size for each manner, the longest sentences first; one for each where nobody helps."""
    by_manner: dict[Manner, list[Utterance]] = {}
    for manner, utterance in missing:
        by_manner.setdefault(manner, []).append(utterance)
    characters = sum(len(one.text) for several in by_manner.values() for one in several)
    most = max(_LEAST_CHARACTERS, characters // (workers * _JOBS_A_WORKER)) if workers > 1 else characters
    jobs = [Speaking(manner, part) for manner, several in by_manner.items() for part in _parts(several, most)]
    return sorted(jobs, key=lambda job: -sum(len(one.text) for one in job.utterances)) if workers > 1 else jobs


def _parts(utterances: Sequence[Utterance], most: int) -> Iterator[tuple[Utterance, ...]]:
    part: list[Utterance] = []
    for utterance in sorted(utterances, key=lambda one: len(one.text), reverse=True):
        if part and sum(len(one.text) for one in part) + len(utterance.text) > most:
            yield tuple(part)
            part = []
        part.append(utterance)
    if part:
        yield tuple(part)


def to_write(plans: Iterable[Planned]) -> list[Writing]:
    """A job for each routine in each voice. Neighbours in the list have different voices where there are several."""
    alike: dict[tuple[object, str], list[Order]] = {}
    for plan in plans:
        alike.setdefault((plan.order.script, plan.manner.voice), []).append(plan.order)
    return [Writing(tuple(orders)) for orders in alike.values()]
