"""Which comparisons can hold at a customer's mood, and which lines leave no mood without words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.scenario.lint.moods import hold_at_every_mood, holds_at_some_mood
from itr_sim.source.authored import Comparison

comparisons = st.builds(
    Comparison, st.sampled_from([">=", "<=", ">", "<", "!=", "=="]), st.integers(-10, 50).map(lambda tenths: tenths / 10)
)


@pytest.mark.parametrize(
    ("typed", "possible"),
    [
        ("> 4", False),
        (">= 4", True),
        ("< 0", False),
        ("<= 0", True),
        ("4.5", False),
        ("2.25", True),
        ("> 3.9", True),
        ("!= 7", True),
    ],
)
def test_a_mood_is_nowhere_but_between_calm_and_furious(typed: str, possible: bool) -> None:
    assert holds_at_some_mood(Comparison.of(typed)) == possible


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ([], False),
        (["< 2"], False),
        (["< 2", ">= 2"], True),
        (["< 2", "> 2"], False),
        (["< 2", "> 2", "2"], True),
        (["<= 1", ">= 3"], False),
        (["<= 1", "> 0.5", "< 3"], True),
        (["<= 4"], True),
        (["< 4"], False),
        (["!= 2"], False),
    ],
)
def test_comparisons_cover_every_mood_or_leave_a_gap(typed: list[str], whole: bool) -> None:
    assert hold_at_every_mood(map(Comparison.of, typed)) == whole


def test_a_line_without_a_mood_covers_all() -> None:
    assert hold_at_every_mood([Comparison.of("> 3"), None])


def test_a_gap_outside_the_moods_asked_about_is_none() -> None:
    assert hold_at_every_mood([Comparison.of(">= 2.5")], (2.6, 4.0))
    assert not hold_at_every_mood([Comparison.of(">= 2.7")], (2.6, 4.0))


@given(st.lists(comparisons, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_mood_is_overlooked(limited: list[Comparison]) -> None:
    """Bounds have one decimal here, so moods of two decimals try everything."""
    everywhere = all(any(each.holds(mood / 100) for each in limited) for mood in range(401))
    assert hold_at_every_mood(limited) == everywhere
