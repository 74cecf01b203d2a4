"""A human tone: by the agent's words, or by the customer's thanks."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.checks.count import Count
from itr_sim.rubric.conversation import AT_EASE, Conversation
from itr_sim.rubric.outcomes import ending_of
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names


class Warmth(Check):
    """Full credit for `at_least` different ones of the acts, said in earnest; or where the customer thanks for what was settled.

    The thanks must stand in the customer's last three messages, and the last one be at ease: whoever is thanked so has
    been human enough, with or without courtesies. A simulated customer's thanks are the scenario's line and do not count.
    """

    key: ClassVar[str] = "warmth"

    acts: Names = Field(min_length=1)
    at_least: int = Field(default=2, ge=1)
    at_ease: float = Field(default=AT_EASE, ge=0, le=4)
    """The customer's last emotion must lie below."""

    @model_validator(mode="after")
    def _can_be_reached(self) -> Warmth:
        self._need_reachable(self.at_least, len(set(self.acts)))
        return self

    def judge(self, conversation: Conversation) -> Judgement:
        said = Count(acts=self.acts, at_least=self.at_least, different=True, earnest=True).judge(conversation)
        thanks = self._thanks(conversation)
        if said.credit == 1 or thanks is None:
            return said
        reason = {"en": "the customer thanks for it, at ease", "zh": "客户平静地道了谢"}
        return Judgement.of(1.0, reason, (conversation.evidence(thanks, ("thank",)),))

    def _thanks(self, conversation: Conversation) -> int | None:
        """Return the customer's message that thanks for what was settled."""
        if conversation.transcript.session is not None or ending_of(conversation).outcome != "settled":
            return None
        last = conversation.customer[-3:]
        if conversation.feeling(last[-1]) >= self.at_ease:
            return None
        thanking = (each for each in last if conversation.acts(each) & {"thank", "complain"} == {"thank"})
        return next(thanking, None)
