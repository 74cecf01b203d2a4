"""Character n-grams as numbers, all at once with numpy: what the compact recognizer, and in part the accurate one, looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 16
LENGTHS = (1, 2, 3, 4, 5)
_EDGE = 2
"""A character that stands before and after each text, so that beginnings and ends are n-grams of their own."""


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams of several texts: `buckets` into a table of weights, the text each belongs to, its place and length."""

    buckets: NDArray[np.int64]
    text: NDArray[np.int64]
    place: NDArray[np.int64]
    """Of the first character, counted in the text in lower case; -1 for the edge."""
    length: NDArray[np.int64]


def grams_of(texts: Sequence[str]) -> Grams:
    """Return the n-grams of normalized texts, ordered by text and by the place where they begin."""
    framed = [f"{chr(_EDGE)}{text.lower()}{chr(_EDGE)}" for text in texts]
    codes = np.frombuffer("".join(framed).encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    sizes = np.fromiter(map(len, framed), np.int64, len(framed))
    owner = np.repeat(np.arange(len(framed)), sizes)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    place = np.arange(len(codes)) - starts[owner] - 1
    left = sizes[owner] - (place + 1)
    rolling = np.zeros(len(codes), np.uint64)
    parts = []
    for length in LENGTHS:
        shifted = np.zeros(len(codes), np.uint64)
        following = codes[length - 1 :]
        shifted[: len(following)] = following
        rolling = rolling * np.uint64(0x9E3779B97F4A7C15) + shifted + np.uint64(length)
        whole = np.flatnonzero(left >= length)
        mixed = rolling[whole]
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        parts.append((whole, (mixed >> np.uint64(40)).astype(np.int64) % BUCKETS, np.full(len(whole), length)))
    at = np.concatenate([part[0] for part in parts])
    order = np.argsort(at, kind="stable")
    at = at[order]
    buckets = np.concatenate([part[1] for part in parts])[order]
    lengths = np.concatenate([part[2] for part in parts])[order]
    return Grams(buckets, owner[at], place[at], lengths)
