"""The course of the customer's emotion: first, peak, last, and how far it came down."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Compared


class Mood(Check):
    """Credit for the customer's emotion (0 calm to 4 furious).

    With `drop`: how much of that fall from the peak was reached; an emotion that ends at or below `calm` is full credit
    wherever it began. With `first`, `peak` or `last`: whether the comparison holds.
    """

    key: ClassVar[str] = "mood"

    drop: float | None = Field(default=None, gt=0, le=4)
    calm: float = Field(default=1.0, ge=0, le=4)
    first: Compared | None = None
    peak: Compared | None = None
    last: Compared | None = None

    @model_validator(mode="after")
    def _tests_something(self) -> Mood:
        self._need_one_of(drop=self.drop, first=self.first, peak=self.peak, last=self.last)
        return self

    def judge(self, conversation: Conversation) -> Judgement:
        feelings = conversation.feelings
        if not feelings:
            return Judgement.not_applicable({"en": "the customer said nothing", "zh": "客户没有说话"})
        first, peak, last = feelings[0], max(feelings), feelings[-1]
        course = {
            "en": f"emotion from {first:.1f}, peak {peak:.1f}, to {last:.1f}",
            "zh": f"情绪从 {first:.1f} 到最高 {peak:.1f}，最后 {last:.1f}",
        }
        highest = conversation.customer[feelings.index(peak)]
        evidence = tuple(conversation.evidence(each) for each in dict.fromkeys((highest, conversation.customer[-1])))
        tests = ((self.first, first), (self.peak, peak), (self.last, last))
        if not all(test is None or test.holds(value) for test, value in tests):
            return Judgement.of(0.0, course, evidence)
        if self.drop is None or last <= self.calm:
            return Judgement.of(1.0, course, evidence)
        if last >= 2.5:
            return Judgement.of(0.0, course, evidence)
        # Near calm counts for something even without much of a fall; above angry nothing does.
        nearness = (2.5 - last) / (2.5 - self.calm)
        return Judgement.of(max(min((peak - last) / self.drop, 0.85), nearness), course, evidence)
