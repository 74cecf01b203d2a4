"""Every reader: what it makes of a good file, and where it says a bad one is wrong."""

from __future__ import annotations

import csv
import io
import json
import pkgutil
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itr_sim.transcript import READERS, ReadError, Transcript, read_transcripts, readers
from itr_sim.transcript.readers.chat_text import SPEAKERS
from itr_sim.transcript.readers.reading import MAX_LINE_BYTES, MAX_TURN_CHARACTERS, MAX_TURNS

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
    "content", [AS_JSON, f"\n{AS_JSON}\n{AS_JSON}", f"[{AS_JSON}]", f"{{\n{AS_JSON[1:]}", AS_YAML, AS_CSV, AS_CHAT]
)
def test_standard_input_is_known_by_its_first_line(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content.encode())))
    transcripts = list(read_transcripts("-"))
    assert spoken(transcripts)[0] == SAID
    assert transcripts[0].id == "<stdin>-1"


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
        ("a.json", '[{"turns": []}]', "1:1 the transcript has no turns"),
        ("a.yaml", "turns: []\n", "1:1 the transcript has no turns"),
        ("a.yaml", "# nothing\n", "1:1 the file is empty"),
        ("a.csv", "speaker,text\n", "1:1 the transcript has no turns"),
        ("a.jsonl", f"{AS_JSON}\n[]\n", "2:1 a transcript is a mapping with a list of turns"),
        ("a.jsonl", f'{AS_JSON}\n\n{{"id": "x"}}\n', "3:1 turns is missing"),
        ("a.jsonl", '{"turns": "none"}', "1:1 turns has a value of the wrong kind (tuple_type)"),
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
        ("a.yaml", "- turns:\n  - {speaker: agent, text: a}\n- turns:\n  - {text: b}\n", "3:3 turns.1.speaker is missing"),
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


@pytest.mark.parametrize("at", ["soon", "2026-13-01T10:00:00", "10:00", "1e400"])
@pytest.mark.parametrize("suffix", [".jsonl", ".yaml", ".csv"])
def test_a_wrong_time_is_an_error(tmp_path: Path, at: str, suffix: str) -> None:
    content = {
        ".jsonl": json.dumps({"turns": [{"speaker": "agent", "text": "a", "at": at}]}),
        ".yaml": f"turns: [{{speaker: agent, text: a, at: '{at}'}}]",
        ".csv": f"speaker,text,at\nagent,a,{at}\n",
    }[suffix]
    line = 2 if suffix == ".csv" else 1
    assert refused(tmp_path, f"a{suffix}", content) == f"{line}:1 turns.1.at is not a time such as 2026-03-01T10:00:00+08:00"


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
    assert error.endswith("turn 3 has 20,001 characters; at most 20,000 are read")


def test_a_chat_that_never_changes_speaker_is_given_up_early(tmp_path: Path) -> None:
    """Lines are added to the message before them; a file of nothing else must not take time squared."""
    began = time.perf_counter()
    assert "at most 20,000 are read" in refused(tmp_path, "a.txt", "客户: a\n" + "no speaker in this line\n" * 200_000)
    assert time.perf_counter() - began < 5


def test_too_many_turns_are_refused(tmp_path: Path) -> None:
    turns = [{"speaker": "agent", "text": "a"}] * (MAX_TURNS + 1)
    assert refused(tmp_path, "a.jsonl", json.dumps({"turns": turns})) == "1:1 more than 10,000 turns in one transcript"


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
        ("a.yaml", "- " * 100_000, "1:121 the file nests too deeply or repeats itself through anchors"),
        ("a.csv", "speaker,text\nagent," + "a" * 200_000, "2:1 not valid CSV: field larger than field limit (131072)"),
        (
            "a.csv",
            "a" * 200_000 + ",text\nagent,a\n",
            "1:1 the first row must name the columns, with speaker and text among them",
        ),
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
