"""From text to readings: language, segments, dialogue acts with confidence and span, emotion. Knows no rubric and no script."""

from itr_sim.understanding.examples import ExampleActs, read_with_examples
from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS, EMOTION_LEVELS, RED_LINE_ACTS
from itr_sim.understanding.language import language_of, language_of_all
from itr_sim.understanding.reading import Message, Reading, Segment, is_sure_offence
from itr_sim.understanding.recognizer import Recognizer, RecognizerError, load_recognizer
from itr_sim.understanding.transcripts import read_transcript

__all__ = [
    "AGENT_ACTS",
    "CUSTOMER_ACTS",
    "EMOTION_LEVELS",
    "RED_LINE_ACTS",
    "ExampleActs",
    "Message",
    "Reading",
    "Recognizer",
    "RecognizerError",
    "Segment",
    "is_sure_offence",
    "language_of",
    "language_of_all",
    "load_recognizer",
    "read_transcript",
    "read_with_examples",
]
