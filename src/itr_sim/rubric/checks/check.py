"""What every kind of check is: its fields are its YAML keys, `judge` beside them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

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

    def _need_one_of(self, **keys: object) -> None:
        """Raise a fault if all of the keys are None: a check that can only give full credit tests nothing."""
        if all(value is None for value in keys.values()):
            named = " / ".join(keys)
            raise PydanticCustomError("itr_no_test", "needs one of {keys}", {"keys": named, "zh": f"至少要写一个：{named}"})

    def _need_reachable(self, at_least: int, at_most: float) -> None:
        """Raise a fault if so many can never be reached: full credit would be out of everybody's reach."""
        if at_least > at_most:
            words = {"least": at_least, "most": int(at_most), "zh": f"最多只能有 {int(at_most)} 次，达不到 {at_least} 次"}
            raise PydanticCustomError(
                "itr_unreachable", "at_least {least} can never be reached: there can be {most} at most", words
            )

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
    conversation: Conversation, doubtful: Sequence[int], reason: Words, evidence: tuple[Evidence, ...] = ()
) -> Judgement:
    """Return no credit; or doubt, if what was looked for may hide in `doubtful` turns (see `Conversation.may_hide`)."""
    return some_or_doubt(conversation, doubtful, (0, 1), reason, evidence)


def some_or_doubt(
    conversation: Conversation,
    doubtful: Sequence[int],
    share: tuple[int, int],
    reason: Words,
    evidence: tuple[Evidence, ...] = (),
    in_one: int = 1,
) -> Judgement:
    """Return credit for the share (found, enough); what may hide in `doubtful` turns is granted.

    Where that would make it enough, the whole is in doubt. One turn may hide up to `in_one`.
    """
    found, enough = share
    hidden = len(doubtful) * in_one
    if found < enough <= found + hidden:
        return in_doubt(conversation, doubtful)
    if found < enough and hidden:
        reason = {
            "en": f"{reason['en']}; {hidden} more granted for messages that were not understood",
            "zh": f"{reason['zh']}；没读懂的消息另算 {hidden} 次",
        }
        found += hidden
    return Judgement.of(found / enough, reason, evidence)


def in_doubt(conversation: Conversation, doubtful: Sequence[int]) -> Judgement:
    """Return that it cannot be said: what was looked for may hide in these turns."""
    return Judgement.in_doubt(
        {"en": "may be in a message that was not understood", "zh": "可能在没读懂的那条消息里，不计分"},
        tuple(conversation.evidence(number) for number in doubtful[:2]),
    )
