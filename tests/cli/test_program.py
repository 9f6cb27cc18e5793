import os
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from clausecheck.cli import program as module
from clausecheck.cli.program import Program, program
from clausecheck.errors import Fault, OptionError, PlaybookError

SECRET = "Provider shall pay Customer USD 4,000,000"


def run_one(error: BaseException):
    """Run a program whose only command raises."""

    @click.command("check")
    @click.argument("paths", nargs=-1)
    def check(paths):
        raise error

    return CliRunner().invoke(Program(commands={"check": check}, add_help_option=False), ["msa.pdf"])


def test_every_command_is_listed_once():
    assert [command.name for command in module.COMMANDS] == ["check", "compare", "patterns", "playbooks"]
    assert list(program.commands) == ["check", "compare", "patterns", "playbooks"]


def test_check_can_be_named_too():
    result = CliRunner().invoke(program, ["check", "--help"])
    assert result.exit_code == 0
    assert "PATH..." in result.stdout


def test_all_faults_of_a_definition_are_told_one_a_line():
    faults = [Fault("mine.yaml", 5, 1, "unknown key 'treshold'"), Fault("mine.yaml", 9, 7, "'why' is missing")]
    result = run_one(PlaybookError(faults))
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "clausecheck: mine.yaml:5:1: unknown key 'treshold' [playbook-error]",
        "clausecheck: mine.yaml:9:7: 'why' is missing [playbook-error]",
    ]


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OptionError("no side 'buyer'"), "clausecheck: no side 'buyer' [option-error]"),
        (RuntimeError(SECRET), "clausecheck: An unexpected RuntimeError: a defect of clausecheck. [internal-error]"),
        (
            OSError(28, "No space left on device"),
            "clausecheck: The results could not be written: No space left on device. [option-error]",
        ),
    ],
)
def test_what_stops_a_run_is_one_line_and_exit_code_2(error, line):
    result = run_one(error)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"{line}\n")


def test_an_interruption_ends_quietly_with_130():
    result = run_one(KeyboardInterrupt())
    assert (result.exit_code, result.output) == (130, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends pipes and interrupts another way")
class TestProcess:
    COMMAND = (sys.executable, "-m", "clausecheck")

    def test_a_reader_that_leaves_ends_the_run_quietly(self):
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "wb") as gone:
            run = subprocess.run([*self.COMMAND, "patterns", "list"], stdout=gone, stderr=subprocess.PIPE, check=False)
        assert (run.returncode, run.stderr) == (141, b"")

    def test_ctrl_c_while_waiting_for_standard_input(self):
        process = subprocess.Popen(
            [*self.COMMAND, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        with process:
            # More than a pipe holds: this returns only when the process has begun to read.
            process.stdin.write(b"Confidential. " * 40_000)
            process.send_signal(signal.SIGINT)
            output, words = process.communicate()
        assert (process.returncode, output, words) == (130, b"", b"")
