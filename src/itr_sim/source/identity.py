"""What is authored is found by the name of its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from itr_sim.source.document import Document
from itr_sim.source.faults import Fault, FaultKind
from itr_sim.source.nodes import Mapping, Node

ID_NOT_FILE_NAME = FaultKind(
    "id-not-file-name",
    {"en": 'the id "{found}" is not the name of the file', "zh": "编号“{found}”与文件名不一致"},
    {"en": "write id: {stem}, or name the file {found}.yaml", "zh": "写成 id: {stem}，或把文件改名为 {found}.yaml"},
)


def id_is_file_name(identity: str, node: Node, document: Document) -> Iterator[Fault]:
    """Yield a fault unless the id is the name of the file."""
    stem = Path(document.name).stem
    place = node.get("id") if isinstance(node, Mapping) else None
    if identity != stem and place:
        yield ID_NOT_FILE_NAME.at(document, place.span, found=identity, stem=stem)
