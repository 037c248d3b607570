"""One of the user's settings written into their file; everything else in it stays, comments too."""

from __future__ import annotations

from pathlib import Path

from holdspace.cli.choosing import read_settings, settings_path


def write_setting(name: str, value: str) -> Path:
    """Set `name` in the user's settings and return the file; it is replaced in one step.

    Raises `BadChoice` for a file that cannot be read, `OutputUnwritable` for one that cannot be written.
    """
    import tomlkit

    from holdspace.files import replacing

    read_settings()  # a file with mistakes is told of, and left alone
    path = settings_path()
    target = path.resolve()  # through a link, so that the link stays one
    document = tomlkit.parse(target.read_bytes().decode()) if target.exists() else tomlkit.document()
    document[name] = value
    with replacing(target) as part:
        part.write_bytes(tomlkit.dumps(document).encode())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
    return path
