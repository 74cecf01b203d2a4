"""A scenario's own acts, recognized by a handful of examples in the same pass: nearest example, kept from its look-alikes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from itr_sim.transcript import ActLabel
from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.reading import Message, Reading, Segment
from itr_sim.understanding.segmenting import segments_of

if TYPE_CHECKING:
    from itr_sim.understanding.recognizer import Recognizer

Array = NDArray[np.float32]

_NEAR_ENOUGH = 0.62
_ALSO = 0.92
"""A second act counts in the same stretch if it is at least this share as near as the first."""
_ASKING = frozenset(("probe_open", "probe_detail", "restate", "verify_identity", "ask_consent"))
_SETTLING = frozenset(
    ("propose", "offer_choice", "goodwill", "commit", "inform", "set_expectation", "ask_consent", "give_deadline")
)
_QUESTION = re.compile(
    r"[?？]|(?:吗|呢|没|没有|没得|么|嘛|不|啥|否)[\s。.~～!！哈呀啊哦]*$"
    r"|谁|哪|什么|怎么|咋|几[个天点号时]|多少|多久|多大|是否|有没有|是不是|会不会|能不能|要不要|对不对"
    r"|\b(?:who|what|when|where|which|why|how|did|does|do you|is it|is there|are you|have you|was it|were you|any)\b",
    re.IGNORECASE,
)


class Shown(Protocol):
    """An act shown by example."""

    @property
    def like(self) -> tuple[str, ...]: ...
    @property
    def unlike(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class ExampleActs:
    """The examples of a scenario, ready to compare with."""

    names: tuple[str, ...]
    likes: tuple[tuple[Array, tuple[frozenset[str], ...]], ...]
    unlikes: tuple[tuple[Array, tuple[frozenset[str], ...]], ...]

    @classmethod
    def of(cls, acts: Mapping[str, Shown], recognizer: Recognizer) -> ExampleActs:
        """Return the examples with their meanings; takes about a second for a hundred and fifty of them."""
        texts = list(dict.fromkeys(text for act in acts.values() for text in (*act.like, *act.unlike)))
        place = {text: number for number, text in enumerate(texts)}
        meanings = recognizer.meanings(texts)

        def shown(examples: Sequence[str]) -> tuple[Array, tuple[frozenset[str], ...]]:
            return meanings[[place[text] for text in examples]], tuple(_pairs(text) for text in examples)

        return cls(
            tuple(acts),
            tuple(shown(act.like) for act in acts.values()),
            tuple(shown(act.unlike) for act in acts.values()),
        )


def read_with_examples(message: Message, recognizer: Recognizer, examples: ExampleActs) -> Reading:
    """Return the reading of an agent's message with the scenario's own acts among its acts."""
    reading = recognizer.read([message])[0]
    spans = [segment.span for segment in reading.segments] or segments_of(message.text)
    stretches = list(dict.fromkeys([*spans, *_pairs_of(spans), (0, len(message.text))]))
    texts = [message.text[slice(*span)] for span in stretches]
    if not any(text.strip() for text in texts):
        return reading
    found: dict[str, ActLabel] = {}
    for span, text, meaning in zip(stretches, texts, recognizer.meanings(texts), strict=True):
        for label in _nearest(span, text, meaning, examples, reading):
            if label.act not in found or label.confidence > found[label.act].confidence:
                found[label.act] = label
    own = tuple(sorted(found.values(), key=lambda label: (-label.confidence, label.act)))
    segments = tuple(
        Segment(each.span, (*each.acts, *(label for label in own if _within(each.span, label.span)))) for each in reading.segments
    )
    return replace(reading, acts=(*reading.acts, *own), segments=segments, in_doubt=reading.in_doubt and not own)


def _nearest(span: tuple[int, int], text: str, meaning: Array, examples: ExampleActs, reading: Reading) -> list[ActLabel]:
    pairs = _pairs(text)
    near = {}
    for number, name in enumerate(examples.names):
        if not _could_be(name, text, reading):
            continue
        likeness = _likeness(meaning, pairs, examples.likes[number])
        if likeness >= _NEAR_ENOUGH and likeness > _likeness(meaning, pairs, examples.unlikes[number]):
            near[name] = likeness
    if not near:
        return []
    best = max(near.values())
    return [
        ActLabel(act=name, confidence=round(min(1.0, likeness), 4), span=span)
        for name, likeness in near.items()
        if likeness >= _ALSO * best
    ]


def _could_be(name: str, text: str, reading: Reading) -> bool:
    """Return whether what the message does allows the act: a question asks, a solution is put forward."""
    acts = {label.act for label in reading.acts}
    if name.startswith("ask."):
        return bool(acts & _ASKING) or bool(_QUESTION.search(text))
    if name.startswith("solve."):
        return bool(acts & _SETTLING) or not acts
    return True


def _likeness(meaning: Array, pairs: frozenset[str], shown: tuple[Array, tuple[frozenset[str], ...]]) -> float:
    """Return how near the nearest example is: meaning, helped by shared character pairs. 0 to about 1."""
    vectors, sets = shown
    if not sets:
        return 0.0
    by_meaning = vectors @ meaning
    by_letters = np.array([len(pairs & each) / max(1, min(len(pairs), len(each))) for each in sets], np.float32)
    return float((0.75 * by_meaning + 0.25 * by_letters).max())


def _pairs(text: str) -> frozenset[str]:
    letters = "".join(char for char in normalize(text).text.lower() if char.isalnum())
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1)) or frozenset((letters,))


def _pairs_of(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(left[0], right[1]) for left, right in pairwise(spans)]


def _within(segment: tuple[int, int], span: tuple[int, int]) -> bool:
    return segment[0] < span[1] and segment[1] > span[0]
