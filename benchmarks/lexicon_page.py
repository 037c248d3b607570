# ruff: noqa: INP001 -- a script that prints, not a package
"""The page about pronunciations: `python benchmarks/lexicon_page.py` prints it, `--write` renews docs/lexicon.md."""

from __future__ import annotations

import sys
from pathlib import Path

from holdspace.speech.lexicon import shipped_sections

PAGE = Path(__file__).resolve().parent.parent / "docs" / "lexicon.md"
_HEAD = """# Pronunciations

Names that English voices get wrong are given to them in another way just before they are spoken; captions keep the
name as written. hibari, Kokoro and Piper take phonemes; the system's voices get the name as it stands under “said as”.
Capitals and accents make no difference: `Śavāsana` is `Savasana`. An s at the end, with or without an apostrophe, is
said too. For names of your own, or to have one of these said in another way, see
[How it reads](how-it-reads.md#pronunciation).

Phonemes are written for all accents at once: a British voice says /oʊ/ as /əʊ/ and keeps silent about an /r/ that no
vowel follows, an American one says /ɒ/ as /ɑː/. `python benchmarks/lexicon_page.py --write` makes this page.
"""  # noqa: RUF001 -- phonetic letters


def page() -> str:
    """The whole page."""
    blocks = [_HEAD]
    for title, entries in shipped_sections("en").items():
        rows = [f"| {name} | {said.respelled} | {said.phonemes} |" for name, said in entries.items()]
        blocks.append("\n".join([f"## {title}\n", "| name | said as | phonemes |", "|---|---|---|", *rows, ""]))
    return "\n".join(blocks)


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream of ours
        print(page(), end="")
