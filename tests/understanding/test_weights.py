"""The shipped weights are those of the corpus and the code."""

from __future__ import annotations

import json

import numpy as np
import pytest
from training.fingerprint import fingerprint
from training.thresholds import ACCURATE, COMPACT

from conftest import ROOT

WEIGHTS = ROOT / "src" / "itr_sim" / "understanding" / "weights"


@pytest.mark.parametrize("kind", ["accurate", "compact"])
def test_the_weights_were_made_from_this_corpus_and_this_code(kind):
    """A change of either needs `make model`: the fingerprint in the weights is that of what is here."""
    stored = json.loads((WEIGHTS / f"{kind}.json").read_text("utf-8"))["fingerprint"]
    assert stored == fingerprint()


def test_the_n_grams_of_the_accurate_recognizer_were_made_from_it_too():
    with np.load(WEIGHTS / "letters.npz") as stored:
        assert str(stored["fingerprint"]) == fingerprint()


@pytest.mark.parametrize(("kind", "thresholds"), [("accurate", ACCURATE), ("compact", COMPACT)])
def test_the_thresholds_in_the_weights_are_those_that_were_chosen(kind, thresholds):
    """They are written into the weights once these are made; chosen anew, they have to be written anew."""
    assert json.loads((WEIGHTS / f"{kind}.json").read_text("utf-8"))["thresholds"] == thresholds


def test_the_words_that_misspelt_ones_are_taken_for_are_those_of_the_corpus():
    first, *_ = (WEIGHTS / "words.tsv").read_text("utf-8").splitlines()
    assert first == f"# {fingerprint()}"
