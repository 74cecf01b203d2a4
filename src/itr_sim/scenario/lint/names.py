"""Every name that is used must be there: acts, facts, solutions, states, questions, cases, tools, policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table

from itr_sim.scenario.model import Scenario
from itr_sim.source import Document, Fault, FaultKind, Mapping, Node, Scalar, Sequence, closest
from itr_sim.source.nodes import scalars
from itr_sim.understanding.labels import AGENT_ACTS

UNKNOWN_ACT = FaultKind(
    "unknown-act",
    {"en": '"{found}" is not a dialogue act', "zh": "“{found}”不是对话行为"},
    {"en": "an act of the agent, or one under acts:", "zh": "这里需要客服的对话行为，或 acts: 下自定义的行为"},
)
UNKNOWN_FACT = FaultKind(
    "unknown-fact",
    {"en": '"{found}" is no fact of this scenario', "zh": "本场景没有事实“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
UNKNOWN_SOLUTION = FaultKind(
    "unknown-solution",
    {"en": '"{found}" is no solution of this scenario', "zh": "本场景没有方案“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
UNKNOWN_STATE = FaultKind(
    "unknown-state",
    {"en": '"{found}" is no state of the script', "zh": "脚本没有状态“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
UNKNOWN_QUESTION = FaultKind(
    "unknown-question",
    {"en": '"{found}" is no question of this scenario', "zh": "本场景没有问题“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
UNKNOWN_CASE = FaultKind(
    "unknown-case",
    {"en": '"{found}" is no case of this scenario', "zh": "本场景没有案情“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
UNKNOWN_TOOL = FaultKind(
    "unknown-tool",
    {"en": '"{found}" is no tool of this desk', "zh": "工作台没有工具“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
UNKNOWN_POLICY = FaultKind(
    "unknown-policy",
    {"en": '"{found}" is no policy of this desk', "zh": "工作台没有政策“{found}”"},
    {"en": "one of: {known}", "zh": "可用：{known}"},
)
_TOOL_COMMAND = "/do"
"""How a test's trainee does something at the desk."""


def acts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Acts in facts, questions and conditions."""
    known = {*AGENT_ACTS, *scenario.examples()}
    used = [
        *_under(node, "facts", "*", "asked_by"),
        *_under(node, "questions", "*", "answered_by"),
        *_condition_values(node, ("act", "ever")),
    ]
    yield from _unknown(UNKNOWN_ACT, used, known, document, AGENT_ACTS)


def facts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Facts in cases, solutions, rules, conditions and tests."""
    used = [
        *_keys(_values(node, "cases", "*", "facts")),
        *_under(node, "cases", "*", "unknown"),
        *_under(node, "cases", "*", "moot"),
        *_under(node, "solutions", "*", "needs"),
        *rule_values(node, "tell"),
        *_condition_values(node, ("fact",)),
        *_under(node, "tests", "*", "expect", "facts"),
    ]
    yield from _unknown(UNKNOWN_FACT, used, scenario.facts, document)


def solutions(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [
        *_under(node, "cases", "*", "settled_by"),
        *_keys(_values(node, "cases", "*", "refuses")),
        *_condition_values(node, ("proposed", "accepted")),
    ]
    yield from _unknown(UNKNOWN_SOLUTION, used, scenario.solutions, document)


def states(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*rule_values(node, "goto"), *_condition_values(node, ("state",))]
    yield from _unknown(UNKNOWN_STATE, used, scenario.script, document)
    yield from _unknown(UNKNOWN_STATE, _keys(_values(node, "hints")), [*scenario.script, "default"], document)


def questions(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*_under(node, "solutions", "*", "wants"), *rule_values(node, "ask"), *_under(node, "script", "*", "ask")]
    yield from _unknown(UNKNOWN_QUESTION, used, scenario.questions, document)


def cases(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*_condition_values(node, ("case",)), *_under(node, "tests", "*", "case")]
    used += _keys(_values(node, "desk", "tools", "*", "cases"))
    yield from _unknown(UNKNOWN_CASE, used, scenario.cases, document)


def tools(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*_under(node, "solutions", "*", "action"), *_condition_values(node, ("done",))]
    for typed in _under(node, "tests", "*", "trainee"):
        command, _, name = typed.text.partition(" ")
        if command == _TOOL_COMMAND:
            used.append(Scalar(name.strip(), typed.span))
    yield from _unknown(UNKNOWN_TOOL, used, scenario.desk.tools, document)


def policies(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    yield from _unknown(UNKNOWN_POLICY, _under(node, "solutions", "*", "policy"), scenario.desk.policies, document)


def _unknown(
    kind: FaultKind, used: Iterable[Scalar], known: Iterable[str], document: Document, labels: Table[str, str] | None = None
) -> Iterator[Fault]:
    names = list(known)
    for scalar in used:
        if scalar.text in names:
            continue
        guess = closest(scalar.text, names, labels)
        shown = f'"{guess}"' + (f" ({labels[guess]})" if labels and guess in labels else "") if guess else ""
        values = {"found": scalar.text, "known": ", ".join(names)} | ({"guess": shown} if guess else {})
        yield kind.at(document, scalar.span, **values)


def _values(node: Node | None, *path: str) -> list[Node]:
    """Return the nodes at a path of keys; `*` stands for every key or item."""
    found = [node] if node is not None else []
    for part in path:
        found = [child for each in found for child in _children(each, part)]
    return found


def _children(node: Node, part: str) -> list[Node]:
    if isinstance(node, Mapping):
        if part == "*":
            return [value for _, value in node.entries]
        child = node.get(part)
        return [child] if child is not None else []
    return list(node.items) if isinstance(node, Sequence) and part == "*" else []


def _under(node: Node, *path: str) -> list[Scalar]:
    return [scalar for each in _values(node, *path) for scalar in scalars(each)]


def _keys(nodes: Iterable[Node]) -> list[Scalar]:
    return [key for node in nodes if isinstance(node, Mapping) for key, _ in node.entries]


def rules(node: Node) -> list[Node]:
    """Return the rules of all states and of the whole script."""
    found = [*_values(node, "script", "*", "on"), *_values(node, "always")]
    return [rule for each in found for rule in (each.items if isinstance(each, Sequence) else (each,))]


def rule_values(node: Node, key: str) -> list[Scalar]:
    """Return what stands under a key of the rules."""
    return [scalar for rule in rules(node) for scalar in _under(rule, key)]


def _consequences(node: Node) -> list[Node]:
    return [item for each in _values(node, "aftermath") for item in (each.items if isinstance(each, Sequence) else (each,))]


def condition_values(among: Iterable[Node], keys: tuple[str, ...]) -> list[Scalar]:
    """Return what stands under the keys in the conditions of rules or consequences."""
    conditions = [when for each in among for when in _values(each, "when")]
    return [scalar for condition in conditions for scalar in _in_condition(condition, keys)]


def _condition_values(node: Node, keys: tuple[str, ...]) -> list[Scalar]:
    return condition_values((*rules(node), *_consequences(node)), keys)


def _in_condition(node: Node, keys: tuple[str, ...]) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if "act" in keys:
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _in_condition(item, keys)
    else:
        for key, value in node.entries:
            if key.text in ("any", "all", "none", "not"):
                yield from _in_condition(value, keys)
            elif key.text in keys:
                yield from scalars(value)
