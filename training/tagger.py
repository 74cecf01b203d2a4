"""The network: a small BERT-like encoder, one attention per label over its tokens, and an embedding of the whole text.

The attention per label (as in CAML, arXiv 1802.05695) says which tokens carried an act: that is the span of the evidence.
The embedding is trained to keep the geometry of the encoder it starts from, so that a scenario's own acts can be told
from a handful of examples in the same pass.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS, STEPS
from training.pretrained import Pretrained
from training.vocabulary import SPECIAL

DROPPED, UNSEEN = 0.1, 0.1
"""While it learns: the share of what each part of a layer adds that is left out, and of the pieces of a text that are not seen.
What is told from one word alone falls on other people's text; with both the odds are nearer the truth (docs/understanding.md)."""


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(hidden, hidden) for _ in range(4))
        self.attention_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.inner, self.outer = nn.Linear(hidden, feed_forward), nn.Linear(feed_forward, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        query, key, value = (
            part(x).view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(-1, -2) * (hidden // self.heads) ** -0.5 + bias
        attention = functional.dropout(torch.softmax(scores, -1), DROPPED, self.training)
        seen = (attention @ value).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + functional.dropout(self.mixed(seen), DROPPED, self.training))
        return self.output_norm(x + functional.dropout(self.outer(functional.gelu(self.inner(x))), DROPPED, self.training))


class LabelAttention(nn.Module):
    """For each label: attend over the tokens, then one number. Returns logits and each token's part in them."""

    def __init__(self, hidden: int, labels: int) -> None:
        super().__init__()
        self.attend = nn.Linear(hidden, labels)
        self.weigh = nn.Linear(hidden, labels)
        nn.init.zeros_(self.attend.weight)
        nn.init.constant_(self.weigh.bias, -2.5)

    def forward(self, x: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        attention = torch.softmax(self.attend(x) + bias, 1)
        parts = attention * (self.weigh(x) - self.weigh.bias)
        return parts.sum(1) + self.weigh.bias, parts


class Tagger(nn.Module):
    def __init__(self, vocabulary: int, hidden: int, heads: int, feed_forward: int, layers: int, epsilon: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, hidden)
        self.positions = nn.Embedding(256, hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)
        self.layers = nn.ModuleList(Layer(hidden, heads, feed_forward, epsilon) for _ in range(layers))
        self.agent = LabelAttention(hidden, len(AGENT_ACTS))
        self.customer = LabelAttention(hidden, len(CUSTOMER_ACTS))
        self.emotion = LabelAttention(hidden, STEPS)
        self.meaning = nn.Linear(hidden, hidden)

    def forward(self, ids: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Return logits and token parts for each head, and the unit embedding of each text."""
        places = torch.arange(ids.shape[1], device=ids.device)
        words = self.words(ids)
        if self.training:
            words = words * ((torch.rand(ids.shape) >= UNSEEN) | (ids < SPECIAL))[:, :, None]
        x = self.norm(words + self.positions(places))
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        token_bias = (1.0 - mask[:, :, None]) * -1e4
        found = {}
        for name in ("agent", "customer", "emotion"):
            logits, parts = getattr(self, name)(x, token_bias)
            found[name], found[f"{name}_parts"] = logits, parts
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        found["meaning"] = functional.normalize(self.meaning(mean), dim=-1)
        return found


def from_pretrained(source: Pretrained, kept: list[int]) -> Tagger:
    """Return a tagger whose encoder is that of `source`, with the kept rows of its vocabulary."""
    tagger = Tagger(len(kept), source.hidden, source.heads, source.feed_forward, source.layers, source.epsilon)

    def put(parameter: Tensor, name: str) -> None:
        parameter.copy_(torch.tensor(source.tensors[name]).view(parameter.shape))

    with torch.no_grad():
        words = source.tensors["emb.word"].reshape(-1, source.hidden)
        kind = source.tensors["emb.type"].reshape(-1, source.hidden)[0]
        tagger.words.weight.copy_(torch.tensor(words[kept] + kind))
        tagger.positions.weight.copy_(torch.tensor(source.tensors["emb.pos"].reshape(-1, source.hidden)[:256]))
        put(tagger.norm.weight, "emb.ln.w")
        put(tagger.norm.bias, "emb.ln.b")
        names = {
            "query": "q", "key": "k", "value": "v", "mixed": "ao", "attention_norm": "aln",
            "inner": "fi", "outer": "fo", "output_norm": "oln",
        }  # fmt: skip
        for number, layer in enumerate(tagger.layers):
            for ours, theirs in names.items():
                put(getattr(layer, ours).weight, f"l{number}.{theirs}.w")
                put(getattr(layer, ours).bias, f"l{number}.{theirs}.b")
        tagger.meaning.weight.copy_(torch.eye(source.hidden))
        tagger.meaning.bias.zero_()
    return tagger
