from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from clausecheck import Analyzer, InputError, OptionError, export, render
from clausecheck.report.deal import deal_names, folder_of
from clausecheck.report.schema import report_schema
from tests.support.deals import AMENDMENT, DPA, MSA

EXIT = "9. Termination\n9.2 Client may terminate this Agreement for convenience on ninety (90) days' notice.\n"
HOSTILE = "<script>alert(1)</script> [x](y) =cmd"


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer()


@pytest.fixture
def folder(tmp_path):
    """A deal of which one document cannot be read."""
    home = tmp_path / "northwind"
    home.mkdir()
    (home / "1_msa.txt").write_text(MSA + EXIT, "utf-8")
    (home / "2_dpa.txt").write_text(DPA + f"1. Data\n1.1 Vendor keeps {HOSTILE} as Annex B says.\n", "utf-8")
    (home / "3_lost.pdf").write_bytes(b"%PDF-1.7 cut off")
    return home


@pytest.fixture
def report(analyzer, folder):
    return analyzer.analyze_deal(sorted(folder.iterdir()))


def test_a_report_describes_the_deal_and_its_documents(report, folder):
    assert (report.document.name, report.document.path) == ("northwind", str(folder))
    assert (report.document.sha256, report.document.type, report.document.pages) == (None, None, None)
    assert {party.term: party.role for party in report.document.parties} == {"Client": "customer", "Vendor": "provider"}
    assert [(each.name, each.type, each.parent) for each in report.deal.documents] == [
        ("1_msa.txt", "msa", None),
        ("2_dpa.txt", "dpa", "1_msa.txt"),
        ("3_lost.pdf", None, None),
    ]
    assert report.deal.documents[0].date.isoformat() == "2024-03-03"
    assert report.deal.documents[1].names_parent == "Master Services Agreement of 3 March 2024"


def test_a_document_that_cannot_be_read_leaves_what_it_may_hold_unverified(report):
    assert report.deal.documents[2].error.code == "corrupt"
    assert report.document.unread == ["3_lost.pdf"]
    statuses = {each.clause_type: each.status for each in report.findings}
    assert "missing" not in statuses.values()
    assert statuses["audit_rights"] == "unverified"
    assert "3_lost.pdf could not be read" in next(each.message for each in report.findings if each.rule == "audit")


def test_words_are_placed_in_their_own_document(report, folder):
    clause = next(each for each in report.clauses if each.type == "termination_for_convenience")
    text = (folder / "1_msa.txt").read_text("utf-8")
    assert (clause.document, clause.section) == ("1_msa.txt", "9.2 Termination")
    assert text[clause.start : clause.end] == clause.text
    nearest = [passage.document for each in report.findings for passage in each.nearest]
    assert set(nearest) <= {"1_msa.txt", "2_dpa.txt"}


def test_the_report_is_one_of_its_schema(report):
    schema = report_schema()
    Draft202012Validator(schema).validate(json.loads(report.model_dump_json()))
    assert "deal" in schema["$defs"]["Report"]["required"]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv", "csv-clauses", "csv-contracts", "jsonl"])
def test_every_form_names_the_documents_and_lets_none_speak(report, form):
    shown = render(report, form)
    assert "1_msa.txt" in shown.replace("\\_", "_") or form == "csv-contracts"
    if form in ("text", "markdown", "html"):
        assert "Annex B" in shown and "3_lost.pdf" in shown.replace("\\_", "_")
    assert "<script>alert" not in shown or form in ("text", "csv", "csv-clauses", "jsonl")


def test_sarif_places_each_finding_in_its_document(report, folder):
    run = json.loads(render(report, "sarif"))["runs"][0]
    uris = [each["location"]["uri"] for each in run["artifacts"]]
    assert [Path(uri).name for uri in uris] == ["northwind", "1_msa.txt", "2_dpa.txt", "3_lost.pdf"]
    assert not run["invocations"][0]["executionSuccessful"]
    exit_ = next(each for each in run["results"] if each["ruleId"] == "exit-for-convenience")
    assert exit_["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1


def test_a_workbook_takes_a_deal(report, tmp_path):
    with (tmp_path / "deal.xlsx").open("wb") as file:
        export([report], "xlsx", file)
    assert (tmp_path / "deal.xlsx").stat().st_size > 1000


def test_a_date_that_is_not_that_of_the_agreement_is_noted(analyzer, tmp_path):
    (tmp_path / "msa.txt").write_text(MSA, "utf-8")
    (tmp_path / "change.txt").write_text(AMENDMENT.replace("3 March 2024", "5 May 2023") + "1. Change. None.", "utf-8")
    notes = analyzer.analyze_deal(sorted(tmp_path.iterdir())).document.notes
    assert "change.txt: names the Master Services Agreement of 5 May 2023, but msa.txt is dated 3 March 2024." in notes


def test_a_document_that_is_not_tied_to_the_others_is_noted(analyzer, tmp_path):
    (tmp_path / "msa.txt").write_text(MSA, "utf-8")
    (tmp_path / "stray.txt").write_text("Lease Agreement\n\n1. Rent. The tenant pays it in advance.", "utf-8")
    (tmp_path / "dpa.txt").write_text(DPA, "utf-8")
    notes = analyzer.analyze_deal(sorted(tmp_path.iterdir())).document.notes
    assert notes == ["stray.txt: does not say how it belongs to the other documents."]


def test_what_no_deal_can_satisfy_is_refused(analyzer, folder):
    with pytest.raises(InputError, match="None of the documents"):
        analyzer.analyze_deal([folder / "3_lost.pdf"])
    with pytest.raises(OptionError, match="type is that of one document"):
        Analyzer(type="dpa").analyze_deal(sorted(folder.iterdir()))
    with pytest.raises(OptionError, match="Buyer"):
        Analyzer(customer="Buyer").analyze_deal(sorted(folder.iterdir()))


def test_the_customer_is_told_to_every_document_that_calls_it_so(folder):
    report = Analyzer(customer="Vendor").analyze_deal(sorted(folder.iterdir()))
    assert {party.term: party.role for party in report.document.parties}["Vendor"] == "customer"


def test_documents_of_one_name_are_told_apart_by_their_folders():
    assert deal_names(["deal/a/terms.pdf", "deal/b/terms.pdf", "deal/msa.pdf"]) == [
        "a/terms.pdf",
        "b/terms.pdf",
        "msa.pdf",
    ]


def test_a_deal_is_called_by_the_folder_that_holds_it_all():
    assert folder_of(["deals/x/msa.pdf", "deals/x/sows/one.pdf"], None).name == "x"
    assert folder_of(["deals/x/msa.pdf"], "Northwind").name == "Northwind"
    assert folder_of([], None).name == "deal"
