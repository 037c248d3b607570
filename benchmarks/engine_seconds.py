# ruff: noqa: INP001 -- a script, not a package
"""How long a voice alone takes for the distinct sentences of a script: `engine_seconds.py SCRIPT VOICE RESULT`.

One sentence after the other, in one process, without finishing, encoding or keeping anything: the least that a cold
render could take on one processor.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from holdspace.score.model import Choices
from holdspace.score.utterances import distinct_utterances
from holdspace.session.drafting import draft
from holdspace.session.making import Workshop
from holdspace.speech.delivery import pace_of


def main() -> None:
    """Speak everything once and write how long it took."""
    script, voice_name, result = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    choices = Choices(voice=voice_name)
    score = draft(script, choices, Choices()).score
    with Workshop() as workshop:
        voice, _ = workshop.voice_for(score, choices)
        speaker = workshop.speaker(score, voice)
        engine = workshop.catalogue.engine(voice.engine)
        engine.speak("One.", voice.name, 1.0)  # the model is loaded
        spoken = distinct_utterances(score)
        begun = time.perf_counter()
        for utterance in spoken:
            engine.speak(speaker.spoken_text(utterance), voice.name, pace_of(utterance, score.pace))
        seconds = time.perf_counter() - begun
    result.write_text(json.dumps({"sentences": len(spoken), "seconds": seconds}), encoding="utf-8")


if __name__ == "__main__":
    main()
