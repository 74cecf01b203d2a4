"""The compact recognizer: character n-grams and one hidden layer; numpy only, thousands of messages a second."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.assembling import Found, assemble, came_near, may_mean_more, sigmoid
from itr_sim.understanding.explaining import Explanation, explain
from itr_sim.understanding.labels import COLUMNS, acts_of
from itr_sim.understanding.ngrams import grams_of
from itr_sim.understanding.normalizing import Normalized
from itr_sim.understanding.reading import Message, Reading
from itr_sim.understanding.recognizer import RecognizerError
from itr_sim.understanding.segmenting import segments_of
from itr_sim.understanding.spelling import as_meant, known_words
from itr_sim.understanding.stored import stored_arrays

Array = NDArray[np.float32]

_BATCH = 8_000
"""Characters looked at together."""
_STRETCH = 200
"""Characters looked at as one: the log-odds grow with the root of the length, and few texts to learn from were longer."""
_APART = 2 * _STRETCH + 3
"""More than there are places in a stretch (lower case may double a character: İ), so that stretch and place make one number."""
_NEVER = np.full(COLUMNS["emotion"].stop, np.inf, np.float32)
"""Thresholds that nothing reaches, for the columns that a speaker cannot carry."""
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
class _Stretch:
    """At most two hundred characters of a text: the segments that have a part in it, and where these parts begin."""

    text: str
    segments: list[int]
    starts: list[int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the network makes of some stretches: the sum of the n-grams of each part, the hidden layer, the log-odds."""

    parts: Array
    firsts: NDArray[np.int64]
    """The number of the first part of each stretch."""
    hidden: Array
    logits: Array


class CompactRecognizer:
    """Holds the network; its 45 columns are 30 agent acts, 11 customer acts, 4 steps of emotion."""

    def __init__(self, network: _Network, settings: dict[str, Any]) -> None:
        self._network = network
        self._least = {speaker: _least(speaker, thresholds) for speaker, thresholds in settings["thresholds"].items()}
        self.name = f"compact-{settings['version']}"

    @classmethod
    def load(cls) -> CompactRecognizer:
        """Load the shipped weights; raise RecognizerError if they are missing or damaged."""
        stored = stored_arrays("compact.npz")
        try:
            known_words()
            settings = json.loads((files("itr_sim.understanding") / "weights" / "compact.json").read_text("utf-8"))
            return cls(_Network(*(stored[field.name] for field in fields(_Network))), settings)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise RecognizerError(f"the compact recognizer cannot be loaded: {error}") from error

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        """Return a reading for each message, in order; the same message is looked at once."""
        readings: dict[Message, Reading] = {}
        for part in _batches(dict.fromkeys(messages)):
            readings.update(zip(part, self._readings(part), strict=True))
        return [readings[message] for message in messages]

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        """Return for each act of the message what in the text carried it: words, and single Chinese characters."""
        acts = acts_of(message.speaker)

        def likely(texts: Sequence[str]) -> list[dict[str, float]]:
            found = []
            for text in texts:
                seen = self._look(_stretches(as_meant(text), segments_of(text)))
                found.append(dict(zip(acts, sigmoid(seen.logits.max(0)[COLUMNS[message.speaker]]).tolist(), strict=True)))
            return found

        words = [match.span() for match in _WORD.finditer(message.text)]
        return explain(message, self.read([message])[0], words, likely)

    def meanings(self, texts: Sequence[str]) -> Array:
        """Return a unit vector for each text: its n-grams, hashed; shape (texts, 1024)."""
        grams = grams_of([as_meant(text).text for text in texts])
        vectors = np.zeros((len(texts), 1024), np.float32)
        signs = np.where((grams.buckets >> 10) & 1, 1.0, -1.0)
        np.add.at(vectors, (grams.text, grams.buckets % 1024), signs * grams.length)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1e-9), np.float32)

    def _look(self, stretches: Sequence[_Stretch]) -> _Seen:
        network = self._network
        grams = grams_of([stretch.text for stretch in stretches])
        begins = [row * _APART + (start + 1 if start else 0) for row, each in enumerate(stretches) for start in each.starts]
        bounds = np.searchsorted(grams.text * _APART + grams.place + 1, begins)
        rows = np.take(network.table, grams.buckets, axis=0)
        parts = np.add.reduceat(rows, bounds, axis=0, dtype=np.int32).astype(np.float32)
        firsts = np.cumsum([0, *(len(each.starts) for each in stretches[:-1])])
        sizes = np.diff(bounds[firsts], append=len(grams.buckets))
        bag = np.add.reduceat(parts, firsts, axis=0) / np.sqrt(sizes)[:, None] * network.scale
        hidden = np.maximum(bag @ network.inner_weight.T + network.inner_bias, 0)
        logits = hidden @ network.outer_weight.T + network.outer_bias + bag @ network.straight_weight.T
        return _Seen(parts, firsts, hidden.astype(np.float32), logits.astype(np.float32))

    def _readings(self, messages: Sequence[Message]) -> Iterator[Reading]:
        """Yield a reading for each message: an act of one of its stretches is an act of it."""
        spans = [segments_of(message.text) for message in messages]
        texts = [_stretches(as_meant(message.text), own) for message, own in zip(messages, spans, strict=True)]
        stretches = [stretch for each in texts for stretch in each]
        owner = np.repeat(np.arange(len(texts)), [len(each) for each in texts])
        seen = self._look(stretches)
        likely = sigmoid(np.maximum.reduceat(seen.logits, np.searchsorted(owner, np.arange(len(texts))), axis=0))
        least = np.stack([self._least.get(message.speaker, _NEVER) for message in messages])
        found: list[list[Found]] = [[] for _ in messages]
        rows, columns = (likely >= least).nonzero()
        surest = _surest(seen.logits, owner, rows, columns)
        spoken = self._spoken(seen, surest, columns)
        names = (*acts_of("agent"), *acts_of("customer"))
        places = zip(rows.tolist(), columns.tolist(), surest.tolist(), strict=True)
        for (row, column, stretch), spoke, probability in zip(places, spoken, likely[rows, columns].tolist(), strict=True):
            weights = [0.0] * max(1, len(spans[row]))
            for segment, weight in zip(stretches[stretch].segments, spoke, strict=True):
                weights[segment] = weight
            found[row].append(Found(names[column], probability, weights))
        feelings = likely[:, COLUMNS["emotion"]].sum(1).tolist()
        for row, (message, own, acts, emotion) in enumerate(zip(messages, spans, found, feelings, strict=True)):
            near: Iterable[str] = ()
            if message.speaker != "system" and may_mean_more(message.speaker, acts):
                near = came_near(zip(acts_of(message.speaker), likely[row, COLUMNS[message.speaker]].tolist(), strict=True))
            yield assemble(message, own, acts, near, emotion if message.speaker == "customer" else None, self.name)

    def _spoken(self, seen: _Seen, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> list[list[float]]:
        """Return for each act, at a column of a stretch, how much each part of the stretch spoke for it, none below zero.

        The network is linear where the hidden layer stays as it is: the slope there times the sum of the part's n-grams.
        """
        network = self._network
        active = network.outer_weight[columns] * (seen.hidden[rows] > 0)
        slopes = (network.straight_weight[columns] + active @ network.inner_weight) * network.scale
        counts = np.diff(seen.firsts, append=len(seen.parts))[rows]
        ends = np.cumsum(counts)
        parts = np.arange(counts.sum()) + np.repeat(seen.firsts[rows] - ends + counts, counts)
        weights = np.maximum(np.einsum("ij,ij->i", seen.parts[parts], np.repeat(slopes, counts, axis=0)), 0).tolist()
        return [weights[end - count : end] for end, count in zip(ends.tolist(), counts.tolist(), strict=True)]


def _least(speaker: str, thresholds: dict[str, float]) -> Array:
    """Return the probability from which on each column counts, for messages of a speaker."""
    least = _NEVER.copy()
    least[COLUMNS[speaker]] = [thresholds[act] for act in acts_of(speaker)]
    return least


def _surest(logits: Array, owner: NDArray[np.int64], rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each act, at a column of a text, the stretch where it is surest."""
    firsts, ends = np.searchsorted(owner, rows), np.searchsorted(owner, rows, "right")
    surest = firsts.copy()
    for number in (ends - firsts > 1).nonzero()[0].tolist():
        surest[number] += logits[firsts[number] : ends[number], columns[number]].argmax()
    return surest


def _stretches(text: Normalized, spans: Sequence[tuple[int, int]]) -> list[_Stretch]:
    """Return a text with its segments in stretches of at most two hundred characters; a text of nothing is one of nothing."""
    begins = [bisect_left(text.origin, start) for start, _ in spans]
    stretches = []
    for at in range(0, max(1, len(text.text)), _STRETCH):
        first = max(0, bisect_right(begins, at) - 1)
        until = max(first + 1, bisect_left(begins, at + _STRETCH))
        starts = [0, *(begin - at for begin in begins[first + 1 : until])]
        stretches.append(_Stretch(text.text[at : at + _STRETCH], list(range(first, until)), starts))
    return stretches


def _batches(messages: Iterable[Message]) -> Iterator[list[Message]]:
    """Yield the messages in parts of some eight thousand characters."""
    part: list[Message] = []
    size = 0
    for message in messages:
        part.append(message)
        size += len(message.text)
        if size >= _BATCH:
            yield part
            part, size = [], 0
    if part:
        yield part
