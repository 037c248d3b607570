"""A routine and the choices of its listener become a flat list of cues. Pure functions, no audio, no I/O."""
