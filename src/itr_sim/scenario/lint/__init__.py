"""Cross-checks of a scenario that is well formed, a file each. A new one is a file and a line in LINTS."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from itr_sim.scenario.lint import dead, identity, lines, names
from itr_sim.scenario.model import Scenario
from itr_sim.source import Document, Fault, Node

Lint = Callable[[Scenario, Node, Document], Iterable[Fault]]

LINTS: tuple[Lint, ...] = (
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
    dead.outcomes,
    dead.facts,
    identity.file_name,
)


def lint_scenario(scenario: Scenario, node: Node, document: Document) -> list[Fault]:
    """Return every fault that the cross-checks find, in order of place."""
    found = {(*fault.place, fault.kind.code): fault for lint in LINTS for fault in lint(scenario, node, document)}
    return sorted(found.values(), key=lambda fault: fault.place)
