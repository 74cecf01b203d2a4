"""Misspelt English words are read as the words that were meant, and lead back to what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.understanding import Message, load_recognizer
from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.spelling import mended


def read_as(text: str) -> str:
    return mended(normalize(text)).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the refnud went out", "the refund went out"),
        ("I will aplogise", "I will apologise"),
        ("your parcell", "your parcel"),
        ("my managwr", "my manager"),
        ("THE COURRIER", "THE COURIER"),
        ("Unfortunatly not", "unfortunately not"),
        ("i didn’t recieve it", "i didn’t receive it"),
        ("refnud, refnud!", "refund, refund!"),
    ],
)
def test_one_slip_of_the_fingers_is_mended(typed: str, meant: str) -> None:
    assert read_as(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "the refund went out",
        "teh bag",
        "ask Janyne at the desk",
        "qwxzvbnm",
        "已经refnud了",
        "sooooo l8",
    ],
    ids=["nothing", "well spelt", "short", "a name", "like no word", "within Chinese", "with a digit"],
)
def test_what_is_no_slip_in_an_english_word_stays_as_it_is(typed: str) -> None:
    assert read_as(typed) == normalize(typed).text


@pytest.mark.parametrize(("typed", "word"), [("a refnud now", "refnud"), ("a refunnd now", "refunnd"), ("a refud now", "refud")])
def test_the_word_that_was_meant_leads_back_to_what_was_typed(typed: str, word: str) -> None:
    text = mended(normalize(typed))
    start = text.text.index("refund")
    at = typed.index(word)
    assert text.original(start, start + len("refund")) == (at, at + len(word))
    assert text.original(0, 1) == (0, 1)
    assert text.original(len(text.text) - 1, len(text.text)) == (len(typed) - 1, len(typed))


@given(st.text(st.sampled_from("refund policy's’ .,A退ﬃ") | st.characters(codec="utf-8"), max_size=50))
@settings(max_examples=80, deadline=None)
def test_the_places_never_go_back_and_stay_within_the_text(text: str) -> None:
    read = mended(normalize(text))
    assert len(read.origin) == len(read.text)
    assert list(read.origin) == sorted(read.origin)
    assert all(0 <= place < len(text) for place in read.origin)


@pytest.mark.parametrize("kind", ["accurate", "compact"])
def test_a_misspelt_message_is_read_like_the_one_that_was_meant(kind: str) -> None:
    typed, meant = "could you give me the ordre numbre please", "could you give me the order number please"
    misspelt, right = load_recognizer(kind).read([Message("agent", typed), Message("agent", meant)])
    assert "verify_identity" in {label.act for label in right.acts}
    assert {label.act for label in misspelt.acts} == {label.act for label in right.acts}
