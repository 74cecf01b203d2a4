"""An act occurs within the first messages or seconds."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from itr_sim.rubric.checks.check import Check, in_doubt, named, none_or_doubt
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

    @model_validator(mode="after")
    def _tests_something(self) -> Within:
        self._need_one_of(messages=self.messages, seconds=self.seconds)
        return self

    def judge(self, conversation: Conversation) -> Judgement:
        times = self._times(conversation) if self.seconds is not None else {}
        if times is None:
            return Judgement.not_applicable({"en": "the transcript has no times", "zh": "记录里没有时间"})
        places, names = conversation.places(self.acts), named(self.acts)
        doubtful = conversation.may_hide(self.acts)
        if not places:
            return none_or_doubt(conversation, doubtful, {"en": f"no {names['en']}", "zh": f"没有出现：{names['zh']}"})
        first = places[0]
        found = (conversation.evidence(first, self.acts),)
        reason = {"en": f"{names['en']} in turn {first}", "zh": f"第 {first} 条：{names['zh']}"}
        if self._in_time(conversation, first, times):
            return Judgement.of(1.0, reason, found)
        if hidden := [number for number in doubtful if self._in_time(conversation, number, times)]:
            return in_doubt(conversation, hidden)
        return Judgement.of(self.late, reason, found)

    def _in_time(self, conversation: Conversation, number: int, times: dict[int, float]) -> bool:
        soon = self.messages is None or conversation.agent.index(number) < self.messages
        return soon and (self.seconds is None or times[number] <= self.seconds)

    @staticmethod
    def _times(conversation: Conversation) -> dict[int, float] | None:
        """Return the seconds from the first word to each message of the agent's; None where they are not all known."""
        began = next((turn.at for turn in conversation.turns if turn.speaker != "system"), None)
        times = {}
        for number in conversation.agent:
            reached = conversation.turn(number).at
            if began is None or reached is None or (began.tzinfo is None) != (reached.tzinfo is None):
                return None
            times[number] = (reached - began).total_seconds()
        return times
