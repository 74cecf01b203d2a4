"""Conditions of scripts and aftermaths: data, not code."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from itr_sim.source.authored import ONE_OR_MORE, Authored, Compared, Names

Outcome = Literal["settled", "settled_grudgingly", "escalated", "escalated_wrongly", "abandoned", "broken_off"]
Promise = Literal["vague", "excess", "deadline"]
Conditions = Annotated[tuple["Condition", ...], ONE_OR_MORE]


class Condition(Authored):
    """All keys that are there must hold. A text is an act of the present message; a list means any of its members."""

    any: Conditions = ()
    """Holds if one of these conditions does."""
    all: Conditions = ()
    """Holds if each of these conditions does."""
    none: Conditions = Field(default=(), alias="not")
    """Holds if none of these conditions does (written `none:` as well)."""
    act: Names = ()
    """The present message carries one of these acts (dialogue act or scenario act)."""
    ever: Names = ()
    """An act that any message of the agent so far has carried."""
    mood: Compared | None = None
    """The customer's mood, 0 to 4."""
    patience: Compared | None = None
    """How much patience is left, counted in wasted messages."""
    turn: Compared | None = None
    """How many messages the agent has sent."""
    seconds: Compared | None = None
    """How long the agent took for this message."""
    fact: Names = ()
    """Facts that the customer has told."""
    proposed: Names = ()
    """Solutions that have been put forward."""
    accepted: Names = ()
    """The solution that the customer agreed to."""
    promised: Annotated[tuple[Promise, ...], ONE_OR_MORE] = ()
    """Kinds of promise made so far."""
    done: Names = ()
    """Tools that the agent has used."""
    case: Names = ()
    persona: Names = ()
    state: Names = ()
    outcome: Annotated[tuple[Outcome, ...], ONE_OR_MORE] = ()
    visits: Compared | None = None
    """How often the rule's own state has been entered."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"act": [value]}
        if isinstance(value, list):
            return {"any": value}
        if isinstance(value, dict) and {"not", "none"} <= value.keys():
            raise PydanticCustomError(
                "itr_twice", "not: and none: mean the same; write one of them", {"zh": "not: 和 none: 是一个意思，只写一个"}
            )
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Condition:
        written = [getattr(self, name) for name in self.model_fields_set]
        if not written or any(value is None or value == () for value in written):
            raise PydanticCustomError(
                "itr_empty", "an empty condition always holds; leave it out", {"zh": "空条件恒成立，请去掉"}
            )
        return self


Condition.model_rebuild()
