"""`itr-sim test`: run the `tests:` of scenarios."""

from __future__ import annotations

from typing import Annotated

import typer

from itr_sim.app.choices import (
    Folders,
    Lang,
    RecognizerKind,
    catalogue,
    one_of,
    persona_named,
    rubric_named,
    scenario_named,
)
from itr_sim.app.faults import told
from itr_sim.app.language import either

HELP = either(
    "Run the tests: of scenarios - the author's own play-throughs with what a good and a bad trainee get.",
    "运行场景自带的 tests:——作者写的优秀与糟糕示例，以及各自应得的结果。",
)


def test(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(metavar="SCENARIO", help=either("Ids or files; without any, all.", "场景编号或文件；不写则全部。")),
    ] = None,
    recognizer: RecognizerKind = "accurate",
    folders: Folders = None,
    lang: Lang = None,
) -> None:
    failed = total = 0
    with told():
        from itr_sim.app.authored_tests import play_test
        from itr_sim.understanding import load_recognizer
        from itr_sim.understanding.recognizer import RECOGNIZERS

        one_of("--recognizer", recognizer, list(RECOGNIZERS))
        found = catalogue(folders)
        for name in scenarios or [str(path) for path in found.scenario_files]:
            scenario = scenario_named(found, name)
            rubric = rubric_named(folders, scenario.rubric)
            for each in scenario.tests:
                persona = persona_named(found, each.persona or scenario.persona, scenario.language)
                played = play_test(each, scenario, persona, rubric, load_recognizer(recognizer))
                total += 1
                failed += bool(played.misses)
                mark = "FAIL" if played.misses else "ok  "
                print(f"{mark} {scenario.id} / {each.name} ({each.case}): {played.scorecard.overall} {played.scorecard.outcome}")
                for miss in played.misses:
                    print(f"       {miss}")
    print(either(f"{total} tests, {failed} failed", f"{total} 个测试，{failed} 个失败"))
    if failed:
        raise typer.Exit(1)
