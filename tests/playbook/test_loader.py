from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from clausecheck.errors import OptionError, PlaybookError
from clausecheck.patterns import bundled
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import list_playbooks, load_playbook
from clausecheck.playbook.severity import Severity

KNOWN = load_patterns().known_attributes

GOOD = """\
id: mine
title: Our positions
version: "2"
side: provider
threshold: 60
rules:
  - id: audit
    clause_type: audit_rights
    title: Audit
    severity: high
    weight: 2
    acceptable:
      notice_days: { at_least: 30 }
    why: Audits cost time.
    recommended_language: The Customer may audit on thirty days' notice.
    sources: [Our own experience]
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "mine.yaml"
        path.write_text(dedent(text), "utf-8")
        return path

    return write


def faults_of(path: Path, **options: object) -> list[str]:
    with pytest.raises(PlaybookError) as caught:
        load_playbook(path, **options)
    assert str(caught.value) == "\n".join(map(str, caught.value.faults))
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_a_playbook_file(write):
    playbook = load_playbook(write(GOOD), known=KNOWN)
    assert (playbook.id, playbook.side, playbook.threshold) == ("mine", "provider", 60)
    (rule,) = playbook.rules
    assert (rule.severity, rule.expects, rule.must_have) == (Severity.HIGH, "present", False)
    assert rule.redline == "insert"
    assert rule.acceptable["notice_days"].at_least == 30


def test_a_rule_may_have_its_clause_replaced(write):
    (rule,) = load_playbook(write(GOOD.replace("    weight: 2\n", "    weight: 2\n    redline: replace\n"))).rules
    assert rule.redline == "replace"
    (fault,) = faults_of(write(GOOD.replace("    weight: 2\n", "    weight: 2\n    redline: delete\n")))
    assert "insert" in fault and "replace" in fault


def test_a_path_may_be_given_as_text(write):
    assert load_playbook(str(write(GOOD))).id == "mine"


def test_all_faults_are_reported_at_once_in_the_order_of_the_file(write):
    path = write(
        GOOD.replace("threshold: 60", "threshold: 160")
        .replace("severity: high", "severity: hihg")
        .replace("weight: 2", "wieght: 2")
        .replace("notice_days: { at_least: 30 }", "notice_dayz: { at_least: 30, at_most: 60 }")
        + """\
  - id: audit
    clause_type: ip_ownershp
    title: Ownership
    severity: low
    weight: 1
    why: It matters.
    recommended_language: All work product belongs to the Customer.
    sources: []
"""
    )
    checks = "at_most, at_least, more_than, less_than, one_of, contains, stated"
    assert faults_of(path, known=KNOWN) == [
        "5:1: threshold: a number of at most 100 is wanted, not 160",
        "7:5: 'weight' is missing",
        "10:5: rules 'audit', severity: 'hihg' is not known here, but info, low, medium, high, critical; "
        "did you mean 'high'?",
        "11:5: unknown key 'wieght'; did you mean 'weight'?",
        "13:7: rules 'audit', acceptable.notice_dayz: a condition has exactly one of "
        f"{checks}; this one has at_most and at_least",
        "13:7: audit_rights has no attribute 'notice_dayz'; did you mean 'notice_days'?",
        "17:5: 'audit' is the id of rule 1 too",
        "18:5: unknown clause type 'ip_ownershp'; did you mean 'ip_ownership'? one of your own needs "
        "its patterns loaded (--patterns)",
        "24:5: rules 'audit', sources: at least 1 wanted here, not 0",
    ]


def test_attributes_are_checked_in_every_position_and_objection(write):
    path = write(
        GOOD.replace(
            "    acceptable:\n      notice_days: { at_least: 30 }\n",
            "    preferred: { a: { stated: true } }\n"
            "    acceptable: { b: { stated: true } }\n"
            "    walk_away: { c: { stated: true } }\n"
            "    unacceptable:\n"
            "      - when: { d: { stated: true } }\n"
            "        message: No.\n",
        )
    )
    assert [fault.partition(": ")[2] for fault in faults_of(path, known=KNOWN)] == [
        f"audit_rights has no attribute '{name}'" for name in "abcd"
    ]


def test_clause_types_are_anyones_guess_where_none_are_known(write):
    path = write(GOOD.replace("audit_rights", "most_favoured_customer"))
    assert load_playbook(path).rules[0].clause_type == "most_favoured_customer"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{ }", "this one has none"),
        ("{ if_silent: met }", "this one has none"),
        ("either", "a condition is wanted, such as {one_of: [either]}"),
        ("true", "a condition is wanted, such as {one_of: [true]}"),
        ("30", "a condition is wanted, such as {at_most: 30}"),
        ("{ at_most: sixty }", "a number is wanted, not 'sixty'"),
        ("{ at_most: true }", "a number is wanted, not true"),
        ("{ at_most: .nan }", "a number is wanted, not nan"),
        ("{ one_of: [] }", "at least 1 wanted here, not 0"),
        ("{ stated: true, if_silent: maybe }", "'maybe' is not known here, but 'met' or 'not_met'"),
    ],
)
def test_faulty_conditions(write, condition, words):
    (fault,) = faults_of(write(GOOD.replace("{ at_least: 30 }", condition)))
    assert fault.startswith("13:") and words in fault


@pytest.mark.parametrize("text", ["", "[]", "just words", "rules: {}", "rules: [1]", "rules:\n  - unacceptable: [1]"])
def test_any_other_shape_is_a_fault_not_a_crash(write, text):
    assert faults_of(write(text), known=KNOWN)


def test_what_is_not_yaml_is_named_with_its_place(write):
    (fault,) = faults_of(write("id: mine\nrules: [\n"))
    assert fault.startswith("3:1: not valid YAML")
    assert "a text needs quotes" in fault


def test_a_file_that_is_not_utf_8_says_how_to_save_it(write):
    path = write(GOOD)
    path.write_bytes(path.read_bytes().replace(b"title: Our", "title: Für".encode("latin-1")))
    assert faults_of(path) == ["2:1: no UTF-8 text; save the file as UTF-8"]


def test_aliases_of_aliases_are_a_fault_before_they_fill_the_memory(write):
    """Ten lists of ten make ten thousand million values out of a page of text."""
    rows = [f"a0: &a0 [{', '.join('x' * 10)}]"]
    rows += [f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 10)}]" for depth in range(1, 10)]
    (fault,) = faults_of(write("\n".join(rows)))
    assert fault.endswith("more than 200,000 values")


def test_a_file_that_does_not_exist(tmp_path):
    (fault,) = faults_of(tmp_path / "none.yaml")
    assert fault == " cannot be read: No such file or directory"


def test_an_unknown_id_names_the_ones_there_are():
    with pytest.raises(OptionError, match="no playbook 'outsorcing'; did you mean 'outsourcing'\\?; bundled: "):
        load_playbook("outsorcing")


def test_every_bundled_playbook_goes_by_the_name_of_its_file():
    ids = [playbook.id for playbook in list_playbooks()]
    assert ids == sorted(path.stem for path in (bundled() / "playbooks").iterdir())
    assert "outsourcing" in ids


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("id: audit", "rules 'audit'"),
        ("title: Audit right", "rules 'Audit right'"),
        ("why: It matters.", "rules no. 1"),
    ],
)
def test_a_rule_at_fault_is_called_by_its_id_or_title_or_counted_from_one(write, name, called):
    path = write(f"id: mine\nrules:\n  - {name}\n    severity: hihg\n    sources: [a, 3]\n")
    faults = "\n".join(faults_of(path))
    assert f"4:5: {called}, severity: 'hihg' is not known here" in faults
    assert f"{called}, sources no. 2: a text is wanted, not 3" in faults
