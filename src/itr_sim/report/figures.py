"""How well a recognizer read labelled messages, for people: the figures of one language and speaker, and the worst mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from itr_sim.evaluation import ActFigures, Evaluation
from itr_sim.evaluation.figures import Mistake
from itr_sim.report.readings import SPEAKERS

_EMOTION = {
    "kappa": "加权 kappa",
    "spearman": "Spearman",
    "within_one": "相差不超过一级",
    "exact": "同级",
    "calibration_error": "校准误差",
}
_COLUMNS = (("gold", "标注"), ("found", "识别"), ("prec", "准确率"), ("rec", "召回率"), ("F1", "F1"))
_WIDTHS = (6, 6, 7, 7, 7)
_SHOWN = 70
"""Characters of a message that was read wrong."""


def render_figures(evaluation: Evaluation, language: str) -> Iterator[str]:
    """Yield the lines of one evaluation; figures from 0 to 1, intervals of 95 percent in brackets."""
    chinese = language == "zh"
    speaker, count = SPEAKERS[evaluation.speaker][chinese], evaluation.messages
    yield f"== {evaluation.language} {speaker}" + (f"：{count} 条消息" if chinese else f": {count} messages")
    yield f"macro-F1 {_known(evaluation, 'macro_f1')}   micro-F1 {_known(evaluation, 'micro_f1')}"
    if evaluation.red_line_f1 is not None:
        whole, precision = _known(evaluation, "red_line_f1"), _known(evaluation, "red_line_precision")
        yield f"红线：macro-F1 {whole}，准确率 {precision}" if chinese else f"red lines: macro-F1 {whole}, precision {precision}"
    if evaluation.emotion:
        felt = [
            f"{_EMOTION[name] if chinese else name} {_with_interval(evaluation, name, figure)}"
            for name, figure in evaluation.emotion.items()
        ]
        yield "情绪：" + "，".join(felt) if chinese else "emotion: " + ", ".join(felt)
    yield _row("对话行为" if chinese else "act", [names[chinese] for names in _COLUMNS])
    yield from (_act(figures) for figures in evaluation.acts)
    confusions = ", ".join(f"{one} → {other} ({times})" for one, other, times in evaluation.confusions)
    yield ("误认：" if chinese else "taken for another: ") + (confusions or "–")
    yield from (_mistake(mistake, chinese) for mistake in evaluation.mistakes)


def _known(evaluation: Evaluation, name: str) -> str:
    return _with_interval(evaluation, name, getattr(evaluation, name))


def _with_interval(evaluation: Evaluation, name: str, figure: float | None) -> str:
    interval = evaluation.intervals.get(name)
    return f"{_shown(figure)} [{_shown(interval[0])}, {_shown(interval[1])}]" if interval else _shown(figure)


def _act(figures: ActFigures) -> str:
    shares = (_shown(figure) for figure in (figures.precision, figures.recall, figures.f1))
    return _row(figures.act, [str(figures.gold), str(figures.found), *shares])


def _row(head: str, cells: list[str]) -> str:
    padded = (" " * (width - cell_len(cell)) + cell for cell, width in zip(cells, _WIDTHS, strict=True))
    return head + " " * (20 - cell_len(head)) + "".join(padded)


def _mistake(mistake: Mistake, chinese: bool) -> str:
    missed, invented = ", ".join(mistake.missed) or "–", ", ".join(mistake.invented) or "–"
    acts = f"漏认 {missed}；多认 {invented}" if chinese else f"missed {missed}; invented {invented}"
    felt = ""
    if mistake.emotion:
        gold, found = mistake.emotion
        felt = f"；情绪 {gold} 读成 {found}" if chinese else f"; emotion {gold} read as {found}"
    return f"  {mistake.text[:_SHOWN]!r}  {acts}{felt}"


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"
