"""All voices of all engines, and how a name becomes one of them.

`find` reads a name in this order, and takes the first reading that fits:
1. an id, `engine:voice`;
2. an engine's name: that engine's best voice for the language;
3. a language tag such as `en`, `de` or `en-gb`, if some voice speaks it: the best voice for it. This comes before bare
   names because espeak calls its voices after their languages: `--voice en-us` asks for American English as well as
   this machine can speak it, `--voice pyttsx3:en-us` for that very voice;
4. a recipe such as `af_heart:60+af_nicole:40`, which mixes voices of one engine;
5. a bare voice name, or the label the system shows, looked for in the engines from the most natural one down.
Engines are asked one after the other and no further than needed, since asking may start a process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from types import TracebackType
from typing import Self

from holdspace.errors import BadChoice, MachineError, MissingExtra, MissingLibrary, UnknownVoice
from holdspace.extras import install_command
from holdspace.speech.engine import Engine, Mixing, Voice
from holdspace.speech.engines import ENGINES, make_engine
from holdspace.speech.preference import best_for, speaks

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
"""What may be a BCP 47 language tag."""
EXTRA_OF = {"hibari": "natural", "kokoro": "kokoro", "piper": "piper"}
"""The extra that brings an engine's package."""
_NEAR = 0.68
_MOST_NEAR = 5
INSTALL = (
    f"Install one with: {install_command('natural')} (a natural English voice), or, on Linux: "
    "python -m pip install espeakng-loader (many languages)."
)


class Catalogue:
    """The engines by name, made when first needed; a context manager that closes them.

    `engines` replaces the built-in ones, in the order in which voices are looked for.
    """

    def __init__(self, engines: Mapping[str, Engine] | None = None) -> None:
        self._names = tuple(ENGINES if engines is None else engines)
        self._made: dict[str, Engine] = dict(engines or {})
        self._listed: dict[str, list[Voice]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def engine(self, name: str) -> Engine:
        """The engine `name`. Raises `BadChoice` when there is none."""
        if name not in self._names:
            raise BadChoice("voice", f"there is no engine called {name!r}.", f"There are {', '.join(self._names)}.")
        if name not in self._made:
            self._made[name] = make_engine(name)
        return self._made[name]

    def voices(self) -> list[Voice]:
        """Every voice of every engine, working or not."""
        return [voice for name in self._names for voice in self._voices(name)]

    def find(self, wanted: str | None, language: str = "en") -> Voice:
        """The voice that `wanted` means; the most natural one for `language` when it is None or empty.

        Raises `UnknownVoice` with the nearest ids, and `MachineError` when the voice, or any voice at all, cannot speak
        on this machine.
        """
        name = (wanted or "").strip()
        voice = self._named(name, language) if name else self._best(language)
        if not voice.works:
            raise _not_working(voice)
        return voice

    def close(self) -> None:
        """End the engines' processes; they may be used again."""
        for engine in self._made.values():
            engine.close()

    def _voices(self, engine: str) -> list[Voice]:
        if engine not in self._listed:
            self._listed[engine] = self.engine(engine).voices()
        return self._listed[engine]

    def _groups(self) -> Iterator[list[Voice]]:
        """The voices of each engine, asked for only when it is its turn."""
        for name in self._names:
            yield self._voices(name)

    def _named(self, name: str, language: str) -> Voice:
        plain = name.lower()
        engine, colon, rest = plain.partition(":")
        if colon and engine in self._names:
            return self._of_engine(engine, rest, name)
        if plain in self._names:
            return self._best_of(plain, language)
        tag = plain.replace("_", "-")
        found = (
            (self._speaking(tag, exactly=True) if _TAG.fullmatch(tag) else None)
            or (self._mixed(plain) if "+" in plain else None)
            or self._called(plain)
        )
        if found is None:
            raise self._unknown(name)
        return found

    def _of_engine(self, engine: str, name: str, wanted: str) -> Voice:
        voices = self._voices(engine)
        for voice in voices:
            if voice.name.lower() == name:
                return voice
        mixer = self.engine(engine)
        mixed = mixer.mixed(name) if isinstance(mixer, Mixing) else None
        if mixed is not None:
            return mixed
        if voices and not any(voice.works for voice in voices):
            raise _not_working(voices[0])
        raise self._unknown(wanted)

    def _mixed(self, recipe: str) -> Voice | None:
        """What the first engine that mixes voices makes of `recipe`."""
        mixers = (engine for engine in map(self.engine, self._names) if isinstance(engine, Mixing))
        return next((voice for mixer in mixers if (voice := mixer.mixed(recipe)) is not None), None)

    def _best_of(self, engine: str, language: str) -> Voice:
        voices = self._voices(engine)
        working = [voice for voice in voices if voice.works]
        best = best_for(language, working) or (working[0] if working and _speaks_anything(working) else None)
        if best is not None:
            return best
        if not working:
            raise _not_working(voices[0]) if voices else _nothing_works()
        raise UnknownVoice(
            engine,
            what=f"the engine {engine} has no voice that speaks {language!r}.",
            mend="Choose one of its voices by its id; `holdspace voices` lists all of them.",
        )

    def _best(self, language: str) -> Voice:
        best = self._speaking(language.lower().replace("_", "-"), exactly=False)
        if best is not None and best.works:
            return best
        everyone = [voice for voice in self.voices() if voice.kind != "test"]
        if not any(voice.works for voice in everyone):
            raise _nothing_works()
        raise MissingLibrary(
            language,
            f"no voice on this machine speaks {language!r}.",
            "Choose another one with --voice; `holdspace voices` lists all of them.",
        )

    def _speaking(self, language: str, *, exactly: bool) -> Voice | None:
        """The best working voice that speaks `language`; with `exactly` its own region comes before naturalness."""
        fallback: Voice | None = None
        for voices in self._groups():
            able = [voice for voice in voices if voice.works and voice.kind != "test"]
            best = best_for(language, able)
            if best is not None and (not exactly or speaks(best, language)):
                return best
            if fallback is None:
                fallback = next((voice for voice in voices if voice.kind != "test" and speaks(voice, language)), None)
        return fallback

    def _called(self, name: str) -> Voice | None:
        for voices in self._groups():
            for voice in voices:
                if name in (voice.name.lower(), voice.label.lower()):
                    return voice
        return None

    def _unknown(self, wanted: str) -> UnknownVoice | MachineError:
        """No such voice; or, when none is even like it, what keeps a whole engine's voices from being known.

        An engine that does not work and does not know its voices either lists one in place of all.
        """
        near = _nearest(wanted.lower(), self.voices())
        if not near:
            for voices in self._groups():
                if len(voices) == 1 and not voices[0].works:
                    return _not_working(voices[0])
        return _not_known(wanted, near)


def _not_known(wanted: str, near: list[str]) -> UnknownVoice:
    """No such voice; one that is named as Piper names its own can perhaps be fetched."""
    from holdspace.speech.piper_list import voice_name

    name = voice_name(wanted)
    if not name:
        return UnknownVoice(wanted, near)
    close = f"Did you mean {', '.join(near)}? " if near else ""
    mend = f"{close}If Piper's own list has it, fetch it with: holdspace voices get piper:{name}"
    return UnknownVoice(wanted, near, mend=mend)


def _speaks_anything(voices: list[Voice]) -> bool:
    return all(voice.language == "und" for voice in voices)


def _nearest(wanted: str, voices: list[Voice]) -> list[str]:
    """Ids of the voices whose id, name or label is like `wanted`, nearest first, working ones before others."""
    scored = [(max(_likeness(wanted, text) for text in (v.id, v.name, v.label)), v.works, v.id) for v in voices]
    near = sorted((s for s in scored if s[0] >= _NEAR), key=lambda s: (-s[0], not s[1]))
    return [identifier for _, _, identifier in near[:_MOST_NEAR]]


def _likeness(wanted: str, text: str) -> float:
    return SequenceMatcher(None, wanted, text.lower()).ratio()


def _not_working(voice: Voice) -> MachineError:
    from holdspace.speech.engines.espeak_library import missing_espeak

    if voice.engine in EXTRA_OF and "not installed" in voice.reason:
        return MissingExtra(EXTRA_OF[voice.engine], f"the voice {voice.id}")
    if voice.engine == "pyttsx3" and "espeak" in voice.reason:
        return missing_espeak()
    return MissingLibrary(voice.id, f"the voice {voice.id} cannot speak here.", voice.reason)


def _nothing_works() -> MissingLibrary:
    return MissingLibrary("voice", "no voice works on this machine.", INSTALL)
