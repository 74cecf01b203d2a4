"""The contract between whatever plays, records or imports conversations and whatever scores them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from itr_sim.transcript.harmless import Name

Speaker = Literal["customer", "agent", "system"]


_MOMENT = re.compile(r"\s*\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d")


def _moment(value: Any) -> Any:
    """Return `value` if it tells date and time of day.

    Left alone, pydantic takes a date for its midnight and digits for seconds or milliseconds since 1970: every wait would be 0 s.
    """
    if value is None or isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.match(value)):
        return value
    raise PydanticCustomError("datetime_form", "a date with a time is expected")


def _text_or_nothing(value: Any) -> Any:
    return "" if value is None else value


class _Kept(BaseModel):
    """Frozen; keys that the contract does not know are kept, so that a round trip loses nothing.

    Numbers are taken for text where text is expected: ticket systems export their ids so, and a table cannot tell the two.
    """

    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True, coerce_numbers_to_str=True)


class Action(_Kept):
    """Something the agent did at the desk along with a message."""

    tool: Name
    args: dict[str, Any] = Field(default_factory=dict)
    ok: bool = True


class ActLabel(_Kept):
    """A dialogue act found in a turn."""

    act: Name
    confidence: float = Field(ge=0, le=1)
    span: tuple[int, int]
    """Start and end in characters of the turn's text, end exclusive."""


class Emotion(_Kept):
    """How upset a customer's turn reads."""

    level: int = Field(ge=0, le=4)
    value: float = Field(ge=0, le=4)


class Turn(_Kept):
    speaker: Speaker
    text: str
    at: Annotated[datetime | None, BeforeValidator(_moment)] = None
    """Date and time of day. Absent: no criterion of time applies."""
    actions: tuple[Action, ...] = ()
    acts: tuple[ActLabel, ...] | None = None
    """Recorded reading; None: nobody has read this turn yet."""
    language: Name | None = None
    """`zh` or `en`, told from the turn's own script; None: nobody has read it yet."""
    emotion: Emotion | None = None
    mood: float | None = Field(default=None, ge=0, le=4)
    """The simulated customer's mood after this turn; sessions only."""
    facts: tuple[Name, ...] = ()
    """Facts of the case that this customer turn gave away; sessions only."""
    in_doubt: bool = False
    """The customer asked back because the message was not understood; costs the trainee nothing."""
    possible: tuple[Name, ...] | None = None
    """Of a message in doubt: the acts that came near; None: nobody knows, it may be any."""


class FactRecord(_Kept):
    """A piece of the hidden truth and what finding it is worth."""

    id: Name
    weight: float = Field(default=1, ge=0)
    title: Name = ""


class SessionRecord(_Kept):
    """What a simulated session knows and a bare chat log does not."""

    case: Name
    persona: Name
    seed: int
    facts: tuple[FactRecord, ...] = ()
    outcome: Name | None = None
    """settled, settled_grudgingly, escalated, escalated_wrongly, abandoned, broken_off; None while it goes on."""
    settled_by: Name | None = None
    rating: int | None = Field(default=None, ge=1, le=5)
    comment: Name | None = None
    aftermath: tuple[Name, ...] = ()
    undone_by: Name | None = None
    """The line of the aftermath that undid what was agreed, in the scenario's language."""
    recognizer: Name | None = None


class Transcript(_Kept):
    """One conversation. Only `turns` is required."""

    id: Annotated[Name, BeforeValidator(_text_or_nothing)] = ""
    language: Name | None = None
    scenario: Name | None = None
    channel: Name | None = None
    agent: Name | None = None
    turns: tuple[Turn, ...]
    session: SessionRecord | None = None

    def as_json(self) -> dict[str, Any]:
        """Return plain data in the order of the contract, without the keys that hold nothing."""
        return self.model_dump(mode="json", exclude_defaults=True)
