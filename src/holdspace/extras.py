"""What each optional extra installs, for messages that tell how to get it.

The packages are named instead of the extra, since a copy installed from a folder has no name that pip could look up.
"""

from __future__ import annotations

EXTRAS = {
    "natural": ("hibari-tts[fast]>=0.2.1",),
    "pictures": ("pillow>=10.1",),
    "kokoro": ("kokoro-onnx>=0.6.1",),
    "piper": ("piper-tts>=1.8.0",),
    "documents": ("pypdf>=5", "python-docx>=1.1"),
    "clipboard": ("pyperclip>=1.9",),
    "dask": ("distributed>=2024.8", "fsspec>=2024.6"),
    "play": ("miniaudio>=1.61",),
}
"""The requirements of each extra, as `pyproject.toml` has them."""


def install_command(extra: str, *options: str) -> str:
    """The command that installs what `extra` brings."""
    words = ["python -m pip install", *options, *(f'"{requirement}"' for requirement in EXTRAS[extra])]
    return " ".join(words)
