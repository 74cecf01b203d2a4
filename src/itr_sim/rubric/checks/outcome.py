"""How it ended."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.outcomes import ending_of
from itr_sim.rubric.scorecard import Judgement

_NAMES = {
    "settled": ("settled", "已解决"),
    "settled_grudgingly": ("settled grudgingly", "勉强解决"),
    "escalated": ("rightly handed over", "合理升级"),
    "escalated_wrongly": ("handed over without need", "不当升级"),
    "abandoned": ("the customer gave up", "客户放弃"),
    "broken_off": ("the customer broke off", "客户愤而离开"),
    "rejected": ("the customer refused", "客户拒绝"),
    "unclear": ("left open", "没有结论"),
}


def outcome_name(outcome: str, language: str) -> str:
    """Return the outcome for people."""
    english, chinese = _NAMES.get(outcome, (outcome, outcome))
    return chinese if language.startswith("zh") else english


_UNDONE = ("agreed, but it did not hold: ", "当时谈妥，事后没站住：")


class Outcome(Check):
    """Credit (0 to 1) for each outcome. One that nothing in the transcript decides (`unclear`) does not apply unless named.

    `undone` is for an agreement that what followed undid, as far as a session knows it: then no more than that.
    """

    key: ClassVar[str] = "outcome"

    settled: float = Field(default=1, ge=0, le=1)
    settled_grudgingly: float = Field(default=0.6, ge=0, le=1)
    undone: float = Field(default=0.2, ge=0, le=1)
    escalated: float = Field(default=0.7, ge=0, le=1)
    escalated_wrongly: float = Field(default=0.2, ge=0, le=1)
    abandoned: float = Field(default=0, ge=0, le=1)
    broken_off: float = Field(default=0, ge=0, le=1)
    rejected: float = Field(default=0, ge=0, le=1)
    unclear: float | None = Field(default=None, ge=0, le=1)

    def judge(self, conversation: Conversation) -> Judgement:
        ending = ending_of(conversation)
        inferred = (" (from the customer's words)", "（据客户的话推断）") if ending.inferred else ("", "")
        reason = {
            "en": outcome_name(ending.outcome, "en") + inferred[0],
            "zh": outcome_name(ending.outcome, "zh") + inferred[1],
        }
        credit: float | None = getattr(self, ending.outcome) if ending.outcome in _NAMES else None
        if credit is None:
            return Judgement.not_applicable(reason)
        evidence = (conversation.evidence(ending.turn, ("accept", "reject", "threaten", "thank")),) if ending.turn else ()
        session = conversation.transcript.session
        if session and session.undone_by:
            undone = {"en": _UNDONE[0] + session.undone_by, "zh": _UNDONE[1] + session.undone_by}
            return Judgement.of(min(credit, self.undone), undone, evidence)
        return Judgement.of(credit, reason, evidence)
