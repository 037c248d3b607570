"""Utterances become clips: engines, voices, the normaliser, the clip store."""
