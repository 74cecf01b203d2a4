"""A session as a transcript: the contract that everything which scores stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from itr_sim.scenario import Scenario
from itr_sim.simulation.events import AftermathTold, CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.hearing import Said
from itr_sim.simulation.session import Session
from itr_sim.transcript import Action, FactRecord, SessionRecord, Transcript, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """One step as it was: the agent's message (None for the opening and for giving up) and the events."""

    said: Said | None
    at: datetime
    events: tuple[Event, ...]


def transcript_of_session(session: Session, exchanges: Sequence[Exchange], *, name: str, agent: str = "") -> Transcript:
    """Return the transcript of a session as far as it has gone."""
    turns: list[Turn] = []
    outcome = settled_by = rating = comment = None
    aftermath: tuple[str, ...] = ()
    undone_by = None
    recognizer = None
    for exchange in exchanges:
        if exchange.said:
            recognizer = exchange.said.reading.recognizer
            turns.append(_agent_turn(exchange.said))
        elif used := tuple(Action(tool=event.tool) for event in exchange.events if isinstance(event, ToolUsed)):
            turns.append(Turn(speaker="system", text="", at=exchange.at, actions=used))
        for event in exchange.events:
            if isinstance(event, CustomerSays):
                turns.append(_customer_turn(event, exchange.at))
            elif isinstance(event, Ended):
                outcome, settled_by = event.outcome, event.settled_by
            elif isinstance(event, AftermathTold):
                rating, comment, aftermath = event.rating, event.comment, event.lines
                undone_by = event.undone_by or None
    record = SessionRecord(
        case=session.case,
        persona=session.persona.id,
        seed=session.seed,
        facts=_facts(session.scenario, session.case),
        outcome=outcome,
        settled_by=settled_by,
        rating=rating,
        comment=comment,
        aftermath=aftermath,
        undone_by=undone_by,
        recognizer=recognizer,
    )
    return Transcript(
        id=name,
        turns=tuple(turns),
        language=session.scenario.language,
        scenario=session.scenario.id,
        channel=session.scenario.channel.kind,
        agent=agent or None,
        session=record,
    )


def _agent_turn(said: Said) -> Turn:
    return Turn(
        speaker="agent",
        text=said.text,
        at=said.at,
        actions=tuple(Action(tool=tool) for tool in said.actions),
        acts=said.reading.acts,
        in_doubt=said.reading.in_doubt,
        possible=said.reading.possible if said.reading.in_doubt else None,
    )


def _customer_turn(event: CustomerSays, at: datetime) -> Turn:
    return Turn(speaker="customer", text=event.text, at=at, mood=event.mood, facts=event.facts, in_doubt=event.in_doubt)


def _facts(scenario: Scenario, case: str) -> tuple[FactRecord, ...]:
    left_out = {*scenario.cases[case].unknown, *scenario.cases[case].moot}
    return tuple(
        FactRecord(id=name, weight=fact.weight, title=fact.title or name)
        for name, fact in scenario.facts.items()
        if name not in left_out and (fact.answer or name in scenario.cases[case].facts)
    )
