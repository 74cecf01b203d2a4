"""What all tests share: a recognizer that reads by a table, so that the engine is tested apart from the model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from itr_sim.scenario import Catalogue, Persona, Scenario
from itr_sim.simulation import Said
from itr_sim.transcript import ActLabel, Emotion
from itr_sim.understanding import Message, Reading

ROOT = Path(__file__).resolve().parent.parent
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def reading_of(text: str, *acts: str, confidence: float = 0.9, emotion: float | None = None) -> Reading:
    """Return a reading that carries the acts over the whole text."""
    labels = tuple(ActLabel(act=act, confidence=confidence, span=(0, len(text))) for act in acts)
    felt = None if emotion is None else Emotion(level=round(emotion), value=emotion)
    return Reading(labels, (), felt, "zh", "table-1", in_doubt=not acts)


class TableRecognizer:
    """Reads `act act: text` as the acts named before the colon; deterministic and instant."""

    name = "table-1"

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        readings = []
        for message in messages:
            acts = message.text.split(":")[0].split() if ":" in message.text else []
            feeling = 1.0 if message.speaker == "customer" else None
            readings.append(reading_of(message.text, *(acts if message.speaker == "agent" else ()), emotion=feeling))
        return readings

    def meanings(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 4), np.float32)


@pytest.fixture(scope="session")
def table_recognizer() -> TableRecognizer:
    return TableRecognizer()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue([ROOT / "tests" / "own"])


@pytest.fixture(scope="session")
def parcel(catalogue: Catalogue) -> Scenario:
    """The scenario of the parcel that is marked as signed for."""
    return catalogue.scenario("parcel")


@pytest.fixture(scope="session")
def anxious(catalogue: Catalogue) -> Persona:
    return catalogue.persona("anxious")


def said(*acts: str, text: str = "", seconds: float = 20, confidence: float = 0.9) -> Said:
    """Return an agent's message that carries the acts, so many seconds after the start."""
    from datetime import timedelta

    text = text or " ".join(acts) + ": …"
    return Said(text, reading_of(text, *acts, confidence=confidence), START + timedelta(seconds=seconds))
