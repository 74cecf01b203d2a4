"""How far a confidence can be trusted, and who is accused wrongly: `python -m benchmarks.confidence [accurate|compact]`.

On the held-out part: of the acts found with a confidence in each tenth, how many are there; of the red lines that count from a
given confidence on, how many are there, how many are found, and how many clean messages are accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.asked import recognizer_asked
from training.corpus import Example, read_corpus

from itr_sim.understanding import RED_LINE_ACTS, Message, Reading, is_sure_offence, load_recognizer

LEAST = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Confidences from which a red line might count; scoring takes 0.7, a session 0.8."""


def trust(gold: Sequence[Example], readings: Sequence[Reading], speaker: str) -> Iterator[tuple[float, int, float]]:
    """Yield for each tenth of confidence its lower end, how many acts were found with it, and the share that is there."""
    found = [
        (label.confidence, label.act in example.acts)
        for example, reading in zip(gold, readings, strict=True)
        if example.speaker == speaker
        for label in reading.acts
    ]
    for tenth in range(3, 10):
        right = [is_there for confidence, is_there in found if tenth == min(9, int(confidence * 10))]
        if right:
            yield tenth / 10, len(right), sum(right) / len(right)


def accusations(gold: Sequence[Example], readings: Sequence[Reading], least: float) -> tuple[float, float, int]:
    """Return precision and recall of the red lines that count from `least` on, and how many clean messages are accused."""
    right = wrong = accused = there = 0
    for example, reading in zip(gold, readings, strict=True):
        if example.speaker != "agent":
            continue
        wanted = set(example.acts) & set(RED_LINE_ACTS)
        found = {
            label.act for label in reading.acts if label.act in RED_LINE_ACTS and is_sure_offence(label, reading.acts, least)
        }
        right, wrong, there = right + len(found & wanted), wrong + len(found - wanted), there + len(wanted)
        accused += bool(found and not wanted)
    return right / max(1, right + wrong), right / max(1, there), accused


def main(kind: str) -> None:
    recognizer = load_recognizer(kind)
    gold = read_corpus(held_out=True)
    readings = list(recognizer.read([Message(example.speaker, example.text) for example in gold]))
    print(f"{recognizer.name}, {len(gold)} messages")
    for speaker in ("agent", "customer"):
        shown = "  ".join(f"{low:.1f}: {right:.0%} of {count}" for low, count, right in trust(gold, readings, speaker))
        print(f"acts of {speaker}s that are there, by confidence  {shown}")
    clean = sum(example.speaker == "agent" and not set(example.acts) & set(RED_LINE_ACTS) for example in gold)
    for least in LEAST:
        precision, recall, accused = accusations(gold, readings, least)
        print(f"red lines from {least:.1f}: precision {precision:.3f}, recall {recall:.3f}, {accused} of {clean} clean accused")


if __name__ == "__main__":
    main(recognizer_asked(__doc__))
