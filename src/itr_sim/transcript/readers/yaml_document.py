"""A YAML document: one conversation or a list of them."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.source import Document, read_yaml
from itr_sim.source.nodes import Sequence, plain
from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.reading import Line, Reader, ReadError, transcript_of, whole


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    node, faults = read_yaml(Document(name, whole(first, rest)))
    if faults or node is None:
        fault = faults[0]
        raise ReadError(name, fault.span.line, fault.span.column, {"en": fault.message("en"), "zh": fault.message("zh")})
    for each in node.items if isinstance(node, Sequence) else (node,):
        yield transcript_of(name, each.span.line, plain(each), each.span.column)


READER = Reader("yaml", (".yaml", ".yml"), lambda line: line.startswith(("turns:", "id:", "- turns:", "- id:", "---")), _read)
