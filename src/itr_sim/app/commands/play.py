"""`itr-sim play`: a session, on a screen or from standard input."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from itr_sim.app.choices import (
    Folders,
    Lang,
    RubricName,
    catalogue,
    one_of,
    persona_named,
    rubric_named,
    rubrics,
    scenario_named,
)
from itr_sim.app.faults import UsageError, told
from itr_sim.app.language import either
from itr_sim.source.shipping import KINDS, shipped

HELP = either(
    "Play a session: you are the agent, type freely, /help shows what else you can do.\n\n"
    "Without a terminal, messages are read from standard input, a line each.\n\n"
    "Example: itr-sim play signed-not-received --persona sarcastic --mode exam",
    "开始一次练习：你是客服，随便怎么打字，/help 查看命令。\n\n没有终端时从标准输入逐行读取。\n\n"
    "例：itr-sim play signed-not-received --persona sarcastic --mode exam",
)
DEFAULT_SCENARIO = "signed-not-received"
SCRIPTED_START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""When a session that is played from a file begins: a fixed moment, so that it is the same every time."""


def play(
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="SCENARIO",
            help=either("Scenario id or file; with --resume a session.", "场景编号或文件；配合 --resume 时为会话名。"),
        ),
    ] = None,
    scenario_option: Annotated[
        str | None, typer.Option("--scenario", metavar="ID|FILE", help=either("The same as SCENARIO.", "同 SCENARIO。"))
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="ID", help=either("The hidden case; otherwise drawn.", "隐藏案情；默认随机。"))
    ] = None,
    persona: Annotated[
        str | None, typer.Option("--persona", metavar="ID|FILE", help=either("Who the customer is.", "客户性格。"))
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help=either("Makes a session repeatable.", "随机种子，相同则会话相同。"))
    ] = None,
    rubric: RubricName = None,
    mode: Annotated[
        str | None,
        typer.Option(
            "--mode",
            metavar="practice|exam",
            help=either("exam hides mood, readings and hints.", "exam 隐藏情绪、识别结果和提示。"),
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help=either("Go on with a session that was interrupted.", "继续上次中断的会话。"))
    ] = False,
    output: Annotated[
        str,
        typer.Option("--format", metavar="text|json", help=either("json prints session and scorecard.", "json 输出会话和评分。")),
    ] = "text",
    recognizer: Annotated[
        str | None,
        typer.Option("--recognizer", metavar="accurate|compact", help=either("Who reads the messages.", "用哪个识别器。")),
    ] = None,
    folders: Folders = None,
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.app.rehearsal import begin, recognizer_kind, session_path
        from itr_sim.app.rehearsal import resume as resumed
        from itr_sim.simulation.log import read_log
        from itr_sim.understanding import load_recognizer
        from itr_sim.understanding.recognizer import RECOGNIZERS

        one_of("--mode", mode or "practice", ["practice", "exam"])
        one_of("--format", output, ["text", "json"])
        kind = one_of("--recognizer", recognizer or "accurate", list(RECOGNIZERS))
        if scenario and scenario_option:
            raise UsageError(either("name the scenario once", "场景只写一次"))
        if resume and (case, persona, seed, mode) != (None, None, None, None):
            raise UsageError(
                either(
                    "a session goes on as it began: leave out --case, --persona, --seed and --mode",
                    "会话按开始时的设定继续：请去掉 --case、--persona、--seed、--mode",
                )
            )
        found = catalogue(folders)
        on_screen = sys.stdin.isatty() and sys.stdout.isatty() and output == "text"
        if resume:
            path = session_path(scenario or scenario_option)
            kind = recognizer_kind(read_log(path).opening)
            if recognizer not in (None, kind):
                print(
                    either(
                        f"The session goes on with the recognizer it began with: {kind}.", f"会话沿用开始时的识别器：{kind}。"
                    ),
                    file=sys.stderr,
                )
            rehearsal, recorded = resumed(path, found, load_recognizer(kind))
            earlier = recorded.exchanges
            rehearsal.go_on(recorded)
            chosen_rubric = rubric_named(folders, rubric or rehearsal.opening.rubric)
        else:
            name = scenario or scenario_option or DEFAULT_SCENARIO
            chosen = scenario_named(found, name)
            if case is not None:
                one_of(either("case", "案情"), case, list(chosen.cases))
            customer = persona_named(found, persona or chosen.persona, chosen.language)
            if customer.language != chosen.language:
                raise UsageError(
                    either(
                        f"the persona {customer.id} speaks {customer.language}, the scenario {chosen.language}",
                        f"客户性格 {customer.id} 的语言是 {customer.language}，场景是 {chosen.language}",
                    )
                )
            by = rubric or chosen.rubric
            chosen_rubric = rubric_named(folders, by)
            rehearsal = begin(
                chosen,
                customer,
                load_recognizer(kind),
                at=datetime.now(UTC) if on_screen else SCRIPTED_START,
                seed=seed if seed is not None or on_screen else 1,
                case=case,
                rubric=_own_file(rubrics(folders).rubric_path(by)) or chosen_rubric.id,
                mode=mode or "practice",
                language=chosen.language,
                files=(
                    _own_file(found.scenario_path(name, "zh-CN")),
                    _own_file(found.persona_path(persona or chosen.persona, chosen.language)),
                ),
            )
            earlier = ()
        if on_screen:
            from itr_sim.app.screens.chat import chat

            chat(rehearsal, chosen_rubric, mode=rehearsal.opening.mode, earlier=earlier)
        else:
            from itr_sim.app.screens.plain import plain
            from itr_sim.transcript.readers.reading import readable_lines

            lines = (line.text for line in readable_lines("<stdin>", sys.stdin.buffer))
            plain(rehearsal, chosen_rubric, lines, output=output, earlier=earlier)


def _own_file(path: Path) -> str:
    """Return where a scenario, persona or rubric lies that does not ship, as it will be found from any folder."""
    return "" if any(path.resolve().is_relative_to(shipped(kind)) for kind in KINDS) else str(path.absolute())
