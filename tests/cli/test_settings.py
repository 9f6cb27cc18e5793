import pytest

import clausecheck
from clausecheck.cli.settings import FilterOptions, own_patterns


def options(**given):
    asked = {"playbook": "outsourcing", "patterns": (), "side": None, "customer": None, "type": None, "password": None}
    read = {"revisions": "original", "convert": False, "ocr": "off", "time_limit": None}
    rest = {"jobs": 1, "log": None, "log_level": None, "fail_on": None, "show": clausecheck.Severity.INFO}
    return FilterOptions(**{**asked, **read, **rest, **given})


def test_what_is_asked_reaches_the_analyzer():
    analyzer = options(playbook="saas", side="provider", time_limit=2.5).analyzer()
    assert (analyzer.playbook.id, analyzer.side) == ("saas", "provider")
    assert (analyzer.reading.ocr, analyzer.reading.revisions) == ("off", "original")
    assert analyzer.reading.limits.seconds == 2.5
    assert analyzer.patterns.version == clausecheck.load_patterns().version


def test_own_patterns_join_the_bundled_ones(tmp_path):
    known = clausecheck.load_patterns()["set_off"]
    (tmp_path / "netting.yaml").write_bytes((clausecheck.bundled() / "clauses/money/set_off.yaml").read_bytes())
    joined = own_patterns([str(tmp_path / "netting.yaml")])
    assert joined["netting"].definition == known.definition
    assert len(joined.clause_types) == len(clausecheck.load_patterns().clause_types) + 1
    assert options(patterns=(str(tmp_path / "netting.yaml"),)).analyzer().patterns.version == joined.version


def test_without_own_patterns_the_bundled_ones_are_loaded_once():
    assert own_patterns(()) is clausecheck.load_patterns()


@pytest.mark.parametrize(
    ("jobs", "time_limit", "documents", "processes"),
    [(None, None, 1, 0), (None, 9.0, 1, 1), (0, None, 5, 0), (4, None, 2, 2)],
)
def test_one_document_is_read_in_this_process_unless_it_has_a_limit(jobs, time_limit, documents, processes):
    assert options(jobs=jobs, time_limit=time_limit).processes(documents) == processes
