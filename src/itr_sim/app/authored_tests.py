"""The tests that authors put into their scenarios: play them, score them, compare with what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from itr_sim.app.language import either
from itr_sim.rubric import Rubric, Scorecard, score
from itr_sim.scenario import Persona, Scenario
from itr_sim.scenario.model import AuthoredTest, Expectation
from itr_sim.simulation.playing import Player, play_script
from itr_sim.transcript import Transcript
from itr_sim.understanding import Recognizer, read_transcript

_START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PlayedTest:
    """One test as it went; `misses` is empty where all expectations hold."""

    test: AuthoredTest
    transcript: Transcript
    scorecard: Scorecard
    misses: tuple[str, ...]


def play_test(test: AuthoredTest, scenario: Scenario, persona: Persona, rubric: Rubric, recognizer: Recognizer) -> PlayedTest:
    """Play one test of a scenario to its end."""
    player = Player(scenario, persona, recognizer, seed=test.seed, at=_START, case=test.case)
    tools = play_script(player, test.trainee)
    if not player.over:
        player.give_up(player.exchanges[-1].at, tools)
    transcript = read_transcript(player.transcript(f"{scenario.id}-{test.name}"), recognizer)
    scorecard = score(transcript, rubric, recognizer.name)
    return PlayedTest(test, transcript, scorecard, tuple(_misses(test.expect, transcript, scorecard, player.session.memory.mood)))


def _misses(expect: Expectation, transcript: Transcript, scorecard: Scorecard, mood: float) -> list[str]:
    session = transcript.session
    rating = session.rating if session else None
    misses = []
    if expect.outcome and scorecard.outcome not in expect.outcome:
        wanted_outcome = " / ".join(expect.outcome)
        misses.append(
            either(
                f"outcome {scorecard.outcome}, expected {wanted_outcome}",
                f"结局是 {scorecard.outcome}，应为 {wanted_outcome}",
            )
        )
    numbers = {
        "overall": (expect.overall, scorecard.overall),
        "rating": (expect.rating, rating),
        "mood": (expect.mood, mood),
        "need_identification": (expect.need_identification, scorecard.dimension("need_identification")),
        "solution_acceptance": (expect.solution_acceptance, scorecard.dimension("solution_acceptance")),
        "emotional_deescalation": (expect.emotional_deescalation, scorecard.dimension("emotional_deescalation")),
    }
    for name, (wanted, value) in numbers.items():
        if wanted is not None and (value is None or not wanted.holds(value)):
            misses.append(either(f"{name} {value}, expected {wanted}", f"{name} 是 {value}，应 {wanted}"))
    told = {fact for turn in transcript.turns for fact in turn.facts}
    misses += [either(f"fact {fact} was not found", f"没有问出事实 {fact}") for fact in expect.facts if fact not in told]
    return misses
