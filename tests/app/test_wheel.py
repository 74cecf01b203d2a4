"""What is installed: one file, small enough, with all that is needed and whose it is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_it_has_at_most_forty_five_megabytes(wheel):
    assert wheel.stat().st_size <= 45_000_000


def test_it_has_all_that_is_read_at_run_time_and_the_licences(wheel):
    with ZipFile(wheel) as packed:
        names = {name.split("/", 1)[1] for name in packed.namelist()}
    weights = {f"understanding/weights/{path.name}" for path in (ROOT / "src/itr_sim/understanding/weights").iterdir()}
    shipped = {
        f"shipped/{path.relative_to(ROOT).as_posix()}"
        for kind in ("scenarios", "rubrics", "personas")
        for path in (ROOT / kind).rglob("*.yaml")
    }
    assert len(weights) >= 7
    assert len(shipped) >= 10
    assert weights | shipped <= names
    assert {"licenses/LICENSE", "licenses/NOTICE", "licenses/licenses/Apache-2.0.txt"} <= names
