"""Whether the turns before help to read an emotion: `python -m benchmarks.context [FILE...]`.

Conversations with the emotion of each customer turn as it reads in its context (`corpus/*/dialogues/held-out-*.jsonl`, or
others of the same form): each turn read by itself, and with shares of what the customer felt just before carried on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.asked import files_asked

from itr_sim.evaluation.figures import spearman, weighted_kappa, within_one
from itr_sim.transcript import Emotion
from itr_sim.understanding import Message, load_recognizer
from itr_sim.understanding.assembling import level_of
from itr_sim.understanding.transcripts import carried_on

DIALOGUES = sorted((Path(__file__).resolve().parent.parent / "corpus").glob("*/dialogues/held-out-*.jsonl"))
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def levels_of(conversation: dict[str, Any]) -> list[int]:
    """Return the gold levels of the customer's turns."""
    if "gold" in conversation:
        return list(conversation["gold"]["emotion_by_customer_turn"])
    return [turn["emotion"] for turn in conversation["turns"] if turn["speaker"] == "customer"]


def main(paths: Sequence[Path]) -> None:
    recognizer = load_recognizer("accurate")
    for path in paths:
        conversations = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        gold = [level for each in conversations for level in levels_of(each)]
        print(f"{path.parent.parent.name}/{path.name}: {len(gold)} turns of customers")
        for share in SHARES:
            felt: list[float] = []
            for conversation in conversations:
                before: Emotion | None = None
                texts = [turn["text"] for turn in conversation["turns"] if turn["speaker"] == "customer"]
                for reading in recognizer.read([Message("customer", text) for text in texts]):
                    before = carried_on(reading.emotion, reading.acts, before, share)
                    felt.append(before.value if before else 0.0)
            levels = [level_of(value) for value in felt]
            print(
                f"  carried {share:.2f}: kappa {weighted_kappa(gold, levels):.3f}, within one {within_one(gold, levels):.3f}, "
                f"Spearman {spearman(gold, felt):.3f}"
            )


if __name__ == "__main__":
    main(files_asked(__doc__, DIALOGUES))
