"""A session on the screen: brief, conversation, a line to type in, and what is known of the customer's mood below it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from itr_sim.app.faults import UsageError
from itr_sim.app.language import LANGUAGE, either
from itr_sim.app.rehearsal import Rehearsal
from itr_sim.app.screens.annotated import acts_line
from itr_sim.app.screens.brief import brief_panel, desk_table
from itr_sim.app.screens.console import Terminal
from itr_sim.app.screens.typed import cut_short, help_rows, hint_for, saved, tool_named, typed
from itr_sim.report.folding import fold
from itr_sim.report.terminal import card
from itr_sim.rubric import Rubric, score
from itr_sim.rubric.checks.outcome import outcome_name
from itr_sim.simulation import AftermathTold, CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.playing import TOOL_COMMAND
from itr_sim.simulation.transcribing import Exchange
from itr_sim.understanding import EMOTION_LEVELS
from itr_sim.understanding.assembling import level_of

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

_FACES = ("▁", "▂", "▄", "▆", "█")


class Chat:
    """The screen of one session; the session itself is in the rehearsal."""

    def __init__(self, rehearsal: Rehearsal, rubric: Rubric, console: Console, mode: str, seconds: Callable[[], float]) -> None:
        self.rehearsal, self.rubric, self.console, self.seconds = rehearsal, rubric, console, seconds
        self.waiting_since: float | None = None
        """Reading of `seconds` when the trainee was first asked for the present message."""
        self.open_book = mode == "practice"
        self.commands: dict[str, Callable[[str], bool]] = {
            "help": self._help,
            "hint": self._hint,
            "desk": self._desk,
            "do": self._do,
            "end": self._end,
            "quit": self._quit,
        }

    def open(self, earlier: Sequence[Exchange]) -> None:
        """Show the brief and what has been said so far."""
        self.console.print(brief_panel(self.rehearsal.player.session.scenario))
        self.console.print(
            Text(
                either(
                    "/help commands   /desk order and policies   Ctrl-C saves and leaves",
                    "/help 命令   /desk 订单与政策   Ctrl-C 保存并离开",
                ),
                style="dim",
            )
        )
        for exchange in earlier or self.rehearsal.player.exchanges[:1]:
            self._past(exchange)
        if earlier:
            for exchange in self.rehearsal.player.exchanges[len(earlier) :]:
                self._past(exchange)
        for tool in self.rehearsal.pending:
            self._used(self.rehearsal.player.look(tool))

    def ask(self) -> None:
        """Begin to count the time of a message, unless it is being counted: nobody waits while the screen is closed."""
        if self.waiting_since is None:
            self.waiting_since = self.seconds()

    def now(self) -> datetime:
        """Return the time of the conversation: that of the last message and how long the trainee has been asked since."""
        waited = 0.0 if self.waiting_since is None else self.seconds() - self.waiting_since
        return self.rehearsal.player.exchanges[-1].at + timedelta(milliseconds=round(waited * 1000))

    def take(self, raw: str) -> bool:
        """Do what was typed; return whether the session goes on."""
        try:
            line = typed(raw)
            if line.command:
                return self.commands[line.command](line.text)
        except UsageError as error:
            self._note(str(error))
            return True
        if not line.text:
            return True
        if line.cut:
            self._note(cut_short())
        events = self.rehearsal.say(line.text, self.now())
        self.waiting_since = None
        if self.open_book and self.rehearsal.last_reading:
            acts = acts_line(self.rehearsal.last_reading.acts[:4], self.rehearsal.player.session.scenario)
            for part in fold(f"{either('read', '识别')}: {acts}", self.console.width - 10):
                self._note(" " * 9 + part)
        self.show(events)
        return not self.rehearsal.player.over

    def show(self, events: Sequence[Event]) -> None:
        """Show what happened, but for tools: what they give was shown when they were used."""
        for event in events:
            if isinstance(event, CustomerSays):
                self._line(either("customer", "客户"), event.text, "cyan")
            elif isinstance(event, Ended):
                self.console.print(Text(f"\n── {outcome_name(event.outcome, LANGUAGE)} ──", style="bold yellow"))
            elif isinstance(event, AftermathTold):
                for line in event.lines:
                    self._line(either("later", "后来"), line, "yellow")
                self.console.print(Text(f"{'★' * event.rating}{'☆' * (5 - event.rating)}  {event.comment}", style="yellow"))

    def scorecard(self) -> None:
        """Show the scorecard of the session."""
        recognizer = self.rehearsal.player.recognizer
        self.console.print()
        self.console.print(
            card(score(self.rehearsal.transcript(recognizer), self.rubric, recognizer.name), LANGUAGE, self.console.width)
        )
        name = self.rehearsal.name
        self._note(
            either(f"\nitr-sim replay {name} shows it again, annotated.", f"\n用 itr-sim replay {name} 查看带注释的回放。")
        )

    def toolbar(self) -> str:
        """Return the line under the prompt."""
        memory, pending = self.rehearsal.player.session.memory, self.rehearsal.pending
        sent = either(f" message {memory.turn + 1}", f" 第 {memory.turn + 1} 条")
        if not self.open_book:
            return f"{sent}   {either('exam', '考核模式')}   /help"
        level = level_of(memory.mood)
        name = EMOTION_LEVELS[level][1 if LANGUAGE == "zh" else 0]
        waiting = f"   {either('with it', '随下一条')}: {', '.join(pending)}" if pending else ""
        return f"{sent}   {either('mood', '客户情绪')} {_FACES[level]} {memory.mood:.1f} {name}{waiting}   /hint  /help"

    def _past(self, exchange: Exchange) -> None:
        """Show an exchange that was played before this screen was opened."""
        for event in exchange.events:
            if isinstance(event, ToolUsed):
                self._used(event)
        if exchange.said:
            self._line(either("you", "你"), exchange.said.text, "green")
        self.show(exchange.events)

    def _used(self, used: ToolUsed) -> None:
        self._line(either("desk", "工作台"), used.gives or either("done", "已完成"), "magenta")

    def _line(self, speaker: str, text: str, style: str) -> None:
        row = Table.grid(padding=(0, 1))
        row.add_column(width=8, no_wrap=True)
        row.add_column()
        said = "\n".join(fold(text, self.console.width - 10))
        row.add_row(Text(speaker, style=f"bold {style}", justify="right"), Text(said))
        self.console.print(row)

    def _note(self, text: str) -> None:
        self.console.print(Text(text, style="dim"))

    def _help(self, _: str) -> bool:
        table = Table.grid(padding=(0, 2))
        for name, about in help_rows():
            table.add_row(Text(name, style="bold"), Text(about))
        self._note(
            either(
                "Type to the customer in your own words; there is no fixed phrase to hit.", "用自己的话和客户聊，没有固定话术。"
            )
        )
        self.console.print(table)
        return True

    def _hint(self, _: str) -> bool:
        self._note(hint_for(self.rehearsal))
        return True

    def _desk(self, _: str) -> bool:
        self.console.print(desk_table(self.rehearsal.player.session.scenario))
        return True

    def _do(self, tool: str) -> bool:
        self._used(self.rehearsal.do(tool_named(self.rehearsal, tool)))
        return True

    def _end(self, _: str) -> bool:
        self.show(self.rehearsal.give_up(self.now()))
        return False

    def _quit(self, _: str) -> bool:
        self.leave()
        return False

    def leave(self) -> None:
        """Say that all is saved, and how to go on."""
        self._note("\n" + saved(self.rehearsal.name))


def chat(rehearsal: Rehearsal, rubric: Rubric, *, mode: str, earlier: Sequence[Exchange]) -> None:
    """Run a session on the terminal until it ends or the trainee leaves."""
    console = Terminal(width=min(shutil.get_terminal_size().columns, 100), highlight=False)
    screen = Chat(rehearsal, rubric, console, mode, time.monotonic)
    screen.open(earlier)
    prompt = _prompt(screen)
    going = not rehearsal.player.over
    while going:
        try:
            screen.ask()
            going = screen.take(prompt.prompt(either("     you › ", "      你 › "), bottom_toolbar=screen.toolbar))
        except (KeyboardInterrupt, EOFError):
            # While a message is being read as well: it is in the log already.
            screen.leave()
            return
    if rehearsal.player.over:
        screen.scorecard()


def _prompt(screen: Chat) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter

    words = [f"/{name}" for name in screen.commands]
    words += [f"{TOOL_COMMAND.strip()} {tool}" for tool in screen.rehearsal.player.session.scenario.desk.tools]
    return PromptSession(completer=WordCompleter(words, sentence=True), complete_while_typing=False)
