"""Fairness over whole conversations of all five scenarios: substance counts, wording does not."""

from __future__ import annotations

import pytest

from conftest import ROOT
from itr_sim.rubric import RubricCatalogue, Scorecard, score
from itr_sim.transcript import read_transcripts
from itr_sim.understanding import load_recognizer, read_transcript

CONVERSATIONS = ROOT / "tests" / "conversations" / "zh"
SCENARIOS = ("unsigned-return", "angry-customer", "signed-not-received", "address-change", "out-of-policy-compensation")

NOT_YET = {
    ("address-change", "cold-right"): "自提的话打车费报销, a goodwill, is read as nothing: warmth in doubt, 100 on emotion",
}
"""Where fairness does not hold, with the cause; strict, so that a mended one must be taken out."""


@pytest.fixture(scope="module")
def cards() -> dict[tuple[str, str], Scorecard]:
    recognizer = load_recognizer("accurate")
    rubric = RubricCatalogue().rubric("itr-core")
    found = {}
    for path in sorted(CONVERSATIONS.glob("*.txt")):
        scenario, profile = path.stem.split(".")
        (transcript,) = read_transcripts(path)
        found[scenario, profile] = score(read_transcript(transcript, recognizer), rubric, recognizer.name)
    return found


def not_yet(request: pytest.FixtureRequest, scenario: str, profile: str) -> None:
    if reason := NOT_YET.get((scenario, profile)):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize("scenario", SCENARIOS)
class TestFairness:
    def test_a_plain_expert_is_worth_a_textbook_expert(self, cards, scenario, request):
        """Without a stock phrase, within eight points of the polished one; and both are good."""
        not_yet(request, scenario, "plain")
        plain, textbook = cards[scenario, "plain"].overall, cards[scenario, "textbook"].overall
        assert plain >= textbook - 8
        assert min(plain, textbook) >= 75

    def test_a_reciter_who_ignores_the_customer_ends_low(self, cards, scenario):
        assert cards[scenario, "reciter"].overall < 45

    def test_warm_but_useless_is_low_on_solution_and_not_high_overall(self, cards, scenario):
        card = cards[scenario, "warm-useless"]
        assert card.dimension("solution_acceptance") < 45
        assert card.overall < 75

    def test_cold_but_right_is_high_on_solution_and_mid_on_emotion(self, cards, scenario, request):
        not_yet(request, scenario, "cold-right")
        card = cards[scenario, "cold-right"]
        assert card.dimension("solution_acceptance") >= 75
        assert 45 <= card.dimension("emotional_deescalation") < 75

    def test_toxic_is_at_the_bottom(self, cards, scenario):
        assert cards[scenario, "toxic"].overall < 30

    def test_every_lost_point_has_a_reason_and_advice(self, cards, scenario):
        """No number without a reason: each verdict that lost credit says why and what would have been better."""
        for profile in ("textbook", "plain", "reciter", "warm-useless", "cold-right", "toxic"):
            for verdict in cards[scenario, profile].verdicts:
                if verdict.credit is not None and verdict.credit < 1:
                    assert verdict.judgement.reason["zh"]
                    assert verdict.advice["zh"]
