"""The engines, each in its own file: a table of where each lives, imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdspace.speech.engine import Engine

ENGINES = {
    "hibari": "holdspace.speech.engines.hibari_engine:HibariEngine",
    "kokoro": "holdspace.speech.engines.kokoro_engine:KokoroEngine",
    "piper": "holdspace.speech.engines.piper_engine:PiperEngine",
    "pyttsx3": "holdspace.speech.engines.pyttsx3_engine:Pyttsx3Engine",
    "silent": "holdspace.speech.engines.silent:SilentEngine",
}
"""Name → where its class is. The order is that of naturalness: a bare voice name is looked for from the top."""


def make_engine(name: str) -> Engine:
    """Import and make the engine `name`, a key of `ENGINES`; it loads nothing heavy before it is asked to speak."""
    module, _, kind = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), kind)()
    return engine
