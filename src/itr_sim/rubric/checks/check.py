"""What every kind of check is: its fields are its YAML keys, `judge` beside them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from typing import Any, ClassVar

from pydantic import model_validator

from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Evidence, Judgement
from itr_sim.rubric.words import Words
from itr_sim.source.authored import Authored
from itr_sim.understanding.labels import title


class Check(Authored):
    """One kind of test. `key` is its name in YAML; `short` is the field that a bare value stands for."""

    key: ClassVar[str]
    short: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {cls.short: value} if cls.short and not isinstance(value, dict) else value

    @abstractmethod
    def judge(self, conversation: Conversation) -> Judgement:
        """Return credit, reason and evidence; or that it does not apply, or is in doubt."""


def named(acts: Collection[str]) -> Words:
    """Return the acts by name, for a sentence."""
    shown = list(acts)[:4]
    more = "…" if len(acts) > 4 else ""
    return {
        "en": " / ".join(title(act, "en") for act in shown) + more,
        "zh": "、".join(title(act, "zh") for act in shown) + more,
    }


def none_or_doubt(
    conversation: Conversation, acts: Collection[str], reason: Words, evidence: tuple[Evidence, ...] = ()
) -> Judgement:
    """Return no credit; or doubt, if one of the acts may hide in a message that was not understood."""
    return some_or_doubt(conversation, acts, 0, 1, reason, evidence)


def some_or_doubt(
    conversation: Conversation,
    acts: Collection[str],
    found: int,
    enough: int,
    reason: Words,
    evidence: tuple[Evidence, ...] = (),
    in_one: int = 1,
) -> Judgement:
    """Return credit for what was found of what is enough; what may hide in messages that were not understood is granted.

    Where that would make it enough, the whole is in doubt. One message may hide up to `in_one`.
    """
    doubtful = conversation.may_hide(acts)
    hidden = len(doubtful) * in_one
    if found < enough <= found + hidden:
        unread = tuple(conversation.evidence(number) for number in doubtful[:2])
        return Judgement.in_doubt(
            {"en": "may be in a message that was not understood", "zh": "可能在没读懂的那条消息里，不计分"}, unread
        )
    if found < enough and hidden:
        reason = {
            "en": f"{reason['en']}; {hidden} more granted for messages that were not understood",
            "zh": f"{reason['zh']}；没读懂的消息另算 {hidden} 次",
        }
        found += hidden
    return Judgement.of(found / enough, reason, evidence)
