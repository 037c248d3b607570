"""What every speech engine must do; the test class of an engine inherits it and gives `engine` and `voice`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest

from holdspace.audio.edges import audible_edges
from holdspace.audio.segments import AudioSegment, to_samples
from holdspace.errors import BadChoice, UnknownVoice, Unspeakable
from holdspace.score.estimating import estimate_ms
from holdspace.speech.engine import Engine

WORDS = "slowly walk your arms out in front of you and let your neck release "
BAD_PACES = [0, -1, 0.49, 2.01, 10, 120.5, math.nan, math.inf, "fast", None, True]
IN_A_ROW = (
    "Inhale.",
    "Keeping your back as flat as you can, slowly walk your arms out in front of you, and use your breath to settle.",
    "Hold this here.",
    "Extend your right leg, and cross the right knee over the left, so that you sit cross-legged on the floor.",
    "Now exhale slowly.",
    "Gently walk your arms back up until you are seated.",
    "Root your hands into the floor.",
    f"Exhale, and round your spine toward the ceiling. {WORDS}, and {WORDS}.",
)


def audible_ms(sound: AudioSegment) -> float:
    """Milliseconds between the first and the last audible sound; 0 for silence."""
    edges = audible_edges(to_samples(sound), sound.frame_rate)
    return 0.0 if edges is None else (edges.end - edges.start) * 1000 / sound.frame_rate


class EngineContract:
    """The tests; a subclass overrides `make` and `voice`."""

    voice: str

    def make(self) -> Engine:
        """A fresh engine."""
        raise NotImplementedError

    @pytest.fixture
    def engine(self) -> Iterator[Engine]:
        engine = self.make()
        yield engine
        engine.close()

    def test_is_an_engine(self, engine: Engine) -> None:
        """An engine has all that the protocol asks for, and its version is not empty."""
        assert isinstance(engine, Engine)
        assert engine.version

    def test_lists_its_voices(self, engine: Engine) -> None:
        """Its voices carry its name, have unique names without spaces, and one of them is the voice under test."""
        voices = engine.voices()
        names = [v.name for v in voices]
        assert {v.engine for v in voices} == {engine.name}
        assert len(set(names)) == len(names)
        assert not any(" " in name or not name for name in names)
        assert next(v for v in voices if v.name == self.voice).works

    def test_speaks(self, engine: Engine) -> None:
        """A short text becomes audible mono sound of 16 bit, about as long as such a text takes."""
        text = "Breathe in, and breathe out."
        sound = engine.speak(text, self.voice, 1.0)
        assert (sound.channels, sound.sample_width) == (1, 2)
        assert estimate_ms(text) * 0.5 < audible_ms(sound) < estimate_ms(text) * 2

    def test_longer_texts_take_longer(self, engine: Engine) -> None:
        """Twice the words take about twice the time."""
        once = audible_ms(engine.speak(WORDS, self.voice, 1.0))
        twice = audible_ms(engine.speak(WORDS * 2, self.voice, 1.0))
        assert 1.6 < twice / once < 2.5

    def test_pace_is_honest(self, engine: Engine) -> None:
        """At half the pace a text takes about twice as long, at twice the pace about half."""
        slow, plain, fast = (audible_ms(engine.speak(WORDS, self.voice, pace)) for pace in (0.5, 1.0, 2.0))
        assert 1.6 < slow / plain < 2.4
        assert 1.6 < plain / fast < 2.4

    def test_long_text_is_spoken_whole(self, engine: Engine) -> None:
        """5,000 characters without a comma are spoken at the same words a second as one sentence, within 25 %."""
        short = audible_ms(engine.speak(WORDS, self.voice, 2.0)) / len(WORDS)
        text = (WORDS * 100)[:5000]
        assert audible_ms(engine.speak(text, self.voice, 2.0)) / len(text) == pytest.approx(short, rel=0.25)

    def test_a_long_word_is_spoken_whole(self, engine: Engine) -> None:
        """A word of 600 letters takes about six times as long as one of 100: no engine drops its end."""
        word = WORDS.replace(" ", "") * 12
        short, long = (audible_ms(engine.speak(word[:length], self.voice, 2.0)) for length in (100, 600))
        assert 5 < long / short < 7.5

    @pytest.mark.parametrize("text", ["", "   ", "...", "—", "\u200d", "\x07", "🧘", "🧘🏽 ✨", "&", "<"])
    def test_refuses_what_has_no_words(self, engine: Engine, text: str) -> None:
        """A text without a letter or digit is refused in the same words by every engine, and the error keeps it."""
        with pytest.raises(Unspeakable, match="there are no words in") as caught:
            engine.speak(text, self.voice, 1.0)
        assert caught.value.text == text
        assert caught.value.mend

    def test_is_repeatable(self, engine: Engine) -> None:
        """The same text twice gives the same bytes, whatever was spoken between, and in a fresh engine too."""
        text = "Hold this for about ninety seconds."
        first = engine.speak(text, self.voice, 1.0).raw_data
        engine.speak("Inhale.", self.voice, 1.3)
        assert engine.speak(text, self.voice, 1.0).raw_data == first
        other = self.make()
        try:
            assert other.speak(text, self.voice, 1.0).raw_data == first
        finally:
            other.close()

    def test_refuses_an_unknown_voice(self, engine: Engine) -> None:
        """An unknown voice is an error that names it and offers others; never a silent default."""
        with pytest.raises(UnknownVoice, match=f"{engine.name}:no-such-voice") as caught:
            engine.speak("Inhale.", "no-such-voice", 1.0)
        assert all(near.startswith(f"{engine.name}:") for near in caught.value.near)

    @pytest.mark.parametrize("pace", BAD_PACES)
    def test_refuses_a_bad_pace(self, engine: Engine, pace: float) -> None:
        """A pace out of range, or none at all, is an error that says what is valid; never a silent default."""
        with pytest.raises(BadChoice, match=r"0\.5 .* 2\.0") as caught:
            engine.speak("Inhale.", self.voice, pace)
        assert caught.value.option == "pace"

    @pytest.mark.parametrize(
        "text",
        ["-5 breaths", "--help me", "[[h@'loU]]", "<break time='2s'/> rest", "arms & legs", "a < b", "[in](/out/)"],
    )
    def test_markup_is_plain_text(self, engine: Engine, text: str) -> None:
        """Dashes, brackets and angle brackets are neither options nor phonemes nor markup: the words are spoken."""
        assert audible_ms(engine.speak(text, self.voice, 1.0)) > 240

    def test_eight_in_a_row(self, engine: Engine) -> None:
        """Eight texts in a row come back in order, each with the length that is its own."""
        spoken = {text: audible_ms(engine.speak(text, self.voice, 1.0)) for text in IN_A_ROW}
        by_length = sorted(IN_A_ROW, key=len)
        assert all(spoken[short] < spoken[long] for short, long in pairwise(by_length))

    def test_speaks_on_after_closing(self, engine: Engine) -> None:
        """A closed engine may be used again."""
        first = engine.speak("Inhale.", self.voice, 1.0).raw_data
        engine.close()
        assert engine.speak("Inhale.", self.voice, 1.0).raw_data == first
