"""The commands as people run them: results on stdout, one clear error with exit code 2, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import ROOT

LOST = ["--case", "lost", "--persona", "anxious", "--seed", "5"]
MESSAGES = [
    "您好，东西没到手却写着签收，换谁都得急，我来查",
    "昨天中午家里有人在吗",
    "驿站和快递柜您看过没",
    "家里人、邻居帮忙收了没有",
    "查到了，是派丢了，损失我们担。给您补寄一台，还是把钱退您？",
    "今天18点前发出，后天到您手里",
    "那就这么定，还有别的事吗",
    "不客气，再见",
]


@pytest.fixture
def environment(tmp_path):
    return {
        **os.environ,
        "ITR_SIM_HOME": str(tmp_path / "home"),
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "zh_CN.UTF-8",
        "ITR_SIM_LANG": "",
    }


@pytest.fixture
def itr_sim(environment):
    def run(*arguments: str, given: str | bytes = "", **more: str) -> subprocess.CompletedProcess[str]:
        content = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            [sys.executable, "-m", "itr_sim.app.main", *arguments],
            input=content,
            capture_output=True,
            env={**environment, **more},
            timeout=120,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def one_clear_error(done: subprocess.CompletedProcess[str]) -> str:
    """Return the error, having checked that it is one, without a traceback, and the exit code is 2."""
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stderr.strip()
    return done.stderr


@pytest.mark.parametrize(("locale", "word"), [("en_US.UTF-8", "Practise"), ("zh_CN.UTF-8", "模拟客户")])
def test_help_speaks_the_language_of_the_environment(itr_sim, locale, word):
    done = itr_sim("--help", LC_ALL=locale)
    assert done.returncode == 0
    assert word in done.stdout


def test_a_session_from_standard_input_is_the_same_every_time(itr_sim, tmp_path):
    """Same scenario, case, persona, seed and messages: the same JSON, byte for byte."""
    runs = [
        itr_sim(
            "play", "signed-not-received", *LOST, "--format", "json", given="\n".join(MESSAGES), ITR_SIM_HOME=str(tmp_path / name)
        )
        for name in ("one", "two")
    ]
    assert runs[0].returncode == 0
    assert runs[0].stdout == runs[1].stdout
    played = json.loads(runs[0].stdout)
    assert played["v"] == 1
    assert {"session", "scorecard"} <= set(played)


def test_a_session_can_be_scored_again_from_its_transcript(itr_sim, tmp_path):
    """What `play` prints, `score` reads: the same scorecard from the same engine."""
    played = json.loads(itr_sim("play", "signed-not-received", *LOST, "--format", "json", given="\n".join(MESSAGES)).stdout)
    path = tmp_path / "t.json"
    path.write_text(json.dumps(played["session"]), "utf-8")
    again = json.loads(itr_sim("score", str(path), "--format", "json").stdout)
    assert again["overall"] == played["scorecard"]["overall"]
    assert again["verdicts"] == played["scorecard"]["verdicts"]


def test_a_killed_session_goes_on_where_it_was(itr_sim, environment):
    """`kill -9` in the middle: --resume plays what was entered, and the rest ends as if nothing had happened."""
    whole = itr_sim(
        "play",
        "signed-not-received",
        *LOST,
        "--format",
        "json",
        given="\n".join(MESSAGES),
        ITR_SIM_HOME=environment["ITR_SIM_HOME"] + "-whole",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "itr_sim.app.main", "play", "signed-not-received", *LOST],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**environment, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write("".join(line + "\n" for line in MESSAGES[:3]).encode())
    process.stdin.flush()
    seen, until = "", time.monotonic() + 60
    while seen.count("客服：") < 3 and time.monotonic() < until:
        seen += process.stdout.readline().decode()
    process.send_signal(signal.SIGKILL)
    process.wait()
    resumed = itr_sim("play", "--resume", "--format", "json", given="\n".join(MESSAGES[3:]))
    assert resumed.returncode == 0, resumed.stderr
    one, other = json.loads(resumed.stdout)["session"], json.loads(whole.stdout)["session"]
    assert one["turns"] == other["turns"]
    assert one["session"] == other["session"]


def test_a_recorded_session_is_replayed_with_notes(itr_sim, environment):
    itr_sim("play", "signed-not-received", *LOST, given="\n".join(MESSAGES))
    replayed = itr_sim("replay", "signed-not-received")
    assert replayed.returncode == 0, replayed.stderr
    assert MESSAGES[1] in replayed.stdout
    assert "细节核实" in replayed.stdout


def test_analyze_prints_readings_and_keeps_what_it_does_not_know(itr_sim):
    """A line of the contract: acts with confidence and span on each turn, emotion on the customer's, foreign keys kept."""
    line = (
        '{"id":"a","shop":"x","turns":[{"speaker":"customer","text":"怎么还没到！"},{"speaker":"agent","text":"抱歉，我马上查"}]}'
    )
    read = json.loads(itr_sim("analyze", "-", given=line + "\n").stdout)
    assert (read["v"], read["id"], read["shop"]) == (1, "a", "x")
    assert 0 <= read["turns"][0]["emotion"]["value"] <= 4
    for turn in read["turns"]:
        for act in turn["acts"]:
            start, end = act["span"]
            assert 0 <= start < end <= len(turn["text"])
            assert 0 <= act["confidence"] <= 1


def test_scores_below_the_threshold_exit_with_1(itr_sim):
    chat = "客户: 我要退货\n客服: 自己看规定\n客户: 你什么态度\n客服: 爱退不退\n"
    assert itr_sim("score", "-", "--fail-under", "50", given=chat).returncode == 1
    assert itr_sim("score", "-", "--fail-under", "0", given=chat).returncode == 0


BAD = {
    "an unknown scenario": (["play", "signed-not-recieved"], b""),
    "an unknown case": (["play", "signed-not-received", "--case", "nope"], b""),
    "an unknown persona": (["play", "signed-not-received", "--persona", "nope"], b""),
    "an unknown rubric": (["score", "-", "--rubric", "nope"], "客户: 好\n".encode()),
    "an unknown format": (["score", "-", "--format", "nope"], "客户: 好\n".encode()),
    "an unknown flag": (["play", "--nope"], b""),
    "an empty transcript": (["score", "-"], b""),
    "a transcript without turns": (["score", "-"], b'{"turns":[]}\n'),
    "broken JSON": (["score", "-"], b'{"turns":[{"speaker":"agent","text":"x"}\n{}\n'),
    "another encoding": (["score", "-"], "客户: 你好，我要退货\n".encode("gbk")),
    "a file that is not there": (["score", "/nonexistent/x.jsonl"], b""),
    "a session that is not there": (["replay", "nope"], b""),
    "nothing to resume": (["play", "--resume"], b""),
    "a tool that is not there": (["play", "signed-not-received"], b"/do nope\n"),
    "no tool": (["play", "signed-not-received"], b"/do\n"),
    "an unknown command": (["play", "signed-not-received"], b"/nope\n"),
    "nothing to replay": (["replay"], b""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_clear_error(itr_sim, name):
    arguments, given = BAD[name]
    one_clear_error(itr_sim(*arguments, given=given))


def test_a_mistyped_scenario_is_guessed(itr_sim):
    assert "signed-not-received" in one_clear_error(itr_sim("play", "signed-not-recieved"))


def test_a_line_of_fifty_megabytes_is_refused_with_its_place(itr_sim, tmp_path):
    path = tmp_path / "huge.jsonl"
    path.write_bytes(b'{"turns":[{"speaker":"agent","text":"x"}]}\n' + b"x" * 50_000_000 + b"\n")
    assert f"{path}:2:1:" in one_clear_error(itr_sim("score", str(path)))


def test_broken_yaml_is_told_with_place_and_guess(itr_sim, tmp_path):
    text = (ROOT / "tests" / "own" / "scenarios" / "parcel.yaml").read_text("utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("asked_by: [ask.family]", "asked_by: [ask.famly]"), "utf-8")
    error = one_clear_error(itr_sim("play", str(path)))
    line = next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "ask.famly" in line)
    assert f"{path}:{line}:" in error
    assert "ask.family" in error
    assert "^" in error


def test_terminal_escapes_in_a_transcript_do_not_reach_the_terminal(itr_sim):
    """Text from outside cannot move the reader's cursor or set a title."""
    chat = "客户: 我要退货\x1b[2J\x1b]0;owned\x07\n客服: 您好\x1b[31m，是哪里不合适\n"
    done = itr_sim("score", "-", given=chat)
    assert done.returncode == 0
    assert "\x1b[2J" not in done.stdout
    assert "owned" not in done.stdout


def test_the_catalogue_lists_the_five_scenarios(itr_sim):
    listed = {row["id"] for row in json.loads(itr_sim("list", "--format", "json").stdout)}
    assert {"unsigned-return", "angry-customer", "signed-not-received", "address-change", "out-of-policy-compensation"} <= listed


def test_a_folder_of_ones_own_comes_before_what_ships(itr_sim):
    own = str(ROOT / "tests" / "own")
    assert "parcel" in itr_sim("list", "--scenarios", own).stdout
    assert "parcel" in itr_sim("list", ITR_SIM_PATH=own).stdout


def test_show_hides_what_the_customer_hides(itr_sim):
    shown = itr_sim("show", "signed-not-received").stdout
    assert "/do" in shown
    assert "投进快递柜，短信被当成骚扰拦截" not in shown


@pytest.mark.parametrize("command", [["list"], ["list", "--format", "json"], ["show", "signed-not-received"]])
def test_a_reader_that_has_gone_is_no_failure(environment, command):
    """`itr-sim list | true`: exit 0, and nothing on stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "itr_sim.app.main", *command],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=120,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_home_that_cannot_be_written_is_told(itr_sim, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    error = one_clear_error(itr_sim("play", "signed-not-received", given="您好\n", ITR_SIM_HOME=str(tmp_path / "file")))
    assert str(tmp_path / "file") in error


def test_a_hundred_sessions_from_standard_input_are_not_too_many(itr_sim, environment):
    """All begin at the same moment of play, and none is in the way of the next."""
    folder = Path(environment["ITR_SIM_HOME"]) / "sessions"
    folder.mkdir(parents=True)
    for mark in ("", *(f"-{number}" for number in range(1, 100))):
        (folder / f"20260105-090000-signed-not-received{mark}.jsonl").write_bytes(b"")
    done = itr_sim("play", "signed-not-received", *LOST, "--format", "json", given="/end\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["session"]["id"] == "signed-not-received-lost-anxious-5"


def test_commands_on_standard_input_are_told_apart_from_the_results(itr_sim):
    """Help, hint and desk go to stderr; a message that is too long is cut and said so."""
    given = f"/help\n/hint\n/desk\n{'好' * 2001}\n"
    done = itr_sim("play", "signed-not-received", *LOST, "--format", "json", given=given)
    assert done.returncode == 0, done.stderr
    played = json.loads(done.stdout)
    assert [len(turn["text"]) for turn in played["session"]["turns"] if turn["speaker"] == "agent"] == [2000]
    assert "/quit" in done.stderr
    assert "/do call_courier" in done.stderr
    assert "2000" in done.stderr


def test_a_tool_on_standard_input_is_shown_once_before_the_message_it_goes_with(itr_sim):
    shown = itr_sim("play", "signed-not-received", *LOST, given="/do call_courier\n我问问网点\n/end\n").stdout.splitlines()
    places = [number for number, line in enumerate(shown) if line.startswith("[工作台]")]
    assert len(places) == 1
    assert shown[places[0] - 1] == "[工具] call_courier"
    assert places[0] < shown.index("客服：我问问网点")


def test_a_session_resumes_with_the_recognizer_it_began_with(itr_sim):
    itr_sim("play", "signed-not-received", *LOST, "--recognizer", "compact", given=f"{MESSAGES[0]}\n/quit\n")
    quiet = itr_sim("play", "--resume", "--format", "json", given=f"{MESSAGES[1]}\n/quit\n")
    assert json.loads(quiet.stdout)["scorecard"]["recognizer"].startswith("compact")
    told = itr_sim("play", "--resume", "--recognizer", "accurate", "--format", "json", given=f"{MESSAGES[2]}\n/end\n")
    assert json.loads(told.stdout)["scorecard"]["recognizer"].startswith("compact")
    assert (quiet.stderr, "compact" in told.stderr) == ("", True)


def test_replay_without_a_name_replays_the_latest(itr_sim):
    itr_sim("play", "unsigned-return", given="您好\n/end\n")
    itr_sim("play", "signed-not-received", *LOST, given=f"{MESSAGES[1]}\n/end\n")
    replayed = itr_sim("replay")
    assert replayed.returncode == 0, replayed.stderr
    assert MESSAGES[1] in replayed.stdout


def test_a_rubric_file_is_found_again_from_another_folder(itr_sim, tmp_path, monkeypatch):
    text = (ROOT / "rubrics" / "itr-core.yaml").read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("id: itr-core", "id: mine", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    itr_sim("play", "signed-not-received", *LOST, "--rubric", "mine.yaml", given="您好\n/quit\n")
    monkeypatch.chdir(ROOT)
    done = itr_sim("play", "--resume", given="/end\n")
    assert done.returncode == 0, done.stderr


def test_analyze_explains_what_carried_each_act(itr_sim):
    """Stretches of the message with their weight, in the contract and for people."""
    chat = "客服: 实在对不起，我马上给仓库打电话\n"
    turn = json.loads(itr_sim("analyze", "-", "--explain", given=chat).stdout)["turns"][0]
    carried = {label["act"]: label["carried_by"][0] for label in turn["acts"]}
    start, end = carried["apologize"]["span"]
    assert "对不起" in turn["text"][start:end]
    assert carried["apologize"]["weight"] > 0
    shown = itr_sim("analyze", "-", "--explain", "--format", "text", given=chat).stdout
    assert "道歉" in shown
    assert f"“{carried['apologize']['quote']}” +" in shown


def test_analyze_names_the_formats_it_has(itr_sim):
    assert "jsonl, text" in one_clear_error(itr_sim("analyze", "-", "--format", "table", given="客服: 在\n"))


def test_a_session_by_the_compact_recognizer_is_scored_by_it_again(itr_sim, tmp_path):
    """The scorecard says who read the messages, and is the one that `play` gave."""
    arguments = ("play", "signed-not-received", *LOST, "--recognizer", "compact", "--format", "json")
    played = json.loads(itr_sim(*arguments, given="\n".join(MESSAGES)).stdout)
    path = tmp_path / "t.json"
    path.write_text(json.dumps(played["session"]), "utf-8")
    again = json.loads(itr_sim("score", str(path), "--format", "json").stdout)
    assert again["recognizer"] == played["scorecard"]["recognizer"]
    assert again["recognizer"].startswith("compact-")
    assert again["verdicts"] == played["scorecard"]["verdicts"]


def test_the_accurate_recognizer_is_the_default(itr_sim):
    played = json.loads(itr_sim("play", "signed-not-received", *LOST, "--format", "json", given="您好").stdout)
    assert played["scorecard"]["recognizer"].startswith("accurate-")


@pytest.mark.parametrize(
    "arguments", [["list"], ["lint", "scenarios/zh-CN/angry-customer.yaml"], ["show", "angry-customer"], ["--help"]]
)
def test_nothing_heavy_is_loaded_before_it_is_needed(environment, arguments):
    """No network for the catalogue."""
    code = f"import sys; sys.argv = ['itr-sim', *{arguments!r}]\nfrom itr_sim.app.main import main\n"
    code += "try: main()\nexcept SystemExit: pass\nassert not {'onnxruntime', 'tokenizers'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment, cwd=ROOT)


def test_the_compact_recognizer_needs_no_network(environment):
    code = "import sys; from itr_sim.understanding import Message, load_recognizer\n"
    code += "load_recognizer('compact').read([Message('agent', '您好')])\n"
    code += "assert not {'onnxruntime', 'tokenizers'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("test", "angry-customer", "--recognizer", "acurate"), "accurate"),
        (("score", "-", "--lang", "chinese"), "zh"),
        (("score", "-", "--scenarios", "/no/such/folder"), "/no/such/folder"),
        (("play", "angry-customer", "--scenario", "address-change"), "场景只写一次"),
        (("play", "--resume", "--seed", "3"), "--seed"),
    ],
)
def test_a_flag_that_cannot_be_followed_is_an_error(itr_sim, arguments, word):
    assert word in one_clear_error(itr_sim(*arguments))


def test_a_gate_gives_its_verdict_though_nobody_reads_the_scorecards(environment, tmp_path):
    """`score … --fail-under 60 | head -1` under pipefail."""
    path = tmp_path / "chats.txt"
    path.write_text("---\n".join(["客户：没收到\n客服：滚\n"] * 3), "utf-8")
    command = [sys.executable, "-m", "itr_sim.app.main", "score", str(path), "--format", "jsonl", "--fail-under", "60"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    running.stdout.close()
    assert b"Traceback" not in running.stderr.read()
    assert running.wait() == 1


def test_a_full_disk_is_one_clear_error(environment):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "itr_sim.app.main", "list", "--format", "json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_messages_in_another_encoding_are_refused_with_their_place(itr_sim):
    assert "<stdin>:2:" in one_clear_error(itr_sim("play", "signed-not-received", *LOST, given=b"hi\n" + "我来查".encode("gbk")))


def test_a_wrong_command_on_standard_input_is_told_with_its_line_and_a_guess(itr_sim):
    error = one_clear_error(itr_sim("play", "signed-not-received", *LOST, given="您好\n/do clam\n"))
    assert "<stdin>:2:1" in error
    assert "claim" in error


def test_a_mark_at_the_beginning_of_a_file_does_not_hide_a_command(itr_sim):
    done = itr_sim("play", "signed-not-received", *LOST, given="\ufeff/do claim\n您好\n")
    assert "[工具] claim" in done.stdout


def test_ones_own_scenario_goes_before_the_shipped_one_wherever_it_lies(itr_sim, tmp_path):
    text = (ROOT / "scenarios/zh-CN/angry-customer.yaml").read_text("utf-8")
    (tmp_path / "angry-customer.yaml").write_text(text.replace("title: ", "title: 我的", 1), "utf-8")
    assert "我的" in itr_sim("show", "angry-customer", "--scenarios", str(tmp_path)).stdout


def test_a_session_with_files_of_ones_own_goes_on_by_its_name_alone(itr_sim, tmp_path, environment):
    text = (ROOT / "scenarios/zh-CN/angry-customer.yaml").read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("id: angry-customer", "id: mine", 1), "utf-8")
    itr_sim("play", str(tmp_path / "mine.yaml"), given="您好\n/quit\n")
    assert itr_sim("play", "--resume", "mine", given="在的\n/quit\n").returncode == 0


def test_a_session_by_a_rubric_in_a_folder_of_ones_own_goes_on_without_naming_the_folder(itr_sim, tmp_path):
    text = (ROOT / "rubrics" / "itr-core.yaml").read_text("utf-8")
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "mine.yaml").write_text(text.replace("id: itr-core", "id: mine", 1), "utf-8")
    own = ("--scenarios", str(tmp_path))
    itr_sim("play", "signed-not-received", *LOST, "--rubric", "mine", *own, given="您好\n/quit\n")
    done = itr_sim("play", "--resume", given="/end\n")
    assert done.returncode == 0, done.stderr
    assert "mine" in done.stdout


def test_of_two_sessions_of_a_name_the_one_that_can_go_on_goes_on(itr_sim):
    itr_sim("play", "signed-not-received", *LOST, given="您好，东西没到我来查\n/quit\n")
    itr_sim("play", "signed-not-received", *LOST, given="滚\n滚\n/end\n")
    assert "您好，东西没到我来查" in itr_sim("play", "--resume", "signed-not-received", given="/quit\n").stdout


def test_a_running_exam_cannot_be_looked_up(itr_sim):
    """Neither replayed nor scored before it is over."""
    begun = itr_sim("play", "signed-not-received", *LOST, "--mode", "exam", given="您好\n/quit\n")
    assert "--resume" in begun.stderr
    assert "总分" not in begun.stdout
    assert "--resume" in one_clear_error(itr_sim("replay"))


def test_analyze_keeps_its_own_keys(itr_sim):
    line = '{"v":"2024-06","recognizer":"vendor-x","turns":[{"speaker":"agent","text":"您好"}]}'
    document = json.loads(itr_sim("analyze", "-", given=line).stdout)
    assert document["v"] == 1
    assert document["recognizer"].startswith("accurate-")
