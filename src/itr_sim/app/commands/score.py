"""`itr-sim score`: transcripts to scorecards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from itr_sim.app.choices import Folders, Lang, RecognizerKind, RubricName, one_of, rubric_named
from itr_sim.app.faults import told
from itr_sim.app.language import LANGUAGE, either

if TYPE_CHECKING:
    from itr_sim.rubric import Rubric, Scorecard

HELP = either(
    "Score transcripts: files, folders, or - for standard input.\n\n"
    "Reads JSONL, JSON, YAML, CSV and plain chats (Customer: … / Agent: …).",
    "给对话打分：文件、文件夹，或用 - 读标准输入。\n\n可读 JSONL、JSON、YAML、CSV 和纯文本聊天（客户：… / 客服：…）。",
)


def score(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=either("Transcripts.", "对话记录。"))],
    rubric: RubricName = None,
    output: Annotated[
        str, typer.Option("--format", metavar="table|json|jsonl", help=either("How to print it.", "输出格式。"))
    ] = "table",
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under", min=0, max=100, help=either("Exit 1 if any overall score is below.", "任一总分低于此值则退出码为 1。")
        ),
    ] = None,
    recognizer: RecognizerKind = "accurate",
    folders: Folders = None,
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.report import FORMATS, renderer
        from itr_sim.understanding.recognizer import RECOGNIZERS

        one_of("--format", output, list(FORMATS))
        one_of("--recognizer", recognizer, list(RECOGNIZERS))
        chosen = rubric_named(folders, rubric or "itr-core")
        below = 0

        def watched() -> Iterator[Scorecard]:
            nonlocal below
            for scorecard in scorecards(paths, chosen, recognizer):
                below += fail_under is not None and (scorecard.overall is None or scorecard.overall < fail_under)
                yield scorecard

        for text in renderer(output)(watched(), LANGUAGE):
            sys.stdout.write(text)
            sys.stdout.flush()
    if below:
        print(either(f"{below} below {fail_under:g}", f"{below} 段对话低于 {fail_under:g} 分"), file=sys.stderr)
        raise typer.Exit(1)


def scorecards(paths: list[str], rubric: Rubric, recognizer: str) -> Iterator[Scorecard]:
    """Yield the scorecard of each transcript under the paths, one at a time."""
    from itr_sim.rubric import score as score_transcript
    from itr_sim.transcript import read_transcripts
    from itr_sim.understanding import load_recognizer, read_transcript

    for path in paths:
        for transcript in read_transcripts(path):
            reader = load_recognizer(recognizer)
            yield score_transcript(read_transcript(transcript, reader), rubric, reader.name)
