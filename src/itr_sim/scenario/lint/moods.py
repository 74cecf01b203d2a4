"""The moods that a customer can have, and what holds at them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from itr_sim.source.authored import Comparison

CALM, FURIOUS = 0.0, 4.0
BREAKS_OFF_FROM = 2.6
"""From this mood on a customer who has lost patience breaks off, below leaves; `simulation.ending` keeps its own."""
JUST = 0.001
"""The least difference of two moods: they are kept to three places."""

Range = tuple[float, float]
ANY_MOOD: Range = (CALM, FURIOUS)


def holds_at_some_mood(comparison: Comparison) -> bool:
    """Return whether any customer can have a mood at which it holds."""
    return any(comparison.holds(mood) for mood in _tried([comparison], ANY_MOOD))


def hold_at_every_mood(comparisons: Iterable[Comparison | None], among: Range = ANY_MOOD) -> bool:
    """Return whether at every mood of a range one of the comparisons holds; None holds at any."""
    limited = []
    for comparison in comparisons:
        if comparison is None:
            return True
        limited.append(comparison)
    return all(any(each.holds(mood) for each in limited) for mood in _tried(limited, among))


def _tried(comparisons: Iterable[Comparison], among: Range) -> list[float]:
    """Return moods that stand for all of a range: every bound, and one between each two. Nothing else makes a difference."""
    lowest, highest = among
    bounds = {lowest, highest, *(each.bound for each in comparisons if lowest <= each.bound <= highest)}
    return sorted({*bounds, *((low + high) / 2 for low, high in pairwise(sorted(bounds)))})
