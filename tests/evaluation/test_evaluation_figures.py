"""Figures of the recognizer, worked out by hand; what nothing bears on is absent, not 0."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest

from conftest import reading_of
from itr_sim.evaluation import Evaluation, Labelled, evaluate
from itr_sim.evaluation.figures import calibration_error, spearman, weighted_kappa, within_one


def agent(*acts: str, text: str = "在的") -> Labelled:
    return Labelled(text, "agent", frozenset(acts), None, "zh")


def customer(emotion: int, *acts: str) -> Labelled:
    return Labelled("太慢了", "customer", frozenset(acts), emotion, "zh")


def figures_of(*pairs: tuple[Labelled, tuple[str, ...]]) -> Evaluation:
    """Return the one evaluation of messages and the acts that were found in them."""
    (found,) = evaluate([gold for gold, _ in pairs], [reading_of(gold.text, *acts) for gold, acts in pairs])
    return found


class TestActs:
    def test_precision_recall_and_f1_by_act(self):
        """greet: gold 2, found 1, both 1: P 1, R 1/2, F1 2/3. thank: gold 0, found 1: P 0, no recall, F1 0."""
        found = figures_of((agent("greet"), ("greet",)), (agent("greet"), ("thank",)))
        assert [(each.act, each.gold, each.found) for each in found.acts] == [("greet", 2, 1), ("thank", 0, 1)]
        assert {each.act: (each.precision, each.recall, each.f1) for each in found.acts} == {
            "greet": (1.0, 0.5, 0.6667),
            "thank": (0.0, None, 0.0),
        }

    def test_macro_f1_is_the_mean_over_acts_and_micro_f1_counts_all_labels_together(self):
        """Macro: (2/3 + 0) / 2 = 1/3. Micro: 1 in common of 2 in the gold and 2 found, 2 x 1 / 4 = 1/2."""
        found = figures_of((agent("greet"), ("greet",)), (agent("greet"), ("thank",)))
        assert found.macro_f1 == pytest.approx(1 / 3, abs=1e-4)
        assert found.micro_f1 == 0.5

    def test_an_act_that_was_never_found_has_no_precision_but_an_f1(self):
        (figures,) = figures_of((agent("greet"), ())).acts
        assert (figures.precision, figures.recall, figures.f1) == (None, 0.0, 0.0)

    def test_without_any_act_there_is_no_f1(self):
        found = figures_of((agent(), ()), (agent(), ()))
        assert (found.macro_f1, found.intervals, found.micro_f1) == (None, {}, None)
        assert found.acts == ()

    def test_languages_and_speakers_are_told_apart(self):
        gold = [agent("greet"), customer(2, "complain"), Labelled("hi", "agent", frozenset({"greet"}), None, "en")]
        found = evaluate(gold, [reading_of("x", "greet"), reading_of("x", emotion=2), reading_of("x", "greet")])
        assert [(each.language, each.speaker, each.messages, each.macro_f1) for each in found] == [
            ("zh", "agent", 1, 1.0),
            ("zh", "customer", 1, 0.0),
            ("en", "agent", 1, 1.0),
        ]

    def test_what_was_missed_and_what_was_invented_in_one_message_are_a_confusion(self):
        """greet is taken for thank twice, for close once; what is right beside it is not in it, nor what was only missed."""
        found = figures_of(
            (agent("greet"), ("close",)),
            (agent("greet", "hold"), ("thank", "hold")),
            (agent("greet"), ("thank",)),
            (agent("hold"), ("hold",)),
            (agent("hold"), ()),
        )
        assert found.confusions == (("greet", "thank", 2), ("greet", "close", 1))


class TestInterval:
    def test_one_message_has_none(self):
        found = figures_of((agent("greet"), ("greet",)))
        assert (found.macro_f1, found.intervals) == (1.0, {})

    def test_it_holds_the_middle_95_percent_of_the_resamples(self):
        """40 messages greet, 20 of them found. A resample with k found has F1 2k / (40 + k), k binomial (40, 1/2).

        97.5 percent of such k are at least 14 and at most 26: F1 28/54 to 52/66. A 90 percent interval would end at 15 and 25;
        400 resamples may be one k off outwards.
        """
        low, high = figures_of(*[(agent("greet"), ("greet",) if at % 2 else ()) for at in range(40)]).intervals["macro_f1"]
        assert 26 / 53 - 1e-4 <= low <= 28 / 54 + 1e-4
        assert 52 / 66 - 1e-4 <= high <= 54 / 67 + 1e-4

    def test_it_is_the_same_every_time(self):
        pairs = [(agent("greet"), ("greet",) if at % 3 else ()) for at in range(9)]
        assert figures_of(*pairs).intervals["macro_f1"] == figures_of(*pairs).intervals["macro_f1"]

    def test_resamples_without_any_act_are_left_out(self):
        """Of two messages one has an act, which was found: a quarter of the resamples has none, F1 is 1 in the others."""
        assert figures_of((agent("greet"), ("greet",)), (agent(), ())).intervals["macro_f1"] == (1.0, 1.0)


class TestRedLines:
    def test_f1_is_a_mean_over_acts_and_precision_counts_what_was_found(self):
        """dismiss 2 of 2, F1 1; argue missed, F1 0; insult invented, F1 0: mean 1/3. Found 3, right 2: 2/3. greet is none."""
        found = figures_of(
            (agent("dismiss"), ("dismiss",)),
            (agent("dismiss"), ("dismiss",)),
            (agent("argue"), ("insult",)),
            (agent(), ("greet",)),
        )
        assert (found.red_line_f1, found.red_line_precision) == (0.3333, 0.6667)

    def test_missed_ones_alone_have_no_precision(self):
        found = figures_of((agent("insult"), ()), (agent("greet"), ("greet",)))
        assert (found.red_line_f1, found.red_line_precision) == (0.0, None)

    def test_there_are_none_without_red_line_acts(self):
        found = figures_of((agent("greet"), ("greet",)))
        assert (found.red_line_f1, found.red_line_precision) == (None, None)


class TestEmotion:
    def test_kappa_weighs_by_the_square_of_the_distance(self):
        """0, 1, 2, 4 against 0, 2, 2, 1: squares 0 + 1 + 0 + 9 = 10.

        By chance: each of the one side against each of the other, squares 9 + 3 + 5 + 33 = 50, a quarter of it 12.5.
        1 - 10/12.5 = 0.2. Linear weights would give 1 - 4/5.5 = 0.27, none 1 - 2/3 = 0.33.
        """
        assert weighted_kappa([0, 1, 2, 4], [0, 2, 2, 1]) == 0.2

    def test_kappa_is_one_in_agreement_and_less_than_nothing_in_contradiction(self):
        """0, 4 against 4, 0: squares 32; by chance (0 + 16 + 16 + 0) / 2 = 16; 1 - 32/16 = -1."""
        assert weighted_kappa([0, 4], [0, 4]) == 1
        assert weighted_kappa([0, 4], [4, 0]) == -1

    @pytest.mark.parametrize("levels", [[], [2], [2, 2]])
    def test_kappa_is_absent_where_nothing_varies(self, levels):
        assert math.isnan(weighted_kappa(levels, levels))

    def test_within_one_is_the_share_that_lies_at_most_one_level_off(self):
        """Off by 1, 2, 0 and 1 (below): 3 of 4."""
        assert within_one([0, 1, 4, 3], [1, 3, 4, 2]) == 0.75

    def test_spearman_takes_ties_at_their_mean_rank(self):
        """Ranks 0.5, 1.5, 2.5 against 1, 1, 2.5: Pearson of the ranks is 0.866."""
        assert spearman([1, 2, 3], [1, 1, 2]) == pytest.approx(0.866, abs=1e-3)

    def test_spearman_goes_by_ranks_not_by_distances(self):
        assert spearman([0, 1, 2], [0, 0.1, 4]) == 1
        assert spearman([0, 1, 2], [4, 0.1, 0]) == -1

    @pytest.mark.parametrize(("one", "other"), [([1, 2], [3, 3]), ([3, 3], [1, 2]), ([1], [1]), ([], [])])
    def test_spearman_is_absent_where_one_side_never_varies(self, one, other):
        assert math.isnan(spearman(one, other))

    def test_the_calibration_error_is_the_mean_gap_over_the_bins(self):
        """Bin 0.5 to 1: value 0.75 twice, gold 1 and 0, off by 0.25; bin 3 to 3.5: value and gold 3; (2 x 0.25 + 0) / 3."""
        assert calibration_error([1, 0, 3], [0.75, 0.75, 3.0]) == pytest.approx(0.1667, abs=1e-4)

    def test_a_value_that_means_what_it_says_has_no_calibration_error(self):
        assert calibration_error([1, 2, 2], [1.6667, 1.6667, 1.6667]) == pytest.approx(0, abs=1e-4)

    def test_nothing_to_compare_has_neither_nearness_nor_calibration(self):
        assert math.isnan(within_one([], []))
        assert math.isnan(calibration_error([], []))

    def test_customers_have_all_of_it_and_agents_none(self):
        """Gold 0, 1, 2, 4 against values 0, 2, 2, 1: kappa 0.2 (as above), 3 of 4 within one, 2 of 4 exact.

        Ranks 0.5, 1.5, 2.5, 3.5 against 0.5, 3, 3, 1.5: products 1.5, squares 5 and 4.5, 1.5 / sqrt(22.5) = 0.3162.
        Bins 0 and 1 are off by 0 and 3, bin 2 by 0.5 twice: (0 + 3 + 2 x 0.5) / 4 = 1.
        """
        gold = [customer(level) for level in (0, 1, 2, 4)]
        (found,) = evaluate(gold, [reading_of("太慢了", emotion=value) for value in (0, 2, 2, 1)])
        assert found.emotion == {
            "kappa": 0.2,
            "spearman": 0.3162,
            "within_one": 0.75,
            "exact": 0.5,
            "calibration_error": 1.0,
        }
        (found,) = evaluate([Labelled("在的", "agent", frozenset(), 2, "zh")], [reading_of("在的", emotion=2)])
        assert found.emotion == {}

    def test_one_customer_message_has_neither_kappa_nor_rank_correlation(self):
        (found,) = evaluate([customer(2)], [reading_of("太慢了", emotion=2)])
        assert (found.emotion["kappa"], found.emotion["spearman"], found.emotion["exact"]) == (None, None, 1.0)


class TestMistakes:
    def test_the_gravest_come_first(self):
        """Missed one: 0.5 + 0.1. Invented one at 0.9: 1.0. Invented one at 0.3 and missed two: 0.3 + 0.3; ties as they came."""
        gold = [agent("greet", text="a"), agent("hold", text="b"), agent("hold", text="c"), agent("hold", "greet", text="d")]
        readings = [
            reading_of("a"),
            reading_of("b", "hold", "thank", confidence=0.9),
            reading_of("c", "hold"),
            reading_of("d", "thank", confidence=0.3),
        ]
        (found,) = evaluate(gold, readings)
        assert [(each.text, each.missed, each.invented, each.gravity) for each in found.mistakes] == [
            ("b", (), ("thank",), 1.0),
            ("a", ("greet",), (), 0.6),
            ("d", ("greet", "hold"), ("thank",), 0.6),
        ]

    def test_of_several_invented_acts_the_surest_counts(self):
        """Invented two, at 0.9 and 0.4: 0.9 + 0.2."""
        sure, unsure = reading_of("a", "hold", confidence=0.9), reading_of("a", "thank", confidence=0.4)
        (found,) = evaluate([agent(text="a")], [replace(sure, acts=sure.acts + unsure.acts)])
        assert [each.gravity for each in found.mistakes] == [1.1]

    def test_fifteen_are_kept(self):
        assert len(figures_of(*[(agent("greet"), ())] * 20).mistakes) == 15


class TestAsJson:
    def test_it_holds_every_figure_under_its_name(self):
        """greet: P 1, R 1/2, F1 2/3. insult: invented once. argue: missed once. Macro (2/3 + 0 + 0) / 3; micro 2 / 5."""
        found = figures_of((agent("greet", text="您好"), ("greet",)), (agent("greet", "argue", text="哼"), ("insult",)))
        document = found.as_json()
        low, high = document.pop("macro_f1_interval")
        assert low <= found.macro_f1 <= high
        assert document.pop("intervals") == {
            "macro_f1": [low, high],
            "micro_f1": [0.0, 1.0],
            "red_line_f1": [0.0, 0.0],
            "red_line_precision": [0.0, 0.0],
        }
        assert document == {
            "language": "zh",
            "speaker": "agent",
            "messages": 2,
            "macro_f1": 0.2222,
            "micro_f1": 0.4,
            "red_line_f1": 0.0,
            "red_line_precision": 0.0,
            "emotion": {},
            "acts": [
                {"act": "greet", "gold": 2, "found": 1, "precision": 1.0, "recall": 0.5, "f1": 0.6667},
                {"act": "argue", "gold": 1, "found": 0, "precision": None, "recall": 0.0, "f1": 0.0},
                {"act": "insult", "gold": 0, "found": 1, "precision": 0.0, "recall": None, "f1": 0.0},
            ],
            "confusions": [
                {"missed": "greet", "invented": "insult", "times": 1},
                {"missed": "argue", "invented": "insult", "times": 1},
            ],
            "mistakes": [{"text": "哼", "missed": ["argue", "greet"], "invented": ["insult"], "sureness": 1.2}],
        }

    def test_what_is_absent_is_null(self):
        (found,) = evaluate([customer(2)], [reading_of("太慢了", emotion=2)])
        document = json.loads(json.dumps(found.as_json(), allow_nan=False))
        names = ("macro_f1", "macro_f1_interval", "micro_f1", "red_line_f1", "red_line_precision")
        assert [document[name] for name in names] == [None] * 5
        assert (document["emotion"]["kappa"], document["emotion"]["spearman"]) == (None, None)
