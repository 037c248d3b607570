# ruff: noqa: INP001 -- a script, not a package
"""Whether sound put together of frames is as clear as sound encoded in one pass: `python benchmarks/clarity.py`.

Eight sentences of a real voice lie in a session with quiet around them. The very samples of that session are also
encoded the way everybody does it: at once, with the bit reservoir. For each clip the table tells the signal-to-noise
ratio of both against the clip, the constant loss of level that LAME takes left aside.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.audio.mp3_encoding import BITRATE_KBPS
from holdspace.score.model import NO_ROOM_TONE, Choices
from holdspace.session.assembling import Assembly
from holdspace.session.drafting import draft
from holdspace.session.making import Workshop
from holdspace.session.mixing import Mixer
from holdspace.session.room import Room
from holdspace.speech.store import ClipStore
from holdspace.timebase import SAMPLE_RATE_HZ

SENTENCES = (
    "Begin on your hands and knees, with your shoulders over your wrists.",
    "Exhale, and round your spine toward the ceiling.",
    "Slowly walk your arms out in front of you, and let your neck release.",
    "Cross the right knee over the left.",
    "Let your shoulders soften, and close your eyes.",
    "Inhale.",
    "Gently walk your arms back up until you are seated.",
    "Stay here as long as you need.",
)
Steps = npt.NDArray[np.int16]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--voice", default="hibari:heart")
    parser.add_argument("--room-tone", type=float, default=NO_ROOM_TONE, help="dBFS; none without it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = compared(Path(folder), chosen.voice, chosen.room_tone)
    print("| clip | in one pass, dB | of frames, dB | difference, dB |\n|---|---|---|---|")
    for text, theirs, ours in rows:
        print(f"| {text} | {theirs:.1f} | {ours:.1f} | {ours - theirs:+.1f} |")
    better = sum(ours >= theirs for _, theirs, ours in rows)
    print(
        f"\nat least as clear: {better} of {len(rows)}; worst {min(ours - theirs for _, theirs, ours in rows):+.2f} dB"
    )


def compared(folder: Path, voice: str, room_tone_db: float) -> list[tuple[str, float, float]]:
    """For each sentence its words, and the ratio in dB in one pass and of frames."""
    script = folder / "clips.md"
    script.write_text("\n".join(f"{sentence} [pause 5s]" for sentence in SENTENCES), encoding="utf-8")
    choices = Choices(voice=voice, room_tone_db=room_tone_db)
    with Workshop(store=ClipStore(folder / "clips")) as workshop:
        placed = workshop.place(draft(script, choices, Choices()), choices, Choices())
        speaker = workshop.speaker(placed.score, workshop.catalogue.find(voice))
        timeline, file = placed.timeline, folder / "frames.mp3"
        Assembly(timeline, speaker, workshop.store).write(file)
        sound = Room(room_tone_db).over(Mixer(timeline, speaker).part(0, timeline.samples), 0)
    ours, theirs = _decoded(file), _decoded(_in_one_pass(sound, folder))
    parts = [(e.text, slice(e.start, e.end)) for e in timeline.events if e.kind == "speech"]
    return [(text, _snr_db(sound[part], theirs[part]), _snr_db(sound[part], ours[part])) for text, part in parts]


def _in_one_pass(sound: Steps, folder: Path) -> Path:
    file = folder / "one-pass.mp3"
    source = ("-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "1", "-i", "pipe:0")
    coded = ("-c:a", "libmp3lame", "-b:a", f"{BITRATE_KBPS}k", file_url(file))
    command = [str(ffmpeg_path()), "-v", "error", "-y", *source, *coded]
    subprocess.run(command, input=sound.astype("<i2").tobytes(), check=True)
    return file


def _decoded(file: Path) -> Steps:
    command = [str(ffmpeg_path()), "-v", "error", "-nostdin", "-i", file_url(file), "-f", "s16le", "-ac", "1", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return np.frombuffer(done.stdout, dtype="<i2")


def _snr_db(sound: Steps, heard: Steps) -> float:
    x, y = sound.astype(float), heard.astype(float)
    level = x @ y / (x @ x)
    return float(10 * np.log10(level**2 * (x @ x) / np.sum((y - level * x) ** 2)))


if __name__ == "__main__":
    main()
