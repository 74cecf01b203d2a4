"""Lines of a given width."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from itr_sim.report.folding import fold

texts = st.text("aZ09-好的，。！…、 \n（）“”.,%é👍", max_size=60)
CLOSING = "，。！？、；：”’）》…,.!?;:)%"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("先问清再给方案", 8, ["先问清再", "给方案"]),
        ("ask before you offer", 10, ["ask before", "you offer"]),
        ("退换货 seven-day policy", 12, ["退换货 ", "seven-day", "policy"]),
        ("https://example.com/a", 8, ["https://", "example.", "com/a"]),
        ("一行\n两行", 20, ["一行 两行"]),
        ("0、.00", 4, ["0、", ".00"]),
        ("", 10, [""]),
    ],
)
def test_chinese_breaks_anywhere_and_words_stay_whole(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == [line.rstrip() for line in lines]


def test_no_line_begins_with_a_closing_sign() -> None:
    assert fold("好的好的，行", 8) == ["好的好", "的，行"]


def test_what_moves_down_with_a_closing_sign_is_the_whole_word() -> None:
    assert fold("我的iPhone，坏", 10) == ["我的", "iPhone，坏"]
    assert fold("补您469，行", 7) == ["补您", "469，行"]


@given(texts, st.integers(4, 30))
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in fold(text, width))


@given(texts, st.integers(4, 30))
@settings(max_examples=60, deadline=None)
def test_without_closing_signs_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    plain = "".join(char for char in text if char not in CLOSING)
    assert all(cell_len(line) <= width for line in fold(plain, width))


@given(texts, st.integers(4, 30))
@settings(max_examples=60, deadline=None)
def test_nothing_but_blanks_is_lost_or_moved(text: str, width: int) -> None:
    assert "".join("".join(fold(text, width)).split()) == "".join(text.split())
