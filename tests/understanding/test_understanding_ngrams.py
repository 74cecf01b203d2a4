"""Character n-grams: the same whether texts are looked at together or alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.understanding.ngrams import BUCKETS, grams_of

TEXTS = st.lists(st.text(max_size=12), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(texts=TEXTS)
def test_a_text_has_the_same_grams_alone_and_among_others(texts):
    """However short the texts are, batches change nothing."""
    together = grams_of(texts)
    for number, text in enumerate(texts):
        alone = grams_of([text])
        own = together.text == number
        assert np.array_equal(np.sort(together.buckets[own]), np.sort(alone.buckets))
        assert ((alone.buckets >= 0) & (alone.buckets < BUCKETS)).all()
