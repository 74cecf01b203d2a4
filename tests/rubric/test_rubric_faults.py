"""Faulty rubrics and what their authors are told, word for word: `faulty/*.yaml` with `.out` (English), `.zh.out`."""

from __future__ import annotations

from pathlib import Path

import pytest

from itr_sim.rubric import RubricCatalogue, load_rubric
from itr_sim.source import FaultsError, UnreadableError, draw

FAULTY = Path(__file__).parent / "faulty"
CASES = sorted(path.name for path in FAULTY.glob("*.out"))


@pytest.mark.parametrize("golden", CASES)
def test_an_author_is_told_every_fault_with_its_place_and_the_likely_name(golden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FAULTY)
    stem, language = (golden.removesuffix(".zh.out"), "zh") if golden.endswith(".zh.out") else (golden.removesuffix(".out"), "en")
    with pytest.raises(FaultsError) as caught:
        load_rubric(Path(f"{stem}.yaml"))
    assert "".join(f"{draw(fault, language)}\n" for fault in caught.value.faults) == (FAULTY / golden).read_text("utf-8")


def test_every_faulty_file_has_its_golden_text() -> None:
    assert {path.stem for path in FAULTY.glob("*.yaml")} == {name.removesuffix(".out").removesuffix(".zh") for name in CASES}


def test_a_rubric_that_is_no_yaml_or_not_there_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\n\ttitle: b\n", "utf-8")
    with pytest.raises(FaultsError, match=r"a\.yaml:2:1: this is not valid YAML here"):
        load_rubric(tmp_path / "a.yaml")
    with pytest.raises(UnreadableError, match="there is no such file"):
        load_rubric(tmp_path / "b.yaml")


def test_a_users_own_rubric_goes_before_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    own = tmp_path / "rubrics" / "itr-core.yaml"
    own.parent.mkdir()
    own.write_text(
        "id: itr-core\ntitle: mine\ndimensions: {d: {title: d, criteria: [{id: a, title: a, check: {occurs: greet}}]}}\n", "utf-8"
    )
    assert RubricCatalogue([tmp_path]).rubric("itr-core").title["en"] == "mine"
    assert RubricCatalogue().rubric("itr-core").title["en"] == "ITR core"
    assert RubricCatalogue().rubric(str(own)).title["en"] == "mine"
    with pytest.raises(KeyError):
        RubricCatalogue().rubric("nothing-like-it")
