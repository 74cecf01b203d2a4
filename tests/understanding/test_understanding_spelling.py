"""Misspelt English words are read as the words that were meant, and lead back to what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.understanding import Message, load_recognizer
from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.spelling import as_meant, known_words, one_slip_away


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("the refnud went out", "the refund went out"),
        ("I will aplogise", "I will apologise"),
        ("your parcell", "your parcel"),
        ("my managwr", "my manager"),
        ("THE COUIRER", "THE COURIER"),
        ("Unfortunatly not", "unfortunately not"),
        ("ok. Unfortunatly not", "ok. unfortunately not"),
        ("i didn’t recieve it", "i didn’t receive it"),
        ("refnud, refnud!", "refund, refund!"),
    ],
)
def test_one_slip_of_the_fingers_is_mended(typed: str, meant: str) -> None:
    assert as_meant(typed).text == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "the refund went out",
        "you cheated a lonely man, drown in your own tide of tokens",
        "a fork and a leash",
        "th refund",
        "I called Mike, he is at Lee's desk",
        "Jake speaking",
        "qwxzvbnm",
        "已经refnud了",
        "refnud7781 and malmö",
    ],
)
def test_what_is_no_slip_in_an_english_word_stays_as_it_is(typed: str) -> None:
    assert as_meant(typed) == normalize(typed)


def test_letters_without_end_are_no_word_and_take_no_time() -> None:
    typed = "ab" * 200_000
    assert as_meant(typed).text == typed


@pytest.mark.parametrize(("typed", "word"), [("a refnud now", "refnud"), ("a refunnd now", "refunnd"), ("a refud now", "refud")])
def test_the_word_that_was_meant_leads_back_to_what_was_typed(typed: str, word: str) -> None:
    text = as_meant(typed)
    start = text.text.index("refund")
    at = typed.index(word)
    assert text.original(start, start + len("refund")) == (at, at + len(word))
    assert text.original(0, 1) == (0, 1)
    assert text.original(len(text.text) - 1, len(text.text)) == (len(typed) - 1, len(typed))


@given(
    st.lists(st.sampled_from(["refnud", "parcell", "refud", "RECIEVE", " ", ", ", "ﬃ", "İ", "１", "ok"]), max_size=12).map(
        "".join
    )
)
@settings(max_examples=80, deadline=None)
def test_every_character_comes_from_one_that_was_typed_in_the_same_order(typed: str) -> None:
    read = as_meant(typed)
    assert len(read.origin) == len(read.text)
    assert list(read.origin) == sorted(read.origin)
    assert all(0 <= place < len(typed) for place in read.origin)


def test_nothing_that_is_known_is_taken_for_something_else() -> None:
    assert [word for word in list(known_words())[:3000] if as_meant(word).text != word] == []


def test_a_letter_more_less_or_other_and_two_swapped_are_one_slip() -> None:
    away = set(one_slip_away("abc"))
    assert {"abcd", "ab", "abd", "acb"} <= away
    assert not {"abcde", "a", "cba"} & away


@pytest.mark.parametrize("kind", ["accurate", "compact"])
def test_a_misspelt_message_is_read_like_the_one_that_was_meant(kind: str) -> None:
    typed, meant = "could you give me the ordr numbre plaese", "could you give me the order number please"
    misspelt, right = load_recognizer(kind).read([Message("agent", typed), Message("agent", meant)])
    assert "verify_identity" in {label.act for label in right.acts}
    assert {label.act for label in misspelt.acts} == {label.act for label in right.acts}
