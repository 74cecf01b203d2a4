"""The customer's questions do not stay open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import PROBING, Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names

_ASKING_BACK = PROBING | {"verify_identity"}


class QuestionsAnswered(Check):
    """The share of the customer's questions that the next answers take up.

    An answer is any of `answers`, or a question back, since it may be needed to answer.
    Vague promises, brush-offs and recitals answer nothing.
    """

    key: ClassVar[str] = "questions_answered"

    answers: Names = (
        "inform",
        "propose",
        "offer_choice",
        "goodwill",
        "set_expectation",
        "give_deadline",
        "decline",
        "commit",
        "escalate",
        "hold",
        "reassure",
    )
    not_answers: Names = ("promise_vague", "dismiss", "cite_policy_coldly", "blame_other", "insult", "argue", "blame_customer")

    def judge(self, conversation: Conversation) -> Judgement:
        asked = [number for number in conversation.places(("ask",), "customer") if conversation.next_agent(number)]
        if not asked:
            return Judgement.not_applicable({"en": "the customer asked nothing", "zh": "客户没有提问"})
        doubtful = set(conversation.may_hide((*self.answers, *_ASKING_BACK)))
        taken_up: dict[int, bool] = {}
        for number in asked:
            replies = conversation.next_agent(number)
            if replies[0] not in taken_up:
                taken_up[replies[0]] = bool(doubtful.intersection(replies)) or self._taken_up(conversation, replies)
        open_ones = [number for number in asked if not taken_up[conversation.next_agent(number)[0]]]
        reason = {
            "en": f"{len(asked) - len(open_ones)} of {len(asked)} questions answered",
            "zh": f"{len(asked)} 个问题，回应了 {len(asked) - len(open_ones)} 个",
        }
        evidence = tuple(conversation.evidence(number, ("ask",)) for number in (open_ones or asked)[:3])
        return Judgement.of(1 - len(open_ones) / len(asked), reason, evidence)

    def _taken_up(self, conversation: Conversation, replies: Sequence[int]) -> bool:
        earnest = (conversation.acts(number) for number in replies if number not in conversation.hollow)
        return any(not acts & set(self.not_answers) and acts & (set(self.answers) | _ASKING_BACK) for acts in earnest)
