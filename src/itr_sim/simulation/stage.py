"""Everything a reply is made from, in one place: who speaks, what is remembered, what has been put together so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from itr_sim.scenario import Case, Line, Persona, Scenario
from itr_sim.simulation.chance import draw
from itr_sim.simulation.lines import is_left, pick, typed_by
from itr_sim.simulation.memory import Memory

_ENDS = "。！？…~!?，,.～、：:)）"


@dataclass
class Stage:
    """One turn in the making. Parts of the reply are appended; the memory is this turn's own copy."""

    scenario: Scenario
    case_name: str
    persona: Persona
    seed: int
    memory: Memory
    parts: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    outcome: str | None = None
    mood_before: float = 0.0
    """The customer's mood when the message came."""

    @property
    def case(self) -> Case:
        return self.scenario.cases[self.case_name]

    def say(self, lines: Sequence[Line], occasion: str) -> bool:
        """Add one of the lines to the reply; return whether there was one."""
        text = pick(lines, self.memory, self.persona, self.seed, f"{occasion}:{len(self.parts)}")
        if text is None:
            return False
        self.add(text)
        return True

    def say_fresh(self, lines: Sequence[Line], occasion: str) -> bool:
        """Add one of the lines that has not been said yet; return whether there was one."""
        return is_left(lines, self.memory, self.persona) and self.say(lines, occasion)

    def voice(self, occasion: str) -> bool:
        """Add what this persona says on an occasion."""
        return self.say(getattr(self.persona.voice, occasion), occasion)

    def is_left(self, occasion: str) -> bool:
        return is_left(getattr(self.persona.voice, occasion), self.memory, self.persona)

    def add(self, text: str) -> None:
        """Add a text as this customer types it."""
        order = self.scenario.desk.order.get("number", "")
        self.parts.append(typed_by(text.replace("{order}", order), self.persona))

    def by_chance(self, share: float, purpose: str) -> bool:
        return draw(self.seed, self.memory.turn, purpose) < share

    def reply(self) -> str:
        """Return the parts as one message."""
        chinese = self.scenario.language == "zh-CN"
        text = ""
        for part in self.parts:
            if not text:
                text = part
            elif text[-1] in _ENDS:
                text += part if chinese else f" {part}"
            else:
                text += self.persona.pause + part
        return text
