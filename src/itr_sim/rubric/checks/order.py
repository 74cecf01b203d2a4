"""One act before another."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check, in_doubt, named, none_or_doubt
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names


class Order(Check):
    """Full credit if one of `first` comes before any of `then`, or in the same message.

    Where `first` comes too late the credit is `late`; where it never comes there is none, whether or not `then` does.
    """

    key: ClassVar[str] = "order"

    first: Names = Field(min_length=1)
    then: Names = Field(min_length=1)
    late: float = Field(default=0.3, ge=0, le=1)
    from_feeling: float | None = Field(default=None, ge=0, le=4)
    """Look only at what comes after the customer first felt so strongly."""

    def judge(self, conversation: Conversation) -> Judgement:
        start = self._start(conversation)
        if start is None or (self.from_feeling is not None and max(conversation.agent, default=0) < start):
            return Judgement.not_applicable({"en": "the customer was never that upset", "zh": "客户情绪没有到这个程度"})
        firsts = [number for number in conversation.earnest_places(self.first) if number >= start]
        thens = [number for number in conversation.places(self.then) if number >= start]
        first_names, then_names = named(self.first), named(self.then)
        doubtful = [number for number in conversation.may_hide(self.first) if number >= start]
        if not firsts:
            reason = {"en": f"no {first_names['en']}", "zh": f"没有出现：{first_names['zh']}"}
            evidence = tuple(conversation.evidence(number, self.then) for number in thens[:1])
            return none_or_doubt(conversation, doubtful, reason, evidence)
        evidence = (conversation.evidence(firsts[0], self.first),)
        if not thens or firsts[0] <= thens[0]:
            return Judgement.of(
                1.0,
                {"en": f"{first_names['en']} first (turn {firsts[0]})", "zh": f"先{first_names['zh']}（第 {firsts[0]} 条）"},
                evidence,
            )
        if hidden := [number for number in doubtful if number < thens[0]]:
            return in_doubt(conversation, hidden)
        evidence = (conversation.evidence(thens[0], self.then), *evidence)
        return Judgement.of(
            self.late,
            {
                "en": f"{then_names['en']} came before {first_names['en']}",
                "zh": f"“{then_names['zh']}”在“{first_names['zh']}”之前",
            },
            evidence,
        )

    def _start(self, conversation: Conversation) -> int | None:
        if self.from_feeling is None:
            return 1
        upset = (number for number in conversation.customer if conversation.feeling(number) >= (self.from_feeling or 0))
        return next(upset, None)
