"""Labelled messages are read as they were written; files that are wrong are told with their place."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from itr_sim.evaluation import Labelled, read_labelled
from itr_sim.transcript import ReadError


@pytest.fixture
def read(tmp_path):
    """Read a text as a labelled file; the name may hold folders."""

    def read(text: str, name: str = "labelled.jsonl") -> list[Labelled]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return list(read_labelled(path))

    return read


class TestJsonLines:
    def test_a_message_has_its_acts_and_the_speaker_is_told_from_the_emotion(self, read):
        lines = (
            '{"text": "太慢了", "acts": ["complain"], "emotion": 2}',
            '{"text": "hold on", "acts": ["hold", "hold"]}',
            '{"text": "thanks", "acts": ["thank"], "speaker": "customer"}',
        )
        assert read("\n".join(lines)) == [
            Labelled("太慢了", "customer", frozenset({"complain"}), 2, "zh"),
            Labelled("hold on", "agent", frozenset({"hold"}), None, "en"),
            Labelled("thanks", "customer", frozenset({"thank"}), None, "en"),
        ]

    def test_a_labelled_conversation_counts_turn_by_turn(self, read):
        turns = (
            '{"speaker": "customer", "text": "我要退货", "acts": ["state_need"], "emotion": 1}',
            '{"speaker": "system", "text": "客服已接入"}',
            '{"speaker": "agent", "text": "在的", "acts": ["greet"]}',
        )
        assert read('{"turns": [' + ", ".join(turns) + "]}\n") == [
            Labelled("我要退货", "customer", frozenset({"state_need"}), 1, "zh"),
            Labelled("在的", "agent", frozenset({"greet"}), None, "zh"),
        ]

    @pytest.mark.parametrize("within", ["\u2028", "\u2029", "\x85", "\\u000c", "\\n"])
    def test_only_a_newline_ends_a_line(self, read, within):
        messages = read(f'{{"text":"one{within}two","acts":["greet"]}}\r\n{{"text":"three","acts":[]}}\n')
        assert [message.text[:3] + message.text[-3:] for message in messages] == ["onetwo", "thrree"]

    def test_a_line_number_counts_newlines_only(self, read):
        with pytest.raises(ReadError, match=r"labelled\.jsonl:3:1:"):
            read('{"text":"a\u2028b","acts":[]}\r\n\r\n{"text":"a"}')

    def test_half_an_emoji_and_terminal_escapes_are_taken_out_of_texts(self, read):
        (message,) = read('{"text":"ok \\ud83d\\u001b[31m\\u0085\\u202eno","acts":["greet"]}')
        assert message.text == "ok \ufffdno"

    def test_blank_lines_and_headings_are_no_messages(self, read):
        assert len(read('# heading\n\n{"text":"好","acts":[]}\n \n')) == 1


class TestLanguage:
    @pytest.mark.parametrize(("given", "meant"), [("zh", "zh"), ("zh-CN", "zh"), ("en", "en")])
    def test_the_one_given_counts_whatever_the_text_looks_like(self, read, given, meant):
        messages = read(f'{{"text":"ok","acts":[],"language":"{given}"}}\n{{"text":"好的","acts":[],"language":"{given}"}}')
        assert [message.language for message in messages] == [meant, meant]

    def test_that_of_a_conversation_holds_for_turns_that_give_none(self, read):
        turns = '{"text":"ok","acts":[]},{"text":"ok","acts":[],"language":"en"}'
        assert [message.language for message in read(f'{{"language":"zh-CN","turns":[{turns}]}}')] == ["zh", "en"]

    def test_null_is_none_given(self, read):
        assert read('{"text":"好的","acts":[],"language":null}')[0].language == "zh"

    def test_a_message_without_letters_is_in_that_of_its_file(self, read):
        messages = read('{"text": "👌", "acts": []}\n{"text": "您好，请讲", "acts": ["greet"]}\n')
        assert [message.language for message in messages] == ["zh", "zh"]

    def test_a_message_without_letters_keeps_the_one_given(self, read):
        messages = read('{"text": "👌", "acts": [], "language": "en"}\n{"text": "您好，请讲", "acts": ["greet"]}\n')
        assert [message.language for message in messages] == ["en", "zh"]


DEEP = '{"text":' + "[" * 100_000 + "]" * 100_000 + ',"acts":[]}'


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ('{"text":"a","acts":["complain"],"emotion":9}', 1, "an emotion is a level from 0 to 4"),
        ('{"text":"a","acts":["complain"],"emotion":"x"}', 1, "an emotion is a level from 0 to 4"),
        ('{"text":"a","acts":["complain"],"emotion":true}', 1, "an emotion is a level from 0 to 4"),
        ('{"text":"a","acts":["complain"],"emotion":[2]}', 1, "an emotion is a level from 0 to 4"),
        ('{"text":"a","acts":[],"speaker":"robot"}', 1, "a speaker is agent or customer"),
        ('{"text":"a","acts":[],"speaker":["agent"]}', 1, "a speaker is agent or customer"),
        ('{"text":"a","acts":["emphatize"]}', 1, "emphatize is no act of the agent"),
        ('{"text":"a","acts":"greet"}', 1, 'acts is a list of names, such as ["greet"]'),
        ('{"text":"a","acts":["greet",1]}', 1, 'acts is a list of names, such as ["greet"]'),
        ('{"text":"a","acts":{"greet":1}}', 1, 'acts is a list of names, such as ["greet"]'),
        ('{"text":"a","acts":null}', 1, 'acts is a list of names, such as ["greet"]'),
        ('{"text":null,"acts":[]}', 1, "text must be a string"),
        ('{"text":7,"acts":[]}', 1, "text must be a string"),
        ('{"text":"a","acts":[],"language":"fr"}', 1, "a language is zh, zh-CN or en"),
        ('{"text":"a","acts":[],"language":["zh"]}', 1, "a language is zh, zh-CN or en"),
        ('{"text":"a"}', 1, 'a labelled message has "text" and "acts"'),
        ('{"acts":[]}', 1, 'a labelled message has "text" and "acts"'),
        ('{"turns":[{"speaker":"agent","text":"a"}]}', 1, 'a labelled message has "text" and "acts"'),
        ('{"turns":"acts"}', 1, "turns is a list of labelled messages"),
        ('{"turns":[1]}', 1, "turns is a list of labelled messages"),
        ("[1]", 1, 'a labelled message has "text" and "acts"'),
        ('"turns"', 1, 'a labelled message has "text" and "acts"'),
        ("{", 2, "this is not valid JSON here: Expecting property name enclosed in double quotes"),
        (DEEP, 1, "this JSON nests too deeply or holds an absurd number"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_a_labelled_line_that_is_wrong_is_told_with_its_place(read, tmp_path, line, column, words):
    with pytest.raises(ReadError) as error:
        read('{"text":"好","acts":["thank"]}\n' + line + "\n")
    assert str(error.value) == f"{tmp_path / 'labelled.jsonl'}:2:{column}: {words}"


class TestCorpusLines:
    def test_agents_have_acts_and_text_and_customers_an_emotion_between(self, read):
        assert read("# heading\ngreet+hold | 您好，稍等\n- | 好的\ncomplain | 3 | 太慢\n", "corpus.txt") == [
            Labelled("您好，稍等", "agent", frozenset({"greet", "hold"}), None, "zh"),
            Labelled("好的", "agent", frozenset(), None, "zh"),
            Labelled("太慢", "customer", frozenset({"complain"}), 3, "zh"),
        ]

    def test_only_a_newline_ends_a_line(self, read):
        messages = read("greet | 您\u2028好\r\nhold | 稍\x85等\n", "corpus.txt")
        assert [message.text for message in messages] == ["您\u2028好", "稍等"]

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("complain | 7 | 太慢", "an emotion is a level from 0 to 4"),
            ("emphatize | 您好", "emphatize is no act of the agent"),
            ("您好", "expected acts | text, or acts | emotion | text"),
            ("greet | 0 | 您好 | 在的", "expected acts | text, or acts | emotion | text"),
        ],
    )
    def test_one_that_is_wrong_is_told_with_its_place(self, read, tmp_path, line, words):
        with pytest.raises(ReadError) as error:
            read(f"greet | 您好\n{line}\n", "corpus.txt")
        assert str(error.value) == f"{tmp_path / 'corpus.txt'}:2:1: {words}"


class TestFolder:
    GROUPS = "# ask: who signed for it\nWho signed?\n! Sign here please | or there\n"

    def test_its_labelled_files_are_read_in_order_of_name(self, read, tmp_path):
        read("# heading\n\ngreet | two", "b/two.txt")
        read('{"text":"one","acts":["greet"]}', "a/one.jsonl")
        read("greet | three", "c.txt")
        (tmp_path / "notes.md").write_text("greet | no", "utf-8")
        assert [message.text for message in read_labelled(tmp_path)] == ["one", "two", "three"]

    def test_files_whose_first_message_has_no_label_are_left_out(self, read, tmp_path):
        read("greet | 您好", "agent.txt")
        (tmp_path / "groups.txt").write_text(self.GROUPS, "utf-8")
        (tmp_path / "chats.jsonl").write_text('{"turns":[{"speaker":"agent","text":"hi"}]}\n', "utf-8")
        (tmp_path / "empty.txt").write_text("# nothing yet\n", "utf-8")
        assert [message.text for message in read_labelled(tmp_path)] == ["您好"]

    def test_a_file_without_labels_that_is_named_itself_is_told(self, read):
        with pytest.raises(ReadError, match=r"groups\.txt:2:1: expected acts"):
            read(self.GROUPS, "groups.txt")

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("one.txt", "emphatize | 您好\n"),
            ("one.txt", "greet | 0 | 您好 | 在的\n"),
            ("one.txt", "greet | 您好\nno label\n"),
            ("one.jsonl", '{"text":"a","acts":"greet"}\n'),
            ("one.jsonl", '{"text":"a","acts":[]}\n{"text":"b"}\n'),
        ],
    )
    def test_a_labelled_file_that_is_wrong_is_told(self, tmp_path, name, content):
        (tmp_path / name).write_text(content, "utf-8")
        with pytest.raises(ReadError):
            list(read_labelled(tmp_path))

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_groups_of_the_corpus_are_left_out(self, language):
        assert list(read_labelled(ROOT / "corpus" / language / "groups")) == []


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["greet", "agent", "zh"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "acts", "turns", "speaker", "emotion", "language"]), inner, max_size=6)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(ANY_JSON.map(json.dumps), st.text().filter(lambda text: text.isprintable())), st.sampled_from(["jsonl", "txt"]))
def test_whatever_is_in_a_file_only_read_errors_come_of_it(read, text, suffix):
    try:
        messages = read(text, f"labelled.{suffix}")
    except ReadError:
        return
    for message in messages:
        message.text.encode()
        assert message.language in ("zh", "en")
