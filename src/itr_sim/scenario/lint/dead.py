"""What an author wrote and no session can ever reach."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.scenario.lint.written import condition_values, keys, rule_values, rules
from itr_sim.scenario.model import Rule, Scenario
from itr_sim.source import Document, Fault, FaultKind, Node

ONLY_AFTERWARDS = FaultKind(
    "only-afterwards",
    {
        "en": "a rule is looked at while the conversation goes on, and there is no outcome yet",
        "zh": "规则是在对话进行时判断的，那时还没有结局",
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
NOTHING_TO_TELL = FaultKind(
    "nothing-to-tell",
    {
        "en": 'there are no words for the fact "{found}": it can never be told',
        "zh": "事实“{found}”没有写客户怎么说，永远讲不出来",
    },
    {"en": "add answer:, or the words under facts: of a case", "zh": "补上 answer:，或写在案情的 facts: 下"},
)
UNREACHED_STATE = FaultKind(
    "unreached-state",
    {"en": 'no rule leads to the state "{found}": it never begins', "zh": "没有规则通到状态“{found}”，它永远不会开始"},
    {"en": "add goto: {found} to a rule, or take it out", "zh": "在规则里写 goto: {found}，或删掉它"},
)
NEVER_ASKED = FaultKind(
    "never-asked",
    {"en": 'the customer never asks the question "{found}"', "zh": "客户永远不会问“{found}”"},
    {
        "en": "name it under wants: of a solution, or ask: of a rule or state",
        "zh": "写进方案的 wants:，或规则、状态的 ask:",
    },
)


def outcomes(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """A rule is looked at while the conversation goes on."""
    for scalar in condition_values(rules(node), ("outcome",)):
        yield ONLY_AFTERWARDS.at(document, scalar.span)


def facts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """A fact counts for the score, so there has to be a way to it."""
    told = {scalar.text for scalar in rule_values(node, "tell")}
    for key in keys(node, "facts"):
        fact = scenario.facts[key.text]
        if not fact.asked_by and not fact.open and key.text not in told:
            yield NOBODY_ASKS.at(document, key.span, found=key.text)


def words(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Somebody must be able to tell a fact, unless the author says of every case that it is unknown there."""
    told = {fact for case in scenario.cases.values() for fact in case.facts if fact not in case.unknown}
    if not told <= scenario.facts.keys():
        return  # a mistyped fact has a fault of its own, and the words may be meant for the one without
    for key in keys(node, "facts"):
        unknown = [key.text in case.unknown for case in scenario.cases.values()]
        if key.text not in told and not scenario.facts[key.text].answer and not all(unknown):
            yield NOTHING_TO_TELL.at(document, key.span, found=key.text)


def states(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Rules must lead from the first state to every other."""
    if any(rule.goto and rule.goto not in scenario.script for rule in _all_rules(scenario)):
        return  # a mistyped state has a fault of its own
    reached = _reached(scenario)
    for key in keys(node, "script"):
        if key.text not in reached:
            yield UNREACHED_STATE.at(document, key.span, found=key.text)


def questions(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """A question is asked before agreeing, by a rule or on entering a state."""
    asked = {question for solution in scenario.solutions.values() for question in solution.wants}
    asked |= {rule.ask for rule in _all_rules(scenario) if rule.ask} | {
        state.ask for state in scenario.script.values() if state.ask
    }
    if not asked <= scenario.questions.keys():
        return  # a mistyped question has a fault of its own
    for key in keys(node, "questions"):
        if key.text not in asked:
            yield NEVER_ASKED.at(document, key.span, found=key.text)


def _all_rules(scenario: Scenario) -> list[Rule]:
    return [*scenario.always, *(rule for state in scenario.script.values() for rule in state.on)]


def _reached(scenario: Scenario) -> set[str]:
    reached: set[str] = set()
    waiting = [scenario.opening]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += [rule.goto for rule in (*scenario.script[state].on, *scenario.always) if rule.goto]
    return reached
