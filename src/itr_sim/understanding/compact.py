"""The compact recognizer: character n-grams and a linear model; numpy only, thousands of messages a second."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.assembling import Weights, assemble
from itr_sim.understanding.explaining import Explanation, explain
from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS
from itr_sim.understanding.ngrams import Grams, grams_of
from itr_sim.understanding.normalizing import Normalized, normalize
from itr_sim.understanding.reading import Message, Reading
from itr_sim.understanding.recognizer import RecognizerError

Array = NDArray[np.float32]

_BATCH = 512
_WORD = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]|[^\w\s]+")
_HEADS = {"agent": tuple(AGENT_ACTS), "customer": tuple(CUSTOMER_ACTS)}
COLUMNS = {"agent": slice(0, 30), "customer": slice(30, 41)}
_EMOTION = slice(41, 45)


class CompactRecognizer:
    """Holds the table of weights, one row for each n-gram bucket: 30 agent acts, 11 customer acts, 4 steps of emotion."""

    def __init__(self, table: NDArray[np.int8], scale: Array, bias: Array, settings: dict[str, Any]) -> None:
        self._table, self._scale, self._bias = table, scale, bias
        self._thresholds: dict[str, dict[str, float]] = settings["thresholds"]
        self.name = f"compact-{settings['version']}"

    @classmethod
    def load(cls) -> CompactRecognizer:
        """Load the shipped weights; raise RecognizerError if they are missing or damaged."""
        folder = files("itr_sim.understanding") / "weights"
        try:
            settings = json.loads((folder / "compact.json").read_text("utf-8"))
            with as_file(folder / "compact.npz") as path, np.load(path) as stored:
                return cls(stored["table"], stored["scale"], stored["bias"], settings)
        except (OSError, ValueError, KeyError) as error:
            raise RecognizerError(f"the compact recognizer cannot be loaded: {error}") from error

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        """Return a reading for each message, in order; identical texts are looked at once."""
        texts = list(dict.fromkeys(message.text for message in messages))
        place = {text: number for number, text in enumerate(texts)}
        normalized = [normalize(text) for text in texts]
        readings: list[Reading | None] = [None] * len(messages)
        for start in range(0, len(texts), _BATCH):
            part = normalized[start : start + _BATCH]
            grams = grams_of([each.text for each in part])
            logits = self._logits(grams, len(part))
            bounds = np.searchsorted(grams.text, np.arange(len(part) + 1))
            for number, message in enumerate(messages):
                row = place[message.text] - start
                if 0 <= row < len(part):
                    own = slice(int(bounds[row]), int(bounds[row + 1]))
                    readings[number] = self._reading(message, part[row], logits[row], grams, own)
        return [reading for reading in readings if reading is not None]

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        """Return for each act of the message what in the text carried it: words, and single Chinese characters."""
        columns = COLUMNS.get(message.speaker, slice(0, 0))

        def likely(texts: Sequence[str]) -> list[dict[str, float]]:
            rows = 1 / (1 + np.exp(-self.logits([normalize(text) for text in texts])[:, columns]))
            return [dict(zip(_HEADS.get(message.speaker, ()), map(float, row), strict=True)) for row in rows]

        pieces = [match.span() for match in _WORD.finditer(message.text)]
        return explain(message, self.read([message])[0], pieces, likely)

    def meanings(self, texts: Sequence[str]) -> Array:
        """Return a unit vector for each text: its n-grams, hashed; shape (texts, 1024)."""
        grams = grams_of([normalize(text).text for text in texts])
        vectors = np.zeros((len(texts), 1024), np.float32)
        signs = np.where((grams.buckets >> 10) & 1, 1.0, -1.0)
        np.add.at(vectors, (grams.text, grams.buckets % 1024), signs * grams.length)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-9), np.float32)

    def logits(self, texts: Sequence[Normalized]) -> Array:
        """Return the log-odds of all columns (30 agent acts, 11 customer acts, 4 steps of emotion); shape (texts, 45)."""
        return self._logits(grams_of([each.text for each in texts]), len(texts)) if texts else np.zeros((0, 45), np.float32)

    def _logits(self, grams: Grams, count: int) -> Array:
        rows = self._table[grams.buckets].astype(np.float32)
        starts = np.searchsorted(grams.text, np.arange(count))
        sums = np.add.reduceat(rows, starts, axis=0)
        sizes = np.diff(np.append(starts, len(rows)))
        return np.asarray(sums / np.sqrt(sizes)[:, None] * self._scale + self._bias, np.float32)

    def _reading(self, message: Message, normalized: Normalized, logits: Array, grams: Grams, own: slice) -> Reading:
        acts = _HEADS.get(message.speaker, ())
        columns = COLUMNS.get(message.speaker, slice(0, 0))
        probabilities = 1 / (1 + np.exp(-logits[columns]))
        thresholds = self._thresholds.get(message.speaker, {})
        likely = {act: float(probability) for act, probability in zip(acts, probabilities, strict=True)}
        weights = {
            act: self._weights(normalized, grams, own, columns.start + number)
            for number, act in enumerate(acts)
            if likely[act] >= thresholds[act]
        }
        emotion = None
        if message.speaker == "customer":
            emotion = float((1 / (1 + np.exp(-logits[_EMOTION]))).sum())
        return assemble(message, likely, thresholds, weights, emotion, self.name)

    def _weights(self, normalized: Normalized, grams: Grams, own: slice, column: int) -> Weights:
        """Return for each character of the original how much the n-grams that begin there spoke for an act."""
        size = len(normalized.text)
        parts = np.bincount(
            np.minimum(np.maximum(grams.place[own], 0), size),
            self._table[grams.buckets[own], column] * self._scale[column],
            minlength=size + 1,
        )
        weights = np.zeros(max(normalized.origin, default=0) + 1, np.float32)
        weights[list(normalized.origin)] = np.maximum(parts[:size], 0)
        return weights
