"""Scorecards as text, a file per format. A new format is one file and one line in FORMATS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from itr_sim.rubric import Scorecard

Renderer = Callable[["Iterable[Scorecard]", str], Iterator[str]]
"""Scorecards and the interface language in, pieces of text out, one scorecard at a time."""

FORMATS: dict[str, str] = {
    "table": "itr_sim.report.terminal",
    "json": "itr_sim.report.json_document",
    "jsonl": "itr_sim.report.json_lines",
}
"""Formats by the name that `--format` takes; a module is loaded when its format is asked for."""


def renderer(name: str) -> Renderer:
    """Return the `render` function of a format; raise KeyError for one that is not there."""
    render: Renderer = import_module(FORMATS[name]).render
    return render
