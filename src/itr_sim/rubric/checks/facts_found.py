"""The share of the case's facts that came out (sessions only)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check, in_doubt
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement


class FactsFound(Check):
    """Credit is the weighted share of facts that the customer told; `enough` of it is full credit.

    A message that was not understood, in which an act of the scenario's own came near, may have asked for one of the others.
    """

    key: ClassVar[str] = "facts_found"

    enough: float = Field(default=0.75, gt=0, le=1)
    """Nobody needs every detail: from this share on the credit is full."""

    def judge(self, conversation: Conversation) -> Judgement:
        session = conversation.transcript.session
        total = sum(fact.weight for fact in session.facts) if session else 0
        if not session or not total:
            return Judgement.not_applicable({"en": "the transcript knows no facts of a case", "zh": "记录里没有案情事实"})
        known = {fact.id for fact in session.facts}
        told: dict[str, int] = {}
        for number in conversation.customer:
            for fact in conversation.turn(number).facts:
                if fact in known:
                    told.setdefault(fact, number)
        share = sum(fact.weight for fact in session.facts if fact.id in told) / total
        doubtful = conversation.may_hide_own()
        weights = sorted((fact.weight for fact in session.facts if fact.id not in told), reverse=True)
        hidden = sum(weights[: len(doubtful)]) / total
        missed = [fact.title or fact.id for fact in session.facts if fact.id not in told]
        evidence = tuple(conversation.evidence(number) for number in dict.fromkeys(told.values()))[:4]
        reason = {
            "en": f"{len(told)} of {len(session.facts)} facts" + (f"; not asked: {', '.join(missed)}" if missed else ""),
            "zh": f"问出 {len(told)}/{len(session.facts)} 个事实" + (f"；没问到：{'、'.join(missed)}" if missed else ""),
        }
        if share < self.enough <= share + hidden:
            return in_doubt(conversation, doubtful)
        return Judgement.of((share + hidden) / self.enough, reason, evidence)
