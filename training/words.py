"""The English words that misspelt ones are taken for: `python -m training.words FOLDER`, where the recognizer was trained.

The corpus has misspelt words too, as people type them. Those that it has once are not known, nor those that no dictionary has
and that are one slip away from a far commoner one. Words of the vocabulary and of the dictionary (pyspellchecker, MIT) are
known where they might be taken for one of the corpus; nothing is taken for them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.spelling import one_slip_away
from training.corpus import Example, read_corpus
from training.fingerprint import WEIGHTS, WORDS, fingerprint

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_WHOLE = re.compile("▁[a-z]{2,}")
_KNOWN = 2
_COMMONER = 30


def words_of(examples: Iterable[Example], tokenizer: Path, dictionary: Collection[str]) -> dict[str, int]:
    """Return each known word with how often English messages of the corpus have it, the commonest first."""
    counts: Counter[str] = Counter()
    for example in examples:
        if example.language == "en":
            counts.update(_WORD.findall(normalize(example.text).text.lower().replace("’", "'")))
    pieces = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    whole = {piece[1:] for piece, _ in pieces if _WHOLE.fullmatch(piece)}
    listed = whole.union(dictionary, (word.replace("'", "") for word in counts if "'" in word))
    known = {word: count for word, count in counts.items() if count >= _KNOWN and not _misspelt(word, counts, listed)}
    others = {word: 0 for word in listed if _WORD.fullmatch(word) and any(each in known for each in one_slip_away(word))}
    return dict(sorted((others | known).items(), key=lambda pair: (-pair[1], pair[0])))


def _misspelt(word: str, counts: Counter[str], listed: Collection[str]) -> bool:
    return word not in listed and any(counts[other] >= _COMMONER * counts[word] for other in one_slip_away(word))


def main() -> None:
    from spellchecker import SpellChecker

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("trained", type=Path)
    trained = arguments.parse_args().trained
    words = words_of(read_corpus(), trained / "tokenizer.json", set(SpellChecker("en").word_frequency.words()))
    lines = [f"# {fingerprint(*WORDS)}", *(f"{word}\t{count}" for word, count in words.items())]
    (WEIGHTS / "words.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
