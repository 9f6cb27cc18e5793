from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

import pytest

from clausecheck.detect.clause import Clause, Detection
from clausecheck.ingest.source import Box
from clausecheck.playbook.assess import assess
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.model import Playbook
from clausecheck.report.build import build
from clausecheck.report.model import Report
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Party, Section
from clausecheck.structure.dates import effective_date
from tests.support.findings import (
    clause,
    contract_of,
    detection_of,
    evidence,
    playbook_of,
    rule_of,
    span_of,
)

PAGES = [
    "1. Audit. Client may audit Vendor once a year.",
    None,
    "2. Exit. Client may terminate: (a) for cause; (b) for convenience on sixty days' notice. Vendor keeps\nrecords.",
]
TEXT = contract_of(PAGES).source.text
AUDIT = span_of(TEXT, "Client may audit Vendor once a year.")
LEAD_IN = span_of(TEXT, "Client may terminate:")
ITEM = span_of(TEXT, "(b) for convenience on sixty days' notice.")
RECORDS = span_of(TEXT, "Vendor keeps\nrecords.")


def report_of(contract: Contract, detection: Detection, playbook: Playbook) -> Report:
    return build(contract, detection, assess(contract, detection, playbook), playbook, playbook.side)


def exit_clause(**attributes: object) -> Clause:
    return clause("termination_for_convenience", at=(LEAD_IN, ITEM), section="2 Exit", **attributes)


def test_document_playbook_and_coverage():
    contract = contract_of(PAGES, path="contracts/agreement.pdf", notes=("2 lines of page headers removed",))
    report = report_of(contract, detection_of(), playbook_of(rule_of(), version="7"))
    assert report.clausecheck_version == version("clausecheck")
    assert report.document.model_dump() == {
        "name": "agreement.pdf",
        "path": "contracts/agreement.pdf",
        "sha256": contract.source.sha256,
        "media_type": "application/pdf",
        "pages": 3,
        "unreadable_pages": [2],
        "parties": [
            {"name": "Northwind Retail, Inc.", "term": "Client", "role": "customer"},
            {"name": "BrightCall Solutions Ltd.", "term": "Vendor", "role": "provider"},
        ],
        "notes": ["2 lines of page headers removed"],
        "unread": [],
        "effective_date": None,
        "type": None,
    }
    assert report.playbook.model_dump() == {"id": "test", "version": "7", "side": "customer"}
    assert report.summary.coverage.model_dump() == {
        "rules_evaluated": 0,
        "rules_unverified": 1,
        "pages_read": 2,
        "pages_total": 3,
    }


def test_a_format_without_pages_counts_none():
    report = report_of(contract_of("Client may audit Vendor."), detection_of(), playbook_of(rule_of()))
    assert report.document.pages is None
    assert report.summary.coverage.pages_read is None
    assert report.summary.coverage.pages_total is None


def test_a_clause_of_several_pieces():
    found = exit_clause(holder="customer", notice_days=60, confidence=0.123456)
    contract = contract_of(PAGES, locate=lambda spans: [(Box(3, span.start + 0.04, 1.06, 2, 3),) for span in spans])
    (record,) = report_of(contract, detection_of(found), playbook_of(rule_of())).clauses
    assert record.text == "Client may terminate: … (b) for convenience on sixty days' notice."
    assert (record.start, record.end) == (ITEM.start, ITEM.end)
    assert (record.section, record.page, record.confidence) == ("2 Exit", 3, 0.1235)
    assert record.boxes == [(3, LEAD_IN.start, 1.1, 2, 3), (3, ITEM.start, 1.1, 2, 3)]
    assert record.attributes == {"holder": "customer", "notice_days": 60}
    assert record.pieces == [(LEAD_IN.start, LEAD_IN.end), (ITEM.start, ITEM.end)]
    assert record.line == TEXT[: ITEM.start].count("\n") + 1


def test_a_finding_says_what_was_wanted_and_where_it_counts():
    rule = rule_of(area="exit", must_have=True, acceptable={"notice_days": {"at_most": 60}})
    report = report_of(contract_of(PAGES), detection_of(), playbook_of(rule, threshold=60))
    (finding,) = report.findings
    assert (finding.area, finding.must_have, finding.wanted) == ("exit", True, "notice at most 60 days")
    assert finding.sources == ["Written for this test"]
    assert (report.summary.threshold, report.summary.lacking) == (60, [rule.id])
    assert [(area.area, area.title, area.score) for area in report.summary.areas] == [("exit", "Exit", None)]


def test_the_effective_date_is_told_with_its_words():
    contract = contract_of("This Agreement is made on 3 June 2024 between Client and Vendor.")
    dated = replace(contract, effective_date=effective_date(contract.source.text))
    report = report_of(dated, detection_of(), playbook_of(rule_of()))
    assert report.document.effective_date is not None
    assert report.document.effective_date.text == "3 June 2024"


def test_evidence_points_into_the_extracted_text():
    words = span_of(TEXT, "sixty days")
    (record,) = report_of(
        contract_of(PAGES), detection_of(exit_clause(evidence=(evidence(words, 0.80001),))), playbook_of(rule_of())
    ).clauses
    assert record.evidence[0].model_dump() == {
        "pattern": "termination/customer_may_terminate",
        "kind": "tokens",
        "start": words.start,
        "end": words.end,
        "weight": 0.8,
    }
    assert TEXT[record.evidence[0].start : record.evidence[0].end] == "sixty days"


def test_clauses_are_numbered_by_type_in_document_order():
    late, early = exit_clause(), clause("termination_for_convenience", at=AUDIT)
    audit = clause("audit_rights", at=RECORDS)
    report = report_of(contract_of(PAGES), detection_of(audit, late, early), playbook_of(rule_of()))
    assert [record.id for record in report.clauses] == [
        "termination_for_convenience-1",
        "termination_for_convenience-2",
        "audit_rights-1",
    ]
    assert [record.start for record in report.clauses] == [AUDIT.start, ITEM.start, RECORDS.start]


def test_a_finding_names_its_clauses_the_deciding_one_first():
    granted, denied = exit_clause(confidence=0.9), clause("termination_for_convenience", at=AUDIT, denied=True)
    (finding,) = report_of(contract_of(PAGES), detection_of(granted, denied), playbook_of(rule_of())).findings
    assert finding.clauses == ["termination_for_convenience-2", "termination_for_convenience-1"]


def test_open_findings_come_gravest_first_then_worst_first_then_in_playbook_order():
    rules = {
        rule_id: rule_of("audit_rights", id=rule_id, severity=severity)
        for rule_id, severity in [
            ("met", "critical"),
            ("weak", "high"),
            ("missing-medium", "medium"),
            ("missing-high-1", "high"),
            ("missing-high-2", "high"),
            ("adverse", "low"),
            ("unverified", "critical"),
            ("not_applicable", "critical"),
        ]
    }
    findings = [
        Finding(rule, rule_id.partition("-")[0], rule.severity, "Message.")  # type: ignore[arg-type]
        for rule_id, rule in rules.items()
    ]
    playbook = playbook_of(*rules.values())
    report = build(contract_of(), detection_of(), findings, playbook, "customer")
    assert [finding.rule for finding in report.findings] == [
        "unverified",
        "missing-high-1",
        "missing-high-2",
        "weak",
        "missing-medium",
        "adverse",
        "met",
        "not_applicable",
    ]


def test_nearest_passages_are_cited():
    sections = (Section("2", "Exit", 0, Span(span_of(TEXT, "2. Exit.").start, len(TEXT)), None),)
    detection = detection_of(considered={"audit_rights": (RECORDS,)})
    contract = contract_of([PAGES[0], "No more.", PAGES[2]], sections=())
    report = report_of(contract, detection, playbook_of(rule_of("audit_rights")))
    assert report.findings[0].status == "missing"
    contract = contract_of(PAGES, sections=sections)
    (passage,) = report_of(contract, detection, playbook_of(rule_of("audit_rights"))).findings[0].nearest
    start, end = RECORDS.start, RECORDS.end
    assert passage.model_dump() == {
        "text": "Vendor keeps records.",
        "section": "2 Exit",
        "page": 3,
        "start": start,
        "end": end,
        "document": None,
    }


@pytest.mark.parametrize("redline", ["insert", "replace"])
def test_a_finding_says_how_its_rule_wants_a_redline(redline):
    rule = rule_of("audit_rights").model_copy(update={"redline": redline})
    (finding,) = report_of(contract_of(PAGES), detection_of(), playbook_of(rule)).findings
    assert finding.redline == redline


def test_a_long_passage_is_cut():
    text = "Vendor keeps records. " * 40
    detection = detection_of(considered={"audit_rights": (Span(0, len(text)),)})
    (passage,) = report_of(contract_of(text), detection, playbook_of(rule_of("audit_rights"))).findings[0].nearest
    assert len(passage.text) <= 400
    assert passage.text.endswith("…")


def test_same_input_same_bytes():
    def once() -> str:
        detection = detection_of(exit_clause(holder="customer"), clause("audit_rights", at=AUDIT))
        return report_of(
            contract_of(PAGES), detection, playbook_of(rule_of(), rule_of("audit_rights"))
        ).model_dump_json()

    assert once() == once()


@pytest.mark.parametrize("damaged", ["\ud800", "terms \udcff and"])
def test_text_that_utf_8_cannot_hold_is_escaped_not_fatal(damaged):
    text = f"Client may {damaged} audit."
    contract = contract_of(
        text,
        name=f"{damaged}.txt",
        path=f"/{damaged}.txt",
        notes=(damaged,),
        parties=[Party(damaged, damaged, "customer")],
    )
    found = clause(
        "audit_rights",
        at=Span(0, len(text)),
        section=damaged,
        deadline_text=damaged,
        metrics=[{"name": damaged, "target": ""}],
        subject=[damaged],
    )
    detection = detection_of(found, considered={"ip_ownership": (Span(0, len(text)),)})
    rule = rule_of("audit_rights", preferred={"deadline_hours": {"at_most": 1}})
    report = report_of(contract, detection, playbook_of(rule, rule_of("ip_ownership")))
    assert damaged not in report.model_dump_json()
    assert report.clauses[0].text.endswith("audit.")
