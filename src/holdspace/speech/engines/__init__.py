"""The engines, each in its own file."""
