"""Reports to compare: one finding each, with the clause that decides it, and versions of a sample contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from clausecheck.ingest import load
from clausecheck.report.comparison.compare import compare
from clausecheck.report.comparison.model import RuleChange
from clausecheck.report.model import FileError, PartyRecord, Report
from tests.support.reports import clause_record, file_error, finding_record, report_of

SAMPLES = Path(__file__).parents[2] / "sample_contracts"

EXIT = "The Customer may terminate this Agreement for convenience on sixty (60) days' written notice to the Provider."
EXIT_WANTED = "held by the customer or either party, notice at most 60 days, no exit fee"
RENEWAL_WANTED = "no such clause, or only with term at most 12 months, opt-out notice at most 60 days"

# What the provider's lawyer does to the customer's paper.
EXIT_DELAYED = (
    "not less than thirty (30) days' written notice",
    "not less than one hundred and twenty (120) days' notice",
)
BREACH_VAGUE = ("without undue delay and in any event within twenty-four (24) hours", "promptly")


def one_finding(status: str, text: str = EXIT, *, name: str = "msa.pdf", **fields: Any) -> Report:
    """Build a report with one finding; `attributes` and `section` are those of its clause, none where `text` is ""."""
    attributes = fields.pop("attributes", {"holder": "customer", "notice_days": 60, "fee": False})
    section = fields.pop("section", "12.3 Termination")
    parties = fields.pop("parties", None)
    type = fields.get("clause_type", "termination_for_convenience")
    clauses = [clause_record(type, text, attributes=attributes, section=section, page=9)] if text else []
    finding = finding_record(status, **{"wanted": EXIT_WANTED, "clauses": [each.id for each in clauses], **fields})
    document: dict[str, Any] = {"name": name} | ({} if parties is None else {"parties": parties})
    return report_of(document=document, findings=[finding], clauses=clauses)


def between(provider: str, *, role: str = "provider") -> list[PartyRecord]:
    """Give the parties of a contract with a provider."""
    return [
        PartyRecord(name="Northwind Retail, Inc.", term="Client", role="customer"),
        PartyRecord(name=provider, term="Vendor", role=role),  # type: ignore[arg-type]
    ]


def only_change(before: Report, after: Report) -> RuleChange:
    """Compare two versions with one rule."""
    (step,) = compare([before, after], "versions").steps
    (change,) = step.changes
    return change


def marked(change: RuleChange) -> list[str]:
    """Write the passages of a change in one line each: "on [-sixty-]{+ninety+} days"."""
    marks = {
        "same": "{}",
        "removed": "[-{}-]",
        "added": "{{+{}+}}",
        "found_before": "before: {}",
        "found_after": "now: {}",
    }
    return [" ".join(marks[run.kind].format(run.text) for run in passage.runs) for passage in change.passages]


def customer_paper(*edits: tuple[str, str], without: tuple[str, str] | None = None) -> str:
    """Give the text of a sample contract after some edits, and without what stands from one passage to another."""
    text = load(SAMPLES / "bpo_msa_customer_paper.docx").text
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    if without:
        start, end = (text.index(words) for words in without)
        text = text[:start] + text[end:]
    return text


# What a contract may hold to deceive the reader of a comparison.
HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07\u202egnihton\u202c <script>alert(1)</script> <img src=x onerror=alert(1)> "
    "**bold** ~~gone~~ [a](javascript:alert(1)) `code` | cell # head\n\n- item\n{{ 7*7 }} www.evil.example @admin"
)


def hostile() -> tuple[Report, Report, FileError]:
    """Give two reports and an error that carry hostile text wherever a contract or a file name can put some."""
    fields: dict[str, Any] = {
        "section": HOSTILE,
        "message": HOSTILE,
        "title": HOSTILE,
        "parties": between(HOSTILE),
        "attributes": {"metrics": [{"name": HOSTILE, "target": HOSTILE}], "deadline_text": HOSTILE},
    }
    old = one_finding("met", f"Customer may leave. {HOSTILE} Nothing more.", name=f"{HOSTILE}1", **fields)
    fields["attributes"] = {"metrics": [{"name": HOSTILE, "target": "90%"}], "deadline_text": "promptly"}
    new = one_finding("weak", f"Customer may go. Nothing {HOSTILE} more.", name=f"{HOSTILE}2", **fields)
    return old, new, file_error(HOSTILE, HOSTILE)
