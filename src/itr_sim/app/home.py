"""Where sessions are kept: ITR_SIM_HOME, else the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path


def sessions_folder() -> Path:
    """Return the folder of session logs; it may not be there yet."""
    own = os.environ.get("ITR_SIM_HOME")
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return (Path(own) if own else Path(data) / "itr-sim") / "sessions"
