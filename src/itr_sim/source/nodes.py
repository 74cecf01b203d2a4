"""YAML values that keep their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from itr_sim.source.document import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as the author typed it; `quoted` tells `'3'` from `3`."""

    text: str
    span: Span
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    """Keys in the author's order; each key is a scalar with a place of its own."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """Return the value under `key`, or None."""
        found = self._by_name.get(key)
        return found[1] if found else None

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, for its place."""
        found = self._by_name.get(key)
        return found[0] if found else None

    @cached_property
    def _by_name(self) -> dict[str, tuple[Scalar, Node]]:
        # Kept: a mapping may have thousands of keys and a fault at each.
        return {name.text: (name, value) for name, value in self.entries}


Node = Scalar | Sequence | Mapping

Path = tuple[str | int, ...]
"""Keys and numbers of items that lead from one node down to another."""

Plain = str | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """Return the value without places: text, None, lists and dicts; numbers stay text until a model asks for one."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar value below `node`, keys not included."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for _, value in node.entries:
            yield from scalars(value)


def node_at(node: Node, path: Path) -> Node:
    """Return the deepest node that `path` leads to.

    Parts that lead nowhere are passed over: the number of an item that was written without a list, the key of a short form.
    """
    for part in path:
        if isinstance(node, Mapping):
            node = node.get(str(part)) or node
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node
