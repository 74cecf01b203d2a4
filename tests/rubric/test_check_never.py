"""`never`: full credit if none of the acts occurs; each occurrence takes `each` of it."""

from __future__ import annotations

from rubric_building import agent, customer, judge, shown


def test_an_act_that_never_occurs_keeps_the_credit() -> None:
    verdict = judge({"never": "insult"}, customer("在吗"), agent("在的", greet="在的"))
    assert (verdict.status, verdict.credit, verdict.evidence) == ("judged", 1, ())
    assert verdict.reason["en"] == "no insult"


def test_one_occurrence_takes_all_of_it() -> None:
    verdict = judge({"never": "insult"}, agent("在的"), agent("你有病吧", insult="你有病"))
    assert verdict.credit == 0
    assert shown(verdict) == [(2, "你有病", "insult")]
    assert verdict.reason == {"en": "1 × insult", "zh": "出现 1 次：不文明"}


def test_each_occurrence_takes_its_share_and_never_more_than_all() -> None:
    check = {"never": {"acts": ["argue", "dismiss"], "each": 0.4}}
    turns = [
        agent("不可能", argue="不可能"),
        agent("等着吧", dismiss="等着吧"),
        agent("没办法", dismiss="没办法"),
        agent("不可能", argue="不可能"),
    ]
    assert [judge(check, *turns[:count]).credit for count in (1, 2, 3, 4)] == [0.6, 0.2, 0, 0]
    assert shown(judge(check, *turns)) == [(1, "不可能", "argue"), (2, "等着吧", "dismiss"), (3, "没办法", "dismiss")]


def test_where_the_speaker_said_nothing_it_does_not_apply() -> None:
    assert judge({"never": "insult"}, customer("在吗")).status == "not_applicable"
    assert judge({"never": {"acts": "abuse", "by": "customer"}}, agent("在的")).status == "not_applicable"
