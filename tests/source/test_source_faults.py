"""The faults of a file together: in order, and no more of them than anybody reads."""

from __future__ import annotations

from itr_sim.source import Document, FaultKind, FaultsError, Span
from itr_sim.source.faults import MOST_TOLD

BARE = FaultKind("empty-file", {"en": "the file is empty", "zh": "文件是空的"})
DOCUMENT = Document("late-parcel.yaml", "a\n" * (MOST_TOLD + 50))


def error_of(count: int) -> FaultsError:
    return FaultsError(BARE.at(DOCUMENT, Span(line, 1, line, 2)) for line in range(count, 0, -1))


def test_faults_come_in_order_of_place() -> None:
    error = error_of(3)
    assert [fault.span.line for fault in error.faults] == [1, 2, 3]
    assert str(error) == "late-parcel.yaml:1:1: the file is empty (and 2 more)"


def test_as_many_as_are_told_are_told_without_more_ado() -> None:
    assert [fault.kind.code for fault in error_of(MOST_TOLD).faults] == [BARE.code] * MOST_TOLD


def test_of_too_many_the_last_says_where_the_rest_begins_and_how_many_there_are() -> None:
    error = error_of(MOST_TOLD + 7)
    *told, more = error.faults
    assert [fault.span.line for fault in told] == list(range(1, MOST_TOLD + 1))
    assert (more.kind.code, more.span.line) == ("more-faults", MOST_TOLD + 1)
    assert more.message() == "from here on there are 7 more faults"
    assert more.message("zh") == "从这里起还有 7 个问题"
    assert str(error).endswith(f"(and {MOST_TOLD + 6} more)")
