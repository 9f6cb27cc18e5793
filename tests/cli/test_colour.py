import sys

import click
import pytest

from clausecheck.cli.colour import coloured, wants_colour
from clausecheck.report.renderers import render
from tests.support.results import finding, report


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return monkeypatch


@pytest.mark.parametrize("status", ["adverse", "missing", "unverified", "weak", "met"])
def test_the_status_that_begins_a_finding_is_coloured(status):
    painted = coloured(render(report("msa.pdf", finding(status, "high")), "text"))
    assert f"m{status.upper()}\x1b[0m" in painted


def test_colour_changes_no_word():
    plain = render(report("msa.pdf", finding("missing", "high"), finding("met", "info")), "text")
    assert click.unstyle(coloured(plain)) == plain


def test_the_words_of_a_contract_stay_plain():
    quoted = "            MISSING  the Services\n            “MET  the Service Levels”\nMETRICS  none\n"
    assert coloured(quoted) == quoted


def test_a_terminal_gets_colour(terminal):
    assert wants_colour()


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_can_forbid_colour(terminal, name, value):
    terminal.setenv(name, value)
    assert not wants_colour()


def test_a_pipe_gets_no_colour(terminal):
    terminal.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    assert not wants_colour()
