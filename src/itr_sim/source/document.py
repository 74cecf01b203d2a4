"""A text with a name, and places in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MAX_AUTHORED_BYTES = 4_000_000
"""Largest YAML file that is read; a hand-written scenario is some 30 kB."""


class UnreadableError(Exception):
    """A file that cannot be read as text at all: absent, too large, or not UTF-8.

    `words` holds the sentence for each interface language; `line` and `column` are 1-based where known.
    """

    def __init__(self, name: str, words: dict[str, str], line: int = 1, column: int = 1) -> None:
        super().__init__(f"{name}:{line}:{column}: {words['en']}")
        self.name, self.words, self.line, self.column = name, words, line, column


@dataclass(frozen=True)
class Document:
    """One text and the name under which faults speak of it."""

    name: str
    text: str

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its ending; an empty text for a line that is not there."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        # Kept: every fault of a file asks for its line.
        return self.text.splitlines()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document: lines and columns 1-based, in characters, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def decode(name: str, content: bytes) -> str:
    """Return `content` as text; raise UnreadableError with line and column of the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]  # without the byte order mark, if there was one
        line = before.count(b"\n") + 1
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        other = _other_encoding(content, before)
        raise UnreadableError(
            name,
            {
                "en": f"this is not UTF-8 text{f' (it looks like {other})' if other else ''}; save the file as UTF-8",
                "zh": f"不是 UTF-8 文本{f'（看起来是 {other}）' if other else ''}；请把文件另存为 UTF-8",
            },
            line,
            column,
        ) from None


def _other_encoding(content: bytes, before: bytes) -> str | None:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    # Chinese that was read as UTF-8 up to the fault is UTF-8, cut off or damaged.
    return "GBK" if _has_chinese(text) and not _has_chinese(before.decode("utf-8")) else None


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def open_text(path: Path) -> Document:
    """Read an authored file whole; raise UnreadableError if it is absent, a folder, over 4 MB or not UTF-8."""
    try:
        size = path.stat().st_size
        if size > MAX_AUTHORED_BYTES:
            raise UnreadableError(
                str(path),
                {
                    "en": f"the file has {size:,} bytes; at most {MAX_AUTHORED_BYTES:,} are read",
                    "zh": f"文件有 {size:,} 字节；最多读取 {MAX_AUTHORED_BYTES:,} 字节",
                },
            )
        return Document(str(path), decode(str(path), path.read_bytes()))
    except OSError as error:
        raise unreadable(str(path), error) from None


def unreadable(name: str, error: OSError) -> UnreadableError:
    """Return the UnreadableError that says why the system would not open `name`."""
    if isinstance(error, FileNotFoundError):
        words = {"en": "there is no such file", "zh": "没有这个文件"}
    elif isinstance(error, IsADirectoryError):
        words = {"en": "this is a folder, a file is expected", "zh": "这是文件夹，这里需要文件"}
    else:
        words = {"en": f"cannot be read: {error.strerror}", "zh": f"无法读取：{error.strerror}"}
    return UnreadableError(name, words)
