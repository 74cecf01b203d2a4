"""What a benchmark is asked for on its command line; a wrong word ends it with one line and exit code 2."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path


def recognizer_asked(about: str | None) -> str:
    """Return which recognizer to measure; `about` is what `--help` says first."""
    arguments = argparse.ArgumentParser(description=about)
    arguments.add_argument("recognizer", nargs="?", choices=("accurate", "compact"), default="accurate")
    return str(arguments.parse_args().recognizer)


def files_asked(about: str | None, usual: Sequence[Path]) -> list[Path]:
    """Return the files to measure on, the `usual` ones if none is named."""
    arguments = argparse.ArgumentParser(description=about)
    arguments.add_argument("files", nargs="*", type=Path, metavar="FILE")
    files: list[Path] = arguments.parse_args().files or list(usual)
    for file in files:
        if not file.is_file():
            arguments.error(f"{file}: no such file")
    return files
