"""`outcome`: credit by how it ended."""

from __future__ import annotations

import pytest
from rubric_building import agent, customer, judge, session, shown

AGREES = customer("行，就这么办", accept="就这么办")


def test_the_outcome_that_a_session_recorded_earns_its_credit_with_the_last_word_as_evidence() -> None:
    verdict = judge({"outcome": {}}, agent("补寄"), AGREES, known=session("settled_grudgingly"))
    assert (verdict.credit, shown(verdict)) == (0.6, [(2, "就这么办", "accept")])
    assert verdict.reason == {"en": "settled grudgingly", "zh": "勉强解决"}


@pytest.mark.parametrize(
    ("outcome", "credit"),
    [
        ("settled", 1),
        ("settled_grudgingly", 0.6),
        ("escalated", 0.7),
        ("escalated_wrongly", 0.2),
        ("abandoned", 0),
        ("broken_off", 0),
        ("rejected", 0),
    ],
)
def test_each_outcome_has_a_credit_that_the_author_may_change(outcome: str, credit: float) -> None:
    assert judge({"outcome": {}}, AGREES, known=session(outcome)).credit == credit
    assert judge({"outcome": {outcome: 0.5}}, AGREES, known=session(outcome)).credit == 0.5


def test_an_agreement_that_did_not_hold_earns_little_and_says_what_followed() -> None:
    known = session("settled").model_copy(update={"undone_by": "三天后他又来了。"})
    verdict = judge({"outcome": {}}, agent("补寄"), AGREES, known=known)
    assert (verdict.credit, shown(verdict)) == (0.2, [(2, "就这么办", "accept")])
    assert verdict.reason["zh"] == "当时谈妥，事后没站住：三天后他又来了。"
    assert judge({"outcome": {"undone": 0.5}}, AGREES, known=known).credit == 0.5
    assert judge({"outcome": {"settled": 0.1}}, AGREES, known=known).credit == 0.1


def test_an_outcome_read_from_the_customers_words_says_so() -> None:
    verdict = judge({"outcome": {}}, agent("补寄", propose="补寄"), AGREES)
    assert verdict.credit == 1
    assert verdict.reason == {"en": "settled (from the customer's words)", "zh": "已解决（据客户的话推断）"}


def test_what_nothing_decides_does_not_apply_unless_it_is_named() -> None:
    assert judge({"outcome": {}}, customer("在吗"), agent("在")).status == "not_applicable"
    assert judge({"outcome": {"unclear": 0.3}}, customer("在吗"), agent("在")).credit == 0.3


@pytest.mark.parametrize("strange", ["won", "key", "judge", "model_fields", ""])
def test_an_outcome_that_no_session_of_ours_records_does_not_apply(strange: str) -> None:
    assert judge({"outcome": {}}, customer("在吗"), known=session(strange)).status == "not_applicable"
