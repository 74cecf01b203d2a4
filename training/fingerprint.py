"""What the weights are made from, as one number: a test compares it with what the shipped weights say of themselves."""

from __future__ import annotations

import hashlib
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = _ROOT / "src" / "itr_sim" / "understanding" / "weights"
WORDS = ("training/words.py", "src/itr_sim/understanding/spelling.py")
"""What the list of words is made from besides the corpus."""
_CODE = (
    "training/bags.py",
    "training/compact.py",
    "training/corpus.py",
    "training/letters.py",
    "training/noise.py",
    "training/pretrained.py",
    "training/tagger.py",
    "training/train.py",
    "training/vocabulary.py",
    "src/itr_sim/understanding/labels.py",
    "src/itr_sim/understanding/ngrams.py",
    "src/itr_sim/understanding/normalizing.py",
    "src/itr_sim/understanding/segmenting.py",
    "src/itr_sim/understanding/traditional.txt",
)


def fingerprint(*more: str) -> str:
    """Return a digest of the training part of the corpus, of the code that makes weights of it, and of `more` files."""
    digest = hashlib.blake2b(digest_size=8)
    corpus = (
        path
        for path in (_ROOT / "corpus").glob("*/*/*")
        if path.suffix in (".txt", ".jsonl") and not path.stem.startswith("held-out")
    )
    for path in sorted([*corpus, *(_ROOT / name for name in (*_CODE, *more))]):
        digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
