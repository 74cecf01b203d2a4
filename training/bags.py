"""What training a bag of n-grams takes: texts as n-grams for torch, and steps that touch only the rows that occurred."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from itr_sim.understanding.ngrams import grams_of


def bag_of(table: nn.EmbeddingBag, texts: Sequence[str]) -> Tensor:
    """Return for each text the sum of its n-grams' rows over the root of their number; shape (texts, width of the table)."""
    grams = grams_of(texts)
    offsets = torch.tensor(np.searchsorted(grams.text, np.arange(len(texts))))
    sizes = torch.tensor(np.bincount(grams.text, minlength=len(texts)), dtype=torch.float32)
    bag: Tensor = table(torch.tensor(grams.buckets), offsets) / sizes.sqrt()[:, None]
    return bag


class Descent:
    """Adam for a sparse table and the dense rest, the rates falling in a line to a fiftieth."""

    def __init__(self, table: nn.EmbeddingBag, dense: list[nn.Parameter], rates: tuple[float, float], steps: int) -> None:
        self._optimizers: list[torch.optim.Optimizer] = [
            torch.optim.SparseAdam(list(table.parameters()), rates[0]),
            torch.optim.Adam(dense, rates[1]),
        ]
        self._schedules = [torch.optim.lr_scheduler.LinearLR(each, 1.0, 0.02, steps) for each in self._optimizers]

    def step(self, logits: Tensor, wanted: Tensor, counts: Tensor) -> float:
        """Go one step down the loss of the columns that count (1 in `counts`); return the loss per text."""
        losses = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * counts
        loss = losses.sum(1).mean()
        for optimizer in self._optimizers:
            optimizer.zero_grad()
        loss.backward()
        for each in (*self._optimizers, *self._schedules):
            each.step()
        return float(loss.item())
