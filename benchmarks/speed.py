"""Speed, measured: `make bench` (`python -m benchmarks.speed`). Figures are printed, nothing is judged by them."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from training.corpus import read_corpus

from itr_sim.rubric import RubricCatalogue, score
from itr_sim.scenario import Catalogue
from itr_sim.simulation import Said
from itr_sim.simulation.playing import SCRIPTED_PAUSE, Player, play_script
from itr_sim.understanding import ExampleActs, Message, load_recognizer, read_transcript
from itr_sim.understanding.accurate import AccurateRecognizer

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def messages(language: str, *, held_out: bool) -> list[Message]:
    """Return the messages of both speakers in a language, in an order of chance, each once."""
    texts = {each.text: each.speaker for each in read_corpus(held_out=held_out) if each.language == language}
    return random.Random(1).sample([Message(speaker, text) for text, speaker in texts.items()], len(texts))


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def start_up() -> None:
    command = [sys.executable, "-m", "itr_sim.app.main", "--help"]
    spent = [timed(lambda: subprocess.run(command, capture_output=True, check=True)) for _ in range(7)]
    print(f"itr-sim --help: {statistics.median(spent) * 1000:.0f} ms (median of {len(spent)})")


def recognizers() -> None:
    """One core; no text is met twice, since a text that was read is remembered."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    for kind, most in (("accurate", 600), ("compact", 20_000)):
        load = timed(lambda kind=kind: load_recognizer(kind))
        reader = load_recognizer(kind)
        print(f"{kind}: load {load:.2f} s")
        for language in ("zh", "en"):
            single = [timed(lambda each=each: reader.read([each])) for each in messages(language, held_out=True)[:400]]
            middling = [each for each in messages(language, held_out=False) if 27 <= len(each.text) <= 33][:most]
            batch = timed(lambda middling=middling: reader.read(middling))
            once = f"p50 {percentile(single, 0.5) * 1000:.1f} ms, p99 {percentile(single, 0.99) * 1000:.1f} ms"
            rate = f"{len(middling) / batch:.0f} messages/s of 30 characters ({len(middling)} of them)"
            print(f"  {language}: one message {once}; batch {rate}")
    os.sched_setaffinity(0, cores)


def examples() -> None:
    """What goes on beside the customer's first words; anew for each scenario, since a text that was read is remembered."""
    catalogue = Catalogue()
    spent = []
    for path in catalogue.scenario_files:
        shown = catalogue.scenario(str(path)).examples()
        reader = AccurateRecognizer.load()
        spent.append(timed(lambda shown=shown, reader=reader: ExampleActs.of(shown, reader)))
    print(f"a scenario's examples looked at: {min(spent):.1f} to {max(spent):.1f} s, beside the first words")


def sessions() -> None:
    catalogue = Catalogue()
    reader = load_recognizer("accurate")
    replies: list[float] = []
    played = 0
    began = time.perf_counter()
    for path in catalogue.scenario_files:
        scenario = catalogue.scenario(str(path))
        persona = catalogue.persona(scenario.persona, scenario.language)
        for test in scenario.tests:
            player = Player(scenario, persona, reader, seed=test.seed, at=START, case=test.case)
            at = START
            player.read("")  # waits for the examples, as no trainee has to
            for text in test.trainee:
                if player.over or text.startswith("/"):
                    continue
                at += SCRIPTED_PAUSE
                before = time.perf_counter()
                player.say(Said(text, player.read(text), at))
                replies.append(time.perf_counter() - before)
            played += 1
    spent = time.perf_counter() - began
    waits = f"p50 {percentile(replies, 0.5) * 1000:.0f} ms, p99 {percentile(replies, 0.99) * 1000:.0f} ms"
    print(f"Enter to reply: {waits} ({len(replies)} messages)")
    print(f"sessions by a script, read anew: {played / spent:.1f} a second")
    scenario = catalogue.scenario("signed-not-received")
    player = Player(scenario, catalogue.persona(scenario.persona), reader, seed=1, at=START)
    play_script(player, scenario.tests[0].trainee)
    engine = [Said(each.said.text, each.said.reading, each.said.at) for each in player.exchanges if each.said]

    def again() -> None:
        from itr_sim.simulation import open_session, step

        session, _ = open_session(scenario, player.session.persona, seed=1, at=START)
        for said in engine:
            if session.outcome is None:
                session, _ = step(session, said)

    spent = timed(lambda: [again() for _ in range(200)])
    print(f"sessions of {len(engine)} messages from recorded readings (the engine alone): {200 / spent:.0f} a second")
    transcript = read_transcript(player.transcript("bench"), reader)
    rubric = RubricCatalogue().rubric("itr-core")
    spent = timed(lambda: [score(transcript, rubric) for _ in range(300)])
    print(f"scoring a read transcript: {300 / spent:.0f} a second")


if __name__ == "__main__":
    start_up()
    recognizers()
    examples()
    sessions()
