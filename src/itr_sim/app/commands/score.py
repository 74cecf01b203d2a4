"""`itr-sim score`: transcripts to scorecards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from itr_sim.app.choices import Folders, Lang, RecognizerKind, RubricName, one_of, rubric_named
from itr_sim.app.faults import to_nowhere, told
from itr_sim.app.language import LANGUAGE, either

if TYPE_CHECKING:
    from itr_sim.rubric import Rubric, Scorecard
    from itr_sim.transcript import Transcript

HELP = either(
    "Score transcripts: files, folders, or - for standard input.\n\n"
    "Reads JSONL, JSON, YAML, CSV and plain chats (Customer: … / Agent: …). Sessions of play are read by the recognizer that "
    "they were played with. Without --rubric by itr-core.",
    "给对话打分：文件、文件夹，或用 - 读标准输入。\n\n可读 JSONL、JSON、YAML、CSV 和纯文本聊天（客户：… / 客服：…）。"
    "play 的会话沿用练习时的识别器。不写 --rubric 就用 itr-core。",
)


def score(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=either("Transcripts.", "对话记录。"))],
    rubric: RubricName = None,
    output: Annotated[
        str, typer.Option("--format", metavar="table|json|jsonl", help=either("How to print it.", "输出格式。"))
    ] = "table",
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0,
            max=100,
            help=either("Exit 1 if an overall score is below or absent.", "任一总分低于此值或评不出则退出码为 1。"),
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
            _print(text, needed=fail_under is not None)
    if below:
        print(either(f"{below} below {fail_under:g}", f"{below} 段对话低于 {fail_under:g} 分"), file=sys.stderr)
        raise typer.Exit(1)


def _print(text: str, *, needed: bool) -> None:
    """Write to stdout; where the reader of the pipe has gone and all are `needed` for the verdict, go on without it."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        if not needed:
            raise
        to_nowhere()


def scorecards(paths: list[str], rubric: Rubric, recognizer: str) -> Iterator[Scorecard]:
    """Yield the scorecard of each transcript under the paths, one at a time."""
    from itr_sim.rubric import score as score_transcript
    from itr_sim.transcript import read_transcripts
    from itr_sim.understanding import load_recognizer, read_transcript

    for path in paths:
        for transcript in read_transcripts(path):
            reader = load_recognizer(_kind(transcript) or recognizer)
            yield score_transcript(read_transcript(transcript, reader), rubric, reader.name)


def _kind(transcript: Transcript) -> str | None:
    """Return the recognizer that a session was played with: its readings are kept, and what they leave is read alike."""
    from itr_sim.understanding.recognizer import RECOGNIZERS

    recorded = transcript.session.recognizer if transcript.session else None
    kind = (recorded or "").split("-")[0]
    return kind if kind in RECOGNIZERS else None
