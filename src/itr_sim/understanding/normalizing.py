"""One form for what people type in many: widths, scripts, elongation; every character remembers where it came from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_KEPT_RUN = 3
"""好的好的~~~~~~ says no more than 好的好的~~~, and the model has met the latter."""


@dataclass(frozen=True, slots=True)
class Normalized:
    """A text in normal form; `origin[i]` is the place of its character `i` in the original."""

    text: str
    origin: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original text, end exclusive."""
        if not self.origin or start >= end:
            return (0, 0)
        return (self.origin[start], self.origin[end - 1] + 1)


@cache
def _simplified() -> dict[str, str]:
    """Return traditional characters with their simplified form (one to one, from OpenCC's character table)."""
    pairs = (files(__package__) / "traditional.txt").read_text("utf-8")
    return {line[0]: line[1] for line in pairs.splitlines() if len(line) == 2}


def normalize(text: str) -> Normalized:
    """Return `text` in half width and simplified script, without control characters and long runs."""
    simplified = _simplified()
    characters: list[str] = []
    origin: list[int] = []
    for place, raw in enumerate(text):
        if raw in "\u200b\u200c\u200d\ufeff\ufe0f":
            continue
        for char in unicodedata.normalize("NFKC", raw):
            shown = " " if char.isspace() or unicodedata.category(char) == "Cc" else simplified.get(char, char)
            run = characters[-_KEPT_RUN:]
            if len(run) == _KEPT_RUN and all(each == shown for each in run):
                continue
            if shown == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(shown)
            origin.append(place)
    return Normalized("".join(characters), tuple(origin))
