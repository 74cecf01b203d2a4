"""`response_time`: how long the customer waited."""

from __future__ import annotations

from datetime import datetime

import pytest
from rubric_building import agent, customer, judge, shown, system


@pytest.mark.parametrize(("wait", "credit"), [(0, 1), (30, 1), (75, 0.5), (120, 0), (600, 0)])
def test_full_credit_up_to_the_time_given_and_none_at_four_times_that(wait: float, credit: float) -> None:
    check = {"response_time": {"first_response": "30s"}}
    verdict = judge(check, customer("在吗", at=0), agent("在", at=wait))
    assert (verdict.credit, shown(verdict)) == (credit, [(2, "在", None)])


def test_first_and_average_are_judged_together_and_the_slowest_answer_is_shown() -> None:
    check = {"response_time": {"first_response": 30, "average": 30}}
    turns = [customer("在吗", at=0), agent("在", at=10), customer("没收到", at=20), agent("抱歉久等", at=160)]
    verdict = judge(check, *turns)
    # waits of 10 and 140 seconds: first 1.0; their mean of 75 gives (4 x 30 - 75) / (3 x 30) = 0.5
    assert (verdict.credit, shown(verdict)) == (0.75, [(2, "在", None), (4, "抱歉久等", None)])
    assert verdict.reason["en"] == "first response after 10 s, 75 s on average"


def test_the_wait_begins_with_the_first_of_several_messages() -> None:
    check = {"response_time": {"first_response": "30s"}}
    assert judge(check, customer("在吗", at=0), customer("人呢", at=60), agent("在", at=75)).credit == 0.5


def test_a_second_message_of_the_agents_is_no_second_answer() -> None:
    verdict = judge({"response_time": {"average": 30}}, customer("在吗", at=0), agent("在", at=10), agent("您说", at=500))
    assert verdict.reason["en"] == "first response after 10 s, 10 s on average"


def test_an_answer_without_a_time_ends_the_wait() -> None:
    check = {"response_time": {"average": 30}}
    verdict = judge(check, customer("在吗", at=0), agent("在"), customer("没收到", at=500), agent("我查", at=510))
    assert verdict.reason["en"] == "first response after 10 s, 10 s on average"


def test_notices_of_the_system_neither_wait_nor_answer() -> None:
    check = {"response_time": {"first_response": "30s"}}
    assert judge(check, system(at=-900), customer("在吗", at=0), system(at=1), agent("在", at=75)).credit == 0.5


def test_without_times_that_can_be_compared_it_does_not_apply() -> None:
    check = {"response_time": {"first_response": "30s"}}
    here = customer("在吗").model_copy(update={"at": datetime(2026, 3, 1, 10)})
    assert judge(check, customer("在吗"), agent("在")).status == "not_applicable"
    assert judge(check, customer("在吗", at=0), agent("在")).status == "not_applicable"
    assert judge(check, here, agent("在", at=10)).status == "not_applicable"
