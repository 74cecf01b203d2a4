"""Figures of the recognizer, worked out by hand; labelled files that are wrong are told with their place."""

from __future__ import annotations

import pytest

from conftest import reading_of
from itr_sim.evaluation import Labelled, evaluate, read_labelled
from itr_sim.evaluation.figures import calibration_error, spearman, weighted_kappa
from itr_sim.transcript import ReadError


def test_precision_recall_and_f1_by_act():
    """greet: gold 2, found 1, both 1 → P 1, R 1/2, F1 2/3. thank: gold 0, found 1 → F1 0. Macro: (2/3 + 0) / 2 = 1/3."""
    gold = [
        Labelled("您好", "agent", frozenset({"greet"}), None, "zh"),
        Labelled("在", "agent", frozenset({"greet"}), None, "zh"),
    ]
    (found,) = evaluate(gold, [reading_of("您好", "greet"), reading_of("在", "thank")])
    figures = {each.act: (each.precision, each.recall, each.f1) for each in found.acts}
    assert figures == {"greet": (1.0, 0.5, 0.6667), "thank": (0.0, 0.0, 0.0)}
    assert found.macro_f1 == pytest.approx(1 / 3, abs=1e-3)
    assert found.confusions == (("greet", "thank", 1),)


def test_kappa_is_one_in_agreement_and_weighs_distance():
    """Levels 0,4 against 0,4: 1. Against 4,0: observed 16+16, expected (0+16+16+0)/2 = 16; 1 - 32/16 = -1."""
    assert weighted_kappa([0, 4], [0, 4]) == 1
    assert weighted_kappa([0, 4], [4, 0]) == -1


def test_the_calibration_error_is_the_mean_gap_over_the_bins():
    """Bin 0.5 to 1: value 0.75 twice, gold 1 and 0, off by 0.25; bin 3 to 3.5: value and gold 3; (2 x 0.25 + 0) / 3."""
    assert calibration_error([1, 0, 3], [0.75, 0.75, 3.0]) == pytest.approx(0.1667, abs=1e-4)


def test_a_value_that_means_what_it_says_has_no_calibration_error():
    assert calibration_error([1, 2, 2], [1.6667, 1.6667, 1.6667]) == pytest.approx(0, abs=1e-4)


def test_spearman_takes_ties_at_their_mean_rank():
    """Ranks 0.5, 1.5, 2.5 against 1, 1, 2.5: Pearson of the ranks is 0.866."""
    assert spearman([1, 2, 3], [1, 1, 2]) == pytest.approx(0.866, abs=1e-3)
    assert spearman([1, 2], [3, 3]) == 0


def test_a_labelled_conversation_counts_turn_by_turn(tmp_path):
    path = tmp_path / "labelled.jsonl"
    turns = (
        '{"speaker": "customer", "text": "我要退货", "acts": ["state_need"], "emotion": 1}',
        '{"speaker": "system", "text": "客服已接入"}',
        '{"speaker": "agent", "text": "在的", "acts": ["greet"]}',
    )
    path.write_text('{"turns": [' + ", ".join(turns) + "]}\n", "utf-8")
    assert list(read_labelled(path)) == [
        Labelled("我要退货", "customer", frozenset({"state_need"}), 1, "zh"),
        Labelled("在的", "agent", frozenset({"greet"}), None, "zh"),
    ]


def test_a_message_without_letters_is_in_the_language_of_its_file(tmp_path):
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text": "👌", "acts": []}\n{"text": "您好，请讲", "acts": ["greet"]}\n', "utf-8")
    assert [message.language for message in read_labelled(path)] == ["zh", "zh"]


@pytest.mark.parametrize(
    "line",
    [
        '{"text":"a","acts":["complain"],"emotion":9}',
        '{"text":"a","acts":["complain"],"emotion":"x"}',
        '{"text":"a","acts":[],"speaker":"robot"}',
        '{"text":"a","acts":["emphatize"]}',
        '{"text":"a"}',
        "[1]",
        "{",
    ],
)
def test_a_labelled_line_that_is_wrong_is_told_with_its_place(tmp_path, line):
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text":"好","acts":["thank"]}\n' + line + "\n", "utf-8")
    with pytest.raises(ReadError) as error:
        list(read_labelled(path))
    assert str(error.value).startswith(f"{path}:2:1:")


def test_an_emotion_out_of_range_in_a_corpus_line_is_told(tmp_path):
    path = tmp_path / "labelled.txt"
    path.write_text("complain | 7 | 太慢\n", "utf-8")
    with pytest.raises(ReadError, match="0 to 4"):
        list(read_labelled(path))
