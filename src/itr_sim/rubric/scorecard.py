"""The result: every verdict with its evidence, scores by dimension, red lines, and what the transcript's reader was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from itr_sim.rubric.words import Words, in_language

Status = Literal["judged", "not_applicable", "in_doubt"]
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the transcript: turn (1-based), span in characters of its text, the words themselves, the act found there."""

    turn: int
    span: tuple[int, int]
    quote: str
    act: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"turn": self.turn, "span": list(self.span), "quote": self.quote} | ({"act": self.act} if self.act else {})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a check says of a transcript. `credit` is 0 to 1; None unless judged."""

    status: Status
    credit: float | None
    reason: Words
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, credit: float, reason: Words, evidence: tuple[Evidence, ...] = ()) -> Judgement:
        return cls("judged", round(max(0.0, min(1.0, credit)), 4), reason, evidence)

    @classmethod
    def not_applicable(cls, reason: Words) -> Judgement:
        return cls("not_applicable", None, reason)

    @classmethod
    def in_doubt(cls, reason: Words, evidence: tuple[Evidence, ...] = ()) -> Judgement:
        return cls("in_doubt", None, reason, evidence)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A criterion's judgement on one transcript."""

    criterion: str
    title: Words
    dimension: str
    weight: float
    judgement: Judgement
    advice: Words
    only_when_lost: bool = False

    @property
    def credit(self) -> float | None:
        return self.judgement.credit

    @property
    def status(self) -> Status:
        return self.judgement.status

    @property
    def counts(self) -> bool:
        """Whether this verdict is among the weights of its dimension."""
        expected = self.only_when_lost and self.judgement.credit == 1
        return self.judgement.status == "judged" and self.weight > 0 and not expected


@dataclass(frozen=True, slots=True)
class DimensionScore:
    dimension: str
    title: Words
    weight: float
    score: float | None
    """0 to 100; None if no criterion of it applied."""


@dataclass(frozen=True, slots=True)
class RedLine:
    """A forbidden act that was found. `cost` is in points of the overall score; None: fatal."""

    act: str
    cost: float | None
    evidence: tuple[Evidence, ...]
    in_doubt: bool = False
    """Found, but not surely enough to cost anything."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    transcript: str
    rubric: str
    overall: float | None
    """0 to 100; None if nothing at all could be judged."""
    passed: bool
    dimensions: tuple[DimensionScore, ...]
    verdicts: tuple[Verdict, ...]
    red_lines: tuple[RedLine, ...]
    moods: tuple[float, ...]
    """The customer's emotion turn by turn, 0 to 4."""
    outcome: str
    outcome_inferred: bool
    """The outcome was read from the customer's words, not recorded by a session."""
    recognizer: str

    def dimension(self, name: str) -> float | None:
        """Return the score of a dimension, or None."""
        return next((each.score for each in self.dimensions if each.dimension == name), None)

    def as_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the versioned contract of `score --format json` and `jsonl`."""
        return {
            "v": FORMAT_VERSION,
            "id": self.transcript,
            "rubric": self.rubric,
            "overall": self.overall,
            "passed": self.passed,
            "red_lines": [line.act for line in self.red_lines if not line.in_doubt],
            "dimensions": {each.dimension: {"score": each.score} for each in self.dimensions},
            "outcome": self.outcome,
            "outcome_inferred": self.outcome_inferred,
            "emotion": list(self.moods),
            "recognizer": self.recognizer,
            "verdicts": [_verdict_json(verdict, language) for verdict in self.verdicts],
            "red_line_evidence": [
                {
                    "act": line.act,
                    "cost": line.cost,
                    "fatal": line.cost is None,
                    "in_doubt": line.in_doubt,
                    "evidence": [each.as_json() for each in line.evidence],
                }
                for line in self.red_lines
            ],
        }


def _verdict_json(verdict: Verdict, language: str) -> dict[str, Any]:
    return {
        "criterion": verdict.criterion,
        "dimension": verdict.dimension,
        "credit": verdict.credit,
        "weight": verdict.weight,
        "status": verdict.status,
        "counts": verdict.counts,
        "reason": in_language(verdict.judgement.reason, language),
        "evidence": [each.as_json() for each in verdict.judgement.evidence],
        "advice": in_language(verdict.advice, language),
    }
