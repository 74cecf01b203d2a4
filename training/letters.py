"""Train the n-grams that steady the accurate recognizer: `python -m training.letters --out FOLDER`. Some minutes.

They learn from the gold labels alone, apart from the encoder: what helps is that the two err differently.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch

from itr_sim.understanding.labels import COLUMNS, STEPS
from itr_sim.understanding.ngrams import BUCKETS
from training.bags import Descent, bag_of
from training.corpus import read_corpus
from training.fingerprint import fingerprint
from training.train import ACTS, THREADS, Item, items_of, varied

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
    torch.set_num_threads(THREADS)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    table = torch.nn.EmbeddingBag(BUCKETS, ALL, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.full((ALL,), -2.0))
    descent = Descent(table, [bias], (RATE, RATE), EPOCHS * (len(items) // SIZE))
    for epoch in range(EPOCHS):
        losses = []
        shown = [varied(item, items, chance) for item in items]
        chance.shuffle(shown)
        for start in range(0, len(shown) - SIZE + 1, SIZE):
            batch = shown[start : start + SIZE]
            losses.append(descent.step(bag_of(table, [item.text for item in batch]) + bias, *targets_of(batch)))
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
