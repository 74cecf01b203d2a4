"""`questions_answered`: the customer's questions do not stay open."""

from __future__ import annotations

import pytest
from rubric_building import agent, customer, judge, puzzling, shown

CHECK: dict[str, dict[str, object]] = {"questions_answered": {}}
ASKS = customer("什么时候能到？", ask="什么时候能到")


def test_an_answered_question_earns_full_credit_and_is_shown() -> None:
    verdict = judge(CHECK, ASKS, agent("明天到", give_deadline="明天到"))
    assert (verdict.credit, shown(verdict)) == (1, [(1, "什么时候能到", "ask")])
    assert verdict.reason["en"] == "1 of 1 questions answered"


def test_an_open_question_takes_its_share_and_is_the_one_shown() -> None:
    verdict = judge(CHECK, ASKS, agent("明天到", inform="明天到"), customer("那运费呢？", ask="运费呢"), agent("好的"))
    assert (verdict.credit, shown(verdict)) == (0.5, [(3, "运费呢", "ask")])


@pytest.mark.parametrize("act", ["probe_detail", "probe_open", "verify_identity", "restate", "hold", "decline"])
def test_a_question_back_or_a_refusal_takes_it_up(act: str) -> None:
    assert judge(CHECK, ASKS, agent("订单号多少", **{act: "订单号多少"})).credit == 1


@pytest.mark.parametrize(
    "act", ["promise_vague", "dismiss", "cite_policy_coldly", "blame_other", "argue", "insult", "blame_customer"]
)
def test_a_brush_off_answers_nothing_even_beside_an_answer(act: str) -> None:
    assert judge(CHECK, ASKS, agent("会尽快的，在路上", inform="在路上", **{act: "会尽快的"})).credit == 0


def test_a_recital_answers_nothing() -> None:
    recital = agent("理解您，请放心", empathize="理解您", reassure="请放心")
    assert judge(CHECK, agent("在"), ASKS, recital).credit == 0


def test_a_message_that_was_not_understood_costs_nothing() -> None:
    assert judge(CHECK, ASKS, puzzling(), customer("啊"), agent("好"), agent("行")).credit == 1
    assert judge(CHECK, ASKS, agent("好"), customer("啊"), puzzling(), agent("行")).credit == 0


def test_where_nothing_was_asked_or_nobody_was_there_to_answer_it_does_not_apply() -> None:
    assert judge(CHECK, customer("没收到"), agent("好")).status == "not_applicable"
    assert judge(CHECK, agent("好"), ASKS).status == "not_applicable"
