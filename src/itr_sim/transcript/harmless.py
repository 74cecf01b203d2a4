"""Texts of strangers made safe to print: nothing in them moves the reader's cursor or turns the reading direction."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

_TERMINAL = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"  # colours, cursor movement
    "|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # titles, links
    "|\x1b[@-_]?"
    "|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


_GAP = re.compile(r"\n(?:[ \t]*\n){8,}")


def harmless(text: str) -> str:
    """Return `text` without terminal escapes, control characters and direction overrides; a gap of pages is a blank line."""
    return _GAP.sub("\n\n", _TERMINAL.sub("", text))


Name = Annotated[str, AfterValidator(harmless)]
"""A name or short text that reports print."""
