"""Probabilities and places put together as a reading; readings written and read back; transcripts read by any recognizer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TableRecognizer
from itr_sim.transcript import ActLabel, Emotion, Transcript, Turn
from itr_sim.understanding import (
    AGENT_ACTS,
    CUSTOMER_ACTS,
    RED_LINE_ACTS,
    Message,
    Reading,
    Segment,
    load_recognizer,
    read_transcript,
)
from itr_sim.understanding.assembling import Found, assemble, level_of
from itr_sim.understanding.explaining import Explanation
from itr_sim.understanding.labels import acts_of, title
from itr_sim.understanding.segmenting import segments_of
from itr_sim.understanding.transcripts import carried_on, in_earnest

TEXT = "实在抱歉让您久等。我马上给您补寄一件"
SORRY, RESHIP = (0, 9), (9, 18)
ACTS = ("apologize", "propose", "greet")


def assembled(
    probabilities: dict[str, float],
    weights: dict[str, tuple[float, ...]] | None = None,
    *,
    text: str = TEXT,
    speaker: str = "agent",
    emotion: float | None = None,
    near: tuple[str, ...] = (),
) -> Reading:
    """Put together acts with their probabilities and what each segment of the text spoke for them."""
    spans = segments_of(text)
    nothing = (0.0,) * len(spans)
    found = [Found(act, probability, (weights or {}).get(act, nothing)) for act, probability in probabilities.items()]
    return assemble(Message(speaker, text), spans, found, near, emotion, "table-1")


class TestAssembling:
    def test_an_act_stands_at_the_segment_that_spoke_for_it_most(self) -> None:
        reading = assembled(
            {"apologize": 0.9, "propose": 0.95},
            {"apologize": (1.0, 0.2), "propose": (0.3, 0.7)},
        )
        assert [(label.act, label.confidence, label.span) for label in reading.acts] == [
            ("propose", 0.95, RESHIP),
            ("apologize", 0.9, SORRY),
        ]
        assert reading.segments == (
            Segment(SORRY, (ActLabel(act="apologize", confidence=0.9, span=SORRY),)),
            Segment(RESHIP, (ActLabel(act="propose", confidence=0.95, span=RESHIP),)),
        )
        assert reading.has("apologize")
        assert not reading.has("greet")
        assert reading.label("propose") == reading.acts[0]
        assert reading.label("greet") is None

    @pytest.mark.parametrize(("weight", "carried"), [(0.59, False), (0.61, True)])
    def test_a_second_segment_carries_the_act_too_if_it_spoke_nearly_as_much(self, weight: float, carried: bool) -> None:
        reading = assembled({"apologize": 0.9}, {"apologize": (1.0, weight)})
        assert [bool(segment.acts) for segment in reading.segments] == [True, carried]
        assert [label.span for label in reading.acts] == [SORRY]

    def test_an_act_that_no_word_spoke_for_stands_at_the_first_segment_only(self) -> None:
        reading = assembled({"apologize": 0.9})
        assert [len(segment.acts) for segment in reading.segments] == [1, 0]

    def test_equally_sure_acts_come_in_order_of_name(self) -> None:
        assert [label.act for label in assembled({"propose": 0.9, "apologize": 0.9, "greet": 0.9}).acts] == [
            "apologize",
            "greet",
            "propose",
        ]

    @pytest.mark.parametrize(
        ("speaker", "text", "in_doubt"),
        [
            ("agent", TEXT, True),
            ("agent", "嗯", False),
            ("agent", "好的", False),
            ("agent", "noted", False),
            ("agent", "嘟嘟嘟", True),
            ("agent", "？？？", False),
            ("agent", "", False),
            ("customer", TEXT, False),
        ],
    )
    def test_only_an_agents_message_of_some_words_is_in_doubt(self, speaker: str, text: str, in_doubt: bool) -> None:
        assert assembled({}, text=text, speaker=speaker).in_doubt == in_doubt
        assert not assembled({"greet": 0.9}, text=text, speaker=speaker).in_doubt

    def test_what_came_near_is_possible_only_where_nothing_was_found(self) -> None:
        assert assembled({}, near=("inform", "hold")).possible == ("inform", "hold")
        assert assembled({"greet": 0.9}, near=("inform",)).possible == ()
        assert assembled({}, text="嗯", near=("inform",)).possible == ()
        assert assembled({"complain": 0.9}, speaker="customer", near=("thank",)).possible == ("thank",)

    def test_a_message_of_nothing_carries_nothing(self) -> None:
        reading = assembled({"greet": 0.9}, text="  ")
        assert (reading.acts, reading.segments, reading.in_doubt) == ((), (), False)

    @pytest.mark.parametrize(
        ("emotion", "level", "value"), [(2.5049, 3, 2.5), (2.496, 3, 2.5), (2.494, 2, 2.49), (0, 0, 0), (3.999, 4, 4)]
    )
    def test_emotion_is_kept_to_two_places_with_the_level_nearest_to_what_is_kept(
        self, emotion: float, level: int, value: float
    ) -> None:
        assert assembled({}, emotion=emotion).emotion == Emotion(level=level, value=value)

    def test_without_emotion_there_is_no_level(self) -> None:
        assert assembled({}).emotion is None

    @pytest.mark.parametrize(("value", "level"), [(0, 0), (0.49, 0), (0.5, 1), (3.49, 3), (3.5, 4), (4, 4), (9, 4), (-1, 0)])
    def test_the_level_is_the_nearest(self, value: float, level: int) -> None:
        assert level_of(value) == level

    def test_the_language_and_the_recognizer_stand_in_the_reading(self) -> None:
        reading = assembled({}, text="I am sorry")
        assert (reading.language, reading.recognizer) == ("en", "table-1")

    @given(
        st.text("ab好的。，！ \n", max_size=40),
        st.dictionaries(st.sampled_from(ACTS), st.floats(0, 1)),
        st.lists(st.floats(0, 9), min_size=40, max_size=40),
    )
    @settings(max_examples=60, deadline=None)
    def test_every_act_stands_at_a_segment_that_carries_it(
        self, text: str, probabilities: dict[str, float], weights: list[float]
    ) -> None:
        own = tuple(weights[: len(segments_of(text))])
        reading = assembled(probabilities, dict.fromkeys(ACTS, own), text=text)
        carried = {(segment.span, label.act) for segment in reading.segments for label in segment.acts}
        assert {(label.span, label.act) for label in reading.acts} <= carried
        assert {act for _, act in carried} == {label.act for label in reading.acts}


labels = st.builds(
    ActLabel,
    act=st.sampled_from([*AGENT_ACTS, "ask.story"]),
    confidence=st.floats(0, 1),
    span=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)
readings = st.builds(
    Reading,
    acts=st.lists(labels, max_size=3).map(tuple),
    segments=st.lists(
        st.builds(Segment, st.tuples(st.integers(0, 9), st.integers(0, 9)), st.lists(labels, max_size=2).map(tuple)), max_size=3
    ).map(tuple),
    emotion=st.none() | st.builds(Emotion, level=st.integers(0, 4), value=st.floats(0, 4)),
    language=st.sampled_from(["zh", "en"]),
    recognizer=st.text(max_size=8),
    in_doubt=st.booleans(),
    possible=st.lists(st.sampled_from(["inform", "hold"]), max_size=2).map(tuple),
)


@given(readings)
@settings(max_examples=60, deadline=None)
def test_a_reading_is_read_back_equal_from_its_json(reading: Reading) -> None:
    """The log of a session keeps readings, so that a replay does not hang on the machine's floating point."""
    assert Reading.from_json(json.loads(json.dumps(reading.as_json()))) == reading


def test_a_reading_logged_before_what_came_near_was_known_may_be_any() -> None:
    logged = Reading((), (), None, "zh", "table-1", in_doubt=True).as_json()
    del logged["possible"]
    assert Reading.from_json(logged).possible is None


class Scripted:
    """Reads every message as one act, and remembers what it was asked."""

    name = "scripted-1"

    def __init__(self) -> None:
        self.asked: list[Message] = []

    def read(self, messages: Sequence[Message]) -> list[Reading]:
        self.asked += messages
        return [
            Reading(
                (ActLabel(act="inform" if message.speaker == "agent" else "ask", confidence=0.9, span=(0, len(message.text))),),
                (),
                Emotion(level=1, value=1.2) if message.speaker == "customer" else None,
                "zh",
                self.name,
                in_doubt=message.text == "嗯嗯",
                possible=("hold",) if message.text == "嗯嗯" else (),
            )
            for message in messages
        ]

    def explain(self, message: Message) -> tuple[Explanation, ...]:
        return ()

    def meanings(self, texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float32]]:
        return np.zeros((len(texts), 2), np.float32)


class TestTranscripts:
    def test_every_turn_of_the_two_is_read(self) -> None:
        recognizer = Scripted()
        turns = (Turn(speaker="customer", text="在吗"), Turn(speaker="agent", text="在的"), Turn(speaker="system", text="转接"))
        read = read_transcript(Transcript(turns=turns), recognizer)
        assert recognizer.asked == [Message("customer", "在吗"), Message("agent", "在的")]
        assert [turn.acts and turn.acts[0].act for turn in read.turns] == ["ask", "inform", None]
        assert [turn.emotion is None for turn in read.turns] == [False, True, True]

    def test_what_was_recorded_is_kept_and_only_what_is_missing_is_added(self) -> None:
        recognizer = Scripted()
        acts = (ActLabel(act="complain", confidence=1, span=(0, 2)),)
        felt = Emotion(level=4, value=4)
        turns = (
            Turn(speaker="customer", text="气死", acts=acts),
            Turn(speaker="customer", text="哼", acts=acts, emotion=felt),
            Turn(speaker="customer", text="喂", emotion=felt),
            Turn(speaker="agent", text="在", acts=()),
        )
        read = read_transcript(Transcript(turns=turns), recognizer)
        assert [message.text for message in recognizer.asked] == ["气死", "喂"]
        assert [turn.acts and turn.acts[0].act for turn in read.turns] == ["complain", "complain", "ask", ()]
        assert [turn.emotion and turn.emotion.level for turn in read.turns] == [1, 4, 4, None]

    def test_a_transcript_that_was_read_asks_the_recognizer_nothing(self) -> None:
        recognizer = Scripted()
        read = read_transcript(Transcript(turns=(Turn(speaker="customer", text="在吗"),)), recognizer)
        recognizer.asked.clear()
        assert read_transcript(read, recognizer) == read
        assert recognizer.asked == []

    def test_anger_does_not_end_because_somebody_states_a_fact(self) -> None:
        """Scripted reads every customer turn as an emotion of 1.2; of the 4 before it three quarters go on: 3, 2.25, 1.69."""
        turns = (
            Turn(speaker="customer", text="气死", emotion=Emotion(level=4, value=4)),
            Turn(speaker="agent", text="在的"),
            Turn(speaker="customer", text="[图片]"),
            Turn(speaker="customer", text="左边"),
            Turn(speaker="customer", text="后天要用"),
        )
        read = read_transcript(Transcript(turns=turns), Scripted())
        assert [turn.emotion and turn.emotion.value for turn in read.turns] == [4, None, 3, 2.25, 1.69]

    @pytest.mark.parametrize("act", ["accept", "thank"])
    def test_thanks_and_agreement_bring_it_down_at_once(self, act: str) -> None:
        own = Emotion(level=0, value=0.2)
        acts = [ActLabel(act=act, confidence=0.9, span=(0, 2))]
        assert carried_on(own, acts, Emotion(level=4, value=4), 0.75) == own

    def test_recorded_thanks_count_as_much_as_recognized_ones(self) -> None:
        """Scripted recognizes a question; what was recorded is kept, and ends the anger."""
        thanks = (ActLabel(act="thank", confidence=1, span=(0, 2)),)
        turns = (
            Turn(speaker="customer", text="气死", emotion=Emotion(level=4, value=4)),
            Turn(speaker="customer", text="多谢", acts=thanks),
        )
        read = read_transcript(Transcript(turns=turns), Scripted())
        assert read.turns[1].emotion == Emotion(level=1, value=1.2)

    @given(st.floats(0, 4), st.floats(0, 4), st.floats(0, 1))
    @settings(max_examples=60, deadline=None)
    def test_what_is_carried_on_never_calms_nor_exceeds_what_was_felt(self, own: float, before: float, share: float) -> None:
        felt = carried_on(Emotion(level=level_of(own), value=own), (), Emotion(level=level_of(before), value=before), share)
        assert felt is not None
        assert own <= felt.value <= max(own, before) + 0.005

    def test_doubt_is_kept_for_the_agent_only_and_with_it_what_came_near(self) -> None:
        turns = tuple(Turn(speaker=speaker, text="嗯嗯") for speaker in ("customer", "agent"))
        read = read_transcript(Transcript(turns=turns), Scripted()).turns
        assert [(turn.in_doubt, turn.possible) for turn in read] == [(False, None), (True, ("hold",))]

    def test_the_language_is_told_from_all_turns_unless_it_is_given(self) -> None:
        chinese = Transcript(turns=(Turn(speaker="agent", text="您好"),))
        english = Transcript(turns=(Turn(speaker="agent", text="hello"),))
        assert read_transcript(chinese, Scripted()).language == "zh-CN"
        assert read_transcript(english, Scripted()).language == "en"
        assert read_transcript(chinese.model_copy(update={"language": "en"}), Scripted()).language == "en"


class TestLabels:
    def test_red_lines_are_acts_of_the_agent(self) -> None:
        assert set(RED_LINE_ACTS) <= set(AGENT_ACTS)

    def test_each_speaker_has_acts_and_the_system_none(self) -> None:
        assert acts_of("agent") == tuple(AGENT_ACTS)
        assert acts_of("customer") == tuple(CUSTOMER_ACTS)
        assert acts_of("system") == ()

    def test_an_act_has_a_name_in_both_languages(self) -> None:
        assert (title("blame_other", "zh-CN"), title("blame_other", "en")) == ("推责第三方", "blame other")
        assert (title("ask.who_signed", "zh"), title("ask.who_signed", "en")) == ("who signed", "who signed")

    def test_no_two_acts_of_a_speaker_share_a_name(self) -> None:
        for acts in (AGENT_ACTS, CUSTOMER_ACTS):
            assert len(set(acts.values())) == len(acts)

    def test_an_unknown_recognizer_is_refused(self) -> None:
        with pytest.raises(KeyError):
            load_recognizer("nothing-like-it")


def test_each_turn_says_its_language_and_signs_are_in_that_of_the_conversation():
    texts = ("在吗亲", "hi, order no. pls", "886", "👌", "order no 发我")
    turns = tuple(Turn(speaker="agent", text=text) for text in texts)
    read = read_transcript(Transcript(turns=(Turn(speaker="system", text="接入"), *turns)), TableRecognizer())
    assert [turn.language for turn in read.turns] == [None, "zh", "en", "zh", "zh", "zh"]


SCORNFUL = (ActLabel(act="complain", confidence=0.9, span=(0, 5)), ActLabel(act="thank", confidence=0.4, span=(0, 5)))


def test_thanks_right_after_an_agreement_at_ease_are_meant():
    """真谢谢你啊 alone may be scorn; where nothing has happened since the customer agreed, it is none."""
    acts, emotion = in_earnest(SCORNFUL, (), Emotion(level=3, value=3.0), Emotion(level=0, value=0.1))
    assert [label.act for label in acts] == ["thank"]
    assert emotion == Emotion(level=0, value=0.1)


@pytest.mark.parametrize("acts", [SCORNFUL[:1], (*SCORNFUL, ActLabel(act="reject", confidence=0.5, span=(0, 5)))])
def test_what_is_no_thanks_or_refuses_too_stays_as_it_was_read(acts):
    own = Emotion(level=3, value=3.0)
    assert in_earnest(acts, ("accept",), own, Emotion(level=0, value=0.1)) == (acts, own)


def test_thanks_that_only_came_near_are_meant_there_too_with_less_confidence():
    acts, _ = in_earnest(SCORNFUL[:1], ("complain", "thank"), Emotion(level=3, value=3.0), None)
    assert [(label.act, label.confidence, label.span) for label in acts] == [("thank", 0.5, (0, 5))]
