"""An act occurs at least, or at most, so often."""

from __future__ import annotations

import math
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from itr_sim.rubric.checks.check import Check, named, some_or_doubt
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names


class Count(Check):
    """Credit for how often the acts occur, in turns: partial below `at_least`, falling by `each` above `at_most`."""

    key: ClassVar[str] = "count"

    acts: Names = Field(min_length=1)
    by: Literal["agent", "customer"] = "agent"
    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=0)
    each: float = Field(default=0.34, gt=0, le=1)
    different: bool = False
    """Count how many different ones of the acts occur, not turns."""
    earnest: bool = False
    """A recital (courtesies that move nothing, or a message said again) does not count."""

    @model_validator(mode="after")
    def _tests_something(self) -> Count:
        self._need_one_of(at_least=self.at_least or None, at_most=self.at_most)
        self._need_reachable(self.at_least, len(set(self.acts)) if self.different else math.inf)
        self._need_reachable(self.at_least, math.inf if self.at_most is None else self.at_most)
        return self

    def judge(self, conversation: Conversation) -> Judgement:
        if not conversation.numbers(self.by):
            return Judgement.not_applicable({"en": "nothing was said", "zh": "没有任何消息"})
        places = (conversation.earnest_places if self.earnest else conversation.places)(self.acts, self.by)
        times = len(places)
        if self.different:
            times = len({act for number in places for act in conversation.acts(number)} & set(self.acts))
        names = named(self.acts)
        reason = {"en": f"{times} × {names['en']}", "zh": f"{times} 次：{names['zh']}"}
        found = tuple(
            conversation.evidence(number, self.acts) for number in (places if self.at_most is None else places[-3:])[:3]
        )
        if times < self.at_least:
            in_one = len(self.acts) if self.different else 1
            doubtful = conversation.may_hide(self.acts, self.by)
            return some_or_doubt(conversation, doubtful, (times, self.at_least), reason, found, in_one)
        if self.at_most is not None and times > self.at_most:
            return Judgement.of(1 - self.each * (times - self.at_most), reason, found)
        return Judgement.of(1.0, reason, found)
