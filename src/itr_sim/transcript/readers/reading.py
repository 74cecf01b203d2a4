"""What every reader stands on: lines of bounded length, and one kind of error with a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from itr_sim.source.building import WANTED
from itr_sim.source.document import UnreadableError, decode
from itr_sim.transcript.harmless import harmless
from itr_sim.transcript.model import Transcript

MAX_LINE_BYTES = 10_000_000
"""Longest line read, in bytes; a day-long chat is some 100 kB."""
MAX_TURN_CHARACTERS = 20_000
MAX_TURNS = 10_000

_BOUNDS = {
    "greater_than_equal": ("ge", "must be at least {:g}", "不能小于 {:g}"),
    "less_than_equal": ("le", "must be at most {:g}", "不能大于 {:g}"),
    "too_long": ("max_length", "holds more than {} values", "的值多于 {} 个"),
}
"""By pydantic's type of error: where it keeps the bound, and the words for it."""


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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a transcript stands in its file: what an error about it points at."""

    name: str
    line: int
    column: int = 1
    turns: Sequence[tuple[int, int]] = ()
    """Line and column of each turn; empty where the format does not tell."""

    def error(self, words: dict[str, str], turn: int | None = None) -> ReadError:
        """Return the error at the turn with this index if its place is known, else at the beginning of the transcript."""
        line, column = self.turns[turn] if turn is not None and turn < len(self.turns) else (self.line, self.column)
        return ReadError(self.name, line, column, words)


class Incoming:
    """A conversation that comes in a message at a time: refused once it is beyond measure, not when all of it is held."""

    def __init__(self, name: str, line: int, key: str = "") -> None:
        self.key = key
        self.turns = list[dict[str, Any]]()
        self._places = list[tuple[int, int]]()
        self._origin = Origin(name, line, turns=self._places)

    def add(self, line: int, turn: dict[str, Any]) -> None:
        """Take in the message that begins in this line; raise ReadError if it is one too many or too long."""
        if len(self.turns) == MAX_TURNS:
            raise _too_many(self._origin)
        self.turns.append(turn)
        self._places.append((line, 1))
        self._measure()

    def go_on(self, text: str) -> None:
        """Take in another line of the last message; raise ReadError if that makes it too long."""
        self.turns[-1]["text"] += "\n" + text
        self._measure()

    def transcript(self) -> Transcript:
        """Return the transcript of all that came in; raise ReadError saying what is wrong."""
        return transcript_of(self._origin, {"id": self.key, "turns": self.turns})

    def _measure(self) -> None:
        length = len(self.turns[-1]["text"])
        if length > MAX_TURN_CHARACTERS:
            raise _too_long(self._origin, len(self.turns) - 1, length)


def transcript_of(origin: Origin, value: Any) -> Transcript:
    """Return the transcript that `value` (decoded JSON or YAML) describes; raise ReadError saying what is wrong."""
    if not isinstance(value, dict):
        raise origin.error({"en": "a transcript is a mapping with a list of turns", "zh": "一段对话应是带有 turns 列表的结构"})
    try:
        transcript = Transcript.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise origin.error(_words(first), _turn_of(first)) from None
    return _checked(origin, transcript)


def _checked(origin: Origin, transcript: Transcript) -> Transcript:
    """Return the transcript with harmless texts; raise ReadError if it has no turns or is beyond measure."""
    if not transcript.turns:
        raise origin.error({"en": "the transcript has no turns", "zh": "这段对话没有任何消息"})
    if len(transcript.turns) > MAX_TURNS:
        raise _too_many(origin)
    turns = []
    for index, turn in enumerate(transcript.turns):
        if len(turn.text) > MAX_TURN_CHARACTERS:
            raise _too_long(origin, index, len(turn.text))
        text = harmless(turn.text)
        turns.append(turn if text == turn.text else turn.model_copy(update={"text": text, "acts": None}))
    return transcript.model_copy(update={"turns": tuple(turns)})


def _too_many(origin: Origin) -> ReadError:
    return origin.error({"en": f"more than {MAX_TURNS:,} turns in one transcript", "zh": f"一段对话超过 {MAX_TURNS:,} 条消息"})


def _too_long(origin: Origin, turn: int, length: int) -> ReadError:
    words = {
        "en": f"turn {turn + 1} has {length:,} characters; at most {MAX_TURN_CHARACTERS:,} are read",
        "zh": f"第 {turn + 1} 条消息有 {length:,} 个字符；最多 {MAX_TURN_CHARACTERS:,}",
    }
    return origin.error(words, turn)


def _turn_of(error: ErrorDetails) -> int | None:
    """Return the index of the turn at fault, or None where it is no turn."""
    place = error["loc"]
    return place[1] if place[0] == "turns" and len(place) > 1 and isinstance(place[1], int) else None


def _words(error: ErrorDetails) -> dict[str, str]:
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return {"en": f"{place} is missing", "zh": f"缺少 {place}"}
    if kind == "literal_error":
        expected = str(context.get("expected", ""))
        return {"en": f"{place} must be one of {expected}", "zh": f"{place} 应为 {expected} 之一"}
    if kind.startswith("datetime"):
        return {
            "en": f"{place} is not a time such as 2026-03-01T10:00:00+08:00",
            "zh": f"{place} 不是时间，应写成 2026-03-01T10:00:00+08:00",
        }
    if kind in _BOUNDS:
        key, english, chinese = _BOUNDS[kind]
        return {"en": f"{place} {english.format(context[key])}", "zh": f"{place} {chinese.format(context[key])}"}
    english, chinese = WANTED.get(kind.split("_")[0], ("another kind of value", "另一种值"))
    return {"en": f"{place}: {english} is expected", "zh": f"{place} 应为{chinese}"}
