"""Messages with gold labels: JSON Lines, or the lines of the corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from itr_sim.source import open_text
from itr_sim.transcript import ReadError
from itr_sim.understanding import AGENT_ACTS, CUSTOMER_ACTS, language_of, language_of_all


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message with its gold acts; `emotion` (0 to 4) only for customers."""

    text: str
    speaker: str
    acts: frozenset[str]
    emotion: int | None
    language: str


def read_labelled(path: Path) -> Iterator[Labelled]:
    """Yield the messages of a file, or of every labelled file in a folder.

    JSON Lines need `text` and `acts`, or `turns` that have them; `speaker` is told from the emotion where it is not given. Text
    files have `acts | text` or `acts | emotion | text`, as in the corpus. A message without letters (👌) is in the
    language of its file. Raises ReadError and UnreadableError.
    """
    if path.is_dir():
        for file in sorted([*path.rglob("*.jsonl"), *path.rglob("*.txt")]):
            yield from read_labelled(file)
        return
    messages: list[Labelled] = []
    for number, line in enumerate(open_text(path).text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            messages += _from_json(path, number, line) if path.suffix == ".jsonl" else [_from_line(path, number, line)]
    language = language_of_all(message.text for message in messages)
    for message in messages:
        yield message if any(map(str.isalpha, message.text)) else replace(message, language=language)


def _from_json(path: Path, number: int, line: str) -> list[Labelled]:
    """Return the message of a line, or those of its `turns` if it is a conversation."""
    try:
        record = json.loads(line)
        turns = [turn for turn in record["turns"] if turn.get("speaker") != "system"] if "turns" in record else [record]
        return [_from_record(path, number, turn) for turn in turns]
    except (ValueError, KeyError, TypeError, AttributeError):
        words = {"en": 'a labelled message has "text" and "acts"', "zh": "标注的消息应有 text 和 acts"}
        raise ReadError(str(path), number, 1, words) from None


def _from_record(path: Path, number: int, record: dict[str, Any]) -> Labelled:
    text, acts, emotion = str(record["text"]), frozenset(record["acts"]), record.get("emotion")
    speaker = record.get("speaker") or ("customer" if emotion is not None else "agent")
    return _checked(path, number, Labelled(text, speaker, acts, _level(path, number, emotion), language_of(text)))


def _from_line(path: Path, number: int, line: str) -> Labelled:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) not in (2, 3):
        words = {"en": "expected acts | text, or acts | emotion | text", "zh": "应为 行为 | 文本，或 行为 | 情绪 | 文本"}
        raise ReadError(str(path), number, 1, words)
    acts = frozenset() if fields[0] == "-" else frozenset(act.strip() for act in fields[0].split("+"))
    emotion = fields[1] if len(fields) == 3 else None
    speaker = "customer" if len(fields) == 3 else "agent"
    return _checked(path, number, Labelled(fields[-1], speaker, acts, _level(path, number, emotion), language_of(fields[-1])))


def _level(path: Path, number: int, emotion: object) -> int | None:
    """Return the level of an emotion; raise ReadError for one that is none of 0 to 4."""
    if emotion is None:
        return None
    if str(emotion) not in ("0", "1", "2", "3", "4"):
        words = {"en": "an emotion is a level from 0 to 4", "zh": "情绪应为 0 到 4 的级别"}
        raise ReadError(str(path), number, 1, words)
    return int(str(emotion))


def _checked(path: Path, number: int, message: Labelled) -> Labelled:
    if message.speaker not in ("agent", "customer"):
        words = {"en": "a speaker is agent or customer", "zh": "speaker 应为 agent 或 customer"}
        raise ReadError(str(path), number, 1, words)
    unknown = message.acts - set(AGENT_ACTS if message.speaker == "agent" else CUSTOMER_ACTS)
    if unknown:
        found = ", ".join(sorted(unknown))
        words = {"en": f"{found} is no act of the {message.speaker}", "zh": f"{found} 不是{message.speaker}的对话行为"}
        raise ReadError(str(path), number, 1, words)
    return message
