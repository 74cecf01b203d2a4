"""Readers of transcripts, a file per format. A new format is one file and one line in READERS."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from itr_sim.source.document import unreadable
from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers import chat_text, csv_table, json_document, json_lines, yaml_document
from itr_sim.transcript.readers.reading import Bytes, Reader, ReadError, readable_lines

READERS: tuple[Reader, ...] = (
    json_lines.READER,
    json_document.READER,
    yaml_document.READER,
    csv_table.READER,
    chat_text.READER,
)

__all__ = ["READERS", "ReadError", "Reader", "read_transcripts"]


def transcript_files(path: Path) -> Iterator[Path]:
    """Yield the files under `path` that a reader knows by their ending, in order of name; a file yields itself."""
    if not path.is_dir():
        yield path
        return
    known = {suffix for reader in READERS for suffix in reader.suffixes}
    yield from sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in known)


def read_transcripts(path: Path | str) -> Iterator[Transcript]:
    """Yield the transcripts of a file, of every file in a folder, or of standard input (`-`), one at a time.

    Raises ReadError at the place of the first thing that cannot be read.
    """
    if str(path) == "-":
        yield from _read_stream("<stdin>", sys.stdin.buffer, None)
        return
    path = Path(path)
    files = list(transcript_files(path))
    if not files:
        raise ReadError(
            str(path),
            1,
            1,
            {
                "en": "the folder holds no transcripts (.jsonl, .json, .yaml, .csv, .txt)",
                "zh": "文件夹里没有对话记录（.jsonl、.json、.yaml、.csv、.txt）",
            },
        )
    for file in files:
        try:
            with file.open("rb") as stream:
                yield from _read_stream(str(file), stream, file.suffix.lower())
        except OSError as error:
            raise ReadError.of(unreadable(str(file), error)) from None


def _read_stream(name: str, stream: Bytes, suffix: str | None) -> Iterator[Transcript]:
    lines = readable_lines(name, stream)
    first = next((line for line in lines if line.text.strip()), None)
    if first is None:
        raise ReadError(name, 1, 1, {"en": "there is no transcript in it: the file is empty", "zh": "里面没有对话：文件是空的"})
    reader = next((each for each in READERS if suffix in each.suffixes), None)
    if reader is None:
        reader = next(each for each in READERS if each.sniff(first.text))
    for count, transcript in enumerate(reader.read(name, first, lines), 1):
        yield transcript if transcript.id else transcript.model_copy(update={"id": f"{Path(name).stem}-{count}"})
