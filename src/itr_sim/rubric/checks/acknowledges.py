"""Where the customer shows feeling, the agent takes it up."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import WARM, Conversation
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.authored import Names


class Acknowledges(Check):
    """Each time the customer's emotion rises to `from_feeling` or above anew, one of the next answers should take it up.

    Taking it up is one of `acts` in a message that is no recital; the answer that settles the point at once (`half`)
    earns half. The same feeling need not be taken up again in every message.
    """

    key: ClassVar[str] = "acknowledges"

    from_feeling: float = Field(default=1.75, ge=0, le=4)
    acts: Names = tuple(sorted(WARM))
    half: Names = ("propose", "offer_choice", "goodwill", "commit", "restate", "thank")

    def judge(self, conversation: Conversation) -> Judgement:
        moments = self._moments(conversation)
        if not moments:
            return Judgement.not_applicable({"en": "the customer showed no strong feeling", "zh": "客户没有明显的情绪"})
        earned, evidence = [], []
        doubtful, half = (frozenset(conversation.may_hide(acts)) for acts in (self.acts, self.half))
        for number in moments:
            credit, place = self._answered(conversation, number, doubtful, half)
            earned.append(credit)
            evidence.append(conversation.evidence(number))
            if place is not None:
                evidence.append(conversation.evidence(place, self.acts))
        taken = sum(credit >= 1 for credit in earned)
        reason = {
            "en": f"{taken} of {len(moments)} moments of feeling taken up",
            "zh": f"{len(moments)} 次情绪流露，接住了 {taken} 次",
        }
        missed = [each for each, credit in zip(moments, earned, strict=True) if credit < 1]
        shown = [conversation.evidence(number) for number in missed[:2]] or evidence[:4]
        return Judgement.of(sum(earned) / len(earned), reason, tuple(shown))

    def _moments(self, conversation: Conversation) -> list[int]:
        """Return the turns where the feeling first shows, and where it rises by half a level or more after."""
        found: list[int] = []
        height = 0.0
        for number in conversation.customer:
            feeling = conversation.feeling(number)
            if feeling >= self.from_feeling and feeling >= height + 0.5 and conversation.next_agent(number):
                found.append(number)
                height = feeling
            elif feeling < self.from_feeling:
                height = min(height, feeling + 0.5)
        return found

    def _answered(
        self, conversation: Conversation, number: int, doubtful: frozenset[int], half: frozenset[int]
    ) -> tuple[float, int | None]:
        """Return the credit for one moment and the turn that earned it whole; what may hide in turns in doubt counts."""
        answers = conversation.next_agent(number)
        earnest = [each for each in answers if each not in conversation.hollow]
        for each in earnest:
            if conversation.acts(each) & set(self.acts):
                return 1.0, each
        if doubtful.intersection(answers):
            return 1.0, None
        for each in earnest:
            if conversation.acts(each) & set(self.half):
                return 0.5, each
        return (0.5 if half.intersection(answers) else 0.0), None
