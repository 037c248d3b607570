"""Finding the espeak-ng library that pyttsx3 speaks with on Linux: in the wheel, else on the system.

`HOLDSPACE_ESPEAK` may say `system` (pass over the wheel) or `none` (behave as if there were no library).
"""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from holdspace.errors import MissingLibrary

SWITCH = "HOLDSPACE_ESPEAK"
_MEND = "Install it with: python -m pip install espeakng-loader (or, on Debian and Ubuntu: apt install espeak-ng)"


def missing_espeak() -> MissingLibrary:
    """The error for a machine without the library."""
    return MissingLibrary("espeak-ng", "the speech library espeak-ng is not there.", _MEND)


def bundled_version() -> str | None:
    """Version of the wheel whose library will be used; None when the system's will be."""
    if os.environ.get(SWITCH) in ("system", "none") or find_spec("espeakng_loader") is None:
        return None
    with suppress(PackageNotFoundError):
        return version("espeakng-loader")
    return "unknown"


def load_espeak() -> None:
    """Load the library so that pyttsx3's driver finds it by name, and import the driver.

    Changes the environment and the current folder of this process, so it is for a worker. Raises `MissingLibrary`.
    """
    if os.environ.get(SWITCH) == "none":
        raise missing_espeak()
    if bundled_version() is not None:
        with suppress(OSError):  # a wheel for another machine: the system's library may still be there
            _load_bundled()
    try:
        import pyttsx3.drivers.espeak  # noqa: F401 -- its import loads the library
    except (OSError, RuntimeError, ImportError, AttributeError) as error:
        raise missing_espeak() from error


def _load_bundled() -> None:
    import espeakng_loader

    ctypes.CDLL(espeakng_loader.get_library_path(), mode=getattr(ctypes, "RTLD_GLOBAL", 0))
    # espeak-ng keeps its data path in 160 bytes and ends the process when it does not fit, so it gets a relative one.
    data = Path(espeakng_loader.get_data_path())
    os.chdir(data.parent)
    os.environ["ESPEAK_DATA_PATH"] = "."
