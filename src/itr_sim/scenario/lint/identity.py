"""A scenario or persona is found by the name of its file."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.scenario.model import Scenario
from itr_sim.scenario.persona import Persona
from itr_sim.source import Document, Fault, Node
from itr_sim.source.identity import id_is_file_name


def file_name(authored: Scenario | Persona, node: Node, document: Document) -> Iterator[Fault]:
    """Sessions name their scenario and persona by id and find them again by their files."""
    yield from id_is_file_name(authored.id, node, document)
