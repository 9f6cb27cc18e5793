import pytest
from click.testing import CliRunner

from clausecheck.cli.program import program
from clausecheck.detect import selfcheck
from clausecheck.detect.selfcheck import Failure
from clausecheck.patterns.loader import load_patterns

PATTERNS = load_patterns()


def run(*arguments):
    return CliRunner().invoke(program, ["patterns", *arguments])


def test_list_has_a_line_for_each_clause_type():
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [known.id for known in PATTERNS.clause_types]


@pytest.mark.parametrize("clause_type", PATTERNS.clause_types, ids=lambda known: known.id)
def test_explain_tells_what_why_and_every_example(clause_type):
    shown = " ".join(run("explain", clause_type.id).stdout.split())
    known = clause_type.definition
    for words in (known.title, known.what, known.why, *known.sources, *clause_type.attribute_names):
        assert " ".join(words.split()) in shown
    for example in (*known.examples.match, *known.examples.no_match):
        assert " ".join(example.text.split()) in shown


def test_test_tells_every_example_that_fails(monkeypatch):
    failures = [
        Failure("audit_rights", "Customer may audit Provider's records once a year.", "not found"),
        Failure("audit_rights", "Provider may audit\x1b[2J Customer.", "holder is read as 'customer'"),
    ]
    monkeypatch.setattr(selfcheck, "run_examples", lambda patterns: failures)
    result = run("test")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "audit_rights: not found: Customer may audit Provider's records once a year.",
        "audit_rights: holder is read as 'customer': Provider may audit\\x1b[2J Customer.",
    ]
    assert result.stdout.splitlines()[2].endswith(" examples, 2 failed")


def test_test_passes_when_every_example_holds(monkeypatch):
    monkeypatch.setattr(selfcheck, "run_examples", lambda patterns: [])
    result = run("test")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
