"""A reply is composed: reaction to how it was said, answers to what was asked, the move of the script."""

from __future__ import annotations

from itr_sim.simulation.answering import answer, ask, notice_ignored, strike_answered, tell
from itr_sim.simulation.deciding import decide
from itr_sim.simulation.ending import LONGEST, closed_on, handed_over, out_of_patience, settled
from itr_sim.simulation.feeling import Impact, nudge
from itr_sim.simulation.hearing import Heard
from itr_sim.simulation.script import enter, rule_for
from itr_sim.simulation.stage import Stage

_SPOKEN_FIRST = (
    "insulted",
    "blamed",
    "argued",
    "dismissed",
    "cold_policy",
    "passed_on",
    "stuffed",
    "sorry_grates",
    "understood_emptily",
    "vague",
    "excess",
    "slow",
    "sorry_again",
)
_DROWNS_THE_REST = _SPOKEN_FIRST[:6]
_SPOKEN_IF_ROOM = ("understood", "sorry_taken")


def reply(stage: Stage, heard: Heard, impacts: list[Impact]) -> None:
    """Put the customer's reply together on the stage, and end the session where it ends."""
    memory = stage.memory
    if heard.not_understood:
        stage.voice("not_understood")
    else:
        _compose(stage, heard, impacts)
    worn_out = memory.patience <= 0 and not memory.accepted
    if stage.outcome is None and (worn_out or memory.turn >= LONGEST):
        out_of_patience(stage)


def _compose(stage: Stage, heard: Heard, impacts: list[Impact]) -> None:
    open_before = list(stage.memory.open_questions)
    strike_answered(stage, heard)
    reaction = _reaction(impacts)
    spoke = reaction is not None and _script(stage, heard, silent=False)
    if not spoke and stage.outcome is None:
        _react(stage, impacts, reaction)
    if stage.outcome or settled(stage, heard):
        return
    if reaction not in _DROWNS_THE_REST:
        answer(stage, heard)
    else:
        for fact in heard.asked[:1]:
            tell(stage, fact)
    before = len(stage.parts)
    decided = decide(stage, heard)
    if not decided and (handed_over(stage, heard) or closed_on(stage, heard)):
        return
    if reaction is None:
        spoke = _script(stage, heard, silent=decided)
    if stage.outcome is None and not decided and not spoke:
        notice_ignored(stage, heard, open_before)
    if stage.outcome is None and len(stage.parts) == before and not stage.told:
        _fill(stage, heard)


def _reaction(impacts: list[Impact]) -> str | None:
    """Return the occasion of the one reaction that matters most."""
    occasions = {impact.occasion for impact in impacts}
    return next((occasion for occasion in _SPOKEN_FIRST if occasion in occasions), None)


def _react(stage: Stage, impacts: list[Impact], reaction: str | None) -> None:
    """Say the reaction; or, where nothing grates, show that something did good."""
    if reaction:
        stage.voice(reaction)
        return
    occasions = {impact.occasion for impact in impacts}
    for occasion in _SPOKEN_IF_ROOM:
        if occasion in occasions and stage.is_left(occasion):
            stage.voice(occasion)
            return


def _script(stage: Stage, heard: Heard, *, silent: bool) -> bool:
    """Take the first rule that fits; return whether it spoke. A silent one only moves mood and state."""
    rule = rule_for(stage.scenario, heard.acts, stage.memory, stage.case_name, stage.persona.id, silent=silent)
    if rule is None:
        return False
    before = len(stage.parts)
    nudge(stage.memory, rule.mood)
    stage.memory.patience += rule.patience
    stage.outcome = rule.end
    if rule.goto:
        enter(stage.memory, rule.goto)
    if silent and not rule.end:
        return False
    stage.say(rule.say, "rule")
    for fact in rule.tell:
        if fact not in stage.memory.told:
            tell(stage, fact)
    if rule.goto:
        state = stage.scenario.script[rule.goto]
        stage.say(state.say, f"state:{rule.goto}")
        if state.ask:
            ask(stage, state.ask)
    if rule.ask:
        ask(stage, rule.ask)
    return len(stage.parts) > before


def _fill(stage: Stage, heard: Heard) -> None:
    """Say something where neither reaction, answer nor script did."""
    memory = stage.memory
    if memory.accepted:
        stage.voice("noted")
        return
    if stage.parts and not (heard.stuffed or heard.repeats_itself):
        return
    if "hold" in heard.acts:
        stage.voice("waits")
    elif heard.acts <= {"greet"} and "greet" in heard.acts and heard.first:
        stage.voice("greeted")
    elif heard.acts & {"commit", "give_deadline", "reassure"} and stage.is_left("acted"):
        stage.voice("acted")
    else:
        state = stage.scenario.script[memory.state]
        if not (stage.by_chance(0.6, "presses") and stage.say_fresh(state.presses, "presses")):
            stage.voice("presses")
