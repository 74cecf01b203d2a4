"""What both recognizers keep to: the same reading alone and among others, long texts read to their end, spans in the original."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from itr_sim.understanding import Message, load_recognizer
from itr_sim.understanding.normalizing import normalize
from itr_sim.understanding.recognizer import RECOGNIZERS

TEXTS = ["您好，订单号发我一下", "I'm so sorry about that", "退不了", "", "👌", "  ", "Ｈｅｌｌｏ，您的快遞我馬上查"]


@pytest.fixture(params=sorted(RECOGNIZERS))
def recognizer(request):
    return load_recognizer(request.param)


@pytest.mark.parametrize("speaker", ["agent", "customer"])
def test_a_message_is_read_alone_as_among_others(recognizer, speaker):
    messages = [Message(speaker, text) for text in TEXTS]
    together = recognizer.read([*messages, *messages[::-1]])
    alone = [recognizer.read([message])[0] for message in messages]
    for one, other in zip(together, [*alone, *alone[::-1]], strict=True):
        assert {label.act: (label.span, pytest.approx(label.confidence, abs=0.001)) for label in one.acts} == {
            label.act: (label.span, label.confidence) for label in other.acts
        }


def test_a_long_message_is_read_to_its_end(recognizer):
    """Some eight hundred characters of facts, then an apology: it is heard, at its place."""
    facts = "".join(f"第{number}个包裹周{day}从{city}仓发出，走的是陆运。" for number, day, city in FACTS)
    text = facts + "实在对不起，让您久等了！"
    label = recognizer.read([Message("agent", text)])[0].label("apologize")
    assert label is not None
    assert "对不起" in text[slice(*label.span)]


FACTS = [(at, "一二三四五六日"[at % 7], ("杭州", "东莞", "成都", "天津", "武汉")[at % 5]) for at in range(40)]


@pytest.mark.parametrize(
    ("text", "act", "segment"),
    [
        ("The label is on its way. I'm so sorry about that", "apologize", "I'm so sorry about that"),
        ("稍等哈…这袋是2㎏的。实在对不起您", "apologize", "实在对不起您"),
        ("面单\u200b号码发我一下。对不起对不起", "apologize", "对不起对不起"),
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


@example(["\u200b 你好你好你好", "你好你好。\u200b\u200b 你好你好", "你好你好，对不起对不起。" * 40])
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


def test_what_is_less_likely_than_its_threshold_is_not_found(recognizer):
    """What is found lies at or above the thresholds of the acts, and the messages are such that some lie below them."""
    thresholds = json.loads((files("itr_sim.understanding") / "weights" / f"{recognizer.name.split('-')[0]}.json").read_text())
    least = thresholds["thresholds"]["agent"]
    labels = [label for reading in recognizer.read([Message("agent", text) for text in DOUBTFUL]) for label in reading.acts]
    assert labels
    assert all(label.confidence >= least[label.act] - 0.0001 for label in labels)
    assert min(label.confidence for label in labels) < 0.75


DOUBTFUL = [
    "这个嘛",
    "您自己看着办",
    "好的呢",
    "I see",
    "well, that happens",
    "later then",
    "行吧",
    "有空再说",
    "let's see",
    "一会儿的事",
]


def test_script_and_width_change_nothing(recognizer):
    """Traditional script and full width are other clothes of the same message."""
    plain, dressed = (recognizer.read([Message("agent", text)])[0] for text in ("对不起，ok，我马上查", "對不起，ｏｋ，我馬上查"))
    assert [(label.act, label.confidence, label.span) for label in plain.acts] == [
        (label.act, label.confidence, label.span) for label in dressed.acts
    ]
