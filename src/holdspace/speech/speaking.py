"""Utterances become clips: from the clip store, or from an engine, levelled and trimmed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from holdspace.audio.finishing import FINISHING_VERSION, Silent, finish
from holdspace.errors import HoldspaceError, Unspeakable
from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.checking import checked
from holdspace.speech.clip import Clip
from holdspace.speech.engine import Engine, Voice
from holdspace.speech.legible import cannot_read, quoted
from holdspace.speech.levelling import gain_for, known_gain
from holdspace.speech.lexicon import for_engine
from holdspace.speech.normalising import foreign_letters, spoken_form
from holdspace.speech.pace import checked_pace
from holdspace.speech.store import ClipStore, key_of

_MOST_KEPT_BYTES = 64 * 1024 * 1024
"""Clips kept in memory, so that asking twice for one is cheap; a long session holds more than fits."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One utterance as an engine gets it."""

    engine: Engine
    voice: Voice
    spoken: str
    """What is said, as captions show it."""
    engine_text: str
    """The same with names respelled for the engine."""


class Speaker:
    """Speaks utterances with one voice and pace, each distinct one once. A context manager; closing ends the engines.

    `say` holds the script's own pronunciations, (written, spoken as). Raises `BadChoice` for a pace out of range.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        store: ClipStore,
        *,
        voice: Voice,
        pace: float,
        say: Sequence[tuple[str, str]] = (),
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
        self._say = tuple(say)
        self._language = language
        self._seen: set[str] = set()
        self._kept = _Kept()
        self._gains: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the engines' processes."""
        self._catalogue.close()

    def spoken_text(self, utterance: Utterance) -> str:
        """What is said for `utterance`: numbers and abbreviations in words."""
        return spoken_form(utterance.text, self._say, self._language_of(utterance))

    def is_ready(self, utterance: Utterance) -> bool:
        """Whether its clip is there, so that no engine has to speak."""
        with _placed(utterance):
            task = self._task(utterance)
            gain_db = self._gains.get(task.voice.id, known_gain(task.engine, task.voice, self._store))
            return gain_db is not None and self._store.has(self._key(task, gain_db))

    def clip(self, utterance: Utterance) -> Clip:
        """The clip of `utterance`, spoken by its own voice where it has one.

        Raises `SpeechError`, `UnknownVoice` or `MachineError` with the utterance's place.
        """
        with _placed(utterance):
            task = self._task(utterance)
            gain_db = self._gain(task)
            key = self._key(task, gain_db)
            return self._kept.get(key) or self._fetch(key, task, gain_db)

    def _fetch(self, key: str, task: _Task, gain_db: float) -> Clip:
        clip = self._store.get(key)
        if clip is None:
            clip = self._spoken(task, gain_db)
            self._store.put(key, clip)
            self.synthesized += key not in self._seen
        else:
            self.reused += key not in self._seen
        self._seen.add(key)
        self._kept.add(key, clip)
        return clip

    def _spoken(self, task: _Task, gain_db: float) -> Clip:
        raw = task.engine.speak(task.engine_text, task.voice.name, self.pace)
        try:
            finished = finish(checked(raw, task.engine_text, self.pace), gain_db)
        except Silent as error:
            raise Unspeakable(
                f"the voice {task.voice.id} makes no sound of {quoted(task.spoken)}.",
                "Put it into other words, or choose another voice with --voice.",
                task.spoken,
            ) from error
        return Clip(task.spoken, finished.audio, finished.lead_samples, finished.tail_samples)

    def _task(self, utterance: Utterance) -> _Task:
        voice = self._voice_of(utterance)
        self._refuse_unreadable(utterance)
        spoken = self.spoken_text(utterance)
        return _Task(
            self._catalogue.engine(voice.engine),
            voice,
            spoken,
            for_engine(spoken, self._say, self._language_of(utterance)),
        )

    def _voice_of(self, utterance: Utterance) -> Voice:
        return self._catalogue.find(utterance.voice, self._language) if utterance.voice else self.voice

    def _language_of(self, utterance: Utterance) -> str:
        """The routine's language, unless the script lets another voice speak here that has its own."""
        if not utterance.voice:
            return self._language
        own = self._voice_of(utterance).language
        return self._language if own == "und" or _base(own) == _base(self._language) else own

    def _refuse_unreadable(self, utterance: Utterance) -> None:
        """Refuse letters that the normaliser would have to leave out; the script's own pronunciations are spoken."""
        text = utterance.text
        for written, _ in self._say:
            text = text.replace(written, " ")
        language = self._language_of(utterance)
        words = [word for word in text.split() if foreign_letters(word, language)]
        if words:
            raise cannot_read(words, utterance.text)

    def _gain(self, task: _Task) -> float:
        if task.voice.id not in self._gains:
            self._gains[task.voice.id] = gain_for(task.engine, task.voice, self._store)
        return self._gains[task.voice.id]

    def _key(self, task: _Task, gain_db: float) -> str:
        return key_of(
            engine=task.engine.name,
            version=task.engine.version,
            voice=task.voice.name,
            pace=self.pace,
            text=task.engine_text,
            caption=task.spoken,
            gain_db=gain_db,
            finishing=FINISHING_VERSION,
        )


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


def _base(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


@contextmanager
def _placed(utterance: Utterance) -> Iterator[None]:
    """Give every error of ours the utterance's place on its way up."""
    try:
        yield
    except HoldspaceError as error:
        error.at(utterance.place)
        raise
