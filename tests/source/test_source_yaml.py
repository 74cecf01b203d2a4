"""YAML read into nodes: scalars keep their text and place, every fault of the text has one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.source import Document, Fault, Mapping, Node, Scalar, Sequence, Span, read_yaml, yaml_text
from itr_sim.source.nodes import plain, scalars


def read(text: str) -> Node:
    node, faults = read_yaml(Document("case.yaml", text))
    assert faults == []
    assert node is not None
    return node


def only_fault(text: str) -> Fault:
    node, faults = read_yaml(Document("case.yaml", text))
    assert node is None
    assert len(faults) == 1
    return faults[0]


@pytest.mark.parametrize("typed", ["18:00", "0012345", "no", "1.10", "2026-03-01", "0x1F", "1e3", "yes", "on", ".inf", "12_000"])
def test_a_scalar_keeps_the_text_that_was_typed(typed: str) -> None:
    assert plain(read(f"value: {typed}\n")) == {"value": typed}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_and_null_are_none_unless_quoted(nothing: str) -> None:
    assert plain(read(f"value: {nothing}\n")) == {"value": None}
    assert plain(read(f"value: '{nothing}'\n")) == {"value": nothing}


def test_a_scalar_knows_its_place_in_characters_from_one() -> None:
    node = read("标题: 好的\n列表: [甲, 乙乙]\n")
    assert [(scalar.text, scalar.span) for scalar in scalars(node)] == [
        ("好的", Span(1, 5, 1, 7)),
        ("甲", Span(2, 6, 2, 7)),
        ("乙乙", Span(2, 9, 2, 11)),
    ]


def test_a_key_has_a_place_of_its_own() -> None:
    node = read("script:\n  opening: {goto: end}\n")
    assert isinstance(node, Mapping)
    script = node.get("script")
    assert isinstance(script, Mapping)
    assert script.key("opening") == Scalar("opening", Span(2, 3, 2, 10))
    assert script.key("closing") is None


def test_an_alias_stands_where_its_anchor_stands() -> None:
    node = read("a: &x [1]\nb: *x\n")
    assert isinstance(node, Mapping)
    again = node.get("b")
    assert isinstance(again, Sequence)
    assert again.span == Span(1, 4, 1, 10)
    assert plain(node) == {"a": ["1"], "b": ["1"]}


def test_equal_keys_are_a_fault_at_the_second_that_names_the_line_of_the_first() -> None:
    _, faults = read_yaml(Document("case.yaml", "say: a\nmood: 1\nsay: b\n"))
    assert [(fault.kind.code, fault.span, dict(fault.values)) for fault in faults] == [
        ("equal-keys", Span(3, 1, 3, 4), {"found": "say", "first": "1"})
    ]


def test_every_pair_of_equal_keys_is_reported_in_one_run() -> None:
    _, faults = read_yaml(Document("case.yaml", "a: 1\na: 2\nb: {c: 1, c: 2, c: 3}\n"))
    assert [(fault.span.line, fault.span.column) for fault in faults] == [(2, 1), (3, 11), (3, 17)]


def test_equal_keys_without_end_are_not_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "_MAX_NODES", 20)
    node, faults = read_yaml(Document("case.yaml", "a: 1\n" * 1000))
    assert node is None
    assert {fault.kind.code for fault in faults} == {"equal-keys"}
    assert len(faults) < 20


def test_a_key_is_found_without_going_through_all_of_them_each_time() -> None:
    """A file may have tens of thousands of keys and a fault at each."""

    class Counted(tuple[tuple[Scalar, Node], ...]):
        passes = 0

        def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
            Counted.passes += 1
            return super().__iter__()

    written = read("a: 1\nb: 2\nc: 3\n")
    assert isinstance(written, Mapping)
    mapping = Mapping(Counted(written.entries), written.span)
    assert [mapping.get(key) == written.get(key) and mapping.key(key) == written.key(key) for key in "abcd"] == [True] * 4
    assert Counted.passes == 1


def test_equal_keys_in_different_mappings_are_no_fault() -> None:
    assert plain(read("- {a: 1}\n- {a: 2}\n")) == [{"a": "1"}, {"a": "2"}]


def test_a_key_that_is_a_list_is_a_fault() -> None:
    _, faults = read_yaml(Document("case.yaml", "[a, b]: 1\n"))
    assert [(fault.kind.code, fault.span) for fault in faults] == [("not-a-key", Span(1, 1, 1, 7))]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a remark\n", "---\n"])
def test_an_empty_file_is_a_fault_or_nothing_at_all(text: str) -> None:
    node, faults = read_yaml(Document("case.yaml", text))
    assert [fault.kind.code for fault in faults] == ["empty-file"] or (isinstance(node, Scalar) and node.is_null)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a: &a [*a]\n", (1, 4), id="an anchor within itself"),
        pytest.param("[" * 100_000, (1, 61), id="brackets"),
        pytest.param("{a: " * 100_000, (1, 241), id="braces"),
        pytest.param("- " * 100_000 + "a", (1, 121), id="dashes"),
        pytest.param("? " * 100_000 + "a", (1, 121), id="question marks"),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(300)), (61, 61), id="indentation"),
    ],
)
def test_what_nests_without_end_is_one_fault(text: str, place: tuple[int, int]) -> None:
    """The parser in C recurses: without a guard before it these texts end the process."""
    fault = only_fault(text)
    assert (fault.kind.code, fault.span.line, fault.span.column) == ("too-deep", *place)


def test_anchors_that_multiply_are_one_fault() -> None:
    assert only_fault(BOMB).kind.code == "too-deep"


def test_sixty_levels_are_not_too_deep() -> None:
    assert isinstance(read("- " * 60 + "a"), Sequence)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a:\n\tb: 1\n", (2, 1), id="tab"),
        pytest.param("a: 1\nb: c: d\n", (2, 5), id="two colons"),
        pytest.param("a: *nobody\n", (1, 4), id="unknown alias"),
        pytest.param("a: 1\n---\nb: 2\n", (2, 1), id="second document"),
        pytest.param('a: 1\nb: "open\nc: 2\n', (2, 4), id="quote that never closes"),
        pytest.param("a: 1\nb: [x, y\n", (2, 4), id="bracket that never closes"),
        pytest.param("a: 1\nb: [", (2, 5), id="nothing after the bracket"),
    ],
)
def test_a_syntax_fault_points_at_a_line_that_is_there(text: str, place: tuple[int, int]) -> None:
    fault = only_fault(text)
    assert (fault.kind.code, fault.span.line, fault.span.column) == ("yaml-syntax", *place)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_a_control_character_is_placed_in_characters_whatever_comes_before(break_: str) -> None:
    fault = only_fault(f"标题: 好{break_}名字: 中文\x01后")
    assert (fault.kind.code, fault.span) == ("yaml-syntax", Span(2, 7, 2, 8))


def test_tags_build_nothing() -> None:
    assert plain(read("a: !!python/object/apply:os.system ['true']\nb: !!int x\n")) == {"a": ["true"], "b": "x"}


leaves = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12) | st.none()
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc键_1 ", min_size=1, max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(trees)
@settings(max_examples=60, deadline=None)
def test_what_is_dumped_is_read_back_as_text(tree: object) -> None:
    node, faults = read_yaml(Document("case.yaml", yaml.safe_dump(tree, allow_unicode=True)))
    assert faults == []
    assert node is not None
    assert plain(node) == tree


yaml_like = st.text(st.sampled_from("ab中 \n\t-?:,[]{}&*!|>'\"%@#~0.\x00\x85\u2028é👍\ufeff"), max_size=60)


@given(yaml_like)
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_node_or_a_fault_within_the_text(text: str) -> None:
    node, faults = read_yaml(Document("case.yaml", text))
    assert (node is None) <= bool(faults)
    lines = max(1, len(text.splitlines()))
    for fault in faults:
        assert 1 <= fault.span.line <= lines + 1
        assert fault.span.column >= 1


@given(st.dictionaries(st.text("abcdef中文", min_size=1, max_size=6), st.text("xyz好1.:", min_size=1, max_size=8), max_size=6))
@settings(max_examples=60, deadline=None)
def test_a_span_cuts_its_own_scalar_out_of_the_text(values: dict[str, str]) -> None:
    text = "".join(f"{key}: '{value}'\n" for key, value in values.items())
    document = Document("case.yaml", text)
    node, _ = read_yaml(document)
    assert isinstance(node, Mapping) or not values
    for scalar in scalars(node) if node else ():
        assert document.line(scalar.span.line)[scalar.span.column - 1 : scalar.span.end_column - 1] == f"'{scalar.text}'"


@pytest.mark.parametrize("escape", [r"\e[2J", r"\0", r"\x9b", r"\u202e", r"\r"])
@pytest.mark.parametrize("form", ['a: "x{}"\n', '"x{}": a\n', '- ["x{}"]\n'])
def test_an_escape_that_moves_the_cursor_is_a_fault(form: str, escape: str) -> None:
    """It would reach the terminal of whoever lists, shows or plays the file."""
    _, faults = read_yaml(Document("case.yaml", form.format(escape)))
    assert [fault.kind.code for fault in faults] == ["control-character"]


def test_tabs_and_line_breaks_are_text() -> None:
    assert plain(read('a: "x\\ty\\nz"\n')) == {"a": "x\ty\nz"}
