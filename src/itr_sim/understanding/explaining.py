"""What in a message carried an act: how much surer the recognizer is with each stretch than it would be without it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from itr_sim.understanding.reading import Message, Reading

Span = tuple[int, int]
Likely = Callable[[Sequence[str]], Sequence[Mapping[str, float]]]
"""Texts to the probability of each act of the speaker; a list as long as that of the texts."""

_TELLING = 0.25
"""Log-odds below which a stretch is not worth showing: an odds ratio of less than 1.3."""
_SUREST = 1e-4
_LOOKS, _LONG = 80, 1000
"""How often a message is looked at again at most; a longer one less often, as each look takes longer."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A stretch of the message and how much it speaks for an act (log-odds; below zero: against it)."""

    span: Span
    quote: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """An act that was found, and its carriers, weightiest first."""

    act: str
    confidence: float
    carriers: tuple[Carrier, ...]


def explain(message: Message, reading: Reading, words: Sequence[Span], likely: Likely) -> tuple[Explanation, ...]:
    """Return for each act of the reading what carried it, found by leaving out each word in turn (occlusion).

    Occlusion holds for any recognizer and asks the recognizer itself, where attention would only show where it looked
    (Jain and Wallace 2019, arXiv 1902.10186). Of a long message several words are left out at once. Neighbours that speak
    for an act together are one carrier.
    """
    if not reading.acts:
        return ()
    pieces = _grouped(words, max(8, _LOOKS * _LONG // max(_LONG, len(message.text))))
    whole, *without = likely([message.text, *(message.text[:start] + message.text[end:] for start, end in pieces)])
    explained = []
    for label in reading.acts:
        weights = [_log_odds(whole[label.act]) - _log_odds(each[label.act]) for each in without]
        joined = _joined(message.text, pieces, weights)
        carriers = [Carrier(span, message.text[slice(*span)], round(weight, 2)) for span, weight in joined]
        carriers.sort(key=lambda carrier: (-carrier.weight, carrier.span))
        explained.append(Explanation(label.act, label.confidence, tuple(carriers)))
    return tuple(explained)


def _grouped(words: Sequence[Span], most: int) -> list[Span]:
    """Return the words, several neighbours as one where there are more than `most`."""
    size = math.ceil(len(words) / most) or 1
    return [(words[at][0], words[min(at + size, len(words)) - 1][1]) for at in range(0, len(words), size)]


def _joined(text: str, pieces: Sequence[Span], weights: Sequence[float]) -> list[tuple[Span, float]]:
    """Return the telling pieces, neighbours that point the same way put together; a joined weight is their sum."""
    joined: list[tuple[Span, float]] = []
    for span, weight in zip(pieces, weights, strict=True):
        if abs(weight) < _TELLING:
            continue
        if joined and not text[joined[-1][0][1] : span[0]].strip() and (joined[-1][1] > 0) == (weight > 0):
            joined[-1] = ((joined[-1][0][0], span[1]), joined[-1][1] + weight)
        else:
            joined.append((span, weight))
    return joined


def _log_odds(probability: float) -> float:
    kept = min(1 - _SUREST, max(_SUREST, probability))
    return math.log(kept / (1 - kept))
