"""Who the customer is: temper, patience and voice; never what is wanted."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from itr_sim.scenario.model import Lines
from itr_sim.source.authored import Authored


class Voice(Authored):
    """What this kind of customer says, by occasion. `{order}` stands for the order number of the scenario."""

    # reactions to how it was said
    insulted: Lines = Field(min_length=2)
    blamed: Lines = Field(min_length=2)
    """The agent blames the customer."""
    argued: Lines = Field(min_length=2)
    """The agent contradicts or tells the customer to calm down."""
    dismissed: Lines = Field(min_length=2)
    cold_policy: Lines = Field(min_length=2)
    """The rule was all the answer."""
    passed_on: Lines = Field(min_length=2)
    """Sent to the courier, the platform, somebody else."""
    vague: Lines = Field(min_length=2)
    """A promise without content."""
    excess: Lines = Field(min_length=2)
    """A promise too good to be true."""
    stuffed: Lines = Field(min_length=2)
    """Stock phrases without content."""
    sorry_again: Lines = Field(min_length=2)
    """An apology that has worn out."""
    sorry_grates: Lines = Field(min_length=2)
    """The fourth apology and those after it."""
    understood: Lines = Field(min_length=3)
    """Empathy that landed."""
    understood_emptily: Lines = Field(min_length=2)
    """Empathy again, with nothing done."""
    sorry_taken: Lines = Field(min_length=2)
    """The first apology."""
    acted: Lines = Field(min_length=2)
    """The agent said what it is going to do."""
    waits: Lines = Field(min_length=2)
    """Asked for a moment."""
    slow: Lines = Field(min_length=2)
    """Kept waiting too long."""
    noted: Lines = Field(min_length=3)
    """Takes in something more after all is agreed; nothing is awaited."""
    greeted: Lines = Field(min_length=2)
    """A greeting and nothing else."""
    # answers
    before_answer: Lines = ()
    """Put before an answer now and then."""
    after_answer: Lines = ()
    """Put after an answer now and then."""
    asked_again: Lines = Field(min_length=3)
    """Asked what was already told."""
    unknown_detail: Lines = Field(min_length=3)
    """A question whose answer this customer does not know."""
    identity: Lines = Field(min_length=2)
    identity_again: Lines = Field(min_length=2)
    nothing_to_add: Lines = Field(min_length=2)
    """An open question when everything has been told."""
    not_understood: Lines = Field(min_length=3)
    """The customer asks back."""
    confirmed: Lines = Field(min_length=2)
    """The agent said the matter back."""
    ignored: Lines = Field(min_length=3)
    """A question of the customer's went unanswered."""
    unclear_offer: Lines = Field(min_length=2)
    """Something was offered, but not what."""
    # moves
    too_soon: Lines = Field(min_length=3)
    """A solution while still too angry to take it in."""
    hasty: Lines = Field(min_length=2)
    """A solution before anything was asked."""
    comes_round: Lines = Field(min_length=2)
    """Back to a solution that was put forward too soon."""
    accepts: Lines = Field(min_length=3)
    accepts_grudgingly: Lines = Field(min_length=2)
    refuses: Lines = Field(min_length=3)
    takes_back: Lines = Field(min_length=2)
    """Takes back an agreement after being treated badly."""
    presses: Lines = Field(min_length=5)
    """Wants to get on when there was nothing to react to."""
    escalation_taken: Lines = Field(min_length=2)
    escalation_refused: Lines = Field(min_length=2)
    closed_on: Lines = Field(min_length=2)
    """The agent says goodbye with nothing settled."""
    farewell: Lines = Field(min_length=3)
    """The end after all is settled."""
    leaves: Lines = Field(min_length=2)
    """Gives up."""
    breaks_off: Lines = Field(min_length=2)
    """Breaks off in anger."""


class Comments(Authored):
    """The line that goes with the rating."""

    five: Lines = Field(min_length=2, alias="5")
    four: Lines = Field(min_length=2, alias="4")
    three: Lines = Field(min_length=2, alias="3")
    two: Lines = Field(min_length=2, alias="2")
    one: Lines = Field(min_length=2, alias="1")

    def of(self, rating: int) -> Lines:
        return (self.one, self.two, self.three, self.four, self.five)[rating - 1]


class Persona(Authored):
    """A kind of customer that fits any scenario."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    language: Literal["zh-CN", "en"]
    about: str
    """For trainers: what this customer is like and what helps."""
    temper: float = Field(default=1, ge=0.2, le=3)
    """Multiplies everything that raises the mood."""
    forgiveness: float = Field(default=1, ge=0.2, le=3)
    """Multiplies everything that lowers it."""
    momentum: float = Field(default=0.3, ge=0, le=0.9)
    """How much of a movement of the mood goes on into the next turn."""
    start: float = Field(default=0, ge=-2, le=2)
    """Added to the scenario's mood at the start."""
    patience: float = Field(default=7, ge=2, le=20)
    """How many wasted messages are borne."""
    takes_in: float = Field(default=2.5, ge=0.5, le=4)
    """Above this mood no solution lands."""
    talkative: float = Field(default=0.4, ge=0, le=1)
    """How often something is put before or after an answer."""
    pause: str = "，"
    """What this customer puts between two thoughts that end without a sign."""
    signs: dict[str, str] = Field(default_factory=dict)
    """How this customer types: a sign or word and what stands in its place."""
    voice: Voice
    comments: Comments
