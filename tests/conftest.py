"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine or a first import is slow now and then; that says nothing about the program.
settings.register_profile("holdspace", deadline=None)
settings.load_profile("holdspace")
