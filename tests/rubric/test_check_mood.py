"""`mood`: the course of the customer's emotion."""

from __future__ import annotations

from typing import Any

import pytest
from rubric_building import agent, customer, judge, shown


def course(check: dict[str, Any], *feelings: float) -> float | None:
    return judge({"mood": check}, *(customer(f"{feeling}", feels=feeling) for feeling in feelings)).credit


def test_a_fall_to_calm_earns_full_credit_with_the_peak_and_the_end_as_evidence() -> None:
    verdict = judge(
        {"mood": {"drop": 1.5}},
        customer("在吗", feels=1),
        agent("在"),
        customer("气死了", feels=3),
        agent("嗯"),
        customer("行", feels=1),
    )
    assert (verdict.credit, shown(verdict)) == (1, [(3, "气死了", None), (5, "行", None)])
    assert verdict.reason["en"] == "emotion from 1.0, peak 3.0, to 1.0"


@pytest.mark.parametrize(
    ("feelings", "credit"),
    [
        pytest.param((0.5, 0.8), 1, id="calm throughout"),
        pytest.param((3, 2.25), 0.5, id="half of the fall: (3 - 2.25) / 1.5"),
        pytest.param((4, 1.75), 0.85, id="the whole fall without an end in calm"),
        pytest.param((1.75, 1.75), 0.5, id="no fall, half way to calm: (2.5 - 1.75) / (2.5 - 1)"),
        pytest.param((4, 2.5), 0, id="still angry at the end"),
        pytest.param((1, 3.5), 0, id="angrier than at the start"),
    ],
)
def test_less_of_a_fall_earns_less(feelings: tuple[float, ...], credit: float) -> None:
    assert course({"drop": 1.5, "calm": 1}, *feelings) == pytest.approx(credit)


@pytest.mark.parametrize("calm", [0, 2, 2.5, 3, 4])
@pytest.mark.parametrize("last", [0, 2.2, 2.5, 2.6, 4])
def test_any_mood_may_be_called_calm(calm: float, last: float) -> None:
    credit = course({"drop": 2, "calm": calm}, 4, last)
    assert credit is not None
    assert (credit == 1) == (last <= calm)


@pytest.mark.parametrize(
    ("check", "credit"),
    [
        ({"first": ">= 2"}, 1),
        ({"first": "< 2"}, 0),
        ({"peak": "3"}, 1),
        ({"peak": "> 3"}, 0),
        ({"last": "<= 1"}, 1),
        ({"last": "1.5"}, 0),
    ],
)
def test_first_peak_and_last_are_compared(check: dict[str, str], credit: float) -> None:
    assert course(check, 2, 3, 1) == credit


def test_a_comparison_that_fails_outweighs_the_fall() -> None:
    assert course({"drop": 1, "peak": "< 3"}, 4, 0) == 0


def test_the_mood_of_a_session_goes_before_what_was_read() -> None:
    assert judge({"mood": {"last": "< 1"}}, customer("行", feels=3, mood=0.5)).credit == 1


def test_where_the_customer_said_nothing_it_does_not_apply() -> None:
    assert judge({"mood": {"drop": 1}}, agent("在")).status == "not_applicable"
