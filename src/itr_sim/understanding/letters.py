"""Character n-grams and a linear model, trained apart from the encoder that they steady: the two err differently."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from itr_sim.understanding.ngrams import grams_of
from itr_sim.understanding.stored import stored_arrays

Array = NDArray[np.float32]


class Letters:
    """Holds the table of weights, one row for each n-gram bucket: 30 agent acts, 11 customer acts, 4 steps of emotion."""

    def __init__(self, table: NDArray[np.int8], scale: Array, bias: Array) -> None:
        self._table, self._scale, self._bias = table, scale, bias

    @classmethod
    def load(cls) -> Letters:
        """Load the shipped weights; raise RecognizerError if they are missing or damaged."""
        stored = stored_arrays("letters.npz")
        return cls(stored["table"], stored["scale"], stored["bias"])

    def logits(self, text: str) -> Array:
        """Return the log-odds of all columns for a normalized text of at most some three hundred characters; shape (45,).

        They grow with the root of its length: longer texts are to be looked at in stretches.
        """
        rows = self._table[grams_of([text]).buckets].astype(np.float32)
        return np.asarray(rows.sum(0) / np.sqrt(len(rows)) * self._scale + self._bias, np.float32)
