"""Score a transcript by a rubric: verdicts, dimensions, red lines, overall."""

from __future__ import annotations

from collections.abc import Iterable

from itr_sim.rubric.conversation import CERTAIN, Conversation
from itr_sim.rubric.model import Applies, Criterion, Rubric
from itr_sim.rubric.outcomes import ending_of, goes_away_unsettled
from itr_sim.rubric.scorecard import DimensionScore, Judgement, RedLine, Scorecard, Verdict
from itr_sim.transcript import Transcript

_COSTS_AT_MOST = 2
"""A red line that is crossed again and again costs no more than so many times."""

_WENT_AWAY = {"en": "; but the customer went away unsettled", "zh": "；但客户没谈妥就走了"}

_SETTLE = {
    "en": "Well done in itself; it counts in full once the customer agrees to a way.",
    "zh": "这一步本身做到了；谈成一个客户点头的办法，才算满分。",
}


def score(transcript: Transcript, rubric: Rubric, recognizer: str = "") -> Scorecard:
    """Return the scorecard of a transcript whose turns have been read (see `read_transcript`).

    Raises ValueError if a turn of the agent's or the customer's has no reading.
    """
    if any(turn.acts is None for turn in transcript.turns if turn.speaker != "system"):
        raise ValueError("the transcript has not been read: a turn has no acts")
    conversation = Conversation(transcript)
    unsettled = goes_away_unsettled(conversation)
    verdicts = tuple(
        _verdict(criterion, name, conversation, unsettled)
        for name, dimension in rubric.dimensions.items()
        for criterion in dimension.criteria
    )
    dimensions = tuple(
        DimensionScore(name, each.title, each.weight, _mean(verdict for verdict in verdicts if verdict.dimension == name))
        for name, each in rubric.dimensions.items()
    )
    red_lines = _red_lines(conversation, rubric)
    overall = _overall(dimensions, red_lines, rubric)
    fatal = any(line.cost is None and not line.in_doubt for line in red_lines)
    ending = ending_of(conversation)
    return Scorecard(
        transcript=transcript.id,
        rubric=rubric.id,
        overall=overall,
        passed=overall is not None and overall >= rubric.pass_mark and not fatal,
        dimensions=dimensions,
        verdicts=verdicts,
        red_lines=red_lines,
        moods=tuple(round(feeling, 2) for feeling in conversation.feelings),
        outcome=ending.outcome,
        outcome_inferred=ending.inferred,
        recognizer=recognizer or (transcript.session.recognizer if transcript.session else "") or "",
    )


def _verdict(criterion: Criterion, dimension: str, conversation: Conversation, unsettled: bool) -> Verdict:
    judgement = _inapplicable(criterion.applies, conversation) or criterion.check.kind.judge(conversation)
    advice = criterion.advice
    if judgement.credit and criterion.unsettled < 1 and unsettled:
        reason = {language: words + _WENT_AWAY.get(language, "") for language, words in judgement.reason.items()}
        advice = _SETTLE if judgement.credit == 1 else advice
        judgement = Judgement.of(judgement.credit * criterion.unsettled, reason, judgement.evidence)
    return Verdict(criterion.id, criterion.title, dimension, criterion.weight, judgement, advice, criterion.only_when_lost)


def _inapplicable(applies: Applies, conversation: Conversation) -> Judgement | None:
    feelings = conversation.feelings
    session = conversation.transcript.session
    said = {act for number in (*conversation.agent, *conversation.customer) for act in conversation.acts(number)}
    tests: list[tuple[bool, str, str]] = [
        (
            applies.first_mood is None or (bool(feelings) and applies.first_mood.holds(feelings[0])),
            "the customer did not begin in that mood",
            "客户开场情绪不在此列",
        ),
        (
            applies.peak_mood is None or (bool(feelings) and applies.peak_mood.holds(max(feelings))),
            "the customer's emotion never went there",
            "客户情绪没有到这个程度",
        ),
        (
            applies.session is None or applies.session == (session is not None),
            "not for this kind of transcript",
            "不适用于这类记录",
        ),
        (
            not applies.said or bool(said & set(applies.said)),
            "nothing in the conversation called for it",
            "对话中没有需要它的情形",
        ),
        (not applies.scenario or conversation.transcript.scenario in applies.scenario, "another scenario", "不是这个场景"),
        (not applies.outcome or ending_of(conversation).outcome in applies.outcome, "another outcome", "不是这种结局"),
        (applies.turns is None or applies.turns.holds(len(conversation.agent)), "too short or too long", "消息条数不在此列"),
    ]
    for holds, english, chinese in tests:
        if not holds:
            return Judgement.not_applicable({"en": english, "zh": chinese})
    return None


def _mean(verdicts: Iterable[Verdict]) -> float | None:
    counted = [(verdict.credit or 0.0, verdict.weight) for verdict in verdicts if verdict.counts]
    total = sum(weight for _, weight in counted)
    return round(100 * sum(credit * weight for credit, weight in counted) / total, 1) if total else None


def _red_lines(conversation: Conversation, rubric: Rubric) -> tuple[RedLine, ...]:
    found = []
    for act, cost in rubric.red_lines.items():
        places = [number for number in conversation.agent if conversation.label(number, (act,))]
        if not places:
            continue
        least = max(rubric.red_line_confidence, CERTAIN if cost == "fatal" else 0.0)
        sure = [
            number
            for number in places
            if not conversation.turn(number).in_doubt
            and (label := conversation.label(number, (act,)))
            and conversation.is_offence(label, number, least)
        ]
        evidence = tuple(conversation.evidence(number, (act,)) for number in (sure or places)[:3])
        price = None if cost == "fatal" else abs(cost) * min(_COSTS_AT_MOST, max(1, len(sure)))
        found.append(RedLine(act, price, evidence, in_doubt=not sure))
    return tuple(found)


def _overall(dimensions: tuple[DimensionScore, ...], red_lines: tuple[RedLine, ...], rubric: Rubric) -> float | None:
    scored = [(each.score, each.weight) for each in dimensions if each.score is not None and each.weight > 0]
    total = sum(weight for _, weight in scored)
    if not total:
        return None
    overall = sum(value * weight for value, weight in scored) / total
    crossed = [line for line in red_lines if not line.in_doubt]
    overall -= sum(line.cost for line in crossed if line.cost is not None)
    if any(line.cost is None for line in crossed):
        overall = min(overall, rubric.fatal_cap)
    return round(max(0.0, min(100.0, overall)), 1)
