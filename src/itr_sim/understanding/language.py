"""Which language a text is in, told from its script."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CHINESE, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")


def language_of(text: str) -> str:
    """Return `zh` or `en`. Chinese says in one character what English says in about four letters."""
    if text.isascii():
        return "en"
    return "zh" if len(_CHINESE.findall(text)) * 4 > len(_LATIN.findall(text)) else "en"


def tells_its_language(text: str) -> bool:
    """Return whether there is a letter of either language in a text."""
    return bool(_CHINESE.search(text) or _LATIN.search(text))


def language_of_all(texts: Iterable[str]) -> str:
    """Return the language of a whole conversation."""
    return language_of("\n".join(texts))
