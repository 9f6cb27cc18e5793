"""Every sample deal is read the way its lawyer read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausecheck import Analyzer, Report, load
from clausecheck.report.model import ClauseRecord, FindingRecord
from sample_contracts import build

EXPECTED: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((build.FOLDER / "expected" / "deals").glob("*.yaml"))
}
FINDINGS = [(deal, kind) for deal, record in EXPECTED.items() for kind in record["findings"]]


@cache
def report(deal: str) -> Report:
    return Analyzer().analyze_deal(sorted((build.FOLDER / "deals" / deal).iterdir()))


def finding(deal: str, kind: str) -> FindingRecord:
    return next(each for each in report(deal).findings if each.clause_type == kind)


def deciding(deal: str, kind: str) -> ClauseRecord:
    clauses = {clause.id: clause for clause in report(deal).clauses}
    return clauses[finding(deal, kind).clauses[0]]


def test_every_deal_has_an_expected_reading():
    assert set(EXPECTED) == {path.name for path in (build.FOLDER / "deals").iterdir()}


@pytest.mark.parametrize(("deal", "kind"), FINDINGS)
def test_each_finding_is_the_one_expected_and_names_the_document_that_decided(deal, kind):
    wanted, found = EXPECTED[deal]["findings"][kind], finding(deal, kind)
    assert (found.status, found.document) == (wanted["status"], wanted.get("document"))
    assert wanted.get("says", "").lower() in found.message.lower()


@pytest.mark.parametrize(
    ("deal", "kind"), [(deal, kind) for deal, kind in FINDINGS if "quote" in EXPECTED[deal]["findings"][kind]]
)
def test_the_clause_that_decided_stands_in_that_document(deal, kind):
    wanted, clause = EXPECTED[deal]["findings"][kind], deciding(deal, kind)
    assert clause.document == wanted["document"]
    assert wanted["quote"] in " ".join(clause.text.replace("’", "'").split())
    assert wanted.get("terms", {}).items() <= clause.attributes.items()


@pytest.mark.parametrize("deal", EXPECTED)
def test_the_documents_are_recognised_and_linked(deal):
    found = {each.name: (each.type, each.parent) for each in report(deal).deal.documents}
    wanted = {name: (each["type"], each.get("parent")) for name, each in EXPECTED[deal]["documents"].items()}
    assert found == wanted


@pytest.mark.parametrize("deal", EXPECTED)
def test_what_hangs_together_and_what_is_not_there_is_listed(deal):
    found, wanted = report(deal).deal, EXPECTED[deal]
    assert [each.document for each in found.precedence] == wanted["precedence"]
    assert {each.label: each.passage.document for each in found.not_supplied} == wanted["not_supplied"]
    assert {
        each.url: {"changeable": each.changeable, "supplied": each.supplied} for each in found.incorporated
    } == wanted["incorporated"]


@pytest.mark.parametrize("source", build.deal_sources(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_document_kept_shows_every_clause_of_its_source(source: Path):
    shown = "".join(load(build.deal_document(source)).text.split()).replace("-", "")
    blocks = build.read_contract(source.read_text("utf-8")).blocks
    lost = [each.text for each in blocks if each.kind == "clause" and bare(build._plain(each.text)) not in shown]
    assert lost == []


def bare(text: str) -> str:
    return "".join(text.split()).replace("-", "")[:60]
