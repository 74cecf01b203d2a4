"""`itr-sim replay`: a recorded session, annotated."""

from __future__ import annotations

from typing import Annotated

import typer

from itr_sim.app.choices import Folders, Lang, RubricName, catalogue, rubric_named
from itr_sim.app.faults import UsageError, told
from itr_sim.app.language import LANGUAGE, either

HELP = either(
    "Replay a recorded session, annotated: what was read in each message, what it did to the mood, and the scorecard.\n\n"
    "SESSION is a name (or a part of one), or a .jsonl file; without it, the latest.",
    "回放一次会话并加注：每条消息读出了什么、情绪怎么变，最后是评分。\n\nSESSION 是会话名（或其中一段）或 .jsonl 文件；"
    "不写则回放最近一次。",
)


def replay(
    session: Annotated[
        str | None,
        typer.Argument(
            metavar="SESSION", help=either("Name or file of the session; otherwise the latest.", "会话名或文件；默认最近一次。")
        ),
    ] = None,
    rubric: RubricName = None,
    folders: Folders = None,
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.app.rehearsal import played_again, recognizer_kind, session_path, transcript_id
        from itr_sim.app.screens.annotated import annotated
        from itr_sim.app.screens.console import Terminal
        from itr_sim.report.terminal import card
        from itr_sim.rubric import score
        from itr_sim.simulation.log import read_log
        from itr_sim.understanding import load_recognizer, read_transcript

        path = session_path(session, finished=True)
        recorded = read_log(path)
        recognizer = load_recognizer(recognizer_kind(recorded.opening))
        player = played_again(recorded, path, catalogue(folders), recognizer)
        if recorded.opening.mode == "exam" and not player.over:
            raise UsageError(
                either("the exam is not over; go on with itr-sim play --resume", "考核还没结束，请用 itr-sim play --resume 继续")
            )
        console = Terminal()
        for line in annotated(player):
            console.print(line)
        transcript = read_transcript(player.transcript(transcript_id(recorded.opening)), recognizer)
        chosen = rubric_named(folders, rubric or recorded.opening.rubric)
        console.print(card(score(transcript, chosen, recorded.opening.recognizer), LANGUAGE, console.width))
