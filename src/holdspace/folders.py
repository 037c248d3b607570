"""Where holdspace keeps what it can make again."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The folder in `HOLDSPACE_CACHE`, else the system's folder for caches; it need not be there yet."""
    named = os.environ.get("HOLDSPACE_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("holdspace", appauthor=False)
