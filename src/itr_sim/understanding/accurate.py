"""The accurate recognizer: a small fine-tuned encoder on one core, steadied by the n-grams of the compact one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.assembling import Weights, assemble
from itr_sim.understanding.compact import COLUMNS, CompactRecognizer
from itr_sim.understanding.explaining import Explanation, Span, explain
from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS
from itr_sim.understanding.normalizing import Normalized, normalize
from itr_sim.understanding.reading import Message, Reading
from itr_sim.understanding.recognizer import RecognizerError

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

Array = NDArray[np.float32]

_LONGEST = 160
"""Tokens read of a message; some 250 Chinese characters. What follows is read in further pieces."""
_LETTERS = 0.25
"""Share of the n-grams in the log-odds of an act; the two err differently (docs/understanding.md)."""
_REMEMBERED = 8192
"""Meanings kept: the examples of a scenario are compared with again and again."""
_FIRST, _LAST = 0, 2
_HEADS = {"agent": tuple(AGENT_ACTS), "customer": tuple(CUSTOMER_ACTS)}


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the network is given for one text."""

    ids: list[int]
    offsets: list[tuple[int, int]]
    normalized: Normalized


class AccurateRecognizer:
    """Holds the loaded network; reads identical texts once."""

    def __init__(
        self, network: onnxruntime.InferenceSession, tokenizer: Tokenizer, compact: CompactRecognizer, settings: dict[str, Any]
    ) -> None:
        self._network, self._tokenizer, self._compact = network, tokenizer, compact
        self._thresholds: dict[str, dict[str, float]] = settings["thresholds"]
        self._names = [output.name for output in network.get_outputs()]
        self._meanings: dict[str, Array] = {}
        self.name = f"accurate-{settings['version']}"

    @classmethod
    def load(cls) -> AccurateRecognizer:
        """Load the shipped weights; raise RecognizerError if they or their libraries are missing."""
        folder = files("itr_sim.understanding") / "weights"
        try:
            import onnxruntime
            from tokenizers import Tokenizer

            settings = json.loads((folder / "accurate.json").read_text("utf-8"))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            with as_file(folder / "accurate.onnx") as path:
                network = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        except (ImportError, OSError, ValueError) as error:
            raise RecognizerError(f"the accurate recognizer cannot be loaded: {error}") from error
        return cls(network, tokenizer, CompactRecognizer.load(), settings)

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        """Return a reading for each message, in order."""
        texts = list(dict.fromkeys(message.text for message in messages))
        found = dict(zip(texts, self._run(texts), strict=True))
        return [self._reading(message, *found[message.text]) for message in messages]

    def meanings(self, texts: Sequence[str]) -> Array:
        """Return a unit vector for each text, shape (texts, 384)."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._meanings]
        if len(self._meanings) + len(fresh) > _REMEMBERED:
            self._meanings.clear()
            fresh = list(dict.fromkeys(texts))
        for text, (_, outputs) in zip(fresh, self._run(fresh), strict=True):
            self._meanings[text] = outputs["meaning"]
        return np.stack([self._meanings[text] for text in texts]) if texts else np.zeros((0, 384), np.float32)

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        """Return for each act of the message what in the text carried it; one more look at the text for each word."""

        def likely(texts: Sequence[str]) -> list[dict[str, float]]:
            return [self._likely(message.speaker, outputs) for _, outputs in self._run(list(texts))]

        return explain(message, self.read([message])[0], self._words(message.text), likely)

    def _words(self, text: str) -> list[Span]:
        """Return the pieces of the vocabulary that the text is cut into, those of one English word put together."""
        piece = self._piece(text)
        words: list[Span] = []
        for start, end in piece.offsets:
            if end <= start:
                continue
            span = piece.normalized.original(start, end)
            goes_on = bool(words) and text[span[0] - 1 : span[0] + 1].isalnum() and text[span[0] - 1 : span[0] + 1].isascii()
            if words and (goes_on or span[0] < words[-1][1]):
                words[-1] = (words[-1][0], max(span[1], words[-1][1]))
            else:
                words.append(span)
        return words

    def _likely(self, speaker: str, outputs: dict[str, Array]) -> dict[str, float]:
        acts = _HEADS.get(speaker, ())
        probabilities = _sigmoid(outputs[speaker]) if acts else ()
        return {act: float(probability) for act, probability in zip(acts, probabilities, strict=True)}

    def _run(self, texts: list[str]) -> list[tuple[_Piece, dict[str, Array]]]:
        """Return the network's outputs for each text, read by itself.

        8-bit activations are scaled by what is in a batch, so a text that was read among others would be read differently
        from one read alone; on one core a batch is hardly faster.
        """
        pieces = [self._piece(text) for text in texts]
        letters = self._compact.logits([piece.normalized for piece in pieces])
        return [(piece, self._outputs(piece, letters[row])) for row, piece in enumerate(pieces)]

    def _outputs(self, piece: _Piece, letters: Array) -> dict[str, Array]:
        ids = np.array([piece.ids], np.int64)
        values = self._network.run(self._names, {"ids": ids, "mask": np.ones(ids.shape, np.float32)})
        found = {name: value[0] for name, value in zip(self._names, values, strict=True)}
        for head, columns in COLUMNS.items():
            found[head] = (1 - _LETTERS) * found[head] + _LETTERS * letters[columns]
        return found

    @lru_cache(maxsize=4096)  # noqa: B019 - the recognizer lives as long as the process
    def _piece(self, text: str) -> _Piece:
        normalized = normalize(text)
        encoding = self._tokenizer.encode(normalized.text)
        ids, offsets = encoding.ids[: _LONGEST - 2], encoding.offsets[: _LONGEST - 2]
        return _Piece([_FIRST, *ids, _LAST], [(0, 0), *offsets, (0, 0)], normalized)

    def _reading(self, message: Message, piece: _Piece, outputs: dict[str, Array]) -> Reading:
        likely = self._likely(message.speaker, outputs)
        thresholds = self._thresholds.get(message.speaker, {})
        weights = {
            act: _weights(piece, outputs[f"{message.speaker}_parts"][:, column], len(message.text))
            for column, act in enumerate(likely)
            if likely[act] >= thresholds[act]
        }
        emotion = float(_sigmoid(outputs["emotion"]).sum()) if message.speaker == "customer" else None
        return assemble(message, likely, thresholds, weights, emotion, self.name)


def _weights(piece: _Piece, parts: Array, size: int) -> Weights:
    """Return what each character of the original spoke for an act: a token's part stands at its first."""
    weights = np.zeros(size, np.float32)
    for (start, end), part in zip(piece.offsets, parts[: len(piece.offsets)], strict=True):
        if end > start and part > 0:
            weights[piece.normalized.origin[start]] += part
    return weights


def _sigmoid(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-values)), np.float32)
