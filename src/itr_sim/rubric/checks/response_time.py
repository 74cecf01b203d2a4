"""How long the customer waited."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import model_validator

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Seconds


class ResponseTime(Check):
    """Credit for the first response and the average one: full up to the time given, none at four times that."""

    key: ClassVar[str] = "response_time"

    first_response: Seconds | None = None
    average: Seconds | None = None

    @model_validator(mode="after")
    def _tests_something(self) -> ResponseTime:
        self._need_one_of(first_response=self.first_response or None, average=self.average or None)
        return self

    def judge(self, conversation: Conversation) -> Judgement:
        waits = _waits(conversation)
        if not waits:
            return Judgement.not_applicable({"en": "the transcript has no times", "zh": "记录里没有时间"})
        mean = sum(waits.values()) / len(waits)
        first_number, first_wait = next(iter(waits.items()))
        earned = [
            max(0.0, min(1.0, (4 * limit - wait) / (3 * limit)))
            for limit, wait in ((self.first_response, first_wait), (self.average, mean))
            if limit
        ]
        reason = {
            "en": f"first response after {first_wait:.0f} s, {mean:.0f} s on average",
            "zh": f"首次响应 {first_wait:.0f} 秒，平均 {mean:.0f} 秒",
        }
        slowest = max(waits, key=lambda number: waits[number])
        evidence = tuple(conversation.evidence(number) for number in dict.fromkeys((first_number, slowest)))
        return Judgement.of(sum(earned) / len(earned) if earned else 1.0, reason, evidence)


def _waits(conversation: Conversation) -> dict[int, float]:
    """Return the seconds from a customer's word to the agent's answer, by number of the answer."""
    waits: dict[int, float] = {}
    asked: datetime | None = None
    for number, turn in enumerate(conversation.turns, 1):
        if turn.speaker == "customer":
            asked = asked or turn.at
        elif turn.speaker == "agent" and asked is not None:
            if turn.at is not None and (turn.at.tzinfo is None) == (asked.tzinfo is None):
                waits[number] = max(0.0, (turn.at - asked).total_seconds())
            asked = None
    return waits
