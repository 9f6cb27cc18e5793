import click
import pytest
from click.testing import CliRunner

from clausecheck.cli.options import check_options
from clausecheck.cli.settings import CheckOptions
from clausecheck.playbook.severity import Severity
from clausecheck.report.renderers import FORMATS


def read(*arguments: str, **environment: str) -> CheckOptions | str:
    """Read arguments the way the command does; give its complaint where it refuses them."""
    taken = []

    @click.command()
    @check_options
    def command(**given):
        taken.append(CheckOptions(**given))

    result = CliRunner().invoke(command, arguments, env=environment)
    return taken[0] if taken else result.stderr


def test_the_defaults():
    options = read()
    assert (options.playbook, options.format, options.output, options.password) == ("outsourcing", "text", None, None)
    assert (options.side, options.customer, options.type) == (None, None, None)
    assert (options.ocr, options.time_limit, options.jobs) == ("auto", None, None)
    assert (options.fail_on, options.show) == (Severity.HIGH, Severity.INFO)


def test_how_documents_are_read():
    assert (read().revisions, read().convert) == ("accepted", False)
    assert (read("--convert").convert, read("--revisions", "marked").revisions) == (True, "marked")
    assert "'rejected' is not one of" in read("--revisions", "rejected")


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_is_given_by_its_name(severity):
    name = severity.name.lower()
    options = read("--fail-on", name, "--show", name)
    assert (options.fail_on, options.show) == (severity, severity)


def test_never_is_no_severity_and_only_for_failing():
    assert read("--fail-on", "never").fail_on is None
    assert "'never' is not one of" in read("--show", "never")


def test_every_format_can_be_asked_for():
    for name in FORMATS:
        assert read("--format", name).format == name


def test_a_format_that_does_not_exist_is_refused():
    assert "'yaml' is not one of" in read("--format", "yaml")


def test_the_password_may_come_from_the_environment_but_the_option_wins():
    assert read(CLAUSECHECK_PASSWORD="from-environment").password == "from-environment"
    assert read("--password", "given", CLAUSECHECK_PASSWORD="from-environment").password == "given"


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf"])
def test_a_time_limit_is_a_positive_number(seconds):
    assert "--time-limit" in read("--time-limit", seconds)


def test_an_output_that_can_only_be_a_slip_is_refused(tmp_path):
    assert "an empty path names no file" in read("--output", "")
    assert f"there is no folder '{tmp_path}/new/'" in read("--output", f"{tmp_path}/new/")
    assert read("--output", f"{tmp_path}/").output == tmp_path


@pytest.mark.parametrize(("jobs", "documents", "processes"), [("8", 3, 3), ("2", 3, 2), ("0", 3, 0)])
def test_there_are_no_more_processes_than_documents(jobs, documents, processes):
    assert read("--jobs", jobs).processes(documents) == processes
