"""Scores: what counts, what is left out, what red lines cost, and what an unrelated turn may never change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rubric_building import agent, customer, puzzling, session, shown, system

from itr_sim.rubric import CHECKS, Rubric, Scorecard, Verdict, load_rubric, score
from itr_sim.rubric.scorecard import Judgement
from itr_sim.source.shipping import shipped
from itr_sim.transcript import Action, ActLabel, Emotion, FactRecord, SessionRecord, Transcript, Turn
from itr_sim.understanding import AGENT_ACTS, CUSTOMER_ACTS

SHIPPED = shipped("rubrics")
GREET = {"occurs": "greet"}
THANK = {"occurs": "thank"}
HELLO = agent("您好", greet="您好")


def rubric(*criteria: dict[str, Any], **more: Any) -> Rubric:
    """Return a rubric of one dimension `d` with these criteria, which are named c1, c2, … unless they say otherwise."""
    written = [{"id": f"c{number}", "title": f"c{number}", **each} for number, each in enumerate(criteria, 1)]
    return Rubric.model_validate({"id": "r", "title": "r", "dimensions": {"d": {"title": "d", "criteria": written}}, **more})


def scored(by: Rubric, *turns: Turn, known: SessionRecord | None = None, **about: Any) -> Scorecard:
    return score(Transcript(id="t", turns=turns, session=known, **about), by)


def statuses(card: Scorecard) -> list[tuple[str, float | None]]:
    return [(verdict.status, verdict.credit) for verdict in card.verdicts]


class TestWeights:
    @pytest.mark.parametrize(
        ("outcome", "credit"),
        [("abandoned", 0.5), ("broken_off", 0.5), ("rejected", 0.5), ("settled", 1), ("escalated", 1), (None, 1)],
    )
    def test_form_counts_for_less_where_the_customer_goes_away_unsettled(self, outcome: str | None, credit: float) -> None:
        """Only the share the author gives, and the reason says why."""
        (verdict,) = scored(rubric({"check": GREET, "unsettled": 0.5}), HELLO, known=session(outcome)).verdicts
        assert verdict.credit == credit
        assert ("unsettled" in verdict.judgement.reason["en"]) == ("没谈妥" in verdict.judgement.reason["zh"]) == (credit < 1)
        assert ("counts in full" in verdict.advice.get("en", "")) == (credit < 1)
        (kept,) = scored(rubric({"check": GREET}), HELLO, known=session(outcome)).verdicts
        assert kept.credit == 1

    def test_a_dimension_is_the_weighted_mean_of_its_criteria(self) -> None:
        card = scored(rubric({"check": GREET, "weight": 3}, {"check": THANK, "weight": 1}), HELLO)
        assert (card.dimension("d"), card.overall) == (75.0, 75.0)

    def test_overall_is_the_weighted_mean_of_the_dimensions(self) -> None:
        by = Rubric.model_validate(
            {
                "id": "r",
                "title": "r",
                "dimensions": {
                    "full": {"title": "a", "weight": 3, "criteria": [{"id": "a", "title": "a", "check": GREET}]},
                    "none": {"title": "b", "weight": 1, "criteria": [{"id": "b", "title": "b", "check": THANK}]},
                    "shown": {"title": "c", "weight": 0, "criteria": [{"id": "c", "title": "c", "check": THANK}]},
                },
            }
        )
        card = scored(by, HELLO)
        assert [card.dimension(name) for name in ("full", "none", "shown", "absent")] == [100, 0, 0, None]
        assert card.overall == 75

    def test_a_criterion_without_weight_is_shown_and_counts_for_nothing(self) -> None:
        card = scored(rubric({"check": GREET}, {"check": THANK, "weight": 0}), HELLO)
        assert (card.overall, statuses(card), [verdict.counts for verdict in card.verdicts]) == (
            100,
            [("judged", 1), ("judged", 0)],
            [True, False],
        )

    def test_what_does_not_apply_is_left_out_of_the_weights(self) -> None:
        card = scored(rubric({"check": GREET}, {"check": {"facts_found": {}}, "weight": 9}), HELLO)
        assert statuses(card) == [("judged", 1), ("not_applicable", None)]
        assert card.overall == 100

    def test_a_dimension_where_nothing_applies_has_no_score_and_a_card_of_such_has_no_overall(self) -> None:
        card = scored(rubric({"check": {"facts_found": {}}}), HELLO)
        assert (card.dimension("d"), card.overall, card.passed) == (None, None, False)

    def test_what_is_expected_counts_only_where_it_was_lost(self) -> None:
        expected = {"check": {"never": {"acts": "argue", "each": 0.5}}, "only_when_lost": True}
        by = rubric({"check": THANK}, expected)
        assert scored(by, HELLO).overall == 0
        assert scored(by, HELLO, agent("不可能", argue="不可能")).overall == 25  # (0 + 0.5) / 2
        assert scored(rubric(expected), HELLO).overall is None

    def test_what_is_in_doubt_is_shown_and_left_out_of_the_weights(self) -> None:
        card = scored(rubric({"check": GREET}, {"check": THANK, "weight": 9}), HELLO, puzzling(), agent("好"))
        assert statuses(card) == [("judged", 1), ("in_doubt", None)]
        assert card.overall == 100

    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["judged", "not_applicable", "in_doubt"]), st.floats(0, 1), st.floats(0, 100), st.booleans()
            ),
            min_size=1,
            max_size=6,
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_a_verdict_counts_if_it_is_judged_has_weight_and_is_no_mere_expectation_met(
        self, made: list[tuple[str, float, float, bool]]
    ) -> None:
        for status, credit, weight, expected in made:
            judgement = Judgement(status, credit if status == "judged" else None, {})  # type: ignore[arg-type]
            verdict = Verdict("c", {}, "d", weight, judgement, {}, expected)
            assert verdict.counts == (status == "judged" and weight > 0 and not (expected and credit == 1))


class TestApplies:
    @pytest.mark.parametrize(
        ("applies", "otherwise"),
        [
            ({"first_mood": ">= 2"}, {"first_mood": "< 2"}),
            ({"peak_mood": ">= 3"}, {"peak_mood": "> 3"}),
            ({"session": True}, {"session": False}),
            ({"said": ["insult", "greet"]}, {"said": "insult"}),
            ({"said": "complain"}, {"said": "threaten"}),
            ({"scenario": "late-parcel"}, {"scenario": ["other", "another"]}),
            ({"outcome": ["settled", "escalated"]}, {"outcome": "abandoned"}),
            ({"turns": "2"}, {"turns": "> 2"}),
        ],
    )
    def test_a_criterion_applies_where_it_says_and_nowhere_else(self, applies: dict[str, Any], otherwise: dict[str, Any]) -> None:
        turns = (customer("气", feels=2, complain="气"), HELLO, customer("更气", feels=3), agent("嗯"))
        for written, status in ((applies, "judged"), (otherwise, "not_applicable"), ({**applies, **otherwise}, "not_applicable")):
            card = scored(rubric({"check": GREET, "applies": written}), *turns, known=session("settled"), scenario="late-parcel")
            assert card.verdicts[0].status == status

    def test_without_a_word_of_the_customers_no_mood_applies(self) -> None:
        assert scored(rubric({"check": GREET, "applies": {"first_mood": ">= 0"}}), HELLO).verdicts[0].status == "not_applicable"

    def test_what_is_not_applicable_says_why(self) -> None:
        (verdict,) = scored(rubric({"check": GREET, "applies": {"said": "insult"}}), HELLO).verdicts
        assert verdict.judgement.reason == {"en": "nothing in the conversation called for it", "zh": "对话中没有需要它的情形"}


class TestRedLines:
    def test_a_red_line_costs_its_points_with_its_words_as_evidence(self) -> None:
        card = scored(rubric({"check": GREET}, red_lines={"argue": -8}), HELLO, agent("不可能的事", argue="不可能"))
        assert card.overall == 92
        (line,) = card.red_lines
        assert (line.act, line.cost, line.in_doubt) == ("argue", 8, False)
        assert [(each.turn, each.quote, each.act) for each in line.evidence] == [(2, "不可能", "argue")]

    def test_a_red_line_costs_no_more_than_twice_its_points(self) -> None:
        argue = agent("不可能", argue="不可能")
        for times, overall in ((0, 100), (1, 92), (2, 84), (3, 84), (9, 84)):
            assert scored(rubric({"check": GREET}, red_lines={"argue": -8}), HELLO, *[argue] * times).overall == overall

    def test_costs_never_go_below_nothing(self) -> None:
        assert scored(rubric({"check": THANK}, red_lines={"argue": -8}), agent("不可能", argue="不可能")).overall == 0

    def test_a_fatal_red_line_caps_the_score_and_fails_it_whatever_the_mark(self) -> None:
        by = rubric({"check": GREET}, red_lines={"insult": "fatal"}, fatal_cap=25, pass_mark=20)
        card = scored(by, HELLO, agent("你有病", insult="你有病"))
        assert (card.overall, card.passed, card.red_lines[0].cost) == (25, False, None)
        low = scored(rubric({"check": THANK}, red_lines={"insult": "fatal"}), agent("你有病", insult="你有病"))
        assert low.overall == 0

    @pytest.mark.parametrize("cost", ["fatal", -50])
    def test_a_red_line_in_doubt_is_shown_and_costs_nothing(self, cost: str | int) -> None:
        by = rubric({"check": GREET}, red_lines={"insult": cost}, red_line_confidence=0.8)
        card = scored(by, HELLO, agent("你有病", insult="你有病", sure=0.79))
        assert (card.overall, card.passed) == (100, True)
        assert [(line.act, line.in_doubt, len(line.evidence)) for line in card.red_lines] == [("insult", True, 1)]
        assert card.as_json()["red_lines"] == []

    def test_of_sure_and_unsure_crossings_only_the_sure_ones_cost_and_are_shown(self) -> None:
        by = rubric({"check": GREET}, red_lines={"argue": -8}, red_line_confidence=0.8)
        card = scored(by, HELLO, agent("不是吧", argue="不是吧", sure=0.7), agent("不可能", argue="不可能", sure=0.8))
        assert (card.overall, [each.turn for each in card.red_lines[0].evidence]) == (92, [3])

    def test_an_offence_that_shares_its_words_with_a_harmless_act_nearly_as_sure_is_in_doubt(self) -> None:
        by = rubric({"check": GREET}, red_lines={"dismiss": -8})
        for sure, overall in ((0.84, 100), (0.85, 92)):
            asked = agent("还有别的事吗", dismiss="还有别的事吗", check_resolution="还有别的事吗", sure=sure)
            card = scored(by, HELLO, asked)
            assert (card.overall, [line.in_doubt for line in card.red_lines]) == (overall, [overall == 100])

    @pytest.mark.parametrize(
        ("sure", "feels", "before", "overall"),
        [
            (0.8, 0.5, 1.0, 100),
            (0.86, 0.5, 1.0, 92),  # certain
            (0.8, 1.3, 1.0, 92),  # not at ease
            (0.8, 0.9, 0.5, 92),  # more upset than before
        ],
    )
    def test_an_offence_that_is_not_certain_and_that_the_customer_takes_calmly_is_in_doubt(
        self, sure: float, feels: float, before: float, overall: float
    ) -> None:
        by = rubric({"check": GREET}, red_lines={"argue": -8})
        turns = (HELLO, customer("没收到", feels=before), agent("哪能呢", sure=sure, argue="哪能"), customer("好", feels=feels))
        assert scored(by, *turns).overall == overall

    def test_a_simulated_customer_and_one_who_says_no_more_do_not_clear_anybody(self) -> None:
        by = rubric({"check": GREET}, red_lines={"argue": -8})
        argues = agent("哪能呢", sure=0.8, argue="哪能")
        assert scored(by, HELLO, customer("没收到", feels=1), argues).overall == 92
        assert scored(by, HELLO, customer("没收到", mood=1), argues, customer("好", mood=0.5), known=session()).overall == 92

    def test_an_empty_promise_is_one_however_gladly_it_is_heard(self) -> None:
        by = rubric({"check": GREET}, red_lines={"promise_vague": -4})
        promises = agent("应该没事", sure=0.8, promise_vague="应该没事")
        assert scored(by, HELLO, customer("没收到", feels=1), promises, customer("好", feels=0)).overall == 96

    def test_an_offence_in_a_message_that_was_not_understood_is_in_doubt(self) -> None:
        doubted = agent("你有病", insult="你有病").model_copy(update={"in_doubt": True})
        card = scored(rubric({"check": GREET}, red_lines={"insult": "fatal"}), HELLO, doubted)
        assert (card.overall, card.passed, [line.in_doubt for line in card.red_lines]) == (100, True, [True])

    def test_a_red_line_that_costs_nothing_says_zero(self) -> None:
        card = scored(rubric({"check": GREET}, red_lines={"argue": 0}), HELLO, agent("不可能", argue="不可能"))
        assert (card.overall, str(card.red_lines[0].cost)) == (100, "0.0")

    def test_the_customer_crosses_no_red_line(self) -> None:
        card = scored(rubric({"check": GREET}, red_lines={"abuse": -10}), HELLO, customer("骗子", abuse="骗子"))
        assert (card.overall, card.red_lines) == (100, ())


class TestCard:
    def test_the_mark_that_is_reached_passes(self) -> None:
        criteria = ({"check": GREET, "weight": 3}, {"check": THANK, "weight": 2})
        assert scored(rubric(*criteria, pass_mark=60), HELLO).passed
        assert not scored(rubric(*criteria, pass_mark=60.1), HELLO).passed

    def test_a_verdict_carries_its_criterion_and_its_evidence(self) -> None:
        by = rubric({"id": "says-hello", "title": {"zh": "问好", "en": "hello"}, "check": GREET, "weight": 2, "advice": "先问好"})
        (verdict,) = scored(by, customer("在吗"), HELLO).verdicts
        assert (verdict.criterion, verdict.title["zh"], verdict.dimension, verdict.weight) == ("says-hello", "问好", "d", 2)
        assert verdict.advice == {"zh": "先问好", "en": "先问好"}
        assert shown(verdict.judgement) == [(2, "您好", "greet")]

    def test_the_course_of_the_emotion_and_the_outcome_stand_on_the_card(self) -> None:
        offer = agent("补寄", propose="补寄")
        card = scored(rubric({"check": GREET}), customer("气", feels=2.333), HELLO, offer, customer("行", mood=0.5, accept="行"))
        assert (card.moods, card.outcome, card.outcome_inferred) == ((2.33, 0.5), "settled", True)
        recorded = scored(rubric({"check": GREET}), HELLO, known=session("escalated"))
        assert (recorded.outcome, recorded.outcome_inferred) == ("escalated", False)

    def test_the_recognizer_is_the_one_named_else_the_sessions(self) -> None:
        known = session().model_copy(update={"recognizer": "table-1"})
        transcript = Transcript(id="t", turns=(HELLO,), session=known)
        assert score(transcript, rubric({"check": GREET})).recognizer == "table-1"
        assert score(transcript, rubric({"check": GREET}), "other").recognizer == "other"
        assert scored(rubric({"check": GREET}), HELLO).recognizer == ""

    def test_a_transcript_that_was_not_read_is_refused(self) -> None:
        unread = Turn(speaker="customer", text="在吗")
        with pytest.raises(ValueError, match="has not been read"):
            scored(rubric({"check": GREET}), unread, HELLO)
        assert scored(rubric({"check": GREET}), system(), HELLO).overall == 100


labels = st.builds(
    ActLabel,
    act=st.sampled_from([*AGENT_ACTS, *CUSTOMER_ACTS, "do.claim", "ask.story"]),
    confidence=st.sampled_from([0.0, 0.4, 0.55, 0.8, 1.0]),
    span=st.tuples(st.integers(0, 6), st.integers(0, 9)),
)
moments = st.sampled_from(
    [None, datetime(2026, 3, 1, 10), datetime(2026, 3, 1, 10, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)]
)
any_turn = st.builds(
    Turn,
    speaker=st.sampled_from(["customer", "agent", "agent", "system"]),
    text=st.sampled_from(["", "好", "非常抱歉给您带来不便", "什么时候能到呢，我等了三天了"]),
    at=moments,
    acts=st.lists(labels, max_size=3).map(tuple),
    emotion=st.none() | st.builds(Emotion, level=st.just(2), value=st.floats(0, 4)),
    mood=st.none() | st.floats(0, 4),
    facts=st.lists(st.sampled_from(["story", "weather"]), max_size=1).map(tuple),
    actions=st.lists(st.builds(Action, tool=st.sampled_from(["claim", "trace"])), max_size=1).map(tuple),
    in_doubt=st.booleans(),
)
records = st.builds(
    SessionRecord,
    case=st.just("lost"),
    persona=st.just("anxious"),
    seed=st.just(1),
    facts=st.lists(st.builds(FactRecord, id=st.just("story"), weight=st.floats(0, 5)), max_size=1).map(tuple),
    outcome=st.sampled_from([None, "settled", "broken_off", "won"]),
)
transcripts = st.builds(Transcript, id=st.just("t"), turns=st.lists(any_turn, max_size=7).map(tuple), session=st.none() | records)


EVERY_KIND: tuple[dict[str, Any], ...] = (
    {"check": {"occurs": {"acts": ["apologize"], "earnest": True}}},
    {"check": {"never": {"acts": ["argue", "insult"], "each": 0.4}}, "only_when_lost": True},
    {"check": {"count": {"acts": ["greet", "thank"], "at_least": 2, "at_most": 3, "different": True}}},
    {"check": {"within": {"acts": "probe_open", "messages": 2}}},
    {"check": {"within": {"acts": "probe_open", "seconds": "1h"}}},
    {"check": {"order": {"first": "empathize", "then": "propose", "from_feeling": 1}}},
    {"check": {"facts_found": {}}},
    {"check": {"elicits": {"enough": 1}}},
    {"check": {"mood": {"drop": 1, "calm": 2.5, "peak": "> 1"}}},
    {"check": {"acknowledges": {"from_feeling": 1}}},
    {"check": {"outcome": {"unclear": 0.3}}},
    {"check": {"questions_answered": {}}, "applies": {"said": ["ask", "complain"]}},
    {"check": {"repeats": {}}, "applies": {"turns": "> 1"}},
    {"check": {"hollow": {}}, "applies": {"first_mood": ">= 1"}},
    {"check": {"warmth": {"acts": ["greet", "thank"], "at_least": 1}}},
    {"check": {"promises_kept": {}}},
    {"check": {"response_time": {"first_response": "30s", "average": "1m"}}},
)
BY_RUBRIC = pytest.mark.parametrize(
    "by",
    [
        pytest.param(rubric(*EVERY_KIND, red_lines={"insult": "fatal", "argue": -8, "dismiss": -90}), id="every kind of check"),
        pytest.param(load_rubric(SHIPPED / "itr-core.yaml"), id="itr-core"),
    ],
)


def test_the_properties_below_try_every_kind_of_check() -> None:
    assert {key for criterion in EVERY_KIND for key in criterion["check"]} == {kind.key for kind in CHECKS}


@BY_RUBRIC
@given(transcript=transcripts)
@settings(max_examples=60, deadline=None)
def test_scores_stay_between_0_and_100_whatever_was_said(by: Rubric, transcript: Transcript) -> None:
    card = score(transcript, by)
    assert card.overall is None or 0 <= card.overall <= 100
    assert all(each.score is None or 0 <= each.score <= 100 for each in card.dimensions)
    for verdict in card.verdicts:
        assert (verdict.credit is None) == (verdict.status != "judged")
        assert verdict.credit is None or 0 <= verdict.credit <= 1
        assert set(verdict.judgement.reason) == {"en", "zh"}
        for each in verdict.judgement.evidence:
            assert 1 <= each.turn <= len(transcript.turns)
            assert each.quote == transcript.turns[each.turn - 1].text[slice(*each.span)]


@BY_RUBRIC
@given(transcript=transcripts, data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_notice_of_the_system_changes_no_verdict(by: Rubric, transcript: Transcript, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(transcript.turns)))
    notice = Turn(
        speaker="system", text="会话已转接", at=data.draw(moments), acts=data.draw(st.lists(labels, max_size=2).map(tuple))
    )
    more = transcript.model_copy(update={"turns": (*transcript.turns[:at], notice, *transcript.turns[at:])})
    before, after = score(transcript, by), score(more, by)
    assert statuses(before) == statuses(after)
    assert (before.overall, before.passed, before.moods, before.outcome) == (
        after.overall,
        after.passed,
        after.moods,
        after.outcome,
    )


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_rubric_loads_and_scores(path: Path) -> None:
    card = scored(load_rubric(path), customer("没收到", feels=2), HELLO, customer("行", accept="行"))
    assert card.rubric == path.stem
    assert card.overall is not None
