"""Utterances become clips: from the clip store, or from an engine, levelled and trimmed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

from holdspace.audio.standards import FINISHING_VERSION
from holdspace.errors import HoldspaceError, SpeechError, Unspeakable
from holdspace.routine.pronunciation import pronunciation
from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.chorus import Job, Told, say_nothing, spoken_side_by_side
from holdspace.speech.clip import Clip, Extent, extent_of
from holdspace.speech.delivery import DELIVERY_VERSION, Delivery, delivery_of, pace_of
from holdspace.speech.engine import Engine, Voice, sound_version
from holdspace.speech.legible import cannot_read, quoted, require_words_of
from holdspace.speech.levelling import gain_for, known_gain, measure
from holdspace.speech.lexicon import Say, for_engine
from holdspace.speech.normalising import foreign_letters, spoken_form
from holdspace.speech.own_lexicon import pronunciations
from holdspace.speech.pace import checked_pace
from holdspace.speech.phonemes import PHONEMES_VERSION, has_phonemes
from holdspace.speech.store import ClipStore, key_of

_MOST_KEPT_BYTES = 16 * 1024 * 1024
"""Clips kept in memory, so that asking twice for one is cheap; a long session holds more than fits."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One utterance as an engine gets it."""

    engine: Engine
    voice: Voice
    spoken: str
    """What is said, as captions show it."""
    engine_text: str
    """The same with names respelled for the engine, or in phonemes."""
    pace: float
    gain_db: float
    key: str
    """Its name in the clip store."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A clip that has to be spoken, and every utterance that it is for."""

    task: _Task
    wanted: list[tuple[int, Utterance]]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the store does not have, and what cannot be spoken at all, by the number of the utterance."""

    missing: dict[str, _Missing] = field(default_factory=dict)
    failures: dict[int, SpeechError] = field(default_factory=dict)


class Speaker:
    """Speaks utterances with one voice and pace, each distinct one once. A context manager; closing ends the engines.

    `say` holds the script's own pronunciations, (written, spoken as); after them count those of `own_say`, or where it
    is None those in the user's own lexicon.
    Raises `BadChoice` for a pace out of range and for a lexicon that cannot be read.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        store: ClipStore,
        *,
        voice: Voice,
        pace: float,
        say: Sequence[tuple[str, str]] = (),
        own_say: Say | None = None,
        language: str = "en",
    ) -> None:
        self.voice = voice
        self.pace = checked_pace(pace)
        self.synthesized = 0
        """Distinct utterances spoken by an engine so far."""
        self.reused = 0
        """Distinct utterances that the clip store already had."""
        self._catalogue = catalogue
        self._store = store
        self._say = pronunciations(tuple(say), own_say)
        self.own_say = self._say[len(say) :]
        """The pronunciations that do not come from the script, but for those that it gives itself."""
        self._language = language
        self._seen: set[str] = set()
        self._kept = _Kept()
        self._gains: dict[tuple[str, Delivery], float] = {}
        self._tasks: dict[tuple[str, str | None, Delivery, float], _Task] = {}
        self._extents: dict[str, Extent] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the engines' processes."""
        self._catalogue.close()

    def voice_of(self, utterance: Utterance) -> Voice:
        """The voice that speaks `utterance`. Raises `UnknownVoice` and `MachineError` for one of the script's."""
        with _placed(utterance):
            return self._catalogue.find(utterance.voice, self._language) if utterance.voice else self.voice

    def spoken_text(self, utterance: Utterance) -> str:
        """What is said for `utterance`: numbers and abbreviations in words."""
        return spoken_form(utterance.text, self._say, self._language_of(utterance))

    def is_ready(self, utterance: Utterance) -> bool:
        """Whether its clip is there, so that no engine has to speak."""
        with _placed(utterance):
            voice = self.voice_of(utterance)
            if self._known_gain(voice, delivery_of(utterance)) is None:
                self._refuse_unreadable(utterance)
                return False
            key = self._task(utterance).key
            self._store.bring_clips((key,))
            return self._store.has(key)

    def clip(self, utterance: Utterance) -> Clip:
        """The clip of `utterance`, spoken by its own voice where it has one.

        Raises `SpeechError`, `UnknownVoice` or `MachineError` with the utterance's place.
        """
        with _placed(utterance):
            task = self._task(utterance)
            return self._kept.get(task.key) or self._fetch(task)

    def samples(self, utterance: Utterance) -> int:
        """The audible length of its clip in samples. Raises what `clip` raises."""
        return self.extent(utterance).samples

    def extent(self, utterance: Utterance) -> Extent:
        """The name and lengths of its clip; the sound itself is read only if it must be spoken first.

        Raises what `clip` raises.
        """
        with _placed(utterance):
            task = self._task(utterance)
            if task.key not in self._extents and not self._find(task):
                self._extents[task.key] = extent_of(task.key, self._fetch(task))
            return self._extents[task.key]

    def prepare(self, utterances: Sequence[Utterance], told: Told = say_nothing) -> list[SpeechError]:
        """Have a clip of each of `utterances` in the store: `look_up`, then `speak`."""
        return self.speak(self.look_up(utterances), told)

    def look_up(self, utterances: Sequence[Utterance]) -> Lookup:
        """See which clips the store has. A voice never heard here is measured first, by speaking a few sentences.

        Raises `UnknownVoice` and `MachineError`; what cannot be read at all is told by `speak`.
        """
        self._measure(utterances)
        found = Lookup()
        tasks: dict[int, _Task] = {}
        for number, utterance in enumerate(utterances):
            try:
                with _placed(utterance):
                    tasks[number] = self._task(utterance)
            except SpeechError as error:
                found.failures[number] = error
        self._store.bring_clips(task.key for task in tasks.values() if task.key not in self._extents)
        for number, task in tasks.items():
            if not self._find(task):
                found.missing.setdefault(task.key, _Missing(task, [])).wanted.append((number, utterances[number]))
        return found

    def speak(self, lookup: Lookup, told: Told = say_nothing) -> list[SpeechError]:
        """Speak what is missing, side by side; returns what cannot be spoken, in the order that was looked up.

        `told` hears of each sentence that is done. Every clip is kept as soon as it is finished, so that an
        interruption loses only the sentences at work. Raises `UnknownVoice` and `MachineError`.
        """
        failures, missing = dict(lookup.failures), list(lookup.missing.values())
        jobs = [Job(one.task.engine, one.task.spoken, partial(self._keep, one.task)) for one in missing]
        silent = spoken_side_by_side(jobs, told)
        self.synthesized += len(jobs) - len(silent)
        for index, reason in silent.items():
            failures |= {number: _of(reason, utterance) for number, utterance in missing[index].wanted}
        return [failures[number] for number in sorted(failures)]

    def _keep(self, task: _Task, engine: Engine) -> None:
        """Speak with `engine`, in any thread, and keep the clip in the store."""
        clip = self._spoken(task, engine)
        self._store.put(task.key, clip)
        self._extents[task.key] = extent_of(task.key, clip)
        self._seen.add(task.key)

    def _find(self, task: _Task) -> bool:
        """Whether the machine's own store has the clip; its length is known then."""
        if task.key in self._extents:
            return True
        extent = self._store.extent(task.key)
        if extent is None:
            return False
        self._extents[task.key] = extent
        self._count(task, fresh=False)
        return True

    def _fetch(self, task: _Task) -> Clip:
        clip = self._store.get(task.key)
        fresh = clip is None
        if clip is None:
            clip = self._spoken(task, task.engine)
            self._store.put(task.key, clip)
        self._count(task, fresh=fresh)
        self._kept.add(task.key, clip)
        return clip

    def _count(self, task: _Task, *, fresh: bool) -> None:
        if task.key not in self._seen:
            self.synthesized += fresh
            self.reused += not fresh
        self._seen.add(task.key)

    def _spoken(self, task: _Task, engine: Engine) -> Clip:
        from holdspace.audio.finishing import Silent, finish  # late: what the store has needs no sound library
        from holdspace.speech.checking import checked

        raw = engine.speak(task.engine_text, task.voice.name, task.pace)
        try:
            finished = finish(checked(raw, task.engine_text, task.pace), task.gain_db)
        except Silent as error:
            raise Unspeakable(
                f"the voice {task.voice.id} makes no sound of {quoted(task.spoken)}.",
                "Put it into other words, or choose another voice with --voice.",
                task.spoken,
            ) from error
        return Clip(task.spoken, finished.audio, finished.lead_samples, finished.tail_samples)

    def _task(self, utterance: Utterance) -> _Task:
        """Worked out once for each text and manner: putting a text into words takes longer than finding its clip."""
        delivery, pace = delivery_of(utterance), pace_of(utterance, self.pace)
        said_so = (utterance.text, utterance.voice, delivery, pace)
        if said_so not in self._tasks:
            self._tasks[said_so] = self._worked_out(utterance, delivery, pace)
        return self._tasks[said_so]

    def _worked_out(self, utterance: Utterance, delivery: Delivery, pace: float) -> _Task:
        voice = self.voice_of(utterance)
        self._refuse_unreadable(utterance)
        engine = self._engine_of(voice)
        spoken = self.spoken_text(utterance)
        language = self._language_of(utterance)
        engine_text = for_engine(spoken, self._say, language, phonemes=speaks_phonemes(voice, language))
        require_words_of(engine_text, utterance.text)
        gain_db = self._gain(engine, voice, delivery)
        key = key_of(
            engine=engine.name,
            version=sound_version(engine, voice),
            voice=voice.name,
            pace=pace,
            text=engine_text,
            caption=spoken,
            gain_db=gain_db,
            delivery=DELIVERY_VERSION,
            finishing=FINISHING_VERSION,
            **({"phonemes": PHONEMES_VERSION} if has_phonemes(engine_text) else {}),
        )
        return _Task(engine, voice, spoken, engine_text, pace, gain_db, key)

    def _engine_of(self, voice: Voice) -> Engine:
        return self._catalogue.engine(voice.engine)

    def _language_of(self, utterance: Utterance) -> str:
        """The routine's language, unless the script lets another voice speak here that has its own."""
        if not utterance.voice:
            return self._language
        own = self.voice_of(utterance).language
        return self._language if own == "und" or _base(own) == _base(self._language) else own

    def _refuse_unreadable(self, utterance: Utterance) -> None:
        """Refuse letters that the normaliser would have to leave out; the script's own pronunciations are spoken."""
        text = utterance.text
        for written, spoken in self._say:
            if pronunciation(spoken).respelled:
                text = text.replace(written, " ")
        language = self._language_of(utterance)
        words = [word for word in text.split() if foreign_letters(word, language)]
        if words:
            raise cannot_read(words, utterance.text)

    def _known_gain(self, voice: Voice, delivery: Delivery) -> float | None:
        """The gain in dB where the voice has been measured, here or in an earlier run."""
        known = self._gains.get((voice.id, delivery))
        return known_gain(self._engine_of(voice), voice, self._store, delivery) if known is None else known

    def _measure(self, utterances: Iterable[Utterance]) -> None:
        """Have every voice measured for each kind of cue that it speaks."""
        manners = dict.fromkeys((self.voice_of(one), delivery_of(one)) for one in utterances)
        measure(((self._engine_of(voice), voice, delivery) for voice, delivery in manners), self._store)

    def _gain(self, engine: Engine, voice: Voice, delivery: Delivery) -> float:
        if (voice.id, delivery) not in self._gains:
            self._gains[voice.id, delivery] = gain_for(engine, voice, self._store, delivery)
        return self._gains[voice.id, delivery]


class _Kept:
    """The clips asked for last, up to a number of bytes."""

    def __init__(self) -> None:
        self._clips: OrderedDict[str, Clip] = OrderedDict()
        self._bytes = 0

    def get(self, key: str) -> Clip | None:
        clip = self._clips.get(key)
        if clip is not None:
            self._clips.move_to_end(key)
        return clip

    def add(self, key: str, clip: Clip) -> None:
        self._clips[key] = clip
        self._bytes += len(clip.audio.raw_data)
        while self._bytes > _MOST_KEPT_BYTES and len(self._clips) > 1:
            _, oldest = self._clips.popitem(last=False)
            self._bytes -= len(oldest.audio.raw_data)


def speaks_phonemes(voice: Voice, language: str) -> bool:
    """Whether `voice` takes phonemes for words of a language, which are sounds of its own only if it speaks it."""
    return voice.takes_phonemes and _base(voice.language) == _base(language)


def _base(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _of(error: SpeechError, utterance: Utterance) -> SpeechError:
    """The same error at the place of `utterance`: several lines may be without sound for one reason."""
    own = copy(error)
    own.at(utterance.place)
    return own


@contextmanager
def _placed(utterance: Utterance) -> Iterator[None]:
    """Give every error of ours the utterance's place on its way up."""
    try:
        yield
    except HoldspaceError as error:
        error.at(utterance.place)
        raise
