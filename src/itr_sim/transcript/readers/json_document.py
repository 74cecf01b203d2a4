"""A JSON document: one conversation, a list of them, or what `itr-sim play --format json` prints."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.json_lines import decode_json
from itr_sim.transcript.readers.reading import Line, Reader, ReadError, transcript_of, whole


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    value = decode_json(name, Line(1, whole(first, rest)))
    if isinstance(value, dict) and "turns" not in value and isinstance(value.get("session"), dict):
        value = value["session"]
    values = value if isinstance(value, list) else [value]
    if not values:
        raise ReadError(name, 1, 1, {"en": "the list holds no transcript", "zh": "列表里没有对话"})
    for each in values:
        yield transcript_of(name, first.number, each)


READER = Reader("json", (".json",), lambda line: line.lstrip().startswith(("{", "[")), _read)
