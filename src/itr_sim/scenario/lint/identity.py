"""A scenario or persona is found by the name of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from itr_sim.scenario.model import Scenario
from itr_sim.source import Document, Fault, FaultKind, Mapping, Node

ID_NOT_FILE_NAME = FaultKind(
    "id-not-file-name",
    {"en": 'the id "{found}" is not the name of the file', "zh": "编号“{found}”与文件名不一致"},
    {"en": "write id: {stem}, or name the file {found}.yaml", "zh": "写成 id: {stem}，或把文件改名为 {found}.yaml"},
)


def file_name(scenario: Scenario, node: Node, document: Document) -> Iterator[Fault]:
    """Sessions name their scenario by id and find it again by its file."""
    yield from id_is_file_name(scenario.id, node, document)


def id_is_file_name(identity: str, node: Node, document: Document) -> Iterator[Fault]:
    stem = Path(document.name).stem
    place = node.get("id") if isinstance(node, Mapping) else None
    if identity != stem and place:
        yield ID_NOT_FILE_NAME.at(document, place.span, found=identity, stem=stem)
