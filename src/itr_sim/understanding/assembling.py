"""Probabilities and the characters that carried them, put together as a reading. Shared by all recognizers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from itr_sim.transcript import ActLabel, Emotion
from itr_sim.understanding.language import language_of
from itr_sim.understanding.reading import Message, Reading, Segment
from itr_sim.understanding.segmenting import segments_of

_CARRIES_TOO = 0.6
"""A segment carries an act if its weight is at least this share of the heaviest segment's."""

Weights = NDArray[np.float32]
"""How much each character of the original text spoke for an act, none below zero; shape (characters,)."""


def assemble(
    message: Message,
    probabilities: Mapping[str, float],
    thresholds: Mapping[str, float],
    weights: Mapping[str, Weights],
    emotion: float | None,
    recognizer: str,
) -> Reading:
    """Return the reading: acts above their thresholds, surest first, each with the segment that carries it."""
    spans = segments_of(message.text)
    carried: dict[tuple[int, int], list[ActLabel]] = {span: [] for span in spans}
    found: list[ActLabel] = []
    for act, probability in probabilities.items():
        if probability < thresholds[act] or not spans:
            continue
        by_segment = [float(weights[act][start:end].sum()) for start, end in spans]
        heaviest = max(range(len(spans)), key=by_segment.__getitem__)
        confidence = round(float(probability), 4)
        found.append(ActLabel(act=act, confidence=confidence, span=spans[heaviest]))
        for span, weight in zip(spans, by_segment, strict=True):
            if span == spans[heaviest] or (by_segment[heaviest] > 0 and weight >= _CARRIES_TOO * by_segment[heaviest]):
                carried[span].append(ActLabel(act=act, confidence=confidence, span=span))
    found.sort(key=lambda label: (-label.confidence, label.act))
    return Reading(
        acts=tuple(found),
        segments=tuple(Segment(span, tuple(labels)) for span, labels in carried.items()),
        emotion=None if emotion is None else Emotion(level=level_of(emotion), value=round(emotion, 2)),
        language=language_of(message.text),
        recognizer=recognizer,
        in_doubt=message.speaker == "agent" and not found and sum(map(str.isalnum, message.text)) >= 2,
    )


def sigmoid(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))), np.float32)


def level_of(value: float) -> int:
    """Return the emotion level (0 to 4) nearest to a value."""
    return max(0, min(4, int(value + 0.5)))
