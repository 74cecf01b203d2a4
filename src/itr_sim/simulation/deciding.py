"""How the customer takes a solution: too soon, too hasty, not fitting, a question first, accepted, accepted grudgingly."""

from __future__ import annotations

from itr_sim.simulation.answering import ask
from itr_sim.simulation.feeling import nudge
from itr_sim.simulation.hearing import Heard
from itr_sim.simulation.memory import Memory
from itr_sim.simulation.stage import Stage

_GRUDGING_FROM = 1.75
REVOKING = frozenset(("insult", "blame_customer", "argue", "dismiss"))


def decide(stage: Stage, heard: Heard) -> bool:
    """React to what was put forward, now or before; return whether anything was said about it."""
    memory = stage.memory
    if memory.accepted:
        return _keep(stage, heard)
    if heard.acts & REVOKING:
        return False
    if heard.proposals:
        return _consider(stage, heard)
    if memory.pending and not heard.stuffed:
        return _come_back(stage, heard.acts, memory.pending)
    return heard.unclear_offer and not memory.pending and stage.voice("unclear_offer")


def _consider(stage: Stage, heard: Heard) -> bool:
    """Weigh what was put forward; a fallback named in answer to a question does not displace what it is a fallback to."""
    memory = stage.memory
    fitting = [name for name in stage.case.settled_by if name in heard.proposals]
    if not fitting:
        return _refuse(stage, heard.proposals[0])
    falls_back = heard.answered or "set_expectation" in heard.acts
    if memory.pending and memory.pending not in fitting and falls_back:
        return _come_back(stage, heard.acts, memory.pending)
    return _weigh(stage, heard, fitting[0])


def _weigh(stage: Stage, heard: Heard, solution: str) -> bool:
    memory = stage.memory
    if memory.mood > stage.persona.takes_in:
        first = memory.pending is None
        memory.pending = solution
        if first and not heard.acts & {"empathize", "apologize", "reassure"}:
            nudge(memory, 0.2 * stage.persona.temper)
        return stage.voice("too_soon")
    missing = _missing(stage, solution)
    if missing and memory.pending != solution:
        memory.pending = solution
        memory.patience -= 1.0
        return stage.voice("hasty")
    if missing:
        memory.grudging = True
    return _settle_or_ask(stage, heard.acts, solution)


def _missing(stage: Stage, solution: str) -> list[str]:
    """Return the facts that the customer expects to be known before this solution."""
    return [fact for fact in stage.scenario.solutions[solution].needs if fact not in stage.memory.told]


def _settle_or_ask(stage: Stage, acts: frozenset[str], solution: str) -> bool:
    """Ask what this customer wants to know first, unless the message says it already; then agree."""
    memory = stage.memory
    for question in stage.scenario.solutions[solution].wants:
        if question in memory.asked_questions or acts & set(stage.scenario.questions[question].answered_by):
            continue
        if memory.pending == solution and not memory.open_questions:
            stage.voice("comes_round")
        memory.pending = solution
        ask(stage, question)
        return True
    if memory.open_questions and memory.ignored < 2:
        memory.pending = solution
        return False
    if memory.open_questions:
        memory.grudging = True
    return _accept(stage, solution)


def settles_grudgingly(memory: Memory) -> bool:
    """Return whether the agreement is grudging as things stand; whoever is won over afterwards no longer grudges."""
    return memory.grudging or memory.mood > _GRUDGING_FROM


def _accept(stage: Stage, solution: str) -> bool:
    memory = stage.memory
    memory.accepted, memory.pending = solution, None
    memory.patience += 1.0
    if settles_grudgingly(memory):
        nudge(memory, -0.2)
        return stage.voice("accepts_grudgingly")
    nudge(memory, -0.5)
    return stage.say_fresh(stage.scenario.solutions[solution].accepted, f"accepted:{solution}") or stage.voice("accepts")


def _refuse(stage: Stage, solution: str) -> bool:
    memory = stage.memory
    memory.refused += 1
    memory.patience -= 1.0
    nudge(memory, 0.2 * stage.persona.temper)
    lines = stage.case.refuses.get(solution) or stage.scenario.solutions[solution].refused
    return stage.say_fresh(lines, f"refused:{solution}") or stage.voice("refuses")


def _come_back(stage: Stage, acts: frozenset[str], solution: str) -> bool:
    """Return to a solution once the anger is down, what was missing is known, and the questions are answered."""
    memory = stage.memory
    missing = _missing(stage, solution)
    if memory.mood > stage.persona.takes_in or missing or (memory.open_questions and memory.ignored < 2):
        return False
    return _settle_or_ask(stage, acts, solution)


def _keep(stage: Stage, heard: Heard) -> bool:
    memory = stage.memory
    if heard.acts & REVOKING:
        memory.accepted, memory.since_accepted = None, 0
        memory.grudging = True
        return stage.voice("takes_back")
    return False
