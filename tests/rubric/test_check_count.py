"""`count`: how often the acts occur, in turns or in different acts; partial below `at_least`, falling above `at_most`."""

from __future__ import annotations

import pytest
from rubric_building import agent, customer, judge, puzzling, shown


def test_enough_turns_earn_full_credit() -> None:
    check = {"count": {"acts": "probe_detail", "at_least": 2}}
    verdict = judge(
        check, agent("谁签的", probe_detail="谁签的"), customer("不知道"), agent("家里有人吗", probe_detail="家里有人吗")
    )
    assert verdict.credit == 1
    assert shown(verdict) == [(1, "谁签的", "probe_detail"), (3, "家里有人吗", "probe_detail")]
    assert verdict.reason == {"en": "2 × probe detail", "zh": "2 次：细节核实"}


def test_too_few_turns_earn_their_share() -> None:
    verdict = judge({"count": {"acts": "probe_detail", "at_least": 4}}, agent("谁签的", probe_detail="谁签的"))
    assert (verdict.credit, shown(verdict)) == (0.25, [(1, "谁签的", "probe_detail")])


def test_none_at_all_earns_nothing_or_is_in_doubt() -> None:
    check = {"count": {"acts": "probe_detail", "at_least": 1}}
    assert judge(check, agent("在的"), agent("好"), agent("行")).credit == 0
    assert judge(check, agent("在的"), agent("好"), puzzling()).status == "in_doubt"


def test_a_share_is_in_doubt_where_the_rest_may_hide_in_messages_that_were_not_understood() -> None:
    """Otherwise one that was found would cost what none would not."""
    asks = agent("谁签的", probe_detail="谁签的")
    assert judge({"count": {"acts": "probe_detail", "at_least": 2}}, asks, agent("好"), puzzling()).status == "in_doubt"


def test_what_may_hide_is_granted_where_it_would_not_be_enough() -> None:
    """Of four, one found and one message not understood: at best two. One found is never worth less than none found."""
    check = {"count": {"acts": "probe_detail", "at_least": 4}}
    verdict = judge(check, agent("谁签的", probe_detail="谁签的"), agent("好"), puzzling())
    assert verdict.credit == 0.5
    assert verdict.reason["en"] == "1 × probe detail; 1 more granted for messages that were not understood"
    assert judge(check, agent("在的"), agent("好"), puzzling()).credit == 0.25


def test_one_message_may_hide_several_different_acts() -> None:
    check = {"count": {"acts": ["inform", "commit"], "at_least": 2, "different": True}}
    assert judge(check, agent("在的"), agent("好"), puzzling()).status == "in_doubt"


@pytest.mark.parametrize(("times", "credit"), [(0, 1), (2, 1), (3, 0.7), (5, 0.1), (6, 0)])
def test_too_many_turns_take_their_share_each(times: int, credit: float) -> None:
    verdict = judge(
        {"count": {"acts": "apologize", "at_most": 2, "each": 0.3}},
        agent("在的"),
        *(agent("抱歉", apologize="抱歉") for _ in range(times)),
    )
    assert verdict.credit == credit


def test_of_too_many_the_last_ones_are_shown() -> None:
    verdict = judge({"count": {"acts": "apologize", "at_most": 1}}, *(agent(f"抱歉{n}", apologize=f"抱歉{n}") for n in range(5)))
    assert shown(verdict) == [(3, "抱歉2", "apologize"), (4, "抱歉3", "apologize"), (5, "抱歉4", "apologize")]


def test_different_acts_are_counted_once_each_wherever_they_stand() -> None:
    check = {"count": {"acts": ["greet", "thank", "close"], "at_least": 2, "different": True}}
    assert judge(check, agent("您好", greet="您好"), agent("您好啊", greet="您好")).credit == 0.5
    assert judge(check, agent("您好，谢谢", greet="您好", thank="谢谢")).credit == 1


def test_the_customers_acts_are_counted_where_asked_for() -> None:
    check = {"count": {"acts": "threaten", "by": "customer", "at_most": 0, "each": 1}}
    verdict = judge(check, customer("我要投诉", threaten="我要投诉"), agent("别"))
    assert (verdict.credit, shown(verdict)) == (0, [(1, "我要投诉", "threaten")])


def test_recitals_count_only_where_the_author_does_not_ask_for_earnest() -> None:
    """A first greeting counts; courtesies that move nothing afterwards do not."""
    turns = (
        agent("您好", greet="您好"),
        customer("没收到"),
        agent("非常抱歉，感谢您的理解", apologize="抱歉", thank="感谢"),
    )
    check = {"acts": ["greet", "thank", "apologize"], "at_least": 3, "different": True}
    assert judge({"count": check}, *turns).credit == 1
    assert judge({"count": {**check, "earnest": True}}, *turns).credit == pytest.approx(1 / 3, abs=0.001)


def test_at_most_so_often_does_not_apply_to_who_said_nothing() -> None:
    assert judge({"count": {"acts": "apologize", "at_most": 3}}, customer("在吗")).status == "not_applicable"
