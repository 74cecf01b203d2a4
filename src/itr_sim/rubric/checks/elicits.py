"""The agent asked, and the customer told."""

from __future__ import annotations

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
        by_reply = {reply: number for number in asked if (reply := self._reply(conversation, number)) is not None}
        answered = [(number, reply) for reply, number in by_reply.items()]
        evidence = tuple(
            each
            for number, reply in answered[:2]
            for each in (conversation.evidence(number, PROBING), conversation.evidence(reply))
        )
        reason = {
            "en": f"{len(answered)} of {len(asked)} questions brought out something",
            "zh": f"{len(asked)} 次提问，{len(answered)} 次问出了情况",
        }
        return some_or_doubt(conversation, conversation.may_hide(PROBING), (len(answered), self.enough), reason, evidence)

    @staticmethod
    def _reply(conversation: Conversation, number: int) -> int | None:
        """Return the customer's turn that answers a question: it tells, agrees or says what is wanted.

        What was restated may be answered by any word that is not angry, and any question by a complaint that is not.
        """
        after = [each for each in (*conversation.agent, *conversation.customer) if each > number]
        for place, later in enumerate(sorted(after)):
            if conversation.turn(later).speaker == "agent":
                if place > 0:
                    return None
                continue
            turn = conversation.turn(later)
            if turn.facts or conversation.acts(later) & {"provide_info", "accept", "state_need"}:
                return later
            if "restate" in conversation.acts(number) or "complain" in conversation.acts(later):
                return later if conversation.feeling(later) < 2.5 else None
        return None
