"""Transcripts built by hand, with acts where they stand in the words, and the judgement of one check on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from itr_sim.rubric.conversation import Conversation
from itr_sim.rubric.model import ChosenCheck
from itr_sim.rubric.scorecard import Evidence, Judgement
from itr_sim.transcript import Action, ActLabel, Emotion, FactRecord, SessionRecord, Transcript, Turn

BEGAN = datetime(2026, 3, 1, 10, tzinfo=UTC)


def agent(text: str, *deeds: str, sure: float = 0.9, at: float | None = None, **where: str) -> Turn:
    """Return a message of the agent's; `where` names acts and the words that carry them (`do_x` stands for `do.x`).

    `deeds` are tools used along with it; `at` is in seconds after the start.
    """
    actions = tuple(Action(tool=tool) for tool in deeds)
    return Turn(speaker="agent", text=text, at=_time(at), actions=actions, acts=_labels(text, where, sure))


def puzzling(text: str = "嗯嗯那个", possible: tuple[str, ...] | None = None) -> Turn:
    """Return a message of the agent's that was not understood; `possible` are the acts that came near, if that is known."""
    return Turn(speaker="agent", text=text, acts=(), in_doubt=True, possible=possible)


def customer(
    text: str,
    *facts: str,
    feels: float = 0.0,
    mood: float | None = None,
    sure: float = 0.9,
    at: float | None = None,
    **where: str,
) -> Turn:
    """Return a message of the customer's: what it reads like (`feels`), the session's mood, the facts it gives away."""
    return Turn(
        speaker="customer",
        text=text,
        at=_time(at),
        acts=_labels(text, where, sure),
        emotion=Emotion(level=int(feels + 0.5), value=feels),
        mood=mood,
        facts=facts,
    )


def system(text: str = "客服已接入", at: float | None = None) -> Turn:
    return Turn(speaker="system", text=text, at=_time(at))


def session(outcome: str | None = None, **facts: float) -> SessionRecord:
    """Return what a simulated session knows: how it ended, and the facts of its case with their weights."""
    records = tuple(FactRecord(id=name, weight=weight, title=f"《{name}》") for name, weight in facts.items())
    return SessionRecord(case="lost", persona="anxious", seed=1, facts=records, outcome=outcome)


def conversation(*turns: Turn, known: SessionRecord | None = None) -> Conversation:
    return Conversation(Transcript(id="t", turns=turns, session=known))


def judge(check: dict[str, Any], *turns: Turn, known: SessionRecord | None = None) -> Judgement:
    """Return what a check, written as in YAML, says of these turns."""
    return ChosenCheck.model_validate(check).kind.judge(conversation(*turns, known=known))


def shown(judgement: Judgement) -> list[tuple[int, str, str | None]]:
    """Return turn, quote and act of each piece of evidence."""
    return [(each.turn, each.quote, each.act) for each in judgement.evidence]


def place(turn: int, text: str, words: str, act: str | None = None) -> Evidence:
    """Return the evidence for words of a text."""
    start = text.index(words)
    return Evidence(turn, (start, start + len(words)), words, act)


def _labels(text: str, where: dict[str, str], sure: float) -> tuple[ActLabel, ...]:
    named = {act.replace("do_", "do.", 1) if act.startswith("do_") else act: words for act, words in where.items()}
    return tuple(
        ActLabel(act=act, confidence=sure, span=(text.index(words), text.index(words) + len(words)))
        for act, words in named.items()
    )


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else BEGAN + timedelta(seconds=seconds)
