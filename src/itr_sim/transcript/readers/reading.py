"""What every reader stands on: lines of bounded length, and one kind of error with a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from pydantic import ValidationError

from itr_sim.source.document import UnreadableError, decode
from itr_sim.transcript.harmless import harmless
from itr_sim.transcript.model import Transcript

MAX_LINE_BYTES = 10_000_000
"""Longest line read, in bytes; a day-long chat is some 100 kB."""
MAX_TURN_CHARACTERS = 20_000
MAX_TURNS = 10_000


class Bytes(Protocol):
    """A binary stream, as far as readers need one."""

    def readline(self, size: int = -1, /) -> bytes: ...


class Line(NamedTuple):
    number: int
    text: str


class ReadError(Exception):
    """A transcript that cannot be read: name, 1-based line and column, and a sentence for each interface language."""

    def __init__(self, name: str, line: int, column: int, words: dict[str, str]) -> None:
        super().__init__(f"{name}:{line}:{column}: {words['en']}")
        self.name, self.line, self.column, self.words = name, line, column, words

    @classmethod
    def of(cls, error: UnreadableError) -> ReadError:
        """Return the same trouble as a ReadError."""
        return cls(error.name, error.line, error.column, error.words)


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the endings that mean it, a look at the first line, and how to read it."""

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[str], bool]
    read: Callable[[str, Line, Iterator[Line]], Iterator[Transcript]]


def readable_lines(name: str, stream: Bytes) -> Iterator[Line]:
    """Yield lines as text without their ending; raise ReadError for one that is too long or not UTF-8."""
    number = 0
    while content := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(content) > MAX_LINE_BYTES:
            raise ReadError(
                name,
                number,
                1,
                {
                    "en": f"this line is longer than {MAX_LINE_BYTES // 1_000_000} MB;"
                    " a transcript is one line of JSON, or a line a message",
                    "zh": f"这一行超过 {MAX_LINE_BYTES // 1_000_000} MB；一段对话应为一行 JSON，或每条消息一行",
                },
            )
        try:
            text = decode(name, content)
        except UnreadableError as error:
            raise ReadError(name, number, error.column, error.words) from None
        yield Line(number, text.rstrip("\r\n"))


def whole(first: Line, rest: Iterator[Line]) -> str:
    """Return the text from `first` on, with blank lines before it so that line numbers stay those of the file."""
    return "\n" * (first.number - 1) + "\n".join([first.text, *(line.text for line in rest)])


def transcript_of(name: str, line: int, value: Any, column: int = 1) -> Transcript:
    """Return the transcript that `value` (decoded JSON or YAML) describes; raise ReadError saying what is wrong."""
    if not isinstance(value, dict):
        raise ReadError(
            name,
            line,
            column,
            {"en": "a transcript is a mapping with a list of turns", "zh": "一段对话应是带有 turns 列表的结构"},
        )
    try:
        transcript = Transcript.model_validate(value)
    except ValidationError as error:
        raise ReadError(name, line, column, _words(error)) from None
    return checked(name, line, transcript)


def checked(name: str, line: int, transcript: Transcript) -> Transcript:
    """Return the transcript with harmless texts; raise ReadError if it has no turns or is beyond measure."""
    if not transcript.turns:
        raise ReadError(name, line, 1, {"en": "the transcript has no turns", "zh": "这段对话没有任何消息"})
    if len(transcript.turns) > MAX_TURNS:
        raise ReadError(
            name, line, 1, {"en": f"more than {MAX_TURNS:,} turns in one transcript", "zh": f"一段对话超过 {MAX_TURNS:,} 条消息"}
        )
    turns = []
    for number, turn in enumerate(transcript.turns, 1):
        if len(turn.text) > MAX_TURN_CHARACTERS:
            raise too_long(name, line, number, len(turn.text))
        text = harmless(turn.text)
        turns.append(turn if text == turn.text else turn.model_copy(update={"text": text, "acts": None}))
    return transcript.model_copy(update={"turns": tuple(turns)})


def too_long(name: str, line: int, number: int, length: int) -> ReadError:
    """Return the error for a turn of so many characters."""
    words = {
        "en": f"turn {number} has {length:,} characters; at most {MAX_TURN_CHARACTERS:,} are read",
        "zh": f"第 {number} 条消息有 {length:,} 个字符；最多 {MAX_TURN_CHARACTERS:,}",
    }
    return ReadError(name, line, 1, words)


def _words(error: ValidationError) -> dict[str, str]:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"]) or "turns"
    kind = first["type"]
    if kind == "missing":
        return {"en": f"{place} is missing", "zh": f"缺少 {place}"}
    if kind == "literal_error":
        expected = str(first.get("ctx", {}).get("expected", ""))
        return {"en": f"{place} must be one of {expected}", "zh": f"{place} 应为 {expected} 之一"}
    if kind.startswith("datetime"):
        return {
            "en": f"{place} is not a time such as 2026-03-01T10:00:00+08:00",
            "zh": f"{place} 不是时间，应写成 2026-03-01T10:00:00+08:00",
        }
    return {"en": f"{place} has a value of the wrong kind ({kind})", "zh": f"{place} 的值类型不对（{kind}）"}
