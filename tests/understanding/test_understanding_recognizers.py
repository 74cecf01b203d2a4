"""What both recognizers keep to: the same reading alone and among others, long texts read to their end, spans in the original."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from itr_sim.understanding import AGENT_ACTS, Message, accurate, compact, load_recognizer, spelling, stored
from itr_sim.understanding.accurate import AccurateRecognizer
from itr_sim.understanding.compact import CompactRecognizer, _least
from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.recognizer import RECOGNIZERS, RecognizerError

TEXTS = ["您好，订单号发我一下", "I'm so sorry about that", "退不了", "", "👌", "  ", "Ｈｅｌｌｏ，您的快遞我馬上查"]


@pytest.fixture(params=sorted(RECOGNIZERS))
def recognizer(request):
    return load_recognizer(request.param)


def test_a_customer_who_only_complains_may_be_thanking(recognizer):
    doubtful, plain = recognizer.read([Message("customer", text) for text in ("真谢谢你啊", "又白等一天，你们搞什么")])
    assert "thank" in doubtful.possible or doubtful.has("thank")
    assert "thank" not in plain.possible


@pytest.mark.parametrize("speaker", ["agent", "customer"])
def test_a_message_is_read_alone_as_among_others(recognizer, speaker):
    """Alone: by another instance, which remembers none of the texts."""
    messages = [Message(speaker, text) for text in TEXTS]
    together = recognizer.read([*messages, *messages[::-1]])
    fresh = type(recognizer).load()
    alone = [fresh.read([message])[0] for message in messages]
    for one, other in zip(together, [*alone, *alone[::-1]], strict=True):
        assert {label.act: (label.span, pytest.approx(label.confidence, abs=0.001)) for label in one.acts} == {
            label.act: (label.span, label.confidence) for label in other.acts
        }


def test_a_long_message_is_read_to_its_end(recognizer):
    """Some eight hundred characters of facts, then an apology: it is heard, at its place."""
    text = FACTS_TEXT + "实在对不起，让您久等了！"
    label = recognizer.read([Message("agent", text)])[0].label("apologize")
    assert label is not None
    assert "对不起" in text[slice(*label.span)]


def test_of_a_message_in_which_nothing_is_found_it_is_known_what_came_near(recognizer, monkeypatch):
    """With thresholds out of reach every message is in doubt: the apology came near, the insult did not."""
    never = dict.fromkeys(AGENT_ACTS, 1.1)
    monkeypatch.setattr(recognizer, "_thresholds", {"agent": never}, raising=False)
    monkeypatch.setattr(recognizer, "_least", {"agent": _least("agent", never)}, raising=False)
    (reading,) = recognizer.read([Message("agent", "真的很抱歉，让您久等了")])
    assert reading.in_doubt
    assert "apologize" in reading.possible
    assert "insult" not in reading.possible


FACTS = [(at, "一二三四五六日"[at % 7], ("杭州", "东莞", "成都", "天津", "武汉")[at % 5]) for at in range(40)]
FACTS_TEXT = "".join(f"第{number}个包裹周{day}从{city}仓发出，走的是陆运。" for number, day, city in FACTS)


@pytest.mark.parametrize(
    ("text", "act", "segment"),
    [
        ("The label is on its way. I'm so sorry about that", "apologize", "I'm so sorry about that"),
        ("稍等哈…这袋是2㎏的。实在对不起您", "apologize", "实在对不起您"),
        ("面单\u200b号码发我一下。对不起对不起", "apologize", "对不起对不起"),
        ("The refnud is on its way. I'm so sory abuot that", "apologize", "I'm so sory abuot that"),
    ],
)
def test_an_act_stands_where_its_words_are(recognizer, text, act, segment):
    """Whatever stands before them: blanks, characters that become several, characters that become none."""
    label = recognizer.read([Message("agent", text)])[0].label(act)
    assert label is not None
    assert text[slice(*label.span)] == segment


@given(text=st.text("您好再见sorry 对不起！？，.～👌…㎏\u200b\n", max_size=60), speaker=st.sampled_from(["agent", "customer"]))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_message_as_it_was_typed(text, speaker):
    for kind in RECOGNIZERS:
        for label in load_recognizer(kind).read([Message(speaker, text)])[0].acts:
            start, end = label.span
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()


@example(
    ["\u200b 你好你好你好", "你好你好。\u200b\u200b 你好你好", "你好你好，对不起对不起。" * 40, "İİİa" * 50, "对不起，我这就补寄"]
)
@given(texts=st.lists(st.text("你好。，a \u200b\n９㎏", max_size=420), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_the_compact_one_reads_a_text_as_its_normal_form_and_alone_as_among_others(texts):
    """Segments of characters that become none, several stretches, nothing at all."""
    compact = load_recognizer("compact")
    together = compact.read([Message("customer", text) for text in texts])
    plain = [compact.read([Message("customer", normalize(text).text)])[0] for text in texts]
    for one, other in zip(together, plain, strict=True):
        assert {label.act: pytest.approx(label.confidence, abs=0.001) for label in one.acts} == {
            label.act: label.confidence for label in other.acts
        }


def with_thresholds(least):
    """Return the shipped compact recognizer with one threshold for all acts of agents."""
    network = load_recognizer("compact")._network
    return CompactRecognizer(network, {"version": "0", "thresholds": {"agent": dict.fromkeys(AGENT_ACTS, least)}})


@pytest.mark.parametrize(("raised", "found"), [(-0.001, True), (0.001, False)])
def test_an_act_above_its_threshold_is_found_and_one_below_it_is_not(raised, found):
    message = Message("agent", "对不起，我这就补寄")
    sure = load_recognizer("compact").read([message])[0].label("apologize").confidence
    assert with_thresholds(sure + raised).read([message])[0].has("apologize") == found


def test_the_segments_of_several_long_messages_are_weighed_as_each_by_itself():
    """Every act of every segment, with thresholds low enough that many are found: nothing slips to a neighbour in the batch."""
    recognizer = with_thresholds(0.05)
    messages = [
        Message("agent", text) for text in ("稍等。", FACTS_TEXT, "对不起，让您久等了！我马上补寄，明天到。", FACTS_TEXT[:310])
    ]
    for one, message in zip(recognizer.read(messages), messages, strict=True):
        (alone,) = recognizer.read([message])
        assert [(each.span, [label.act for label in each.acts]) for each in one.segments] == [
            (each.span, [label.act for label in each.acts]) for each in alone.segments
        ]


def test_each_segment_carries_its_own_act():
    """Three sentences, three acts, in their order: an act is not found a segment early or late."""
    text, acts = "对不起对不起对不起！订单号发我一下。我马上联系仓库核实。", ["apologize", "verify_identity", "commit"]
    reading = load_recognizer("compact").read([Message("agent", text)])[0]
    assert [act in {label.act for label in segment.acts} for act, segment in zip(acts, reading.segments, strict=True)] == [
        True
    ] * 3
    assert [sum(act in {label.act for label in segment.acts} for segment in reading.segments) for act in acts] == [1] * 3


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_text_of_nothing_is_read_whatever_the_thresholds(text):
    """Even where every act would count."""
    reading = with_thresholds(0.0).read([Message("agent", text)])[0]
    assert (reading.acts, reading.segments) == ((), ())


def test_script_and_width_change_nothing(recognizer):
    """Traditional script and full width are other clothes of the same message."""
    plain, dressed = (recognizer.read([Message("agent", text)])[0] for text in ("对不起，ok，我马上查", "對不起，ｏｋ，我馬上查"))
    assert [(label.act, label.confidence, label.span) for label in plain.acts] == [
        (label.act, label.confidence, label.span) for label in dressed.acts
    ]


WEIGHTS = ROOT / "src" / "itr_sim" / "understanding" / "weights"


@pytest.fixture
def weights(tmp_path, monkeypatch):
    """A folder where the recognizers look for their weights; whole, but for what a test does to it."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in WEIGHTS.iterdir():
        (folder / path.name).symlink_to(path)
    monkeypatch.setattr(accurate, "files", lambda package: tmp_path)
    monkeypatch.setattr(compact, "files", lambda package: tmp_path)
    monkeypatch.setattr(stored, "files", lambda package: tmp_path)
    return folder


def test_the_accurate_one_reads_its_weights_from_their_folder(weights):
    (weights / "accurate.json").unlink()
    (weights / "accurate.json").write_text((WEIGHTS / "accurate.json").read_text().replace('"version": "', '"version": "mine-'))
    assert AccurateRecognizer.load().name.startswith("accurate-mine-")


@pytest.mark.parametrize("name", ["accurate.json", "accurate.onnx", "letters.npz", "tokenizer.json"])
@pytest.mark.parametrize("kept", [None, 0.0, 0.5], ids=["missing", "empty", "cut short"])
def test_the_accurate_one_cannot_be_loaded_from_missing_or_damaged_weights(weights, name, kept):
    """Whatever the libraries raise that read them."""
    (weights / name).unlink()
    if kept is not None:
        whole = (WEIGHTS / name).read_bytes()
        (weights / name).write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(RecognizerError, match="cannot be loaded"):
        AccurateRecognizer.load()


@pytest.mark.parametrize("settings", ["{}", "[]", "null"])
def test_the_accurate_one_cannot_be_loaded_without_its_settings(weights, settings):
    (weights / "accurate.json").unlink()
    (weights / "accurate.json").write_text(settings)
    with pytest.raises(RecognizerError, match="cannot be loaded"):
        AccurateRecognizer.load()


@pytest.mark.parametrize("name", ["compact.json", "compact.npz"])
@pytest.mark.parametrize("kept", [None, 0.0, 0.5], ids=["missing", "empty", "cut short"])
def test_the_compact_one_cannot_be_loaded_from_missing_or_damaged_weights(weights, name, kept):
    (weights / name).unlink()
    if kept is not None:
        whole = (WEIGHTS / name).read_bytes()
        (weights / name).write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(RecognizerError, match="cannot be loaded"):
        CompactRecognizer.load()


@pytest.mark.parametrize("settings", ["{}", "[]", "null"])
def test_the_compact_one_cannot_be_loaded_without_its_settings(weights, settings):
    (weights / "compact.json").unlink()
    (weights / "compact.json").write_text(settings)
    with pytest.raises(RecognizerError, match="cannot be loaded"):
        CompactRecognizer.load()


@pytest.mark.parametrize("load", [AccurateRecognizer.load, CompactRecognizer.load])
@pytest.mark.parametrize("content", [None, "# x\nrefund\n"], ids=["missing", "damaged"])
def test_neither_can_be_loaded_without_the_words_it_knows(tmp_path, monkeypatch, load, content):
    (tmp_path / "weights").mkdir()
    if content:
        (tmp_path / "weights" / "words.tsv").write_text(content)
    monkeypatch.setattr(spelling, "files", lambda package: tmp_path)
    spelling.known_words.cache_clear()
    with pytest.raises(RecognizerError, match="cannot be loaded"):
        load()
    spelling.known_words.cache_clear()


def test_what_was_read_is_not_read_again(monkeypatch):
    """The same text, by whomever it was said, in one call or in two: one run of the network."""
    reader = AccurateRecognizer.load()
    runs = []
    run = reader._run
    monkeypatch.setattr(reader, "_run", lambda *given: runs.append(given) or run(*given))
    reader.read([Message("agent", "稍等我看一下"), Message("agent", "稍等我看一下"), Message("customer", "稍等我看一下")])
    reader.read([Message("agent", "稍等我看一下")])
    assert len(runs) == 1
