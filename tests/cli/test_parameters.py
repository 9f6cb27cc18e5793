import click
import pytest
from click.testing import CliRunner

from clausecheck.cli.parameters import Output, finite, severity, show_version
from clausecheck.cli.program import program
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.severity import Severity

CONTEXT = click.Context(click.Command("check"))
OPTION = click.Option(["--option"])


def test_a_severity_is_known_by_its_name():
    assert [severity(CONTEXT, OPTION, name) for name in ("low", "critical", "never")] == [
        Severity.LOW,
        Severity.CRITICAL,
        None,
    ]


@pytest.mark.parametrize("seconds", [float("nan"), float("inf")])
def test_a_number_of_seconds_ends(seconds):
    assert finite(CONTEXT, OPTION, 2.5) == 2.5
    with pytest.raises(click.BadParameter, match="a number of seconds is wanted"):
        finite(CONTEXT, OPTION, seconds)


@pytest.mark.parametrize(("path", "problem"), [("", "names no file"), ("gone/", "there is no folder 'gone/'")])
def test_a_path_that_can_only_be_a_slip(path, problem):
    with pytest.raises(click.BadParameter, match=problem):
        Output().convert(path, OPTION, CONTEXT)


def test_the_version_names_program_and_patterns_and_ends_the_run():
    result = CliRunner().invoke(program, ["--version"])
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (0, [])
    assert result.stdout.rstrip().endswith(f", patterns {load_patterns().version}")
    assert show_version(CONTEXT, OPTION, False) is None
