"""The simulated customer: `open_session` and `step`. No terminal, no clock, no global chance; it hands out events."""

from itr_sim.simulation.events import AftermathTold, CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.hearing import Said
from itr_sim.simulation.session import Session, draw_case, give_up, open_session, step
from itr_sim.simulation.transcribing import transcript_of_session

__all__ = [
    "AftermathTold",
    "CustomerSays",
    "Ended",
    "Event",
    "Said",
    "Session",
    "ToolUsed",
    "draw_case",
    "give_up",
    "open_session",
    "step",
    "transcript_of_session",
]
