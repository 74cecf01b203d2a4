"""What a scenario of few lines becomes: short forms spelled out, numbers asked for, acts by example gathered."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from pydantic import ValidationError

from itr_sim.scenario import Scenario, load_scenario

SMALL = """\
    id: late-parcel
    title: 18:00
    language: zh-CN
    persona: anxious
    brief: 客户来问包裹。
    channel: {first_response: 2m}
    desk:
      order: {number: 0012345, gift: no}
      tools:
        trace: {title: 查件, like: 我查过了}
        claim: {title: 理赔}
    facts:
      story: {asked_by: ask.story, answer: [{say: 还没到, mood: '> 2'}, 没到]}
    cases:
      lost: {title: 丢件, settled_by: reship}
    acts:
      ask.story: {like: [怎么回事], unlike: 什么时候}
    solutions:
      reship: {title: 补寄, like: [补寄一件]}
    script:
      opening: {say: [喂, 在吗], on: {when: insult, goto: closing}}
      closing: {}
    """


@pytest.fixture
def small(tmp_path: Path) -> Scenario:
    path = tmp_path / "late-parcel.yaml"
    path.write_text(dedent(SMALL), "utf-8")
    return load_scenario(path)


def test_texts_stay_as_typed_and_numbers_are_numbers(small: Scenario) -> None:
    assert small.title == "18:00"
    assert small.desk.order == {"number": "0012345", "gift": "no"}
    assert small.channel.first_response == 120


def test_a_single_value_stands_for_a_list_of_one(small: Scenario) -> None:
    assert small.cases["lost"].settled_by == ("reship",)
    assert small.acts["ask.story"].unlike == ("什么时候",)
    (rule,) = small.script["opening"].on
    assert (rule.when.act, rule.goto) == (("insult",), "closing")
    assert [line.say for line in small.script["opening"].say] == ["喂", "在吗"]
    line, plain = small.facts["story"].answer
    assert (line.say, str(line.mood)) == ("还没到", "> 2")
    assert (plain.say, plain.mood) == ("没到", None)


def test_the_first_state_opens(small: Scenario) -> None:
    assert small.opening == "opening"


def test_acts_by_example_are_the_scenarios_own_its_solutions_and_the_tools_that_have_examples(small: Scenario) -> None:
    assert {name: each.like for name, each in small.examples().items()} == {
        "ask.story": ("怎么回事",),
        "solve.reship": ("补寄一件",),
        "do.trace": ("我查过了",),
    }


def test_a_scenario_is_frozen(small: Scenario) -> None:
    with pytest.raises(ValidationError):
        small.title = "other"  # type: ignore[misc]
