# ruff: noqa: INP001 -- a script, not a package
"""The usual way to make such a file, with the same clips: `combined += clip; combined += silence`, and one export.

Run as a process of its own: `python peers_way.py PLAN TARGET`. PLAN is JSON, a list of WAV files and of milliseconds.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment


def main() -> None:
    """Join everything in PLAN and export it as MP3."""
    from imageio_ffmpeg import get_ffmpeg_exe

    AudioSegment.converter = get_ffmpeg_exe()
    combined = AudioSegment.empty()
    for item in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        if isinstance(item, str):
            combined += AudioSegment.from_wav(item)
        else:
            combined += AudioSegment.silent(duration=item, frame_rate=44_100)
    combined.export(sys.argv[2], format="mp3", bitrate="64k")


if __name__ == "__main__":
    main()
