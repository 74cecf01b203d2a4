"""Kinds of check are registered in one place, documented, and shown by example."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

from itr_sim.rubric import CHECKS, checks
from itr_sim.rubric.checks import Check
from itr_sim.rubric.model import Rubric

FOLDER = Path(__file__).parent
BY_KEY = pytest.mark.parametrize("kind", CHECKS, ids=lambda kind: kind.key)


def test_every_file_of_checks_is_registered() -> None:
    found = set()
    for _, name, _ in pkgutil.iter_modules(checks.__path__):
        module = importlib.import_module(f"{checks.__name__}.{name}")
        own = {
            each
            for _, each in inspect.getmembers(module, inspect.isclass)
            if issubclass(each, Check) and each is not Check and each.__module__ == module.__name__
        }
        assert own or name == "check"
        found |= own
    assert found == set(CHECKS)


def test_keys_are_told_apart() -> None:
    assert len({kind.key for kind in CHECKS}) == len(CHECKS)


@BY_KEY
def test_every_check_says_what_it_is_for_in_its_own_words(kind: type[Check]) -> None:
    documented = inspect.cleandoc(kind.__doc__ or "")
    assert documented.endswith(".")
    assert documented != inspect.cleandoc(Check.__doc__ or "")
    module = inspect.getmodule(kind)
    assert module is not None
    assert module.__doc__


@BY_KEY
def test_every_check_has_tests_of_its_own(kind: type[Check]) -> None:
    assert f"`{kind.key}`:" in (FOLDER / f"test_check_{kind.key}.py").read_text("utf-8").splitlines()[0]


@BY_KEY
def test_every_check_is_a_key_of_the_schema_for_editors(kind: type[Check]) -> None:
    schema = Rubric.model_json_schema()["$defs"]
    assert kind.key in schema["ChosenCheck"]["properties"]
    assert set(schema[kind.__name__]["properties"]) == set(kind.model_fields)


@BY_KEY
def test_a_short_form_stands_for_one_of_the_fields(kind: type[Check]) -> None:
    assert kind.short is None or kind.model_validate("apologize") == kind.model_validate({kind.short: ["apologize"]})
