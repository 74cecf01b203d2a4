"""The compact recognizer: character n-grams and one hidden layer; numpy only, thousands of messages a second."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.assembling import Weights, assemble, sigmoid
from itr_sim.understanding.explaining import Explanation, explain
from itr_sim.understanding.labels import COLUMNS, acts_of
from itr_sim.understanding.ngrams import Grams, grams_of
from itr_sim.understanding.normalizing import Normalized, normalize
from itr_sim.understanding.reading import Message, Reading
from itr_sim.understanding.recognizer import RecognizerError
from itr_sim.understanding.stored import stored_arrays

Array = NDArray[np.float32]

_BATCH = 16_000
"""Characters looked at together."""
_STRETCH = 200
"""Characters looked at as one: the log-odds grow with the root of the length, and few texts to learn from were longer."""
_WORD = re.compile(r"[^\W\u3400-\u9fff]+|[\u3400-\u9fff]|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class _Network:
    """A vector for each n-gram bucket (8-bit, a scale for each of its places), a hidden layer, and a straight way past it."""

    table: NDArray[np.int8]
    scale: Array
    inner_weight: Array
    inner_bias: Array
    outer_weight: Array
    outer_bias: Array
    straight_weight: Array


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the network makes of some stretches: their n-grams and the vectors of these, the hidden layer, the log-odds."""

    grams: Grams
    vectors: Array
    hidden: Array
    logits: Array
    bounds: list[int]
    """Where the n-grams of each stretch begin, and the end."""


class CompactRecognizer:
    """Holds the network; its 45 columns are 30 agent acts, 11 customer acts, 4 steps of emotion."""

    def __init__(self, network: _Network, settings: dict[str, Any]) -> None:
        self._network = network
        self._thresholds: dict[str, dict[str, float]] = settings["thresholds"]
        self.name = f"compact-{settings['version']}"

    @classmethod
    def load(cls) -> CompactRecognizer:
        """Load the shipped weights; raise RecognizerError if they are missing or damaged."""
        stored = stored_arrays("compact.npz")
        try:
            settings = json.loads((files("itr_sim.understanding") / "weights" / "compact.json").read_text("utf-8"))
            return cls(_Network(*(stored[field.name] for field in fields(_Network))), settings)
        except (OSError, ValueError, KeyError) as error:
            raise RecognizerError(f"the compact recognizer cannot be loaded: {error}") from error

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        """Return a reading for each message, in order; identical texts are looked at once."""
        rows: dict[str, list[int]] = defaultdict(list)
        for number, message in enumerate(messages):
            rows[message.text].append(number)
        readings: dict[int, Reading] = {}
        for part in _batches(rows):
            stretches = [_stretches(normalize(text)) for text in part]
            seen = self._look([stretch.text for each in stretches for stretch in each])
            first = 0
            for text, own in zip(part, stretches, strict=True):
                for number in rows[text]:
                    readings[number] = self._reading(messages[number], own, seen, first)
                first += len(own)
        return [readings[number] for number in range(len(messages))]

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        """Return for each act of the message what in the text carried it: words, and single Chinese characters."""
        acts = acts_of(message.speaker)

        def likely(texts: Sequence[str]) -> list[dict[str, float]]:
            found = []
            for text in texts:
                seen = self._look([stretch.text for stretch in _stretches(normalize(text))])
                found.append(dict(zip(acts, sigmoid(seen.logits.max(0)[COLUMNS[message.speaker]]).tolist(), strict=True)))
            return found

        words = [match.span() for match in _WORD.finditer(message.text)]
        return explain(message, self.read([message])[0], words, likely)

    def meanings(self, texts: Sequence[str]) -> Array:
        """Return a unit vector for each text: its n-grams, hashed; shape (texts, 1024)."""
        grams = grams_of([normalize(text).text for text in texts])
        vectors = np.zeros((len(texts), 1024), np.float32)
        signs = np.where((grams.buckets >> 10) & 1, 1.0, -1.0)
        np.add.at(vectors, (grams.text, grams.buckets % 1024), signs * grams.length)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-9), np.float32)

    def _look(self, texts: Sequence[str]) -> _Seen:
        network = self._network
        grams = grams_of(texts)
        vectors = network.table[grams.buckets].astype(np.float32)
        bounds = np.searchsorted(grams.text, np.arange(len(texts) + 1))
        bag = np.add.reduceat(vectors, bounds[:-1], axis=0) / np.sqrt(np.diff(bounds))[:, None] * network.scale
        hidden = np.maximum(bag @ network.inner_weight.T + network.inner_bias, 0)
        logits = hidden @ network.outer_weight.T + network.outer_bias + bag @ network.straight_weight.T
        return _Seen(grams, vectors, hidden.astype(np.float32), logits.astype(np.float32), bounds.tolist())

    def _reading(self, message: Message, stretches: Sequence[Normalized], seen: _Seen, first: int) -> Reading:
        """Return the reading of a message whose stretches begin at row `first`: an act of one of them is an act of it."""
        acts = acts_of(message.speaker)
        columns = COLUMNS.get(message.speaker, slice(0, 0))
        logits = seen.logits[first : first + len(stretches)]
        likely = dict(zip(acts, sigmoid(logits[:, columns].max(0)).tolist(), strict=True))
        thresholds = self._thresholds.get(message.speaker, {})
        weights: dict[str, Weights] = {}
        for number, act in enumerate(acts):
            if likely[act] >= thresholds[act]:
                surest = int(logits[:, columns.start + number].argmax())
                spoke = self._spoke(seen, first + surest, columns.start + number, len(stretches[surest].text))
                weights[act] = np.zeros(len(message.text), np.float32)
                np.add.at(weights[act], list(stretches[surest].origin), spoke)
        emotion = float(sigmoid(logits[:, COLUMNS["emotion"]].max(0)).sum()) if message.speaker == "customer" else None
        return assemble(message, likely, thresholds, weights, emotion, self.name)

    def _spoke(self, seen: _Seen, row: int, column: int, size: int) -> Array:
        """Return for each character of a stretch how much the n-grams that begin there spoke for an act, none below zero.

        The network is linear where the hidden layer stays as it is: the slope there times the vector of each n-gram.
        """
        network = self._network
        own = slice(seen.bounds[row], seen.bounds[row + 1])
        slope = network.straight_weight[column] + (network.outer_weight[column] * (seen.hidden[row] > 0)) @ network.inner_weight
        places = np.minimum(np.maximum(seen.grams.place[own], 0), size)
        parts = np.bincount(places, seen.vectors[own] @ (slope * network.scale), minlength=size + 1)
        return np.asarray(np.maximum(parts[:size], 0), np.float32)


def _stretches(text: Normalized) -> list[Normalized]:
    """Return a text in stretches of at most two hundred characters; a text of nothing is one of nothing."""
    starts = range(0, max(1, len(text.text)), _STRETCH)
    return [Normalized(text.text[at : at + _STRETCH], text.origin[at : at + _STRETCH]) for at in starts]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the texts in parts of some sixteen thousand characters."""
    part: list[str] = []
    size = 0
    for text in texts:
        part.append(text)
        size += len(text)
        if size >= _BATCH:
            yield part
            part, size = [], 0
    if part:
        yield part
