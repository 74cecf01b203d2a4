"""The contract: what is kept through a round trip, and what a stranger's text is cleared of."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from itr_sim.transcript import Action, ActLabel, Emotion, FactRecord, SessionRecord, Transcript, Turn, read_transcripts
from itr_sim.transcript.harmless import harmless

FULL = {
    "id": "t-001",
    "language": "zh-CN",
    "scenario": "signed-not-received",
    "channel": "chat",
    "agent": "a17",
    "turns": [
        {
            "speaker": "customer",
            "text": "包裹呢？",
            "at": "2026-03-01T10:00:00+08:00",
            "acts": [{"act": "ask", "confidence": 0.9, "span": [0, 4], "model": "x"}],
            "emotion": {"level": 2, "value": 1.6, "by": "hand"},
            "mood": 1.8,
            "facts": ["who_signed"],
            "read_at": 7,
        },
        {
            "speaker": "agent",
            "text": "登记好了",
            "actions": [{"tool": "claim", "args": {"no": [1, {"a": None}]}, "ok": False, "took": 3}],
            "acts": [],
            "in_doubt": True,
            "possible": ["commit"],
        },
    ],
    "session": {
        "case": "lost",
        "persona": "anxious",
        "seed": 7,
        "facts": [{"id": "who_signed", "weight": 2.0, "title": "谁签收的", "of": "case"}],
        "outcome": "settled",
        "rating": 4,
        "mood_at_end": 0.5,
    },
    "ticket": {"queue": "parcels", "tags": ["a", "b"], "n": 1.5},
}


def read_back(transcript: Transcript, folder: Path) -> Transcript:
    path = folder / "round.jsonl"
    path.write_text(json.dumps(transcript.as_json(), ensure_ascii=False) + "\n", "utf-8")
    (again,) = read_transcripts(path)
    return again


def test_unknown_keys_at_every_level_survive_a_round_trip(tmp_path: Path) -> None:
    transcript = Transcript.model_validate(FULL)
    assert transcript.as_json() == FULL
    assert read_back(transcript, tmp_path) == transcript


def test_the_keys_come_in_the_order_of_the_contract() -> None:
    assert list(Transcript.model_validate(dict(reversed(FULL.items()))).as_json()) == list(FULL)


def test_keys_that_hold_nothing_are_left_out() -> None:
    turn = Turn(speaker="agent", text="", at=None, acts=None, actions=(), in_doubt=False)
    assert Transcript(turns=(turn,)).as_json() == {"turns": [{"speaker": "agent", "text": ""}]}


def test_a_turn_that_was_read_and_holds_no_act_is_told_from_one_that_was_not_read() -> None:
    assert Turn(speaker="agent", text="a", acts=()).model_dump(mode="json", exclude_defaults=True)["acts"] == []


def test_a_transcript_is_frozen() -> None:
    with pytest.raises(ValidationError):
        Transcript.model_validate(FULL).id = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (ActLabel, {"act": "ask", "confidence": 1.1, "span": (0, 1)}),
        (ActLabel, {"act": "ask", "confidence": float("nan"), "span": (0, 1)}),
        (ActLabel, {"act": "ask", "confidence": 0.5, "span": (0, 1, 2)}),
        (Emotion, {"level": 5, "value": 4}),
        (Emotion, {"level": 4, "value": 4.1}),
        (Turn, {"speaker": "agent", "text": "a", "mood": -0.1}),
        (FactRecord, {"id": "a", "weight": -1}),
        (Turn, {"speaker": "agent", "text": "a", "at": date(2026, 3, 1)}),
        (SessionRecord, {"case": "a", "persona": "b", "seed": 1, "rating": 6}),
    ],
)
def test_values_out_of_their_range_are_refused(model: type, values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model(**values)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[1;1Hhome", "home"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x1b\x1b[31mb", "ab"),
        ("\x9b31mc1", "31mc1"),
        ("a\rb\x08c\x00d\x7f", "abcd"),
        ("left \u202eright\u2066", "left right"),
        ("half \ud83d emoji", "half  emoji"),
        ("line\n\ttab 👍🏽 好", "line\n\ttab 👍🏽 好"),
        ("a" + "\n" * 9 + "b\n \n\tc", "a\n\nb\n \n\tc"),
        ("a" + "\n \t" * 5_000 + "\nb", "a\n\nb"),
    ],
)
def test_terminal_escapes_and_direction_overrides_are_removed(text: str, left: str) -> None:
    assert harmless(text) == left


@given(st.text(st.characters() | st.sampled_from("\x1b[]mJ0;\x07\\\x9b"), max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_is_harmless_holds_no_control_but_line_and_tab_and_stays_as_it_is(text: str) -> None:
    left = harmless(text)
    assert all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in left)
    assert harmless(left) == left
    assert harmless("".join(char for char in text if char.isalnum())) == "".join(char for char in text if char.isalnum())


def test_reading_clears_texts_and_the_acts_whose_places_have_moved(tmp_path: Path) -> None:
    turn = {"speaker": "agent", "text": "\x1b[31m好的", "acts": [{"act": "inform", "confidence": 1, "span": [5, 7]}]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"turns": [turn, {**turn, "text": "好的"}]}), "utf-8")
    (transcript,) = read_transcripts(path)
    assert [(turn.text, turn.acts is None) for turn in transcript.turns] == [("好的", True), ("好的", False)]


def test_names_that_reports_print_are_cleared_too(tmp_path: Path) -> None:
    evil = "\x1b[2Jx"
    session = {
        "case": evil,
        "persona": evil,
        "seed": 1,
        "facts": [{"id": evil, "title": evil}],
        "outcome": evil,
        "settled_by": evil,
        "comment": evil,
        "aftermath": [evil],
        "recognizer": evil,
    }
    acts = [{"act": evil, "confidence": 1, "span": [0, 1]}]
    turn = {"speaker": "agent", "text": "a", "acts": acts, "actions": [{"tool": evil}], "facts": [evil]}
    names = dict.fromkeys(("id", "language", "scenario", "channel", "agent"), evil)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**names, "turns": [turn], "session": session}), "utf-8")
    (transcript,) = read_transcripts(path)
    written = json.dumps(transcript.as_json())
    assert "u001b" not in written
    assert written.count('"x"') == 17


def test_half_an_emoji_in_an_unknown_key_can_be_written_out_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"subject": "cut \ud83d", "whole": "\ud83d\ude00 \\ud83d", "turns": [{"speaker": "agent", "text": "a"}]}')
    (transcript,) = read_transcripts(path)
    assert transcript.model_extra == {"subject": "cut \ufffd", "whole": "😀 \\ud83d"}
    json.dumps(transcript.as_json(), ensure_ascii=False).encode("utf-8")


texts = st.text("aZ0 \n好\"\\'{é👍\u2028", max_size=12)
spans = st.tuples(st.integers(0, 20), st.integers(0, 20))
extras = st.dictionaries(
    st.sampled_from(["x1", "备注", "ticket"]), texts | st.integers(-5, 5) | st.none() | st.lists(texts, max_size=2), max_size=2
)
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)) | st.datetimes(
    datetime(2000, 1, 1), datetime(2100, 1, 1)
).map(lambda at: at.replace(tzinfo=timezone(timedelta(hours=8))))


@st.composite
def turns(draw: st.DrawFn) -> Turn:
    labels = st.builds(ActLabel, act=texts, confidence=st.floats(0, 1), span=spans)
    return Turn(
        speaker=draw(st.sampled_from(["customer", "agent", "system"])),
        text=draw(texts),
        at=draw(st.none() | times),
        actions=draw(st.lists(st.builds(Action, tool=texts, args=extras, ok=st.booleans()), max_size=2).map(tuple)),
        acts=draw(st.none() | st.lists(labels, max_size=2).map(tuple)),
        emotion=draw(st.none() | st.builds(Emotion, level=st.integers(0, 4), value=st.floats(0, 4))),
        mood=draw(st.none() | st.floats(0, 4)),
        facts=draw(st.lists(texts, max_size=2).map(tuple)),
        in_doubt=draw(st.booleans()),
        possible=draw(st.none() | st.lists(texts, max_size=2).map(tuple)),
        **draw(extras),
    )


@given(st.lists(turns(), min_size=1, max_size=4), texts.filter(bool), extras)
@settings(max_examples=60, deadline=None)
def test_any_transcript_survives_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, made: list[Turn], name: str, more: dict[str, Any]
) -> None:
    transcript = Transcript(id=name, turns=tuple(made), language=None, **more)
    assert read_back(transcript, tmp_path_factory.getbasetemp()) == transcript
