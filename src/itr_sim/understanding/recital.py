"""What a recital is made of: courtesies that move nothing, and the same words said again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

COURTESY = frozenset(
    (
        "greet",
        "thank",
        "close",
        "empathize",
        "apologize",
        "reassure",
        "check_resolution",
        "ask_consent",
        "promise_vague",
        "commit",
    )
)
"""Acts that a reciter strings together; alone they move nothing."""
MOVING = frozenset(
    (
        "verify_identity",
        "probe_open",
        "probe_detail",
        "restate",
        "inform",
        "propose",
        "offer_choice",
        "goodwill",
        "set_expectation",
        "give_deadline",
        "decline",
        "escalate",
        "hold",
    )
)
"""Acts that move the matter on."""
_SAME = 0.7
"""Share of common character pairs (Jaccard) above which one text says the other again."""
_LOOKS_BACK = 50
"""Texts of a speaker that are compared with a new one: what was said longer ago nobody remembers as said before."""


def alike(text: str, earlier: str) -> bool:
    """Return whether one text says the other again, near enough to the letter; a word or two repeats nobody."""
    left, right = _pairs(text), _pairs(earlier)
    fewer, more = sorted((len(left), len(right)))
    return fewer >= 6 and fewer > _SAME * more and len(left & right) / len(left | right) > _SAME


def said_again(texts: Sequence[str]) -> list[int]:
    """Return which of the texts say one of the fifty before them again, by their places."""
    return [
        place
        for place, text in enumerate(texts)
        if any(alike(text, earlier) for earlier in texts[max(0, place - _LOOKS_BACK) : place])
    ]


@lru_cache(maxsize=4 * _LOOKS_BACK)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
