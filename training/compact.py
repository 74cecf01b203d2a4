"""Train the compact recognizer: `python -m training.compact FOLDER`, where the accurate one was trained, which teaches it.

Gold labels alone are too few for n-grams. The accurate recognizer says what it makes of texts that nobody wrote whole:
clauses of the corpus put together anew. From those, and from the corpus itself, a bag of n-grams with one hidden layer learns.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from itr_sim.understanding.labels import COLUMNS, STEPS
from itr_sim.understanding.ngrams import BUCKETS
from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.segmenting import segments_of
from training.bags import Descent, bag_of
from training.corpus import Example, read_corpus
from training.export import WEIGHTS, read_trained
from training.fingerprint import fingerprint
from training.noise import noisy
from training.tagger import Tagger
from training.thresholds import COMPACT
from training.train import ACTS, THREADS, encoded

WIDTH, HIDDEN = 64, 128
ALL = COLUMNS["emotion"].stop
EPOCHS, SIZE, RATE = 12, 64, 0.01
RECOMBINED, READ_AT_ONCE = 25_000, 128
TAUGHT = 0.6
"""Share of the teacher in what is wanted of a message of the corpus; the rest is its gold label."""


@dataclass(frozen=True)
class Target:
    """A text, who said it, and what is wanted of its columns (the speaker's acts, for customers the four steps of emotion)."""

    text: str
    speaker: str
    wanted: np.ndarray


class Bag(nn.Module):
    """Sum of n-gram vectors over the root of their number, one hidden layer, and a straight way past it."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, WIDTH, mode="sum", sparse=True)
        nn.init.normal_(self.table.weight, std=0.02)
        self.inner, self.outer = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, ALL)
        self.straight = nn.Linear(WIDTH, ALL, bias=False)
        nn.init.constant_(self.outer.bias, -2.0)

    def forward(self, texts: Sequence[str], dropout: float) -> Tensor:
        bag = bag_of(self.table, texts)
        bag = functional.dropout(bag, dropout, self.training)
        hidden = functional.dropout(functional.relu(self.inner(bag)), dropout, self.training)
        return self.outer(hidden) + self.straight(bag)


def columns_of(speaker: str) -> slice:
    """Return which columns a speaker's message says something about; a customer's acts and emotion are neighbours."""
    return COLUMNS["agent"] if speaker == "agent" else slice(COLUMNS["customer"].start, ALL)


def gold_of(example: Example) -> np.ndarray:
    acts = [float(act in example.acts) for act in ACTS[example.speaker]]
    return np.array(
        acts + ([float((example.emotion or 0) > step) for step in range(STEPS)] if example.speaker == "customer" else [])
    )


def recombined(examples: Sequence[Example], count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Return (speaker, text) of one to three clauses each, drawn from all messages of one language and speaker."""
    clauses: dict[tuple[str, str], list[str]] = defaultdict(list)
    for example in examples:
        clauses[example.language, example.speaker] += [example.text[slice(*span)] for span in segments_of(example.text)]
    kinds = sorted(clauses, key=lambda kind: -len(clauses[kind]))
    weights = [len(clauses[kind]) for kind in kinds]
    made = []
    for _ in range(count):
        kind = chance.choices(kinds, weights)[0]
        parts = chance.sample(clauses[kind], chance.choice((1, 1, 2, 2, 3)))
        made.append((kind[1], ("" if kind[0] == "zh" else " ").join(parts)))
    return made


def taught(texts: Iterable[tuple[str, str]], teacher: Tagger, tokenizer: Tokenizer) -> list[Target]:
    """Return what the teacher makes of each text, in the order given."""
    plain = [(speaker, normalize(text).text) for speaker, text in texts]
    order = sorted(range(len(plain)), key=lambda number: len(plain[number][1]))
    targets: dict[int, Target] = {}
    for start in range(0, len(order), READ_AT_ONCE):
        rows = order[start : start + READ_AT_ONCE]
        ids, mask = encoded(tokenizer, [plain[row][1] for row in rows])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            found = teacher(ids, mask)
        for place, row in enumerate(rows):
            speaker, text = plain[row]
            heads = (speaker, "emotion") if speaker == "customer" else (speaker,)
            wanted = np.concatenate([torch.sigmoid(found[head][place].float()).numpy() for head in heads])
            targets[row] = Target(text, speaker, wanted)
    return [targets[row] for row in range(len(plain))]


def targets_of(examples: Sequence[Example], teacher: Tagger, tokenizer: Tokenizer, chance: random.Random) -> list[Target]:
    """Return the messages of the corpus and the clauses put together anew, with what is wanted of each."""
    own = taught(((example.speaker, example.text) for example in examples), teacher, tokenizer)
    mixed = [
        Target(target.text, target.speaker, TAUGHT * target.wanted + (1 - TAUGHT) * gold_of(example))
        for target, example in zip(own, examples, strict=True)
    ]
    return mixed + taught(recombined(examples, RECOMBINED, chance), teacher, tokenizer)


def train_compact(targets: Sequence[Target], seed: int = 7) -> Bag:
    """Return the trained bag. Only rows of the table that occur in a batch are touched by it."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    bag = Bag().train()
    dense = [parameter for name, parameter in bag.named_parameters() if not name.startswith("table")]
    descent = Descent(bag.table, dense, (RATE, RATE / 5), EPOCHS * (len(targets) // SIZE))
    for epoch in range(EPOCHS):
        losses = []
        order = chance.sample(targets, len(targets))
        for start in range(0, len(order) - SIZE + 1, SIZE):
            batch = order[start : start + SIZE]
            texts = [
                normalize(noisy(target.text, chance)).text or target.text if chance.random() < 0.3 else target.text
                for target in batch
            ]
            logits = bag(texts, 0.1)
            wanted, counts = torch.zeros(len(batch), ALL), torch.zeros(len(batch), ALL)
            for row, target in enumerate(batch):
                columns = columns_of(target.speaker)
                wanted[row, columns] = torch.tensor(target.wanted, dtype=torch.float32)
                counts[row, columns] = 1
            losses.append(descent.step(logits, wanted, counts))
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
    return bag.eval()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("trained", type=Path)
    trained = arguments.parse_args().trained
    made_from = fingerprint()
    if json.loads((trained / "shape.json").read_text())["fingerprint"] != made_from:
        arguments.error(f"{trained} was trained on another corpus or by other code")
    targets = targets_of(read_corpus(), *read_trained(trained), random.Random(7))
    print(f"{len(targets)} targets", flush=True)
    bag = train_compact(targets)
    weights = {name: parameter.detach().numpy() for name, parameter in bag.named_parameters()}
    table = weights.pop("table.weight")
    scale = np.abs(table).max(0) / 127
    small = {name.replace(".", "_"): value.astype(np.float32) for name, value in weights.items()}
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    packed = np.round(table / scale).astype(np.int8)
    np.savez_compressed(WEIGHTS / "compact.npz", table=packed, scale=scale.astype(np.float32), **small)
    settings = {"version": made_from[:8], "fingerprint": made_from, "thresholds": COMPACT}
    (WEIGHTS / "compact.json").write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
