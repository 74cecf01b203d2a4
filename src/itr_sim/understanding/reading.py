"""What the recognizer makes of a message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from itr_sim.transcript import ActLabel, Emotion
from itr_sim.understanding.labels import RED_LINE_ACTS


@dataclass(frozen=True, slots=True)
class Message:
    """A text to read, and who said it."""

    speaker: str
    text: str


_CERTAIN = 0.85


def is_sure_offence(label: ActLabel, labels: Iterable[ActLabel], least: float) -> bool:
    """Return whether a red-line act was found surely enough to be held against anybody.

    `least` is the confidence it needs. Below 0.85 it also must not share its segment with a harmless act that was found
    nearly as surely: `anything else?` may be a brush-off or care, and doubt costs nothing.
    """
    if label.confidence >= _CERTAIN or label.confidence < least:
        return label.confidence >= least
    return not any(
        other.act not in RED_LINE_ACTS
        and other.confidence >= _CERTAIN * label.confidence
        and other.span[0] < label.span[1]
        and other.span[1] > label.span[0]
        for other in labels
    )


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the message, start and end in characters of the original text, and the acts it carries."""

    span: tuple[int, int]
    acts: tuple[ActLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The acts of a message (union over its segments, surest first), its emotion, and who read it."""

    acts: tuple[ActLabel, ...]
    segments: tuple[Segment, ...]
    emotion: Emotion | None
    language: str
    recognizer: str
    in_doubt: bool = False
    """The message says something, but no act was found with any confidence."""
    possible: tuple[str, ...] | None = ()
    """The acts that came near, of an agent's message in doubt and of a customer's that only complains; None in a log that does
    not say, where it may be any."""

    def has(self, act: str) -> bool:
        return any(label.act == act for label in self.acts)

    def label(self, act: str) -> ActLabel | None:
        """Return where and how surely `act` was found, or None."""
        return next((label for label in self.acts if label.act == act), None)

    def as_json(self) -> dict[str, Any]:
        """Return plain data that `from_json` reads back to an equal reading."""
        return {
            "acts": [label.model_dump(mode="json") for label in self.acts],
            "segments": [
                {"span": list(segment.span), "acts": [label.model_dump(mode="json") for label in segment.acts]}
                for segment in self.segments
            ],
            "emotion": self.emotion.model_dump(mode="json") if self.emotion else None,
            "language": self.language,
            "recognizer": self.recognizer,
            "in_doubt": self.in_doubt,
            "possible": self.possible if self.possible is None else list(self.possible),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """Return the reading that `as_json` described."""
        return cls(
            acts=tuple(ActLabel.model_validate(label) for label in data["acts"]),
            segments=tuple(
                Segment(
                    (segment["span"][0], segment["span"][1]),
                    tuple(ActLabel.model_validate(label) for label in segment["acts"]),
                )
                for segment in data["segments"]
            ),
            emotion=Emotion.model_validate(data["emotion"]) if data["emotion"] else None,
            language=data["language"],
            recognizer=data["recognizer"],
            in_doubt=data["in_doubt"],
            possible=None if (possible := data.get("possible")) is None else tuple(possible),
        )
