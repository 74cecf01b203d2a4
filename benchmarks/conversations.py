"""How scorecards compare with a QA manager's scores: `python -m benchmarks.conversations [FILE...]`.

Conversations with gold scores of the three dimensions and overall (bands: low below 45, mid to 74, high from 75), red lines and
the emotion of each customer turn (`tests/conversations/scored/*.jsonl`, or others of the same form): bands that agree, rank
order, red lines missed and wrongly found, for each conversation with its profile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.asked import files_asked

from itr_sim.evaluation.figures import spearman, weighted_kappa, within_one
from itr_sim.rubric import RubricCatalogue, Scorecard, score
from itr_sim.transcript import read_transcripts
from itr_sim.understanding import load_recognizer, read_transcript
from itr_sim.understanding.assembling import level_of

SCORED = sorted((Path(__file__).resolve().parent.parent / "tests" / "conversations" / "scored").glob("*.jsonl"))
DIMENSIONS = ("need_identification", "solution_acceptance", "emotional_deescalation")


def band(value: float | None) -> str:
    if value is None:
        return "none"
    return "low" if value < 45 else "mid" if value < 75 else "high"


def shown(gold: dict[str, Any], card: Scorecard) -> str:
    """Return one line: ours against gold, a star where the band differs, red lines missed (-) and wrongly found (+)."""
    cells = []
    for name, value in [*((each, card.dimension(each)) for each in DIMENSIONS), ("overall", card.overall)]:
        star = " " if band(value) == band(gold[name]) else "*"
        cells.append(f"{'--' if value is None else round(value):>3}/{round(gold[name]):<3}{star}")
    found = {line.act for line in card.red_lines if not line.in_doubt}
    differ = [f"-{act}" for act in gold["red_lines"] if act not in found] + [f"+{act}" for act in found - {*gold["red_lines"]}]
    return "  ".join(cells) + "  " + " ".join(sorted(differ))


def main(paths: Sequence[Path]) -> None:
    recognizer = load_recognizer("accurate")
    rubric = RubricCatalogue().rubric("itr-core")
    for path in paths:
        golds = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        print(f"{path.name}: need, solution, emotion, overall as ours/gold")
        agree = overall = 0
        ranks, levels, gold_levels = [], [], []
        for record, transcript in zip(golds, read_transcripts(path), strict=True):
            gold = record["gold"]
            whole = read_transcript(transcript, recognizer)
            card = score(whole, rubric, recognizer.name)
            print(f"  {record['profile']:16} {shown(gold, card)}")
            agree += sum(band(card.dimension(name)) == band(gold[name]) for name in DIMENSIONS)
            overall += band(card.overall) == band(gold["overall"])
            ranks.append((gold["overall"], card.overall or 0.0))
            levels += [level_of(turn.emotion.value) for turn in whole.turns if turn.speaker == "customer" and turn.emotion]
            gold_levels += gold["emotion_by_customer_turn"]
        rank = spearman([one for one, _ in ranks], [other for _, other in ranks])
        print(
            f"  bands of dimensions {agree} of {3 * len(golds)}, overall {overall} of {len(golds)}, rank order {rank:.2f}, "
            f"emotion kappa {weighted_kappa(gold_levels, levels):.2f}, within one {within_one(gold_levels, levels):.2f}"
        )


if __name__ == "__main__":
    main(files_asked(__doc__, SCORED))
