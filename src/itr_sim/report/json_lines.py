"""One scorecard a line: the contract of batch scoring."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from itr_sim.rubric import Scorecard


def render(scorecards: Iterable[Scorecard], language: str) -> Iterator[str]:
    """Yield a line of JSON for each scorecard."""
    for scorecard in scorecards:
        yield json.dumps(scorecard.as_json(language), ensure_ascii=False) + "\n"
