"""What the agent says is done has been done."""

from __future__ import annotations

from typing import ClassVar

from itr_sim.rubric.checks.check import Check
from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.scorecard import Judgement


class PromisesKept(Check):
    """Credit is the share of stated deeds (`do.<tool>`) that stand among the actions; claims of deeds not done are shown.

    Applies where the agent says that something was done.
    """

    key: ClassVar[str] = "promises_kept"

    def judge(self, conversation: Conversation) -> Judgement:
        stated = {
            act.removeprefix("do."): number
            for number in reversed(conversation.agent)
            for act in conversation.acts(number)
            if act.startswith("do.")
        }
        if not stated:
            return Judgement.not_applicable({"en": "no deed was named", "zh": "没有声称做了什么"})
        done = {action.tool for turn in conversation.turns for action in turn.actions if action.ok}
        broken = {tool: number for tool, number in stated.items() if tool not in done}
        reason = {
            "en": f"{len(stated) - len(broken)} of {len(stated)} deeds done"
            + (f"; not done: {', '.join(broken)}" if broken else ""),
            "zh": f"说了 {len(stated)} 件事，做了 {len(stated) - len(broken)} 件"
            + (f"；没做：{'、'.join(broken)}" if broken else ""),
        }
        evidence = tuple(conversation.evidence(number, (f"do.{tool}",)) for tool, number in (broken or stated).items())[:3]
        return Judgement.of(1 - len(broken) / len(stated), reason, evidence)
