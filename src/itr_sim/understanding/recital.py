"""What a recital is made of: courtesies that move nothing, and the same words said again."""

from __future__ import annotations

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


def alike(text: str, earlier: str) -> bool:
    """Return whether one text says the other again, near enough to the letter; a word or two repeats nobody."""
    left, right = ({each[at : at + 2] for at in range(len(each) - 1)} for each in (text, earlier))
    return min(len(left), len(right)) >= 6 and len(left & right) / len(left | right) > _SAME
