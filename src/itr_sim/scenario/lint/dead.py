"""What an author wrote and no session can ever reach."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.scenario.lint.names import condition_values, rule_values, rules
from itr_sim.scenario.model import Scenario
from itr_sim.source import Document, Fault, FaultKind, Mapping, Node

ONLY_AFTERWARDS = FaultKind(
    "only-afterwards",
    {
        "en": "there is no outcome while the conversation goes on: this never holds",
        "zh": "对话进行时还没有结局，这个条件永远不成立",
    },
    {
        "en": "outcome: belongs under aftermath:; in a rule write accepted: or state:",
        "zh": "outcome: 只能用在 aftermath: 下；规则里请用 accepted: 或 state:",
    },
)
NOBODY_ASKS = FaultKind(
    "nobody-asks",
    {"en": 'nothing brings out the fact "{found}": it can never be told', "zh": "事实“{found}”没有任何途径问出来"},
    {"en": "add asked_by:, open: true, or tell it in a rule", "zh": "补上 asked_by:、open: true，或在规则里 tell"},
)


def outcomes(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """A rule is looked at while the conversation goes on."""
    for scalar in condition_values(rules(node), ("outcome",)):
        yield ONLY_AFTERWARDS.at(document, scalar.span)


def facts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """A fact counts for the score, so there has to be a way to it."""
    told = {scalar.text for scalar in rule_values(node, "tell")}
    table = node.get("facts") if isinstance(node, Mapping) else None
    for key, _ in table.entries if isinstance(table, Mapping) else ():
        fact = scenario.facts[key.text]
        if not fact.asked_by and not fact.open and key.text not in told:
            yield NOBODY_ASKS.at(document, key.span, found=key.text)
