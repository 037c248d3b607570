"""Sentences spoken side by side."""

from __future__ import annotations

import threading
import time

import pytest

from holdspace.audio.segments import AudioSegment
from holdspace.errors import MachineError, SpeechError, Unspeakable
from holdspace.speech import chorus
from holdspace.speech.chorus import Job, spoken_side_by_side, workers_for
from holdspace.speech.engine import Engine, Multiple
from voices_helpers import ScriptedEngine, neural


class Choir(ScriptedEngine):
    """An engine of which there may be several; each remembers the thread it was used in."""

    another_pays_after = 100

    def __init__(self, members: list[Choir] | None = None) -> None:
        super().__init__("hibari", neural().voices())
        self.members = [] if members is None else members
        self.members.append(self)
        self.busy = threading.Lock()

    def another(self) -> Choir:
        return Choir(self.members)

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        assert self.busy.acquire(blocking=False), "one engine was used by two threads at once"
        try:
            time.sleep(0.01)
            return super().speak(text, voice, pace)
        finally:
            self.busy.release()


def jobs(engine: Engine, *texts: str, mute: str = "") -> list[Job]:
    def job(text: str) -> Job:
        def speak(with_engine: Engine) -> None:
            if text == mute:
                raise Unspeakable("no sound.", "Try another.", text)
            with_engine.speak(text, "heart", 1.0)

        return Job(engine, text, speak)

    return [job(text) for text in texts]


@pytest.fixture(autouse=True)
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chorus, "usable_cpus", lambda: 4)


TEXTS = tuple(f"{'very ' * (number % 7 + 4)}slowly {number}" for number in range(24))


def test_each_sentence_is_spoken_once_by_several() -> None:
    """Every sentence is spoken exactly once, by up to as many engines as there are processors, never two at one."""
    engine = Choir()
    assert spoken_side_by_side(jobs(engine, *TEXTS)) == {}
    spoken = [text for member in engine.members for text, _, _ in member.spoken]
    assert sorted(spoken) == sorted(TEXTS)
    assert len(engine.members) == 4
    assert [member.closed for member in engine.members] == [0, 1, 1, 1]


def test_the_longest_come_first() -> None:
    """Sentences are begun in the order of their length, so that no long one is left over for the end."""
    engine = ScriptedEngine("hibari", neural().voices())
    spoken_side_by_side(jobs(engine, *TEXTS))
    lengths = [len(text) for text, _, _ in engine.spoken]
    assert lengths == sorted(lengths, reverse=True)


def test_few_sentences_are_spoken_by_one() -> None:
    """Another engine is started only for enough text, never for more than there are sentences or processors."""
    choir = Choir()
    assert isinstance(choir, Multiple)
    assert workers_for(choir, ["Inhale.", "Exhale."]) == 1
    assert workers_for(choir, ["a" * 100, "b" * 50, "c" * 49]) == 1
    assert workers_for(choir, ["a" * 100, "b" * 50, "c" * 50]) == 2
    assert workers_for(choir, ["a" * 1000]) == 1
    assert workers_for(choir, ["a" * 100] * 50) == 4
    assert workers_for(ScriptedEngine("hibari", []), ["a" * 100] * 50) == 1


@pytest.mark.parametrize("engine", [Choir(), ScriptedEngine("hibari", neural().voices())])
def test_one_that_cannot_be_spoken_does_not_stop_the_others(engine: ScriptedEngine) -> None:
    """A sentence without sound is told by its index; all others are spoken."""
    failures = spoken_side_by_side(jobs(engine, *TEXTS, mute=TEXTS[5]))
    assert list(failures) == [5]
    assert isinstance(failures[5], SpeechError)
    spoken = engine.members if isinstance(engine, Choir) else [engine]
    assert sum(len(member.spoken) for member in spoken) == len(TEXTS) - 1


def test_progress_is_live_and_in_the_callers_thread() -> None:
    """The share grows with each finished sentence from 0 to 1, and the caller is told in its own thread."""
    told: list[float] = []

    def listen(done: float, _text: str) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append(done)

    spoken_side_by_side(jobs(Choir(), *TEXTS), listen)
    assert told == sorted(told)
    assert (told[0], told[-1], len(told)) == (0.0, 1.0, len(TEXTS) + 1)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, MachineError])
def test_an_interruption_ends_it_soon(kind: type[BaseException]) -> None:
    """Ctrl-C, a polite kill or a machine that lacks something begins nothing more, and every engine is ended."""
    engine = Choir()
    before = threading.active_count()

    def interrupt(done: float, _text: str) -> None:
        if done > 0:
            raise kind("stop", "Go on later.") if kind is MachineError else kind

    with pytest.raises(kind):
        spoken_side_by_side(jobs(engine, *TEXTS), interrupt)
    spoken = sum(len(member.spoken) for member in engine.members)
    assert 1 <= spoken < len(TEXTS) // 2
    assert [member.closed for member in engine.members] == [0, 1, 1, 1]
    assert threading.active_count() == before


def test_nothing_to_speak_starts_nothing() -> None:
    """Without a sentence no engine is touched."""
    assert spoken_side_by_side([]) == {}
