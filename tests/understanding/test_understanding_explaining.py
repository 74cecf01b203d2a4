"""What carried an act is what the recognizer would miss if it were not there."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from itr_sim.transcript import ActLabel
from itr_sim.understanding import Message, Reading, load_recognizer
from itr_sim.understanding.explaining import Carrier, explain

TEXT = "so sorry, refunded"
PIECES = [(0, 2), (3, 8), (8, 9), (10, 18)]


def likely(texts: Sequence[str]) -> list[dict[str, float]]:
    """Sorry says apologize (odds of 9 to 1 against 1 to 4), refunded says propose; the comma speaks against both."""
    return [
        {
            "apologize": 0.9 if "sorry" in text and "," in text else 0.95 if "sorry" in text else 0.2,
            "propose": 0.8 if "refunded" in text else 0.01,
        }
        for text in texts
    ]


def reading(*acts: str) -> Reading:
    labels = tuple(ActLabel(act=act, confidence=0.9, span=(0, len(TEXT))) for act in acts)
    return Reading(labels, (), None, "en", "scripted-1")


def test_an_act_is_carried_by_what_it_would_be_missed_without():
    """ln(0.9/0.1) - ln(0.2/0.8) = 2.197 + 1.386 = 3.58; the comma: 2.197 - ln(0.95/0.05) = -0.75."""
    (found,) = explain(Message("agent", TEXT), reading("apologize"), PIECES, likely)
    assert found.carriers == (Carrier((3, 8), "sorry", 3.58), Carrier((8, 9), ",", -0.75))


def test_each_act_has_carriers_of_its_own_in_the_order_of_the_reading():
    found = explain(Message("agent", TEXT), reading("propose", "apologize"), PIECES, likely)
    assert [(each.act, each.carriers[0].quote) for each in found] == [("propose", "refunded"), ("apologize", "sorry")]


def test_neighbours_that_speak_for_an_act_together_are_one_carrier():
    pieces = [(3, 6), (6, 8)]
    (found,) = explain(Message("agent", TEXT), reading("apologize"), pieces, likely)
    assert [(carrier.quote, carrier.weight) for carrier in found.carriers] == [("sorry", 7.17)]


def test_a_message_without_acts_has_nothing_to_explain():
    assert explain(Message("agent", TEXT), reading(), PIECES, likely) == ()


@pytest.mark.parametrize("kind", ["accurate", "compact"])
@pytest.mark.parametrize(
    ("text", "act", "word"),
    [
        ("实在对不起，您的快递我明天再发", "apologize", "对不起"),
        ("Could you give me your order number, so I can find it?", "verify_identity", "order number"),
    ],
)
def test_the_recognizers_name_the_words_that_matter(kind, text, act, word):
    """The weightiest carrier of a plain act lies on the words that a reader would point at."""
    explained = {each.act: each for each in load_recognizer(kind).explain(Message("agent", text))}
    start, end = explained[act].carriers[0].span
    at = text.index(word)
    assert start < at + len(word)
    assert end > at


@pytest.mark.parametrize("kind", ["accurate", "compact"])
@pytest.mark.parametrize(
    "text",
    [
        "I'm so sorry about that.  Could you give me your order number?",
        "　实在 对不起， sorry  啊 您的快递我 now 马上查 ",
        "\tSo sorry!\n\nI will resend it today ",
    ],
)
def test_no_carrier_begins_or_ends_with_a_blank(kind, text):
    """To a vocabulary the blank before a word belongs to it; who reads the explanation is shown the word."""
    explained = load_recognizer(kind).explain(Message("agent", text))
    carriers = [carrier for each in explained for carrier in each.carriers]
    assert carriers
    assert [carrier.quote for carrier in carriers] == [carrier.quote.strip() for carrier in carriers]
    assert [text[slice(*carrier.span)] for carrier in carriers] == [carrier.quote for carrier in carriers]


@pytest.mark.parametrize("kind", ["accurate", "compact"])
def test_explaining_does_not_change_what_is_read_afterwards(kind):
    recognizer = load_recognizer(kind)
    message = Message("customer", "谢谢你啊，三天才回我一次")
    before = recognizer.read([message])
    recognizer.explain(message)
    assert recognizer.read([message]) == before


def test_neighbours_are_one_carrier_across_a_blank():
    """What is left out between them is only the blank."""
    pieces = [(3, 5), (6, 8)]
    text = "so so rry, refunded"

    def told(texts: Sequence[str]) -> list[dict[str, float]]:
        return [{"apologize": 0.9 if "so" in each[2:] and "rry" in each else 0.2} for each in texts]

    (found,) = explain(Message("agent", text), reading("apologize"), pieces, told)
    assert [carrier.span for carrier in found.carriers] == [(3, 8)]


def test_of_a_long_message_several_words_are_left_out_at_once():
    """A look for each of two hundred words would take seconds; eighty are enough to say where it lies."""
    looked: list[int] = []

    def told(texts: Sequence[str]) -> list[dict[str, float]]:
        looked.append(len(texts))
        return [{"apologize": 0.9 if "sorry" in text else 0.1} for text in texts]

    text = "well " * 199 + "sorry"
    words = [(5 * at, 5 * at + 4) for at in range(199)] + [(995, 1000)]
    (found,) = explain(Message("agent", text), reading("apologize"), words, told)
    assert looked[0] <= 81
    assert found.carriers[0].quote.endswith("sorry")
