"""The name an author probably meant: by prefix, then by label, then by closeness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.source import closest

ACTS = {"verify_identity": "核实身份", "empathize": "共情", "probe_open": "开放式询问", "probe_detail": "细节核实"}


@pytest.mark.parametrize(
    ("found", "guess"),
    [
        pytest.param("verify", "verify_identity", id="prefix"),
        pytest.param("Verify", "verify_identity", id="prefix in capitals"),
        pytest.param("verify-id", "verify_identity", id="prefix with a hyphen"),
        pytest.param("共情", "empathize", id="Chinese label"),
        pytest.param("细节", "probe_detail", id="part of a Chinese label"),
        pytest.param("emphatize", "empathize", id="letters swapped"),
        pytest.param("probe_detial", "probe_detail", id="prefix of two, near to one"),
        pytest.param("probe", "probe_open", id="prefix of two and near to neither"),
        pytest.param("ve", None, id="too short for a prefix"),
        pytest.param("refund", None, id="nothing like it"),
        pytest.param("", None, id="nothing typed"),
    ],
)
def test_the_guess_is_what_an_author_would_have_meant(found: str, guess: str | None) -> None:
    assert closest(found, ACTS, ACTS) == guess


def test_a_prefix_comes_before_closeness() -> None:
    assert closest("settle", ["settled_by", "kettle"]) == "settled_by"


def test_names_with_hyphens_are_found_by_prefix_too() -> None:
    assert closest("out-of", ["in-policy", "out-of-policy-compensation"]) == "out-of-policy-compensation"


def test_without_labels_chinese_finds_nothing() -> None:
    assert closest("共情", ACTS) is None


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_guess_is_always_one_of_the_known_names(found: str, known: list[str]) -> None:
    guess = closest(found, known)
    assert guess is None or guess in known
