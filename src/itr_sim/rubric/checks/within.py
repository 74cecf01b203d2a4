"""An act occurs within the first messages or seconds."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check, named, none_or_doubt
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names, Seconds


class Within(Check):
    """Full credit if one of the acts occurs in the agent's first messages (or seconds); half if it comes later."""

    key: ClassVar[str] = "within"

    acts: Names = Field(min_length=1)
    messages: int | None = Field(default=None, ge=1)
    seconds: Seconds | None = None
    late: float = Field(default=0.5, ge=0, le=1)
    """Credit if it occurs, but later."""

    def judge(self, conversation: Conversation) -> Judgement:
        places = conversation.places(self.acts)
        names = named(self.acts)
        if not places:
            return none_or_doubt(conversation, self.acts, {"en": f"no {names['en']}", "zh": f"没有出现：{names['zh']}"})
        first = places[0]
        found = (conversation.evidence(first, self.acts),)
        reason = {"en": f"{names['en']} in turn {first}", "zh": f"第 {first} 条：{names['zh']}"}
        if self.messages is not None and conversation.agent.index(first) >= self.messages:
            return Judgement.of(self.late, reason, found)
        if self.seconds is not None:
            began = next(turn.at for turn in conversation.turns if turn.speaker != "system")
            reached = conversation.turn(first).at
            if began is None or reached is None or (began.tzinfo is None) != (reached.tzinfo is None):
                return Judgement.not_applicable({"en": "the transcript has no times", "zh": "记录里没有时间"})
            if (reached - began).total_seconds() > self.seconds:
                return Judgement.of(self.late, reason, found)
        return Judgement.of(1.0, reason, found)
