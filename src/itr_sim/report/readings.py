"""What was read in a conversation, for people: each message with its acts, and what in the text carried them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.cells import cell_len

from itr_sim.report.folding import fold
from itr_sim.transcript import ActLabel, Transcript
from itr_sim.understanding.explaining import Explanation
from itr_sim.understanding.labels import EMOTION_LEVELS, title

Explanations = Mapping[int, tuple[Explanation, ...]]
"""By the number of the turn, counted from 0; a turn that is not there is not explained."""

SPEAKERS = {"customer": ("customer", "客户"), "agent": ("agent", "客服"), "system": ("system", "系统")}
_SHOWN = 4
"""Carriers of an act that are shown, the weightiest of those that speak for it."""


def render_reading(transcript: Transcript, explanations: Explanations, language: str, width: int) -> Iterator[str]:
    """Yield the lines of one conversation, none wider than `width` cells where it has at least thirty."""
    chinese = language == "zh"
    yield transcript.id or ("对话" if chinese else "conversation")
    for number, turn in enumerate(transcript.turns):
        speaker = SPEAKERS[turn.speaker][chinese]
        level = EMOTION_LEVELS[turn.emotion.level][chinese] if turn.emotion else ""
        felt = f"  ({level} {turn.emotion.value:.1f})" if turn.emotion else ""
        yield from _hanging(f"{number + 1:>3} {speaker} ", turn.text + felt, width)
        carried = {each.act: each for each in explanations.get(number, ())}
        for label in turn.acts or ():
            yield from _hanging(" " * 6, _act(label, carried.get(label.act), turn.text, language), width)
    yield ""


def _act(label: ActLabel, explanation: Explanation | None, text: str, language: str) -> str:
    named = f"{title(label.act, language)} {label.confidence:.0%}"
    if explanation is None:
        return f"{named}  “{text[slice(*label.span)].strip()}”"
    telling = [carrier for carrier in explanation.carriers if carrier.weight > 0][:_SHOWN]
    nothing = "没有哪一处单独起作用" if language == "zh" else "no stretch of it alone"
    return f"{named}  " + ("  ".join(f"“{carrier.quote}” +{carrier.weight:.1f}" for carrier in telling) or nothing)


def _hanging(head: str, text: str, width: int) -> Iterator[str]:
    """Yield `text` behind `head`, further lines below its beginning; a terminal of a few cells gets longer lines than it has."""
    indent = cell_len(head)
    first, *more = fold(text, max(8, width - indent))
    yield head + first
    yield from (" " * indent + line for line in more)
