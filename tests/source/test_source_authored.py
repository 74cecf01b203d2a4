"""The small notations of authored files: comparisons, durations, a single value for a list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from itr_sim.source.authored import Comparison, Names, Seconds


@pytest.mark.parametrize(
    ("typed", "holding", "failing"),
    [
        (">= 2", 2.0, 1.99),
        ("> 2", 2.01, 2.0),
        ("<= 2", 2.0, 2.01),
        ("<0.5", 0.49, 0.5),
        ("!= 1", 2.0, 1.0),
        ("== 3", 3.0, 3.1),
        ("= 3", 3.0, 2.0),
        ("3", 3.0, 4.0),
        (" >=  -1.5 ", -1.5, -1.6),
        ("> 30s", 31.0, 30.0),
    ],
)
def test_a_comparison_holds_as_it_reads(typed: str, holding: float, failing: float) -> None:
    comparison = Comparison.of(typed)
    assert comparison.holds(holding)
    assert not comparison.holds(failing)


@pytest.mark.parametrize("typed", ["", "two", ">> 2", ">= ", "2 >=", "=> 2", "1..2", ">= 2 or < 1", "__import__('os')"])
def test_what_is_no_comparison_is_refused(typed: str) -> None:
    with pytest.raises(PydanticCustomError, match="a comparison such as"):
        Comparison.of(typed)


@given(st.sampled_from([">=", "<=", ">", "<", "!=", "=="]), st.integers(-1000, 1000))
@settings(max_examples=60, deadline=None)
def test_a_comparison_is_read_back_from_its_text(sign: str, bound: int) -> None:
    comparison = Comparison(sign, float(bound))
    assert Comparison.of(str(comparison)) == comparison


@pytest.mark.parametrize(
    ("typed", "seconds"), [("30", 30), ("30s", 30), ("90 sec", 90), ("2m", 120), ("1.5min", 90), ("1h", 3600), ("0", 0)]
)
def test_a_duration_is_kept_in_seconds(typed: str, seconds: float) -> None:
    assert TypeAdapter(Seconds).validate_python(typed) == seconds


@pytest.mark.parametrize("typed", ["soon", "-3s", "3 days", "1:30", "h", ""])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="a duration such as"):
        TypeAdapter(Seconds).validate_python(typed)


@pytest.mark.parametrize(("typed", "names"), [("a", ("a",)), (["a", "b"], ("a", "b")), (None, ()), ([], ())])
def test_a_single_name_needs_no_brackets(typed: object, names: tuple[str, ...]) -> None:
    assert TypeAdapter(Names).validate_python(typed) == names
