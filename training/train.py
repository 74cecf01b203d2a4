"""Fine-tune the encoder on the corpus: `python -m training.train --out FOLDER`. Reproducible: one seed, one order.

After every epoch what was learnt is kept in FOLDER, so that a run that was interrupted goes on behind its last whole epoch.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
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
BATCH, EPOCHS, RATE = 16, 8, 4e-4
"""Small batches: what the encoder learns in an hour rises with the number of its steps (docs/understanding.md)."""
FALLS = 0.75
"""The rate of a layer, as a share of that of the layer above it."""
RISES = 0.06
"""The share of the steps in which the rate rises to its peak; in the rest it falls to nothing."""
CONTRAST_EVERY, GROUPS_AT_ONCE, TEMPERATURE = 32, 20, 0.07
SMOOTHING = 0.005
NOISY, JOINED = 0.25, 0.12
"""Shares of the messages that are shown noisy, and run together with another."""
THREADS = 2
"""Always as many: sums in another order give other bits."""
ACTS = {"agent": list(AGENT_ACTS), "customer": list(CUSTOMER_ACTS)}


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
        meaning = tagger(ids, mask)["meaning"]
    meaning = meaning.float()
    size = len(pairs)
    likeness = meaning[:size] @ meaning[size:].T / TEMPERATURE
    return functional.cross_entropy(likeness, torch.arange(size))


def original_meanings(tokenizer, source, kept: list[int], items: list[Item]) -> Tensor:
    """Return the centred unit embeddings that the encoder gives before any training."""
    tagger = from_pretrained(source, kept).eval()
    rows = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(items), 128):
            ids, mask = encoded(tokenizer, ["query: " + item.text for item in items[start : start + 128]])
            rows.append(tagger(ids, mask)["meaning"].float())
    whole = torch.cat(rows)
    return functional.normalize(whole - whole.mean(0), dim=-1)


def optimizer_of(tagger: Tagger) -> torch.optim.AdamW:
    """Return AdamW with a rate that falls with depth, so that what the encoder knows of language stays.

    The vocabulary does not learn at all: words that the corpus has not stay next to those that it has.
    """
    groups = []
    depth = len(tagger.layers)
    tagger.words.requires_grad_(False)
    for name, parameter in tagger.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith(("positions", "norm")):
            scale = FALLS ** (depth + 1)
        elif name.startswith("layers"):
            scale = FALLS ** (depth - int(name.split(".")[1]))
        else:
            scale = 1.0 if name.startswith("meaning") else 5.0
        decay = 0.0 if parameter.dim() < 2 else 0.01
        groups.append({"params": [parameter], "lr": RATE * scale, "peak": RATE * scale, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True)


@dataclass(frozen=True)
class Lesson:
    """All there is to learn: the messages, groups of like-minded ones, and the original encoder's embeddings."""

    tokenizer: Tokenizer
    items: list[Item]
    groups: list[list[Group]]
    meanings: Tensor

    @property
    def steps(self) -> int:
        """Steps of one epoch."""
        return math.ceil(len(self.items) / BATCH)


def loss_at(step: int, batch: list[Item], tagger: Tagger, lesson: Lesson, chance: random.Random) -> Tensor:
    """Return the loss of a batch; every so many steps, groups of like-minded messages are told apart as well."""
    ids, mask = encoded(lesson.tokenizer, [item.text for item in batch])
    with torch.autocast("cpu", torch.bfloat16):
        found = tagger(ids, mask)
    loss = loss_of(found, batch, lesson.meanings, SMOOTHING)
    if step % CONTRAST_EVERY == 0:
        groups = lesson.groups[step // CONTRAST_EVERY % len(lesson.groups)]
        loss = loss + contrast_of(tagger, lesson.tokenizer, groups, chance)
    return loss


def learn_epoch(epoch: int, tagger: Tagger, optimizer: torch.optim.AdamW, lesson: Lesson, chance: random.Random) -> None:
    """Train the tagger in place for one epoch."""
    total, began, losses = EPOCHS * lesson.steps, time.time(), []
    varied_items = [varied(item, lesson.items, chance) for item in lesson.items]
    for step, batch in enumerate(batches(varied_items, BATCH, chance), epoch * lesson.steps):
        loss = loss_at(step, batch, tagger, lesson, chance)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(step / (RISES * total), (total - step) / ((1 - RISES) * total))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 200 == 199:
            print(f"  {step + 1}/{total}: {np.mean(losses[-200:]):.3f}, {time.time() - began:.0f} s", flush=True)
    print(f"epoch {epoch + 1} of {EPOCHS}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)


def train(tagger: Tagger, lesson: Lesson, seed: int, kept: Path) -> None:
    """Train the tagger in place; `kept` is the file in which each epoch is kept, and from which an interrupted run goes on."""
    chance = random.Random(seed)
    optimizer = optimizer_of(tagger)
    begin = 0
    if kept.exists():
        learnt = torch.load(kept, weights_only=False)
        begin = learnt["epochs"]
        tagger.load_state_dict(learnt["tagger"])
        optimizer.load_state_dict(learnt["optimizer"])
        chance.setstate(learnt["chance"])
        torch.set_rng_state(learnt["random"])
        print(f"{kept}: going on behind epoch {begin}", flush=True)
    for epoch in range(begin, EPOCHS):
        learn_epoch(epoch, tagger.train(), optimizer, lesson, chance)
        learnt = {
            "epochs": epoch + 1, "tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(),
            "chance": chance.getstate(), "random": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(learnt, kept.with_suffix(".part"))
        kept.with_suffix(".part").rename(kept)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--seed", type=int, default=7)
    chosen = arguments.parse_args()
    torch.set_num_threads(THREADS)
    made_from = fingerprint()
    chosen.out.mkdir(parents=True, exist_ok=True)
    items = items_of(read_corpus())
    groups = [read_groups(language) for language in ("zh", "en")]
    source = read_pretrained()
    kept = kept_pieces(source.pieces, vocabulary_texts(items, groups))
    tokenizer = tokenizer_of([source.pieces[number] for number in kept])
    torch.manual_seed(chosen.seed)
    tagger = from_pretrained(source, kept)
    print(f"{len(items)} messages, {len(kept)} pieces", flush=True)
    lesson = Lesson(tokenizer, items, groups, original_meanings(tokenizer, source, kept, items))
    train(tagger, lesson, chosen.seed, chosen.out / f"learnt-{made_from}-{chosen.seed}.pt")
    torch.save(tagger.state_dict(), chosen.out / "tagger.pt")
    tokenizer.save(str(chosen.out / "tokenizer.json"))
    shape = {"layers": source.layers, "vocabulary": tagger.words.num_embeddings, "fingerprint": made_from}
    (chosen.out / "shape.json").write_text(json.dumps(shape))


def vocabulary_texts(items: list[Item], groups: list[list[Group]]) -> list[str]:
    """Return the texts whose pieces the vocabulary keeps."""
    like_minded = (text for language in groups for group in language for text in (*group.like, *group.unlike))
    return [*(item.text for item in items), *(normalize(text).text for text in like_minded)]


if __name__ == "__main__":
    main()
