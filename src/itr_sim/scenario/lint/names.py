"""Every name that is used must be there: acts, facts, solutions, states, questions, cases, tools, policies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table

from itr_sim.scenario.lint.written import condition_values, consequences, keys, rule_values, rules, under
from itr_sim.scenario.model import Scenario
from itr_sim.source import Document, Fault, FaultKind, Node, Scalar, closest
from itr_sim.understanding.labels import AGENT_ACTS

ACT_NAME = FaultKind(
    "act-name",
    {"en": '"{found}" cannot be the name of an act of your own', "zh": "“{found}”不能用作自定义行为的名称"},
    {
        "en": "a name with a dot, as ask.… or say.…; not solve. or do.",
        "zh": "名称要带点，例如 ask.…、say.…；不能以 solve.、do. 开头",
    },
)
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
_KINDS_TAKEN = ("solve", "do")
"""Acts so named come from solutions and tools, each by its own name."""


def own_acts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """An act of the author's own is told from the dialogue acts by its dot."""
    for key in keys(node, "acts"):
        kind, _, name = key.text.partition(".")
        if not kind or not name or kind in _KINDS_TAKEN:
            yield ACT_NAME.at(document, key.span, found=key.text)


def acts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Acts in facts, questions and conditions."""
    known = {*AGENT_ACTS, *scenario.examples()}
    used = [
        *under(node, "facts", "*", "asked_by"),
        *under(node, "questions", "*", "answered_by"),
        *_condition_values(node, ("act", "ever")),
    ]
    yield from _unknown(UNKNOWN_ACT, used, known, document, AGENT_ACTS)


def facts(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Facts in cases, solutions, rules, conditions and tests."""
    used = [
        *keys(node, "cases", "*", "facts"),
        *under(node, "cases", "*", "unknown"),
        *under(node, "cases", "*", "moot"),
        *under(node, "solutions", "*", "needs"),
        *rule_values(node, "tell"),
        *_condition_values(node, ("fact",)),
        *under(node, "tests", "*", "expect", "facts"),
    ]
    yield from _unknown(UNKNOWN_FACT, used, scenario.facts, document)


def solutions(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [
        *under(node, "cases", "*", "settled_by"),
        *keys(node, "cases", "*", "refuses"),
        *_condition_values(node, ("proposed", "accepted")),
    ]
    yield from _unknown(UNKNOWN_SOLUTION, used, scenario.solutions, document)


def states(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*rule_values(node, "goto"), *_condition_values(node, ("state",))]
    yield from _unknown(UNKNOWN_STATE, used, scenario.script, document)
    yield from _unknown(UNKNOWN_STATE, keys(node, "hints"), [*scenario.script, "default"], document)


def questions(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*under(node, "solutions", "*", "wants"), *rule_values(node, "ask"), *under(node, "script", "*", "ask")]
    yield from _unknown(UNKNOWN_QUESTION, used, scenario.questions, document)


def cases(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*_condition_values(node, ("case",)), *under(node, "tests", "*", "case")]
    used += keys(node, "desk", "tools", "*", "cases")
    yield from _unknown(UNKNOWN_CASE, used, scenario.cases, document)


def tools(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    used = [*under(node, "solutions", "*", "action"), *_condition_values(node, ("done",))]
    for typed in under(node, "tests", "*", "trainee"):
        command, _, name = typed.text.partition(" ")
        if command == _TOOL_COMMAND:
            used.append(Scalar(name.strip(), typed.span))
    yield from _unknown(UNKNOWN_TOOL, used, scenario.desk.tools, document)


def policies(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    yield from _unknown(UNKNOWN_POLICY, under(node, "solutions", "*", "policy"), scenario.desk.policies, document)


def _unknown(
    kind: FaultKind, used: Iterable[Scalar], known: Iterable[str], document: Document, labels: Table[str, str] | None = None
) -> Iterator[Fault]:
    names = list(known)
    listed = ", ".join(names)
    right = set(names)
    for scalar in used:
        if scalar.text in right:
            continue
        guess = closest(scalar.text, names, labels)
        shown = f'"{guess}"' + (f" ({labels[guess]})" if labels and guess in labels else "") if guess else ""
        values = {"found": scalar.text, "known": listed} | ({"guess": shown} if guess else {})
        yield kind.at(document, scalar.span, **values)


def _condition_values(node: Node, names: tuple[str, ...]) -> list[Scalar]:
    return condition_values((*rules(node), *consequences(node)), names)
