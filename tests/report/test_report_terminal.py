"""The scorecard on a terminal, word for word: `golden/card-<language>-<width>.txt`."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from report_scorecards import EMPTY, FULL
from rich.cells import cell_len
from rich.console import Console

from itr_sim.report import renderer
from itr_sim.report.terminal import card, sparkline
from itr_sim.rubric import Scorecard

GOLDEN = Path(__file__).parent / "golden"


def drawn(scorecard: Scorecard, language: str, width: int) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, color_system=None, legacy_windows=False).print(card(scorecard, language, width))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 140])
def test_the_card_shows_scores_red_lines_evidence_and_advice(language: str, width: int) -> None:
    """See the total, a bar for each dimension (dots where none applied), the course of the emotion, three red lines with
    their quotes (the doubtful one without a price), then each criterion with sign, reason, quote and, if lost, advice."""
    assert drawn(FULL, language, width) == (GOLDEN / f"card-{language}-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_of_the_card_is_wider_than_the_terminal(language: str, width: int) -> None:
    assert max(cell_len(line) for line in drawn(FULL, language, width).splitlines()) <= width


def test_a_card_of_nothing_is_drawn_too() -> None:
    assert drawn(EMPTY, "en", 80) == "—  itr-core\noverall –  not passed   outcome: left open (inferred)\n\n\n"


def test_the_format_table_draws_each_card_in_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    first, second = renderer("table")([FULL, EMPTY], "zh")
    assert "".join(f"{line.rstrip()}\n" for line in first.splitlines()) == (GOLDEN / "card-zh-80.txt").read_text("utf-8")
    assert "itr-core" in second


def test_the_sparkline_runs_from_calm_to_furious() -> None:
    assert sparkline([0, 0.6, 2, 4]) == "▁▂▅█"
    assert sparkline([-1, 9]) == "▁█"
    assert sparkline([]) == ""


def test_titles_of_authors_are_text_and_not_markup() -> None:
    """`[/10]` would end in an error, `[vip]` be swallowed."""
    first, second, *rest = FULL.dimensions
    titled = (replace(first, title={"en": "attitude [/10]"}), replace(second, title={"en": "[vip] flow"}), *rest)
    shown = drawn(replace(FULL, dimensions=titled), "en", 100)
    assert "attitude [/10]" in shown
    assert "[vip] flow" in shown
