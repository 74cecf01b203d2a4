"""What the engine tells whoever shows or records a session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerSays:
    text: str
    mood: float
    facts: tuple[str, ...] = ()
    """Facts given away with this message."""
    in_doubt: bool = False
    """The customer asks back, because the message was not understood."""


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """Something was done at the desk; `gives` is what the trainee sees."""

    tool: str
    gives: str


@dataclass(frozen=True, slots=True)
class Ended:
    outcome: str
    settled_by: str | None


@dataclass(frozen=True, slots=True)
class AftermathTold:
    """What happened after the chat, the rating (1 to 5) and the customer's comment.

    `undone_by` is the line that undid what was agreed, or empty.
    """

    lines: tuple[str, ...]
    rating: int
    comment: str
    undone_by: str = ""


Event = CustomerSays | ToolUsed | Ended | AftermathTold
