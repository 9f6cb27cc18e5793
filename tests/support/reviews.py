"""Contracts reviewed by the real analyzer, and one whose every word is an attack on the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from clausecheck.analyzer import Analyzer
from clausecheck.ingest.document import ReadOptions
from clausecheck.report.model import CommentRecord, Report, RevisionsRecord
from clausecheck.report.review import Review
from tests.support.playbooks import core

SAMPLES = Path(__file__).parents[2] / "sample_contracts"

AGREEMENT = """\
CUSTOMER SUPPORT SERVICES AGREEMENT

This Customer Support Services Agreement is entered into between Northwind Retail, Inc. ("Client") and BrightCall
Solutions Ltd. ("Vendor").

1. Services. Vendor shall answer the telephone calls of Client's customers.

2. Termination. Vendor may terminate this Agreement for convenience at any time upon thirty (30) days' prior written
notice to Client.

3. Incidents. Vendor shall notify Client promptly upon becoming aware of any unauthorized access to Client Data.
"""

PAYLOADS = (
    "<script>window.__pwned=1;alert(1)</script>",
    "</script><script>window.__pwned=2</script>",
    "</style><style>body{display:none}</style>",
    "</title><img src=x onerror=window.__pwned=3>",
    "<svg onload=window.__pwned=4>",
    "\"' onmouseover=window.__pwned=5 autofocus onfocus=window.__pwned=6 x='\"",
    "javascript:window.__pwned=7",
    "<a href=javascript:window.__pwned=8>here</a>",
    "{{7*7}}{% raw %}{{ cycler.__init__.__globals__ }}",
    "<!-- --!><b>]]>&lt;&#60;</textarea></template>",
    "<meta http-equiv=refresh content=0;url=https://example.org/>",
    "<link rel=stylesheet href=https://example.org/x.css><iframe src=https://example.org/></iframe>",
)
ATTACK = " ".join(PAYLOADS)
_FREE = (
    *("name", "term", "path", "notes", "unread", "section", "author", "text"),
    *("message", "title", "why", "recommended_language", "wanted", "sources"),
)


@cache
def analyzer(ocr: str = "off") -> Analyzer:
    return Analyzer(core(), reading=ReadOptions(ocr=ocr))


@cache
def sample_review(name: str) -> Review:
    return analyzer().review(SAMPLES / name)


def review_of(text: str, name: str = "northwind.txt") -> Review:
    return analyzer().review(text.encode(), name=name)


@cache
def hostile_review() -> Review:
    """Review a contract that holds attacks, and put attacks into every field of the report that takes free text."""
    text = "\n\n".join((AGREEMENT, *(f"{number}. {payload}" for number, payload in enumerate(PAYLOADS, 4))))
    review = review_of(text, name=f"{ATTACK}.txt")
    return replace(review, report=hostile(review.report))


def hostile(report: Report) -> Report:
    remarks = RevisionsRecord(
        insertions=1,
        deletions=0,
        moves=0,
        authors=[ATTACK],
        comments=[CommentRecord(author=ATTACK, text=ATTACK)],
        changed_findings=[],
    )
    content = report.model_copy(update={"revisions": remarks}).model_dump()
    content["document"] |= {"notes": [ATTACK], "unread": [ATTACK]}
    return Report.model_validate(_attacked(content))


def _attacked(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _attacked(entry, key) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_attacked(entry, name) for entry in value]
    return f"{value} {ATTACK}" if name in _FREE and isinstance(value, str) else value
