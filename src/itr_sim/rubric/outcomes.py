"""How a conversation ended: as the session recorded it, or read from the customer's own words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from itr_sim.rubric.conversation import AT_EASE, FRIENDLY, REFUSED, SETTLING, Conversation

OutcomeName = Literal[
    "settled",
    "settled_grudgingly",
    "escalated",
    "escalated_wrongly",
    "abandoned",
    "broken_off",
    "rejected",
    "unclear",
]
AGREED = frozenset(("accept",))
_UNSETTLED = frozenset(("abandoned", "broken_off", "rejected"))
OFFERING = frozenset((*SETTLING, "commit", "escalate", "decline", "set_expectation", "ask_consent"))
_TAKING_UP = OFFERING | {"inform", "give_deadline"}
_MATTER = frozenset(("state_need", "provide_info", "ask", "complain", "demand"))
_UPSET, _GRUDGING = 2.5, 1.75


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
    offered = min(_offers(conversation, OFFERING), default=len(conversation.turns))
    decided = [number for number in conversation.customer if _decides(conversation, number, offered)]
    if last is None or not decided:
        return _undecided(conversation, last)
    number = decided[-1]
    acts = conversation.acts(number)
    if acts & AGREED and not acts & REFUSED:
        return _agreed(conversation, number)
    if last > number and _came_round(conversation, number, last):
        return Ending("settled", last, inferred=True)
    if last > number and _calmed(conversation, number, last):
        return _undecided(conversation, last)
    upset = acts & {"threaten", "abuse"} or conversation.feeling(last) >= _UPSET
    return Ending("broken_off" if upset else "rejected", number, inferred=True)


def goes_away_unsettled(conversation: Conversation) -> bool:
    """Return whether the customer goes away with nothing agreed: as a session recorded it, or by words that are still displeased.

    A last word that is not displeased leaves a doubt whether an agreement was missed, unless there was nothing to agree to.
    """
    ending = ending_of(conversation)
    if ending.outcome not in _UNSETTLED:
        return False
    if not ending.inferred or _never_taken_up(conversation):
        return True
    return conversation.feeling(conversation.customer[-1]) >= _GRUDGING


def _decides(conversation: Conversation, number: int, offered: int) -> bool:
    """Return whether a turn refuses, or agrees to something: nobody can agree before anything was put forward."""
    acts = conversation.acts(number)
    return bool(acts & REFUSED) or (offered < number and bool(acts & AGREED))


def _agreed(conversation: Conversation, number: int) -> Ending:
    """Return the ending of a conversation whose last decision was to agree: a fresh anger afterwards undoes it."""
    later = [each for each in conversation.customer if each > number]
    if any("complain" in conversation.acts(each) and conversation.feeling(each) >= _UPSET for each in later):
        return Ending("rejected", later[-1], inferred=True)
    grudging = conversation.feeling(number) >= _GRUDGING
    return Ending("settled_grudgingly" if grudging else "settled", number, inferred=True)


def _came_round(conversation: Conversation, refused: int, last: int) -> bool:
    """Return whether something was offered after the refusal and the customer's last word is calm and no complaint."""
    offered = any(refused < number < last for number in _offers(conversation, SETTLING))
    calm = conversation.feeling(last) < AT_EASE and not conversation.acts(last) & {"complain", "reject"}
    return offered and calm


def _calmed(conversation: Conversation, refused: int, last: int) -> bool:
    """Return whether the matter was taken up after the refusal, or threat, and the customer's last word is at ease."""
    taken_up = any(refused < number < last for number in _offers(conversation, OFFERING))
    return taken_up and conversation.feeling(last) < AT_EASE and not conversation.acts(last) & (REFUSED | {"complain"})


def _offers(conversation: Conversation, acts: Collection[str]) -> list[int]:
    """Return the turns that put something forward, or may: what was not understood may have been an offer."""
    return sorted({*conversation.earnest_places(acts), *conversation.may_hide(acts)})


def _undecided(conversation: Conversation, last: int | None) -> Ending:
    if last is None:
        return Ending("unclear", None, inferred=True)
    feeling = conversation.feeling(last)
    if "thank" in conversation.acts(last) and _came_round(conversation, 0, last):
        return Ending("settled", last, inferred=True)
    if conversation.places(("escalate",)) and feeling < _UPSET:
        return Ending("escalated", last, inferred=True)
    if feeling >= _UPSET:
        return Ending("broken_off", last, inferred=True)
    given_up = feeling >= _GRUDGING or _never_taken_up(conversation)
    return Ending("abandoned" if given_up else "unclear", last, inferred=True)


def _never_taken_up(conversation: Conversation) -> bool:
    """Return whether the customer came with a matter and the agent put nothing forward and told nothing.

    A message that was not understood, or a last word that agrees or thanks, leaves a doubt.
    """
    came_with = conversation.places(_MATTER, "customer")
    answered = bool(came_with) and any(number > came_with[0] for number in conversation.agent)
    taken_up = conversation.earnest_places(_TAKING_UP) or conversation.in_doubt()
    return answered and not taken_up and not conversation.acts(conversation.customer[-1]) & FRIENDLY
