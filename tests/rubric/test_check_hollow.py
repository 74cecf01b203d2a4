"""`hollow`: messages that say something, against recitals of courtesies."""

from __future__ import annotations

from rubric_building import agent, customer, judge, puzzling, shown

CHECK: dict[str, dict[str, object]] = {"hollow": {}}
RECITAL = agent("理解您的心情，非常抱歉", empathize="理解您的心情", apologize="非常抱歉")
MOVES = agent("抱歉，是谁签的呢", apologize="抱歉", probe_detail="是谁签的呢")


def test_messages_that_move_the_matter_keep_the_credit() -> None:
    verdict = judge(CHECK, customer("没收到"), MOVES, customer("门卫"), agent("补寄给您", propose="补寄给您"))
    assert (verdict.credit, verdict.evidence) == (1, ())
    assert verdict.reason["en"] == "0 of 2 messages only recite courtesies"


def test_credit_falls_with_the_share_of_recitals_which_are_shown() -> None:
    other = [agent(f"{what}是什么情况呢", probe_open=f"{what}是什么情况呢") for what in ("屏幕", "快递单", "发票抬头")]
    verdict = judge(CHECK, *other, RECITAL)
    assert (verdict.credit, shown(verdict)) == (0.5, [(4, "理解您的心情，非常抱歉", None)])


def test_half_of_the_messages_leave_nothing() -> None:
    assert judge(CHECK, MOVES, RECITAL).credit == 0


def test_a_first_message_may_be_all_courtesy_and_a_last_one_say_goodbye() -> None:
    goodbye = agent("谢谢您，再见", thank="谢谢您", close="再见")
    assert judge(CHECK, RECITAL, MOVES, goodbye).credit == 1


def test_a_message_said_again_recites_whatever_it_says() -> None:
    again = agent("请您提供订单号和收货人姓名", verify_identity="订单号")
    assert judge(CHECK, again, again).credit == 0


def test_to_undertake_something_moves_the_matter_once() -> None:
    first = agent("抱歉，我马上去催网点", apologize="抱歉", commit="我马上去催网点")
    second = agent("对不起，我继续跟进这件事", apologize="对不起", commit="我继续跟进这件事")
    assert judge(CHECK, first, MOVES, agent("门口找过吗", probe_detail="门口找过吗"), second).credit == 0.5


def test_where_the_agent_said_nothing_it_does_not_apply() -> None:
    assert judge(CHECK, customer("在吗")).status == "not_applicable"


def test_after_a_message_that_was_not_understood_the_first_is_still_to_come() -> None:
    assert judge(CHECK, puzzling(), RECITAL, MOVES).credit == 1
