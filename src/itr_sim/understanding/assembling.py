"""Probabilities and the segments that carried them, put together as a reading. Shared by all recognizers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from itr_sim.transcript import ActLabel, Emotion
from itr_sim.understanding.language import language_of
from itr_sim.understanding.reading import Message, Reading, Segment
from itr_sim.understanding.segmenting import weight_of

_SAYS_SOMETHING = 6
"""A message of fewer letters (Chinese characters counted double) is a nod: 好的, noted. Nothing in it can be missed."""
_NEAR = 0.1
"""Probability from which an act that was not found may yet be what a message does."""
_CARRIES_TOO = 0.6
"""A segment carries an act if its weight is at least this share of the heaviest segment's."""


@dataclass(frozen=True, slots=True)
class Found:
    """An act that was found, its probability, and how much each segment spoke for it: one weight a span, none below zero."""

    act: str
    probability: float
    weights: Sequence[float]


def assemble(
    message: Message,
    spans: Sequence[tuple[int, int]],
    found: Iterable[Found],
    near: Iterable[str],
    emotion: float | None,
    recognizer: str,
) -> Reading:
    """Return the reading: the acts that were found, surest first, each with the segments (`spans`) that carry it.

    `near` are the acts that came near (see `came_near`) where that matters; of an agent's message only one in doubt keeps them.
    """
    carried: dict[tuple[int, int], list[ActLabel]] = {span: [] for span in spans}
    acts: list[ActLabel] = []
    for each in found if spans else ():
        confidence = round(each.probability, 4)
        labels = [ActLabel(act=each.act, confidence=confidence, span=spans[place]) for place in _carriers(each.weights)]
        acts.append(labels[0])
        for label in labels:
            carried[label.span].append(label)
    acts.sort(key=lambda label: (-label.confidence, label.act))
    value = None if emotion is None else round(emotion, 2)
    in_doubt = message.speaker == "agent" and not acts and weight_of(message.text) >= _SAYS_SOMETHING
    return Reading(
        acts=tuple(acts),
        segments=tuple(Segment(span, tuple(labels)) for span, labels in carried.items()),
        emotion=None if value is None else Emotion(level=level_of(value), value=value),
        language=language_of(message.text),
        recognizer=recognizer,
        in_doubt=in_doubt,
        possible=tuple(near) if in_doubt or message.speaker == "customer" else (),
    )


def may_mean_more(speaker: str, found: Sequence[Found]) -> bool:
    """Return whether it matters what came near: an agent seems to do nothing, or a customer only complains, as scorn does."""
    return not found if speaker == "agent" else [each.act for each in found] == ["complain"]


def came_near(likely: Iterable[tuple[str, float]]) -> list[str]:
    """Return the acts whose probability is such that a message that may mean more may yet be doing them."""
    return [act for act, probability in likely if probability >= _NEAR]


def _carriers(weights: Sequence[float]) -> list[int]:
    """Return the segments that carry an act, by their number, the heaviest first."""
    if len(weights) == 1:
        return [0]
    heaviest = max(weights)
    first = weights.index(heaviest)
    least = _CARRIES_TOO * heaviest
    return [first, *(place for place, weight in enumerate(weights) if place != first and 0 < least <= weight)]


def sigmoid(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))), np.float32)


def level_of(value: float) -> int:
    """Return the emotion level (0 to 4) nearest to a value."""
    return max(0, min(4, int(value + 0.5)))
