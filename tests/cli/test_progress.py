import io
import sys
from types import SimpleNamespace

import pytest

from clausecheck.cli.progress import shown
from clausecheck.scanner import Annotated
from tests.support.results import error, report

RESULTS = [report("msa.pdf"), error("lost.pdf"), Annotated(report("nda.pdf"), b"%PDF-1.7")]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def terminal(monkeypatch):
    """Let standard error be a terminal; called in the test itself, for a fixture's change of it would not last."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "stderr", Terminal())
    return sys.stderr


def pass_on(results, output=None):
    return list(shown(iter(results), len(results), SimpleNamespace(output=output)))


@pytest.mark.parametrize("stdout", [io.StringIO(), Terminal()])
def test_a_terminal_shows_how_far_the_run_is(monkeypatch, stdout):
    error_output = terminal(monkeypatch)
    monkeypatch.setattr(sys, "stdout", stdout)
    assert pass_on(RESULTS) == RESULTS
    for words in ("3/3", " documents", "8 pages", "1 not analysed"):
        assert words in error_output.getvalue()
    assert stdout.getvalue() == ""


def test_the_bar_gives_way_while_a_result_is_written_to_the_same_terminal(monkeypatch):
    screen = terminal(monkeypatch)
    monkeypatch.setattr(sys, "stdout", screen)
    results = shown(iter(RESULTS), 3, SimpleNamespace(output=None))
    next(results)
    screen.write("the report")
    next(results)
    before, _, _ = screen.getvalue().partition("the report")
    assert before.endswith("\x1b[2K")  # the line of the bar was cleared


def test_a_single_document_and_a_pipe_show_nothing(monkeypatch):
    screen = terminal(monkeypatch)
    assert pass_on(RESULTS[:1]) == RESULTS[:1]
    assert screen.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert pass_on(RESULTS) == RESULTS
    assert sys.stderr.getvalue() == ""
