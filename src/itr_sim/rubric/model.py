"""A rubric as a trainer writes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from itr_sim.rubric.checks import CHECKS, Check
from itr_sim.rubric.outcomes import OutcomeName
from itr_sim.rubric.words import AuthoredWords
from itr_sim.source.authored import ONE_OR_MORE, Authored, Compared, Names


class _OneCheck(Authored):
    """The check of a criterion: exactly one kind, by its key."""

    @model_validator(mode="after")
    def _exactly_one(self) -> _OneCheck:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("itr_one_check", "a criterion has exactly one check", {"zh": "一条标准只能有一个 check"})
        return self

    @property
    def kind(self) -> Check:
        """The check itself."""
        (key,) = self.model_fields_set
        return cast(Check, getattr(self, key))


_fields: dict[str, Any] = {kind.key: (kind, None) for kind in CHECKS}
ChosenCheck: type[_OneCheck] = create_model("ChosenCheck", __base__=_OneCheck, **_fields)


class Applies(Authored):
    """When a criterion applies; all keys that are there must hold. Where it does not, it is left out of the weights."""

    first_mood: Compared | None = None
    peak_mood: Compared | None = None
    session: bool | None = None
    """Only simulated sessions (true), or only bare transcripts (false)."""
    said: Names = ()
    """Only where one of these acts occurs (of either speaker)."""
    scenario: Names = ()
    outcome: Annotated[tuple[OutcomeName, ...], ONE_OR_MORE] = ()
    turns: Compared | None = None
    """How many messages the agent sent."""


class Criterion(Authored):
    """One authored line of a rubric."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: AuthoredWords
    check: ChosenCheck
    applies: Applies = Applies()
    weight: float = Field(default=1, ge=0, le=100)
    only_when_lost: bool = False
    """Expected rather than rewarded: with full credit it is left out of the weights, so that doing nothing earns nothing."""
    unsettled: float = Field(default=1, ge=0, le=1)
    """Share of the credit that counts where the customer goes away unsettled: form alone is worth little, and to give up is
    not to calm down."""
    advice: AuthoredWords = Field(default_factory=dict)
    """What a coach would say when credit was lost."""


class Dimension(Authored):
    """A named part of the score."""

    title: AuthoredWords
    weight: float = Field(default=1, ge=0, le=100)
    criteria: tuple[Criterion, ...] = Field(min_length=1)


def _cost(value: Any) -> Any:
    try:
        cost = value if value == "fatal" else float(value)
    except (TypeError, ValueError):
        cost = None
    if cost != "fatal" and (cost is None or not -100 <= cost <= 0):
        raise PydanticCustomError(
            "itr_cost", "the cost must be fatal or between -100 and 0", {"zh": "代价应为 fatal 或 -100 到 0"}
        )
    return cost


Cost = Annotated[Literal["fatal"] | Annotated[float, Field(ge=-100, le=0)], BeforeValidator(_cost)]


class Rubric(Authored):
    """How to score a transcript."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: AuthoredWords
    about: AuthoredWords = Field(default_factory=dict)
    pass_mark: float = Field(default=60, ge=0, le=100)
    dimensions: dict[str, Dimension] = Field(min_length=1)
    red_lines: dict[str, Cost] = Field(default_factory=dict)
    """Forbidden acts: `fatal`, or the points that the overall score loses, as a negative number."""
    red_line_confidence: float = Field(default=0.7, ge=0, le=1)
    """Surer than this, or it is shown but costs nothing."""
    fatal_cap: float = Field(default=25, ge=0, le=100)
    """The most that a scorecard with a fatal red line can reach."""
