"""The arrays of the shipped weights."""

from __future__ import annotations

import zipfile
import zlib
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.recognizer import RecognizerError


def stored_arrays(name: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of a shipped file by name; raise RecognizerError if it is missing or damaged."""
    try:
        with as_file(files("itr_sim.understanding") / "weights" / name) as path, np.load(path) as stored:
            return {key: stored[key] for key in stored.files}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise RecognizerError(f"the weights {name} cannot be loaded: {error}") from error
