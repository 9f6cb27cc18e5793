import click
import pytest
from click.testing import CliRunner

from clausecheck.cli.parameters import Choice, Count, Output, Seconds, severity, show_version
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


@pytest.mark.parametrize("seconds", ["nan", float("inf"), "soon", "0", "-1"])
def test_a_number_of_seconds_is_above_nought_and_ends(seconds):
    assert Seconds().convert("2.5", OPTION, CONTEXT) == 2.5
    with pytest.raises(click.BadParameter) as caught:
        Seconds().convert(seconds, OPTION, CONTEXT)
    assert caught.value.message == f"a number of seconds above 0 is wanted, not '{seconds}'."


@pytest.mark.parametrize("count", ["two", "-1", "1.5", -1, ""])
def test_a_count_is_a_whole_number_from_nought(count):
    assert (Count().convert("0", OPTION, CONTEXT), Count().convert(3, OPTION, CONTEXT)) == (0, 3)
    with pytest.raises(click.BadParameter) as caught:
        Count().convert(count, OPTION, CONTEXT)
    assert caught.value.message == f"a whole number is wanted, 0 or more, not '{count}'."


def test_a_mistyped_choice_is_guessed():
    severities = Choice(("low", "high", "critical"))
    assert severities.convert("low", OPTION, CONTEXT) == "low"
    with pytest.raises(click.BadParameter, match=r"not one of 'low', 'high', 'critical'; did you mean 'high'\?$"):
        severities.convert("hihg", OPTION, CONTEXT)
    with pytest.raises(click.BadParameter, match=r"'x' is not one of 'low', 'high', 'critical'\.$"):
        severities.convert("x", OPTION, CONTEXT)


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("", "names no file"),
        ("gone/", "there is no folder 'gone/'"),
        ("a" * 300, "a name is too long for a file; give a shorter one"),
        (f"{'a' * 300}/report.txt", "a name is too long for a file; give a shorter one"),
    ],
)
def test_a_path_that_can_only_be_a_slip(path, problem):
    with pytest.raises(click.BadParameter, match=problem):
        Output().convert(path, OPTION, CONTEXT)


def test_the_version_names_program_and_patterns_and_ends_the_run():
    result = CliRunner().invoke(program, ["--version"])
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (0, [])
    assert result.stdout.rstrip().endswith(f", patterns {load_patterns().version}")
    assert show_version(CONTEXT, OPTION, False) is None
