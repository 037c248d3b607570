"""What holds for every test."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings

# A busy machine or a first import is slow now and then; that says nothing about the program.
settings.register_profile("holdspace", deadline=None)
settings.load_profile("holdspace")

# No test reads the settings or fills the folder for caches of whoever runs it.
_cache = tempfile.TemporaryDirectory(prefix="holdspace-tests-")
os.environ["HOLDSPACE_CACHE"] = _cache.name
os.environ["HOLDSPACE_CONFIG"] = str(Path(_cache.name) / "settings")
