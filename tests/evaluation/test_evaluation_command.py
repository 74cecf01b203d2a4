"""`itr-sim evaluate` with a recognizer that reads by a table: what is printed, and what is said of folders and wrong files."""

from __future__ import annotations

import json
import re

import pytest

from conftest import TableRecognizer
from itr_sim.app.commands.evaluate import evaluate


@pytest.fixture(autouse=True)
def by_table(monkeypatch):
    monkeypatch.setattr("itr_sim.understanding.load_recognizer", lambda kind: TableRecognizer())


@pytest.fixture
def labelled(tmp_path):
    """A folder of labelled messages, with a file of groups in it."""
    lines = ("greet | greet: hello", "greet | thank: morning", "dismiss | : whatever", "complain | 1 | late again")
    (tmp_path / "labelled.txt").write_text("\n".join(lines), "utf-8")
    (tmp_path / "groups.txt").write_text("# ask: who signed\nWho signed for it?\n", "utf-8")
    return tmp_path


def test_the_table_shows_a_dash_for_what_nothing_bears_on(labelled, capsys):
    """Look for: no recall of thank, no precision of dismiss and of the red lines, no interval and ranks of one customer."""
    evaluate([labelled])
    table = re.sub(r"\[\d\.\d{3}, \d\.\d{3}\]", "[low, high]", capsys.readouterr().out)
    assert table.splitlines() == [
        "table-1",
        "",
        "== en agent: 3 messages",
        "macro-F1 0.222 [low, high]   micro-F1 0.400 [low, high]",
        "red lines: macro-F1 0.000 [low, high], precision –",
        "act                   gold found   prec    rec     F1",
        "greet                    2     1  1.000  0.500  0.667",
        "thank                    0     1  0.000      –  0.000",
        "dismiss                  1     0      –  0.000  0.000",
        "taken for another: greet → thank (1)",
        "  'thank: morning'  missed greet; invented thank",
        "  ': whatever'  missed dismiss; invented –",
        "",
        "== en customer: 1 messages",
        "macro-F1 0.000   micro-F1 0.000",
        "emotion: kappa –, spearman –, within_one 1.000, exact 1.000, calibration_error 0.000",
        "act                   gold found   prec    rec     F1",
        "complain                 1     0      –  0.000  0.000",
        "taken for another: –",
        "  'late again'  missed complain; invented –",
    ]


def test_the_table_speaks_chinese(labelled, capsys, monkeypatch):
    monkeypatch.setattr("itr_sim.app.commands.evaluate.LANGUAGE", "zh")
    evaluate([labelled])
    table = re.sub(r"\[\d\.\d{3}, \d\.\d{3}\]", "[低, 高]", capsys.readouterr().out)
    assert table.splitlines()[2:7] == [
        "== en 客服：3 条消息",
        "macro-F1 0.222 [低, 高]   micro-F1 0.400 [低, 高]",
        "红线：macro-F1 0.000 [低, 高]，准确率 –",
        "对话行为              标注  识别 准确率 召回率     F1",
        "greet                    2     1  1.000  0.500  0.667",
    ]
    assert "误认：greet → thank (1)\n  'thank: morning'  漏认 greet；多认 thank\n" in table


def test_messages_without_acts_have_no_f1_in_the_table(tmp_path, capsys):
    (tmp_path / "labelled.txt").write_text("- | hm\n- | mhm\n", "utf-8")
    evaluate([tmp_path / "labelled.txt"])
    assert "macro-F1 –   micro-F1 –\n" in capsys.readouterr().out


def test_json_has_null_for_what_nothing_bears_on(labelled, capsys):
    evaluate([labelled], output="json")
    document = json.loads(capsys.readouterr().out)
    agents, customers = document["evaluations"]
    assert (document["v"], document["recognizer"]) == (1, "table-1")
    assert (agents["red_line_precision"], customers["macro_f1_interval"]) == (None, None)
    assert [act["precision"] for act in agents["acts"]] == [1.0, 0.0, None]


def test_an_emotion_two_levels_off_is_among_the_mistakes(tmp_path, capsys):
    (tmp_path / "labelled.txt").write_text("- | 3 | so annoyed\n- | 1 | well\n- | 2 | hmm\n", "utf-8")
    evaluate([tmp_path])
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "  'so annoyed'  missed –; invented –; emotion 3 read as 1"
    assert not printed[-2].startswith("  '")
    assert re.search(r"within_one 0\.667 \[\d\.\d{3}, 1\.000\]", "\n".join(printed))


def test_half_an_emoji_is_read_and_printed(tmp_path, capsys):
    (tmp_path / "labelled.jsonl").write_text('{"text":"hi \\ud83d","acts":["greet"]}\n', "utf-8")
    evaluate([tmp_path])
    assert "'hi \ufffd'  missed greet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text":null,"acts":[]}', "2:1: error: text must be a string"),
        ('{"text":"a","acts":[],"language":"fr"}', "2:1: error: a language is zh, zh-CN or en"),
        ("[" * 100_000, "2:1: error: this JSON nests too deeply or holds an absurd number"),
    ],
    ids=["text", "language", "deep"],
)
def test_a_wrong_line_is_one_error_with_its_place(tmp_path, capsys, monkeypatch, line, words):
    monkeypatch.setattr("itr_sim.app.faults.LANGUAGE", "en")
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text":"hi","acts":[]}\n' + line + "\n", "utf-8")
    with pytest.raises(SystemExit) as left:
        evaluate([path])
    assert left.value.code == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"{path}:{words}\n")


def test_a_folder_without_labelled_files_is_an_error(tmp_path, capsys):
    (tmp_path / "groups.txt").write_text("# ask: who signed\nWho signed for it?\n", "utf-8")
    with pytest.raises(SystemExit) as left:
        evaluate([tmp_path])
    assert left.value.code == 2
    assert capsys.readouterr().out == ""
