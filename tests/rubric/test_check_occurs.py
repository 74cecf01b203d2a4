"""`occurs`: full credit if one of the acts occurs."""

from __future__ import annotations

from rubric_building import agent, customer, judge, place, puzzling, shown

from itr_sim.transcript import ActLabel


def test_an_act_that_occurs_earns_full_credit_with_its_words_as_evidence() -> None:
    text = "您好，实在抱歉让您久等"
    verdict = judge({"occurs": "apologize"}, customer("在吗"), agent(text, greet="您好", apologize="实在抱歉"))
    assert (verdict.status, verdict.credit) == ("judged", 1)
    assert verdict.evidence == (place(2, text, "实在抱歉", "apologize"),)
    assert verdict.reason == {"en": "apologize in turn 2", "zh": "第 2 条：道歉"}


def test_any_of_the_acts_will_do_and_three_places_are_shown() -> None:
    check = {"occurs": ["apologize", "empathize"]}
    turns = [agent(f"{number} 抱歉", apologize="抱歉") for number in range(4)]
    assert shown(judge(check, agent("懂您", empathize="懂您"), *turns)) == [
        (1, "懂您", "empathize"),
        (2, "抱歉", "apologize"),
        (3, "抱歉", "apologize"),
    ]


def test_an_act_that_never_occurs_earns_nothing() -> None:
    verdict = judge({"occurs": "apologize"}, customer("在吗"), agent("在的", greet="在的"))
    assert (verdict.status, verdict.credit, verdict.evidence) == ("judged", 0, ())
    assert verdict.reason["en"] == "no apologize"


def test_the_same_act_of_the_other_speaker_does_not_count() -> None:
    thanks = customer("谢谢", thank="谢谢")
    assert judge({"occurs": "thank"}, thanks, agent("好")).credit == 0
    assert shown(judge({"occurs": {"acts": "thank", "by": "customer"}}, thanks, agent("好"))) == [(1, "谢谢", "thank")]


def test_an_act_found_with_little_confidence_does_not_count() -> None:
    check = {"occurs": "apologize"}
    assert judge(check, agent("抱歉", apologize="抱歉", sure=0.29)).credit == 0
    assert judge(check, agent("抱歉", apologize="抱歉", sure=0.5)).credit == 1


def test_what_may_hide_in_a_message_that_was_not_understood_is_in_doubt() -> None:
    verdict = judge({"occurs": "apologize"}, agent("在的"), puzzling("嗯那个啥"), agent("好的"))
    assert (verdict.status, verdict.credit) == ("in_doubt", None)
    assert shown(verdict) == [(2, "嗯那个啥", None)]


def test_one_such_message_among_many_is_doubt_enough_but_most_of_them_are_noise() -> None:
    check = {"occurs": "apologize"}
    assert judge(check, puzzling(), *(agent(f"{word}号查到了") for word in "一二三四五六七八")).status == "in_doubt"
    assert judge(check, puzzling(), agent("在的")).status == "in_doubt"
    assert judge(check, puzzling(), puzzling(), agent("在的")).credit == 0


def test_only_an_act_that_came_near_may_hide_in_a_message_that_was_not_understood() -> None:
    near = puzzling(possible=("inform", "apologize"))
    assert judge({"occurs": "apologize"}, near, agent("好的")).status == "in_doubt"
    assert judge({"occurs": ["greet", "inform"]}, near, agent("好的")).status == "in_doubt"
    assert judge({"occurs": "propose"}, near, agent("好的")).credit == 0
    assert judge({"occurs": "apologize"}, puzzling(possible=()), agent("好的")).credit == 0


def test_an_earnest_act_is_not_one_that_is_recited() -> None:
    check = {"occurs": {"acts": "empathize", "earnest": True}}
    recital = agent("非常理解您的心情，很抱歉", empathize="非常理解您的心情", apologize="很抱歉")
    assert judge(check, agent("在的", greet="在的"), recital).credit == 0
    moving = agent("换我也急，我查下是谁签的", empathize="换我也急", probe_detail="我查下是谁签的")
    assert shown(judge(check, agent("在的", greet="在的"), moving)) == [(2, "换我也急", "empathize")]


def test_what_the_customer_did_not_do_does_not_hide_in_the_agents_messages() -> None:
    assert judge({"occurs": {"acts": "thank", "by": "customer"}}, customer("嗯"), agent("在的"), puzzling()).credit == 0


def test_a_scenarios_own_act_may_hide_in_any_message_that_was_not_understood() -> None:
    assert judge({"occurs": "ask.who_signed"}, puzzling(possible=("inform",)), agent("好的")).status == "in_doubt"


def test_the_evidence_is_an_act_that_counts_before_a_surer_one_that_does_not() -> None:
    """The jab shares its words with a harmless act as sure, so it does not count; what is shown is the act that does."""
    labels = (
        ActLabel(act="dismiss", confidence=0.8, span=(0, 4)),
        ActLabel(act="inform", confidence=0.8, span=(0, 4)),
        ActLabel(act="blame_other", confidence=0.72, span=(5, 9)),
    )
    turn = agent("你等着吧，快递弄丢").model_copy(update={"acts": labels})
    assert shown(judge({"never": ["dismiss", "blame_other"]}, turn)) == [(1, "快递弄丢", "blame_other")]
