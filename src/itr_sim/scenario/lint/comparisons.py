"""Comparisons that hold at no mood and at no message that a session can come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from itr_sim.scenario.lint.moods import holds_at_some_mood
from itr_sim.scenario.lint.written import condition_values, consequences, lines_of, rules
from itr_sim.scenario.model import Scenario
from itr_sim.scenario.persona import Persona
from itr_sim.source import Document, Fault, FaultKind, Node, Scalar
from itr_sim.source.authored import Comparison
from itr_sim.source.nodes import node_at

NEVER_HOLDS = FaultKind(
    "never-holds",
    {"en": '"{found}" never holds here', "zh": "“{found}”在这里永远不成立"},
    {"en": "{range_en}", "zh": "{range_zh}"},
)
LONGEST = 40
"""Messages of the agent after which any customer leaves; `simulation.ending` stands above and keeps its own."""
_MOOD = ("mood is 0 to 4", "mood 在 0 到 4 之间")
_TURN = ("turn is a whole number, {first} to {last}", "turn 是 {first} 到 {last} 的整数")
_VISITS = ("visits is a whole number, 1 or more", "visits 是 1 以上的整数")


def lines(authored: Scenario | Persona, node: Node, document: Document) -> Iterator[Fault]:
    """A line for a mood that nobody has is never said."""
    moods = (node_at(node, (*path, "mood")) for path, line in lines_of(authored) if line.mood)
    yield from _never(holds_at_some_mood, (mood for mood in moods if isinstance(mood, Scalar)), _MOOD, document)


def conditions(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """A rule comes after a message; the aftermath may follow a session that was given up before any."""
    for among, first in ((rules(node), 1), (consequences(node), 0)):
        turns = (_TURN[0].format(first=first, last=LONGEST), _TURN[1].format(first=first, last=LONGEST))
        yield from _never(holds_at_some_mood, condition_values(among, ("mood",)), _MOOD, document)
        yield from _never(_among(range(first, LONGEST + 1)), condition_values(among, ("turn",)), turns, document)
        # The opening counts as a visit, and every message may bring another.
        yield from _never(_among(range(1, LONGEST + 2)), condition_values(among, ("visits",)), _VISITS, document)


def _among(numbers: Iterable[int]) -> Callable[[Comparison], bool]:
    return lambda comparison: any(comparison.holds(number) for number in numbers)


def _never(
    can_hold: Callable[[Comparison], bool], written: Iterable[Scalar], expected: tuple[str, str], document: Document
) -> Iterator[Fault]:
    for scalar in written:
        if not can_hold(Comparison.of(scalar.text)):
            yield NEVER_HOLDS.at(document, scalar.span, found=scalar.text, range_en=expected[0], range_zh=expected[1])
