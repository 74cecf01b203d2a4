"""All scorecards as one JSON list, or a single one as one object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from itr_sim.rubric import Scorecard


def render(scorecards: Iterable[Scorecard], language: str) -> Iterator[str]:
    """Yield one JSON document: an object for one scorecard, a list for several."""
    documents = [scorecard.as_json(language) for scorecard in scorecards]
    yield json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False, indent=2) + "\n"
