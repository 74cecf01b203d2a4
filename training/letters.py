"""Train the n-grams that steady the accurate recognizer: `python -m training.letters --out FOLDER`. Some minutes.

They learn from the gold labels alone, apart from the encoder: what helps is that the two err differently.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from itr_sim.understanding.labels import COLUMNS, STEPS
from itr_sim.understanding.ngrams import BUCKETS, grams_of
from training.corpus import read_corpus
from training.fingerprint import fingerprint
from training.train import ACTS, Item, items_of, varied

ALL = COLUMNS["emotion"].stop
EPOCHS, SIZE, RATE = 16, 64, 0.03


def targets_of(items: list[Item]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return what is wanted of each column and which columns count: an agent's message says nothing of emotion."""
    wanted, counts = torch.zeros(len(items), ALL), torch.zeros(len(items), ALL)
    for row, item in enumerate(items):
        counts[row, COLUMNS[item.speaker]] = 1
        wanted[row, COLUMNS[item.speaker]] = torch.tensor([float(act in item.acts) for act in ACTS[item.speaker]])
        if item.emotion is not None:
            counts[row, COLUMNS["emotion"]] = 1
            wanted[row, COLUMNS["emotion"]] = torch.tensor([float(item.emotion > step) for step in range(STEPS)])
    return wanted, counts


def train_letters(items: list[Item], seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Return the table of weights (buckets, columns) and the bias. Only rows that occur in a batch are touched by it."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    table = torch.nn.EmbeddingBag(BUCKETS, ALL, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.full((ALL,), -2.0))
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
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    out = arguments.parse_args().out
    made_from = fingerprint()
    table, bias = train_letters(items_of(read_corpus()))
    scale = np.abs(table).max(0) / 127
    out.mkdir(parents=True, exist_ok=True)
    packed = np.round(table / scale).astype(np.int8)
    arrays = {"table": packed, "scale": scale.astype(np.float32), "bias": bias.astype(np.float32)}
    np.savez_compressed(out / "letters.npz", fingerprint=np.array(made_from), **arrays)


if __name__ == "__main__":
    main()
