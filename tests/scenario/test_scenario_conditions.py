"""Conditions of scripts and aftermaths: what each key means, when it holds and when it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from itr_sim.scenario import Condition
from itr_sim.simulation.memory import Memory
from itr_sim.simulation.script import holds

MEMORY = Memory(
    mood=2.0,
    patience=3,
    state="opening",
    at=datetime(2026, 3, 1, tzinfo=UTC),
    turn=4,
    told={"who_signed"},
    proposed={"reship"},
    accepted="reship",
    promised={"vague"},
    done={"trace"},
    ever={"greet"},
    visits={"opening": 2, "closing": 1},
    seconds=45,
)


def holding(written: Any, *acts: str, memory: Memory = MEMORY, outcome: str | None = None) -> bool:
    return holds(Condition.model_validate(written), acts, memory, "lost", "anxious", outcome)


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        pytest.param({"act": "greet"}, {"act": "insult"}, id="act"),
        pytest.param({"ever": "greet"}, {"ever": "apologize"}, id="ever"),
        pytest.param({"mood": ">= 2"}, {"mood": "> 2"}, id="mood"),
        pytest.param({"patience": "< 4"}, {"patience": "< 3"}, id="patience"),
        pytest.param({"turn": "4"}, {"turn": "3"}, id="turn"),
        pytest.param({"seconds": "> 30s"}, {"seconds": "> 60s"}, id="seconds"),
        pytest.param({"visits": "2"}, {"visits": "1"}, id="visits of the present state"),
        pytest.param({"fact": "who_signed"}, {"fact": "family"}, id="fact"),
        pytest.param({"proposed": "reship"}, {"proposed": "refund"}, id="proposed"),
        pytest.param({"accepted": "reship"}, {"accepted": "refund"}, id="accepted"),
        pytest.param({"promised": "vague"}, {"promised": "excess"}, id="promised"),
        pytest.param({"done": "trace"}, {"done": "claim"}, id="done"),
        pytest.param({"case": "lost"}, {"case": "locker"}, id="case"),
        pytest.param({"persona": "anxious"}, {"persona": "calm"}, id="persona"),
        pytest.param({"state": "opening"}, {"state": "closing"}, id="state"),
        pytest.param({"outcome": "settled"}, {"outcome": "abandoned"}, id="outcome"),
    ],
)
def test_each_key_holds_for_what_is_so_and_for_nothing_else(written: dict[str, str], otherwise: dict[str, str]) -> None:
    assert holding(written, "greet", outcome="settled")
    assert not holding(otherwise, "greet", outcome="settled")
    assert holding({"not": otherwise}, "greet", outcome="settled")


def test_every_key_of_a_condition_is_tried_above() -> None:
    (mark,) = (each for each in test_each_key_holds_for_what_is_so_and_for_nothing_else.pytestmark if each.name == "parametrize")
    tried = {key for case in mark.args[1] for key in case.values[0]}
    assert tried | {"any", "all", "none"} == set(Condition.model_fields)


def test_a_list_of_names_means_any_of_them() -> None:
    assert holding({"act": ["insult", "greet"]}, "greet")
    assert not holding({"act": ["insult", "dismiss"]}, "greet")


def test_all_keys_of_a_condition_must_hold() -> None:
    assert holding({"act": "greet", "case": "lost"}, "greet")
    assert not holding({"act": "greet", "case": "locker"}, "greet")


def test_a_text_is_an_act_and_a_list_any_of_its_members() -> None:
    assert holding("greet", "greet")
    assert not holding("greet", "insult")
    assert holding(["insult", {"mood": "2"}], "greet")
    assert not holding(["insult", {"mood": "3"}], "greet")


def test_any_all_none_and_not() -> None:
    assert holding({"any": ["insult", "greet"]}, "greet")
    assert not holding({"any": ["insult", "dismiss"]}, "greet")
    assert holding({"all": ["greet", {"case": "lost"}]}, "greet")
    assert not holding({"all": ["greet", {"case": "locker"}]}, "greet")
    for word in ("none", "not"):
        assert holding({word: ["insult", {"case": "locker"}]}, "greet")
        assert not holding({word: ["insult", {"case": "lost"}]}, "greet")


def test_ever_takes_in_the_present_message_and_act_does_not_take_in_earlier_ones() -> None:
    assert holding({"ever": "apologize"}, "apologize")
    assert not holding({"act": "greet"}, "apologize")


def test_nothing_is_accepted_and_no_outcome_stands_before_it_is_so() -> None:
    undecided = replace(MEMORY, accepted=None)
    assert not holding({"accepted": "reship"}, memory=undecided)
    assert not holding({"outcome": "settled"})


def test_an_empty_condition_is_refused() -> None:
    with pytest.raises(ValidationError, match="an empty condition always holds"):
        Condition.model_validate({})


simple = st.sampled_from(
    [
        {"act": "greet"},
        {"act": "insult"},
        {"mood": ">= 2"},
        {"mood": "< 1"},
        {"case": "lost"},
        {"fact": "family"},
        {"turn": "4", "state": "closing"},
    ]
)
conditions = st.recursive(
    simple,
    lambda inner: st.builds(
        lambda key, parts: {key: parts}, st.sampled_from(["any", "all", "none"]), st.lists(inner, min_size=1)
    ),
    max_leaves=6,
)


@given(conditions, st.sets(st.sampled_from(["greet", "insult"])))
@settings(max_examples=60, deadline=None)
def test_a_condition_or_its_opposite_holds_and_never_both(written: dict[str, Any], acts: set[str]) -> None:
    assert holding(written, *acts) != holding({"not": written}, *acts)


@given(st.lists(conditions, min_size=1, max_size=3), st.sets(st.sampled_from(["greet", "insult"])))
@settings(max_examples=60, deadline=None)
def test_any_is_the_opposite_of_none(parts: list[dict[str, Any]], acts: set[str]) -> None:
    assert holding({"any": parts}, *acts) != holding({"none": parts}, *acts)
