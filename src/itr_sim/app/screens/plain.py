"""A session without a terminal: messages from a stream, a line each; conversation and scorecard, or JSON, to stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from itr_sim.app.faults import UsageError
from itr_sim.app.language import LANGUAGE, either
from itr_sim.app.rehearsal import LONGEST_MESSAGE, Rehearsal
from itr_sim.report.terminal import render
from itr_sim.rubric import Rubric, score
from itr_sim.simulation import AftermathTold, CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.playing import SCRIPTED_PAUSE, TOOL_COMMAND
from itr_sim.simulation.transcribing import Exchange
from itr_sim.transcript.harmless import harmless

FORMAT_VERSION = 1


def plain(rehearsal: Rehearsal, rubric: Rubric, messages: TextIO, *, output: str, earlier: Sequence[Exchange]) -> None:
    """Play the messages to the end, then print the scorecard; an unfinished session is scored as it stands."""
    show = _show if output == "text" else _silent
    for exchange in earlier:
        show(exchange)
    for exchange in rehearsal.player.exchanges[len(earlier) :]:
        show(exchange)
    ended = _play(rehearsal, messages, show)
    if not rehearsal.player.over and ended != "/quit":
        rehearsal.give_up(rehearsal.player.exchanges[-1].at + SCRIPTED_PAUSE)
        show(rehearsal.player.exchanges[-1])
    recognizer = rehearsal.player.recognizer
    transcript = rehearsal.transcript(recognizer)
    scorecard = score(transcript, rubric, recognizer.name)
    if output == "json":
        document = {"v": FORMAT_VERSION, "session": transcript.as_json(), "scorecard": scorecard.as_json(LANGUAGE)}
        print(json.dumps(document, ensure_ascii=False, indent=2))
        return
    print()
    for part in render([scorecard], LANGUAGE):
        sys.stdout.write(part)


def _play(rehearsal: Rehearsal, messages: TextIO, show: Callable[[Exchange], None]) -> str:
    """Play until the session or the messages end; return the command that ended it, or an empty text."""
    tools: list[str] = []
    for raw in messages:
        line = harmless(raw).strip()[:LONGEST_MESSAGE]
        if rehearsal.player.over or line in ("/end", "/quit"):
            return line
        if line.startswith(TOOL_COMMAND):
            tools.append(_tool(rehearsal, line))
        elif line:
            rehearsal.say(line, rehearsal.player.exchanges[-1].at + SCRIPTED_PAUSE, tools)
            tools = []
            show(rehearsal.player.exchanges[-1])
    return ""


def _silent(_: Exchange) -> None:
    pass


def _tool(rehearsal: Rehearsal, line: str) -> str:
    tool = line.removeprefix(TOOL_COMMAND).strip()
    tools = rehearsal.player.session.scenario.desk.tools
    if tool not in tools:
        there = ", ".join(tools) or either("none", "无")
        raise UsageError(either(f'there is no tool "{tool}"; there are: {there}', f"没有工具“{tool}”；可用：{there}"))
    return tool


def _show(exchange: Exchange) -> None:
    if exchange.said:
        for tool in exchange.said.actions:
            print(either(f"[tool] {tool}", f"[工具] {tool}"))
        print(either(f"agent: {exchange.said.text}", f"客服：{exchange.said.text}"))
    for event in exchange.events:
        for line in lines_of(event):
            print(line)
    sys.stdout.flush()


def lines_of(event: Event) -> list[str]:
    """Return an event as plain lines."""
    from itr_sim.rubric.checks.outcome import outcome_name

    if isinstance(event, CustomerSays):
        return [either(f"customer: {event.text}", f"客户：{event.text}")]
    if isinstance(event, ToolUsed):
        return [either(f"[desk] {event.gives}", f"[工作台] {event.gives}")]
    if isinstance(event, Ended):
        return ["", either(f"-- {outcome_name(event.outcome, 'en')} --", f"—— {outcome_name(event.outcome, 'zh')} ——")]
    if isinstance(event, AftermathTold):
        stars = "★" * event.rating + "☆" * (5 - event.rating)
        return [*(either(f"later: {line}", f"后来：{line}") for line in event.lines), f"{stars} {event.comment}"]
    return []
