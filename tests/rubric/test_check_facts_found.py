"""`facts_found`: the weighted share of the case's facts that the customer told; sessions only."""

from __future__ import annotations

import pytest
from rubric_building import agent, customer, judge, puzzling, session, shown

KNOWN = session(story=1, signed=2, family=1)


def test_enough_of_the_facts_earn_full_credit_with_the_turns_that_gave_them_away() -> None:
    verdict = judge(
        {"facts_found": {}}, customer("没收到", "story"), agent("谁签的"), customer("门卫签的", "signed"), known=KNOWN
    )
    assert verdict.credit == 1  # 3 of a weight of 4 is the share of 0.75 that is enough
    assert shown(verdict) == [(1, "没收到", None), (3, "门卫签的", None)]
    assert verdict.reason["en"] == "2 of 3 facts; not asked: 《family》"


@pytest.mark.parametrize(("told", "credit"), [((), 0), (("story",), 0.3333), (("signed",), 0.6667), (("story", "signed"), 1)])
def test_less_earns_its_weighted_share_of_what_is_enough(told: tuple[str, ...], credit: float) -> None:
    assert judge({"facts_found": {"enough": 0.75}}, customer("没收到", *told), known=KNOWN).credit == credit


def test_a_fact_told_twice_counts_once_at_its_first_turn() -> None:
    verdict = judge({"facts_found": {"enough": 1}}, customer("没收到", "story"), customer("说了没收到", "story"), known=KNOWN)
    assert (verdict.credit, shown(verdict)) == (0.25, [(1, "没收到", None)])


def test_a_fact_that_the_case_does_not_know_is_not_counted() -> None:
    verdict = judge({"facts_found": {}}, customer("天气好", "weather"), known=KNOWN)
    assert (verdict.credit, verdict.evidence) == (0, ())
    assert verdict.reason["zh"].startswith("问出 0/3 个事实")


def test_without_a_session_or_without_facts_of_weight_it_does_not_apply() -> None:
    for known in (None, session(), session(story=0)):
        assert judge({"facts_found": {}}, customer("没收到", "story"), known=known).status == "not_applicable"


def test_what_a_message_that_was_not_understood_may_have_asked_for_is_granted() -> None:
    """The heaviest fact that is missing, one a message; where that would be enough the whole is in doubt."""
    asks, other = puzzling(possible=("ask.signed",)), puzzling(possible=("inform",))
    rest = (agent("在"), agent("嗯"), customer("没收到", "story"))
    assert judge({"facts_found": {}}, asks, *rest, known=KNOWN).status == "in_doubt"
    assert judge({"facts_found": {"enough": 1}}, asks, *rest, known=KNOWN).credit == 0.75
    assert judge({"facts_found": {"enough": 1}}, other, *rest, known=KNOWN).credit == 0.25
