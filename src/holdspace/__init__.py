"""Turn a plain-text routine into one narrated, exactly timed audio file."""

__version__ = "0.1.0"
