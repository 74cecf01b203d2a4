"""`acknowledges`: where the customer shows feeling, the agent takes it up."""

from __future__ import annotations

from rubric_building import agent, customer, judge, puzzling, shown

CHECK: dict[str, dict[str, object]] = {"acknowledges": {}}
UPSET = customer("等了三天没人管", feels=2.5)
WARM = agent("等三天换谁都急", empathize="换谁都急")


def test_a_feeling_that_is_taken_up_earns_full_credit_with_both_places() -> None:
    verdict = judge(CHECK, UPSET, WARM)
    assert (verdict.credit, shown(verdict)) == (1, [(1, "等了三天没人管", None), (2, "换谁都急", "empathize")])
    assert verdict.reason["en"] == "1 of 1 moments of feeling taken up"


def test_a_feeling_that_is_passed_over_earns_nothing_and_is_shown() -> None:
    verdict = judge(CHECK, UPSET, agent("订单号发我", verify_identity="订单号发我"))
    assert (verdict.credit, shown(verdict)) == (0, [(1, "等了三天没人管", None)])


def test_an_answer_that_settles_the_point_at_once_earns_half() -> None:
    assert judge(CHECK, UPSET, agent("马上给您退", propose="马上给您退")).credit == 0.5


def test_a_recital_takes_nothing_up() -> None:
    recital = agent("非常理解您，非常抱歉", empathize="非常理解您", apologize="非常抱歉")
    assert judge(CHECK, customer("在吗"), agent("在"), UPSET, recital).credit == 0


def test_any_of_the_answers_before_the_customers_next_word_will_do() -> None:
    assert judge(CHECK, UPSET, agent("在"), WARM, customer("嗯")).credit == 1
    assert judge(CHECK, UPSET, agent("在"), customer("嗯", feels=2.5), WARM).credit == 0


def test_the_same_feeling_need_not_be_taken_up_again_but_a_rise_by_half_a_level_does() -> None:
    same = judge(CHECK, UPSET, WARM, customer("真的气", feels=2.9), agent("在"))
    assert same.reason["en"] == "1 of 1 moments of feeling taken up"
    risen = judge(CHECK, UPSET, WARM, customer("气死我了", feels=3), agent("在"))
    assert (risen.credit, shown(risen)) == (0.5, [(3, "气死我了", None)])


def test_a_feeling_that_went_and_came_again_is_a_moment_anew() -> None:
    verdict = judge(CHECK, UPSET, WARM, customer("行吧", feels=0.5), agent("好"), customer("又不回了", feels=2), agent("在"))
    assert (verdict.credit, shown(verdict)) == (0.5, [(5, "又不回了", None)])


def test_a_feeling_that_nobody_could_answer_any_more_is_not_counted() -> None:
    assert judge(CHECK, customer("在吗"), agent("在"), UPSET).status == "not_applicable"


def test_a_message_that_was_not_understood_costs_nothing() -> None:
    assert judge(CHECK, UPSET, puzzling(), customer("啊？"), agent("好"), agent("行")).credit == 1


def test_without_strong_feeling_it_does_not_apply() -> None:
    assert judge(CHECK, customer("在吗", feels=1.7), WARM).status == "not_applicable"
    assert judge({"acknowledges": {"from_feeling": 1.5}}, customer("在吗", feels=1.7), WARM).credit == 1


def test_to_act_beside_a_message_that_was_not_understood_is_worth_no_less_than_not_to() -> None:
    way = agent("马上给您退", propose="马上给您退")
    assert judge(CHECK, UPSET, puzzling(), way).credit == 1
    assert judge(CHECK, UPSET, puzzling(possible=("inform",)), way).credit == 0.5
    assert judge(CHECK, UPSET, puzzling(possible=("commit",)), agent("好")).credit == 0.5
