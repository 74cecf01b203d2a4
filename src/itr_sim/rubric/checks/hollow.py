"""Messages that say something, against recitals of courtesies."""

from __future__ import annotations

from typing import ClassVar

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement


class Hollow(Check):
    """Credit falls with the share of the agent's messages that only recite; none left at half of them."""

    key: ClassVar[str] = "hollow"

    def judge(self, conversation: Conversation) -> Judgement:
        if not conversation.agent:
            return Judgement.not_applicable({"en": "the agent said nothing", "zh": "客服没有说话"})
        hollow = sorted(conversation.hollow)
        last = conversation.agent[-1]
        counted = [number for number in hollow if number != last or not conversation.acts(number) & {"close"}]
        share = len(counted) / len(conversation.agent)
        reason = {
            "en": f"{len(counted)} of {len(conversation.agent)} messages only recite courtesies",
            "zh": f"{len(conversation.agent)} 条消息里有 {len(counted)} 条只是套话",
        }
        return Judgement.of(1 - 2 * share, reason, tuple(conversation.evidence(number) for number in counted[:3]))
