"""`itr-sim lint`: every fault of every YAML file, in one run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from itr_sim.app.choices import Lang
from itr_sim.app.faults import BAD_INPUT, UsageError, told
from itr_sim.app.language import LANGUAGE, either

HELP = either(
    "Check scenarios, personas and rubrics: every fault with file, line, column and what would be right.",
    "检查场景、客户性格和评分标准：每个问题都给出文件、行、列和正确写法。",
)


def lint(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=either("YAML files or folders.", "YAML 文件或文件夹。"))],
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.source import FaultsError, UnreadableError, draw
        from itr_sim.source.drawing import visible

        faulty = checked = 0
        for file in _files(paths):
            checked += 1
            try:
                _load(file)
            except FaultsError as error:
                faulty += 1
                for fault in error.faults:
                    print(draw(fault, LANGUAGE))
            except UnreadableError as error:
                faulty += 1
                place = f"{visible(error.name)}:{error.line}:{error.column}"
                print(f"{place}: {either('error', '错误')}: {visible(error.words[LANGUAGE])}")
        files = "1 file" if checked == 1 else f"{checked} files"
        print(either(f"{files}, {faulty} with faults", f"检查 {checked} 个文件，{faulty} 个有问题"), file=sys.stderr)
    if faulty:
        raise typer.Exit(BAD_INPUT)


def _files(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml"))
        else:
            found.append(path)
    if not found:
        raise UsageError(either("there is no YAML file there", "那里没有 YAML 文件"))
    return found


def _load(path: Path) -> None:
    """Load a file as what most of its keys say it is."""
    from itr_sim.rubric import Rubric, load_rubric
    from itr_sim.scenario import Persona, Scenario, load_persona, load_scenario
    from itr_sim.source import Mapping, open_text, read_yaml

    node, _ = read_yaml(open_text(path))
    keys = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
    loaders: tuple[tuple[Callable[[Path], object], Iterable[str]], ...] = (
        (load_scenario, Scenario.model_fields),
        (load_persona, Persona.model_fields),
        (load_rubric, Rubric.model_fields),
    )
    likeliest, _ = max(loaders, key=lambda each: len(keys.intersection(each[1])))
    likeliest(path)
