"""Scenarios and personas by name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from itr_sim.scenario.loading import load_persona, load_scenario
from itr_sim.scenario.model import Scenario
from itr_sim.scenario.persona import Persona
from itr_sim.source.shipping import authored_files, chosen


class Catalogue:
    """What is to be had: the user's own folders first, then what ships."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self.folders = tuple(folders)

    @cached_property
    def scenario_files(self) -> list[Path]:
        return authored_files("scenarios", self.folders)

    @cached_property
    def persona_files(self) -> list[Path]:
        return authored_files("personas", self.folders)

    def scenario(self, name: str, language: str = "zh-CN") -> Scenario:
        """Return a scenario by id (in the language wanted if there is one) or by file path.

        Raises KeyError for an unknown id, and what `load_scenario` raises.
        """
        return load_scenario(self.scenario_path(name, language))

    def persona(self, name: str, language: str = "zh-CN") -> Persona:
        """Return a persona by id or by file path; raises as `scenario` does."""
        return load_persona(self.persona_path(name, language))

    def scenario_path(self, name: str, language: str = "zh-CN") -> Path:
        """Return the file of a scenario; raise KeyError for an unknown id."""
        return chosen(self.scenario_files, name, language)

    def persona_path(self, name: str, language: str = "zh-CN") -> Path:
        """Return the file of a persona; raise KeyError for an unknown id."""
        return chosen(self.persona_files, name, language)
