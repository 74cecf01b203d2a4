"""Train the compact recognizer: `python -m training.compact`. Some two minutes on two cores."""

from __future__ import annotations

import json
import random

import numpy as np
import torch
from torch.nn import functional

from itr_sim.understanding.labels import AGENT_ACTS
from itr_sim.understanding.ngrams import BUCKETS, grams_of
from training.corpus import read_corpus
from training.export import WEIGHTS
from training.fingerprint import fingerprint
from training.thresholds import COMPACT
from training.train import ACTS, Item, items_of, varied

COLUMNS = 45
EPOCHS, SIZE, RATE = 16, 64, 0.03


def targets_of(items: list[Item]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what is wanted of each column and which columns count: an agent's message says nothing of emotion."""
    wanted, counts = torch.zeros(len(items), COLUMNS), torch.zeros(len(items), COLUMNS)
    for row, item in enumerate(items):
        start = 0 if item.speaker == "agent" else len(AGENT_ACTS)
        for column, act in enumerate(ACTS[item.speaker], start):
            counts[row, column] = 1
            wanted[row, column] = float(act in item.acts)
        if item.emotion is not None:
            counts[row, 41:] = 1
            wanted[row, 41:] = torch.tensor([float(item.emotion > step) for step in range(4)])
    return wanted, counts


def train_compact(items: list[Item], seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Return the table of weights (buckets, columns) and the bias. Only rows that occur in a batch are touched by it."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    table = torch.nn.EmbeddingBag(BUCKETS, COLUMNS, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.full((COLUMNS,), -2.0))
    optimizers = [torch.optim.SparseAdam(list(table.parameters()), RATE), torch.optim.Adam([bias], RATE)]
    steps = EPOCHS * (len(items) // SIZE)
    schedules = [torch.optim.lr_scheduler.LinearLR(each, 1.0, 0.02, steps) for each in optimizers]
    for epoch in range(EPOCHS):
        losses = []
        shown = [varied(item, items, chance) for item in items]
        chance.shuffle(shown)
        for start in range(0, len(shown) - SIZE + 1, SIZE):
            batch = shown[start : start + SIZE]
            grams = grams_of([item.text for item in batch])
            offsets = torch.tensor(np.searchsorted(grams.text, np.arange(len(batch))))
            sizes = torch.tensor(np.bincount(grams.text, minlength=len(batch)), dtype=torch.float32)
            logits = table(torch.tensor(grams.buckets), offsets) / sizes.sqrt()[:, None] + bias
            wanted, counts = targets_of(batch)
            losses_by_column = functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * counts
            loss = losses_by_column.sum(1).mean()
            for each in optimizers:
                each.zero_grad()
            loss.backward()
            for each in (*optimizers, *schedules):
                each.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
    return table.weight.detach().numpy(), bias.detach().numpy()


def main() -> None:
    examples = read_corpus()
    items = items_of(examples)
    table, bias = train_compact(items)
    scale = np.abs(table).max(0) / 127
    packed = np.round(table / scale).astype(np.int8)
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(WEIGHTS / "compact.npz", table=packed, scale=scale.astype(np.float32), bias=bias.astype(np.float32))
    settings = {"version": fingerprint()[:8], "fingerprint": fingerprint(), "thresholds": COMPACT}
    (WEIGHTS / "compact.json").write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
