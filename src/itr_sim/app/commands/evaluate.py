"""`itr-sim evaluate`: the recognizer against labelled messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from itr_sim.app.choices import Lang, RecognizerKind, one_of
from itr_sim.app.faults import UsageError, told
from itr_sim.app.language import LANGUAGE, either

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
        from itr_sim.report.figures import render_figures
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
            print()
            for line in render_figures(each, LANGUAGE):
                print(line)
