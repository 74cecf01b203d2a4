"""Every reader: what it makes of a good file, and where it says a bad one is wrong."""

from __future__ import annotations

import csv
import io
import itertools
import json
import pkgutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itr_sim.transcript import READERS, ReadError, Transcript, read_transcripts, readers
from itr_sim.transcript.readers import chat_text, csv_table, yaml_document
from itr_sim.transcript.readers.chat_text import SPEAKERS
from itr_sim.transcript.readers.reading import MAX_LINE_BYTES, MAX_TURN_CHARACTERS, MAX_TURNS, Line, Reader
from itr_sim.transcript.readers.yaml_document import MAX_YAML_BYTES

TURNS = [{"speaker": "customer", "text": "还没到？"}, {"speaker": "agent", "text": "我查一下"}]
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def read(folder: Path, name: str, content: str | bytes) -> list[Transcript]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return list(read_transcripts(path))


def refused(folder: Path, name: str, content: str | bytes) -> str:
    """Return the error as `line:column words`."""
    with pytest.raises(ReadError) as caught:
        read(folder, name, content)
    error = caught.value
    assert error.name == str(folder / name)
    assert set(error.words) == {"en", "zh"}
    return f"{error.line}:{error.column} {error.words['en']}"


def spoken(transcripts: list[Transcript]) -> list[list[tuple[str, str]]]:
    return [[(turn.speaker, turn.text) for turn in each.turns] for each in transcripts]


SAID = [("customer", "还没到？"), ("agent", "我查一下")]
AS_JSON = json.dumps({"turns": TURNS}, ensure_ascii=False)
AS_CSV = "speaker,text\ncustomer,还没到？\nagent,我查一下\n"
AS_CHAT = "客户: 还没到？\n客服: 我查一下\n"
AS_YAML = "turns:\n- {speaker: customer, text: 还没到？}\n- {speaker: agent, text: 我查一下}\n"

TOO_DEEP_YAML = (
    "the file holds more than 200,000 values, nests too deeply or repeats itself through anchors;"
    " write JSON Lines, a transcript a line"
)
TOO_LONG_CELL = "not valid CSV: a text that begins in this row is longer than 131,072 characters; perhaps its quote never closes"
OPEN_QUOTE = "not valid CSV: a quote opens in this row and never closes"
GLUED_QUOTE = "not valid CSV: a comma is expected after the quote that ends a text; a quote inside a text is written twice"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f"{AS_JSON}\n\n{AS_JSON}\n"),
        ("a.ndjson", f"{AS_JSON}\n{AS_JSON}"),
        ("a.json", f"[{AS_JSON},\n{AS_JSON}]"),
        ("a.yaml", yaml.safe_dump([{"turns": TURNS}, {"turns": TURNS}], allow_unicode=True)),
        ("a.yml", yaml.safe_dump([{"turns": TURNS}, {"turns": TURNS}])),
        ("a.csv", "ID,Speaker,Text\n1,customer,还没到？\n1,agent,我查一下\n2,客户,还没到？\n2,客服,我查一下\n"),
        ("a.txt", f"{AS_CHAT}---\n{AS_CHAT}"),
        ("a.chat", f"{AS_CHAT}=====\n{AS_CHAT}-----\n"),
        ("a.JSONL", f"{AS_JSON}\n{AS_JSON}\n"),
    ],
)
def test_each_format_gives_the_same_conversations(tmp_path: Path, name: str, content: str) -> None:
    assert spoken(read(tmp_path, name, content)) == [SAID, SAID]
    assert spoken(read(tmp_path, name, b"\xef\xbb\xbf" + content.encode())) == [SAID, SAID]
    assert spoken(read(tmp_path, name, content.replace("\n", "\r\n"))) == [SAID, SAID]


def test_every_reader_is_registered_and_documented() -> None:
    modules = {name for _, name, _ in pkgutil.iter_modules(readers.__path__)} - {"reading"}
    assert len(modules) == len(READERS)
    assert all(getattr(readers, name).__doc__ for name in modules)
    assert {getattr(readers, name).READER for name in modules} == set(READERS)
    assert len(set(SUFFIXES)) == len(SUFFIXES)


@pytest.mark.parametrize(
    "content",
    [
        AS_JSON,
        f"\n{AS_JSON}\n{AS_JSON}",
        f"[{AS_JSON}]",
        f"[\n  {AS_JSON}]",
        f" [ {AS_JSON}]",
        f"{{\n{AS_JSON[1:]}",
        AS_YAML,
        AS_CSV,
        AS_CHAT,
        f"[2026-03-01 10:00:20] {AS_CHAT}",
        f"2026-03-01 10:00:20 {AS_CHAT}",
    ],
)
def test_standard_input_is_known_by_its_first_line(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    transcripts = list(read_transcripts("-"))
    assert spoken(transcripts)[0] == SAID
    assert transcripts[0].id == "<stdin>-1"


def test_a_chat_with_times_is_known_in_a_file_of_another_ending(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, "export.log", f"[2026-03-01 10:00:20] {AS_CHAT}")) == [SAID]


def test_a_folder_gives_every_file_that_a_reader_knows_in_order_of_name(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    files = {
        "d.txt": AS_CHAT,
        "b.jsonl": AS_JSON,
        "deeper/a.csv": AS_CSV,
        "e.CHAT": AS_CHAT,
        "a.yaml": AS_YAML,
        "c.json": AS_JSON,
    }
    for name, content in {**files, "notes.md": "no transcript"}.items():
        (tmp_path / name).write_text(content, "utf-8")
    assert [each.id for each in read_transcripts(tmp_path)] == ["a-1", "b-1", "c-1", "d-1", "a-1", "e-1"]


def test_a_folder_without_transcripts_and_a_missing_file_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="the folder holds no transcripts"):
        list(read_transcripts(tmp_path))
    with pytest.raises(ReadError, match="there is no such file"):
        list(read_transcripts(tmp_path / "absent.jsonl"))


def test_an_id_is_kept_and_a_conversation_without_one_is_numbered_in_its_file(tmp_path: Path) -> None:
    content = f'{AS_JSON}\n{{"id": "t-7", {AS_JSON[1:]}\n{AS_JSON}\n'
    assert [each.id for each in read(tmp_path, "log.jsonl", content)] == ["log-1", "t-7", "log-3"]


def test_transcripts_come_one_at_a_time(tmp_path: Path) -> None:
    """A file of millions is scored as it is read: the first conversation is there before the last line is looked at."""
    path = tmp_path / "a.jsonl"
    path.write_text(f"{AS_JSON}\nthis is not JSON\n", "utf-8")
    transcripts = read_transcripts(path)
    assert next(transcripts).id == "a-1"
    with pytest.raises(ReadError):
        next(transcripts)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", ["", "\n \n\t\n", "\ufeff"])
def test_an_empty_file_holds_no_transcript(tmp_path: Path, suffix: str, content: str) -> None:
    assert refused(tmp_path, f"a{suffix}", content) == "1:1 there is no transcript in it: the file is empty"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.jsonl", '{"turns": []}', "1:1 the transcript has no turns"),
        ("a.json", "[]", "1:1 the list holds no transcript"),
        ("a.json", '[{"turns": []}]', "1:2 conversation 1: the transcript has no turns"),
        ("a.yaml", "turns: []\n", "1:1 the transcript has no turns"),
        ("a.yaml", "# nothing\n", "1:1 the file is empty"),
        ("a.csv", "speaker,text\n", "1:1 the transcript has no turns"),
        ("a.jsonl", f"{AS_JSON}\n[]\n", "2:1 a transcript is a mapping with a list of turns"),
        ("a.jsonl", f'{AS_JSON}\n\n{{"id": "x"}}\n', "3:1 turns is missing"),
        ("a.jsonl", '{"turns": "none"}', "1:1 turns: a list is expected"),
    ],
)
def test_what_holds_no_turns_says_so(tmp_path: Path, name: str, content: str, error: str) -> None:
    assert refused(tmp_path, name, content) == error


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.jsonl", '{"turns": [{"text": "hi"}]}', "1:1 turns.1.speaker is missing"),
        ("a.jsonl", '{"turns": [{"speaker": "agent"}]}', "1:1 turns.1.text is missing"),
        (
            "a.jsonl",
            json.dumps({"turns": [*TURNS, {"speaker": "bot", "text": "hi"}]}),
            "1:1 turns.3.speaker must be one of 'customer', 'agent' or 'system'",
        ),
        ("a.json", '\n\n{"turns": [{"text": "hi"}]}', "3:1 turns.1.speaker is missing"),
        ("a.yaml", "- turns:\n  - {speaker: agent, text: a}\n- turns:\n  - {text: b}\n", "4:5 turns.1.speaker is missing"),
        ("a.yaml", f"{AS_YAML}- text: b\n", "4:3 turns.3.speaker is missing"),
        (
            "a.json",
            f'[{AS_JSON}, {AS_JSON},\n\n  {{"id": "[,", "turns": [\n    {{"text": "hi"}}]}}]',
            "3:3 conversation 3: turns.1.speaker is missing",
        ),
        ("a.json", f"[{AS_JSON}, 5]", f"1:{len(AS_JSON) + 4} conversation 2: a transcript is a mapping with a list of turns"),
        ("a.csv", "speaker,text\nagent,a\n,b\n", '3:1 "" is not a speaker; write customer, agent or system'),
        ("a.csv", "speaker,text\nbot,b\n", '2:1 "bot" is not a speaker; write customer, agent or system'),
        ("a.csv", "speaker,text\nagent\n", "2:1 this row ends before its text"),
        (
            "a.csv",
            "who,what\nagent,b\n",
            "1:1 the first row must name the columns, with speaker and text among them",
        ),
        (
            "a.txt",
            "\nhello there\n",
            '2:1 nobody speaks here; begin each message with its speaker, as in "Customer: …" and "Agent: …"',
        ),
        (
            "a.txt",
            f"{AS_CHAT}---\n好的\n",
            '4:1 nobody speaks here; begin each message with its speaker, as in "Customer: …" and "Agent: …"',
        ),
    ],
)
def test_a_missing_or_unknown_speaker_is_placed(tmp_path: Path, name: str, content: str, error: str) -> None:
    assert refused(tmp_path, name, content) == error


def test_a_turn_of_no_words_is_kept(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, "a.jsonl", '{"turns": [{"speaker": "agent", "text": ""}]}')) == [[("agent", "")]]
    assert spoken(read(tmp_path, "a.yaml", "turns: [{speaker: agent, text: ''}]")) == [[("agent", "")]]
    assert spoken(read(tmp_path, "a.csv", "speaker,text\nagent,\n")) == [[("agent", "")]]
    assert spoken(read(tmp_path, "a.txt", "Agent:\nCustomer: hi")) == [[("agent", ""), ("customer", "hi")]]


NO_TIME = "is not a time such as 2026-03-01T10:00:00+08:00"


@pytest.mark.parametrize(
    "at",
    ["soon", "2026-13-01T10:00:00", "10:00", "1e400", "2026-03-01", "20260301", "1772330400", "20260301100020"],
)
@pytest.mark.parametrize("suffix", [".jsonl", ".yaml", ".csv"])
def test_a_wrong_time_is_an_error(tmp_path: Path, at: str, suffix: str) -> None:
    content = {
        ".jsonl": json.dumps({"turns": [{"speaker": "agent", "text": "a", "at": at}]}),
        ".yaml": f"turns: [{{speaker: agent, text: a, at: '{at}'}}]",
        ".csv": f"speaker,text,at\nagent,a,{at}\n",
    }[suffix]
    line = 2 if suffix == ".csv" else 1
    column = content.index("{speaker") + 1 if suffix == ".yaml" else 1
    assert refused(tmp_path, f"a{suffix}", content) == f"{line}:{column} turns.1.at {NO_TIME}"


@pytest.mark.parametrize("at", [20260301, 1772330400, 1772330400.5, 20260301100020, True])
def test_a_number_is_no_time(tmp_path: Path, at: float) -> None:
    """Seconds or milliseconds since 1970, or a date without its hyphens: nothing tells which."""
    content = json.dumps({"turns": [{"speaker": "agent", "text": "a", "at": at}]})
    assert refused(tmp_path, "a.jsonl", content) == f"1:1 turns.1.at {NO_TIME}"


def test_what_is_wrong_with_a_message_is_placed_at_its_own_line(tmp_path: Path) -> None:
    """Not at the line where its conversation begins, which may be hundreds of lines above."""
    table = 'id,speaker,text,at\n1,agent,a,\n2,customer,"b\nc",\n2,agent,d,2026-03-01\n'
    assert refused(tmp_path, "a.csv", table) == f"5:1 turns.2.at {NO_TIME}"
    chat = f"{AS_CHAT}---\n2026-03-01 10:00 客户: 在吗\n还没到\n2026-03-01 25:00 客服: 在\n"
    assert refused(tmp_path, "a.txt", chat) == f"6:1 turns.2.at {NO_TIME}"


def test_times_are_read_in_every_format(tmp_path: Path) -> None:
    at = "2026-03-01T10:00:00Z"
    wanted = datetime(2026, 3, 1, 10, tzinfo=UTC)
    for name, content in (
        ("a.jsonl", json.dumps({"turns": [{"speaker": "agent", "text": "a", "at": at}]})),
        ("a.yaml", f"turns: [{{speaker: agent, text: a, at: {at}}}]"),
        ("a.csv", f"speaker,text,at\nagent,a,{at}\n"),
        ("a.txt", f"[{at}] Agent: a\n"),
    ):
        assert [turn.at for turn in read(tmp_path, name, content)[0].turns] == [wanted]


def test_an_empty_time_is_none_in_a_table(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "speaker,text,at\nagent,a,\n")[0].turns[0].at is None


def test_a_line_of_50_mb_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(f"{AS_JSON}\n".encode())
        stream.write(b'{"turns": [{"speaker": "agent", "text": "')
        for _ in range(50):
            stream.write(b"a" * 1_000_000)
    transcripts = read_transcripts(path)
    next(transcripts)
    with pytest.raises(ReadError, match=r"a\.jsonl:2:1: this line is longer than 10 MB"):
        next(transcripts)


def test_a_line_of_the_longest_length_is_read(tmp_path: Path) -> None:
    line = AS_JSON.encode()
    assert spoken(read(tmp_path, "a.jsonl", line + b" " * (MAX_LINE_BYTES - len(line)))) == [SAID]
    assert "longer than" in refused(tmp_path, "a.jsonl", line + b" " * (MAX_LINE_BYTES - len(line) + 1))


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".yaml", ".csv", ".txt"])
def test_a_turn_that_is_too_long_is_refused_by_its_number(tmp_path: Path, suffix: str) -> None:
    def file(text: str) -> str:
        turns = [*TURNS, {"speaker": "agent", "text": text}]
        return {
            ".jsonl": json.dumps({"turns": turns}),
            ".json": json.dumps({"turns": turns}, indent=1),
            ".yaml": yaml.safe_dump({"turns": turns}),
            ".csv": f"{AS_CSV}agent,{text}\n",
            ".txt": f"{AS_CHAT}客服: {text}\n",
        }[suffix]

    assert len(read(tmp_path, f"a{suffix}", file("a" * MAX_TURN_CHARACTERS))[0].turns[2].text) == MAX_TURN_CHARACTERS
    error = refused(tmp_path, f"a{suffix}", file("a" * (MAX_TURN_CHARACTERS + 1)))
    place = {".yaml": "6:3", ".csv": "4:1", ".txt": "3:1"}.get(suffix, "1:1")
    assert error == f"{place} turn 3 has 20,001 characters; at most 20,000 are read"


def test_a_chat_that_never_changes_speaker_is_given_up_early(tmp_path: Path) -> None:
    """Lines are added to the message before them; a file of nothing else must not take time squared."""
    began = time.perf_counter()
    assert "at most 20,000 are read" in refused(tmp_path, "a.txt", "客户: a\n" + "no speaker in this line\n" * 200_000)
    assert time.perf_counter() - began < 5


def test_too_many_turns_are_refused(tmp_path: Path) -> None:
    turns = [{"speaker": "agent", "text": "a"}] * (MAX_TURNS + 1)
    assert refused(tmp_path, "a.jsonl", json.dumps({"turns": turns})) == "1:1 more than 10,000 turns in one transcript"


def numbered(text: str, lines: int) -> Iterator[Line]:
    return (Line(number, text) for number in range(2, lines))


@pytest.mark.parametrize(
    ("reader", "first", "line", "after"),
    [
        (csv_table.READER, "speaker,text", "agent,a", MAX_TURNS + 2),
        (chat_text.READER, "Agent: a", "Agent: a", MAX_TURNS + 1),
    ],
)
def test_no_line_is_read_after_one_turn_too_many(reader: Reader, first: str, line: str, after: int) -> None:
    """A table without ids, or a chat without lines between conversations, may be of any size."""
    rest = numbered(line, 2 * MAX_TURNS)
    with pytest.raises(ReadError, match="more than 10,000 turns in one transcript"):
        list(reader.read("a", Line(1, first), rest))
    assert next(rest).number == after + 1


def test_no_row_is_read_after_a_message_that_is_too_long() -> None:
    rest = itertools.chain([Line(2, "agent," + "a" * (MAX_TURN_CHARACTERS + 1))], numbered("agent,a", 9))
    with pytest.raises(ReadError, match="a:2:1: turn 1 has 20,001 characters"):
        list(csv_table.READER.read("a", Line(1, "speaker,text"), rest))
    assert len(list(rest)) == 7


def test_no_line_of_yaml_is_read_after_ten_megabytes() -> None:
    rest = numbered("#" + "好" * (MAX_YAML_BYTES // 12), 9)
    with pytest.raises(ReadError, match="a:5:1: the file is longer than 10 MB; write JSON Lines"):
        list(yaml_document.READER.read("a", Line(1, "turns:"), rest))
    assert next(rest).number == 6


def test_yaml_of_too_many_values_is_sent_to_json_lines(tmp_path: Path) -> None:
    error = refused(tmp_path, "a.yaml", "[" + "a," * 200_000 + "]")
    assert error.startswith("1:400000 the file holds more than 200,000 values")
    assert error.endswith("write JSON Lines, a transcript a line")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.jsonl", f'{AS_JSON}\n{{"turns": [}}\n', "2:12 this is not valid JSON here: Expecting value"),
        ("a.json", '{"turns":\n  [}\n', "2:4 this is not valid JSON here: Expecting value"),
        ("a.json", '\n\n{"turns":\n  [}\n', "4:4 this is not valid JSON here: Expecting value"),
        ("a.jsonl", "[" * 100_000, "1:1 this JSON nests too deeply or holds an absurd number"),
        ("a.jsonl", '{"turns": ' + "1" * 5000 + "}", "1:1 this JSON nests too deeply or holds an absurd number"),
        ("a.yaml", "turns:\n  - {speaker: agent\n", "2:5 this is not valid YAML here: did not find expected ',' or '}'"),
        ("a.yaml", "\n\nturns: [a]\nturns: [b]\n", '4:1 "turns" stands twice in one mapping'),
        ("a.yaml", "- " * 100_000, f"1:121 {TOO_DEEP_YAML}"),
        ("a.csv", "speaker,text\nagent," + "a" * 200_000, f"2:1 {TOO_LONG_CELL}"),
        ("a.csv", "a" * 200_000 + ",text\nagent,a\n", f"1:1 {TOO_LONG_CELL}"),
        ("a.csv", ",\n,\n", "1:1 the first row must name the columns, with speaker and text among them"),
        ("a.txt", "客户: 你好\n客服: 好".encode() + b"\xff", "2:6 this is not UTF-8 text; save the file as UTF-8"),
        ("a.csv", AS_CSV.encode("gbk"), "2:10 this is not UTF-8 text (it looks like GBK); save the file as UTF-8"),
        ("a.txt", AS_CHAT.encode("utf-16"), "1:1 this is not UTF-8 text (it looks like UTF-16); save the file as UTF-8"),
    ],
)
def test_a_file_that_is_broken_is_placed(tmp_path: Path, name: str, content: str | bytes, error: str) -> None:
    assert refused(tmp_path, name, content) == error


def test_a_document_of_play_is_read_as_its_session(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, "a.json", json.dumps({"v": 1, "session": {"turns": TURNS}, "scorecard": {}}))) == [SAID]


def test_a_row_of_a_table_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, "a.csv", 'text,speaker\n"a, ""b""\nc",agent\n\nd,customer\n')) == [
        [("agent", 'a, "b"\nc'), ("customer", "d")]
    ]


def test_a_message_cut_at_its_comma_is_an_error(tmp_path: Path) -> None:
    """The rest of it would be gone without a word, and another conversation scored."""
    error = refused(tmp_path, "a.csv", "speaker,text\nagent,ok\ncustomer,Hello, where is my order\n")
    assert error == "3:1 this row has 3 cells and the header 2; put a text with commas in quotes"


def test_empty_cells_behind_the_last_column_are_passed_over(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, "a.csv", "speaker,text\ncustomer,还没到？,, \nagent,我查一下,,\n")) == [SAID]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('speaker,text\nagent,a\ncustomer,"还没到\nagent,我查一下\n', f"3:1 {OPEN_QUOTE}"),
        ('speaker,text\nagent,"a\nb"\n\ncustomer,"还没到\n\nagent,好\n', f"5:1 {OPEN_QUOTE}"),
        ('\nspeaker,"text\nagent,a\n', f"2:1 {OPEN_QUOTE}"),
        ('speaker,text\ncustomer,"急"死了\n', f"2:1 {GLUED_QUOTE}"),
        ('speaker,text\ncustomer,"还没到\nagent,好\ncustomer,"急"\n', f"2:1 {GLUED_QUOTE}"),
        ('speaker,text\n"a\nb",bot\n', '2:1 "a\nb" is not a speaker; write customer, agent or system'),
    ],
)
def test_a_quote_that_goes_wrong_is_placed_where_its_row_begins(tmp_path: Path, content: str, error: str) -> None:
    assert refused(tmp_path, "a.csv", content) == error


def test_a_quote_within_a_text_is_a_quote(tmp_path: Path) -> None:
    assert spoken(read(tmp_path, "a.csv", 'speaker,text\nagent,他说"好"\n')) == [[("agent", '他说"好"')]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"id": 48213, "agent": 17, "turns": [{"speaker": "customer", "text": 2024}]}'),
        ("a.yaml", "id: 48213\nagent: 17\nturns: [{speaker: customer, text: 2024}]\n"),
    ],
)
def test_a_number_is_read_as_text_where_text_is_expected(tmp_path: Path, name: str, content: str) -> None:
    (transcript,) = read(tmp_path, name, content)
    assert (transcript.id, transcript.agent, transcript.turns[0].text) == ("48213", "17", "2024")


def test_an_id_of_null_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, "a.jsonl", f'{{"id": null, {AS_JSON[1:]}')[0].id == "a-1"
    assert read(tmp_path, "a.yaml", f"id:\n{AS_YAML}")[0].id == "a-1"


@pytest.mark.parametrize(
    ("turn", "english", "chinese"),
    [
        ({"text": ["a"]}, "turns.1.text: text is expected", "turns.1.text 应为文字"),
        ({"text": True}, "turns.1.text: text is expected", "turns.1.text 应为文字"),
        ({"facts": 3}, "turns.1.facts: a list is expected", "turns.1.facts 应为列表"),
        ({"emotion": "angry"}, "turns.1.emotion: a mapping of keys and values is expected", "turns.1.emotion 应为键值结构"),
        ({"mood": "high"}, "turns.1.mood: a number is expected", "turns.1.mood 应为数字"),
        ({"mood": 4.5}, "turns.1.mood must be at most 4", "turns.1.mood 不能大于 4"),
        ({"mood": -1}, "turns.1.mood must be at least 0", "turns.1.mood 不能小于 0"),
        ({"in_doubt": "maybe"}, "turns.1.in_doubt: true or false is expected", "turns.1.in_doubt 应为true 或 false"),
        (
            {"acts": [{"act": "ask", "confidence": 1, "span": [0, 1, 2]}]},
            "turns.1.acts.1.span holds more than 2 values",
            "turns.1.acts.1.span 的值多于 2 个",
        ),
        (
            {"emotion": {"level": 1.5, "value": 1}},
            "turns.1.emotion.level: a whole number is expected",
            "turns.1.emotion.level 应为整数",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_what_is_wanted(
    tmp_path: Path, turn: dict[str, object], english: str, chinese: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"turns": [{"speaker": "customer", "text": "a"} | turn]}), "utf-8")
    with pytest.raises(ReadError) as caught:
        list(read_transcripts(path))
    assert caught.value.words == {"en": english, "zh": chinese}


@pytest.mark.parametrize("word", SPEAKERS)
@pytest.mark.parametrize("colon", [":", "：", " : "])
def test_a_chat_knows_its_speakers_by_many_words(tmp_path: Path, word: str, colon: str) -> None:
    for name in (word, word.upper()):
        assert spoken(read(tmp_path, "a.txt", f"{name}{colon}好的\n")) == [[(SPEAKERS[word], "好的")]]


def test_a_line_of_a_chat_without_a_speaker_goes_on_with_the_message(tmp_path: Path) -> None:
    content = "客户: 看这里\nhttps://example.com/a:b\n备注：没有\n\n  还有\n客服: 好\n"
    assert spoken(read(tmp_path, "a.txt", content)) == [
        [("customer", "看这里\nhttps://example.com/a:b\n备注：没有\n还有"), ("agent", "好")]
    ]


files = st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
near_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["agent", "customer"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["turns", "speaker", "text", "at", "acts", "span", "id", "session", "x"]), inner, max_size=5
        )
    ),
    max_leaves=15,
)
near_text = st.lists(
    st.sampled_from(
        [
            "speaker,text",
            "agent,",
            "客户:",
            "客服：",
            "---",
            "turns:",
            "- ",
            "text: ",
            '"',
            "{",
            "}",
            "[",
            "a\n",
            "\n",
            "\x00",
            "\x1b[",
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".yaml", ".csv", ".txt", ""])
@given(content=files | near_json.map(lambda value: json.dumps(value).encode()) | near_text.map(str.encode))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_readers_raise_only_read_errors(tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    try:
        for transcript in read_transcripts(path):
            json.dumps(transcript.as_json(), ensure_ascii=False).encode("utf-8")
    except ReadError as error:
        assert error.line >= 1
        assert error.column >= 1


said = st.lists(
    st.tuples(st.sampled_from(["customer", "agent"]), st.text("aZ好？:\"',#-[{é👍", max_size=30)),
    min_size=1,
    max_size=6,
)


@given(said)
@settings(max_examples=60, deadline=None)
def test_all_formats_agree_on_the_same_conversation(
    tmp_path_factory: pytest.TempPathFactory, turns: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    plain = {"turns": [{"speaker": speaker, "text": text} for speaker, text in turns]}
    table = io.StringIO()
    csv.writer(table).writerows([("speaker", "text"), *turns])
    for name, content in (
        ("same.jsonl", json.dumps(plain)),
        ("same.json", json.dumps(plain, indent=2, ensure_ascii=False)),
        ("same.yaml", yaml.safe_dump(plain, allow_unicode=True)),
        ("same.csv", table.getvalue()),
        ("same.txt", "".join(f"{speaker}: {text}\n" for speaker, text in turns)),
    ):
        assert spoken(read(folder, name, content)) == [turns]
