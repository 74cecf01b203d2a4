"""Faulty scenarios and what their authors are told, word for word: `faulty/*.yaml` with `.out` (English), `.zh.out`."""

from __future__ import annotations

from pathlib import Path

import pytest

from itr_sim.scenario import load_persona, load_scenario
from itr_sim.scenario.lint import identity, lines, names
from itr_sim.source import FaultKind, FaultsError, UnreadableError, draw

FAULTY = Path(__file__).parent / "faulty"
CASES = sorted(path.name for path in FAULTY.glob("*.out"))


def told(name: str, language: str) -> str:
    with pytest.raises(FaultsError) as caught:
        load_scenario(Path(name))
    return "".join(f"{draw(fault, language)}\n" for fault in caught.value.faults)


@pytest.mark.parametrize("golden", CASES)
def test_an_author_is_told_every_fault_with_its_place_and_the_likely_name(golden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FAULTY)
    stem, language = (golden.removesuffix(".zh.out"), "zh") if golden.endswith(".zh.out") else (golden.removesuffix(".out"), "en")
    assert told(f"{stem}.yaml", language) == (FAULTY / golden).read_text("utf-8")


def test_every_faulty_file_has_its_golden_text() -> None:
    assert {path.stem for path in FAULTY.glob("*.yaml")} == {name.removesuffix(".out").removesuffix(".zh") for name in CASES}


def test_every_kind_of_fault_of_the_cross_checks_has_a_faulty_file() -> None:
    modules = (identity, lines, names)
    kinds = {kind.code for module in modules for kind in vars(module).values() if isinstance(kind, FaultKind)}
    assert {"unknown-act", "unknown-fact", "unknown-state"} <= kinds
    assert kinds - {path.stem for path in FAULTY.glob("*.yaml")} == set()


def test_faults_come_in_order_of_place() -> None:
    with pytest.raises(FaultsError) as caught:
        load_scenario(FAULTY / "unknown-act.yaml")
    places = [fault.place for fault in caught.value.faults]
    assert places == sorted(places)
    assert str(caught.value).endswith("(and 9 more)")


def test_a_scenario_that_is_not_there_or_not_utf_8_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("id: late-parcel\ntitle: 包裹迟到\n".encode("gbk"))
    with pytest.raises(UnreadableError, match=r"gbk\.yaml:2:8: .*looks like GBK"):
        load_scenario(tmp_path / "gbk.yaml")
    with pytest.raises(UnreadableError, match="there is no such file"):
        load_scenario(tmp_path / "absent.yaml")


def test_a_persona_is_told_its_faults_as_a_scenario_is(tmp_path: Path) -> None:
    path = tmp_path / "calm.yaml"
    path.write_text("id: calm\ntitle: x\nlanguage: en\nabout: x\ntemper: 9\nvoice: {insulted: [a]}\ncoments: {}\n", "utf-8")
    with pytest.raises(FaultsError) as caught:
        load_persona(path)
    codes = [(fault.span.line, fault.kind.code, dict(fault.values).get("guess")) for fault in caught.value.faults]
    assert (5, "out-of-range", None) in codes
    assert (6, "too-few", None) in codes
    assert (7, "unknown-key", '"comments"') in codes
    assert not any(dict(fault.values).get("key") == "comments" for fault in caught.value.faults)


def test_a_persona_is_named_as_its_file_is(tmp_path: Path) -> None:
    """A session names its persona by id and finds it again by its file."""
    shipped = Path(__file__).parents[2] / "personas" / "zh-CN" / "anxious.yaml"
    path = tmp_path / "mine.yaml"
    path.write_text(shipped.read_text("utf-8"), "utf-8")
    with pytest.raises(FaultsError, match=r"mine\.yaml:\d+:\d+: the id \"anxious\" is not the name of the file"):
        load_persona(path)
