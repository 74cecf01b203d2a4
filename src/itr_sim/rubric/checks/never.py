"""An act never occurs."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from itr_sim.rubric.checks.check import Check, named
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names


class Never(Check):
    """Full credit if none of the acts occurs; each occurrence takes `each` of it."""

    key: ClassVar[str] = "never"
    short: ClassVar[str] = "acts"

    acts: Names = Field(min_length=1)
    by: Literal["agent", "customer"] = "agent"
    each: float = Field(default=1.0, gt=0, le=1)

    def judge(self, conversation: Conversation) -> Judgement:
        names = named(self.acts)
        if not conversation.numbers(self.by):
            return Judgement.not_applicable({"en": "nothing was said", "zh": "没有任何消息"})
        places = conversation.places(self.acts, self.by)
        if not places:
            return Judgement.of(1.0, {"en": f"no {names['en']}", "zh": f"没有出现：{names['zh']}"})
        found = tuple(conversation.evidence(number, self.acts) for number in places[:3])
        return Judgement.of(
            1 - self.each * len(places),
            {"en": f"{len(places)} × {names['en']}", "zh": f"出现 {len(places)} 次：{names['zh']}"},
            found,
        )
