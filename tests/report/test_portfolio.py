from __future__ import annotations

from datetime import date

from clausecheck.report.model import DateRecord
from clausecheck.report.portfolio import Portfolio
from tests.support.reports import clause_record, file_error, finding_record, report_of

TERM = "This Agreement commences on the Effective Date and continues for an initial term of three (3) years."
RENEWAL = (
    "This Agreement shall automatically renew for successive terms of twelve (12) months each unless either party "
    "gives at least ninety (90) days' notice before the end of the then-current term."
)
FIRST = {"term_months": 36, "from_effective_date": True, "expires_on": None}
NEXT = {"term_months": 12, "optout_notice_days": 90, "optout_notice_text": "ninety (90) days"}


def dated(name, begins):
    return report_of(
        document={
            "name": name,
            "effective_date": DateRecord(date=begins, text="", section="", page=None, start=0, end=0),
        },
        findings=[],
        clauses=[
            clause_record("initial_term", TERM, section="2.1 Term", attributes=FIRST),
            clause_record("auto_renewal", RENEWAL, section="2.2 Renewal", page=3, attributes=NEXT),
        ],
    )


def portfolio_of(*results):
    portfolio = Portfolio()
    for result in results:
        portfolio.add(result, None)
    return portfolio


def test_what_is_due_is_one_line_of_a_kind_with_all_its_days():
    (contract,) = portfolio_of(dated("msa.pdf", date(2024, 3, 1))).contracts
    ends, notice = contract.dues
    assert (ends.kind, ends.days, ends.place) == ("end_of_term", (date(2027, 2, 28),), "2.1 Term")
    assert (notice.kind, notice.place) == ("last_day_for_notice", "2.2 Renewal, page 3")
    assert notice.days[:3] == (date(2026, 11, 30), date(2027, 12, 1), date(2028, 11, 30))
    assert "shall automatically renew" in notice.words


def test_what_is_due_is_listed_over_all_contracts_by_its_first_day():
    portfolio = portfolio_of(dated("late.pdf", date(2025, 3, 1)), dated("early.pdf", date(2024, 3, 1)), report_of())
    assert [(contract.document.name, due.kind) for contract, due in portfolio.dues] == [
        ("early.pdf", "last_day_for_notice"),
        ("early.pdf", "end_of_term"),
        ("late.pdf", "last_day_for_notice"),
        ("late.pdf", "end_of_term"),
    ]


def test_a_rule_counts_its_verdicts_worst_first():
    verdicts = ("met", "adverse", "met", "weak")
    reports = [report_of(findings=[finding_record(status)], clauses=[]) for status in verdicts]
    (column,) = portfolio_of(*reports, file_error()).columns
    assert column.parts == [("adverse", 1, 0), ("weak", 1, 1), ("met", 2, 2)]
    assert column.total == 4


def test_contracts_are_numbered_and_failures_are_none_of_them():
    portfolio = portfolio_of(file_error("a.pdf"), report_of(), file_error("b.pdf"), report_of())
    assert [contract.number for contract in portfolio.contracts] == [1, 2]
    assert [failure.document.name for failure in portfolio.failures] == ["a.pdf", "b.pdf"]


def test_a_distribution_counts_every_contract_once():
    portfolio = portfolio_of(report_of(), report_of(findings=[], clauses=[]), dated("msa.pdf", date(2024, 3, 1)))
    assert all(portfolio.spread(key).total() == 3 for key in ("leaving", "renewal", "breach"))
    assert portfolio.spread("renewal")["90"] == 1
