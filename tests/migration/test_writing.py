import pytest
import yaml

from clausecheck.analyzer import analyze
from clausecheck.migration.carry import carry_over
from clausecheck.migration.redline_buddy import RegexPlaybook
from clausecheck.migration.writing import file_id, written
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import load_playbook
from tests.support.regex_playbooks import COMPETE, EXIT, NOTICE, RENEWAL, UNIFORMS, regex_playbook

PATTERNS = load_patterns()
BASE = load_playbook("outsourcing")
HOSTILE = UNIFORMS | {
    "id": "x: [",
    "title": "# }\nrules: []",
    "check": {"kind": "requires_any", "patterns": ["uniform\nrules: []", "\x1b[2J\u2028id: mine", "[#'\"]: *"]},
}


def migrated(*rules, **fields):
    playbook = RegexPlaybook.model_validate(regex_playbook(*rules, **fields))
    carried = carry_over(playbook, BASE, PATTERNS)
    return written(playbook, carried, BASE), [each.rule for each in carried if each.rule]


@pytest.fixture(scope="module")
def house():
    return migrated(EXIT, NOTICE, RENEWAL, COMPETE, HOSTILE)


def test_the_file_says_again_what_was_carried_over(house, tmp_path):
    text, rules = house
    path = tmp_path / "ours.yaml"
    path.write_text(text, "utf-8")
    ours = load_playbook(path, known=PATTERNS.known_attributes)
    assert (ours.id, ours.version, ours.side, ours.threshold) == ("help-desk", "3", BASE.side, BASE.threshold)
    assert ours.rules == rules and len(rules) == 4


def test_what_was_not_carried_over_is_kept_as_a_comment_whatever_it_holds(house):
    text, _ = house
    rest = text[text.index("# Not carried over:") :]
    assert all(line.startswith("#") for line in rest.splitlines())
    assert text.isprintable() or set(text) - {"\n"} == {letter for letter in text if letter.isprintable()}
    (patterns,) = (yaml.safe_load("\n".join(line[4:] for line in rest.splitlines() if line.startswith("#     - "))),)
    assert patterns == HOSTILE["check"]["patterns"]
    assert "Advice: Name who pays for them." in rest


def test_what_was_lost_stands_above_its_rule(house):
    text, _ = house
    assert text.index("# Lost: which terms are refused") < text.index("- id: renewal")


def test_the_file_judges_a_contract(house, tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text(house[0], "utf-8")
    contract = (
        b"SERVICES AGREEMENT\n\nCustomer may terminate this Agreement for convenience on ninety (90) days' notice.\n\n"
        b"This Agreement shall automatically renew for successive terms of thirty-six (36) months.\n"
    )
    found = {finding.rule: finding.status for finding in analyze(contract, playbook=path).findings}
    assert found == {
        "exit-without-cause": "met",
        "exit-notice": "adverse",
        "renewal": "adverse",
        "no-rivals": "met",
    }


@pytest.mark.parametrize(
    ("name", "id"), [("Help desk, EU", "help-desk-eu"), ("../../etc/passwd", "etc-passwd"), ("助", "imported")]
)
def test_the_id_is_fit_for_a_file_name(name, id):
    assert file_id(RegexPlaybook.model_validate(regex_playbook(EXIT, name=name))) == id
