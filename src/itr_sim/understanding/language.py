"""Which language a text is in, told from its script."""

from __future__ import annotations

from collections.abc import Iterable


def language_of(text: str) -> str:
    """Return `zh` or `en`. Chinese says in one character what English says in about four letters."""
    chinese = sum("\u3400" <= char <= "\u9fff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return "zh" if chinese * 4 > latin else "en"


def language_of_all(texts: Iterable[str]) -> str:
    """Return the language of a whole conversation."""
    return language_of("\n".join(texts))
