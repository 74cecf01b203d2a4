"""`elicits`: the agent asked, and the customer told."""

from __future__ import annotations

from rubric_building import agent, customer, judge, puzzling, shown, system

CHECK = {"elicits": {"enough": 2}}
ASK = agent("谁签的呢", probe_detail="谁签的呢")
ASK_ALSO = agent("家里有人吗", probe_open="家里有人吗")
TELLS = customer("门卫签的", provide_info="门卫签的")


def test_enough_answered_questions_earn_full_credit_with_question_and_answer() -> None:
    verdict = judge(CHECK, ASK, TELLS, ASK_ALSO, customer("没人", "at_home"))
    assert verdict.credit == 1
    assert shown(verdict) == [
        (1, "谁签的呢", "probe_detail"),
        (2, "门卫签的", None),
        (3, "家里有人吗", "probe_open"),
        (4, "没人", None),
    ]
    assert verdict.reason["en"] == "2 of 2 questions brought out something"


def test_fewer_earn_their_share() -> None:
    assert judge(CHECK, ASK, TELLS).credit == 0.5


def test_a_share_is_in_doubt_where_another_question_may_hide_in_a_message_that_was_not_understood() -> None:
    assert judge(CHECK, ASK, TELLS, agent("好"), puzzling()).status == "in_doubt"


def test_a_question_that_may_hide_is_granted_where_it_would_not_be_enough() -> None:
    assert judge({"elicits": {"enough": 3}}, ASK, TELLS, agent("好"), puzzling()).credit == 0.6667
    assert judge({"elicits": {"enough": 3}}, agent("在"), agent("嗯"), puzzling(), TELLS).credit == 0.3333


def test_a_question_that_brings_out_nothing_earns_nothing() -> None:
    verdict = judge(CHECK, ASK, customer("你们自己查去", reject="你们自己查去"))
    assert (verdict.credit, shown(verdict)) == (0, [(1, "谁签的呢", "probe_detail")])


def test_no_question_earns_nothing_or_is_in_doubt() -> None:
    assert judge(CHECK, agent("在"), TELLS).credit == 0
    assert judge({"elicits": {"enough": 1}}, agent("在"), agent("嗯"), puzzling(), TELLS).status == "in_doubt"


def test_what_was_told_to_a_later_message_is_no_answer_to_the_question() -> None:
    assert judge(CHECK, ASK, customer("嗯"), agent("在"), TELLS).credit == 0


def test_one_more_message_and_notices_of_the_system_do_not_part_question_and_answer() -> None:
    assert judge(CHECK, ASK, agent("方便说下吗"), TELLS).credit == 0.5
    assert judge(CHECK, ASK, agent("您慢慢说"), agent("我在的"), TELLS).credit == 0.5
    assert judge(CHECK, ASK, system(), agent("方便说下吗"), system(), TELLS).credit == 0.5
    assert judge(CHECK, ASK, customer("嗯"), TELLS).credit == 0.5


def test_what_was_restated_may_be_met_with_any_answer_that_is_not_angry() -> None:
    restated = agent("您是说没收到对吧", restate="您是说没收到对吧")
    assert judge(CHECK, restated, customer("对", feels=2.4)).credit == 0.5
    assert judge(CHECK, restated, customer("废话", feels=2.5)).credit == 0


def test_one_answer_to_two_questions_brought_out_one_thing() -> None:
    assert judge(CHECK, ASK, agent("家里有人吗", probe_detail="家里有人吗"), TELLS).credit == 0.5
