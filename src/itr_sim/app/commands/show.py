"""`itr-sim show`: one scenario as a trainee may see it."""

from __future__ import annotations

from typing import Annotated

import typer

from itr_sim.app.choices import Folders, Lang, catalogue, scenario_named
from itr_sim.app.faults import told
from itr_sim.app.language import either

HELP = either(
    "Show one scenario as a trainee may see it: brief and desk, nothing hidden.", "查看一个场景：简介和工作台，不透露隐藏内容。"
)


def show(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help=either("Id or file.", "场景编号或文件。"))],
    folders: Folders = None,
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.app.screens.brief import brief_panel, desk_table
        from itr_sim.app.screens.console import Terminal

        chosen = scenario_named(catalogue(folders), scenario)
        console = Terminal()
        console.print(brief_panel(chosen))
        console.print(desk_table(chosen))
