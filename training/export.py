"""A trained tagger to the files that ship: ONNX, nearly all in 8 bits, the tokenizer, thresholds and the fingerprint."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from itr_sim.understanding.normalizing import normalize
from training.corpus import read_corpus
from training.fingerprint import WEIGHTS
from training.lean import APART, HEADS, Lean, set_apart
from training.tagger import Tagger
from training.thresholds import ACCURATE
from training.train import encoded

WATCHED_EVERY = 100
"""One message of the corpus in so many is looked at for the inputs that are multiplied apart."""
OUTPUTS = ("logits", "parts", "meaning")


def read_trained(trained: Path) -> tuple[Tagger, Tokenizer]:
    """Return the tagger and the tokenizer that training left in a folder."""
    shape = json.loads((trained / "shape.json").read_text())
    tagger = Tagger(shape["vocabulary"], 384, 12, 1536, shape["layers"], 1e-12)
    tagger.load_state_dict(torch.load(trained / "tagger.pt"))
    return tagger.eval(), Tokenizer.from_file(str(trained / "tokenizer.json"))


def differs(lean: Lean, tagger: Tagger) -> float:
    """Return by how much, at most, the network put together anew says something else of a text than the one that was trained."""
    ids = torch.arange(40) * 31 % tagger.words.num_embeddings
    with torch.no_grad():
        whole, ours = tagger(ids[None], torch.ones(1, len(ids))), lean(ids)
    logits, parts = (torch.cat([whole[f"{name}{of}"][0] for name in HEADS], -1) for of in ("", "_parts"))
    theirs = (logits, parts, whole["meaning"][0])
    return max(float((one - other).abs().max()) for one, other in zip(ours, theirs, strict=True))


def export(trained: Path, out: Path, thresholds: dict[str, dict[str, float]]) -> None:
    """Write accurate.onnx, accurate.json, letters.npz and tokenizer.json into `out`.

    Raise ValueError if the network that ships would say something else than the one that was trained.
    """
    shape = json.loads((trained / "shape.json").read_text())
    tagger, tokenizer = read_trained(trained)
    lean = Lean(tagger).eval()
    texts = [normalize(example.text).text for example in read_corpus()[::WATCHED_EVERY]]
    set_apart(lean, [row[: int(seen.sum())] for row, seen in zip(*encoded(tokenizer, texts), strict=True)])
    if (difference := differs(lean, tagger)) > 1e-4:
        raise ValueError(f"{trained}: the network put together anew differs from the trained one by {difference:.2g}")
    out.mkdir(parents=True, exist_ok=True)
    whole = trained / "whole.onnx"
    axes = {name: {0: "tokens"} for name in ("ids", "parts")}
    sample = (torch.zeros(9, dtype=torch.long),)
    torch.onnx.export(
        lean, sample, str(whole), input_names=["ids"], output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    in_32_bits = [f"/layers.{number}/{part}/MatMul" for number in range(shape["layers"]) for part in APART]
    quantize_dynamic(
        str(whole), str(out / "accurate.onnx"), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=in_32_bits, extra_options={"MatMulConstBOnly": True},
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
