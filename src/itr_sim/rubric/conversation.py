"""A transcript as the checks see it: who did what when, how the customer felt, what was asked and what came of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from itr_sim.rubric.scorecard import Evidence
from itr_sim.transcript import ActLabel, Transcript, Turn
from itr_sim.understanding import RED_LINE_ACTS, is_sure_offence
from itr_sim.understanding.recital import COURTESY, MOVING, said_again

SURE, SURE_OF_REFUSAL, SURE_OF_OFFENCE = 0.3, 0.7, 0.7
"""Confidence from which an act counts; one that costs the agent needs more."""
REFUSED = frozenset(("reject", "threaten", "abuse"))
FRIENDLY = frozenset(("accept", "thank"))
CERTAIN, AT_EASE = 0.85, 1.25
"""Confidence from which a red line counts whatever the customer makes of it; emotion below which a customer is at ease."""
_HURTS = frozenset(("blame_customer", "cite_policy_coldly", "dismiss", "argue", "insult"))
"""Red lines that a customer feels at once; a promise that is empty or too large is often welcome at first."""
WARM = frozenset(("empathize", "apologize", "reassure"))
PROBING = frozenset(("probe_open", "probe_detail", "restate"))
SETTLING = frozenset(("propose", "offer_choice", "goodwill"))


@dataclass(frozen=True)
class Conversation:
    """A read transcript. Turn numbers are 1-based, as in the evidence."""

    transcript: Transcript

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        return self.transcript.turns

    def numbers(self, speaker: str) -> list[int]:
        """Return the numbers of a speaker's turns."""
        return [number for number, turn in enumerate(self.turns, 1) if turn.speaker == speaker]

    @cached_property
    def agent(self) -> list[int]:
        return self.numbers("agent")

    @cached_property
    def customer(self) -> list[int]:
        return self.numbers("customer")

    def turn(self, number: int) -> Turn:
        return self.turns[number - 1]

    @cached_property
    def _acts(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset() if turn.in_doubt else frozenset(each.act for each in turn.acts or () if self._counts(each, number))
            for number, turn in enumerate(self.turns, 1)
        )

    def acts(self, number: int) -> frozenset[str]:
        """Return the acts of a turn that are sure enough to count."""
        return self._acts[number - 1]

    def label(self, number: int, acts: Collection[str]) -> ActLabel | None:
        """Return the surest of the acts in a turn, one that counts before one that does not."""
        found = [each for each in self.turn(number).acts or () if each.act in acts]
        return max(found, key=lambda each: (each.act in self.acts(number), each.confidence), default=None)

    def evidence(self, number: int, acts: Collection[str] = ()) -> Evidence:
        """Return the place of one of the acts in a turn, or the turn as a whole."""
        text = self.turn(number).text
        label = self.label(number, acts)
        span = label.span if label else (0, len(text))
        return Evidence(number, span, text[slice(*span)], label.act if label else None)

    def places(self, acts: Collection[str], speaker: str = "agent") -> list[int]:
        """Return the turns of a speaker that carry one of the acts."""
        wanted = frozenset(acts)
        return [number for number in self.numbers(speaker) if self.acts(number) & wanted]

    def earnest_places(self, acts: Collection[str], speaker: str = "agent") -> list[int]:
        """Return the turns of a speaker that carry one of the acts and are no recital."""
        return [number for number in self.places(acts, speaker) if number not in self.hollow]

    def feeling(self, number: int) -> float:
        """Return the customer's emotion in a turn, 0 to 4: the session's mood if there is one, else what was read."""
        turn = self.turn(number)
        if turn.mood is not None:
            return turn.mood
        return turn.emotion.value if turn.emotion else 0.0

    @cached_property
    def feelings(self) -> list[float]:
        return [self.feeling(number) for number in self.customer]

    def next_agent(self, number: int) -> list[int]:
        """Return the agent's turns that answer the customer's turn `number`: all up to the customer's next word after them."""
        return self._answers[number]

    def next_customer(self, number: int) -> list[int]:
        """Return the customer's turns that answer the agent's turn `number`: all up to the agent's next word after them."""
        return self._replies[number]

    @cached_property
    def _answers(self) -> dict[int, list[int]]:
        return self._followed("customer", "agent")

    @cached_property
    def _replies(self) -> dict[int, list[int]]:
        return self._followed("agent", "customer")

    def _followed(self, speaker: str, other: str) -> dict[int, list[int]]:
        """Return for each turn of a speaker's the other's turns that follow; several in a row share one list."""
        followed: dict[int, list[int]] = {}
        coming: list[int] = []
        for number, turn in enumerate(self.turns, 1):
            if turn.speaker == other:
                coming.append(number)
            elif turn.speaker == speaker:
                coming = [] if coming else coming
                followed[number] = coming
        return followed

    @cached_property
    def hollow(self) -> frozenset[int]:
        """The agent's turns that recite: courtesies that move nothing, or an earlier turn said again.

        The first message may be all courtesy. To undertake something moves the matter once; said again with nothing
        else, it is a courtesy too.
        """
        found = set(self.said_again("agent"))
        undertaken = False
        for place, number in enumerate(number for number in self.agent if not self.turn(number).in_doubt):
            acts = self.acts(number)
            moves = bool(acts & MOVING) or any("." in act for act in acts) or ("commit" in acts and not undertaken)
            undertaken = undertaken or "commit" in acts
            if not moves and len(acts & COURTESY) >= 2 and place > 0:
                found.add(number)
        return frozenset(found)

    def said_again(self, speaker: str) -> list[int]:
        """Return the turns of a speaker that say an earlier one again nearly to the letter.

        What was not understood was not said yet; nor does the customer's asking back say anything.
        """
        numbers = [number for number in self.numbers(speaker) if not self.turn(number).in_doubt]
        return [numbers[place] for place in said_again([self.turn(number).text for number in numbers])]

    def in_doubt(self) -> list[int]:
        """Return the agent's turns that were not understood."""
        return [number for number in self.agent if self.turn(number).in_doubt]

    def may_hide(self, acts: Collection[str], speaker: str = "agent") -> list[int]:
        """Return the agent's turns that were not understood and may carry one of the acts, since it came near.

        A scenario's own acts may hide in any such turn. None for the customer's acts.
        """
        if speaker != "agent":
            return []
        own = any("." in act for act in acts)
        return [
            number for number in self._doubtful if own or (near := self.turn(number).possible) is None or set(near) & set(acts)
        ]

    def may_hide_own(self) -> list[int]:
        """Return the agent's turns that were not understood and in which an act of the scenario's own came near."""
        near = ((number, self.turn(number).possible) for number in self._doubtful)
        return [number for number, acts in near if acts is None or any("." in act for act in acts)]

    @cached_property
    def _doubtful(self) -> list[int]:
        """The agent's turns that were not understood; none, where they are more than half: that is not doubt but noise."""
        doubtful = self.in_doubt()
        return [] if len(doubtful) > len(self.agent) / 2 else doubtful

    def _counts(self, label: ActLabel, number: int) -> bool:
        """Return whether an act was found surely enough to count."""
        if label.act in RED_LINE_ACTS:
            return self.is_offence(label, number, SURE_OF_OFFENCE)
        return label.confidence >= SURE and not (label.act in REFUSED and _outweighed(label, self.turn(number)))

    def is_offence(self, label: ActLabel, number: int, least: float) -> bool:
        """Return whether a red line was crossed in a turn: found from `least` on, and unless certain, not taken calmly."""
        if not is_sure_offence(label, self.turn(number).acts or (), least):
            return False
        return label.confidence >= CERTAIN or label.act not in _HURTS or not self._taken_calmly(number)

    def _taken_calmly(self, number: int) -> bool:
        """Return whether the customer answers a turn at ease and no more upset than before: who was hurt does not.

        A simulated customer's mood follows from the same reading, so it says nothing.
        """
        if self.transcript.session is not None or self.turn(number).speaker != "agent" or not self.next_customer(number):
            return False
        before = bisect_left(self.customer, number)
        felt = self.feelings[before]
        return felt < AT_EASE and (not before or felt <= self.feelings[before - 1] + 0.25)


def _outweighed(refusal: ActLabel, turn: Turn) -> bool:
    """Return whether a refusal that is none too sure stands beside surer thanks or agreement: doubt costs nothing."""
    friendly = [label.confidence for label in turn.acts or () if label.act in FRIENDLY]
    return refusal.confidence < SURE_OF_REFUSAL and max(friendly, default=0) > refusal.confidence
