"""What noise costs the recognizer on the held-out part: `python -m benchmarks.noise [accurate|compact]`."""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib.resources import files

from benchmarks.asked import recognizer_asked
from training.corpus import read_corpus
from training.noise import mistyped, without_signs

from itr_sim.evaluation import Labelled, evaluate
from itr_sim.understanding import Message, load_recognizer


def traditional(text: str) -> str:
    """Return simplified characters in traditional script, where the table has one for them."""
    pairs = (files("itr_sim.understanding") / "traditional.txt").read_text("utf-8").splitlines()
    table = {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
    return "".join(table.get(char, char) for char in text)


def full_width(text: str) -> str:
    """Return letters, digits and signs in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


CHANCE = random.Random(15)
NOISES: dict[str, Callable[[str], str]] = {
    "as typed": str,
    "one character in fifteen": lambda text: mistyped(text, CHANCE),
    "without punctuation": without_signs,
    "traditional script": traditional,
    "full width": full_width,
}


def main(kind: str) -> None:
    recognizer = load_recognizer(kind)
    gold = [
        Labelled(each.text, each.speaker, frozenset(each.acts), each.emotion, each.language)
        for each in read_corpus(held_out=True)
    ]
    print(f"{recognizer.name}: macro-F1 over the acts")
    clean: dict[str, float] = {}
    for name, noise in NOISES.items():
        readings = recognizer.read([Message(message.speaker, noise(message.text)) for message in gold])
        figures = {f"{each.language} {each.speaker}": each.macro_f1 for each in evaluate(gold, readings)}
        clean = clean or figures
        shown = "  ".join(f"{part} {value:.3f} ({100 * (value - clean[part]):+.1f})" for part, value in figures.items())
        print(f"{name:26} {shown}", flush=True)


if __name__ == "__main__":
    main(recognizer_asked(__doc__))
