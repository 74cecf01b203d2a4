"""Readings for whole conversations."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from itr_sim.transcript import ActLabel, Emotion, Transcript, Turn
from itr_sim.understanding.assembling import level_of
from itr_sim.understanding.labels import RED_LINE_ACTS
from itr_sim.understanding.language import language_of, language_of_all, tells_its_language
from itr_sim.understanding.reading import Message
from itr_sim.understanding.recognizer import Recognizer

_CARRIED = 0.75
"""Share of what the customer felt a turn before that a turn keeps at least (measured: docs/understanding.md)."""
_RELIEF = ("accept", "thank")
_AT_EASE = 1.0
"""Emotion below which a turn that agrees or thanks leaves nothing to be scornful of."""
_AS_LIKELY_AS_NOT = 0.5
_UPSET = ("complain", "reject", "demand", "threaten", "abuse")


def read_transcript(transcript: Transcript, recognizer: Recognizer) -> Transcript:
    """Return the transcript with acts and language on each turn that has none yet, emotion on the customer's, and its language.

    Readings that were recorded (by the session, or by hand) are kept.
    """
    unread = [
        number
        for number, turn in enumerate(transcript.turns)
        if turn.speaker != "system" and (turn.acts is None or (turn.speaker == "customer" and turn.emotion is None))
    ]
    messages = [Message(transcript.turns[number].speaker, transcript.turns[number].text) for number in unread]
    readings = dict(zip(unread, recognizer.read(messages) if messages else [], strict=True))
    language = transcript.language or {"zh": "zh-CN"}.get(told := language_of_all(t.text for t in transcript.turns), told)
    turns = [_with_language(turn, language) for turn in transcript.turns]
    felt: Emotion | None = None
    relieved = False
    for number, turn in enumerate(turns):
        reading = readings.get(number)
        if reading is not None:
            acts, own = reading.acts if turn.acts is None else turn.acts, reading.emotion
            if turn.acts is None and turn.speaker == "customer" and relieved:
                acts, own = in_earnest(acts, reading.possible or (), own, felt)
            emotion = carried_on(own, acts, felt, _CARRIED) if turn.speaker == "customer" else None
            in_doubt = turn.in_doubt or (turn.speaker == "agent" and reading.in_doubt)
            possible = reading.possible if in_doubt and reading.in_doubt else turn.possible
            turns[number] = turn.model_copy(
                update={"acts": acts, "emotion": turn.emotion or emotion, "in_doubt": in_doubt, "possible": possible}
            )
        if turn.speaker == "customer":
            felt = turns[number].emotion or felt
            relieved = (
                felt is not None and felt.value < _AT_EASE and any(label.act in _RELIEF for label in turns[number].acts or ())
            )
        elif turn.speaker == "agent":
            relieved = relieved and not any(label.act in RED_LINE_ACTS for label in turns[number].acts or ())
    return transcript.model_copy(update={"turns": tuple(turns), "language": language})


def _with_language(turn: Turn, of_all: str) -> Turn:
    """Return a turn that says what language it is in; signs and digits alone are in that of the conversation."""
    if turn.language or turn.speaker == "system":
        return turn
    language = language_of(turn.text) if tells_its_language(turn.text) else of_all[:2]
    return turn.model_copy(update={"language": language})


def in_earnest(
    acts: tuple[ActLabel, ...], possible: Collection[str], own: Emotion | None, before: Emotion | None
) -> tuple[tuple[ActLabel, ...], Emotion | None]:
    """Return the acts and emotion of a customer's turn right after one that agreed or thanked, at ease.

    Thanks that might as well be scorn (真谢谢你啊) are meant there: nothing has happened since that could be scorned.
    """
    found = {label.act for label in acts}
    if "thank" not in (*found, *possible) or found.intersection(_UPSET) != {"complain"}:
        return acts, own
    meant = tuple(label for label in acts if label.act != "complain")
    if "thank" not in found:
        scorn = next(label for label in acts if label.act == "complain")
        meant += (scorn.model_copy(update={"act": "thank", "confidence": _AS_LIKELY_AS_NOT}),)
    return meant, before or own


def carried_on(own: Emotion | None, acts: Iterable[ActLabel], before: Emotion | None, share: float) -> Emotion | None:
    """Return the emotion of a customer's turn in its context: anger does not end because somebody states a fact.

    At least a share of what was felt the turn before goes on, unless the turn agrees or thanks.
    """
    if own is None or before is None or any(label.act in _RELIEF for label in acts):
        return own
    value = max(own.value, round(share * before.value, 2))
    return Emotion(level=level_of(value), value=value)
