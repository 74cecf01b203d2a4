"""Files as text: what cannot be read says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.source import Document, UnreadableError, open_text
from itr_sim.source.document import MAX_AUTHORED_BYTES, decode


def refused(content: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        decode("case.yaml", content)
    return caught.value


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode("case.yaml", b"\xef\xbb\xbfid: a") == "id: a"


def test_a_stray_byte_is_placed_by_line_and_column_in_characters() -> None:
    error = refused("id: a\n标题: 退".encode() + b"\xff\n")
    assert (error.line, error.column) == (2, 6)
    assert error.words["en"] == "this is not UTF-8 text; save the file as UTF-8"
    assert str(error) == "case.yaml:2:6: this is not UTF-8 text; save the file as UTF-8"


def test_a_byte_order_mark_moves_no_column() -> None:
    error = refused(b"\xef\xbb\xbfab\xff")
    assert (error.line, error.column) == (1, 3)


def test_a_gbk_file_is_called_one() -> None:
    error = refused("id: a\ntitle: 客户要退货\n".encode("gbk"))
    assert (error.line, error.column) == (2, 8)
    assert "looks like GBK" in error.words["en"]
    assert "看起来是 GBK" in error.words["zh"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_a_utf_16_file_with_its_mark_is_called_one(encoding: str) -> None:
    mark = {"utf-16": b"", "utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}[encoding]
    error = refused(mark + "id: 退货\n".encode(encoding))
    assert (error.line, error.column) == (1, 1)
    assert "looks like UTF-16" in error.words["en"]


def test_utf_8_that_was_cut_off_is_not_taken_for_gbk() -> None:
    cut = "你好".encode()[:-2]
    assert cut.decode("gb18030") == "浣犲"  # which is Chinese too, of a kind
    assert "GBK" not in refused(cut).words["en"]


def test_a_latin_file_is_not_taken_for_gbk() -> None:
    assert "looks like" not in refused("title: café au lait\n".encode("latin-1")).words["en"]


@given(st.binary(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_text_or_unreadable_at_a_place_within_them(content: bytes) -> None:
    try:
        decode("case.yaml", content)
    except UnreadableError as error:
        assert 1 <= error.line <= content.count(b"\n") + 1
        assert 1 <= error.column <= len(content) + 1


def test_a_missing_file_a_folder_and_one_too_large_each_say_so(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(MAX_AUTHORED_BYTES + 1)
    for path, words in (
        (tmp_path / "absent.yaml", "there is no such file"),
        (tmp_path, "this is a folder, a file is expected"),
        (large, "the file has 4,000,001 bytes; at most 4,000,000 are read"),
    ):
        with pytest.raises(UnreadableError) as caught:
            open_text(path)
        assert caught.value.words["en"] == words
        assert caught.value.name == str(path)


def test_lines_are_counted_from_one_and_a_line_that_is_not_there_is_empty() -> None:
    document = Document("case.yaml", "a\r\nb\n")
    assert [document.line(number) for number in (0, 1, 2, 3)] == ["", "a", "b", ""]


def test_a_text_is_cut_into_lines_once_however_many_are_asked_for() -> None:
    class Counted(str):
        cuts = 0

        def splitlines(self, keepends: bool = False) -> list[str]:
            Counted.cuts += 1
            return super().splitlines(keepends)

    document = Document("case.yaml", Counted("a\nb\n"))
    assert [document.line(number) for number in (1, 2, 1, 3)] == ["a", "b", "a", ""]
    assert Counted.cuts == 1
