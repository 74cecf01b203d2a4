"""The terminal that results are printed on."""

from __future__ import annotations

from rich.console import Console


class Terminal(Console):
    """A console that leaves a broken pipe to `told()`: a reader that has gone (`| head`) is no failure."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError
