"""Faulty scenarios and personas and what their authors are told, word for word: `faulty/*.yaml` with `.out`, `.zh.out`."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from itr_sim.scenario import Scenario, lint, load_persona, load_scenario
from itr_sim.scenario.lint import LINTS, PERSONA_LINTS, comparisons, lint_scenario, moods
from itr_sim.simulation import ending
from itr_sim.source import FaultKind, FaultsError, UnreadableError, build, draw, open_text, read_yaml

FAULTY = Path(__file__).parent / "faulty"
CASES = sorted(str(path.relative_to(FAULTY)) for path in FAULTY.rglob("*.out"))


def told(name: str, language: str) -> str:
    load = load_persona if name.startswith("personas/") else load_scenario
    with pytest.raises(FaultsError) as caught:
        load(Path(name))
    return "".join(f"{draw(fault, language)}\n" for fault in caught.value.faults)


@pytest.mark.parametrize("golden", CASES)
def test_an_author_is_told_every_fault_with_its_place_and_the_likely_name(golden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FAULTY)
    stem, language = (golden.removesuffix(".zh.out"), "zh") if golden.endswith(".zh.out") else (golden.removesuffix(".out"), "en")
    assert told(f"{stem}.yaml", language) == (FAULTY / golden).read_text("utf-8")


def test_every_faulty_file_has_its_golden_text() -> None:
    assert {path.stem for path in FAULTY.rglob("*.yaml")} == {
        Path(name.removesuffix(".out")).stem.removesuffix(".zh") for name in CASES
    }


def modules_of_lint() -> Iterator[ModuleType]:
    return (import_module(f"{lint.__name__}.{each.name}") for each in pkgutil.iter_modules(lint.__path__))


def test_every_kind_of_fault_of_the_cross_checks_stands_in_a_golden_text_and_has_both_languages() -> None:
    kinds = {kind.code: kind for each in modules_of_lint() for kind in vars(each).values() if isinstance(kind, FaultKind)}
    assert {"unknown-act", "nobody-asks", "other-persona"} <= kinds.keys()
    golden = "".join((FAULTY / name).read_text("utf-8") for name in CASES)
    assert [code for code in kinds if f"error[{code}]" not in golden] == []
    assert [code for code, kind in kinds.items() if {*kind.words, *kind.expected} != {"en", "zh"}] == []


def test_every_cross_check_is_registered() -> None:
    checks = {
        function
        for module in modules_of_lint()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and list(inspect.signature(function).parameters)[1:] == ["node", "document"]
    }
    assert checks == {*LINTS, *PERSONA_LINTS}


def test_the_cross_checks_know_the_bounds_of_the_simulation() -> None:
    """Scenarios stand below the simulation and cannot import its figures, so they have their own."""
    assert comparisons.LONGEST == ending.LONGEST
    assert moods.BREAKS_OFF_FROM == ending._BREAKS_OFF_FROM


def test_faults_come_in_order_of_place() -> None:
    document = open_text(FAULTY / "dead.yaml")
    node, _ = read_yaml(document)
    assert node is not None
    scenario, _ = build(Scenario, node, document)
    assert scenario is not None
    places = [fault.place for fault in lint_scenario(scenario, node, document)]
    assert len({fault.kind.code for fault in lint_scenario(scenario, node, document)}) >= 3
    assert places == sorted(places)


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
