# ruff: noqa: INP001 -- a script that prints, not a package
"""The page about pronunciations: `python benchmarks/lexicon_page.py` prints it, `--write` puts it into docs/lexicon.md.

Phonemes are those of the espeak-ng that comes in the wheel espeakng-loader, for its voice en-us.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from holdspace.speech.lexicon import for_engine, shipped_sections

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lexicon.md"
_HEAD = """# Pronunciations

Names that English voices get wrong are spelled for them just before they are spoken; captions keep the name as written.
Capitals and accents make no difference: `Śavāsana` is `Savasana`. For names of your own, or to have one of these
said in another way, see [How it reads](how-it-reads.md#pronunciation).

The phonemes are what espeak-ng makes of the respelling. `python benchmarks/lexicon_page.py --write` makes this page.
"""
_SYNTH_RETRIEVAL, _CHARS_UTF8, _IPA = 2, 1, 2


def phonemes(texts: list[str]) -> list[str]:
    """What espeak-ng's voice en-us makes of each text, in IPA. Changes the current folder while it loads."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path())
    here = Path.cwd()
    os.chdir(data.parent)  # espeak-ng ends the process over a long path
    library.espeak_Initialize(_SYNTH_RETRIEVAL, 0, b".", 0)
    library.espeak_SetVoiceByName(b"en-us")
    os.chdir(here)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return [_of(library, text) for text in texts]


def _of(library: ctypes.CDLL, text: str) -> str:
    rest = ctypes.c_char_p(text.encode())
    clauses: list[str] = []
    while rest.value:
        clauses.append(library.espeak_TextToPhonemes(ctypes.byref(rest), _CHARS_UTF8, _IPA).decode())
    return " ".join(clauses)


def page() -> str:
    """The whole page."""
    sections = shipped_sections("en")
    said = iter(phonemes([for_engine(name) for names in sections.values() for name in names]))
    blocks = [_HEAD]
    for title, entries in sections.items():
        rows = [f"| {name} | {respelled} | {next(said)} |" for name, respelled in entries.items()]
        blocks.append("\n".join([f"## {title}\n", "| name | said as | phonemes |", "|---|---|---|", *rows, ""]))
    return "\n".join(blocks)


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    else:
        print(page(), end="")
