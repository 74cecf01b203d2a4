"""`within`: full credit for an act among the agent's first messages or in the first seconds; `late` if it comes later."""

from __future__ import annotations

from datetime import datetime

import pytest
from rubric_building import agent, customer, judge, puzzling, shown, system

ASKED = agent("怎么回事呢", probe_open="怎么回事呢")


def test_an_act_in_time_earns_full_credit() -> None:
    verdict = judge({"within": {"acts": "probe_open", "messages": 2}}, customer("在吗"), agent("在"), customer("退货"), ASKED)
    assert (verdict.credit, shown(verdict)) == (1, [(4, "怎么回事呢", "probe_open")])
    assert verdict.reason == {"en": "probe open in turn 4", "zh": "第 4 条：开放式询问"}


@pytest.mark.parametrize(("late", "credit"), [({}, 0.5), ({"late": 0.2}, 0.2)])
def test_an_act_that_comes_later_earns_the_credit_for_late(late: dict[str, float], credit: float) -> None:
    verdict = judge({"within": {"acts": "probe_open", "messages": 2, **late}}, agent("在"), agent("嗯"), ASKED)
    assert (verdict.credit, shown(verdict)) == (credit, [(3, "怎么回事呢", "probe_open")])


def test_an_act_that_never_comes_earns_nothing_or_is_in_doubt() -> None:
    check = {"within": {"acts": "probe_open", "messages": 2}}
    assert judge(check, agent("在"), agent("嗯")).credit == 0
    assert judge(check, agent("在"), agent("嗯"), puzzling()).status == "in_doubt"


@pytest.mark.parametrize(("at", "credit"), [(60, 1), (61, 0.5)])
def test_seconds_are_counted_from_the_first_word_of_the_conversation(at: float, credit: float) -> None:
    check = {"within": {"acts": "probe_open", "seconds": "1m"}}
    asked = agent("怎么回事呢", probe_open="怎么回事呢", at=at)
    assert judge(check, customer("退货", at=0), asked).credit == credit
    assert judge(check, system(at=-500), customer("退货", at=0), asked).credit == credit
    assert judge(check, system(), customer("退货", at=0), asked).credit == credit


def test_without_times_seconds_do_not_apply() -> None:
    check = {"within": {"acts": "probe_open", "seconds": "1m"}}
    assert judge(check, customer("退货"), ASKED).status == "not_applicable"
    assert judge(check, customer("退货", at=0), ASKED).status == "not_applicable"


def test_times_with_and_without_a_zone_cannot_be_compared() -> None:
    here = customer("退货").model_copy(update={"at": datetime(2026, 3, 1, 10)})
    check = {"within": {"acts": "probe_open", "seconds": "1m"}}
    assert judge(check, here, agent("怎么回事呢", probe_open="怎么回事呢", at=5)).status == "not_applicable"


def test_what_comes_later_is_in_doubt_where_it_may_have_come_in_time() -> None:
    check = {"within": {"acts": "probe_open", "messages": 1}}
    assert judge(check, puzzling(), agent("嗯"), ASKED).status == "in_doubt"
    assert judge(check, agent("嗯"), puzzling(), ASKED).credit == 0.5


def test_without_times_seconds_do_not_apply_to_what_never_comes_either() -> None:
    assert judge({"within": {"acts": "probe_open", "seconds": "1m"}}, customer("退货"), agent("在")).status == "not_applicable"
