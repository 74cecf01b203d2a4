"""Texts before any model sees them: normal form with its way back, segments, language."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.understanding import language_of, language_of_all
from itr_sim.understanding.normalizing import Normalized, normalize
from itr_sim.understanding.segmenting import segments_of

texts = st.text(
    st.sampled_from("aZ09 ,.!?;:~\n\t，。！？；：～…、好的退貨亲１Ａ\u3000\u200b\ufe0f👍½ﬃ\x00\u0301") | st.characters(),
    max_size=60,
)


class TestNormalForm:
    @pytest.mark.parametrize(
        ("text", "normal"),
        [
            ("１２３，ＡＢＣ！", "123,ABC!"),
            ("退貨還沒處理", "退货还没处理"),
            ("好的好的~~~~~~", "好的好的~~~"),
            ("哈哈哈哈哈", "哈哈哈"),
            ("a \t\n  b", "a b"),
            ("  在吗", "在吗"),
            ("\u200b零\ufeff宽\ufe0f", "零宽"),
            ("bell\x07s", "bell s"),
            ("½", "1⁄2"),
            ("好\ud83d的", "好\ufffd的"),
            ("", ""),
        ],
    )
    def test_what_people_type_in_many_forms_has_one(self, text: str, normal: str) -> None:
        assert normalize(text).text == normal

    def test_a_span_leads_back_to_the_original(self) -> None:
        text = "  １２３~~~~~~退貨"
        normalized = normalize(text)
        start = normalized.text.index("退货")
        assert normalized.original(start, start + 2) == (text.index("退貨"), len(text))
        assert normalized.original(0, 3) == (2, 5)

    def test_characters_that_came_from_one_lead_back_to_that_one(self) -> None:
        normalized = normalize("aﬃb")
        assert (normalized.text, normalized.original(1, 4), normalized.original(2, 3)) == ("affib", (1, 2), (1, 2))

    def test_an_empty_span_leads_to_the_beginning(self) -> None:
        assert normalize("abc").original(2, 2) == (0, 0)
        assert Normalized("", ()).original(0, 1) == (0, 0)

    @given(texts)
    @settings(max_examples=60, deadline=None)
    def test_every_character_remembers_where_it_came_from(self, text: str) -> None:
        normalized = normalize(text)
        assert len(normalized.origin) == len(normalized.text)
        assert all(left <= right for left, right in pairwise(normalized.origin))
        assert all(0 <= place < len(text) for place in normalized.origin)
        if normalized.text:
            start, end = normalized.original(0, len(normalized.text))
            assert 0 <= start < end <= len(text)

    @given(texts)
    @settings(max_examples=60, deadline=None)
    def test_the_normal_form_holds_no_control_no_double_blank_and_no_long_run(self, text: str) -> None:
        normal = normalize(text).text
        assert all(unicodedata.category(char) != "Cc" for char in normal)
        assert not normal.startswith(" ")
        assert "  " not in normal
        assert all(len(set(normal[at : at + 4])) > 1 for at in range(len(normal) - 3))


class TestSegments:
    @pytest.mark.parametrize(
        ("text", "segments"),
        [
            ("您好，非常抱歉。我查一下：是谁签的？", ["您好，非常抱歉。", "我查一下：", "是谁签的？"]),
            ("好的，亲", ["好的，亲"]),
            ("好的。亲", ["好的。", "亲"]),
            ("I am so sorry. It is 3.5 kg, right?", ["I am so sorry.", "It is 3.5 kg, right?"]),
            ("请问订单号 方便说下吗", ["请问订单号", "方便说下吗"]),
            ("第一行\n第二行", ["第一行", "第二行"]),
            ("  在吗  ", ["在吗"]),
            ("", []),
            (" \n ", []),
        ],
    )
    def test_a_message_is_cut_where_another_act_may_begin(self, text: str, segments: list[str]) -> None:
        assert [text[slice(*span)] for span in segments_of(text)] == segments

    @given(texts)
    @settings(max_examples=60, deadline=None)
    def test_segments_cover_all_but_blanks_in_order_without_overlap(self, text: str) -> None:
        spans = segments_of(text)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert all(start < end and text[start:end] == text[start:end].strip() for start, end in spans)
        covered = {place for start, end in spans for place in range(start, end)}
        assert all(not char.strip() for place, char in enumerate(text) if place not in covered)

    def test_a_run_of_closing_signs_is_no_segment_of_its_own(self) -> None:
        text = "我等了三天了！！！"
        assert [text[slice(*span)] for span in segments_of(text)] == [text]


class TestLanguage:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("好的", "zh"),
            ("退货 order 123", "zh"),
            ("the order 退货 please", "en"),
            ("ok", "en"),
            ("繁體字", "zh"),
            ("12345", "en"),
            ("", "en"),
        ],
    )
    def test_a_chinese_character_weighs_as_much_as_four_letters(self, text: str, language: str) -> None:
        assert language_of(text) == language

    def test_a_conversation_has_the_language_of_most_of_it(self) -> None:
        assert language_of_all(["ok", "退货", "什么时候到"]) == "zh"
        assert language_of_all(["please send it back", "好"]) == "en"
        assert language_of_all([]) == "en"

    @given(texts)
    @settings(max_examples=60, deadline=None)
    def test_any_text_has_one_of_the_two(self, text: str) -> None:
        assert language_of(text) in ("zh", "en")
