"""The scorecard for the terminal: bars for dimensions, the course of the emotion, every criterion with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from itr_sim.report.folding import fold
from itr_sim.rubric import Evidence, Scorecard, Verdict
from itr_sim.rubric.checks.outcome import outcome_name
from itr_sim.rubric.words import in_language
from itr_sim.understanding.labels import EMOTION_LEVELS, title

_BLOCKS = "▁▂▃▄▅▆▇█"
_BAR = 24
_WORDS = {
    "overall": ("overall", "总分"),
    "passed": ("passed", "通过"),
    "failed": ("not passed", "未通过"),
    "none": ("not applicable", "不适用"),
    "doubt": ("in doubt, not counted", "存疑，不计分"),
    "emotion": ("emotion", "客户情绪"),
    "outcome": ("outcome", "结果"),
    "inferred": ("inferred", "推断"),
    "red_line": ("red line", "红线"),
    "fatal": ("fatal", "一票否决"),
    "points": ("points", "分"),
    "recognizer": ("read by", "识别器"),
}


def _say(key: str, language: str) -> str:
    return _WORDS[key][1 if language == "zh" else 0]


def render(scorecards: Iterable[Scorecard], language: str) -> Iterator[str]:
    """Yield each scorecard as text for a terminal of the present width."""
    console = Console()
    for scorecard in scorecards:
        with console.capture() as captured:
            console.print(card(scorecard, language, console.width))
        yield captured.get()


def card(scorecard: Scorecard, language: str, width: int = 80) -> RenderableType:
    """Return one scorecard, ready to print in `width` cells."""
    parts: list[RenderableType] = [_head(scorecard, language), _bars(scorecard, language), _course(scorecard, language)]
    parts += [_red_line(scorecard, language)] if scorecard.red_lines else []
    for dimension in scorecard.dimensions:
        verdicts = [verdict for verdict in scorecard.verdicts if verdict.dimension == dimension.dimension]
        shown = [verdict for verdict in verdicts if verdict.status != "not_applicable"]
        parts.append(Text(f"\n{in_language(dimension.title, language)}", style="bold"))
        parts += [_verdict(verdict, language, width) for verdict in shown]
        left_out = [in_language(verdict.title, language) for verdict in verdicts if verdict.status == "not_applicable"]
        if left_out:
            separator = "、" if language == "zh" else ", "
            listed = fold(f"– {_say('none', language)}: {separator.join(left_out)}", width - 2)
            parts.append(Padding(Text("\n".join(listed), style="dim"), (0, 0, 0, 2)))
    if scorecard.recognizer:
        parts.append(Text(f"\n{_say('recognizer', language)} {scorecard.recognizer}", style="dim"))
    return Group(*parts)


def _head(scorecard: Scorecard, language: str) -> Text:
    overall = "–" if scorecard.overall is None else f"{scorecard.overall:.1f}"
    verdict = _say("passed" if scorecard.passed else "failed", language)
    head = Text()
    head.append(f"{scorecard.transcript or '—'}  {scorecard.rubric}\n", style="dim")
    head.append(f"{_say('overall', language)} {overall}  ", style="bold")
    head.append(verdict, style="bold green" if scorecard.passed else "bold red")
    inferred = f" ({_say('inferred', language)})" if scorecard.outcome_inferred else ""
    head.append(f"   {_say('outcome', language)}: {outcome_name(scorecard.outcome, language)}{inferred}")
    return head


def _bars(scorecard: Scorecard, language: str) -> Table:
    table = Table.grid(padding=(0, 1))
    for dimension in scorecard.dimensions:
        score = dimension.score
        if score is None:
            table.add_row(Text(in_language(dimension.title, language)), Text("·" * _BAR, style="dim"), _say("none", language))
            continue
        full = round(score / 100 * _BAR)
        bar = Text("█" * full, style=_colour(score)) + Text("░" * (_BAR - full), style="dim")
        table.add_row(Text(in_language(dimension.title, language)), bar, f"{score:5.1f}")
    return table


def _colour(score: float) -> str:
    return "green" if score >= 75 else "yellow" if score >= 45 else "red"


def sparkline(moods: Sequence[float]) -> str:
    """Return one block for each mood (0 to 4)."""
    return "".join(_BLOCKS[max(0, min(7, round(mood / 4 * 7)))] for mood in moods)


def _course(scorecard: Scorecard, language: str) -> Text:
    if not scorecard.moods:
        return Text("")
    first, last = scorecard.moods[0], scorecard.moods[-1]
    names = [EMOTION_LEVELS[max(0, min(4, int(mood + 0.5)))][1 if language == "zh" else 0] for mood in (first, last)]
    line = f"{_say('emotion', language)} {sparkline(scorecard.moods)}  {first:.1f} {names[0]} → {last:.1f} {names[1]}"
    return Text(line)


def _red_line(scorecard: Scorecard, language: str) -> Group:
    lines = []
    for line in scorecard.red_lines:
        name = f"{_say('red_line', language)}: {title(line.act, language)}"
        if line.in_doubt:
            price = _say("doubt", language)
        else:
            price = _say("fatal", language) if line.cost is None else f"-{line.cost:g} {_say('points', language)}"
        lines.append(Text(f"✗ {name}  {price}", style="dim" if line.in_doubt else "bold red"))
        lines += [Text.assemble("    ", _quote(each, language)) for each in line.evidence[:2]]
    return Group(*lines)


def _verdict(verdict: Verdict, language: str, width: int) -> RenderableType:
    credit = verdict.credit
    sign, style = _sign(credit)
    points = _say("doubt", language) if credit is None else f"{credit:.0%}"
    table = Table.grid(padding=(0, 1))
    title_line = Text.assemble((in_language(verdict.title, language), "bold"), f"  {points}")
    table.add_row(Text(sign, style=style), title_line)
    _rows(table, "", in_language(verdict.judgement.reason, language), "dim", width)
    for each in verdict.judgement.evidence[:2]:
        table.add_row("", _quote(each, language))
    if credit is not None and credit < 0.99 and verdict.advice:
        _rows(table, "→", in_language(verdict.advice, language), "cyan", width)
    return Padding(table, (0, 0, 0, 2))


def _sign(credit: float | None) -> tuple[str, str]:
    if credit is None:
        return "?", "dim"
    if credit >= 0.99:
        return "✓", "green"
    return ("✗", "red") if credit <= 0.01 else ("◐", "yellow")


def _rows(table: Table, mark: str, text: str, style: str, width: int) -> None:
    for number, line in enumerate(fold(text, max(20, width - 6))):
        table.add_row(Text(mark if number == 0 else "", style=style), Text(line, style=style))


def _quote(evidence: Evidence, language: str) -> Text:
    place = f"第{evidence.turn}条" if language == "zh" else f"turn {evidence.turn}"
    words = " ".join(evidence.quote.split())
    if cell_len(words) > 56:
        words = set_cell_size(words, 55) + "…"
    act = f" [{title(evidence.act.rpartition('.')[2], language)}]" if evidence.act else ""
    return Text(f"{place} “{words}”{act}", style="italic dim")
