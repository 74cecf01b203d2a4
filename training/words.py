"""The English words that misspelt ones are taken for: `python -m training.words FOLDER`, where the recognizer was trained.

The corpus has misspelt words too, as people type them. Those that it has once are not known, nor those that hardly anybody
writes and that are one slip away from a far commoner one. The words that the vocabulary has whole are known as well.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from wordfreq import zipf_frequency

from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.spelling import one_slip_away
from training.corpus import Example, read_corpus
from training.export import WEIGHTS
from training.fingerprint import fingerprint

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_WHOLE = re.compile("▁[a-z]{2,}")
_KNOWN = 2
_RARE = 2.0
"""On the Zipf scale: a word in ten million."""
_COMMONER = 30


def words_of(examples: Iterable[Example], tokenizer: Path) -> dict[str, int]:
    """Return each known word with how often English messages of the corpus have it, the commonest first."""
    counts: Counter[str] = Counter()
    for example in examples:
        if example.language == "en":
            counts.update(_WORD.findall(normalize(example.text).text.lower().replace("’", "'")))
    pieces = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    known = {word: count for word, count in counts.items() if count >= _KNOWN and not _misspelt(word, counts)}
    whole = {piece[1:]: 0 for piece, _ in pieces if _WHOLE.fullmatch(piece)}
    return dict(sorted((whole | known).items(), key=lambda pair: (-pair[1], pair[0])))


def _misspelt(word: str, counts: Counter[str]) -> bool:
    if zipf_frequency(word, "en") >= _RARE:
        return False
    return any(counts[other] >= _COMMONER * counts[word] for other in one_slip_away(word))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("trained", type=Path)
    trained = arguments.parse_args().trained
    words = words_of(read_corpus(), trained / "tokenizer.json")
    lines = [f"# {fingerprint()}", *(f"{word}\t{count}" for word, count in words.items())]
    (WEIGHTS / "words.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
