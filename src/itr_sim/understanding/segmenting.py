"""A message cut into functional segments (ISO 24617-2): the stretches that can carry an act of their own."""

from __future__ import annotations

import re
from itertools import pairwise

_BREAK = re.compile(
    r"(?<=[。！？!?；;~～…\n])|(?<=[.])(?=\s)|(?<=[，,、：:])|(?<=\s)(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=\s)"
)
_ENDS = "。！？!?；;~～….\n"
_LETTER, _WIDE_LETTER = re.compile(r"[^\W_]"), re.compile(r"[^\W_\u0000-\u33ff]")
_SHORT = 6
"""A clause of fewer characters (Chinese counted double) is part of its neighbour, not a segment: 好的，亲，…"""


def segments_of(text: str) -> list[tuple[int, int]]:
    """Return spans that cover the text without blanks at their ends, in order."""
    cuts = [0, *(match.start() for match in _BREAK.finditer(text)), len(text)]
    joined: list[tuple[int, int]] = []
    weighed = 0
    for start, end in pairwise(cuts):
        if not text[start:end].strip():
            continue
        weight = weight_of(text[start:end])
        if joined and (not weight or (min(weighed, weight) < _SHORT and not _ended(text, joined[-1]))):
            joined[-1] = (joined[-1][0], end)
            weighed += weight
        else:
            joined.append((start, end))
            weighed = weight
    return [_stripped(text, span) for span in joined]


def _ended(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    while end > start and text[end - 1].isspace() and text[end - 1] not in _ENDS:
        end -= 1
    return end > start and text[end - 1] in _ENDS


def weight_of(text: str) -> int:
    """Return how much a text says: its letters and digits, Chinese characters counted double."""
    return len(_LETTER.findall(text)) + (0 if text.isascii() else len(_WIDE_LETTER.findall(text)))


def _stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    part = text[slice(*span)]
    start = span[0] + len(part) - len(part.lstrip())
    return (start, start + len(part.strip()))
