"""What was read, for people."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from itr_sim.report.readings import render_reading
from itr_sim.transcript import ActLabel, Emotion, Transcript, Turn
from itr_sim.understanding.explaining import Carrier, Explanation

LONG = "东西坏成这样真的很生气，你们每次都说尽快处理，已经过去整整一个星期了还是没有人给我打电话"
SORRY = ActLabel(act="apologize", confidence=0.97, span=(0, 3))
TRANSCRIPT = Transcript(
    id="t-1",
    turns=(
        Turn(speaker="customer", text=LONG, acts=(), emotion=Emotion(level=3, value=2.8)),
        Turn(speaker="agent", text="对不起，我马上查", acts=(SORRY,)),
    ),
)
EXPLAINED = {1: (Explanation("apologize", 0.97, (Carrier((0, 3), "对不起", 6.4), Carrier((4, 8), "我马上查", -0.5))),)}


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(width):
    """Chinese is folded between characters: with the indents off, the text is what it was."""
    lines = list(render_reading(TRANSCRIPT, EXPLAINED, "zh", width))
    assert max(map(cell_len, lines)) <= width
    assert LONG in "".join(line.strip() for line in lines)


def test_an_act_is_shown_with_what_spoke_for_it():
    shown = "\n".join(render_reading(TRANSCRIPT, EXPLAINED, "zh", 80))
    assert "道歉 97%  “对不起” +6.4" in shown
    assert "我马上查” -" not in shown
    assert "生气 2.8" in shown


def test_without_an_explanation_an_act_is_shown_with_its_segment():
    assert "apologize 97%  “对不起”" in "\n".join(render_reading(TRANSCRIPT, {}, "en", 80))
