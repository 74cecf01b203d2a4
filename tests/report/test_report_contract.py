"""JSON and JSONL: the versioned contract of batch scoring."""

from __future__ import annotations

import json
import pkgutil
from dataclasses import replace
from importlib import import_module

import pytest
from report_scorecards import EMPTY, FULL

from itr_sim import report
from itr_sim.report import FORMATS, renderer


def rendered(name: str, *scorecards: object, language: str = "zh") -> str:
    return "".join(renderer(name)(scorecards, language))  # type: ignore[arg-type]


def test_every_file_that_renders_is_registered_and_documented() -> None:
    rendering = {
        f"{report.__name__}.{name}"
        for _, name, _ in pkgutil.iter_modules(report.__path__)
        if hasattr(import_module(f"{report.__name__}.{name}"), "render")
    }
    assert rendering == set(FORMATS.values())
    assert all(import_module(name).__doc__ for name in rendering)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        renderer("pdf")


def test_jsonl_has_one_scorecard_a_line_with_the_keys_of_the_contract() -> None:
    lines = rendered("jsonl", FULL, EMPTY).splitlines()
    assert len(lines) == 2
    document = json.loads(lines[0])
    assert list(document) == [
        "v",
        "id",
        "rubric",
        "overall",
        "passed",
        "red_lines",
        "dimensions",
        "outcome",
        "outcome_inferred",
        "emotion",
        "recognizer",
        "verdicts",
        "red_line_evidence",
    ]
    assert (document["v"], document["id"], document["rubric"]) == (1, "t-001", "itr-core")
    assert (document["overall"], document["passed"]) == (25.0, False)
    assert document["dimensions"] == {
        "need_identification": {"score": 61.9},
        "solution_acceptance": {"score": None},
        "emotional_deescalation": {"score": 0.0},
    }
    assert (document["outcome"], document["outcome_inferred"]) == ("broken_off", True)
    assert (document["emotion"], document["recognizer"]) == ([2.0, 2.6, 3.4, 4.0, 1.2], "accurate-1")


def test_a_verdict_has_the_keys_of_the_contract() -> None:
    judged, part, left_out, _, doubted, *_ = json.loads(rendered("jsonl", FULL))["verdicts"]
    assert judged == {
        "criterion": "asks-before-proposing",
        "dimension": "need_identification",
        "credit": 1.0,
        "weight": 3,
        "status": "judged",
        "counts": True,
        "reason": "先细节核实（第 4 条）",
        "evidence": [{"turn": 4, "span": [3, 13], "quote": "签收那会儿家里有人吗", "act": "probe_detail"}],
        "advice": "方案之前先问一句。",
    }
    assert part["evidence"] == [{"turn": 5, "span": [0, 9], "quote": "驿站去问过了，没有"}]
    assert (left_out["status"], left_out["credit"], left_out["counts"]) == ("not_applicable", None, False)
    assert (doubted["status"], doubted["credit"], doubted["counts"]) == ("in_doubt", None, False)


def test_red_lines_are_named_if_they_count_and_shown_with_evidence_if_they_are_in_doubt() -> None:
    document = json.loads(rendered("jsonl", FULL))
    assert document["red_lines"] == ["insult", "promise_vague"]
    assert [(each["act"], each["cost"], each["fatal"], each["in_doubt"]) for each in document["red_line_evidence"]] == [
        ("insult", None, True, False),
        ("promise_vague", 6.0, False, False),
        ("argue", 8.0, False, True),
    ]
    assert document["red_line_evidence"][0]["evidence"] == [{"turn": 8, "span": [0, 4], "quote": "你有病吧", "act": "insult"}]


def test_sentences_come_in_the_language_asked_for() -> None:
    assert json.loads(rendered("jsonl", FULL, language="en"))["verdicts"][0]["reason"] == "probe detail first (turn 4)"


def test_chinese_is_written_as_it_is_and_a_line_holds_no_break() -> None:
    text = rendered("jsonl", replace(FULL, transcript="行\n二\u2028三"))
    assert "先细节核实" in text
    assert text.count("\n") == 1


def test_jsonl_comes_as_it_is_scored() -> None:
    def scorecards() -> object:
        yield FULL
        raise RuntimeError("the second transcript cannot be read")

    pieces = renderer("jsonl")(scorecards(), "zh")  # type: ignore[arg-type]
    assert json.loads(next(iter(pieces)))["id"] == "t-001"


def test_json_is_one_object_for_one_scorecard_and_a_list_otherwise() -> None:
    assert json.loads(rendered("json", FULL)) == FULL.as_json("zh")
    assert json.loads(rendered("json", FULL, EMPTY)) == [FULL.as_json("zh"), EMPTY.as_json("zh")]
    assert json.loads(rendered("json")) == []
    assert rendered("json", FULL).endswith("}\n")
