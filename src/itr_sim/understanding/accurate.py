"""The accurate recognizer: a small fine-tuned encoder on one core, steadied by n-grams."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.assembling import Found, assemble, came_near, may_mean_more, sigmoid
from itr_sim.understanding.explaining import Explanation, Span, explain
from itr_sim.understanding.labels import COLUMNS, acts_of
from itr_sim.understanding.letters import Letters
from itr_sim.understanding.normalizing import Normalized
from itr_sim.understanding.reading import Message, Reading
from itr_sim.understanding.recognizer import RecognizerError
from itr_sim.understanding.segmenting import segments_of
from itr_sim.understanding.spelling import as_meant, known_words

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

Array = NDArray[np.float32]

_LONGEST = 158
"""Tokens read at once; some 250 Chinese characters. What follows is read in further stretches."""
_NETWORK, _LETTERS = 0.72, 0.3
"""How far the network's and the n-grams' log-odds of an act count: the two err differently, and the network by itself is too sure
(docs/understanding.md)."""
_REMEMBERED = 4096
"""Texts whose outputs are kept, some 5 kB each: greetings come again, a scenario's examples again and again."""
_MEMORABLE = 300
"""Characters of a text up to which it is remembered."""
_FIRST, _LAST = 0, 2
_OUTPUTS = ("logits", "parts", "meaning")
_ACTS = slice(0, COLUMNS["customer"].stop)
"""The columns of the acts; those of the emotion stand behind them."""


@dataclass(frozen=True, slots=True)
class _Outputs:
    """What the network makes of a text: log-odds of all columns (45), each token's part in them, and a unit vector (384)."""

    logits: Array
    parts: Array
    meaning: Array


@dataclass(frozen=True, slots=True)
class _Piece:
    """The tokens of one text, with their places in its normal form."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    normalized: Normalized


class AccurateRecognizer:
    """Holds the loaded network; reads identical texts once."""

    def __init__(
        self, network: onnxruntime.InferenceSession, tokenizer: Tokenizer, letters: Letters, settings: dict[str, Any]
    ) -> None:
        self._network, self._tokenizer, self._letters = network, tokenizer, letters
        self._thresholds: dict[str, dict[str, float]] = settings["thresholds"]
        self.name = f"accurate-{settings['version']}"

    @classmethod
    def load(cls) -> AccurateRecognizer:
        """Load the shipped weights; raise RecognizerError if they or their libraries are missing, or they are damaged."""
        folder = files("itr_sim.understanding") / "weights"
        try:
            settings = json.loads((folder / "accurate.json").read_text("utf-8"))
            known_words()
            network, tokenizer = _stored_network(folder / "accurate.onnx"), _stored_tokenizer(folder / "tokenizer.json")
            return cls(network, tokenizer, Letters.load(), settings)
        except (ImportError, OSError, ValueError, KeyError, TypeError) as error:
            raise RecognizerError(f"the accurate recognizer cannot be loaded: {error}") from error

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        """Return a reading for each message, in order."""
        looked = {text: self._look(text) for text in dict.fromkeys(message.text for message in messages)}
        return [self._reading(message, *looked[message.text]) for message in messages]

    def meanings(self, texts: Sequence[str]) -> Array:
        """Return a unit vector for each text, shape (texts, 384)."""
        looked = [self._look(text)[1].meaning for text in texts]
        return np.stack(looked) if looked else np.zeros((0, 384), np.float32)

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        """Return for each act of the message what in the text carried it; one more look at the text for each word."""

        def likely(texts: Sequence[str]) -> list[dict[str, float]]:
            return [self._likely(message.speaker, self._outputs(self._piece(text))) for text in texts]

        return explain(message, self.read([message])[0], self._words(message.text), likely)

    def _words(self, text: str) -> list[Span]:
        """Return the pieces of the vocabulary that the text is cut into, those of one English word put together."""
        piece = self._piece(text)
        words: list[Span] = []
        for offset in piece.offsets:
            start, end = _trimmed(piece.normalized.text, offset)
            if start == end:
                continue
            span = piece.normalized.original(start, end)
            joint = text[max(0, span[0] - 1) : span[0] + 1]
            goes_on = bool(words) and len(joint) == 2 and joint.isalnum() and joint.isascii()
            if words and (goes_on or span[0] < words[-1][1]):
                words[-1] = (words[-1][0], max(span[1], words[-1][1]))
            else:
                words.append(span)
        return words

    def _likely(self, speaker: str, outputs: _Outputs) -> dict[str, float]:
        acts = acts_of(speaker)
        probabilities = sigmoid(outputs.logits[COLUMNS[speaker]]).tolist() if acts else ()
        return dict(zip(acts, probabilities, strict=True))

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - the recognizer lives as long as the process
    def _remembered(self, text: str) -> tuple[_Piece, _Outputs]:
        piece = self._piece(text)
        return piece, self._outputs(piece)

    def _look(self, text: str) -> tuple[_Piece, _Outputs]:
        """Return what the network makes of a text, looked at by itself, and once unless it is very long.

        The network takes no batch: 8-bit activations are scaled by what is in it, so a text that was read among others would be
        read differently from one read alone; on one core it is hardly faster.
        """
        if len(text) <= _MEMORABLE:
            return self._remembered(text)
        piece = self._piece(text)
        return piece, self._outputs(piece)

    def _outputs(self, piece: _Piece) -> _Outputs:
        return _joined([self._run(piece, at) for at in range(0, max(1, len(piece.ids)), _LONGEST)])

    def _run(self, piece: _Piece, at: int) -> _Outputs:
        """Return the outputs for a stretch that begins at a token."""
        tokens, offsets = piece.ids[at : at + _LONGEST], piece.offsets[at : at + _LONGEST]
        logits, parts, meaning = self._network.run(_OUTPUTS, {"ids": np.array([_FIRST, *tokens, _LAST], np.int64)})
        letters = self._letters.logits(piece.normalized.text[offsets[0][0] : offsets[-1][1]] if offsets else "")
        logits[_ACTS] = _NETWORK * logits[_ACTS] + _LETTERS * letters[_ACTS]
        return _Outputs(logits, parts[1:-1], meaning)

    def _piece(self, text: str) -> _Piece:
        normalized = as_meant(text)
        encoding = self._tokenizer.encode(normalized.text)
        return _Piece(encoding.ids, encoding.offsets, normalized)

    def _reading(self, message: Message, piece: _Piece, outputs: _Outputs) -> Reading:
        likely = self._likely(message.speaker, outputs)
        thresholds = self._thresholds.get(message.speaker, {})
        spans = segments_of(message.text)
        first = COLUMNS[message.speaker].start if likely else 0
        found = [
            Found(act, probability, _by_segment(piece, outputs.parts[:, column], spans))
            for column, (act, probability) in enumerate(likely.items(), first)
            if probability >= thresholds[act]
        ]
        near = came_near(likely.items()) if may_mean_more(message.speaker, found) else ()
        emotion = float(sigmoid(outputs.logits[COLUMNS["emotion"]]).sum()) if message.speaker == "customer" else None
        return assemble(message, spans, found, near, emotion, self.name)


def _stored_network(stored: Traversable) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(stored) as path:
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # NoSuchFile, InvalidProtobuf, Fail and a dozen more: they share no narrower class
            raise RecognizerError(f"the weights {stored.name} cannot be loaded: {error}") from error


def _stored_tokenizer(stored: Traversable) -> Tokenizer:
    from tokenizers import Tokenizer

    text = stored.read_text("utf-8")
    try:
        return Tokenizer.from_str(text)
    except Exception as error:  # the library raises nothing narrower
        raise RecognizerError(f"the weights {stored.name} cannot be loaded: {error}") from error


def _trimmed(text: str, offset: tuple[int, int]) -> Span:
    """Return a token's span without blanks: to the tokenizer the blank before a word belongs to it. Nothing left: empty."""
    start, end = offset
    part = text[start:end]
    first = start + len(part) - len(part.lstrip())
    return first, first + len(part.strip())


def _joined(stretches: list[_Outputs]) -> _Outputs:
    """Return the outputs of a long text: an act is carried by it that is carried by one of its stretches."""
    if len(stretches) == 1:
        return stretches[0]
    logits = np.stack([each.logits for each in stretches]).max(0)
    parts = np.concatenate([each.parts for each in stretches])
    meaning = np.sum([each.meaning for each in stretches], axis=0)
    return _Outputs(logits, parts, np.asarray(meaning / np.linalg.norm(meaning), np.float32))


def _by_segment(piece: _Piece, parts: Array, spans: Sequence[Span]) -> list[float]:
    """Return what each segment spoke for an act: a token's part stands at its first character that is no blank."""
    weights = [0.0] * len(spans)
    text, starts = piece.normalized.text, [start for start, _ in spans]
    for offset, part in zip(piece.offsets, parts.tolist(), strict=True):
        place, end = _trimmed(text, offset)
        if place < end and part > 0:
            weights[max(0, bisect_right(starts, piece.normalized.origin[place]) - 1)] += part
    return weights
