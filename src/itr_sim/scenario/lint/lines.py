"""What every customer must be able to say, whoever plays it and whatever the mood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from itr_sim.scenario.lint.moods import hold_at_every_mood
from itr_sim.scenario.lint.written import key_place
from itr_sim.scenario.model import Line, Scenario
from itr_sim.source import Document, Fault, FaultKind, Mapping, Node
from itr_sim.source.nodes import Path

NO_LINE_FOR_ALL = FaultKind(
    "no-line-for-all",
    {
        "en": "there may be nothing to say here: every line is for some mood or persona only",
        "zh": "这里可能无话可说：每一句都只给某种情绪或某种客户",
    },
    {"en": "add a line without mood: and persona:", "zh": "补一句不带 mood: 和 persona: 的"},
)
NO_OPENING = FaultKind(
    "no-opening",
    {"en": 'the first state "{state}" says nothing', "zh": "第一个状态“{state}”没有开场白"},
    {"en": "add say: with the customer's first message", "zh": "补上 say:，写客户的第一句话"},
)
NO_ORDER_NUMBER = FaultKind(
    "no-order-number",
    {
        "en": "customers give their order number when asked, and there is none",
        "zh": "客户被问到时会报订单号，但这里没有",
    },
    {"en": "add desk: {{order: {{number: …}}}}", "zh": "补上 desk: {{order: {{number: …}}}}"},
)


def for_all(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Openings, answers, questions and consequences need a line that fits everybody."""
    for path, lines in _needed(scenario):
        if lines and not fit_all(lines):
            yield NO_LINE_FOR_ALL.at(document, key_place(node, path))


def fit_all(lines: Iterable[Line]) -> bool:
    """Return whether there is a line for every mood, whoever speaks."""
    return hold_at_every_mood(line.mood for line in lines if not line.persona)


def opening(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """The customer speaks first."""
    first = scenario.script[scenario.opening]
    if not first.say and not first.ask:
        yield NO_OPENING.at(document, key_place(node, ("script",)), state=scenario.opening)


def order_number(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Every persona gives `{order}` when it is asked for."""
    if not scenario.desk.order.get("number"):
        path = ("desk", "order") if scenario.desk.order else ("desk",) if _has(node, "desk") else ()
        yield NO_ORDER_NUMBER.at(document, key_place(node, path))


def _needed(scenario: Scenario) -> Iterator[tuple[Path, Sequence[Line]]]:
    yield ("script", scenario.opening, "say"), scenario.script[scenario.opening].say
    for name, fact in scenario.facts.items():
        yield ("facts", name, "answer"), fact.answer
    for name, case in scenario.cases.items():
        for told, lines in case.facts.items():
            yield ("cases", name, "facts", told), lines
    for name, question in scenario.questions.items():
        yield ("questions", name, "say"), question.say
    for number, consequence in enumerate(scenario.aftermath):
        yield ("aftermath", number, "say"), consequence.say


def _has(node: Node, key: str) -> bool:
    return isinstance(node, Mapping) and node.get(key) is not None
