"""English words with one slip of the fingers in them, read as the words that were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_lowercase

from itr_sim.understanding.normalizing import Normalized

_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD = re.compile("[A-Za-z]+(?:['’][A-Za-z]+)?")
_SHORTEST = 4
"""Letters of a word that is mended: shorter ones are one slip away from too many others."""
_COMMON = 3
"""How often the corpus has a word that something misspelt is taken for."""


@cache
def _words() -> dict[str, int]:
    """Return the words that are known, with how often the corpus has them (0: only the vocabulary has)."""
    _, *lines = (files(__package__) / "weights" / "words.tsv").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split("\t") for line in lines)}


def mended(text: Normalized) -> Normalized:
    """Return `text` with misspelt English words as they were meant; what is written in Chinese, or a name, stays as it is."""
    if not text.text or _CHINESE.search(text.text):
        return text
    parts: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end, meant in _slips(text.text):
        parts += text.text[at:start], meant
        origin += text.origin[at:start]
        origin += (text.origin[min(start + place, end - 1)] for place in range(len(meant) - 1))
        origin.append(text.origin[end - 1])
        at = end
    if not parts:
        return text
    return Normalized("".join((*parts, text.text[at:])), (*origin, *text.origin[at:]))


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the span of each misspelt word with the word that was meant, in the same case."""
    for match in _WORD.finditer(text):
        typed = match.group()
        if len(typed) < _SHORTEST or (typed.istitle() and text[: match.start()].rstrip()[-1:] not in ("", ".", "!", "?")):
            continue
        meant = _meant(typed.lower().replace("’", "'"))
        if meant:
            yield match.start(), match.end(), meant.upper() if typed.isupper() else meant


@lru_cache(maxsize=4096)
def _meant(typed: str) -> str | None:
    """Return the commonest word that is one slip away; None for a word that is known, or like none."""
    words = _words()
    if typed in words or typed.replace("'", "") in words:
        return None
    likely = [word for word in one_slip_away(typed) if words.get(word, 0) >= _COMMON]
    return min(likely, key=lambda word: (-words[word], word), default=None)


def one_slip_away(typed: str) -> Iterator[str]:
    """Yield what comes of a letter more, less, in the place of another, or of two swapped (Damerau 1964: four of five slips)."""
    for place in range(len(typed) + 1):
        before, after = typed[:place], typed[place:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
