"""Options that several commands share, and the things they name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from itr_sim.app.faults import UsageError
from itr_sim.app.language import either

if TYPE_CHECKING:
    from itr_sim.rubric import Rubric, RubricCatalogue
    from itr_sim.scenario import Catalogue, Persona, Scenario


def _known_language(value: str | None) -> str | None:
    if value is not None and not value.lower().startswith(("zh", "en")):
        raise typer.BadParameter(either("write zh or en", "请写 zh 或 en"))
    return value


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang", metavar="en|zh", callback=_known_language, help=either("Language of the interface.", "界面语言：zh 或 en。")
    ),
]
Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--scenarios",
        metavar="DIR",
        help=either(
            "A folder with your own scenarios (or scenarios/, rubrics/, personas/); repeatable. Also: ITR_SIM_PATH.",
            "你自己的场景文件夹（可含 scenarios/、rubrics/、personas/），可重复；也可用环境变量 ITR_SIM_PATH。",
        ),
    ),
]
RubricName = Annotated[
    str | None, typer.Option("--rubric", metavar="ID|FILE", help=either("The rubric to score by.", "评分标准：编号或文件。"))
]
RecognizerKind = Annotated[
    str,
    typer.Option("--recognizer", metavar="accurate|compact", help=either("Who reads the messages.", "用哪个识别器。")),
]


def catalogue(folders: list[Path] | None) -> Catalogue:
    """Return the catalogue over the user's folders; raise UsageError for one that is not there."""
    from itr_sim.scenario import Catalogue

    return Catalogue(_own_folders(folders))


def rubrics(folders: list[Path] | None) -> RubricCatalogue:
    """Return the rubrics over the user's folders; raise UsageError for one that is not there."""
    from itr_sim.rubric import RubricCatalogue

    return RubricCatalogue(_own_folders(folders))


def _own_folders(folders: list[Path] | None) -> tuple[Path, ...]:
    from itr_sim.source.shipping import own_folders

    own = own_folders(folders or ())
    for folder in own:
        if not folder.is_dir():
            raise UsageError(either(f"{folder} is not a folder", f"{folder} 不是文件夹"))
    return own


def scenario_named(found: Catalogue, name: str, language: str = "zh-CN") -> Scenario:
    """Return a scenario; raise UsageError naming what there is."""
    try:
        return found.scenario(name, language)
    except KeyError:
        raise _unknown(either("scenario", "场景"), name, [path.stem for path in found.scenario_files]) from None


def persona_named(found: Catalogue, name: str, language: str) -> Persona:
    """Return a persona; raise UsageError naming what there is."""
    try:
        return found.persona(name, language)
    except KeyError:
        raise _unknown(either("persona", "客户性格"), name, [path.stem for path in found.persona_files]) from None


def rubric_named(folders: list[Path] | None, name: str) -> Rubric:
    """Return a rubric; raise UsageError naming what there is."""
    found = rubrics(folders)
    try:
        return found.rubric(name)
    except KeyError:
        raise _unknown(either("rubric", "评分标准"), name, [path.stem for path in found.files]) from None


def one_of(kind: str, name: str, known: list[str]) -> str:
    """Return `name` if it is known; raise UsageError naming what there is."""
    if name not in known:
        raise _unknown(kind, name, known)
    return name


def _unknown(kind: str, name: str, known: list[str]) -> UsageError:
    from itr_sim.source import closest

    names = sorted(set(known))
    guess = closest(name, names)
    meant = either(f'; did you mean "{guess}"?', f"；是不是想写“{guess}”？") if guess else either(".", "。")
    there = ", ".join(names)
    return UsageError(
        either(f'there is no {kind} "{name}"{meant} There are: {there}', f"没有{kind}“{name}”{meant}可用的有：{there}")
    )
