"""Answers to what was asked: each fact once, nothing that was not asked."""

from __future__ import annotations

from itr_sim.simulation.feeling import nudge
from itr_sim.simulation.hearing import Heard
from itr_sim.simulation.stage import Stage

_ANSWERS_AT_ONCE = 3
"""A customer answers so many questions of one message; nobody answers a form of ten."""


def answer(stage: Stage, heard: Heard) -> None:
    """Add an answer for each thing asked."""
    memory = stage.memory
    for fact in heard.asked[:_ANSWERS_AT_ONCE]:
        tell(stage, fact)
    if heard.asked_again and not heard.asked:
        stage.voice("asked_again")
    if "verify_identity" in heard.acts and not _asks_scenario_fact(heard):
        occasion = "identity_again" if memory.told_identity else "identity"
        own = stage.scenario.identity
        if memory.told_identity or not own or not stage.say(own, occasion):
            stage.voice(occasion)
        memory.told_identity = True
    if heard.asked or heard.asked_again or heard.proposals:
        return
    if "probe_open" in heard.acts:
        stage.voice("nothing_to_add")
    elif "restate" in heard.acts and memory.told:
        stage.voice("confirmed")
    elif "probe_detail" in heard.acts:
        stage.voice("unknown_detail")


def tell(stage: Stage, fact: str) -> None:
    """Give a fact away, in the words of the case, with this persona's manner around it."""
    lines = stage.case.facts.get(fact) or stage.scenario.facts[fact].answer
    if fact in stage.case.unknown or not lines:
        stage.voice("unknown_detail")
        stage.memory.told.add(fact)
        return
    voice = stage.persona.voice
    if voice.before_answer and stage.by_chance(stage.persona.talkative, f"before:{fact}"):
        stage.say(voice.before_answer, "before_answer")
    stage.say(lines, f"fact:{fact}")
    if voice.after_answer and len(stage.parts) < 3 and stage.by_chance(stage.persona.talkative, f"after:{fact}"):
        stage.say(voice.after_answer, "after_answer")
    stage.memory.told.add(fact)
    stage.told.append(fact)


def open_questions(stage: Stage, heard: Heard) -> None:
    """Strike the questions that this message answers; notice it when the oldest goes unanswered."""
    memory = stage.memory
    left = [
        name for name in memory.open_questions if not heard.acts & set(stage.scenario.questions[name].answered_by)
    ]
    answered = len(left) < len(memory.open_questions)
    memory.open_questions = left
    if answered:
        memory.ignored = 0
    if not left or answered or heard.not_understood or heard.acts & {"hold", "probe_detail", "verify_identity"}:
        return
    memory.ignored += 1
    nudge(stage.memory, 0.25 * stage.persona.temper)
    memory.patience -= 1.0
    again = stage.scenario.questions[left[0]].again
    if stage.is_left("ignored"):
        stage.voice("ignored")
    if not stage.say(again, f"again:{left[0]}"):
        stage.say(stage.scenario.questions[left[0]].say, f"question:{left[0]}")


def ask(stage: Stage, question: str) -> None:
    """Let the customer ask a question of the scenario, once."""
    if question in stage.memory.asked_questions:
        return
    stage.say(stage.scenario.questions[question].say, f"question:{question}")
    stage.memory.asked_questions.add(question)
    stage.memory.open_questions.append(question)


def _asks_scenario_fact(heard: Heard) -> bool:
    return bool(heard.asked or heard.asked_again)
