import os
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from clausecheck.cli import program as module
from clausecheck.cli.program import Program, program
from clausecheck.cli.stopping import Stopped
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
    names = ["check", "compare", "filter", "patterns", "playbooks", "scan"]
    assert [command.name for command in module.COMMANDS] == names
    assert list(program.commands) == names


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


def test_a_run_that_is_stopped_says_so_in_one_line_and_by_its_exit_code():
    result = run_one(Stopped(130))
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Interrupted.\n")


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
        assert (process.returncode, output, words) == (130, b"", b"Interrupted.\n")

    def test_ended_from_outside_it_leaves_no_draft_behind(self, tmp_path):
        process = subprocess.Popen(
            [*self.COMMAND, "-", "--format", "json", "--output", tmp_path / "report.json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with process:
            process.stdin.write(b"Confidential. " * 40_000)
            process.terminate()
            output, words = process.communicate()
        assert (process.returncode, output, words) == (143, b"", b"Interrupted.\n")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("seconds", [0.3, 1.5, 2.5])
    def test_a_scan_in_processes_ends_with_one_line_whenever_it_is_stopped(self, number, code, seconds, tmp_path):
        for name in "abc":
            tmp_path.joinpath(f"{name}.txt").write_text(
                "This Agreement is made between Acme plc and Beta Ltd. " * 20_000
            )
        command = [*self.COMMAND, tmp_path, "--jobs", "2", "--no-cache"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(seconds)
            process.send_signal(number)
            assert process.stderr.read() == b"Interrupted.\n"
        assert process.returncode == code

    def test_a_working_folder_that_is_gone_is_told_in_one_line(self, tmp_path):
        (tmp_path / "gone").mkdir()
        command = f"cd {tmp_path}/gone && rmdir {tmp_path}/gone && {' '.join(self.COMMAND)} {tmp_path}/msa.pdf"
        run = subprocess.run(command, shell=True, capture_output=True, check=False)
        words = b"clausecheck: the working folder is gone; change to one that exists [option-error]\n"
        assert (run.returncode, run.stdout, run.stderr) == (2, b"", words)

    @pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full"])
    def test_a_document_not_analysed_is_told_by_the_exit_code_where_no_words_can_be_written(self, redirected, tmp_path):
        if redirected.endswith("full") and not os.path.exists("/dev/full"):  # noqa: PTH110
            pytest.skip("this system has no /dev/full")
        command = f"{' '.join(self.COMMAND)} {tmp_path}/gone.pdf {redirected}"
        assert subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, check=False).returncode == 2

    @pytest.mark.parametrize(
        ("redirected", "words"),
        [(">&-", b"standard output is closed"), ("<&-", b"Standard input is closed.")],
    )
    def test_a_closed_stream_is_told_in_one_line(self, redirected, words):
        command = f"{' '.join(self.COMMAND)} - {redirected}"
        run = subprocess.run(command, shell=True, input=b"This Agreement.", capture_output=True, check=False)
        assert run.returncode == 2
        assert words in run.stderr and run.stderr.count(b"\n") == 1


@pytest.mark.parametrize("mistyped", ["chek", "chck", "check"])
def test_a_command_that_needs_no_name_is_never_guessed(mistyped, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for arguments in ([mistyped], ["--fail-on", "never", mistyped]):
        stderr = CliRunner().invoke(program, arguments).stderr
        assert "clausecheck check" not in stderr and "'check'?" not in stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["msa.pdf"],
        *([command.name] for command in module.COMMANDS),
        ["patterns", "try"],
        ["playbooks", "new"],
        ["playbooks", "validate", "ours.yaml"],
    ],
)
def test_the_short_option_for_help_does_what_the_long_one_does(arguments):
    short, long = (CliRunner().invoke(program, [*arguments, option]) for option in ("-h", "--help"))
    assert short.exit_code == 0
    assert short.stdout == long.stdout
    assert "-h, --help" in short.stdout
