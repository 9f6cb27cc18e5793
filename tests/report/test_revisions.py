import json

from clausecheck.ingest.source import Revisions
from clausecheck.playbook.changes import Change
from clausecheck.report.revisions import with_revisions
from tests.support.reports import report_of

REVISIONS = Revisions(2, 1, 0, ("Jane", "Bob \udcff"), (("Jane", "Too wide? \udcff"),))


def test_changes_and_comments_become_part_of_the_report():
    report = with_revisions(report_of(), REVISIONS, [Change("exit", "missing", "met")])
    assert json.loads(report.model_dump_json())["revisions"] == {
        "insertions": 2,
        "deletions": 1,
        "moves": 0,
        "authors": ["Jane", "Bob \\udcff"],
        "comments": [{"author": "Jane", "text": "Too wide? \\udcff"}],
        "changed_findings": [{"rule": "exit", "original": "missing", "accepted": "met"}],
    }


def test_what_could_not_be_compared_is_null_and_not_an_empty_list():
    assert with_revisions(report_of(), REVISIONS, None).revisions.changed_findings is None
    assert with_revisions(report_of(), REVISIONS, []).revisions.changed_findings == []


def test_a_report_without_revisions_says_null():
    assert json.loads(report_of().model_dump_json())["revisions"] is None
