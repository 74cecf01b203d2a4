"""`itr-sim list`: the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itr_sim.app.choices import Folders, Lang, catalogue, one_of
from itr_sim.app.faults import told
from itr_sim.app.language import either

if TYPE_CHECKING:
    from itr_sim.scenario import Catalogue, Scenario

HELP = either("List scenarios, personas and rubrics (as json: the scenarios).", "列出场景、客户性格和评分标准（json 只列场景）。")


def list_scenarios(
    folders: Folders = None,
    output: Annotated[
        str, typer.Option("--format", metavar="table|json", help=either("How to print it.", "输出格式。"))
    ] = "table",
    lang: Lang = None,
) -> None:
    with told():
        one_of("--format", output, ["table", "json"])
        found = catalogue(folders)
        scenarios = _first_of_each(found.scenario(str(path)) for path in found.scenario_files)
        if output == "json":
            rows = [
                {
                    "id": each.id,
                    "title": each.title,
                    "language": each.language,
                    "difficulty": each.difficulty,
                    "category": each.category,
                }
                for each in scenarios
            ]
            print(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        _table(scenarios, found, folders)


def _first_of_each(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """Return the scenarios that can be named: the user's own goes before a shipped one of its name."""
    seen: dict[tuple[str, str], Scenario] = {}
    for each in scenarios:
        seen.setdefault((each.language, each.id), each)
    return list(seen.values())


def _table(scenarios: list[Scenario], found: Catalogue, folders: list[Path] | None) -> None:
    from rich.table import Table
    from rich.text import Text

    from itr_sim.app.screens.console import Terminal
    from itr_sim.rubric import RubricCatalogue
    from itr_sim.source.drawing import visible
    from itr_sim.source.shipping import own_folders

    console = Terminal()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in either("scenario|title|language|level", "场景|标题|语言|难度").split("|"):
        table.add_column(heading, no_wrap=heading in ("scenario", "场景"))
    for each in scenarios:
        table.add_row(each.id, Text(each.title), each.language, "★" * each.difficulty)
    console.print(table)
    personas = sorted({visible(path.stem) for path in found.persona_files})
    rubrics = sorted({visible(path.stem) for path in RubricCatalogue(own_folders(folders or ())).files})
    console.print(Text(either(f"\npersonas: {', '.join(personas)}", f"\n客户性格：{'、'.join(personas)}")))
    console.print(Text(either(f"rubrics:  {', '.join(rubrics)}", f"评分标准：{'、'.join(rubrics)}")))
    console.print(
        either("\nitr-sim play SCENARIO begins a session.", "\n用 itr-sim play 场景 开始练习。"), style="dim", highlight=False
    )
