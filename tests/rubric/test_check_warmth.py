"""`warmth`: a human tone shows in the agent's words, or in the customer's thanks for what was settled."""

from __future__ import annotations

import pytest
from rubric_building import agent, customer, judge, session, shown

from itr_sim.transcript import Turn

CHECK = {"warmth": {"acts": ["greet", "thank", "empathize", "apologize"]}}
OFFER = agent("明天补一件", propose="明天补一件")
AGREES = customer("行", accept="行")
THANKS = customer("谢了啊", thank="谢了")


def test_two_different_warm_acts_are_enough() -> None:
    verdict = judge(CHECK, agent("您好", greet="您好"), customer("没收到"), agent("搁谁都急", empathize="搁谁都急"))
    assert (verdict.credit, shown(verdict)) == (1, [(1, "您好", "greet"), (3, "搁谁都急", "empathize")])


def test_the_agents_own_words_are_shown_where_they_are_enough() -> None:
    kind = agent("您好，搁谁都急", greet="您好", empathize="搁谁都急")
    assert shown(judge(CHECK, kind, OFFER, AGREES, THANKS)) == [(1, "您好", "greet")]


def test_one_of_them_twice_is_half_of_it() -> None:
    assert judge(CHECK, agent("您好", greet="您好"), customer("在吗"), agent("您好呀", greet="您好")).credit == 0.5


def test_who_is_thanked_for_what_was_settled_needs_no_courtesies() -> None:
    """A plain-spoken expert is not asked for phrases that the customer did not miss."""
    verdict = judge(CHECK, OFFER, AGREES, agent("发了", inform="发了"), THANKS)
    assert (verdict.credit, shown(verdict)) == (1, [(4, "谢了", "thank")])
    assert verdict.reason == {"en": "the customer thanks for it, at ease", "zh": "客户平静地道了谢"}


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param([OFFER, AGREES], id="nobody thanked"),
        pytest.param([OFFER, THANKS, customer("不要", reject="不要")], id="it was not settled"),
        pytest.param([OFFER, AGREES, customer("谢谢啊，真行", thank="谢谢", complain="真行")], id="the thanks are a complaint"),
        pytest.param([OFFER, AGREES, THANKS, customer("唉", feels=1.25)], id="the last word is not at ease"),
        pytest.param([OFFER, AGREES, THANKS, *(customer(f"好{n}") for n in range(3))], id="the thanks are long past"),
    ],
)
def test_other_thanks_show_no_warmth(turns: list[Turn]) -> None:
    assert judge(CHECK, *turns).credit == 0


def test_a_simulated_customers_thanks_are_the_scenarios_line() -> None:
    assert judge(CHECK, OFFER, AGREES, THANKS, known=session("settled")).credit == 0
