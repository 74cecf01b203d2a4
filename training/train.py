"""Fine-tune the encoder on the corpus: `python -m training.train --out FOLDER`. Reproducible: one seed, one order.

In two stages: first the greater part of the corpus, then all of it at a lower rate. What a stage has learnt is kept in FOLDER,
so that a run that was interrupted goes on behind the last whole stage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS
from itr_sim.understanding.normalizing import normalize
from training.corpus import Example, Group, read_corpus, read_groups
from training.fingerprint import fingerprint
from training.noise import noisy
from training.pretrained import read_pretrained
from training.tagger import Tagger, from_pretrained
from training.vocabulary import kept_pieces, tokenizer_of

LONGEST = 160
BATCH = 32
FALLS = 0.75
"""The rate of a layer, as a share of that of the layer above it."""
GROUPS_AT_ONCE, TEMPERATURE = 20, 0.07
BROAD = ("contact", "limits", "solve", "stream", "talk", "turns", "faults", "daily", "parcels")
DROPOUT, SMOOTHING = 0.1, 0.005
NOISY, JOINED = 0.40, 0.12
"""Shares of the messages that are shown noisy, and run together with another."""
ACTS = {"agent": list(AGENT_ACTS), "customer": list(CUSTOMER_ACTS)}


@dataclass(frozen=True)
class Stage:
    """A run over a part of the corpus; the rate rises to its peak, then falls to `last` of it.

    Every so many steps, groups of like-minded messages are told apart as well. The vocabulary and so many of the lowest
    layers may stay `frozen`.
    """

    name: str
    broad_only: bool
    epochs: int
    rate: float
    last: float
    contrast_every: int
    frozen: int


STAGES = (
    Stage("broad", broad_only=True, epochs=3, rate=4e-4, last=0.3, contrast_every=8, frozen=0),
    Stage("whole", broad_only=False, epochs=4, rate=3e-4, last=0.0, contrast_every=16, frozen=4),
)


@dataclass(frozen=True)
class Item:
    """A text to learn from; `sample` is its row in the table of the original encoder's embeddings, or -1."""

    text: str
    speaker: str
    acts: frozenset[str]
    emotion: float | None
    sample: int


def items_of(examples: list[Example]) -> list[Item]:
    return [Item(normalize(e.text).text, e.speaker, frozenset(e.acts), e.emotion, number) for number, e in enumerate(examples)]


def varied(item: Item, items: list[Item], chance: random.Random) -> Item:
    """Return the item as it is, noisy, or run together with another by the same speaker (acts unite, spans learn apart)."""
    kind = chance.random()
    if kind < NOISY:
        return Item(normalize(noisy(item.text, chance)).text, item.speaker, item.acts, item.emotion, item.sample)
    if kind < NOISY + JOINED and item.emotion is None:
        other = chance.choice(items)
        if other.speaker == item.speaker and len(item.text) + len(other.text) < 220:
            glue = chance.choice([" ", "。", "，", ". ", "\n"])
            return Item(item.text + glue + other.text, item.speaker, item.acts | other.acts, None, -1)
    return item


def batches(items: list[Item], size: int, chance: random.Random) -> list[list[Item]]:
    """Return the items in random order, in batches of like length."""
    order = sorted(items, key=lambda item: (len(item.text.encode()) // 12, chance.random()))
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(groups)
    return groups


def encoded(tokenizer, texts: list[str]) -> tuple[Tensor, Tensor]:
    rows = [[0, *encoding.ids[: LONGEST - 2], 2] for encoding in tokenizer.encode_batch(texts)]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [1] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])
    return ids, mask


def loss_of(found: dict[str, Tensor], batch: list[Item], meanings: Tensor, smoothing: float) -> Tensor:
    total = torch.zeros(())
    for speaker, acts in ACTS.items():
        rows = [number for number, item in enumerate(batch) if item.speaker == speaker]
        if rows:
            wanted = torch.tensor([[float(act in batch[row].acts) for act in acts] for row in rows])
            wanted = wanted * (1 - 2 * smoothing) + smoothing
            losses = functional.binary_cross_entropy_with_logits(found[speaker][rows].float(), wanted, reduction="none")
            total = total + losses.sum(1).mean() * len(rows) / len(batch)
    rows = [number for number, item in enumerate(batch) if item.emotion is not None]
    if rows:
        levels = torch.tensor([[float((batch[row].emotion or 0) > step) for step in range(4)] for row in rows])
        losses = functional.binary_cross_entropy_with_logits(found["emotion"][rows].float(), levels, reduction="none")
        total = total + losses.sum(1).mean() * len(rows) / len(batch)
    rows = [number for number, item in enumerate(batch) if item.sample >= 0]
    if rows:
        kept = meanings[[batch[row].sample for row in rows]]
        total = total + 0.5 * (1 - (found["meaning"][rows].float() * kept).sum(1)).mean()
    return total


def contrast_of(tagger: Tagger, tokenizer, groups: list[Group], chance: random.Random) -> Tensor:
    """Return the loss of telling groups of like-minded messages apart: two of a group attract, all others repel."""
    chosen = chance.sample(groups, GROUPS_AT_ONCE)
    pairs = [chance.sample(group.like, 2) for group in chosen]
    strangers = [chance.choice(group.unlike) for group in chosen if group.unlike]
    texts = [normalize(text).text for text in (*(one for one, _ in pairs), *(two for _, two in pairs), *strangers)]
    ids, mask = encoded(tokenizer, texts)
    with torch.autocast("cpu", torch.bfloat16):
        meaning = tagger(ids, mask, 0.1)["meaning"]
    meaning = meaning.float()
    size = len(pairs)
    likeness = meaning[:size] @ meaning[size:].T / TEMPERATURE
    return functional.cross_entropy(likeness, torch.arange(size))


def original_meanings(tokenizer, source, kept: list[int], items: list[Item]) -> Tensor:
    """Return the centred unit embeddings that the encoder gives before any training."""
    tagger = from_pretrained(source, kept, list(range(source.layers))).eval()
    rows = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(items), 128):
            ids, mask = encoded(tokenizer, ["query: " + item.text for item in items[start : start + 128]])
            rows.append(tagger(ids, mask)["meaning"].float())
    whole = torch.cat(rows)
    return functional.normalize(whole - whole.mean(0), dim=-1)


def optimizer_of(tagger: Tagger, rate: float) -> torch.optim.AdamW:
    """Return AdamW with a rate that falls with depth, so that what the encoder knows of language stays."""
    groups = []
    depth = len(tagger.layers)
    for name, parameter in tagger.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("words", "positions", "norm")):
            scale = FALLS ** (depth + 1)
        elif name.startswith("layers"):
            scale = FALLS ** (depth - int(name.split(".")[1]))
        else:
            scale = 1.0 if name.startswith("meaning") else 5.0
        decay = 0.0 if parameter.dim() < 2 else 0.01
        groups.append({"params": [parameter], "lr": rate * scale, "peak": rate * scale, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True)


def freeze(tagger: Tagger, layers: int) -> None:
    """Let the vocabulary and the lowest layers stay as they are; none of them if `layers` is 0.

    Gradients of the stage before are forgotten: those of frozen layers would go on to count where gradients are clipped.
    """
    tagger.zero_grad()
    for name, parameter in tagger.named_parameters():
        lowest = name.startswith(("words", "positions", "norm")) or (
            name.startswith("layers") and int(name.split(".")[1]) < layers
        )
        parameter.requires_grad_(not (layers and lowest))


def is_broad(example: Example) -> bool:
    return Path(example.place).name.startswith(BROAD)


def train(
    stage: Stage, tagger: Tagger, tokenizer: Tokenizer, items: list[Item], groups: list[list[Group]], meanings: Tensor, seed: int
) -> None:
    """Train the tagger in place for one stage."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    freeze(tagger, stage.frozen)
    optimizer = optimizer_of(tagger.train(), stage.rate)
    total = stage.epochs * math.ceil(len(items) / BATCH)
    step, began = 0, time.time()
    for epoch in range(stage.epochs):
        losses = []
        for batch in batches([varied(item, items, chance) for item in items], BATCH, chance):
            ids, mask = encoded(tokenizer, [item.text for item in batch])
            with torch.autocast("cpu", torch.bfloat16):
                found = tagger(ids, mask, DROPOUT)
            loss = loss_of(found, batch, meanings, SMOOTHING)
            if step % stage.contrast_every == 0:
                loss = loss + contrast_of(tagger, tokenizer, groups[step // stage.contrast_every % len(groups)], chance)
            fallen = stage.last + (1 - stage.last) * (total - step) / (0.94 * total)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(step / (0.06 * total), fallen)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
            if step % 100 == 0:
                print(f"  {step}/{total}: {np.mean(losses[-100:]):.3f}, {time.time() - began:.0f} s", flush=True)
        print(f"{stage.name}, epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--seed", type=int, default=7)
    chosen = arguments.parse_args()
    made_from = fingerprint()
    chosen.out.mkdir(parents=True, exist_ok=True)
    examples = read_corpus()
    groups = [read_groups(language) for language in ("zh", "en")]
    source = read_pretrained()
    kept = kept_pieces(source.pieces, vocabulary_texts(examples, groups))
    tokenizer = tokenizer_of([source.pieces[number] for number in kept])
    tagger = from_pretrained(source, kept, list(range(source.layers)))
    made = digest_of("", [chosen.seed, BATCH, DROPOUT, SMOOTHING, NOISY, JOINED, FALLS, tokenizer.to_str(), groups])
    for number, stage in enumerate(STAGES):
        part = [example for example in examples if is_broad(example) or not stage.broad_only]
        made = digest_of(made, [stage, *((each.language, each.speaker, each.acts, each.emotion, each.text) for each in part)])
        stored = chosen.out / f"{stage.name}-{made}.pt"
        if not stored.exists():
            items = items_of(part)
            print(f"{stage.name}: {len(items)} messages, {len(kept)} pieces", flush=True)
            train(
                stage, tagger, tokenizer, items, groups, original_meanings(tokenizer, source, kept, items), chosen.seed + number
            )
            torch.save(tagger.state_dict(), stored.with_suffix(".part"))
            stored.with_suffix(".part").rename(stored)
        tagger.load_state_dict(torch.load(stored))
    torch.save(tagger.state_dict(), chosen.out / "tagger.pt")
    tokenizer.save(str(chosen.out / "tokenizer.json"))
    shape = {"layers": source.layers, "vocabulary": tagger.words.num_embeddings, "fingerprint": made_from}
    (chosen.out / "shape.json").write_text(json.dumps(shape))


def vocabulary_texts(examples: list[Example], groups: list[list[Group]]) -> list[str]:
    """Return the texts whose pieces the vocabulary keeps: the broad part and the groups; the rest must do with these."""
    texts = [normalize(example.text).text for example in examples if is_broad(example)]
    return texts + [normalize(text).text for each in groups for group in each for text in (*group.like, *group.unlike)]


def digest_of(before: str, parts: Iterable[object]) -> str:
    """Return what a stage is made from as a short name: what came before it, its settings, its messages.

    The code is not in it: after a change there, train into an empty folder.
    """
    whole = "\0".join([before, *map(repr, parts)])
    return hashlib.blake2b(whole.encode(), digest_size=6).hexdigest()


if __name__ == "__main__":
    main()
