"""A scenario is found by the name of its file."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.scenario.model import Scenario
from itr_sim.source import Document, Fault, Node
from itr_sim.source.identity import id_is_file_name


def file_name(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Sessions name their scenario by id and find it again by its file."""
    yield from id_is_file_name(scenario.id, node, document)
