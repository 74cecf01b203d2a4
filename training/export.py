"""A trained tagger to the files that ship: ONNX, nearly all in 8 bits, the tokenizer, thresholds and the fingerprint."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.fingerprint import WEIGHTS
from training.tagger import Tagger
from training.thresholds import ACCURATE

LEFT_WIDE = ("/tagger/layers.4/outer/MatMul",)
"""Not in 8 bits: a few of its inputs are far larger than the others, which one scale for all cannot carry. No other layer costs
as much: the mean error of a customer act's probability is 0.015 with it in 8 bits, 0.010 without (docs/understanding.md)."""
OUTPUTS = ("agent", "agent_parts", "customer", "customer_parts", "emotion", "meaning")


class Named(torch.nn.Module):
    """The tagger with its outputs in a fixed order, as ONNX wants them."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        found = self.tagger(ids, mask)
        return tuple(found[name] for name in OUTPUTS)


def read_trained(trained: Path) -> tuple[Tagger, Tokenizer]:
    """Return the tagger and the tokenizer that training left in a folder."""
    shape = json.loads((trained / "shape.json").read_text())
    tagger = Tagger(shape["vocabulary"], 384, 12, 1536, shape["layers"], 1e-12)
    tagger.load_state_dict(torch.load(trained / "tagger.pt"))
    return tagger.eval(), Tokenizer.from_file(str(trained / "tokenizer.json"))


def export(trained: Path, out: Path, thresholds: dict[str, dict[str, float]]) -> None:
    """Write accurate.onnx, accurate.json, letters.npz and tokenizer.json into `out`."""
    shape = json.loads((trained / "shape.json").read_text())
    tagger, _ = read_trained(trained)
    out.mkdir(parents=True, exist_ok=True)
    whole = trained / "whole.onnx"
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask")}
    axes |= {name: {0: "batch", 1: "length"} if name.endswith("parts") else {0: "batch"} for name in OUTPUTS}
    sample = (torch.zeros((2, 9), dtype=torch.long), torch.ones((2, 9)))
    torch.onnx.export(
        Named(tagger), sample, str(whole), input_names=["ids", "mask"], output_names=list(OUTPUTS),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        str(whole), str(out / "accurate.onnx"), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=LEFT_WIDE, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    (out / "letters.npz").write_bytes((trained / "letters.npz").read_bytes())
    (out / "tokenizer.json").write_text((trained / "tokenizer.json").read_text())
    settings = {"version": shape["fingerprint"][:8], "fingerprint": shape["fingerprint"], "thresholds": thresholds}
    (out / "accurate.json").write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("trained", type=Path)
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = arguments.parse_args()
    export(chosen.trained, chosen.out, ACCURATE)


if __name__ == "__main__":
    main()
