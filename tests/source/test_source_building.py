"""Models built from YAML: one mistake is one fault, in words of our own, at the author's place."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field

from itr_sim.source import Document, Fault, build, read_yaml
from itr_sim.source.authored import Authored, Compared, Names, Seconds


class Step(Authored):
    act: str
    mood: Compared | None = None
    within: Seconds = 30
    words: Names = ()


class Plan(Authored):
    title: str
    level: int = Field(default=3, ge=1, le=5)
    weight: float = Field(default=1, gt=0)
    open: bool = False
    kind: Literal["chat", "phone"] = "chat"
    steps: tuple[Step, ...] = Field(default=(), max_length=3)
    named: dict[str, Step] = Field(default_factory=dict)


def built(text: str) -> tuple[Plan | None, list[Fault]]:
    document = Document("plan.yaml", text)
    node, faults = read_yaml(document)
    assert faults == []
    assert node is not None
    return build(Plan, node, document)


def told(text: str) -> list[str]:
    plan, faults = built(text)
    assert plan is None
    return [f"{fault.span.line}:{fault.span.column} {fault.kind.code}: {fault.message()}" for fault in faults]


def test_text_becomes_what_the_model_asks_for() -> None:
    plan, faults = built(
        "title: 18:00\nlevel: 4\nweight: 0.5\nopen: yes\nsteps: [{act: ask, mood: '>= 2', within: 2m, words: a}]"
    )
    assert faults == []
    assert plan is not None
    assert (plan.title, plan.level, plan.weight, plan.open) == ("18:00", 4, 0.5, True)
    assert (str(plan.steps[0].mood), plan.steps[0].within, plan.steps[0].words) == (">= 2", 120, ("a",))


def test_a_mistyped_key_is_one_fault_that_guesses_the_key_that_is_missing() -> None:
    assert told("titel: x\n") == ['1:1 unknown-key: "titel" is not a key here; did you mean "title"?']


def test_a_mistyped_key_further_down_is_one_fault_at_its_place() -> None:
    assert told("title: x\nsteps:\n  - act: a\n  - akt: b\n    mood: 1\n") == [
        '4:5 unknown-key: "akt" is not a key here; did you mean "act"?'
    ]


def test_a_mistyped_key_that_may_be_left_out_guesses_among_the_keys_of_its_own_level() -> None:
    assert told("title: x\nnamed:\n  first: {act: a, mod: 1}\n") == [
        '3:19 unknown-key: "mod" is not a key here; did you mean "mood"?'
    ]


def test_an_unknown_key_lists_the_keys_of_its_own_level() -> None:
    _, faults = built("title: x\nnamed: {first: {act: a, xyz: 1}}\n")
    assert [fault.expected() for fault in faults] == ["one of: act, mood, within, words"]


def test_a_missing_key_is_reported_where_it_belongs() -> None:
    assert told("title: x\nsteps:\n  - mood: 1\n") == ['3:5 missing-key: "act" is missing']


def test_an_unknown_key_unlike_the_missing_one_leaves_both_faults() -> None:
    assert told("colour: red\n") == [
        '1:1 unknown-key: "colour" is not a key here',
        '1:1 missing-key: "title" is missing',
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("level: many", "2:8 wrong-type: a whole number is expected here"),
        ("level: 9", "2:8 out-of-range: 9 is out of range: it must be ≤ 5"),
        ("level: 0", "2:8 out-of-range: 0 is out of range: it must be ≥ 1"),
        ("weight: 0", "2:9 out-of-range: 0 is out of range: it must be > 0.0"),
        ("weight: heavy", "2:9 wrong-type: a number is expected here"),
        ("open: perhaps", "2:7 wrong-type: true or false is expected here"),
        ("kind: fone", '2:7 value-not-allowed: "fone" is not one of the values allowed here; did you mean "phone"?'),
        ("steps: {act: a}", "2:9 wrong-type: a list is expected here"),
        ("steps: [a]", "2:9 wrong-type: a mapping of keys and values is expected here"),
        ("named: a", "2:8 wrong-type: a mapping of keys and values is expected here"),
        ("steps: [{act: a}, {act: a}, {act: a}, {act: a}]", "2:8 too-many: at most 3 expected here"),
        ("steps: [{act: a, mood: '>> 2'}]", "2:24 bad-value: a comparison such as '>= 2' or '< 0.5' is expected"),
        ("steps: [{act: a, within: soon}]", "2:26 bad-value: a duration such as 30s, 2m or 1h is expected"),
        ("steps: [{act: [a]}]", "2:15 wrong-type: text is expected here"),
    ],
)
def test_a_wrong_value_is_told_in_our_own_words_at_the_value(line: str, fault: str) -> None:
    assert told(f"title: x\n{line}\n") == [fault]


def test_a_missing_title_that_is_null_is_asked_for_as_text() -> None:
    assert told("title:\n") == ["1:7 wrong-type: text is expected here"]


def test_every_fault_of_a_file_comes_in_one_run_in_order_of_place() -> None:
    assert [line.split()[0] for line in told("level: x\ntitel: y\nsteps:\n  - mood: '~ 2'\n")] == ["1:8", "2:1", "4:5", "4:11"]


def test_a_root_that_is_a_list_is_one_fault() -> None:
    assert told("- a\n- b\n") == ["1:1 wrong-type: a mapping of keys and values is expected here"]
