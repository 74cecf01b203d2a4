"""The author's branching: which conditions hold, which rule is taken, what a new state brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from itr_sim.scenario import Condition, Rule, Scenario
from itr_sim.simulation.memory import Memory


def holds(condition: Condition, acts: Iterable[str], memory: Memory, case: str, persona: str, outcome: str | None = None) -> bool:
    """Return whether a condition holds now."""
    acts = set(acts)

    def inner(each: Condition) -> bool:
        return holds(each, acts, memory, case, persona, outcome)

    numbers: Mapping[str, float] = {
        "mood": memory.mood,
        "patience": memory.patience,
        "turn": memory.turn,
        "seconds": memory.seconds,
        "visits": memory.visits.get(memory.state, 0),
    }
    names: Mapping[str, set[str]] = {
        "act": acts,
        "ever": memory.ever | acts,
        "fact": memory.told,
        "proposed": memory.proposed,
        "accepted": {memory.accepted} if memory.accepted else set(),
        "promised": memory.promised,
        "done": memory.done,
        "case": {case},
        "persona": {persona},
        "state": {memory.state},
        "outcome": {outcome} if outcome else set(),
    }
    return (
        all(inner(each) for each in condition.all)
        and (not condition.any or any(inner(each) for each in condition.any))
        and not any(inner(each) for each in condition.none)
        and all((test := getattr(condition, key)) is None or test.holds(number) for key, number in numbers.items())
        and all(not (wanted := getattr(condition, key)) or bool(present & set(wanted)) for key, present in names.items())
    )


def rule_for(
    scenario: Scenario, acts: Iterable[str], memory: Memory, case: str, persona: str, *, silent: bool = False
) -> Rule | None:
    """Return the first rule that fits, of the state and then of the whole script, and remember that it was taken.

    A rule that will still hold with the next message is put off when there is no room to speak.
    """
    own = [(f"{memory.state}:{number}", rule) for number, rule in enumerate(scenario.script[memory.state].on)]
    general = [(f"always:{number}", rule) for number, rule in enumerate(scenario.always)]
    for key, rule in own + general:
        if (rule.once and key in memory.taken) or not holds(rule.when, acts, memory, case, persona):
            continue
        if silent and not rule.end and (rule.ask or rule.tell or rule.goto or not _hangs_on_acts(rule.when)):
            return None
        memory.taken.add(key)
        return rule
    return None


def _hangs_on_acts(condition: Condition) -> bool:
    return bool(condition.act) or any(map(_hangs_on_acts, (*condition.any, *condition.all)))


def enter(memory: Memory, state: str) -> None:
    """Move to a state and count the visit."""
    memory.state = state
    memory.visits[state] = memory.visits.get(state, 0) + 1
