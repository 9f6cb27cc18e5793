import json

import pytest
from click.testing import CliRunner

from clausecheck.cli.program import program
from clausecheck.patterns import bundled
from clausecheck.playbook.loader import list_playbooks, load_playbook
from tests.support.regex_playbooks import EXIT, RENEWAL, UNIFORMS, write_regex_playbook


def run(*arguments):
    return CliRunner().invoke(program, ["playbooks", *arguments])


def test_list_has_a_line_for_each_bundled_playbook():
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [playbook.id for playbook in list_playbooks()]


@pytest.mark.parametrize("playbook", list_playbooks(), ids=lambda playbook: playbook.id)
def test_show_tells_every_position(playbook):
    shown = " ".join(run("show", playbook.id).stdout.split())
    for rule in playbook.rules:
        assert f"{rule.id}: {rule.title} ({rule.severity.name.lower()}, weight {rule.weight:g}" in shown
        assert " ".join(rule.recommended_language.split()) in shown
        for source in rule.sources:
            assert " ".join(source.split()) in shown


def test_show_words_conditions(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(
        """
id: mine
title: Our positions
version: "1.0"
side: customer
threshold: 70
rules:
  - id: exit
    clause_type: termination_for_convenience
    title: Exit without cause
    severity: high
    weight: 2.5
    must_have: true
    preferred: {notice_days: {at_most: 30}, holder: {one_of: [customer, either]}, fee: {one_of: [false]}}
    unacceptable: [{when: {fee: {one_of: [true]}}, message: a fee is due}]
    why: We must be able to leave.
    recommended_language: The Customer may terminate for convenience on thirty days' notice.
    sources: [Our procurement manual]
""",
        "utf-8",
    )
    shown = run("show", str(path)).stdout
    assert "exit: Exit without cause (high, weight 2.5, must have)" in shown
    assert "preferred     notice days at most 30; holder one of customer, either; fee one of no" in shown
    assert "unacceptable  fee one of yes: a fee is due" in shown


def test_show_lets_no_control_character_of_a_file_reach_the_terminal(tmp_path):
    path = tmp_path / "hostile.yaml"
    path.write_text('id: ours\ntitle: "Ours \\e[2J"\nversion: "1"\nextends: saas\n', "utf-8")
    shown = run("show", str(path)).stdout
    assert "\x1b" not in shown
    assert shown.startswith("Ours \\x1b[2J (ours 1)\n")


def test_validate_holds_a_playbook_against_the_patterns(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nrules: [{clause_type: audit_right}]\n")
    result = run("validate", str(path))
    assert result.exit_code == 2
    assert "did you mean 'audit_rights'?" in result.stderr
    assert len(result.stderr.splitlines()) > 3


@pytest.mark.parametrize("playbook", list_playbooks(), ids=lambda playbook: playbook.id)
def test_bundled_playbooks_are_valid(playbook):
    result = run("validate", playbook.id)
    assert (result.exit_code, result.stderr) == (0, "")


def test_new_begins_a_playbook_that_validates(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("new", "our-positions")
    rules = len(load_playbook("outsourcing").rules)
    assert result.stdout == f"our-positions.yaml: extends outsourcing, {rules} rules; change what differs\n"
    assert run("validate", "our-positions.yaml").stdout == f"our-positions.yaml: {rules} rules, no fault\n"
    again = CliRunner().invoke(program, ["playbooks", "new", "our-positions"])
    assert (again.exit_code, "exists already; --force replaces it" in again.stderr) == (2, True)


def test_new_extends_a_file_from_wherever_it_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "teams").mkdir()
    run("new", "house")
    result = run("new", "support", "--from", "house.yaml", "--output", "teams/support.yaml")
    assert result.exit_code == 0
    assert "extends: ../house.yaml\n" in (tmp_path / "teams/support.yaml").read_text("utf-8")
    assert load_playbook(tmp_path / "teams/support.yaml").rules == load_playbook("outsourcing").rules


def test_new_wants_a_name_that_can_be_an_id(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("new", "Our positions")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "small letters, digits and hyphens" in result.stderr


@pytest.mark.parametrize(
    "command", [("playbooks", "new", "ours"), ("playbooks", "import", "a.yaml"), ("patterns", "new", "ours")]
)
def test_an_empty_output_is_a_slip_and_not_the_working_folder(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(program, [*command, "--output", ""])
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "an empty path names no file" in result.stderr


def test_import_writes_a_playbook_that_validates_and_tells_what_became_of_each_rule(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("import", str(write_regex_playbook(tmp_path, EXIT, RENEWAL, UNIFORMS)))
    assert (result.exit_code, result.stderr) == (0, "")
    told = " ".join(result.stdout.split())
    assert "carried over, as a rule on termination_for_convenience, wanted present" in told
    assert "carried over in part, as a rule on auto_renewal, wanted absent" in told
    assert "outcome not carried over why not no clause type" in told
    assert result.stdout.splitlines()[-1] == "help-desk-imported.yaml: 2 of 3 rules, 1 of them in part"
    assert run("validate", "help-desk-imported.yaml").stdout == "help-desk-imported.yaml: 2 rules, no fault\n"


def test_import_replaces_no_file_unasked_and_never_the_one_that_it_reads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    theirs = write_regex_playbook(tmp_path, EXIT)
    kept = theirs.read_text("utf-8")
    assert run("import", str(theirs), "--output", "ours.yaml").exit_code == 0
    again = run("import", str(theirs), "--output", "ours.yaml")
    assert (again.exit_code, "exists already; --force replaces it" in again.stderr) == (2, True)
    onto_itself = run("import", str(theirs), "--output", "theirs.yaml", "--force")
    assert (onto_itself.exit_code, theirs.read_text("utf-8")) == (2, kept)


def test_import_writes_nothing_where_nothing_can_be_carried_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("import", str(write_regex_playbook(tmp_path, UNIFORMS)))
    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["theirs.yaml"])
    assert "not carried over" in result.stdout
    assert "nothing was written [option-error]" in result.stderr


def test_import_shows_no_control_characters_of_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    hostile = EXIT | {"title": "\x1b]0;owned\x07 exit", "fallback": EXIT["fallback"] + "\x1b[2J"}
    result = run("import", str(write_regex_playbook(tmp_path, hostile, UNIFORMS | {"id": "\x1b[31m"})))
    assert (result.exit_code, "owned" in result.stdout) == (0, True)
    assert not {"\x1b", "\x07"} & {*result.stdout, *(tmp_path / "help-desk-imported.yaml").read_text("utf-8")}


@pytest.mark.parametrize("text", ["name: [", "just words", "name: x\nrules: []"])
def test_import_names_each_fault_of_the_file(tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theirs.yaml").write_text(text)
    result = run("import", "theirs.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "theirs.yaml:" in result.stderr and "[playbook-error]" in result.stderr


def test_a_playbook_on_a_clause_type_of_ones_own_is_shown_and_valid_with_its_patterns(tmp_path):
    (tmp_path / "netting.yaml").write_bytes((bundled() / "clauses" / "money" / "set_off.yaml").read_bytes())
    whole = """
id: mine
title: Ours
version: "1"
extends: saas
rules:
  - {id: net, clause_type: netting, title: Netting, severity: low, weight: 1, why: It saves a transfer.,
     recommended_language: The Customer may set off., sources: [Our manual]}
"""
    (tmp_path / "mine.yaml").write_text(whole, "utf-8")
    file, own = str(tmp_path / "mine.yaml"), str(tmp_path / "netting.yaml")
    assert "net: Netting (low, weight 1)" in run("show", file).stdout
    assert "one of your own needs its patterns loaded (--patterns)" in run("validate", file).stderr
    assert run("validate", file, "--patterns", own).exit_code == 0


def test_a_new_playbook_has_its_schema_beside_it_for_an_editor(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(program, ["playbooks", "new", "ours"]).exit_code == 0
    first = (tmp_path / "ours.yaml").read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    printed = CliRunner().invoke(program, ["playbooks", "schema"]).stdout
    assert json.loads((tmp_path / named).read_text("utf-8")) == json.loads(printed)


def test_new_takes_no_name_of_a_bundled_playbook(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(program, ["playbooks", "new", "outsourcing"])
    assert result.exit_code == 2
    assert "'outsourcing' is a bundled playbook; give yours a name of its own" in result.stderr
    assert not list(tmp_path.iterdir())
