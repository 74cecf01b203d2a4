"""Where YAML is found: the user's own folders before what ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from itr_sim.source.shipping import authored_files, chosen, own_folders, shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.yaml", "en/b.yml", "rubrics/r.yaml", "personas/p.yaml", "readme.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("id: x\n")
    return tmp_path


def own(kind: str, folder: Path) -> list[str]:
    shipped_files = set(shipped(kind).rglob("*"))
    return [str(path.relative_to(folder)) for path in authored_files(kind, [folder]) if path not in shipped_files]


def test_a_folder_without_parts_holds_scenarios_and_no_rubrics_or_personas_of_its_parts(folder: Path) -> None:
    assert own("scenarios", folder) == ["a.yaml", "en/b.yml"]
    assert own("rubrics", folder) == ["rubrics/r.yaml"]
    assert own("personas", folder) == ["personas/p.yaml"]


def test_the_users_own_files_come_before_the_shipped_ones(folder: Path) -> None:
    files = authored_files("rubrics", [folder])
    assert files[0] == folder / "rubrics" / "r.yaml"
    assert files[-1].parent == shipped("rubrics")


def test_folders_given_come_before_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITR_SIM_PATH", "/two:/three")
    assert own_folders([Path("/one")]) == (Path("/one"), Path("/two"), Path("/three"))
    monkeypatch.setenv("ITR_SIM_PATH", "")
    assert own_folders() == ()


def test_a_name_finds_ones_own_then_the_language_wanted_else_the_first_and_a_path_is_taken_as_it_is() -> None:
    files = [Path("own/x.yaml"), Path("zh-CN/x.yaml"), Path("en/x.yaml")]
    assert chosen(files, "x", "en") == Path("own/x.yaml")
    assert chosen(files[1:], "x", "en") == Path("en/x.yaml")
    assert chosen(files[1:2], "x", "en") == Path("zh-CN/x.yaml")
    assert chosen(files, "elsewhere/y.yaml", "en") == Path("elsewhere/y.yaml")
    with pytest.raises(KeyError):
        chosen(files, "y", "en")
