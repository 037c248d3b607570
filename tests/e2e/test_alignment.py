"""What `show` tells is what is heard: a long routine, from the commands to the decoded file."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_helpers import RATE_HZ, ROUTINES, House, at_once, decoded, holdspace, said, shift_of

LONG = ROUTINES / "desk-break.md"
VOICE = "pyttsx3:en-us"


def test_five_minutes_are_heard_as_shown(tmp_path: Path) -> None:
    """Each cue's clip is in the MP3 within 30 ms of `show --json`, the last like the first; the length within 50 ms."""
    receipt = holdspace("render", LONG, "-o", "session.mp3", "--voice", VOICE, "--json", folder=tmp_path).json()
    shown = at_once("show", LONG, "--voice", VOICE, "--json", folder=tmp_path).json()
    heard = decoded(tmp_path / "session.mp3")
    assert shown["seconds"] > 5 * 60
    assert shown["seconds"] == pytest.approx(len(heard) / RATE_HZ, abs=0.05)
    assert receipt["seconds"] == pytest.approx(len(heard) / RATE_HZ, abs=0.001)
    with House(tmp_path) as house:
        placed = house.place(LONG, VOICE)
        clips = house._clips(placed)  # from the store that the commands have filled
    spoken = [event for event in shown["events"] if event["kind"] == "speech"]
    assert [event["text"] for event in spoken] == said(placed)
    utterances = [event.utterance for event in placed.timeline.events if event.utterance is not None]
    late = []
    for event, utterance in zip(spoken, utterances, strict=True):
        clip, lead = clips[utterance]
        late.append(shift_of(clip, heard, round(event["start"] * RATE_HZ) - lead))
    assert len(late) == receipt["cues"] > 30
    assert max(map(abs, late)) <= 0.03 * RATE_HZ
    assert abs(late[-1]) <= 0.005 * RATE_HZ
