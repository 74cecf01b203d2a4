"""Readings for whole conversations."""

from __future__ import annotations

from itr_sim.transcript import Transcript
from itr_sim.understanding.language import language_of_all
from itr_sim.understanding.reading import Message
from itr_sim.understanding.recognizer import Recognizer


def read_transcript(transcript: Transcript, recognizer: Recognizer) -> Transcript:
    """Return the transcript with acts on each turn that has none yet, emotion on the customer's, and its language.

    Readings that were recorded (by the session, or by hand) are kept.
    """
    unread = [
        number
        for number, turn in enumerate(transcript.turns)
        if turn.speaker != "system" and (turn.acts is None or (turn.speaker == "customer" and turn.emotion is None))
    ]
    messages = [_message(transcript, number) for number in unread]
    turns = list(transcript.turns)
    for number, reading in zip(unread, recognizer.read(messages) if messages else [], strict=True):
        turn = turns[number]
        turns[number] = turn.model_copy(
            update={
                "acts": reading.acts if turn.acts is None else turn.acts,
                "emotion": turn.emotion or reading.emotion,
                "in_doubt": turn.in_doubt or (turn.speaker == "agent" and reading.in_doubt),
            }
        )
    language = transcript.language or {"zh": "zh-CN"}.get(found := language_of_all(t.text for t in turns), found)
    return transcript.model_copy(update={"turns": tuple(turns), "language": language})


def _message(transcript: Transcript, number: int) -> Message:
    turn = transcript.turns[number]
    before = transcript.turns[number - 1].text if number else ""
    return Message(turn.speaker, turn.text, before)
