"""How a conversation ended: as the session recorded it, or read from the customer's own words."""

from __future__ import annotations

import pytest
from rubric_building import agent, conversation, customer, puzzling, session, system

from itr_sim.rubric.outcomes import Ending, ending_of, goes_away_unsettled
from itr_sim.transcript import ActLabel, SessionRecord, Turn

AGREES = customer("行，就这样", accept="行")
REFUSES = customer("不行", reject="不行")
OFFER = agent("给您补寄一件", propose="给您补寄一件")


def ending(*turns: Turn, known: SessionRecord | None = None) -> tuple[str, int | None]:
    found = ending_of(conversation(*turns, known=known))
    assert found.inferred
    return found.outcome, found.turn


def test_what_the_session_recorded_is_taken_whatever_was_said() -> None:
    found = ending_of(conversation(agent("好"), REFUSES, system(), known=session("settled")))
    assert found == Ending("settled", 2, inferred=False)


def test_a_session_that_was_broken_off_before_its_end_is_read_like_any_other() -> None:
    assert ending(OFFER, AGREES, known=session(None)) == ("settled", 2)


def test_an_agreement_settles_at_the_turn_that_says_so() -> None:
    assert ending(OFFER, AGREES, agent("好的"), customer("嗯")) == ("settled", 2)


def test_an_agreement_that_still_feels_bad_is_grudging() -> None:
    assert ending(OFFER, customer("行吧", feels=1.75, accept="行吧")) == ("settled_grudgingly", 2)
    assert ending(OFFER, customer("行吧", feels=1.74, accept="行吧"), customer("唉", feels=2)) == ("settled", 2)


def test_an_agreement_that_ends_in_angry_complaint_is_no_agreement() -> None:
    angry = customer("又骗我", feels=2.5, complain="又骗我")
    assert ending(OFFER, AGREES, angry) == ("rejected", 3)
    assert ending(OFFER, AGREES, customer("又骗我", feels=2.4, complain="又骗我")) == ("settled", 2)


def test_nobody_agrees_before_anything_was_put_forward() -> None:
    assert ending(customer("行吧", accept="行吧"), agent("感谢您的理解", thank="感谢")) == ("unclear", 1)
    assert ending(AGREES, OFFER) == ("unclear", 1)


def test_the_last_decision_counts() -> None:
    assert ending(OFFER, REFUSES, AGREES) == ("settled", 3)
    assert ending(OFFER, AGREES, REFUSES) == ("rejected", 3)


def test_a_refusal_is_made_good_by_an_offer_that_leaves_the_customer_at_ease() -> None:
    assert ending(REFUSES, OFFER, customer("这还差不多", feels=1.2)) == ("settled", 3)
    assert ending(REFUSES, OFFER, customer("这还差不多", feels=1.25)) == ("rejected", 1)
    assert ending(REFUSES, OFFER, customer("又来", complain="又来")) == ("rejected", 1)
    assert ending(OFFER, REFUSES, agent("嗯"), customer("好吧")) == ("rejected", 2)


def test_to_agree_and_refuse_in_one_breath_is_to_refuse() -> None:
    assert ending(customer("行行行，不用了", accept="行行行", reject="不用了")) == ("rejected", 1)


@pytest.mark.parametrize("act", ["threaten", "abuse"])
def test_a_threat_or_an_insult_breaks_off(act: str) -> None:
    assert ending(customer("等着瞧", **{act: "等着瞧"})) == ("broken_off", 1)


def test_a_refusal_in_anger_breaks_off() -> None:
    assert ending(customer("不要", feels=2.5, reject="不要")) == ("broken_off", 1)


@pytest.mark.parametrize(
    ("turns", "outcome"),
    [
        pytest.param([OFFER, customer("谢谢", feels=1.2, thank="谢谢")], ("settled", 2), id="thanks for an offer"),
        pytest.param(
            [OFFER, customer("谢谢啊", feels=1.25, thank="谢谢")], ("unclear", 2), id="thanks that do not sound like it"
        ),
        pytest.param([customer("谢谢", thank="谢谢"), OFFER], ("unclear", 1), id="thanks for nothing yet"),
        pytest.param([agent("转主管", escalate="转主管"), customer("嗯")], ("escalated", 2), id="handed over"),
        pytest.param(
            [agent("转主管", escalate="转主管"), customer("滚", feels=2.5)], ("broken_off", 2), id="handed over in anger"
        ),
        pytest.param([customer("气死", feels=2.5)], ("broken_off", 1), id="angry to the last"),
        pytest.param([customer("算了", feels=1.75)], ("abandoned", 1), id="unhappy to the last"),
        pytest.param([customer("在吗"), agent("在")], ("unclear", 1), id="nothing said either way"),
        pytest.param([agent("您好")], ("unclear", None), id="the customer never spoke"),
    ],
)
def test_where_nothing_was_decided_the_last_word_is_read(turns: list[Turn], outcome: tuple[str, int | None]) -> None:
    assert ending(*turns) == outcome


def test_an_act_found_with_little_confidence_decides_nothing() -> None:
    assert ending(OFFER, customer("行", accept="行", sure=0.29)) == ("unclear", 2)


@pytest.mark.parametrize(("sure", "outcome"), [(0.69, "settled"), (0.7, "rejected")])
def test_a_refusal_that_is_none_too_sure_does_not_stand_beside_surer_thanks(sure: float, outcome: str) -> None:
    """Nothing more, quicker than I thought, thank you: may look like a no, and is none."""
    thanks = customer("没了，谢谢", thank="没了，谢谢")
    doubtful = ActLabel(act="reject", confidence=sure, span=(0, 2))
    last = thanks.model_copy(update={"acts": (*(thanks.acts or ()), doubtful)})
    assert ending(OFFER, last)[0] == outcome


def test_a_refusal_that_is_none_too_sure_counts_where_nothing_friendly_stands_beside_it() -> None:
    doubtful = ActLabel(act="reject", confidence=0.4, span=(0, 2))
    assert ending(OFFER, customer("算了").model_copy(update={"acts": (doubtful,)}))[0] == "rejected"


@pytest.mark.parametrize(("feels", "unsettled"), [(1.7, False), (1.75, True), (3.9, True)])
def test_who_refused_goes_away_unsettled_only_if_the_last_word_is_displeased(feels: float, unsettled: bool) -> None:
    """An agreement may have been missed; doubt costs the trainee nothing."""
    assert goes_away_unsettled(conversation(OFFER, REFUSES, agent("好"), customer("嗯", feels=feels))) == unsettled


def test_who_got_nothing_but_kind_words_goes_away_unsettled_however_calm() -> None:
    lacks = customer("少一包螺丝", provide_info="少一包螺丝")
    kind = agent("您辛苦了", empathize="您辛苦了")
    assert ending(lacks, kind, customer("我让家里人去买吧")) == ("abandoned", 3)
    assert goes_away_unsettled(conversation(lacks, kind, customer("我让家里人去买吧")))


@pytest.mark.parametrize(
    "turns",
    [
        pytest.param([agent("说明书第三页有", inform="说明书第三页有"), customer("嗯")], id="something was told"),
        pytest.param([puzzling(), customer("嗯")], id="a message was not understood"),
        pytest.param([agent("您辛苦了", empathize="您辛苦了"), customer("行", accept="行")], id="the last word agrees"),
        pytest.param([customer("嗯")], id="nobody answered"),
    ],
)
def test_it_stays_unclear_where_the_matter_may_have_been_taken_up(turns: list[Turn]) -> None:
    lacks = customer("少一包螺丝", provide_info="少一包螺丝")
    assert ending(lacks, *turns)[0] == "unclear"
    assert not goes_away_unsettled(conversation(lacks, *turns))


def test_a_session_knows_whether_the_customer_went_away_unsettled() -> None:
    assert goes_away_unsettled(conversation(OFFER, customer("嗯", feels=0), known=session("abandoned")))
    assert not goes_away_unsettled(conversation(OFFER, customer("滚", feels=4), known=session("settled")))


def test_an_agreement_to_what_was_not_understood_is_one_where_an_offer_came_near_in_it() -> None:
    asks = agent("谁签的呢", probe_detail="谁签的呢")
    assert ending(asks, puzzling(possible=("propose",)), AGREES, agent("好嘞", commit="好嘞")) == ("settled", 3)
    assert ending(asks, puzzling(possible=("greet",)), AGREES, agent("好嘞", commit="好嘞")) == ("unclear", 3)


def test_a_threat_is_not_the_ending_of_a_customer_who_goes_away_at_ease() -> None:
    threat = customer("再不处理我就投诉", feels=3.5, threaten="投诉")
    help_comes = agent("我马上请主管给您处理", commit="马上", escalate="请主管")
    assert ending(threat, help_comes, customer("知道了，谢谢", feels=0.5, thank="谢谢")) == ("escalated", 3)
    assert ending(threat, help_comes, customer("知道了", feels=1.3)) == ("broken_off", 1)
    assert ending(threat, agent("嗯"), customer("知道了，谢谢", feels=0.5, thank="谢谢")) == ("broken_off", 1)
