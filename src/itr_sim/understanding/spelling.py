"""English words with one slip of the fingers in them, read as the words that were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_lowercase

from itr_sim.understanding.normalizing import Normalized, normalize

_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"(?<![^\W_])[A-Za-z]+(?:['’][A-Za-z]+)?(?![^\W_])")
_LENGTHS = range(4, 21)
"""Letters of a word that is mended: shorter ones are one slip away from too many others, longer ones are no words."""
_SURELY_NO_NAME = 6
"""Letters from which a capitalised word at the beginning of a sentence is mended: names there are mostly shorter."""
_COMMON = 3
"""How often the corpus has a word that something misspelt is taken for."""


@cache
def known_words() -> dict[str, int]:
    """Return the words that are known, with how often the corpus has them (0: known from elsewhere, nothing is taken for them).

    Raises OSError or ValueError if the shipped list is missing or damaged.
    """
    _, *lines = (files(__package__) / "weights" / "words.tsv").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split("\t") for line in lines)}


def as_meant(text: str) -> Normalized:
    """Return the normal form of a text, misspelt English words as they were meant; Chinese messages and names stay."""
    normalized = normalize(text)
    if not normalized.text or _CHINESE.search(normalized.text):
        return normalized
    return _mended(normalized)


def _mended(text: Normalized) -> Normalized:
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
    """Yield the span of each misspelt word with the word that was meant, in capitals if it was."""
    for match in _WORD.finditer(text):
        typed = match.group()
        if len(typed) not in _LENGTHS or _may_be_a_name(text, match.start(), typed):
            continue
        meant = _meant(typed.lower().replace("’", "'"))
        if meant:
            yield match.start(), match.end(), meant.upper() if typed.isupper() else meant


def _may_be_a_name(text: str, start: int, typed: str) -> bool:
    if not typed[0].isupper() or typed.isupper():
        return False
    begins = text[max(0, start - 2) : start].rstrip()[-1:] in ("", ".", "!", "?")
    return not begins or len(typed) < _SURELY_NO_NAME


@lru_cache(maxsize=4096)
def _meant(typed: str) -> str | None:
    """Return the commonest word that is one slip away; None for a word that is known, or like none."""
    words = known_words()
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
