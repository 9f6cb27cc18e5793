"""Every sample contract, as Word file and as PDF, is read the way its lawyer read it before any program did."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from clausecheck import NoText, Report
from clausecheck.report.model import ClauseRecord
from tests.support.samples import FOLDER, review_of_sample

EXPECTED: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((FOLDER / "expected").glob("*.yaml"))
}
FILES = [(name, suffix) for name in EXPECTED for suffix in (".docx", ".pdf")]
READINGS = [(name, suffix, kind) for name, suffix in FILES for kind in EXPECTED[name]["clauses"]]
UNREADABLE = [
    (name, variant, wanted["unreadable_pages"])
    for name, record in EXPECTED.items()
    for variant, wanted in record.get("variants", {}).items()
    if "unreadable_pages" in wanted
]
ILLEGIBLE = [
    (name, variant)
    for name, record in EXPECTED.items()
    for variant, wanted in record.get("variants", {}).items()
    if wanted.get("error") == "no-text"
]


def report(file_name: str) -> Report:
    return review_of_sample(file_name).report


def letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def holds_quote(clause: ClauseRecord, quote: str) -> bool:
    text, words = letters(clause.text), letters(quote)
    return words[:45] in text or words[-45:] in text or text[:60] in words


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_the_parties_have_the_roles_that_the_contract_gives_them(name: str, suffix: str) -> None:
    found = {party.term.lower(): party.role for party in report(name + suffix).document.parties}
    wanted = {term.lower().removeprefix("the "): role for term, role in EXPECTED[name]["parties"].items()}
    assert found
    assert found.items() <= wanted.items()
    assert set(found.values()) == set(wanted.values())


@pytest.mark.parametrize(("name", "suffix", "kind"), READINGS)
def test_the_verdict_is_the_lawyers(name: str, suffix: str, kind: str) -> None:
    findings = {finding.clause_type: finding for finding in report(name + suffix).findings}
    assert (findings[kind].status, findings[kind].message) == (EXPECTED[name]["findings"][kind], findings[kind].message)


@pytest.mark.parametrize(("name", "suffix", "kind"), READINGS)
def test_the_clause_is_found_where_it_stands(name: str, suffix: str, kind: str) -> None:
    wanted = EXPECTED[name]["clauses"][kind]
    found = [clause for clause in report(name + suffix).clauses if clause.type == kind]
    if wanted.get("present"):
        granted = [clause for clause in found if not clause.attributes.get("denied")]
        assert any(holds_quote(clause, wanted["quote"]) for clause in granted), [clause.text for clause in granted]
    elif wanted.get("denied"):
        refused = [clause for clause in found if clause.attributes.get("denied")]
        assert any(holds_quote(clause, wanted["quote"]) for clause in refused), [clause.text for clause in found]


@pytest.mark.parametrize(("name", "suffix", "kind"), READINGS)
def test_the_terms_are_read(name: str, suffix: str, kind: str) -> None:
    wanted = EXPECTED[name]["clauses"][kind]
    if not wanted.get("present"):
        return
    found = [c for c in report(name + suffix).clauses if c.type == kind and holds_quote(c, wanted["quote"])]
    assert found
    terms = {key: value for key, value in wanted["attributes"].items() if key not in ("metrics", "subject")}
    readings = [{key: clause.attributes.get(key) for key in terms} for clause in found]
    assert terms in readings


@pytest.mark.parametrize(("name", "variant", "pages"), UNREADABLE)
def test_unreadable_pages_leave_nothing_missing(name: str, variant: str, pages: list[int]) -> None:
    found = report(f"{name}_{variant}.pdf")
    assert found.document.unreadable_pages == pages
    wanted = EXPECTED[name]["variants"][variant]["findings"]
    statuses = {finding.clause_type: finding.status for finding in found.findings}
    assert statuses | wanted == statuses
    assert "missing" not in statuses.values()


@pytest.mark.parametrize(("name", "variant"), ILLEGIBLE)
def test_a_scan_is_an_error_and_no_clean_report(name: str, variant: str) -> None:
    with pytest.raises(NoText, match=r"scan"):
        report(f"{name}_{variant}.pdf")
