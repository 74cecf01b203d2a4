"""Precision, recall, F1 for acts; kappa, Spearman and nearness for the emotion; bootstrap intervals; the worst mistakes.

A figure that nothing bears on (a precision where nothing was found) is absent, not 0, and stays out of every mean: nan from
the functions over numbers, so that it can be printed like any other; None in an Evaluation, so that JSON can say it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from itr_sim.evaluation.labelled import Labelled
from itr_sim.transcript import Emotion
from itr_sim.understanding import AGENT_ACTS, CUSTOMER_ACTS, RED_LINE_ACTS, Reading

Interval = tuple[float, float]
_RESAMPLES = 400
LEVELS = 5


@dataclass(frozen=True, slots=True)
class ActFigures:
    """One act that is in the gold or was found: how often, and how well; 0 to 1."""

    act: str
    gold: int
    found: int
    precision: float | None
    """None where it was never found."""
    recall: float | None
    """None where the gold has none."""
    f1: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """A message whose acts came out wrong, or whose emotion came out two levels off or more."""

    text: str
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    gravity: float
    """What the worst mistakes come first by; `sureness` in JSON. The confidence in the surest invented act (0.5 where acts
    were only missed), 0.1 for every act missed or invented, and 0.3 for every level that the emotion is off: it may pass 1.
    """
    emotion: tuple[int, int] | None = None
    """Gold level and the level found, where they are two apart or more."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of one language and speaker."""

    language: str
    speaker: str
    messages: int
    acts: tuple[ActFigures, ...]
    macro_f1: float | None
    """None, as the other figures over acts, where no message has an act in the gold or found."""
    micro_f1: float | None
    red_line_f1: float | None
    """Mean over the red-line acts that are in the gold or were found."""
    red_line_precision: float | None
    """Over all red-line acts that were found together."""
    confusions: tuple[tuple[str, str, int], ...]
    """(missed act, invented act, times) in one message, most frequent first."""
    emotion: dict[str, float | None]
    """kappa (quadratic weights), spearman, within_one, exact, calibration_error; empty for agents. Kappa and spearman are
    None where nothing varies.
    """
    intervals: dict[str, Interval]
    """Of macro_f1, micro_f1, red_line_f1, red_line_precision, kappa, spearman and within_one: 95 percent, by bootstrap over
    messages with a fixed seed. A resample in which nothing bears on a figure is left out; there is none for a single message.
    """
    mistakes: tuple[Mistake, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "language": self.language,
            "speaker": self.speaker,
            "messages": self.messages,
            "macro_f1": self.macro_f1,
            "macro_f1_interval": list(interval) if (interval := self.intervals.get("macro_f1")) else None,
            "micro_f1": self.micro_f1,
            "red_line_f1": self.red_line_f1,
            "red_line_precision": self.red_line_precision,
            "emotion": self.emotion,
            "intervals": {name: list(interval) for name, interval in self.intervals.items()},
            "acts": [
                {"act": a.act, "gold": a.gold, "found": a.found, "precision": a.precision, "recall": a.recall, "f1": a.f1}
                for a in self.acts
            ],
            "confusions": [{"missed": m, "invented": i, "times": n} for m, i, n in self.confusions],
            "mistakes": [
                {"text": m.text, "missed": list(m.missed), "invented": list(m.invented), "sureness": m.gravity}
                | ({"emotion": {"gold": m.emotion[0], "found": m.emotion[1]}} if m.emotion else {})
                for m in self.mistakes
            ],
        }


def evaluate(gold: Sequence[Labelled], readings: Sequence[Reading]) -> list[Evaluation]:
    """Return the figures by language and speaker; acts that are neither in the gold nor found are left out of the means."""
    parts = dict.fromkeys((message.language, message.speaker) for message in gold)
    found = []
    for language, speaker in parts:
        rows = [at for at, each in enumerate(gold) if (each.language, each.speaker) == (language, speaker)]
        found.append(_evaluation(language, speaker, [gold[at] for at in rows], [readings[at] for at in rows]))
    return found


def _evaluation(language: str, speaker: str, gold: list[Labelled], readings: list[Reading]) -> Evaluation:
    names = list(AGENT_ACTS if speaker == "agent" else CUSTOMER_ACTS)
    wanted = _table([message.acts for message in gold], names)
    given = _table([frozenset(label.act for label in reading.acts) for reading in readings], names)
    acts = _by_act(wanted, given, names)
    red = [name in RED_LINE_ACTS for name in names]
    felt = _felt(gold, readings)
    return Evaluation(
        language=language,
        speaker=speaker,
        messages=len(gold),
        acts=tuple(acts),
        macro_f1=_known(_mean([figures.f1 for figures in acts])),
        micro_f1=_known(_share(2 * (wanted & given).sum(), wanted.sum() + given.sum())),
        red_line_f1=_known(_mean([figures.f1 for figures in acts if figures.act in RED_LINE_ACTS])),
        red_line_precision=_known(_share((wanted & given)[:, red].sum(), given[:, red].sum())),
        confusions=_confusions(wanted, given, names),
        emotion=_emotion(*felt) if speaker == "customer" else {},
        intervals=_intervals(_act_draws(wanted, given, names) | (_emotion_draws(*felt) if speaker == "customer" else {})),
        mistakes=_mistakes(gold, readings),
    )


def _table(sets: Sequence[frozenset[str]], names: list[str]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.array([[name in each for name in names] for each in sets], dtype=bool).reshape(len(sets), len(names))


def _share(part: float, whole: float) -> float:
    return round(float(part / whole), 4) if whole else math.nan


def _mean(values: Sequence[float]) -> float:
    return _share(sum(values), len(values))


def _known(figure: float) -> float | None:
    return None if math.isnan(figure) else figure


def _by_act(wanted: Any, given: Any, names: list[str]) -> list[ActFigures]:
    both, gold, found = (wanted & given).sum(0), wanted.sum(0), given.sum(0)
    return [
        ActFigures(
            names[at],
            int(gold[at]),
            int(found[at]),
            _known(_share(both[at], found[at])),
            _known(_share(both[at], gold[at])),
            _share(2 * both[at], gold[at] + found[at]),
        )
        for at in np.flatnonzero(gold + found)
    ]


def _drawn(size: int) -> list[Any]:
    """Return the rows of each resample; none of fewer than two messages."""
    chance = np.random.default_rng(0)
    return [chance.integers(0, size, size) for _ in range(_RESAMPLES)] if size > 1 else []


def _intervals(draws: dict[str, list[float]]) -> dict[str, Interval]:
    found = {}
    for name, figures in draws.items():
        if known := [figure for figure in figures if not math.isnan(figure)]:
            low, high = np.percentile(known, [2.5, 97.5])
            found[name] = (round(float(low), 4), round(float(high), 4))
    return found


def _act_draws(wanted: Any, given: Any, names: list[str]) -> dict[str, list[float]]:
    """Return each figure over acts in each resample."""
    red = np.array([name in RED_LINE_ACTS for name in names])
    found: dict[str, list[float]] = {"macro_f1": [], "micro_f1": [], "red_line_f1": [], "red_line_precision": []}
    for rows in _drawn(len(wanted)):
        both, either = (wanted[rows] & given[rows]).sum(0), wanted[rows].sum(0) + given[rows].sum(0)
        f1 = 2 * both / np.where(either, either, 1)
        found["macro_f1"].append(_mean(f1[either > 0]))
        found["micro_f1"].append(_share(2 * both.sum(), either.sum()))
        found["red_line_f1"].append(_mean(f1[red & (either > 0)]))
        found["red_line_precision"].append(_share(both[red].sum(), given[rows][:, red].sum()))
    return found


def _emotion_draws(wanted: list[int], found: list[Emotion]) -> dict[str, list[float]]:
    """Return each figure of the emotion in each resample."""
    gold, levels = np.array(wanted), np.array([emotion.level for emotion in found])
    values = np.array([emotion.value for emotion in found])
    drawn = _drawn(len(wanted))
    return {
        "kappa": [weighted_kappa(gold[rows], levels[rows]) for rows in drawn],
        "spearman": [spearman(gold[rows], values[rows]) for rows in drawn],
        "within_one": [within_one(gold[rows], levels[rows]) for rows in drawn],
    }


def _confusions(wanted: Any, given: Any, names: list[str]) -> tuple[tuple[str, str, int], ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for gold, found in zip(wanted, given, strict=True):
        missed = [names[at] for at in np.flatnonzero(gold & ~found)]
        invented = [names[at] for at in np.flatnonzero(found & ~gold)]
        counted.update((one, other) for one in missed for other in invented)
    return tuple((one, other, times) for (one, other), times in counted.most_common(12))


def _felt(gold: list[Labelled], readings: list[Reading]) -> tuple[list[int], list[Emotion]]:
    """Return gold level and the emotion found, of the messages that have both."""
    pairs = [
        (message.emotion, reading.emotion)
        for message, reading in zip(gold, readings, strict=True)
        if message.emotion is not None and reading.emotion is not None
    ]
    return [level for level, _ in pairs], [emotion for _, emotion in pairs]


def _emotion(wanted: list[int], found: list[Emotion]) -> dict[str, float | None]:
    if not wanted:
        return {}
    levels, values = [emotion.level for emotion in found], [emotion.value for emotion in found]
    return {
        "kappa": _known(weighted_kappa(wanted, levels)),
        "spearman": _known(spearman(wanted, values)),
        "within_one": within_one(wanted, levels),
        "exact": _mean([float(one == other) for one, other in zip(wanted, levels, strict=True)]),
        "calibration_error": calibration_error(wanted, values),
    }


def calibration_error(gold: Sequence[int], values: Sequence[float], width: float = 0.5) -> float:
    """Return how far values lie from the mean gold level of those like them, in levels; 0 where a value means what it says.

    Values in bins of `width`, each bin weighed by how many it has (as the expected calibration error of Naeini et al. 2015).
    """
    bins = np.floor(np.asarray(values) / width)
    gaps = [abs(float(np.mean(np.asarray(values)[bins == each] - np.asarray(gold)[bins == each]))) for each in np.unique(bins)]
    sizes = [int((bins == each).sum()) for each in np.unique(bins)]
    return round(float(np.average(gaps, weights=sizes)), 4) if gaps else math.nan


def weighted_kappa(one: Sequence[int], other: Sequence[int], levels: int = LEVELS) -> float:
    """Return Cohen's kappa with quadratic weights (Cohen 1968); 1 is full agreement, 0 what chance gives.

    nan where both sides give one and the same level throughout: chance alone would agree as fully.
    """
    seen = np.zeros((levels, levels))
    for left, right in zip(one, other, strict=True):
        seen[left, right] += 1
    steps = np.arange(levels)
    weights = (steps[:, None] - steps[None, :]) ** 2
    expected = np.outer(seen.sum(1), seen.sum(0)) / max(len(one), 1)
    apart = float((weights * expected).sum())
    return round(1 - float((weights * seen).sum()) / apart, 4) if apart else math.nan


def within_one(gold: Sequence[int], found: Sequence[int]) -> float:
    """Return the share of levels that lie at most one from the gold level."""
    return _mean([float(abs(one - other) <= 1) for one, other in zip(gold, found, strict=True)])


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the rank correlation, ties at their mean rank; nan where one side never varies."""
    if len(set(one)) < 2 or len(set(other)) < 2:
        return math.nan
    return round(float(np.corrcoef(_ranks(one), _ranks(other))[0, 1]), 4)


def _ranks(values: Sequence[float]) -> Any:
    _, place, times = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    return (np.cumsum(times) - times / 2)[place]


def _mistakes(gold: list[Labelled], readings: list[Reading], most: int = 15) -> tuple[Mistake, ...]:
    found = []
    for message, reading in zip(gold, readings, strict=True):
        sure = {label.act: label.confidence for label in reading.acts}
        missed, invented = message.acts - set(sure), set(sure) - message.acts
        levels = (message.emotion, reading.emotion.level) if message.emotion is not None and reading.emotion else (0, 0)
        off = abs(levels[0] - levels[1])
        if missed or invented or off > 1:
            gravity = max((sure[act] for act in invented), default=0.5 if missed else 0.0) + 0.1 * (len(missed) + len(invented))
            gravity += 0.3 * off if off > 1 else 0.0
            emotion = levels if off > 1 else None
            found.append(Mistake(message.text, tuple(sorted(missed)), tuple(sorted(invented)), round(gravity, 3), emotion))
    return tuple(sorted(found, key=lambda mistake: -mistake.gravity)[:most])
