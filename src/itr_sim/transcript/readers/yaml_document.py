"""A YAML document: one conversation or a list of them."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.source import Document, Fault, read_yaml
from itr_sim.source.faults import TOO_DEEP
from itr_sim.source.nodes import Mapping, Node, Sequence, plain
from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.reading import Line, Origin, Reader, ReadError, transcript_of, whole

MAX_YAML_BYTES = 10_000_000
"""Longest file read, in bytes. YAML is parsed as a whole, so it is bounded as a line of JSON is."""


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    node, faults = read_yaml(Document(name, whole(first, _bounded(name, first, rest))))
    if faults or node is None:
        fault = faults[0]
        raise ReadError(name, fault.span.line, fault.span.column, _words(fault))
    for each in node.items if isinstance(node, Sequence) else (node,):
        origin = Origin(name, each.span.line, each.span.column, _turn_places(each))
        yield transcript_of(origin, plain(each))


def _bounded(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    """Yield the rest; raise ReadError at the line that makes the file too long."""
    length = first.number + len(first.text.encode())
    for line in rest:
        length += 1 + len(line.text.encode())
        if length > MAX_YAML_BYTES:
            megabytes = MAX_YAML_BYTES // 1_000_000
            words = {
                "en": f"the file is longer than {megabytes} MB; write JSON Lines, a transcript a line",
                "zh": f"文件超过 {megabytes} MB；请改用 JSON Lines，每行一段对话",
            }
            raise ReadError(name, line.number, 1, words)
        yield line


def _words(fault: Fault) -> dict[str, str]:
    if fault.kind.code == TOO_DEEP.code:
        # An authored file comes here by depth or anchors alone; a long list of right conversations by its number of values.
        return {
            "en": "the file holds more than 200,000 values, nests too deeply or repeats itself through anchors;"
            " write JSON Lines, a transcript a line",
            "zh": "文件里的值超过 200,000 个、嵌套过深，或通过锚点反复展开；请改用 JSON Lines，每行一段对话",
        }
    return {"en": fault.message("en"), "zh": fault.message("zh")}


def _turn_places(node: Node) -> list[tuple[int, int]]:
    turns = node.get("turns") if isinstance(node, Mapping) else None
    return [(turn.span.line, turn.span.column) for turn in turns.items] if isinstance(turns, Sequence) else []


READER = Reader("yaml", (".yaml", ".yml"), lambda line: line.startswith(("turns:", "id:", "- turns:", "- id:", "---")), _read)
