"""A JSON document: one conversation, a list of them, or what `itr-sim play --format json` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.json_lines import decode_json
from itr_sim.transcript.readers.reading import Line, Origin, Reader, ReadError, transcript_of, whole

_BEGINS = re.compile(r"\s*(?:\{|\[\s*(?:[\[{\]]|$))")
"""A bracket with anything else behind it is the time of a chat: `[2026-03-01 10:00:20] 客服: …`."""


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    text = whole(first, rest)
    value = decode_json(name, Line(1, text))
    if isinstance(value, list):
        yield from _listed(name, text, value)
        return
    if isinstance(value, dict) and "turns" not in value and isinstance(value.get("session"), dict):
        value = value["session"]
    yield transcript_of(Origin(name, first.number), value)


def _listed(name: str, text: str, values: list[Any]) -> Iterator[Transcript]:
    if not values:
        raise ReadError(name, 1, 1, {"en": "the list holds no transcript", "zh": "列表里没有对话"})
    for number, value in enumerate(values, 1):
        try:
            transcript = transcript_of(Origin(name, 1), value)
        except ReadError as error:
            words = {"en": f"conversation {number}: {error.words['en']}", "zh": f"第 {number} 段对话：{error.words['zh']}"}
            raise ReadError(name, *_place(text, number), words) from None
        yield transcript


def _place(text: str, number: int) -> tuple[int, int]:
    """Return line and column of the value with this number in a list; decoding it all at once has lost the places."""
    decoder = json.JSONDecoder()
    begin = end = text.index("[") + 1
    for _ in range(number):
        begin = next(at for at in range(end, len(text)) if text[at] not in " \t\n\r,")
        _, end = decoder.raw_decode(text, begin)
    return text.count("\n", 0, begin) + 1, begin - text.rfind("\n", 0, begin)


READER = Reader("json", (".json",), lambda line: bool(_BEGINS.match(line)), _read)
