"""A fault drawn: head, line, caret under the spot whatever the width of the characters before it."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from itr_sim.source import Document, FaultKind, Span, draw
from itr_sim.source.drawing import visible, width

KIND = FaultKind(
    "unknown-act",
    {"en": '"{found}" is not a dialogue act', "zh": "“{found}”不是对话行为"},
    {"en": "an act of the agent is expected here", "zh": "这里需要客服的对话行为"},
)
BARE = FaultKind("empty-file", {"en": "the file is empty", "zh": "文件是空的"})


def test_the_caret_stands_under_the_span() -> None:
    document = Document("late-parcel.yaml", "script:\n    act: emphatize\n")
    fault = KIND.at(document, Span(2, 10, 2, 19), found="emphatize", guess='"empathize" (共情)')
    assert draw(fault) == (
        'late-parcel.yaml:2:10: error[unknown-act]: "emphatize" is not a dialogue act; did you mean "empathize" (共情)?\n'
        "2 |     act: emphatize\n"
        "  |          ^^^^^^^^^  an act of the agent is expected here"
    )


def test_the_same_fault_in_chinese() -> None:
    document = Document("late-parcel.yaml", "act: emphatize\n")
    fault = KIND.at(document, Span(1, 6, 1, 15), found="emphatize", guess='"empathize" (共情)')
    assert draw(fault, "zh") == (
        'late-parcel.yaml:1:6: 错误[unknown-act]: “emphatize”不是对话行为；是不是想写 "empathize" (共情)？\n'
        "1 | act: emphatize\n"
        "  |      ^^^^^^^^^  这里需要客服的对话行为"
    )


def test_wide_characters_take_two_cells_before_and_under_the_caret() -> None:
    document = Document("a.yaml", "说：{行为: 同情心, b: 1}\n")
    assert draw(KIND.at(document, Span(1, 8, 1, 11), found="同情心")).splitlines()[1:] == [
        "1 | 说：{行为: 同情心, b: 1}",
        "  |            ^^^^^^  an act of the agent is expected here",
    ]


def test_combining_marks_take_no_cell() -> None:
    document = Document("a.yaml", "e\u0301\u20dd: x\n")
    assert draw(BARE.at(document, Span(1, 6, 1, 7))).splitlines()[-1] == "  |    ^"


def test_the_gutter_grows_with_the_number_of_the_line() -> None:
    document = Document("a.yaml", "\n" * 122 + "act: x\n")
    assert draw(BARE.at(document, Span(123, 6, 123, 7))).splitlines()[1:] == ["123 | act: x", "    |      ^"]


def test_a_span_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    document = Document("a.yaml", "say: |\n  a\n  b\n")
    assert draw(BARE.at(document, Span(1, 6, 3, 4))).splitlines()[1:] == ["1 | say: |", "  |      ^"]


def test_a_line_that_is_empty_or_overlong_is_not_shown() -> None:
    assert draw(BARE.at(Document("a.yaml", ""), Span(1, 1, 1, 2))) == "a.yaml:1:1: error[empty-file]: the file is empty"
    long = Document("a.yaml", "x" * 161)
    assert draw(KIND.at(long, Span(1, 1, 1, 2), found="x")).splitlines()[1:] == ["  an act of the agent is expected here"]


def test_a_file_cannot_move_the_cursor_through_its_name_its_line_or_a_value() -> None:
    document = Document("\x1b[2Ja\n.yaml", "act: \x1b]0;title\x07\t\u202etxt\n")
    drawn = draw(KIND.at(document, Span(1, 6, 1, 9), found="\x1b[31m\r\n"))
    assert drawn.splitlines() == [
        '\ufffd[2Ja\ufffd.yaml:1:6: error[unknown-act]: "\ufffd[31m\ufffd\ufffd" is not a dialogue act',
        "1 | act: \ufffd]0;title\ufffd \ufffdtxt",
        "  |      ^^^  an act of the agent is expected here",
    ]


def test_the_name_of_a_file_that_is_not_utf_8_can_be_printed() -> None:
    name = b"\xb2\xe2\xca\xd4.yaml".decode("utf-8", "surrogateescape")
    assert visible(name) == "\ufffd\ufffd\ufffd\ufffd.yaml"


ANY_TEXT = st.text(st.characters(), max_size=60)
SEEN = st.text(
    st.characters(max_codepoint=0x7F)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.characters(min_codepoint=0x3040, max_codepoint=0x30FF, categories=("Lo", "Lm", "Po", "Mn"))
    | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
    | st.characters(min_codepoint=0xFF01, max_codepoint=0xFFE6, categories=("Lu", "Ll", "Lo", "Po", "Sc"))
    | st.characters(min_codepoint=0x1F600, max_codepoint=0x1F64F)
    | st.characters(min_codepoint=0x300, max_codepoint=0x36F),
    max_size=60,
)


@given(SEEN, st.data())
@settings(max_examples=60, deadline=None)
def test_the_caret_fits_any_text(text: str, data: st.DataObject) -> None:
    """As many cells stand before and under the caret as the terminal gives the characters there (wcwidth's tables)."""
    line = Document("a.yaml", text).line(1)
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    drawn = draw(BARE.at(Document("a.yaml", text), Span(1, start + 1, 1, end + 1))).splitlines()
    if not line:
        assert len(drawn) == 1
        return
    shown, caret = drawn[1].removeprefix("1 | "), drawn[2].removeprefix("  | ")
    assert len(shown) == len(line)
    assert len(caret) - len(caret.lstrip(" ")) == sum(wcwidth(char) for char in shown[:start])
    assert caret.count("^") == max(1, sum(wcwidth(char) for char in shown[start : max(end, start + 1)]))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.integers(1, 80), st.integers(1, 80), st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_drawing_never_emits_a_control_character(name: str, text: str, value: str, start: int, end: int, more: int) -> None:
    fault = KIND.at(Document(name, text), Span(1, start, 1 + more, end), found=value)
    for language in ("en", "zh"):
        drawn = draw(fault, language)
        assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in drawn)
        assert drawn.count("\n") <= 2
        drawn.encode("utf-8")


@given(ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_what_is_made_visible_keeps_its_length_and_has_a_width(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert 0 <= width(text) <= 2 * len(text)
