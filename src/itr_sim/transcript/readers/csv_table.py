"""A CSV table, a message a row: `speaker,text` and, if there, `id` (of the conversation) and `at`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any

from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.chat_text import SPEAKERS
from itr_sim.transcript.readers.reading import Line, Reader, ReadError, transcript_of


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    rows = csv.reader(line.text + "\n" for line in chain([first], rest))
    try:
        header = [column.strip().lower() for column in next(rows)]
    except csv.Error:
        header = []
    if not {"speaker", "text"} <= set(header):
        raise ReadError(
            name,
            first.number,
            1,
            {
                "en": "the first row must name the columns, with speaker and text among them",
                "zh": "第一行应为列名，其中要有 speaker 和 text",
            },
        )
    key, start, turns = None, first.number, list[dict[str, Any]]()
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            line = first.number + rows.line_num - 1
            cells = dict(zip(header, row, strict=False))
            if turns and cells.get("id", "") != key:
                yield _transcript(name, start, key, turns)
                turns = []
            if not turns:
                key, start = cells.get("id", ""), line
            turns.append(_turn(name, line, cells))
    except csv.Error as error:
        raise ReadError(
            name, first.number + rows.line_num - 1, 1, {"en": f"not valid CSV: {error}", "zh": f"不是合法的 CSV：{error}"}
        ) from None
    yield _transcript(name, start, key, turns)


def _turn(name: str, line: int, cells: dict[str, str]) -> dict[str, Any]:
    speaker = SPEAKERS.get(cells.get("speaker", "").strip().lower())
    if "text" not in cells:
        raise ReadError(name, line, 1, {"en": "this row ends before its text", "zh": "这一行没有 text"})
    if speaker is None:
        raise ReadError(
            name,
            line,
            1,
            {
                "en": f'"{cells.get("speaker", "")}" is not a speaker; write customer, agent or system',
                "zh": f"“{cells.get('speaker', '')}”不是说话人；应为 customer、agent 或 system",
            },
        )
    return {"speaker": speaker, "text": cells["text"]} | ({"at": cells["at"]} if cells.get("at") else {})


def _transcript(name: str, line: int, key: str | None, turns: list[dict[str, Any]]) -> Transcript:
    return transcript_of(name, line, {"id": key or "", "turns": turns})


def _is_header(line: str) -> bool:
    columns = {column.strip().strip('"').lower() for column in line.split(",")}
    return {"speaker", "text"} <= columns


READER = Reader("csv", (".csv",), _is_header, _read)
