"""One conversation: what was said, by whom, when, and what a simulated session knows besides. Readers and writers."""

from itr_sim.transcript.model import (
    Action,
    ActLabel,
    Emotion,
    FactRecord,
    SessionRecord,
    Speaker,
    Transcript,
    Turn,
)
from itr_sim.transcript.readers import READERS, ReadError, read_transcripts

__all__ = [
    "READERS",
    "ActLabel",
    "Action",
    "Emotion",
    "FactRecord",
    "ReadError",
    "SessionRecord",
    "Speaker",
    "Transcript",
    "Turn",
    "read_transcripts",
]
