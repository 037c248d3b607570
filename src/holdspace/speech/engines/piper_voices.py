"""Piper's voices on this machine: a model and its configuration each, in the voices' folder or in a package."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any, Literal

_QUALITIES: dict[str, Literal["high", "medium", "low"]] = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "x_low": "low",
}
_READERS = frozenset({"espeak", "text"})
"""The ways of reading that piper-tts brings along; others want packages and models of their own."""


@dataclass(frozen=True, slots=True)
class PiperFiles:
    """One voice's files and what its configuration tells."""

    name: str
    """The model's file name without `.onnx`, such as `en_US-joe-medium`."""
    model: Path
    config: Path
    language: str
    """BCP 47 tag in lower case; "und" where the configuration tells none."""
    quality: Literal["high", "medium", "low", ""]
    label: str
    reader: str
    """What turns its text into phonemes."""
    takes_phonemes: bool = False
    """Whether these are espeak-ng's, sign by sign."""

    @property
    def can_be_read(self) -> bool:
        """Whether piper-tts alone can read for it."""
        return self.reader in _READERS


def installed_voices(folder: Path) -> dict[str, PiperFiles]:
    """Name → files of every voice in `folder` and in installed packages, by name; what cannot be read is left out."""
    found: dict[str, PiperFiles] = {}
    for config in [*sorted(folder.glob("*.onnx.json")), *sorted(_packaged())]:
        voice = _described(config)
        if voice is not None:
            found.setdefault(voice.name, voice)
    return found


def _packaged() -> Iterator[Path]:
    """Configurations in packages with "piper" in their name. Only those are opened: there may be hundreds of others."""
    for entry in sys.path:
        with suppress(OSError):
            for info in Path(entry or ".").glob("*piper*.dist-info"):
                for file in PathDistribution(info).files or ():
                    if file.name.endswith(".onnx.json"):
                        yield info.parent / file


def _described(config: Path) -> PiperFiles | None:
    model = config.with_suffix("")
    if not model.is_file():
        return None
    try:
        told = json.loads(config.read_text(encoding="utf-8"))
        if not isinstance(told, dict) or "phoneme_id_map" not in told:
            return None
        return _files(told, model, config)
    except (OSError, ValueError, AttributeError):
        return None


def _files(told: dict[str, Any], model: Path, config: Path) -> PiperFiles:
    language = told.get("language") or {}
    name = model.name.removesuffix(".onnx").replace(" ", "_")
    spoken = ", ".join(filter(None, (language.get("name_english"), language.get("country_english"))))
    reader = str(told.get("phoneme_type") or "espeak")
    dataset = str(told.get("dataset") or name).capitalize()
    return PiperFiles(
        name=name,
        model=model,
        config=config,
        language=_tag(language.get("code") or (told.get("espeak") or {}).get("voice") or ""),
        quality=_QUALITIES.get(str((told.get("audio") or {}).get("quality", "")), ""),
        label=f"{dataset}, {spoken}" if spoken else dataset,
        reader=reader,
        takes_phonemes=reader == "espeak" and not told.get("vowel_clusters"),
    )


def _tag(code: str) -> str:
    return code.replace("_", "-").lower() or "und"
