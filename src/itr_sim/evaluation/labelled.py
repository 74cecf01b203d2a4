"""Messages with gold labels: JSON Lines, or the lines of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from itr_sim.source import open_text
from itr_sim.transcript import ReadError
from itr_sim.transcript.harmless import harmless
from itr_sim.transcript.readers.json_lines import decode_json
from itr_sim.transcript.readers.reading import Line
from itr_sim.understanding import AGENT_ACTS, CUSTOMER_ACTS, language_of, language_of_all

_LABELS = {".jsonl": '"acts"', ".txt": "|"}
"""What every labelled line has, by the ending of its file."""
_LANGUAGES = {"zh": "zh", "zh-CN": "zh", "en": "en"}
_OF_ITS_FILE = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message with its gold acts; `emotion` (0 to 4) only for customers; `language` is zh or en."""

    text: str
    speaker: str
    acts: frozenset[str]
    emotion: int | None
    language: str


def read_labelled(path: Path) -> Iterator[Labelled]:
    """Yield the messages of a file, or of every labelled file in a folder.

    JSON Lines need `text` and `acts`, or `turns` that have them; `speaker` is told from the emotion where it is not given.
    `language` (zh, zh-CN or en; of the message or of its conversation) is told from the text where it is not given; a message
    without letters (👌) is then in the language of its file. Text files have `acts | text` or `acts | emotion | text`, as in
    the corpus. Lines that are blank or begin with `#` hold no message.

    In a folder, a `.jsonl` or `.txt` whose first line with a message has no label, that is no `"acts"` or no `|`, is
    another kind of file (the groups of the corpus, unlabelled transcripts) and is left out; one that is named itself is
    not. Raises ReadError and UnreadableError.
    """
    if not path.is_dir():
        yield from _messages(path, _lines(path))
        return
    for file in sorted([*path.rglob("*.jsonl"), *path.rglob("*.txt")]):
        lines = _lines(file)
        if lines and _LABELS[file.suffix] in lines[0].text:
            yield from _messages(file, lines)


def _lines(path: Path) -> list[Line]:
    # Not splitlines(): a JSON string may hold U+2028 and other characters that it takes for the end of a line.
    lines = (Line(number, text) for number, text in enumerate(re.split("\r?\n", open_text(path).text), 1))
    return [line for line in lines if line.text.strip() and not line.text.startswith("#")]


def _messages(path: Path, lines: list[Line]) -> Iterator[Labelled]:
    read = _from_json if path.suffix == ".jsonl" else _from_fields
    messages = [message for line in lines for message in read(str(path), line)]
    language = language_of_all(message.text for message in messages)
    for message in messages:
        yield replace(message, language=language) if message.language == _OF_ITS_FILE else message


def _from_json(name: str, line: Line) -> list[Labelled]:
    """Return the message of a line, or those of its `turns` if it is a conversation."""
    record = decode_json(name, line)
    if not isinstance(record, dict):
        raise _incomplete(name, line)
    if "turns" not in record:
        return [_from_record(name, line, record)]
    turns = record["turns"]
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise _wrong(name, line, "turns is a list of labelled messages", "turns 应为标注消息的列表")
    shared = {"language": record.get("language")}
    return [_from_record(name, line, shared | turn) for turn in turns if turn.get("speaker") != "system"]


def _from_record(name: str, line: Line, record: dict[str, Any]) -> Labelled:
    if "text" not in record or "acts" not in record:
        raise _incomplete(name, line)
    text, acts, emotion, speaker = record["text"], record["acts"], record.get("emotion"), record.get("speaker")
    if not isinstance(text, str):
        raise _wrong(name, line, "text must be a string", "text 应为字符串")
    if not isinstance(acts, list) or not all(isinstance(act, str) for act in acts):
        raise _wrong(name, line, 'acts is a list of names, such as ["greet"]', 'acts 应为行为名称的列表，如 ["greet"]')
    if speaker is None:
        speaker = "agent" if emotion is None else "customer"
    return _labelled(name, line, text, speaker, frozenset(acts), emotion, record.get("language"))


def _from_fields(name: str, line: Line) -> list[Labelled]:
    fields = [field.strip() for field in line.text.split("|")]
    if len(fields) not in (2, 3):
        raise _wrong(name, line, "expected acts | text, or acts | emotion | text", "应为 行为 | 文本，或 行为 | 情绪 | 文本")
    acts = frozenset() if fields[0] == "-" else frozenset(act.strip() for act in fields[0].split("+"))
    speaker, emotion = ("customer", fields[1]) if len(fields) == 3 else ("agent", None)
    return [_labelled(name, line, fields[-1], speaker, acts, emotion, None)]


def _labelled(
    name: str, line: Line, text: str, speaker: object, acts: frozenset[str], emotion: object, language: object
) -> Labelled:
    """Return the message with harmless text; raise ReadError for a speaker, act, emotion or language that there is not."""
    if not isinstance(speaker, str) or speaker not in ("agent", "customer"):
        raise _wrong(name, line, "a speaker is agent or customer", "speaker 应为 agent 或 customer")
    unknown = acts - set(AGENT_ACTS if speaker == "agent" else CUSTOMER_ACTS)
    if unknown:
        found = ", ".join(sorted(unknown))
        raise _wrong(name, line, f"{found} is no act of the {speaker}", f"{found} 不是{speaker}的对话行为")
    text = harmless(text)
    return Labelled(text, speaker, acts, _level(name, line, emotion), _language(name, line, language, text))


def _level(name: str, line: Line, emotion: object) -> int | None:
    """Return the level of an emotion; raise ReadError for one that is none of 0 to 4."""
    if emotion is None:
        return None
    if not isinstance(emotion, int | str) or str(emotion) not in ("0", "1", "2", "3", "4"):
        raise _wrong(name, line, "an emotion is a level from 0 to 4", "情绪应为 0 到 4 的级别")
    return int(emotion)


def _language(name: str, line: Line, given: object, text: str) -> str:
    """Return the language given, else that of the text; raise ReadError for one that is not known."""
    if given is None:
        return language_of(text) if any(map(str.isalpha, text)) else _OF_ITS_FILE
    if not isinstance(given, str) or given not in _LANGUAGES:
        raise _wrong(name, line, "a language is zh, zh-CN or en", "language 应为 zh、zh-CN 或 en")
    return _LANGUAGES[given]


def _incomplete(name: str, line: Line) -> ReadError:
    return _wrong(name, line, 'a labelled message has "text" and "acts"', "标注的消息应有 text 和 acts")


def _wrong(name: str, line: Line, english: str, chinese: str) -> ReadError:
    return ReadError(name, line.number, 1, {"en": english, "zh": chinese})
