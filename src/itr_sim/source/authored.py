"""What all authored models share: frozen, no unknown keys, docstrings of fields carried into the JSON Schema."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetPydanticSchema
from pydantic_core import PydanticCustomError, core_schema


class Authored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else [] if value is None else value


ONE_OR_MORE = BeforeValidator(_listed)
"""Lets an author write a single value without the brackets of a list."""

Names = Annotated[tuple[str, ...], ONE_OR_MORE]
"""A list of names; a single one needs no brackets."""

_COMPARISON = re.compile(r"\s*(>=|<=|==|!=|>|<|=)?\s*(-?\d+(?:\.\d+)?)\s*s?\s*")
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "!=": operator.ne,
    "==": operator.eq,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`'>= 2'`, `'< 0.5'`, `3` (equal): a test of one number."""

    sign: str
    bound: float

    def holds(self, number: float) -> bool:
        return _SIGNS[self.sign](number, self.bound)

    def __str__(self) -> str:
        return f"{self.sign} {self.bound:g}"

    @classmethod
    def of(cls, value: Any) -> Comparison:
        if isinstance(value, Comparison):
            return value
        found = _COMPARISON.fullmatch(str(value))
        if not found:
            raise PydanticCustomError(
                "itr_comparison",
                "a comparison such as '>= 2' or '< 0.5' is expected",
                {"zh": "这里需要比较式，例如 '>= 2' 或 '< 0.5'"},
            )
        return cls(found[1] or "==", float(found[2]))


Compared = Annotated[
    Comparison,
    GetPydanticSchema(
        lambda _source, _handler: core_schema.no_info_plain_validator_function(
            Comparison.of, serialization=core_schema.to_string_ser_schema()
        ),
        lambda _schema, _handler: {"type": "string", "pattern": _COMPARISON.pattern},
    ),
]

_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(s|sec|m|min|h)?\s*")


def _seconds(value: Any) -> Any:
    found = _DURATION.fullmatch(str(value))
    if not found:
        raise PydanticCustomError(
            "itr_duration", "a duration such as 30s, 2m or 1h is expected", {"zh": "这里需要时长，例如 30s、2m、1h"}
        )
    return float(found[1]) * {"m": 60, "min": 60, "h": 3600}.get(found[2] or "s", 1)


Seconds = Annotated[float, BeforeValidator(_seconds)]
"""A duration: `30s`, `2m`, `1h`; kept in seconds."""
