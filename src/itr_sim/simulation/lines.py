"""Choosing what to say: fitting the mood and the persona, and not said before while anything else is left."""

from __future__ import annotations

from collections.abc import Sequence

from itr_sim.scenario import Line, Persona
from itr_sim.simulation.chance import draw
from itr_sim.simulation.memory import Memory


def pick(lines: Sequence[Line], memory: Memory, persona: Persona, seed: int, occasion: str) -> str | None:
    """Return a line and remember it as said; None where no line fits.

    A line that names the persona goes before one for everybody. When all have been said, the one said longest ago
    comes again.
    """
    fitting = [line for line in lines if _fits(line, memory, persona)]
    if not fitting:
        return None
    fresh = [line for line in fitting if line.say not in memory.used]
    own = [line for line in fresh if line.persona]
    if not fresh:
        oldest = min(memory.used[line.say] for line in fitting)
        fresh = [line for line in fitting if memory.used[line.say] == oldest]
    candidates = own or fresh
    chosen = candidates[int(draw(seed, memory.turn, occasion) * len(candidates))].say
    memory.used[chosen] = memory.turn
    return chosen


def is_left(lines: Sequence[Line], memory: Memory, persona: Persona) -> bool:
    """Return whether a fitting line is left that has not been said."""
    return any(_fits(line, memory, persona) and line.say not in memory.used for line in lines)


def _fits(line: Line, memory: Memory, persona: Persona) -> bool:
    return (line.mood is None or line.mood.holds(memory.mood)) and (not line.persona or persona.id in line.persona)


def typed_by(text: str, persona: Persona) -> str:
    """Return the text as this customer types it."""
    for sign, own in persona.signs.items():
        text = text.replace(sign, own)
    return text.strip()
