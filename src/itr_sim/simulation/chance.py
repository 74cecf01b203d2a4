"""Chance that is handed in: the same seed and the same purpose give the same draw on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def draw(seed: int, *purpose: object) -> float:
    """Return a number from 0 (inclusive) to 1 (exclusive) that depends on nothing but the arguments."""
    digest = hashlib.blake2b(repr((seed, *purpose)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def choose(things: Sequence[Thing], weights: Sequence[float], number: float) -> Thing:
    """Return one of `things` by weight; `number` is a draw from 0 to 1."""
    left = number * sum(weights)
    for thing, weight in zip(things, weights, strict=True):
        left -= weight
        if left < 0:
            return thing
    return things[-1]
