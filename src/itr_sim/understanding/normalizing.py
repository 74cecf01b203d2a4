"""One form for what people type in many: widths, scripts, elongation; every character remembers where it came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_KEPT_RUN = 3
"""好的好的~~~~~~ says no more than 好的好的~~~, and the model has met the latter."""

_INVISIBLE = "\u200b\u200c\u200d\ufeff\ufe0f"
_UNREADABLE = "\ufffd"
"""In place of half a surrogate pair, which no encoding can carry: broken emoji of an export."""
_IRREGULAR = re.compile(rf"(.)\1{{{_KEPT_RUN}}}|^ |  ", re.DOTALL)
"""What normalizing takes out besides single characters: long runs, blanks at the beginning, double blanks."""


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


class _Forms(dict[str, str]):
    """Each character's normal form, worked out when it is first met: texts use few of the characters there are."""

    def __missing__(self, raw: str) -> str:
        form = "" if raw in _INVISIBLE else "".join(map(_shown, unicodedata.normalize("NFKC", raw)))
        self[raw] = form
        return form


_FORMS = _Forms()


def _shown(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cs":
        return _UNREADABLE
    return " " if char.isspace() or kind == "Cc" else _simplified().get(char, char)


def normalize(text: str) -> Normalized:
    """Return `text` in half width and simplified script, without control characters and long runs."""
    forms = [_FORMS[raw] for raw in text]
    whole = "".join(forms)
    if len(whole) == len(text) and not _IRREGULAR.search(whole) and all(forms):
        return Normalized(whole, tuple(range(len(text))))
    characters: list[str] = []
    origin: list[int] = []
    for place, form in enumerate(forms):
        for shown in form:
            run = characters[-_KEPT_RUN:]
            if len(run) == _KEPT_RUN and all(each == shown for each in run):
                continue
            if shown == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(shown)
            origin.append(place)
    return Normalized("".join(characters), tuple(origin))
