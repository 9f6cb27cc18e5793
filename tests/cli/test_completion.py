import os
import shutil
import subprocess
import sys

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from clausecheck.cli.program import program
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import list_playbooks

COMMANDS = ["check", "compare", "filter", "patterns", "playbooks", "scan"]
PLAYBOOKS = [playbook.id for playbook in list_playbooks()]


def offered(*words: str) -> tuple[list[str], set[str]]:
    """Give the words offered for the last of some, and what the shell is told to offer of its own."""
    items = ShellComplete(program, {}, "clausecheck", "_CLAUSECHECK_COMPLETE").get_completions([*words[:-1]], words[-1])
    return [item.value for item in items if item.type == "plain"], {item.type for item in items} - {"plain"}


@pytest.mark.parametrize(
    ("words", "wanted", "of_the_shell"),
    [
        ([""], COMMANDS, {"file"}),
        (["pl"], ["playbooks"], {"file"}),
        (["msa.pdf"], [], {"file"}),
        (["msa.pdf", "c"], [], {"file"}),
        (["check", "c"], [], {"file"}),
        (["--fo"], ["--format", "--force"], set()),
        (["msa.pdf", "--fo"], ["--format", "--force"], set()),
        (["msa.pdf", "--side", ""], ["customer", "provider"], set()),
        (["msa.pdf", "--output", "r"], [], {"file"}),
        (["msa.pdf", "--playbook", ""], PLAYBOOKS, {"file"}),
        (["compare", "old.pdf", "new.pdf", "--playbook", "d"], ["dora", "dpa-gdpr"], {"file"}),
        (["compare", "old.pdf"], [], {"file"}),
        (["compare", "--as", "v"], ["versions", "vendors"], set()),
        (["scan", "c"], [], {"file"}),
        (["scan", "contracts", "--output", "r"], [], {"dir"}),
        (["playbooks", ""], ["import", "list", "new", "schema", "show", "validate"], set()),
        (["playbooks", "show", "sa"], ["saas"], {"file"}),
        (["playbooks", "new", "ours", "--from", "sa"], ["saas"], {"file"}),
        (["playbooks", "validate", "o"], [], {"file"}),
        (["patterns", "try", "set"], ["set_off"], {"file"}),
        (["patterns", "explain", ""], [kind.id for kind in load_patterns().clause_types], set()),
    ],
)
def test_what_may_stand_there_is_offered(words, wanted, of_the_shell):
    assert offered(*words) == (wanted, of_the_shell)


def test_a_mistyped_command_is_no_error_while_somebody_types():
    assert offered("playboks", "--sid") == (["--side"], set())


def test_zsh_gets_three_lines_for_each_word_and_no_empty_one():
    asked = {"_CLAUSECHECK_COMPLETE": "zsh_complete", "COMP_WORDS": "clausecheck --playbook ", "COMP_CWORD": "2"}
    lines = CliRunner().invoke(program, prog_name="clausecheck", env=asked).output.splitlines()
    assert lines[0::3] == ["file", *["plain"] * len(PLAYBOOKS)]
    assert lines[1::3] == ["_", *PLAYBOOKS]


IN_BASH = """
source <(_CLAUSECHECK_COMPLETE=bash_source clausecheck)
COMP_WORDS=(clausecheck msa.pdf --playbook out) COMP_CWORD=3
_clausecheck_completion clausecheck out --playbook
echo "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(not shutil.which("bash") or sys.platform == "win32", reason="needs bash")
def test_bash_completes_by_the_script_that_the_program_gives(tmp_path):
    launcher = tmp_path / "clausecheck"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clausecheck "$@"\n', "utf-8")
    launcher.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(["bash", "-c", IN_BASH], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert run.stdout.split() == ["outsourcing", "outsourcing-provider"], run.stderr
