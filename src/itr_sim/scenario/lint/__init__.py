"""Cross-checks of what is well formed, a file each. A new one is a file and a line in LINTS or PERSONA_LINTS."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from itr_sim.scenario.lint import comparisons, dead, identity, lines, names, voices
from itr_sim.scenario.model import Scenario
from itr_sim.scenario.persona import Persona
from itr_sim.source import Document, Fault, Node

Lint = Callable[[Scenario, Node, Document], Iterable[Fault]]
PersonaLint = Callable[[Persona, Node, Document], Iterable[Fault]]

LINTS: tuple[Lint, ...] = (
    names.own_acts,
    names.acts,
    names.facts,
    names.solutions,
    names.states,
    names.questions,
    names.cases,
    names.tools,
    names.policies,
    lines.for_all,
    lines.opening,
    lines.order_number,
    comparisons.lines,
    comparisons.conditions,
    dead.outcomes,
    dead.facts,
    dead.words,
    dead.states,
    dead.questions,
    identity.file_name,
)
PERSONA_LINTS: tuple[PersonaLint, ...] = (
    voices.occasions,
    voices.own_lines,
    comparisons.lines,
    identity.file_name,
)


def lint_scenario(scenario: Scenario, node: Node, document: Document) -> list[Fault]:
    """Return every fault that the cross-checks find, in order of place."""
    return _sorted(fault for lint in LINTS for fault in lint(scenario, node, document))


def lint_persona(persona: Persona, node: Node, document: Document) -> list[Fault]:
    """Return every fault that the cross-checks find, in order of place."""
    return _sorted(fault for lint in PERSONA_LINTS for fault in lint(persona, node, document))


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults in order of place, those of one kind at one place once."""
    found = {(*fault.place, fault.kind.code): fault for fault in faults}
    return sorted(found.values(), key=lambda fault: fault.place)
