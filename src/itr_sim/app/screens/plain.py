"""A session without a terminal: messages from a stream, a line each; conversation and scorecard, or JSON, to stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from rich.text import Text

from itr_sim.app.faults import UsageError
from itr_sim.app.language import LANGUAGE, either
from itr_sim.app.rehearsal import Rehearsal
from itr_sim.app.screens.brief import desk_table
from itr_sim.app.screens.console import Terminal
from itr_sim.app.screens.typed import cut_short, help_rows, hint_for, saved, tool_named, typed
from itr_sim.report.terminal import render
from itr_sim.rubric import Rubric, score
from itr_sim.simulation import AftermathTold, CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.playing import SCRIPTED_PAUSE
from itr_sim.simulation.transcribing import Exchange
from itr_sim.transcript import ReadError

FORMAT_VERSION = 1


def plain(rehearsal: Rehearsal, rubric: Rubric, messages: Iterator[str], *, output: str, earlier: Sequence[Exchange]) -> None:
    """Play the messages to the end of the session or of the stream, then print the scorecard.

    Where the messages end before the session does, the trainee has given up; after `/quit` it is scored as it stands and
    can be resumed; an exam is scored once it is over. Raises ReadError for a line that is a command and not a right one.
    """
    show = _show if output == "text" else _silent
    for exchange in (*earlier, *rehearsal.player.exchanges[len(earlier) :]):
        show(_lines(exchange, tools=True))
    for tool in rehearsal.pending:
        show(_tool_lines(rehearsal.player.look(tool)))
    if not _play(rehearsal, messages, show) and not rehearsal.player.over:
        _give_up(rehearsal, show)
    if rehearsal.opening.mode == "exam" and not rehearsal.player.over:
        print(saved(rehearsal.name), file=sys.stderr)
        return
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


def _play(rehearsal: Rehearsal, messages: Iterator[str], show: Callable[[list[str]], None]) -> bool:
    """Play until the session or the messages end; return whether it was left by `/quit`, to go on another time.

    Nothing is read once the session is over: what follows in the stream is somebody else's.
    """
    number = 0
    while not rehearsal.player.over and (raw := next(messages, None)) is not None:
        number += 1
        try:
            line = typed(raw)
            tool = tool_named(rehearsal, line.text) if line.command == "do" else ""
        except UsageError as error:
            raise ReadError("<stdin>", number, 1, {"en": str(error), "zh": str(error)}) from None
        if line.command == "quit":
            return True
        if line.command == "end":
            _give_up(rehearsal, show)
        elif line.command == "do":
            show(_tool_lines(rehearsal.do(tool)))
        elif line.command:
            _tell(rehearsal, line.command)
        elif line.text:
            if line.cut:
                print(cut_short(), file=sys.stderr)
            rehearsal.say(line.text, _next(rehearsal))
            show(_lines(rehearsal.player.exchanges[-1], tools=False))
    return False


def _give_up(rehearsal: Rehearsal, show: Callable[[list[str]], None]) -> None:
    rehearsal.give_up(_next(rehearsal))
    show(_lines(rehearsal.player.exchanges[-1], tools=False))


def _next(rehearsal: Rehearsal) -> datetime:
    return rehearsal.player.exchanges[-1].at + SCRIPTED_PAUSE


def _tell(rehearsal: Rehearsal, command: str) -> None:
    """Print what a command tells, apart from the results."""
    console = Terminal(stderr=True, highlight=False)
    if command == "help":
        for name, about in help_rows():
            console.print(Text(f"{name}  {about}"))
    elif command == "hint":
        console.print(Text(hint_for(rehearsal)))
    else:
        console.print(desk_table(rehearsal.player.session.scenario))


def _silent(_: list[str]) -> None:
    pass


def _show(lines: list[str]) -> None:
    for line in lines:
        print(line)
    sys.stdout.flush()


def _lines(exchange: Exchange, *, tools: bool) -> list[str]:
    """Return an exchange as lines; without `tools` where they were shown when they were used."""
    used = [event for event in exchange.events if isinstance(event, ToolUsed)]
    lines = [line for event in used if tools for line in _tool_lines(event)]
    if exchange.said:
        lines.append(either(f"agent: {exchange.said.text}", f"客服：{exchange.said.text}"))
    return lines + [line for event in exchange.events if event not in used for line in lines_of(event)]


def _tool_lines(used: ToolUsed) -> list[str]:
    return [either(f"[tool] {used.tool}", f"[工具] {used.tool}"), *lines_of(used)]


def lines_of(event: Event) -> list[str]:
    """Return an event as plain lines."""
    from itr_sim.rubric.checks.outcome import outcome_name

    if isinstance(event, CustomerSays):
        return [either(f"customer: {event.text}", f"客户：{event.text}")]
    if isinstance(event, ToolUsed):
        gives = event.gives or either("done", "已完成")
        return [either(f"[desk] {gives}", f"[工作台] {gives}")]
    if isinstance(event, Ended):
        return ["", either(f"-- {outcome_name(event.outcome, 'en')} --", f"—— {outcome_name(event.outcome, 'zh')} ——")]
    if isinstance(event, AftermathTold):
        stars = "★" * event.rating + "☆" * (5 - event.rating)
        return [*(either(f"later: {line}", f"后来：{line}") for line in event.lines), f"{stars} {event.comment}"]
    return []
