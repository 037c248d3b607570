"""Clips are placed, assembled and written: the session file with its tags and chapters."""
