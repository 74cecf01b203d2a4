"""Where an author wrote what: keys, values, rules, conditions and lines of a scenario or persona, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from itr_sim.scenario.model import Line
from itr_sim.source import Mapping, Node, Scalar, Sequence, Span
from itr_sim.source.nodes import Path, scalars


def values(node: Node | None, *path: str) -> list[Node]:
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


def under(node: Node, *path: str) -> list[Scalar]:
    """Return all single values below a path of keys."""
    return [scalar for each in values(node, *path) for scalar in scalars(each)]


def keys(node: Node, *path: str) -> list[Scalar]:
    """Return the keys of the mappings at a path of keys."""
    return [key for each in values(node, *path) if isinstance(each, Mapping) for key, _ in each.entries]


def key_place(node: Node, path: Path) -> Span:
    """Return where the last key of a path stands; a number passes over a mapping that was written without a list."""
    span = node.entries[0][0].span if isinstance(node, Mapping) and node.entries else node.span
    for part in path:
        if isinstance(node, Sequence) and isinstance(part, int):
            node = node.items[part]
        elif isinstance(node, Mapping) and isinstance(part, str):
            key: Scalar | None = node.key(part)
            span = key.span if key else span
            node = node.get(part) or node
    return span


def rules(node: Node) -> list[Node]:
    """Return the rules of all states and of the whole script."""
    return [rule for each in (*values(node, "script", "*", "on"), *values(node, "always")) for rule in _one_or_more(each)]


def rule_values(node: Node, key: str) -> list[Scalar]:
    """Return what stands under a key of the rules."""
    return [scalar for rule in rules(node) for scalar in under(rule, key)]


def consequences(node: Node) -> list[Node]:
    """Return the entries of the aftermath."""
    return [item for each in values(node, "aftermath") for item in _one_or_more(each)]


def condition_values(among: Iterable[Node], names: tuple[str, ...]) -> list[Scalar]:
    """Return what stands under these keys in the conditions of rules or consequences."""
    conditions = [when for each in among for when in values(each, "when")]
    return [scalar for condition in conditions for scalar in _in_condition(condition, names)]


def _in_condition(node: Node, names: tuple[str, ...]) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if "act" in names:
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _in_condition(item, names)
    else:
        for key, value in node.entries:
            if key.text in ("any", "all", "none", "not"):
                yield from _in_condition(value, names)
            elif key.text in names:
                yield from scalars(value)


def _one_or_more(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def lines_of(authored: object, path: Path = ()) -> Iterator[tuple[Path, Line]]:
    """Yield every line of a scenario or persona with the path of keys and numbers that leads to it."""
    if isinstance(authored, Line):
        yield path, authored
    elif isinstance(authored, BaseModel):
        for name, field in type(authored).model_fields.items():
            yield from lines_of(getattr(authored, name), (*path, field.alias or name))
    elif isinstance(authored, dict):
        for key, value in authored.items():
            yield from lines_of(value, (*path, key))
    elif isinstance(authored, tuple):
        for number, value in enumerate(authored):
            yield from lines_of(value, (*path, number))
