from __future__ import annotations

from benchmarks.rendering import FINDINGS, SAMPLE, playbook, table
from clausecheck import Analyzer


def test_the_playbook_gives_as_many_findings_as_are_promised_with_words_in_the_contract():
    report = Analyzer(playbook()).analyze(SAMPLE)
    assert len({finding.rule for finding in report.findings}) == FINDINGS
    assert sum(bool(finding.clauses) for finding in report.findings) > 0.9 * FINDINGS


def test_the_table_begins_with_what_takes_longest():
    rows = table({"csv": 0.014, "pdf": 0.41}).splitlines()
    assert rows[-2:] == ["| pdf | 0.41 |", "| csv | 0.01 |"]
