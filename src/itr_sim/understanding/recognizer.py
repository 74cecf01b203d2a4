"""What every recognizer does, and how one is chosen. A new one is a file and a line in RECOGNIZERS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Protocol

from itr_sim.understanding.reading import Message, Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from itr_sim.understanding.explaining import Explanation

    Meanings = NDArray[np.float32]


class RecognizerError(Exception):
    """The recognizer cannot be had: a missing or damaged model file, a missing library."""


class Recognizer(Protocol):
    """Text in, readings out. `name` stands in every reading and scorecard."""

    name: str

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        """Return a reading for each message, in order."""
        ...

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        """Return for each act of the message, surest first, what in the text carried it."""
        ...

    def meanings(self, texts: Sequence[str]) -> Meanings:
        """Return a unit vector for each text; texts that mean alike point alike. Shape (texts, dimensions)."""
        ...


def _accurate() -> Recognizer:
    from itr_sim.understanding.accurate import AccurateRecognizer

    return AccurateRecognizer.load()


def _compact() -> Recognizer:
    from itr_sim.understanding.compact import CompactRecognizer

    return CompactRecognizer.load()


RECOGNIZERS: dict[str, Callable[[], Recognizer]] = {"accurate": _accurate, "compact": _compact}


@cache
def load_recognizer(kind: str = "accurate") -> Recognizer:
    """Return a recognizer, loaded once a process. Raise RecognizerError if it cannot be had."""
    return RECOGNIZERS[kind]()
