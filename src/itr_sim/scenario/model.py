"""A scenario as a trainer writes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from itr_sim.scenario.conditions import Condition, Outcome
from itr_sim.source.authored import ONE_OR_MORE, Authored, Compared, Names, Seconds


class Line(Authored):
    """Something to say. A plain text, or with the mood or persona it is meant for."""

    say: str = Field(min_length=1, max_length=1000)
    mood: Compared | None = None
    persona: Names = ()

    @model_validator(mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return {"say": value} if isinstance(value, str) else value


Lines = Annotated[tuple[Line, ...], ONE_OR_MORE]
SomeLines = Annotated[Lines, Field(min_length=1)]
"""Lines that may be left out with their key, but not left empty under it."""


class Examples(Authored):
    """An act of this scenario's own, shown by three or more examples and a few things that look alike."""

    like: Names = Field(min_length=1)
    unlike: Names = ()


class Fact(Authored):
    """A piece of the truth, told only when it is asked about."""

    title: str = ""
    """What the trainee finds out, for the scorecard."""
    weight: float = Field(default=1, ge=0, le=10)
    """What finding it is worth in need identification."""
    asked_by: Names = ()
    """Acts that ask for it."""
    open: bool = False
    """Told in answer to an open question as well."""
    answer: Lines = ()
    """What the customer says, where a case has no answer of its own."""


class Case(Authored):
    """One hidden truth of the scenario; one is drawn for each session."""

    title: str
    chance: float = Field(default=1, gt=0)
    mood: float = Field(default=0, ge=-2, le=2)
    """Added to the mood at the start."""
    facts: dict[str, SomeLines] = Field(default_factory=dict)
    """The answers that are true in this case. A fact that is not named here is told with its own `answer`."""
    unknown: Names = ()
    """Facts that this customer cannot tell."""
    moot: Names = ()
    """Facts that do not matter in this case: answered when asked, not counted among what should be found."""
    settled_by: Names = Field(min_length=1)
    """Solutions that settle this case, the most welcome first."""
    refuses: dict[str, SomeLines] = Field(default_factory=dict)
    """What the customer says to a solution that does not fit this case."""
    escalation: Literal["right", "wrong"] = "wrong"
    """Whether handing this case to a supervisor is right from the start; very angry customers may always be handed over."""


class Solution(Authored):
    """A way to settle the matter, recognized by example."""

    title: str
    like: Names = Field(min_length=1)
    unlike: Names = ()
    needs: Names = ()
    """Facts that must be known before the customer believes that this is thought through."""
    policy: str | None = None
    action: str | None = None
    """The tool that carries it out."""
    wants: Names = ()
    """Questions that the customer asks before agreeing."""
    accepted: Lines = ()
    refused: Lines = ()


class Question(Authored):
    """Something the customer wants to know; left unanswered it is noticed."""

    say: Lines = Field(min_length=1)
    answered_by: Names = Field(min_length=1)
    """Acts of the agent that answer it."""
    again: Lines = ()
    """How the customer asks a second time."""


class Rule(Authored):
    """What happens when a condition holds; the first rule that fits is taken."""

    when: Condition
    say: Lines = ()
    mood: float = Field(default=0, ge=-4, le=4)
    patience: float = Field(default=0, ge=-20, le=20)
    goto: str | None = None
    ask: str | None = None
    """A question (by its name) that the customer asks now."""
    tell: Names = ()
    """Facts that the customer gives away now without being asked."""
    end: Outcome | None = None
    once: bool = True
    """Taken only once in a session."""


Rules = Annotated[tuple[Rule, ...], ONE_OR_MORE]


class State(Authored):
    """A stage of the conversation."""

    say: Lines = ()
    """Said on entering."""
    ask: str | None = None
    """A question asked on entering."""
    on: Rules = ()
    presses: Lines = ()
    """What the customer says here to get on, when nothing else is to be said."""


class Consequence(Authored):
    """What happened after the chat."""

    when: Condition
    say: Lines = Field(min_length=1)
    rating: float = Field(default=0, ge=-4, le=4)
    """Added to the rating."""


class Tool(Authored):
    """Something the trainee can do at the desk."""

    title: str
    like: Names = ()
    """How an agent says that it is done; said without doing it, that is a false promise."""
    unlike: Names = ()
    gives: str = ""
    """What the trainee sees when it is done."""
    cases: dict[str, str] = Field(default_factory=dict)
    """What is seen instead, by case."""

    def seen_in(self, case: str) -> str:
        """Return what the trainee sees when it is done in a case."""
        return self.cases.get(case, self.gives)


class Policy(Authored):
    title: str
    text: str


class Event(Authored):
    """A line of the shipment's tracking."""

    at: str
    what: str


class Desk(Authored):
    """What the trainee can look up and do."""

    order: dict[str, str] = Field(default_factory=dict)
    shipment: tuple[Event, ...] = ()
    policies: dict[str, Policy] = Field(default_factory=dict)
    tools: dict[str, Tool] = Field(default_factory=dict)


class Channel(Authored):
    kind: Literal["chat", "message", "phone"] = "chat"
    first_response: Seconds = 30
    """Within what time the first answer is due, in seconds."""


class Expectation(Authored):
    """What a test of the scenario expects; keys that are left out are not looked at."""

    outcome: Annotated[tuple[Outcome, ...], ONE_OR_MORE] = ()
    overall: Compared | None = None
    need_identification: Compared | None = None
    solution_acceptance: Compared | None = None
    emotional_deescalation: Compared | None = None
    rating: Compared | None = None
    mood: Compared | None = None
    facts: Names = ()
    """Facts that must have come out."""

    @model_validator(mode="after")
    def _expects_something(self) -> Expectation:
        if all(getattr(self, name) in (None, ()) for name in type(self).model_fields):
            raise PydanticCustomError("itr_expects_nothing", "a test must expect something", {"zh": "测试至少要写一条期望"})
        return self


class AuthoredTest(Authored):
    """A play-through that the author vouches for."""

    name: str
    case: str
    persona: str | None = None
    seed: int = 1
    trainee: tuple[str, ...] = Field(min_length=1)
    """The messages, one after the other; `/do TOOL` does something at the desk."""
    expect: Expectation


class Scenario(Authored):
    """A training scenario: a customer with a hidden case, what can be asked, what settles it, and what follows."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    language: Literal["zh-CN", "en"]
    category: tuple[str, ...] = Field(default=(), max_length=3)
    """Three levels: main class, sub-class, situation."""
    difficulty: int = Field(default=3, ge=1, le=5)
    channel: Channel = Channel()
    rubric: str = "itr-core"
    persona: str
    """The persona that plays it unless another is asked for."""
    mood: float = Field(default=1.5, ge=0, le=4)
    """The customer's mood at the start, before persona and case."""
    brief: str
    """All that the trainee is told."""
    hints: dict[str, str] = Field(default_factory=dict)
    """Advice on `/hint`, by state of the script; `default` elsewhere."""
    desk: Desk = Desk()
    identity: Lines = ()
    """What the customer answers when asked for the order or the name."""
    facts: dict[str, Fact] = Field(min_length=1)
    cases: dict[str, Case] = Field(min_length=1)
    acts: dict[str, Examples] = Field(default_factory=dict)
    solutions: dict[str, Solution] = Field(min_length=1)
    questions: dict[str, Question] = Field(default_factory=dict)
    script: dict[str, State] = Field(min_length=1)
    """States by name; the first one opens the conversation."""
    always: Rules = ()
    """Rules that hold in every state, tried after the state's own."""
    aftermath: Annotated[tuple[Consequence, ...], ONE_OR_MORE] = ()
    tests: tuple[AuthoredTest, ...] = ()

    @property
    def opening(self) -> str:
        """The name of the first state."""
        return next(iter(self.script))

    def examples(self) -> dict[str, Examples]:
        """Return every act recognized by example: the scenario's own, `solve.<solution>` and `do.<tool>`."""
        solutions = {f"solve.{name}": Examples(like=each.like, unlike=each.unlike) for name, each in self.solutions.items()}
        tools = {
            f"do.{name}": Examples(like=tool.like, unlike=tool.unlike) for name, tool in self.desk.tools.items() if tool.like
        }
        return {**self.acts, **solutions, **tools}
