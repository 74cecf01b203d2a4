"""A CSV table, a message a row: `speaker,text` and, if there, `id` (of the conversation) and `at`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any

from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.chat_text import SPEAKERS
from itr_sim.transcript.readers.reading import Incoming, Line, Reader, ReadError

_FAULTS = {
    "unexpected end of data": ("a quote opens in this row and never closes", "这一行有一个引号没有结束"),
    "',' expected": (
        "a comma is expected after the quote that ends a text; a quote inside a text is written twice",
        "结束的引号后面应为逗号；文字里的引号要写两个",
    ),
    "field larger": (
        f"a text that begins in this row is longer than {csv.field_size_limit():,} characters; perhaps its quote never closes",
        f"这一行开始的文字超过 {csv.field_size_limit():,} 个字符；可能是引号没有结束",
    ),
}
"""The words for what the csv module says, by the beginning of its message."""


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    rows = _rows(name, first, rest)
    line, row = next(rows, (first.number, []))
    header = [column.strip().lower() for column in row]
    if not {"speaker", "text"} <= set(header):
        words = {
            "en": "the first row must name the columns, with speaker and text among them",
            "zh": "第一行应为列名，其中要有 speaker 和 text",
        }
        raise ReadError(name, line, 1, words)
    incoming = Incoming(name, line)
    for line, row in rows:
        cells = _cells(name, line, header, row)
        key = cells.get("id", "")
        if not incoming.turns or key != incoming.key:
            if incoming.turns:
                yield incoming.transcript()
            incoming = Incoming(name, line, key)
        incoming.add(line, _turn(name, line, cells))
    yield incoming.transcript()


def _rows(name: str, first: Line, rest: Iterator[Line]) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with the line where it begins; raise ReadError for what is not CSV."""
    # Strict, for else a quote that never closes swallows the rows after it, and the speakers with them.
    rows = csv.reader((line.text + "\n" for line in chain([first], rest)), strict=True)
    while True:
        line = first.number + rows.line_num
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise ReadError(name, line, 1, _words(str(error))) from None
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row


def _words(problem: str) -> dict[str, str]:
    english, chinese = next((words for said, words in _FAULTS.items() if problem.startswith(said)), (problem, problem))
    return {"en": f"not valid CSV: {english}", "zh": f"不是合法的 CSV：{chinese}"}


def _cells(name: str, line: int, header: list[str], row: list[str]) -> dict[str, str]:
    """Return the cells by the names of their columns; raise ReadError for one that has no column."""
    # Spreadsheets pad rows with empty cells; a cell with words is the rest of a message cut at its comma.
    if any(cell.strip() for cell in row[len(header) :]):
        words = {
            "en": f"this row has {len(row)} cells and the header {len(header)}; put a text with commas in quotes",
            "zh": f"这一行有 {len(row)} 格，表头只有 {len(header)} 格；含逗号的文字请加引号",
        }
        raise ReadError(name, line, 1, words)
    return dict(zip(header, row, strict=False))


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


def _is_header(line: str) -> bool:
    columns = {column.strip().strip('"').lower() for column in line.split(",")}
    return {"speaker", "text"} <= columns


READER = Reader("csv", (".csv",), _is_header, _read)
