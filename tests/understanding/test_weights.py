"""The shipped weights are those of the corpus and the code."""

from __future__ import annotations

import json

import numpy as np
import onnxruntime
import pytest
from training.corpus import Example
from training.fingerprint import WEIGHTS, WORDS, fingerprint
from training.seal import SEAL, digests
from training.thresholds import ACCURATE, COMPACT
from training.words import words_of


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
    assert first == f"# {fingerprint(*WORDS)}"


def test_the_network_gives_what_is_read_of_it_and_no_more():
    outputs = {output.name for output in onnxruntime.InferenceSession(WEIGHTS / "accurate.onnx").get_outputs()}
    assert outputs == {"logits", "parts", "meaning"}


def example(text):
    return Example("here", "en", "agent", (), None, text)


def test_a_word_that_the_corpus_has_twice_is_known_unless_it_is_a_commoner_one_misspelt(tmp_path):
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text(json.dumps({"model": {"vocab": [["▁deport", -9.0], ["▁plain", -9.0], ["ot", -9.0]]}}))
    corpus = [example("that's the Depot ")] * 60 + [example("refnud depto once")] + [example("nowt, thats a depoot")] * 2
    words = words_of(corpus, tokenizer, {"tepot", "nothing"})
    assert words == {"the": 60, "that's": 60, "depot": 60, "nowt": 2, "thats": 2, "a": 2, "deport": 0, "tepot": 0}


def test_every_shipped_file_is_the_one_that_was_made():
    assert json.loads(SEAL.read_text("utf-8")) == digests()
