"""What holds for every test."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

from hypothesis import settings

# A busy machine or a first import is slow now and then; that says nothing about the program. The same examples every
# time, so that a change is judged by itself; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Started in the background by a shell, Ctrl-C is ignored here and in every process that a test starts to interrupt it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test reads the settings or fills the folder for caches of whoever runs it.
_cache = tempfile.TemporaryDirectory(prefix="holdspace-tests-")
os.environ["HOLDSPACE_CACHE"] = _cache.name
if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers are given this one
    os.environ["HOLDSPACE_TESTS_FURNITURE"] = str(Path(_cache.name) / "furniture")
os.environ["HOLDSPACE_CONFIG"] = str(Path(_cache.name) / "settings")
