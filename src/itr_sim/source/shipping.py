"""Where YAML is found: the folders that ship with the package, and the user's own before them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

PATH_VARIABLE = "ITR_SIM_PATH"
_LANGUAGES = ("zh-CN", "en")
KINDS = ("scenarios", "rubrics", "personas")


def shipped(kind: str) -> Path:
    """Return the folder of shipped YAML of a kind: inside the installed package, or of the source checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped" / kind
    return installed if installed.is_dir() else package.parent.parent / kind


def own_folders(given: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the user's folders: those given, then those of ITR_SIM_PATH."""
    return (*given, *(Path(part) for part in os.environ.get(PATH_VARIABLE, "").split(os.pathsep) if part))


def authored_files(kind: str, folders: Iterable[Path]) -> list[Path]:
    """Return the YAML files of a kind, the user's own before the shipped ones.

    A user's folder may have subfolders named `scenarios`, `rubrics` and `personas`; without them it holds scenarios.
    """
    found: list[Path] = []
    for folder in folders:
        parted = folder / kind
        if parted.is_dir():
            found += _yaml_files(parted)
        elif kind == "scenarios":
            found += [path for path in _yaml_files(folder) if not set(path.relative_to(folder).parts[:-1]) & set(KINDS)]
    return [*found, *_yaml_files(shipped(kind))]


def chosen(files: Iterable[Path], name: str, language: str) -> Path:
    """Return the first file of that name that is not in the folder of another language, else the first; raise KeyError."""
    if name.endswith((".yaml", ".yml")):
        return Path(name)
    named = [path for path in files if path.stem == name]
    if not named:
        raise KeyError(name)
    others = set(_LANGUAGES) - {language}
    return next((path for path in named if path.parent.name not in others), named[0])


def _yaml_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in (".yaml", ".yml") and path.is_file())
