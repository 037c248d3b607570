"""A stand-in for a Piper voice: real package, real reading; only the neural net is a tone with noise in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

RATE_HZ = 16_000
SECONDS_PER_ID = 0.036
"""Piper puts a pad between any two phonemes."""
_PHONEMES = "_^$ !',-.:;?abdefhijklmnoprstuvwxyzæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒˈˌːθᵻ̃0123456789"  # noqa: RUF001 -- phonetic letters


def voice_in(folder: Path, name: str = "en_US-tone-medium", **changes: Any) -> Path:
    """Put the files of such a voice into `folder`, and return its configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(b"no real model")
    told = {
        "audio": {"sample_rate": RATE_HZ, "quality": "medium"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1.25, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {phoneme: [number] for number, phoneme in enumerate(_PHONEMES)},
        "num_symbols": 256,
        "num_speakers": 1,
        "language": {"code": "en_US", "name_english": "English", "country_english": "United States"},
        "dataset": "tone",
    }
    config = folder / f"{name}.onnx.json"
    config.write_text(json.dumps({**told, **changes}), encoding="utf-8")
    return config


class ToneSession:
    """What onnxruntime's session is to piper-tts: its noise goes on from text to text, as the real one's does."""

    def __init__(self, path: str, options: Any = None, **_: Any) -> None:
        if not Path(path).is_file():
            raise FileNotFoundError(path)
        self.options = options
        self._noise = np.random.default_rng(seeds[-1] if seeds else None)
        made.append(self)

    def run(self, _names: None, inputs: dict[str, Any]) -> list[Any]:
        count = inputs["input"].shape[1]
        samples = round(count * SECONDS_PER_ID * RATE_HZ * float(inputs["scales"][1]) / 1.25)
        tone = 0.3 * np.sin(np.arange(samples) / 7) + 0.01 * self._noise.standard_normal(samples)
        return [tone.astype(np.float32)[None, None, :]]


made: list[ToneSession] = []
seeds: list[int] = []
"""What was given to `set_seed`."""
