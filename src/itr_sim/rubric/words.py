"""Sentences in every interface language."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

Words = dict[str, str]
"""A text by language: `{'en': …, 'zh': …}`."""


def _both(value: Any) -> Any:
    return {"zh": value, "en": value} if isinstance(value, str) else value


AuthoredWords = Annotated[Words, BeforeValidator(_both)]
"""As an author may write it: one text for all languages, or one each under `zh` and `en`."""


def in_language(words: Words, language: str) -> str:
    """Return the text in a language (`zh-CN` finds `zh`), or in whichever there is."""
    return words.get(language[:2]) or next(iter(words.values()), "")
