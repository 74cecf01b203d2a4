"""Nobody has to say things twice."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement


class Repeats(Check):
    """Full credit unless the agent says a message again, or the customer has to; each time takes `each`."""

    key: ClassVar[str] = "repeats"

    each: float = Field(default=0.5, gt=0, le=1)

    def judge(self, conversation: Conversation) -> Judgement:
        if len(conversation.agent) < 2:
            return Judgement.not_applicable({"en": "too short to repeat anything", "zh": "对话太短，无从重复"})
        again = [*conversation.said_again("agent"), *conversation.said_again("customer")]
        if not again:
            return Judgement.of(1.0, {"en": "nothing had to be said twice", "zh": "没有重复的话"})
        evidence = tuple(conversation.evidence(number) for number in sorted(again)[:3])
        return Judgement.of(
            1 - self.each * len(again), {"en": f"said again: {len(again)} ×", "zh": f"重复 {len(again)} 次"}, evidence
        )
