"""The corpus teaches acts, not words: positives without their keyword, and the keyword without the act."""

from __future__ import annotations

import pytest
from training.corpus import Example, read_corpus
from training.keywords import KEYWORDS, Standing, standings

from itr_sim.understanding import AGENT_ACTS, CUSTOMER_ACTS


@pytest.fixture(scope="module")
def found() -> list[Standing]:
    return standings(read_corpus())


def test_every_act_has_its_keywords() -> None:
    assert set(KEYWORDS) == {*(("agent", act) for act in AGENT_ACTS), *(("customer", act) for act in CUSTOMER_ACTS)}


def test_half_of_the_positives_of_each_act_do_without_its_keyword(found: list[Standing]) -> None:
    assert all(each.positives for each in found)
    assert [each for each in found if each.without < each.positives / 2] == []


def test_there_is_a_near_miss_for_every_three_positives(found: list[Standing]) -> None:
    assert [each for each in found if each.near_misses < each.positives / 3] == []


def test_a_keyword_in_a_message_without_the_act_is_a_near_miss() -> None:
    """Sorry that is none, an apology without the word, and both."""
    texts = [("", "Sorry, which parcel?"), ("apologize", "That one is on me"), ("apologize", "So sorry!")]
    examples = [Example("here:1", "en", "agent", (act,) if act else (), None, text) for act, text in texts]
    (own,) = (each for each in standings(examples) if (each.act, each.language) == ("apologize", "en"))
    assert (own.positives, own.without, own.near_misses) == (2, 1, 1)
