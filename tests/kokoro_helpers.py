"""A stand-in for Kokoro's model: real package, real reading, real mixing of styles; only the neural net is a tone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

RATE_HZ = 24_000
SECONDS_PER_TOKEN = 0.075
LOUDNESS = {"af_heart": 0.2, "af_nicole": 0.4, "bf_emma": 0.3, "ff_siwis": 0.2, "jf_alpha": 0.2}
"""What the tone of each voice is as loud as; a mixed voice lies between."""


def voices_in(folder: Path) -> Path:
    """Put the files of such a model into `folder`, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kokoro-v1.0.int8.onnx").write_bytes(b"no real model")
    styles = {name: np.full((510, 1, 256), loudness, dtype=np.float32) for name, loudness in LOUDNESS.items()}
    with (folder / "voices-v1.0.bin").open("wb") as stream:
        np.savez(stream, **styles)
    return folder


class ToneSession:
    """What onnxruntime's session is to kokoro-onnx; remembers its options and every run."""

    def __init__(self, path: str, options: Any = None, **_: Any) -> None:
        self._model_path = path
        self.options = options
        self.tokens: list[int] = []
        made.append(self)

    def get_inputs(self) -> list[Any]:
        kinds = {"tokens": "tensor(int64)", "style": "tensor(float)", "speed": "tensor(float)"}
        return [SimpleNamespace(name=name, type=kind) for name, kind in kinds.items()]

    def get_outputs(self) -> list[Any]:
        return [SimpleNamespace(name="audio")]

    def get_modelmeta(self) -> Any:
        return SimpleNamespace(custom_metadata_map={})

    def run(self, _names: None, inputs: dict[str, Any]) -> list[Any]:
        count = inputs["tokens"].shape[1] - 2
        self.tokens.append(count)
        samples = round(count * SECONDS_PER_TOKEN * RATE_HZ / float(inputs["speed"][0]))
        return [float(inputs["style"].mean()) * np.sin(np.arange(samples) / 7).astype(np.float32)]


made: list[ToneSession] = []
"""Every session since the last `made.clear()`."""
