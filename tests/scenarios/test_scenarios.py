"""The whole program: one scenario a YAML file, see tests/support/scenarios.py for its keys."""

from pathlib import Path

import pytest

from clausecheck.cli import settings
from tests.support.scenarios import play, read_scenario

SCENARIOS = sorted(Path(__file__).parent.glob("*.yaml"))


def test_the_scenarios_were_found():
    assert len(SCENARIOS) > 20


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path, tmp_path, monkeypatch):
    """Where a scenario has no process of its own and leaves open in how many to read, it reads in that of the test."""
    monkeypatch.setattr(settings, "_cores", lambda: 0)
    monkeypatch.chdir(tmp_path)
    play(read_scenario(path), tmp_path)
