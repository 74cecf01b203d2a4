"""`itr-sim evaluate`: the recognizer against labelled messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itr_sim.app.choices import Lang, RecognizerKind, one_of
from itr_sim.app.faults import UsageError, told
from itr_sim.app.language import either

if TYPE_CHECKING:
    from itr_sim.evaluation import Evaluation

HELP = either(
    "Measure the recognizer on labelled messages (JSON Lines with text and acts, or lines of the corpus).",
    "用带标注的消息检验识别器（JSON Lines：text 和 acts；或语料库格式）。",
)


def evaluate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=either("Labelled files or folders.", "标注文件或文件夹。"))],
    recognizer: RecognizerKind = "accurate",
    output: Annotated[
        str, typer.Option("--format", metavar="table|json", help=either("How to print it.", "输出格式。"))
    ] = "table",
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.evaluation import evaluate as figures_of
        from itr_sim.evaluation import read_labelled
        from itr_sim.understanding import Message, load_recognizer
        from itr_sim.understanding.recognizer import RECOGNIZERS

        one_of("--format", output, ["table", "json"])
        one_of("--recognizer", recognizer, list(RECOGNIZERS))
        gold = [message for path in paths for message in read_labelled(path)]
        if not gold:
            raise UsageError(either("there is no labelled message there", "那里没有带标注的消息"))
        reader = load_recognizer(recognizer)
        evaluations = figures_of(gold, reader.read([Message(message.speaker, message.text) for message in gold]))
        if output == "json":
            document = {"v": 1, "recognizer": reader.name, "evaluations": [each.as_json() for each in evaluations]}
            print(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2))
            return
        print(reader.name)
        for each in evaluations:
            _table(each)


def _table(evaluation: Evaluation) -> None:
    def with_interval(name: str, figure: float | None) -> str:
        interval = evaluation.intervals.get(name)
        return f"{_shown(figure)} [{_shown(interval[0])}, {_shown(interval[1])}]" if interval else _shown(figure)

    print(f"\n== {evaluation.language} {evaluation.speaker}: {evaluation.messages} messages")
    micro = with_interval("micro_f1", evaluation.micro_f1)
    print(f"macro-F1 {with_interval('macro_f1', evaluation.macro_f1)}   micro-F1 {micro}")
    if evaluation.red_line_f1 is not None:
        precision = with_interval("red_line_precision", evaluation.red_line_precision)
        print(f"red lines: macro-F1 {with_interval('red_line_f1', evaluation.red_line_f1)}, precision {precision}")
    if evaluation.emotion:
        print("emotion: " + ", ".join(f"{name} {with_interval(name, value)}" for name, value in evaluation.emotion.items()))
    print(f"{'act':20} {'gold':>5} {'found':>5} {'prec':>6} {'rec':>6} {'F1':>6}")
    for act in evaluation.acts:
        figures = f"{_shown(act.precision):>6} {_shown(act.recall):>6} {_shown(act.f1):>6}"
        print(f"{act.act:20} {act.gold:5} {act.found:5} {figures}")
    confusions = ", ".join(f"{one} → {other} ({times})" for one, other, times in evaluation.confusions)
    print(f"taken for another: {confusions or '–'}")
    for mistake in evaluation.mistakes:
        acts = f"missed {', '.join(mistake.missed) or '–'}; invented {', '.join(mistake.invented) or '–'}"
        felt = f"; emotion {mistake.emotion[0]} read as {mistake.emotion[1]}" if mistake.emotion else ""
        print(f"  {mistake.text[:70]!r}  {acts}{felt}")


def _shown(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.3f}"
