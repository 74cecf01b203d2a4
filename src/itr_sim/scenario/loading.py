"""YAML files to scenarios and personas, or to every fault in them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from itr_sim.scenario.lint import lint_persona, lint_scenario
from itr_sim.scenario.model import Scenario
from itr_sim.scenario.persona import Persona
from itr_sim.source import Document, FaultsError, Node, build, open_text, read_yaml

Model = TypeVar("Model", bound=BaseModel)


def load_scenario(path: Path) -> Scenario:
    """Return the scenario of a file.

    Raises FaultsError with all that is wrong in it, UnreadableError where it cannot be read as text.
    """
    document = open_text(path)
    scenario, node = _built(Scenario, document)
    faults = lint_scenario(scenario, node, document)
    if faults:
        raise FaultsError(faults)
    return scenario


def load_persona(path: Path) -> Persona:
    """Return the persona of a file; raises as `load_scenario` does."""
    document = open_text(path)
    persona, node = _built(Persona, document)
    faults = lint_persona(persona, node, document)
    if faults:
        raise FaultsError(faults)
    return persona


def _built(model: type[Model], document: Document) -> tuple[Model, Node]:
    node, faults = read_yaml(document)
    if node is None or faults:
        raise FaultsError(faults)
    built, faults = build(model, node, document)
    if built is None:
        raise FaultsError(faults)
    return built, node
