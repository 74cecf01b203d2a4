"""Answers to what was asked: each fact once, nothing that was not asked."""

from __future__ import annotations

from itr_sim.simulation.feeling import nudge
from itr_sim.simulation.hearing import Heard
from itr_sim.simulation.stage import Stage

_PARTS_BEFORE_MANNER = 4
"""In a longer message the answers stand alone."""
_ANSWERS_AT_ONCE = 3
"""A customer answers so many questions of one message; nobody answers a form of ten."""


def answer(stage: Stage, heard: Heard) -> None:
    """Add an answer for each thing asked."""
    memory = stage.memory
    facts = heard.asked[:_ANSWERS_AT_ONCE]
    voice = stage.persona.voice
    if facts and stage.by_chance(stage.persona.talkative, f"before:{facts[0]}"):
        stage.say(voice.before_answer, "before_answer")
    for fact in facts:
        tell(stage, fact)
    if stage.told and len(stage.parts) < _PARTS_BEFORE_MANNER and stage.by_chance(stage.persona.talkative, f"after:{facts[-1]}"):
        stage.say(voice.after_answer, "after_answer")
    if heard.asked_again and not heard.asked:
        stage.voice("asked_again")
    if "verify_identity" in heard.acts and not _asks_scenario_fact(heard):
        occasion = "identity_again" if memory.told_identity else "identity"
        own = stage.scenario.identity
        if memory.told_identity or not own or not stage.say(own, occasion):
            stage.voice(occasion)
        memory.told_identity = True
    if heard.asked or heard.asked_again or heard.proposals or heard.unclear_offer or stage.memory.pending:
        return
    if "probe_open" in heard.acts:
        stage.voice("nothing_to_add")
    elif "restate" in heard.acts and memory.told:
        stage.voice("confirmed")
    elif "probe_detail" in heard.acts and "verify_identity" not in heard.acts:
        stage.voice("unknown_detail")


def tell(stage: Stage, fact: str) -> None:
    """Give a fact away, in the words of the case."""
    lines = stage.case.facts.get(fact) or stage.scenario.facts[fact].answer
    if fact in stage.case.unknown or not lines:
        stage.voice("unknown_detail")
        stage.memory.told.add(fact)
        return
    if stage.say(lines, f"fact:{fact}"):
        stage.memory.told.add(fact)
        stage.told.append(fact)


def strike_answered(stage: Stage, heard: Heard) -> None:
    """Strike the customer's questions that this message answers."""
    memory = stage.memory
    left = [name for name in memory.open_questions if not heard.acts & set(stage.scenario.questions[name].answered_by)]
    if len(left) < len(memory.open_questions):
        memory.ignored = 0
    memory.open_questions = left


def notice_ignored(stage: Stage, heard: Heard, before: list[str]) -> bool:
    """Come back to a question that was open before this message and still is; return whether anything was said."""
    memory = stage.memory
    left = [name for name in memory.open_questions if name in before]
    if not left or len(left) < len(before) or heard.acts & {"hold", "probe_detail", "verify_identity"}:
        return False
    memory.ignored += 1
    nudge(memory, 0.25 * stage.persona.temper)
    memory.patience -= 1.0
    question = stage.scenario.questions[left[0]]
    said = stage.is_left("ignored") and stage.voice("ignored")
    asked = stage.say_fresh(question.again, f"again:{left[0]}") or stage.say_fresh(question.say, f"question:{left[0]}")
    return asked or said or stage.voice("ignored")


def ask(stage: Stage, question: str) -> None:
    """Let the customer ask a question of the scenario, once."""
    if question in stage.memory.asked_questions:
        return
    if stage.say(stage.scenario.questions[question].say, f"question:{question}"):
        stage.memory.asked_questions.add(question)
        stage.memory.open_questions.append(question)


def _asks_scenario_fact(heard: Heard) -> bool:
    return bool(heard.asked or heard.asked_again)
