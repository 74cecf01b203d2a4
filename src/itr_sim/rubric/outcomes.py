"""How a conversation ended: as the session recorded it, or read from the customer's own words."""

from __future__ import annotations

from dataclasses import dataclass

from itr_sim.rubric.conversation import Conversation

AGREED = frozenset(("accept",))
REFUSED = frozenset(("reject", "threaten", "abuse"))
_UPSET = 2.5


@dataclass(frozen=True, slots=True)
class Ending:
    """`outcome` is one of a session's, or `rejected` or `unclear` where it was inferred; `turn` shows it (None: nothing does)."""

    outcome: str
    turn: int | None
    inferred: bool


def ending_of(conversation: Conversation) -> Ending:
    """Return how it ended."""
    session = conversation.transcript.session
    last = conversation.customer[-1] if conversation.customer else None
    if session and session.outcome:
        return Ending(session.outcome, last, inferred=False)
    decided = [number for number in conversation.customer if conversation.acts(number) & (AGREED | REFUSED)]
    if not decided:
        return _undecided(conversation, last)
    number = decided[-1]
    acts = conversation.acts(number)
    feeling = conversation.feeling(last) if last else 0.0
    if acts & AGREED and not acts & REFUSED:
        later = [each for each in conversation.customer if each > number]
        spoilt = any("complain" in conversation.acts(each) and conversation.feeling(each) >= _UPSET for each in later)
        if spoilt:
            return Ending("rejected", later[-1], inferred=True)
        return Ending("settled_grudgingly" if feeling >= 1.75 else "settled", number, inferred=True)
    if acts & {"threaten", "abuse"} or feeling >= _UPSET:
        return Ending("broken_off", number, inferred=True)
    return Ending("rejected", number, inferred=True)


def _undecided(conversation: Conversation, last: int | None) -> Ending:
    if last is None:
        return Ending("unclear", None, inferred=True)
    acts, feeling = conversation.acts(last), conversation.feeling(last)
    if "thank" in acts and feeling < 1.5:
        return Ending("settled", last, inferred=True)
    if conversation.places(("escalate",)) and feeling < _UPSET:
        return Ending("escalated", last, inferred=True)
    if feeling >= _UPSET:
        return Ending("broken_off", last, inferred=True)
    return Ending("abandoned" if feeling >= 1.75 else "unclear", last, inferred=True)
