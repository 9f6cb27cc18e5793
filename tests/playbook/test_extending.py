from pathlib import Path
from textwrap import dedent

import pytest

from clausecheck.errors import PlaybookError
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.severity import Severity

HOUSE = """\
id: house
title: House positions
version: "1.0"
side: customer
threshold: 70
rules:
  - id: exit
    clause_type: termination_for_convenience
    title: Exit without cause
    severity: high
    weight: 3
    must_have: true
    acceptable:
      holder: { one_of: [customer, either] }
      notice_days: { at_most: 60 }
    why: Without an exit the only way out is to prove a breach.
    recommended_language: The Customer may terminate this Agreement for convenience on sixty days' notice.
    sources: ["Procurement policy, section 4.2"]
  - id: audit
    clause_type: audit_rights
    title: Yearly audit
    severity: medium
    weight: 1
    why: Certificates do not show what happens on the floor.
    recommended_language: The Customer may audit the Provider once a year.
    sources: ["Procurement policy, section 4.3"]
"""

HEAD = 'id: call-centre\ntitle: Call centres\nversion: "2"\nextends: house.yaml\n'


@pytest.fixture
def write(tmp_path):
    (tmp_path / "house.yaml").write_text(HOUSE, "utf-8")

    def write(text: str, name: str = "mine.yaml") -> Path:
        path = tmp_path / name
        path.write_text(HEAD + dedent(text), "utf-8")
        return path

    return write


def faults_of(path: Path, **options: object) -> list[str]:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(path, **options)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_a_playbook_that_changes_nothing_is_the_base_under_another_name(write):
    house, mine = load_playbook(write("").parent / "house.yaml"), load_playbook(write(""))
    assert (mine.id, mine.title, mine.version) == ("call-centre", "Call centres", "2")
    assert (mine.side, mine.threshold, mine.rules) == (house.side, house.threshold, house.rules)


def test_a_rule_changes_only_the_keys_that_it_gives_and_stays_where_it_was(write):
    mine = load_playbook(
        write("""\
        threshold: 80
        rules:
          - id: exit
            severity: critical
            acceptable:
              notice_days: { at_most: 90 }
        """)
    )
    house = load_playbook(write("").parent / "house.yaml")
    exit_, audit = mine.rules
    assert mine.threshold == 80
    assert exit_.severity is Severity.CRITICAL
    assert list(exit_.acceptable) == ["notice_days"]  # a position is replaced as a whole
    assert (exit_.title, exit_.must_have, exit_.why) == (house.rules[0].title, True, house.rules[0].why)
    assert audit == house.rules[1]


def test_rules_are_added_after_those_of_the_base_and_left_out(write):
    mine = load_playbook(
        write("""\
        without: [exit]
        rules:
          - id: no-lock-in
            clause_type: auto_renewal
            title: No automatic renewal
            severity: low
            weight: 1
            expects: absent
            why: A contract that renews by itself renews when nobody is looking.
            recommended_language: This Agreement does not renew automatically.
            sources: ["Procurement policy, section 4.5"]
        """)
    )
    assert [rule.id for rule in mine.rules] == ["audit", "no-lock-in"]


def test_a_bundled_playbook_is_extended_by_its_id(write):
    path = write("")
    path.write_text(HEAD.replace("house.yaml", "outsourcing"), "utf-8")
    assert load_playbook(path).rules == load_playbook("outsourcing").rules


def test_a_playbook_that_extends_may_be_extended(write):
    write("rules: [{ id: audit, weight: 2 }]\n", "middle.yaml")
    path = write("rules: [{ id: audit, severity: high }]\n")
    path.write_text(path.read_text("utf-8").replace("house.yaml", "middle.yaml"), "utf-8")
    audit = load_playbook(path).rules[1]
    assert (audit.weight, audit.severity) == (2, Severity.HIGH)


def test_what_the_base_has_not_is_a_fault_at_its_place(write):
    path = write("""\
    side: provider
    without: [exti]
    rules:
      - id: auditt
        weight: 2
    """)
    assert faults_of(path) == [
        "5:1: 'house' speaks for the customer; a playbook for the other side cannot extend it",
        "6:11: 'exti' is no rule of 'house'; did you mean 'exit'?",
        "8:5: 'auditt' is no rule of 'house'; did you mean 'audit'?",
    ]


def test_a_fault_in_a_changed_rule_is_shown_where_the_change_is_written(write):
    path = write("""\
    rules:
      - id: audit
        severity: hihg
        acceptable: { notice_dayz: { at_most: 10 } }
      - id: audit
        weight: 2
    """)
    faults = faults_of(path, known=load_patterns().known_attributes)
    assert faults[:2] == [
        "7:5: rules 'audit', severity: 'hihg' is not known here, but info, low, medium, high, critical; "
        "did you mean 'high'?",
        "8:19: audit_rights has no attribute 'notice_dayz'; did you mean 'notice_days'?",
    ]
    assert "9:5: 'audit' is the id of rule 1 too" in faults


def test_a_rule_left_out_cannot_be_changed(write):
    path = write("without: [audit]\nrules: [{ id: audit, weight: 2 }]\n")
    assert faults_of(path) == ["6:11: 'audit' is left out by 'without'; it cannot be changed as well"]


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("hous.yaml", "there is no file 'hous.yaml'; did you mean 'house.yaml'?"),
        ("../nowhere/house.yaml", "there is no file '../nowhere/house.yaml'"),
        ("house", "no playbook 'house'; did you mean 'house.yaml'?"),
        ("mine.yaml", "'mine.yaml' extends this file in turn"),
        ("outsorcing", "no playbook 'outsorcing'; did you mean 'outsourcing'?"),
    ],
)
def test_a_base_that_cannot_be_had(write, base, message):
    path = write("")
    path.write_text(HEAD.replace("house.yaml", base), "utf-8")
    (fault,) = faults_of(path)
    assert fault.startswith(f"4:1: {message}")


def test_a_base_in_another_folder_is_guessed_as_it_would_be_written(write):
    path = write("")
    (path.parent / "bases").mkdir()
    (path.parent / "bases" / "shared.yaml").write_text(HOUSE, "utf-8")
    path.write_text(HEAD.replace("house.yaml", "bases/shred.yaml"), "utf-8")
    assert faults_of(path) == ["4:1: there is no file 'bases/shred.yaml'; did you mean 'bases/shared.yaml'?"]


@pytest.mark.parametrize("key", ["extend", "extends_", "exends"])
def test_a_misspelt_extends_is_told_and_not_all_that_is_wrong_without_a_base(write, key):
    path = write("rules: [{ id: audit, weight: 2 }]\n")
    path.write_text(path.read_text("utf-8").replace("extends:", f"{key}:"), "utf-8")
    assert faults_of(path) == [f"4:1: unknown key '{key}'; did you mean 'extends'?"]


def test_a_misspelt_without_is_told(write):
    assert faults_of(write("witout: [audit]\n")) == ["5:1: unknown key 'witout'; did you mean 'without'?"]


def test_rules_are_left_out_of_a_base_alone(write):
    path = write("without: [audit]\n")
    path.write_text(path.read_text("utf-8").replace("extends: house.yaml\n", ""), "utf-8")
    assert faults_of(path) == ["4:1: 'without' goes with 'extends', whose rules it leaves out"]


def test_two_playbooks_that_extend_each_other(write):
    first, second = write("", "first.yaml"), write("", "second.yaml")
    first.write_text(HEAD.replace("house.yaml", "second.yaml"), "utf-8")
    second.write_text(HEAD.replace("house.yaml", "first.yaml"), "utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_playbook(first)
    assert str(caught.value) == f"{second}:4:1: 'first.yaml' extends this file in turn"


def test_a_broken_base_shows_its_own_faults(write):
    path = write("")
    base = path.parent / "house.yaml"
    base.write_text(HOUSE.replace("weight: 3", "weight: -3"), "utf-8")
    with pytest.raises(PlaybookError) as caught:
        load_playbook(path)
    assert [fault.path for fault in caught.value.faults] == [str(base)]


def test_what_is_no_list_is_a_fault_and_not_passed_over(write):
    assert faults_of(write("rules: { audit: { weight: 2 } }\n")) == [
        "5:1: rules: a list, [one, another], is wanted, not keys with values"
    ]
    assert faults_of(write("without: audit\n")) == ["5:1: 'without' is a list of the ids of rules: [one, another]"]
