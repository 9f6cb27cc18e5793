from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="the extra clausecheck[ray] is not installed")

import pyarrow.dataset

import clausecheck
from clausecheck.integrations.fsspec import failed
from clausecheck.integrations.parquet import SCHEMA, ResultFolder, table
from tests.support.results import finding, report

GOOD = report("good.pdf", finding("met", "critical"), finding("weak", "low"), finding("unverified", "medium"), score=71)
BAD = failed("contracts/bad.pdf", clausecheck.Corrupt("The file is damaged."))


@pytest.fixture(scope="module")
def analyzer():
    return clausecheck.Analyzer()


@pytest.fixture
def folder(tmp_path, analyzer):
    return ResultFolder(str(tmp_path / "results"), analyzer)


def rows(folder):
    return pyarrow.dataset.dataset(folder.path, format="parquet").to_table().to_pylist()


def test_a_row_holds_the_verdict_and_the_whole_result():
    good, bad = table([GOOD, BAD]).to_pylist()
    lines = "".join(clausecheck.render_all([GOOD, BAD], "jsonl"))
    assert f"{good.pop('result')}\n{bad.pop('result')}\n" == lines
    assert good == {
        "path": "contracts/good.pdf",
        "kind": "report",
        "sha256": None,
        "pages": 4,
        "score": 71,
        "grade": "C",
        "passed": False,
        "risk": "high",
        "severity": "medium",
        "error": None,
    }
    blank = dict.fromkeys(SCHEMA.names) | {"path": "contracts/bad.pdf", "kind": "error", "error": "corrupt"}
    assert bad | {"result": None} == blank


def test_a_folder_tells_what_it_holds(folder):
    folder.add(table([GOOD, GOOD.named("good.pdf", "again/good.pdf")]))
    folder.add(table([BAD]))
    tally = folder.tally()
    assert (tally.passed, tally.not_passed, tally.errors) == (0, 2, {"corrupt": 1})
    assert tally.severity is clausecheck.Severity.MEDIUM


def test_who_goes_on_need_not_repeat_what_was_analysed_and_tries_errors_again(folder, analyzer):
    folder.add(table([GOOD, BAD]))
    folder.add(table([BAD]))
    later = ResultFolder(folder.uri, analyzer)
    assert later.done() == {"contracts/good.pdf"}
    assert [row["path"] for row in rows(later)] == ["contracts/good.pdf"]


def test_a_file_that_was_cut_off_is_dropped(folder, analyzer, tmp_path):
    folder.add(table([GOOD]))
    (whole,) = (tmp_path / "results").glob("*.parquet")
    (tmp_path / "results" / "cut.parquet").write_bytes(whole.read_bytes()[:100])
    assert ResultFolder(folder.uri, analyzer).done() == {"contracts/good.pdf"}
    assert len(rows(folder)) == 1


def test_results_of_another_playbook_do_not_mix_unless_they_are_dropped(folder):
    folder.add(table([GOOD]))
    other = clausecheck.Analyzer(side="provider")
    with pytest.raises(clausecheck.OptionError, match="--force"):
        ResultFolder(folder.uri, other)
    assert ResultFolder(folder.uri, other, force=True).done() == set()
    assert ResultFolder(folder.uri, other).done() == set()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_something_else_is_left_alone(tmp_path, analyzer, force):
    (tmp_path / "ledger.parquet").write_bytes(b"of somebody else")
    with pytest.raises(clausecheck.OptionError, match="something else"):
        ResultFolder(str(tmp_path), analyzer, force=force)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.parquet"]


def test_a_folder_that_cannot_be_made_stops_the_scan(tmp_path, analyzer):
    (tmp_path / "results").write_text("a file")
    with pytest.raises(clausecheck.OptionError, match="--output"):
        ResultFolder(str(tmp_path / "results"), analyzer)


def test_results_may_go_to_an_object_store(analyzer):
    folder = ResultFolder("memory://bucket/results", analyzer)
    folder.add(table([GOOD]))
    assert ResultFolder("memory://bucket/results", analyzer).done() == {"contracts/good.pdf"}
    folder.filesystem.rm("/bucket", recursive=True)
