"""What espeak-ng, of the wheel espeakng-loader, makes of texts: IPA of its voice en-us, a line for each line of input.

A program of its own, since it changes the current folder and since espeak-ng cannot be loaded twice in a process.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_SYNTH_RETRIEVAL, _CHARS_UTF8, _IPA = 2, 1, 2


def espeak_phonemes(texts: list[str]) -> list[str]:
    """The phonemes of each text."""
    lines = "\n".join(texts).encode()
    told = subprocess.run([sys.executable, __file__], input=lines, capture_output=True, check=True)
    return told.stdout.decode().splitlines()


def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    os.chdir(Path(espeakng_loader.get_data_path()).parent)  # espeak-ng ends the process over a long path
    library.espeak_Initialize(_SYNTH_RETRIEVAL, 0, b".", 0)
    library.espeak_SetVoiceByName(b"en-us")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def _of(library: ctypes.CDLL, text: bytes) -> bytes:
    rest = ctypes.c_char_p(text)
    clauses: list[bytes] = []
    while rest.value:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _CHARS_UTF8, _IPA))
    return b" ".join(clauses)


if __name__ == "__main__":
    espeak = _library()
    sys.stdout.buffer.writelines(_of(espeak, line.strip()) + b"\n" for line in sys.stdin.buffer)
