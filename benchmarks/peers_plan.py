# ruff: noqa: INP001 -- a script, not a package
"""A session as the usual way needs it: clips in WAV files, and milliseconds of silence between them.

Run as `python peers_plan.py SCRIPT VOICE PLAN`; the clips come from the clip store and lie beside PLAN.
"""

from __future__ import annotations

import json
import sys
import wave
from pathlib import Path

from holdspace.score.model import Choices
from holdspace.session.drafting import draft
from holdspace.session.making import Workshop
from holdspace.timebase import samples_to_ms


def main() -> None:
    """Write PLAN and the clips that it names."""
    script, voice, plan_file = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    choices = Choices(voice=voice)
    files: dict[str, str] = {}
    plan: list[str | int] = []
    at = 0
    with Workshop() as workshop:
        drafted = draft(script, choices, Choices())
        placed = workshop.place(drafted, choices, Choices())
        speaker = workshop.speaker(drafted.score, workshop.catalogue.find(voice))
        for event in placed.timeline.events:
            if event.utterance is None or event.kind != "speech":
                continue
            clip = speaker.clip(event.utterance)
            start = event.start - clip.lead_samples
            if event.text not in files:
                files[event.text] = _written(plan_file.with_suffix(f".{len(files)}.wav"), clip.audio.raw_data)
            plan += [max(0, round(samples_to_ms(start - at))), files[event.text]]
            at = start + int(clip.audio.frame_count())
        plan.append(max(0, round(samples_to_ms(placed.timeline.samples - at))))
    plan_file.write_text(json.dumps(plan), encoding="utf-8")


def _written(path: Path, pcm: bytes) -> str:
    with wave.open(str(path), "wb") as stream:
        stream.setparams((1, 2, 44_100, 0, "NONE", ""))
        stream.writeframes(pcm)
    return str(path)


if __name__ == "__main__":
    main()
