"""A session with its recognizer: free text in, events out, every exchange kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta

from itr_sim.scenario import Persona, Scenario
from itr_sim.simulation.events import Event, ToolUsed
from itr_sim.simulation.hearing import Said
from itr_sim.simulation.session import give_up, open_session, step
from itr_sim.simulation.transcribing import Exchange, transcript_of_session
from itr_sim.transcript import Transcript
from itr_sim.understanding import ExampleActs, Message, Reading, Recognizer, read_with_examples

SCRIPTED_PAUSE = timedelta(seconds=20)
"""Time that a message takes when nobody measures it: played from a file, from standard input, from a test."""


class Player:
    """One running session. The session itself is a value; this holds the present one and how it came about."""

    def __init__(
        self, scenario: Scenario, persona: Persona, recognizer: Recognizer, *, seed: int, at: datetime, case: str | None = None
    ) -> None:
        self.recognizer = recognizer
        self._examples: Future[ExampleActs] | None = None
        self.session, events = open_session(scenario, persona, seed=seed, at=at, case=case)
        self.exchanges = [Exchange(None, at, events)]

    def read(self, text: str) -> Reading:
        """Return what the recognizer makes of a message of the trainee's, with the scenario's own acts."""
        return read_with_examples(Message("agent", text), self.recognizer, self.look_at_examples().result())

    def look_at_examples(self) -> Future[ExampleActs]:
        """Begin to look at the scenario's examples, for about a second beside what goes on; once. A replay needs none."""
        if self._examples is None:
            examples = self.session.scenario.examples()
            self._examples = _begun(lambda: ExampleActs.of(examples, self.recognizer))
        return self._examples

    def say(self, said: Said) -> tuple[Event, ...]:
        """Play one message and return what happened."""
        self.session, events = step(self.session, said)
        self.exchanges.append(Exchange(said, said.at, events))
        return events

    def look(self, tool: str) -> ToolUsed:
        """Return what the trainee sees on using a tool; `say` or `give_up` make it happen. Raise KeyError for an unknown one."""
        return ToolUsed(tool, self.session.scenario.desk.tools[tool].seen_in(self.session.case))

    def give_up(self, at: datetime, actions: Sequence[str] = ()) -> tuple[Event, ...]:
        """End the session from the trainee's side; `actions` are tools used since the last message."""
        self.session, events = give_up(self.session, actions)
        self.exchanges.append(Exchange(None, at, events))
        return events

    def transcript(self, name: str, agent: str = "") -> Transcript:
        """Return the conversation so far."""
        return transcript_of_session(self.session, self.exchanges, name=name, agent=agent)

    @property
    def over(self) -> bool:
        return self.session.outcome is not None


def _begun(work: Callable[[], ExampleActs]) -> Future[ExampleActs]:
    """Return what the work will give; it is done beside what goes on."""
    beside = ThreadPoolExecutor(1)
    given = beside.submit(work)
    beside.shutdown(wait=False)
    return given


TOOL_COMMAND = "/do "


def play_script(player: Player, messages: Iterable[str]) -> tuple[str, ...]:
    """Play messages one after the other until the session ends; `/do TOOL` does something along with the next one.

    Return the tools that were used after the last message.
    """
    at = player.exchanges[-1].at
    tools: list[str] = []
    for text in messages:
        if player.over:
            return ()
        if text.startswith(TOOL_COMMAND):
            tools.append(text.removeprefix(TOOL_COMMAND).strip())
            continue
        at += SCRIPTED_PAUSE
        player.say(Said(text, player.read(text), at, tuple(tools)))
        tools = []
    return tuple(tools)
