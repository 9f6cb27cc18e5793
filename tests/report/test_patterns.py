from __future__ import annotations

from clausecheck.patterns.loader import load_patterns
from clausecheck.report.patterns import with_patterns
from tests.support.reports import report_of


def test_the_types_that_are_spoken_of_are_explained_in_the_order_of_the_patterns():
    patterns = load_patterns()
    report = with_patterns(report_of(), patterns)
    assert [each.id for each in report.clause_types] == ["breach_notification", "termination_for_convenience"]
    assert report.clause_types[0].what == patterns["breach_notification"].definition.what


def test_a_report_names_the_library_that_it_rests_on():
    patterns = load_patterns()
    assert with_patterns(report_of(), patterns).patterns_version == patterns.version != ""
