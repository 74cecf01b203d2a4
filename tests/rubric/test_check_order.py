"""`order`: one act before another, or in the same message."""

from __future__ import annotations

from rubric_building import agent, customer, judge, place, puzzling, shown

CHECK = {"order": {"first": ["probe_open", "probe_detail"], "then": ["propose", "goodwill"]}}
ASK = agent("怎么回事呢", probe_open="怎么回事呢")
OFFER = agent("给您补寄", propose="给您补寄")


def test_the_first_before_the_second_earns_full_credit() -> None:
    verdict = judge(CHECK, customer("没收到"), ASK, OFFER)
    assert (verdict.credit, shown(verdict)) == (1, [(2, "怎么回事呢", "probe_open")])
    assert verdict.reason["en"] == "probe open / probe detail first (turn 2)"


def test_the_first_without_the_second_earns_full_credit() -> None:
    assert judge(CHECK, ASK).credit == 1


def test_the_second_before_the_first_earns_the_credit_for_late_and_shows_both() -> None:
    verdict = judge(CHECK, OFFER, ASK)
    assert (verdict.credit, shown(verdict)) == (0.3, [(1, "给您补寄", "propose"), (2, "怎么回事呢", "probe_open")])
    assert judge({"order": {**CHECK["order"], "late": 0}}, OFFER, ASK).credit == 0


def test_the_second_alone_and_neither_earn_nothing() -> None:
    verdict = judge(CHECK, OFFER)
    assert (verdict.credit, shown(verdict)) == (0, [(1, "给您补寄", "propose")])
    assert (judge(CHECK, agent("在")).credit, judge(CHECK, agent("在")).evidence) == (0, ())


def test_in_one_message_whatever_its_words_come_first_full_credit_is_earned() -> None:
    for text in ("怎么回事？我给您补寄", "我给您补寄。怎么回事？"):
        verdict = judge(CHECK, agent(text, probe_open="怎么回事", propose="给您补寄"))
        assert (verdict.credit, verdict.evidence) == (1, (place(1, text, "怎么回事", "probe_open"),))


def test_a_recital_does_not_come_first() -> None:
    check = {"order": {"first": ["empathize"], "then": ["propose"]}}
    recital = agent("非常理解您，非常抱歉", empathize="非常理解您", apologize="非常抱歉")
    assert judge(check, agent("在"), recital, OFFER).credit == 0


def test_it_looks_only_at_what_follows_the_feeling_and_does_not_apply_without_it() -> None:
    check = {"order": {"first": ["empathize"], "then": ["propose"], "from_feeling": 2}}
    warm = agent("换谁都急", empathize="换谁都急")
    assert judge(check, customer("在吗", feels=1.9), OFFER, warm).status == "not_applicable"
    assert judge(check, OFFER, customer("气死了", feels=2), warm, OFFER).credit == 1
    assert judge(check, warm, customer("气死了", feels=2), OFFER).credit == 0


def test_what_may_hide_in_a_message_that_was_not_understood_is_in_doubt() -> None:
    verdict = judge(CHECK, puzzling("那个那个"), agent("嗯"), OFFER)
    assert (verdict.status, shown(verdict)) == ("in_doubt", [(1, "那个那个", None)])


def test_what_comes_too_late_is_in_doubt_where_it_may_have_come_before() -> None:
    """Otherwise to ask late would earn less than never to ask."""
    asks = agent("谁签的", probe_detail="谁签的")
    assert judge(CHECK, puzzling(), OFFER, asks).status == "in_doubt"
    assert judge(CHECK, puzzling(possible=("inform",)), OFFER, asks).credit == 0.3
    assert judge(CHECK, OFFER, puzzling(), asks).credit == 0.3


def test_what_was_not_understood_before_the_feeling_leaves_no_doubt() -> None:
    check = {"order": {"first": ["empathize"], "then": ["propose"], "from_feeling": 2}}
    assert judge(check, puzzling(), customer("气死了", feels=2), OFFER).credit == 0
    assert judge(check, customer("气死了", feels=2), puzzling(), OFFER).status == "in_doubt"


def test_it_does_not_apply_where_the_feeling_shows_when_nothing_can_follow() -> None:
    check = {"order": {"first": ["empathize"], "then": ["propose"], "from_feeling": 2}}
    assert judge(check, customer("怎么退"), OFFER, customer("什么破店", feels=3)).status == "not_applicable"
