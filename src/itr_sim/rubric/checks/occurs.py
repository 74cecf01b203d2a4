"""An act occurs."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from itr_sim.rubric.checks.check import Check, named, none_or_doubt
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names


class Occurs(Check):
    """Full credit if one of the acts occurs."""

    key: ClassVar[str] = "occurs"
    short: ClassVar[str] = "acts"

    acts: Names = Field(min_length=1)
    by: Literal["agent", "customer"] = "agent"
    earnest: bool = False
    """A recital (courtesies that move nothing, or a message said again) does not count."""

    def judge(self, conversation: Conversation) -> Judgement:
        places = (conversation.earnest_places if self.earnest else conversation.places)(self.acts, self.by)
        names = named(self.acts)
        if not places:
            doubtful = conversation.may_hide(self.acts, self.by)
            return none_or_doubt(conversation, doubtful, {"en": f"no {names['en']}", "zh": f"没有出现：{names['zh']}"})
        found = tuple(conversation.evidence(number, self.acts) for number in places[:3])
        return Judgement.of(1.0, {"en": f"{names['en']} in turn {places[0]}", "zh": f"第 {places[0]} 条：{names['zh']}"}, found)
