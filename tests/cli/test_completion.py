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

COMMANDS = ["compare", "filter", "patterns", "playbooks", "scan"]
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


@pytest.fixture
def team(tmp_path, monkeypatch):
    """Lay out the folder of a team that has playbooks of its own."""
    for name in ("ours.yaml", "our positions.yaml", "agreed/onerous.yaml", "clauses/playbooks/odd.yaml", "msa.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("extends: outsourcing\n")
    (tmp_path / "clausecheck.toml").write_text('playbook = "agreed/onerous.yaml"\npatterns = ["clauses"]\n')
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["msa.pdf", "--playbook", "o"], ["outsourcing", "outsourcing-provider", "ours.yaml"]),
        (["compare", "a.pdf", "b.pdf", "--playbook", "ou"], ["outsourcing", "outsourcing-provider", "ours.yaml"]),
        (["msa.pdf", "--playbook", "ag"], ["agreed/onerous.yaml"]),
        (["msa.pdf", "--playbook", "cl"], ["clauses/playbooks/odd.yaml"]),
        (["msa.pdf", "--config", "none", "--playbook", "ag"], []),
        (["msa.pdf", "--config", "none", "--patterns", "clauses", "--playbook", "cl"], ["clauses/playbooks/odd.yaml"]),
        (["playbooks", "show", "ours"], ["ours.yaml"]),
    ],
)
def test_playbooks_of_the_users_own_are_offered(words, wanted):
    assert offered(*words) == (wanted, {"file"})


@pytest.mark.usefixtures("team")
def test_a_configuration_at_fault_keeps_nobody_from_typing(tmp_path):
    (tmp_path / "clausecheck.toml").write_text("playbook = 1")
    assert offered("msa.pdf", "--playbook", "ours") == (["ours.yaml"], {"file"})


def test_a_mistyped_command_is_no_error_while_somebody_types():
    assert offered("playboks", "--sid") == (["--side"], set())


def test_zsh_gets_three_lines_for_each_word_and_no_empty_one():
    asked = {"_CLAUSECHECK_COMPLETE": "zsh_complete", "COMP_WORDS": "clausecheck --playbook ", "COMP_CWORD": "2"}
    lines = CliRunner().invoke(program, prog_name="clausecheck", env=asked).output.splitlines()
    assert lines[0::3] == ["file", *["plain"] * len(PLAYBOOKS)]
    assert lines[1::3] == ["_", *PLAYBOOKS]


IN_SHELL = {
    "bash": """
source <(_CLAUSECHECK_COMPLETE=bash_source clausecheck)
COMP_WORDS=(clausecheck msa.pdf --playbook ou) COMP_CWORD=3
_clausecheck_completion clausecheck ou --playbook
echo "${COMPREPLY[@]}"
""",
    "zsh": """
compdef() { }; compadd() { [[ "$*" == *completions ]] && print -- $completions }; _path_files() { }
source <(_CLAUSECHECK_COMPLETE=zsh_source clausecheck)
words=(clausecheck msa.pdf --playbook ou) CURRENT=4
_clausecheck_completion
""",
    "fish": """
_CLAUSECHECK_COMPLETE=fish_source clausecheck | source
complete --do-complete "clausecheck msa.pdf --playbook ou"
""",
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell of Unix")
@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("shell", IN_SHELL)
def test_shells_complete_by_the_script_that_the_program_gives(tmp_path, shell):
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    folder = tmp_path / "bin"
    folder.mkdir()
    launcher = folder / "clausecheck"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clausecheck "$@"\n', "utf-8")
    launcher.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run([shell, "-c", IN_SHELL[shell]], env=environment, capture_output=True, text=True)
    wanted = {"outsourcing", "outsourcing-provider", "ours.yaml"}
    assert wanted <= set(run.stdout.split()) <= {*wanted, "our", "positions.yaml"}, run.stderr
