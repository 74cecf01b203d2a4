"""A scenario's own acts, recognized by a handful of examples: a kernel machine that also knows their look-alikes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from itr_sim.transcript import ActLabel
from itr_sim.understanding.reading import Message, Reading, Segment
from itr_sim.understanding.segmenting import segments_of

if TYPE_CHECKING:
    from itr_sim.understanding.recognizer import Recognizer

Array = NDArray[np.float32]

_SHARPNESS, _RIDGE = 2.0, 0.2
_LIKE_ENOUGH = 0.22
"""Likeness from which an act counts; measured by leave-one-out over the shipped scenarios (docs/understanding.md)."""
_LIKE_SOMEWHAT, _LEAD = 0.15, 1.5
"""A specific question counts from a smaller likeness too where no other act comes near: this many times that of the second.
Whatever is like an act from there on came near it, should the message stay in doubt."""
_LIKE_STRONGLY = 0.35
"""`Anything else?` and `Is that all right?` are only taken for a question about the matter when they are this much like one."""
_ANYHOW = 0.5
"""Likeness from which a message asks that has neither the form of a question nor was found to ask anything, and from which it
says something beside giving the customer's words back."""
_ALSO = 0.9
"""A second act counts in the same stretch if it is at least this share as like as the first."""
_KIND_OF = {"ask": "probe_detail", "solve": "propose"}
_PROBING = frozenset(("probe_open", "probe_detail", "restate", "verify_identity"))
_ROUNDING_OFF = frozenset(("check_resolution", "ask_consent"))
_ASKING = _PROBING | {"ask_consent"}
_SETTLING = frozenset(
    ("propose", "offer_choice", "goodwill", "commit", "inform", "set_expectation", "ask_consent", "give_deadline")
)
_QUESTION = re.compile(
    r"[?？]|(?:吗|呢|没|没有|没得|么|嘛|不|啥|否)[\s。.~～!！哈呀啊哦]*$"
    r"|吗[，、,\s]|谁|哪|什么|怎么|咋|几[个天点号时]|多少|多久|多大|是否|([^\W不没])[不没]\1|(?<![管论])是[^，。！\s]{1,12}[，、\s]?还是"
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
    """The examples of a scenario as a kernel machine: ridge regression over all examples, one column for each act.

    Kernel: exp(sharpness * (cosine - 1)) of the meanings. Look-alikes and ordinary messages of agents stand among the
    examples with zero in every column, so that an act has to be nearer than what merely resembles it. Solved in closed
    form: some ten milliseconds for three hundred examples.
    """

    names: tuple[str, ...]
    meanings: Array
    """Of all examples, shape (examples, dimensions)."""
    weights: Array
    """Shape (examples, acts)."""

    @classmethod
    def of(cls, acts: Mapping[str, Shown], recognizer: Recognizer) -> ExampleActs:
        """Return the machine for a scenario's acts."""
        ordinary = _ordinary()
        texts = [*ordinary, *(text for act in acts.values() for text in (*act.like, *act.unlike))]
        meanings = recognizer.meanings(texts)
        wanted = np.zeros((len(texts), len(acts)), np.float32)
        row = len(ordinary)
        for column, act in enumerate(acts.values()):
            wanted[row : row + len(act.like), column] = 1
            row += len(act.like) + len(act.unlike)
        kernel = _kernel(meanings, meanings) + _RIDGE * np.eye(len(texts), dtype=np.float32)
        return cls(tuple(acts), meanings, np.asarray(np.linalg.solve(kernel, wanted), np.float32))

    def likeness(self, meanings: Array) -> Array:
        """Return how much each text is like each act, about 0 to 1; shape (texts, acts)."""
        return np.asarray(_kernel(meanings, self.meanings) @ self.weights, np.float32)


@cache
def _ordinary() -> tuple[str, ...]:
    """Return ordinary messages of agents, of both languages, that belong to no scenario."""
    lines = (files(__package__) / "ordinary.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line)


def _kernel(one: Array, other: Array) -> Array:
    return np.asarray(np.exp(_SHARPNESS * (one @ other.T - 1)), np.float32)


def read_with_examples(message: Message, recognizer: Recognizer, examples: ExampleActs) -> Reading:
    """Return the reading of an agent's message with the scenario's own acts among its acts.

    Behind the acts that the recognizer found, surest first, stand those that the scenario's own imply, then the own, surest
    first. Where nothing is found the message stays in doubt, and the own acts that came near, likest first, are possible too.
    """
    reading = recognizer.read([message])[0]
    spans = [segment.span for segment in reading.segments] or segments_of(message.text)
    stretches = list(dict.fromkeys([*spans, *_pairs_of(spans), (0, len(message.text))]))
    texts = [message.text[slice(*span)] for span in stretches]
    if not any(text.strip() for text in texts):
        return reading
    likeness = examples.likeness(recognizer.meanings(texts))
    found: dict[str, ActLabel] = {}
    for span, text, row in zip(stretches, texts, likeness, strict=True):
        for label in _alike(span, text, row, examples.names, reading):
            if label.act not in found or label.confidence > found[label.act].confidence:
                found[label.act] = label
    own = tuple(sorted(found.values(), key=lambda label: (-label.confidence, label.act)))
    segments = tuple(
        Segment(each.span, (*each.acts, *(label for label in own if _within(each.span, label.span)))) for each in reading.segments
    )
    acts = (*reading.acts, *_implied(own, reading), *own)
    in_doubt = reading.in_doubt and not own
    possible = (*(reading.possible or ()), *_near(texts, likeness, examples.names, reading)) if in_doubt else ()
    return replace(reading, acts=acts, segments=segments, in_doubt=in_doubt, possible=possible)


def _near(texts: Sequence[str], likeness: Array, names: tuple[str, ...], reading: Reading) -> list[str]:
    """Return the acts that one of the stretches came near, of those that the message can be doing; likest first."""
    near: dict[str, float] = {}
    for text, row in zip(texts, likeness, strict=True):
        for name, like in _allowed(text, row, names, reading).items():
            if like >= _LIKE_SOMEWHAT:
                near[name] = max(like, near.get(name, like))
    return sorted(near, key=lambda name: (-near[name], name))


def _implied(own: Sequence[ActLabel], reading: Reading) -> list[ActLabel]:
    """Return the dialogue acts that the scenario's own acts are kinds of, where the recognizer had not found them."""
    implied: dict[str, ActLabel] = {}
    for label in own:
        act = _KIND_OF.get(label.act.partition(".")[0])
        if act and not reading.has(act) and not (act == "probe_detail" and reading.has("probe_open")):
            implied.setdefault(act, label.model_copy(update={"act": act}))
    return list(implied.values())


def _alike(span: tuple[int, int], text: str, row: Array, names: tuple[str, ...], reading: Reading) -> list[ActLabel]:
    """Return the acts that a stretch carries: the likeliest of those that the message can be doing, and any close to it."""
    allowed = _allowed(text, row, names, reading)
    least = _LIKE_STRONGLY if _rounds_off(reading) else _LIKE_ENOUGH
    likely = {
        name: likeness for name, likeness in allowed.items() if likeness >= (least if name.startswith("ask.") else _LIKE_ENOUGH)
    } or _led(allowed, reading)
    best = max(likely.values(), default=0.0)
    return [
        ActLabel(act=name, confidence=round(_confidence(likeness), 4), span=span)
        for name, likeness in likely.items()
        if likeness >= _ALSO * best
    ]


def _allowed(text: str, row: Array, names: tuple[str, ...], reading: Reading) -> dict[str, float]:
    """Return how like a stretch is to each act that the message can be doing."""
    likeness = zip(names, row.tolist(), strict=True)
    return {name: like for name, like in likeness if _could_be(name, like, text, reading)}


def _rounds_off(reading: Reading) -> bool:
    """Return whether the message asks if anything is left or if a plan is all right, and nothing about the matter."""
    acts = {label.act for label in reading.acts}
    return bool(acts & _ROUNDING_OFF) and not acts & _PROBING


def _led(allowed: Mapping[str, float], reading: Reading) -> dict[str, float]:
    """Return the one question that leads clearly where none is like enough. An open question is not taken for any."""
    ranked = sorted(allowed, key=lambda name: -allowed[name])
    if not ranked or reading.has("probe_open") or _rounds_off(reading) or not ranked[0].startswith("ask."):
        return {}
    first = allowed[ranked[0]]
    leads = len(ranked) == 1 or first >= _LEAD * allowed[ranked[1]]
    return {ranked[0]: first} if leads and first >= _LIKE_SOMEWHAT else {}


def _confidence(likeness: float) -> float:
    """Return a confidence for a likeness: 0.5 where it just counts, 1 from a likeness of 0.8 on."""
    return min(1.0, 0.5 + 0.5 * max(0.0, likeness - _LIKE_ENOUGH) / (0.8 - _LIKE_ENOUGH))


def _could_be(name: str, likeness: float, text: str, reading: Reading) -> bool:
    """Return whether what the message does allows the act: a question asks, or is much like one that does (新地址发我一下); what
    is said is not the customer's own word given back (显示签收但没到手是吧); a solution is put forward."""
    acts = {label.act for label in reading.acts}
    if name.startswith("ask."):
        return bool(acts & _ASKING) or likeness >= _ANYHOW or bool(_QUESTION.search(text))
    if name.startswith("say."):
        return "restate" not in acts or likeness >= _ANYHOW
    if name.startswith("solve."):
        return bool(acts & _SETTLING) or not acts
    return True


def _pairs_of(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(left[0], right[1]) for left, right in pairwise(spans)]


def _within(segment: tuple[int, int], span: tuple[int, int]) -> bool:
    return segment[0] < span[1] and segment[1] > span[0]
