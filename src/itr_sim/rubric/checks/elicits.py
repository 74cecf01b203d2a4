"""The agent asked, and the customer told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check, some_or_doubt
from itr_sim.rubric.conversation import PROBING, Conversation
from itr_sim.rubric.scorecard import Judgement


class Elicits(Check):
    """Credit for information that followed a question of the agent's: full from `enough` answered questions on."""

    key: ClassVar[str] = "elicits"

    enough: int = Field(default=2, ge=1)

    def judge(self, conversation: Conversation) -> Judgement:
        asked = conversation.earnest_places(PROBING)
        if not asked:
            nothing = {"en": "the agent asked nothing about the matter", "zh": "没有问过客户具体情况"}
            return some_or_doubt(conversation, conversation.may_hide(PROBING), (0, self.enough), nothing)
        # A message that answers two questions brought out one thing: the last of them.
        by_reply = {reply: number for number, reply in _answered(conversation, asked) if reply is not None}
        answered = [(number, reply) for reply, number in by_reply.items()]
        evidence = tuple(
            each
            for number, reply in answered[:2]
            for each in (conversation.evidence(number, PROBING), conversation.evidence(reply))
        )
        evidence = evidence or tuple(conversation.evidence(number, PROBING) for number in asked[:2])
        reason = {
            "en": f"{len(answered)} of {len(asked)} questions brought out something",
            "zh": f"{len(asked)} 次提问，{len(answered)} 次问出了情况",
        }
        return some_or_doubt(conversation, conversation.may_hide(PROBING), (len(answered), self.enough), reason, evidence)


def _answered(conversation: Conversation, asked: Iterable[int]) -> Iterator[tuple[int, int | None]]:
    """Yield each question with the customer's turn that answers it."""
    found: dict[tuple[int, bool], int | None] = {}
    for number in asked:
        replies, restated = conversation.next_customer(number), "restate" in conversation.acts(number)
        if not replies:
            continue
        if (replies[0], restated) not in found:
            found[replies[0], restated] = _reply(conversation, replies, restated)
        yield number, found[replies[0], restated]


def _reply(conversation: Conversation, replies: Iterable[int], restated: bool) -> int | None:
    """Return the turn that answers a question: it tells, agrees or says what is wanted.

    What was restated may be answered by any word that is not angry, and any question by a complaint that is not.
    """
    for number in replies:
        if conversation.turn(number).facts or conversation.acts(number) & {"provide_info", "accept", "state_need"}:
            return number
        if restated or "complain" in conversation.acts(number):
            return number if conversation.feeling(number) < 2.5 else None
    return None
