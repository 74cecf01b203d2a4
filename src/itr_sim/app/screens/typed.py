"""What the trainee types, on the screen and on standard input alike: a message, or a command that begins with a slash."""

from __future__ import annotations

from dataclasses import dataclass

from itr_sim.app.faults import UsageError
from itr_sim.app.language import either
from itr_sim.app.rehearsal import Rehearsal
from itr_sim.source import closest
from itr_sim.transcript.harmless import harmless

LONGEST_MESSAGE = 2000
"""Characters of one message that are taken; the rest is cut off, and said so."""
_ALSO_SLASHES = ("／", "、")
"""What a Chinese input method gives for the slash key."""
COMMANDS = ("help", "hint", "desk", "do", "end", "quit")


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: a message, or a command and what stands behind it."""

    command: str | None
    text: str
    cut: bool = False
    """The message was longer than is taken."""


def typed(raw: str) -> Typed:
    """Return what a line means; raise UsageError for a command that is not there."""
    text = harmless(raw).strip().removeprefix("\ufeff")
    name, rest = (*text[1:].split(maxsplit=1), "", "")[:2]
    if text[:1] != "/" and not (text[:1] in _ALSO_SLASHES and name in COMMANDS):
        return Typed(None, text[:LONGEST_MESSAGE], cut=len(text) > LONGEST_MESSAGE)
    if name not in COMMANDS:
        raise UsageError(either(f"There is no /{name}. /help shows what there is.", f"没有 /{name} 这个命令，/help 查看全部。"))
    return Typed(name, rest.strip())


def tool_named(rehearsal: Rehearsal, name: str) -> str:
    """Return the name of a tool of the desk, by name or title; raise UsageError naming what there is."""
    tools = rehearsal.player.session.scenario.desk.tools
    if name in tools:
        return name
    titles = {tool.title: key for key, tool in tools.items()}
    if name in titles:
        return titles[name]
    there = ", ".join(tools) or either("none here", "这里没有")
    if not name:
        raise UsageError(either(f"Which tool? There are: {there}", f"用哪个工具？可用：{there}"))
    guess = closest(name, tools, {key: tool.title for key, tool in tools.items()})
    meant = either(f'; did you mean "{guess}"?', f"；是不是想写“{guess}”？") if guess else either(".", "。")
    raise UsageError(either(f'There is no tool "{name}"{meant} There are: {there}', f"没有工具“{name}”{meant}可用：{there}"))


def help_rows() -> tuple[tuple[str, str], ...]:
    """Return the commands and what each is for."""
    return (
        ("/desk", either("order, shipment, policies and tools", "订单、物流、政策和工具")),
        (
            "/do TOOL",
            either("do something at the desk; it goes along with your next message", "在工作台办一件事，随下一条消息生效"),
        ),
        ("/hint", either("advice for this moment (practice only)", "此刻的提示（仅练习模式）")),
        ("/end", either("end the conversation and see the scorecard", "结束对话，查看评分")),
        ("/quit", either("leave; --resume goes on later", "离开，之后用 --resume 继续")),
    )


def hint_for(rehearsal: Rehearsal) -> str:
    """Return the author's advice for this moment, or why there is none."""
    if rehearsal.opening.mode != "practice":
        return either("No hints in an exam.", "考核模式没有提示。")
    session = rehearsal.player.session
    hints = session.scenario.hints
    hint = hints.get(session.memory.state) or hints.get("default")
    return hint or either("No hint for this moment.", "此刻没有提示。")


def saved(name: str) -> str:
    """Return what is said when a session is left, by the name that it is found by."""
    return either(f"Saved. Go on with: itr-sim play --resume {name}", f"已保存。继续练习：itr-sim play --resume {name}")


def cut_short() -> str:
    """Return what is said when a message was too long."""
    return either(f"Only the first {LONGEST_MESSAGE} characters were sent.", f"只发出了前 {LONGEST_MESSAGE} 个字符。")
