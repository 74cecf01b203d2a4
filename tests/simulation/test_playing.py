"""A player: what the trainee need not wait for."""

from __future__ import annotations

from threading import Event

import numpy as np
import pytest

from conftest import START, TableRecognizer
from itr_sim.simulation.playing import Player


class SlowToLearn(TableRecognizer):
    """Looks at examples only once it is let."""

    def __init__(self, fails: bool = False) -> None:
        self.let, self.fails = Event(), fails

    def meanings(self, texts):
        assert self.let.wait(timeout=30)
        if self.fails:
            raise RuntimeError("nothing can be looked at")
        return np.zeros((len(texts), 4), np.float32)


def test_the_customer_speaks_before_the_examples_of_the_scenario_are_looked_at(parcel, anxious):
    recognizer = SlowToLearn()
    player = Player(parcel, anxious, recognizer, seed=3, at=START, case="lost")
    examples = player.look_at_examples()
    assert player.exchanges[0].events
    assert not examples.done()
    recognizer.let.set()
    assert [label.act for label in player.read("greet: 您好").acts] == ["greet"]


def test_what_goes_wrong_with_the_examples_is_told_with_the_first_message(parcel, anxious):
    recognizer = SlowToLearn(fails=True)
    recognizer.let.set()
    player = Player(parcel, anxious, recognizer, seed=3, at=START, case="lost")
    with pytest.raises(RuntimeError, match="nothing can be looked at"):
        player.read("greet: 您好")
