"""What the customer remembers of the conversation so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Memory:
    """The changing part of a session. `step` works on a copy; nobody else changes it."""

    mood: float
    patience: float
    state: str
    at: datetime
    drift: float = 0.0
    """The last movement of the mood, some of which goes on."""
    turn: int = 0
    told: set[str] = field(default_factory=set)
    told_identity: bool = False
    proposed: set[str] = field(default_factory=set)
    pending: str | None = None
    """A fitting solution that was put forward when it could not be taken in."""
    accepted: str | None = None
    grudging: bool = False
    since_accepted: int = 0
    open_questions: list[str] = field(default_factory=list)
    asked_questions: set[str] = field(default_factory=set)
    ignored: int = 0
    apologies: int = 0
    empathies: int = 0
    acted_since_empathy: bool = True
    ever: set[str] = field(default_factory=set)
    """Every act that the agent's messages have carried."""
    promised: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    visits: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    """Rules that have been taken."""
    used: dict[str, int] = field(default_factory=dict)
    """Lines said, with the turn they were last said in."""
    texts: list[str] = field(default_factory=list)
    """The agent's messages."""
    refused: int = 0
    closings: int = 0
    escalations: int = 0
    waiting: bool = False
    """The agent asked for a moment with the last message."""
    seconds: float = 0.0
    """How long the agent took for the present message."""
