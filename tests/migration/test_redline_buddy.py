import os

import pytest

from clausecheck.errors import PlaybookError
from clausecheck.migration.redline_buddy import read_regex_playbook
from tests.support.regex_playbooks import EXIT, RENEWAL, write_regex_playbook


def faults(path):
    with pytest.raises(PlaybookError) as caught:
        read_regex_playbook(path)
    return [fault.message for fault in caught.value.faults]


def test_a_playbook_is_read_with_what_its_own_program_lets_pass(tmp_path):
    path = write_regex_playbook(tmp_path, EXIT | {"owner": "procurement", "why": None}, RENEWAL, version=2)
    playbook = read_regex_playbook(path)
    assert (playbook.name, playbook.version, len(playbook.rules)) == ("help-desk", "2", 2)
    assert playbook.rules[0].why == ""
    assert playbook.rules[1].check.unless_any == [r"notice.{0,30}non-?renewal"]


def test_a_number_is_the_pattern_that_it_is_written_as(tmp_path):
    check = {"kind": "requires_any", "patterns": [30]}
    assert read_regex_playbook(write_regex_playbook(tmp_path, EXIT | {"check": check})).rules[0].check.patterns == [
        "30"
    ]


def test_every_fault_is_named_at_once(tmp_path):
    wrong = {"id": "x", "severity": "huge", "check": {"kind": "forbids_some", "patterns": []}}
    told = " ".join(faults(write_regex_playbook(tmp_path, wrong)))
    assert all(words in told for words in ("'title' is missing", "severity", "kind", "patterns"))


@pytest.mark.parametrize("text", ["[]", "just words", "name: x\nrules: {}\n", "name: x\nrules: []\n", ""])
def test_another_shape_is_refused(tmp_path, text):
    path = tmp_path / "theirs.yaml"
    path.write_text(text)
    assert faults(path)


def test_what_is_no_yaml_is_refused(tmp_path):
    path = tmp_path / "theirs.yaml"
    path.write_text("name: [\n")
    assert "not valid YAML" in faults(path)[0]


def test_python_objects_are_not_made(tmp_path):
    path = tmp_path / "theirs.yaml"
    path.write_text(f"name: !!python/object/apply:os.mkdir ['{tmp_path / 'made'}']\nrules: []\n")
    assert faults(path)
    assert not (tmp_path / "made").exists()


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "theirs.yaml"
    path.write_text("#" * 1_000_001)
    assert faults(path) == ["no file of at most 1,000,000 bytes"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "theirs.yaml")
    assert faults(tmp_path / "theirs.yaml") == ["no file of at most 1,000,000 bytes"]


def test_aliases_of_aliases_are_not_spelled_out(tmp_path):
    path = tmp_path / "theirs.yaml"
    doubled = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    path.write_text(f"a0: &a0 [x]\n{doubled}name: x\nrules: *a11\n")
    assert "more than 200,000 values" in faults(path)[0]


def test_a_rule_of_the_same_id_is_refused_even_where_control_characters_differ(tmp_path):
    assert faults(write_regex_playbook(tmp_path, EXIT, EXIT | {"id": "exit-without-cause\n"})) == [
        "'exit-without-cause' is the id of an earlier rule too"
    ]


def test_names_and_words_lose_what_could_deceive_a_reader(tmp_path):
    path = tmp_path / "theirs.yaml"
    path.write_text(
        r"""
name: help-desk
rules:
  - {id: "exit\e[2J", title: "Exit\u202e\nrules: []", why: "a\x9bb", severity: low,
     check: {kind: requires_any, patterns: [x]}}
"""
    )
    (rule,) = read_regex_playbook(path).rules
    assert (rule.id, rule.title, rule.why) == (r"exit\x1b[2J", r"Exit\u202e rules: []", r"a\x9bb")
