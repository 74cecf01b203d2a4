"""How scorecards compare with a QA manager's scores: `python -m benchmarks.conversations [FILE...]`.

Conversations with gold scores of the three dimensions and overall (bands: low below 45, mid to 74, high from 75), red lines and
the emotion of each customer turn (`tests/conversations/scored/*.jsonl`, or others of the same form): bands that agree, rank
order, red lines missed and wrongly found, for each conversation with its profile; last, the same by profile and language.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Compared:
    """One conversation, ours against gold."""

    language: str
    profile: str
    gold: dict[str, Any]
    card: Scorecard

    @property
    def red_lines(self) -> set[str]:
        return {line.act for line in self.card.red_lines if not line.in_doubt}

    @property
    def dimensions(self) -> int:
        """How many of the three lie in the gold's band."""
        return sum(band(self.card.dimension(name)) == band(self.gold[name]) for name in DIMENSIONS)

    @property
    def overall(self) -> bool:
        return band(self.card.overall) == band(self.gold["overall"])


def band(value: float | None) -> str:
    if value is None:
        return "none"
    return "low" if value < 45 else "mid" if value < 75 else "high"


def shown(each: Compared) -> str:
    """Return one line: ours against gold, a star where the band differs, red lines missed (-) and wrongly found (+)."""
    gold, card, cells = each.gold, each.card, []
    for name, value in [*((name, card.dimension(name)) for name in DIMENSIONS), ("overall", card.overall)]:
        star = " " if band(value) == band(gold[name]) else "*"
        cells.append(f"{'--' if value is None else round(value):>3}/{round(gold[name]):<3}{star}")
    wanted = {*gold["red_lines"]}
    differ = [f"-{act}" for act in wanted - each.red_lines] + [f"+{act}" for act in each.red_lines - wanted]
    return "  ".join(cells) + "  " + " ".join(sorted(differ))


def mean(those: Sequence[Compared]) -> str:
    ours = sum(each.card.overall or 0.0 for each in those) / len(those)
    return f"overall {ours:3.0f}/{sum(each.gold['overall'] for each in those) / len(those):<3.0f}"


def by_profile(compared: Iterable[Compared]) -> list[str]:
    """Return a line for each profile and language: mean of ours and gold, bands that agree, red lines found, missed, invented."""
    groups: dict[tuple[str, str], list[Compared]] = defaultdict(list)
    for each in compared:
        groups[each.profile, each.language].append(each)
    lines = []
    for (profile, language), those in sorted(groups.items()):
        wanted = [({*each.gold["red_lines"]}, each.red_lines) for each in those]
        found, missed, wrong = (
            sum(map(len, sets)) for sets in zip(*((gold & ours, gold - ours, ours - gold) for gold, ours in wanted), strict=True)
        )
        bands = f"bands {sum(each.overall for each in those)} of {len(those)}"
        dimensions = f"dimensions {sum(each.dimensions for each in those)} of {3 * len(those)}"
        red = f"red lines {found} found, {missed} missed, {wrong} wrong"
        lines.append(f"  {profile:16} {language:3} {len(those):3}  {mean(those)}  {bands}, {dimensions}, {red}")
    return lines


def main(paths: Sequence[Path]) -> None:
    recognizer = load_recognizer("accurate")
    rubric = RubricCatalogue().rubric("itr-core")
    whole: list[Compared] = []
    for path in paths:
        golds = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        print(f"{path.name}: need, solution, emotion, overall as ours/gold")
        own: list[Compared] = []
        levels, gold_levels = [], []
        for record, transcript in zip(golds, read_transcripts(path), strict=True):
            read = read_transcript(transcript, recognizer)
            own.append(Compared(record["language"][:2], record["profile"], record["gold"], score(read, rubric, recognizer.name)))
            print(f"  {record['profile']:16} {shown(own[-1])}")
            levels += [level_of(turn.emotion.value) for turn in read.turns if turn.speaker == "customer" and turn.emotion]
            gold_levels += record["gold"]["emotion_by_customer_turn"]
        rank = spearman([each.gold["overall"] for each in own], [each.card.overall or 0.0 for each in own])
        print(
            f"  bands of dimensions {sum(each.dimensions for each in own)} of {3 * len(own)}, "
            f"overall {sum(each.overall for each in own)} of {len(own)}, rank order {rank:.2f}, "
            f"emotion kappa {weighted_kappa(gold_levels, levels):.2f}, within one {within_one(gold_levels, levels):.2f}"
        )
        whole += own
    print("by profile and language: mean overall as ours/gold")
    print("\n".join(by_profile(whole)))


if __name__ == "__main__":
    main(files_asked(__doc__, SCORED))
