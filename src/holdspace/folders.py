"""Where holdspace keeps what it can make again, the user's settings, and the voices that it has downloaded."""

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


def settings_folder() -> Path:
    """The folder in `HOLDSPACE_CONFIG`, else the system's folder for settings; it need not be there."""
    named = os.environ.get("HOLDSPACE_CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("holdspace", appauthor=False)


def voices_folder() -> Path:
    """The folder in `HOLDSPACE_VOICES`, else `voices` in the system's folder for data; it need not be there yet."""
    named = os.environ.get("HOLDSPACE_VOICES")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("holdspace", appauthor=False) / "voices"
