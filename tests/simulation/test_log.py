"""The session log: on the disk before the reply is shown; nothing is lost at any point."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from conftest import START
from itr_sim.app.rehearsal import Rehearsal, begin, played_again, resume
from itr_sim.simulation.log import LogError, SessionLog, read_log

MESSAGES = (
    "greet empathize: 您好",
    "probe_detail ask.at_home: 家里有人吗",
    "probe_detail ask.pickup_point: 驿站呢",
    "probe_detail ask.family: 家里人呢",
    "propose solve.reship give_deadline: 补寄，明天到",
    "check_resolution: 还有吗",
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ITR_SIM_HOME", str(tmp_path / "home"))


def begun(parcel, anxious, recognizer) -> Rehearsal:
    return begin(
        parcel, anxious, recognizer, at=START, seed=3, case="lost", rubric="itr-core", mode="practice", language="zh-CN"
    )  # fmt: skip


def at(number: int):
    return START + timedelta(seconds=20 * (number + 1))


@pytest.fixture
def whole(parcel, anxious, table_recognizer):
    """A session played through without interruption: its log and its transcript."""
    rehearsal = begun(parcel, anxious, table_recognizer)
    for number, text in enumerate(MESSAGES):
        if not rehearsal.player.over:
            rehearsal.say(text, at(number))
    return rehearsal.log.path, rehearsal.player.transcript("x")


def test_a_log_cut_at_any_byte_resumes_and_ends_the_same(whole, catalogue, table_recognizer, tmp_path):
    """Killed at any moment: what was entered is played, and going on gives the uninterrupted session, byte for byte."""
    path, transcript = whole
    content = path.read_bytes()
    first = content.index(b"\n") + 1
    for cut in range(first, len(content) + 1, 37):
        copy = tmp_path / f"cut-{cut}.jsonl"
        copy.write_bytes(content[:cut])
        rehearsal, recorded = resume(copy, catalogue, table_recognizer)
        rehearsal.go_on(recorded)
        for number in range(len(rehearsal.player.exchanges) - 1, len(MESSAGES)):
            if not rehearsal.player.over:
                rehearsal.say(MESSAGES[number], at(number))
        rehearsal.log.close()
        assert rehearsal.player.transcript("x") == transcript
        assert copy.read_bytes() == content


def test_the_message_is_on_the_disk_before_anything_is_made_of_it(parcel, anxious, table_recognizer, monkeypatch):
    """Killed while the message is being read: it is in the log all the same."""
    rehearsal = begun(parcel, anxious, table_recognizer)
    monkeypatch.setattr(rehearsal.player, "read", lambda text: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        rehearsal.say("greet: 您好", at(0))
    assert read_log(rehearsal.log.path).unplayed == ("greet: 您好", at(0), ())


def test_a_replay_needs_no_recognizer_to_agree(whole, catalogue):
    """Recorded readings are played, so that another model or machine replays the same session."""

    class Blind:
        name = "blind"

        def read(self, messages):
            raise AssertionError("a replay reads nothing anew")

        def meanings(self, texts):
            raise AssertionError("a replay looks at no examples")

    path, transcript = whole
    player = played_again(read_log(path), path, catalogue, Blind())
    assert player.transcript("x") == transcript


def test_a_changed_scenario_is_told_and_not_replayed(whole, catalogue, table_recognizer, monkeypatch):
    path, _ = whole
    scenario = catalogue.scenario("parcel")
    changed = scenario.model_copy(update={"mood": scenario.mood + 0.5})
    monkeypatch.setattr(type(catalogue), "scenario", lambda *_: changed)
    with pytest.raises(LogError, match="has changed"):
        played_again(read_log(path), path, catalogue, table_recognizer)


@pytest.mark.parametrize(
    "content", [b"", b"not json\n", b"[" * 100_000 + b"\n", b'{"record":"said"}\n', b'[1]\n{"record":"x"}\n', b"\xff\xfe\n"]
)
def test_a_file_that_is_no_log_is_told_with_its_place(content, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(LogError) as error:
        read_log(path)
    assert str(error.value).startswith(f"{path}:1:1:")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'"case":"lost"', b'"case":"nope"'),
        (b'"actions":[]', b'"actions":["nope"]'),
        (b'"at":"2026-01-05T09:00:20+00:00"', b'"at":"2026-01-05T09:00:20"'),
        (b'"text":"greet empathize', b'"text":["x"],"was":"'),
    ],
)
def test_a_log_that_was_tampered_with_is_told_and_not_a_traceback(whole, catalogue, table_recognizer, tmp_path, good, bad):
    path, _ = whole
    content = path.read_bytes()
    assert good in content
    copy = tmp_path / "tampered.jsonl"
    copy.write_bytes(content.replace(good, bad, 1))
    with pytest.raises(LogError):
        played_again(read_log(copy), copy, catalogue, table_recognizer)


def test_a_log_from_elsewhere_cannot_move_the_cursor(whole, tmp_path):
    """Terminal escapes in what was said and in what happened are taken out when the log is read."""
    path, _ = whole
    copy = tmp_path / "escapes.jsonl"
    copy.write_bytes(path.read_bytes().replace(b'"text":"', b'"text":"\\u001b[2J\\u001b]0;owned\\u0007'))
    for exchange in read_log(copy).exchanges:
        texts = [exchange.said.text if exchange.said else "", *(getattr(event, "text", "") for event in exchange.events)]
        assert not any("\x1b" in text or "owned" in text for text in texts)


def test_a_wrong_line_in_the_middle_of_a_log_is_told_with_its_number(whole, tmp_path):
    path, _ = whole
    lines = path.read_bytes().split(b"\n")
    lines[2] = b'{"record":"heard","turn":1}'
    copy = tmp_path / "wrong.jsonl"
    copy.write_bytes(b"\n".join(lines))
    with pytest.raises(LogError) as error:
        read_log(copy)
    assert str(error.value).startswith(f"{copy}:3:1:")
    assert "KeyError" not in str(error.value)


def test_a_log_that_another_process_has_open_is_not_opened_again(whole):
    """Two terminals that write into one log would destroy it."""
    path, _ = whole
    code = "import sys; from pathlib import Path; from itr_sim.simulation.log import SessionLog\n"
    code += "log = SessionLog.reopen(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(LogError, match="open in another terminal"):
            SessionLog.reopen(path)
        other.stdin.close()
    SessionLog.reopen(path).close()
