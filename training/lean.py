"""A trained tagger put together anew for reading one text at a time in 8 bits: the same numbers in fewer and larger steps.

Query, key and value are one multiplication, so are the attentions of all labels; no text is padded, so nothing is masked. In the
feed-forward parts a few inputs are far larger than all others, which one scale for all cannot carry in 8 bits: these are
multiplied apart, in 32 (Dettmers et al. 2022, arXiv 2208.07339). What both give is in docs/understanding.md.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.tagger import LabelAttention, Layer, Tagger

HEADS = ("agent", "customer", "emotion")
"""In the order of the columns (`itr_sim.understanding.labels.COLUMNS`)."""
APART, FARTHEST = ("inner", "outer"), 4
"""The parts of a layer that have inputs multiplied apart, and how many."""


class Apart(nn.Module):
    """A linear layer that multiplies some of its inputs apart."""

    def __init__(self, layer: nn.Linear, columns: Tensor) -> None:
        super().__init__()
        others = torch.ones(layer.in_features).index_fill(0, columns, 0)
        self.others, self.columns = nn.Buffer(others), nn.Buffer(columns)
        self.most, self.few = nn.Linear(layer.in_features, layer.out_features), nn.Parameter(layer.weight[:, columns].T.clone())
        with torch.no_grad():
            self.most.weight.copy_(layer.weight * others)
            self.most.bias.copy_(layer.bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.most(x * self.others) + torch.index_select(x, 1, self.columns) @ self.few


class LeanLayer(nn.Module):
    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.heads, self.size = layer.heads, layer.query.in_features // layer.heads
        self.asked = joint(scaled(layer.query, self.size**-0.5), layer.key, layer.value)
        self.mixed, self.inner, self.outer = layer.mixed, layer.inner, layer.outer
        self.attention_norm, self.output_norm = layer.attention_norm, layer.output_norm

    def forward(self, x: Tensor) -> Tensor:
        asked = self.asked(x).reshape(-1, 3 * self.heads, self.size).transpose(0, 1)
        query, key, value = asked.split(self.heads)
        seen = (torch.softmax(query @ key.transpose(1, 2), -1) @ value).transpose(0, 1).reshape(-1, self.heads * self.size)
        x = self.attention_norm(x + self.mixed(seen))
        return self.output_norm(x + self.outer(functional.gelu(self.inner(x))))


class Lean(nn.Module):
    """The tagger for one text: ids of shape (tokens), without batch or mask."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.words, self.positions, self.norm, self.meaning = tagger.words, tagger.positions, tagger.norm, tagger.meaning
        self.layers = nn.ModuleList(LeanLayer(layer) for layer in tagger.layers)
        heads: list[LabelAttention] = [getattr(tagger, name) for name in HEADS]
        self.attend, self.weigh = (joint(*(getattr(head, name) for head in heads)) for name in ("attend", "weigh"))
        self.least = nn.Parameter(self.weigh.bias.detach().clone())
        nn.init.zeros_(self.weigh.bias)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the logits of all columns (45), each token's part in them (tokens, 45), and the text's unit embedding."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[0]])
        for layer in self.layers:
            x = layer(x)
        parts = torch.softmax(self.attend(x), 0) * self.weigh(x)
        return parts.sum(0) + self.least, parts, functional.normalize(self.meaning(x.mean(0)), dim=-1)


def set_apart(lean: Lean, texts: list[Tensor]) -> None:
    """Change the network so that the inputs that some of the texts make largest are multiplied apart."""
    largest: dict[tuple[int, str], Tensor] = {}

    def watch(place: tuple[int, str]) -> Callable[[nn.Module, tuple[Tensor]], None]:
        def seen(_: nn.Module, inputs: tuple[Tensor]) -> None:
            now = inputs[0].abs().amax(0)
            largest[place] = torch.maximum(largest.get(place, now), now)

        return seen

    places = [(number, part) for number in range(len(lean.layers)) for part in APART]
    watched = [getattr(lean.layers[number], part).register_forward_pre_hook(watch((number, part))) for number, part in places]
    with torch.no_grad():
        for ids in texts:
            lean(ids)
    for each in watched:
        each.remove()
    for number, part in places:
        columns = largest[number, part].topk(FARTHEST).indices.sort().values
        setattr(lean.layers[number], part, Apart(getattr(lean.layers[number], part), columns))


def joint(*parts: nn.Linear) -> nn.Linear:
    """Return one layer that gives what several give, side by side."""
    one = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    with torch.no_grad():
        one.weight.copy_(torch.cat([part.weight for part in parts]))
        one.bias.copy_(torch.cat([part.bias for part in parts]))
    return one


def scaled(layer: nn.Linear, scale: float) -> nn.Linear:
    one = nn.Linear(layer.in_features, layer.out_features)
    with torch.no_grad():
        one.weight.copy_(layer.weight * scale)
        one.bias.copy_(layer.bias * scale)
    return one
