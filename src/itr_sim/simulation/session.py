"""A session is a function: the same scenario, case, persona, seed and timed messages give the same session."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime

from itr_sim.scenario import Persona, Scenario
from itr_sim.simulation.aftermath import play_out
from itr_sim.simulation.answering import ask
from itr_sim.simulation.chance import choose, draw
from itr_sim.simulation.deciding import settles_grudgingly
from itr_sim.simulation.events import CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.feeling import impacts, move
from itr_sim.simulation.hearing import Heard, Said, hear
from itr_sim.simulation.memory import Memory
from itr_sim.simulation.replying import reply
from itr_sim.simulation.script import enter
from itr_sim.simulation.stage import Stage


@dataclass(frozen=True, slots=True)
class Session:
    """Where a conversation stands. `memory` belongs to the engine: read it, never change it."""

    scenario: Scenario
    case: str
    persona: Persona
    seed: int
    memory: Memory
    outcome: str | None = None
    """None while the conversation goes on."""


def draw_case(scenario: Scenario, seed: int) -> str:
    """Return the hidden case of a session, by the chances that the author gave."""
    names = list(scenario.cases)
    return choose(names, [scenario.cases[name].chance for name in names], draw(seed, "case"))


def open_session(
    scenario: Scenario, persona: Persona, *, seed: int, at: datetime, case: str | None = None
) -> tuple[Session, tuple[Event, ...]]:
    """Begin a session; `at` is when the customer's first message comes. Raise KeyError for an unknown case."""
    case = case or draw_case(scenario, seed)
    mood = scenario.mood + persona.start + scenario.cases[case].mood
    memory = Memory(mood=max(0.0, min(4.0, mood)), patience=persona.patience, state=scenario.opening, at=at)
    enter(memory, scenario.opening)
    stage = Stage(scenario, case, persona, seed, memory)
    opening = scenario.script[scenario.opening]
    stage.say(opening.say, "opening")
    if opening.ask:
        ask(stage, opening.ask)
    return Session(scenario, case, persona, seed, memory), (CustomerSays(stage.reply(), memory.mood),)


def step(session: Session, said: Said) -> tuple[Session, tuple[Event, ...]]:
    """Return the session after a message of the agent's, and what happened. Raise ValueError if it has ended."""
    if session.outcome is not None:
        raise ValueError("the session has ended")
    memory = deepcopy(session.memory)
    memory.turn += 1
    memory.seconds = (said.at - memory.at).total_seconds()
    memory.at = said.at
    stage = Stage(session.scenario, session.case, session.persona, session.seed, memory)
    tools = tuple(_use(stage, tool) for tool in said.actions)
    heard = hear(said, session.scenario, memory)
    stage.mood_before = memory.mood
    felt = impacts(heard, memory, session.scenario)
    if not heard.not_understood:
        _remember(memory, heard, said.text)
        move(memory, session.persona, felt)
    reply(stage, heard, felt)
    after = replace(session, memory=memory, outcome=stage.outcome)
    spoken = (CustomerSays(stage.reply(), memory.mood, tuple(stage.told), heard.not_understood),) if stage.parts else ()
    return after, (*tools, *spoken, *_end(after, stage))


def give_up(session: Session, actions: Sequence[str] = ()) -> tuple[Session, tuple[Event, ...]]:
    """End a session from the trainee's side: settled if the customer has agreed to something, else abandoned.

    `actions` are tools that were used since the last message. Raise ValueError if it has ended.
    """
    if session.outcome is not None:
        raise ValueError("the session has ended")
    memory = deepcopy(session.memory)
    outcome = "abandoned"
    if memory.accepted:
        outcome = "settled_grudgingly" if settles_grudgingly(memory) else "settled"
    stage = Stage(session.scenario, session.case, session.persona, session.seed, memory, outcome=outcome)
    tools = tuple(_use(stage, tool) for tool in actions)
    after = replace(session, memory=memory, outcome=outcome)
    return after, (*tools, *_end(after, stage))


def _end(session: Session, stage: Stage) -> tuple[Event, ...]:
    if session.outcome is None:
        return ()
    return (Ended(session.outcome, stage.memory.accepted), play_out(stage, session.outcome))


def _use(stage: Stage, tool: str) -> ToolUsed:
    known = stage.scenario.desk.tools[tool]
    stage.memory.done.add(tool)
    return ToolUsed(tool, known.cases.get(stage.case_name, known.gives))


def _remember(memory: Memory, heard: Heard, text: str) -> None:
    """Count what wears out and what was promised, before the mood moves."""
    memory.since_accepted += memory.accepted is not None
    memory.texts.append(text)
    memory.waiting = "hold" in heard.acts
    if "empathize" in heard.acts:
        memory.empathies += 1
        memory.acted_since_empathy = False
    if "apologize" in heard.acts:
        memory.apologies += 1
    if heard.has_substance:
        memory.acted_since_empathy = True
    memory.ever |= heard.acts
    memory.proposed.update(heard.proposals)
    for act, promise in (("promise_vague", "vague"), ("promise_excess", "excess"), ("give_deadline", "deadline")):
        if act in heard.acts:
            memory.promised.add(promise)
