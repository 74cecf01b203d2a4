"""From what probability an act counts. Three figures, chosen on the held-out part; acts that cost an agent need more."""

from __future__ import annotations

from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS, RED_LINE_ACTS


def thresholds(agent: float, offence: float, customer: float) -> dict[str, dict[str, float]]:
    """Return a threshold for each act of each speaker."""
    return {
        "agent": {act: offence if act in RED_LINE_ACTS else agent for act in AGENT_ACTS},
        "customer": dict.fromkeys(CUSTOMER_ACTS, customer),
    }


ACCURATE = thresholds(agent=0.40, offence=0.45, customer=0.35)
COMPACT = thresholds(agent=0.35, offence=0.45, customer=0.30)
