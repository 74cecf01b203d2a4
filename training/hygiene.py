"""What a corpus of messages written one by one must not have: near-duplicates, and families cut from one template."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

NEAR = 0.6
"""Share of common character n-grams (Jaccard) above which two messages are one."""
_SHORT = 6
"""Fewer letters than that are a word or two that anybody may type; they repeat nobody."""
_TOO_COMMON = 3000
_FRAME = 4
_FAMILY = 4


def letters(text: str) -> str:
    """Return what is compared: letters and digits in lower case."""
    return re.sub(r"\W", "", text.lower())


def grams(text: str) -> frozenset[str]:
    """Return character pairs of a Chinese text, runs of four of an English one."""
    plain = letters(text)
    size = 2 if re.search("[\u4e00-\u9fff]", plain) else 4
    return frozenset(plain[at : at + size] for at in range(len(plain) - size + 1)) or frozenset((plain,))


class Near:
    """Finds what a message is a near-duplicate of among those seen before it."""

    def __init__(self) -> None:
        self._seen: list[tuple[str, frozenset[str]]] = []
        self._index: dict[str, list[int]] = defaultdict(list)

    def add(self, text: str) -> None:
        own = grams(text)
        for gram in own:
            self._index[gram].append(len(self._seen))
        self._seen.append((text, own))

    def like(self, text: str) -> str | None:
        """Return an earlier message that this one repeats, or None."""
        own = grams(text)
        shared = Counter(at for gram in own if len(self._index.get(gram, ())) < _TOO_COMMON for at in self._index.get(gram, ()))
        for at, common in shared.most_common(4):
            if common / len(own | self._seen[at][1]) > NEAR:
                return self._seen[at][0]
        return None


def near_duplicates(texts: Iterable[str], known: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Return (message, what it repeats) for each message that is near one before it or one that is known."""
    near = Near()
    for text in known:
        near.add(text)
    found = []
    for text in texts:
        if len(letters(text)) < _SHORT:
            continue
        earlier = near.like(text)
        if earlier is not None:
            found.append((text, earlier))
        near.add(text)
    return found


def families(texts: Sequence[str]) -> list[list[str]]:
    """Return groups of four or more messages that share both their beginning and their end: one template, other slots."""
    framed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        parts = list(letters(text)) if re.search("[\u4e00-\u9fff]", text) else text.lower().split()
        if len(parts) >= 3 * _FRAME - 2:
            framed["".join(parts[:_FRAME]), "".join(parts[-_FRAME:])].append(text)
    return [group for group in framed.values() if len(group) >= _FAMILY]
