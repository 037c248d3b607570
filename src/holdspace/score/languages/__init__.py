"""What holdspace says of its own accord, one file a language: its phrases, and the words of lengths and counts.

To add a language, add `TAG.toml` beside this file, named by its BCP 47 tag in small letters, with the keys of
`de.toml`. Nothing else needs to know of it. A regional variety may name a `base` and hold only what differs.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def languages() -> tuple[str, ...]:
    """The tags of all files, in order."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


def nearest(language: str) -> str:
    """The tag whose file speaks for `language`, such as "en" for "en-GB"; empty when there is none."""
    tag = language.replace("_", "-").casefold()
    return next((name for name in (tag, tag.partition("-")[0]) if name in languages()), "")


@cache
def table(tag: str) -> dict[str, Any]:
    """The file for a tag of `languages`, laid over its base where it names one."""
    own = tomllib.loads((_FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))
    base = own.pop("base", None)
    return own if base is None else _laid_over(table(base), own)


def _laid_over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = {**base, **own}
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            both[key] = _laid_over(base[key], value)
    return both
