"""JSON Lines: one conversation a line. The format of the project itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.reading import Line, Origin, Reader, ReadError, transcript_of

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALVES = re.compile(r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
"""Escaped backslashes, whole pairs of surrogates, and half ones: what is left where an emoji was cut in two."""


def _whole_character(found: re.Match[str]) -> str:
    return "\\ufffd" if len(found[0]) == len("\\ud800") else found[0]


def decode_json(name: str, line: Line) -> Any:
    """Return the JSON value of a line; raise ReadError at the character that is wrong."""
    try:
        return json.loads(_HALVES.sub(_whole_character, line.text) if _HALF.search(line.text) else line.text)
    except json.JSONDecodeError as error:
        row = line.number + error.lineno - 1
        raise ReadError(
            name,
            row,
            error.colno,
            {"en": f"this is not valid JSON here: {error.msg}", "zh": f"这里不是合法的 JSON：{error.msg}"},
        ) from None
    except (RecursionError, ValueError):
        raise ReadError(
            name,
            line.number,
            1,
            {"en": "this JSON nests too deeply or holds an absurd number", "zh": "JSON 嵌套过深或含有异常数字"},
        ) from None


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    for line in chain([first], rest):
        if line.text.strip():
            yield transcript_of(Origin(name, line.number), decode_json(name, line))


READER = Reader("jsonl", (".jsonl", ".ndjson"), lambda line: line.lstrip().startswith("{") and line.rstrip().endswith("}"), _read)
