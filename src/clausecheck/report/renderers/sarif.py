"""Open findings in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS Standard), for code forges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from clausecheck.report import phrases
from clausecheck.report.excerpt import one_line
from clausecheck.report.model import (
    ClauseRecord,
    DealDocumentRecord,
    DocumentRecord,
    ErrorDetail,
    FileError,
    FindingRecord,
    Report,
    SeverityName,
)
from clausecheck.report.visibility import open_findings

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[SeverityName, str] = {
    "critical": "error",
    "high": "error",
    "medium": "warning",
    "low": "note",
    "info": "note",
}
# In a message these make links and placeholders (SARIF 2.1.0, 3.11.5 and 3.11.6).
_MEANING = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})

# json.dumps escapes what JSON forbids; these only trouble some readers.
_CONTROL = str.maketrans({chr(code): f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)})


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Write one log with one run: a result for each open finding, as they come, and a rule for each playbook rule.

    A document that was not read makes the run unsuccessful and is named in its notifications.
    """
    run = _Run()
    head = {"version": VERSION, "$schema": SCHEMA}
    yield f'{_laid(head, 0).removesuffix("}").rstrip()},\n  "runs": [\n    {{\n      "results": ['
    separator = "\n"
    for result in results:
        for record in run.results(result):
            yield f"{separator}{' ' * 8}{_laid(record, 8)}"
            separator = ",\n"
    yield "\n      ]"
    for name, value in run.record().items():
        yield f',\n      "{name}": {_laid(value, 6)}'
    yield "\n    }\n  ]\n}\n"


def _laid(value: Any, depth: int) -> str:
    """Lay a value out, its lines but the first set in by `depth` spaces."""
    text = json.dumps(value, ensure_ascii=False, indent=2).translate(_CONTROL)
    return text.replace("\n", "\n" + " " * depth)


class _Run:
    """What a run says beside its results, which are too many to be kept."""

    def __init__(self) -> None:
        self._version = ""
        self._rules: dict[str, dict[str, Any]] = {}
        self._artifacts: list[dict[str, Any]] = []
        self._failures: list[dict[str, Any]] = []

    def results(self, result: Report | FileError) -> Iterator[dict[str, Any]]:
        index = len(self._artifacts)
        self._artifacts.append(_artifact(result.document))
        within: dict[str | None, dict[str, Any]] = {None: _location_of(result.document, index)}
        if isinstance(result, FileError):
            self._failures.append(_failure(result.error, within[None]))
            return
        self._version = result.clausecheck_version
        for document in result.deal.documents if result.deal else ():
            place = len(self._artifacts)
            self._artifacts.append(_artifact(document))
            within[document.name] = _location_of(document, place)
            if document.error:
                self._failures.append(_failure(document.error, within[document.name]))
        clauses = {clause.id: clause for clause in result.clauses}
        for finding in result.findings:
            self._rules.setdefault(finding.rule, _rule(finding, result))
        places = {rule: place for place, rule in enumerate(self._rules)}
        for finding in open_findings(result):
            decisive = [clauses[clause_id] for clause_id in finding.clauses]
            record = _result(finding, decisive, within)
            yield {**record, "ruleIndex": places[finding.rule]}

    def record(self) -> dict[str, Any]:
        driver: dict[str, Any] = {"name": "clausecheck", "rules": list(self._rules.values())}
        if self._version:
            driver["semanticVersion"] = self._version
        return {
            "tool": {"driver": driver},
            "invocations": [{"executionSuccessful": not self._failures, "toolExecutionNotifications": self._failures}],
            "artifacts": self._artifacts,
            "columnKind": "unicodeCodePoints",
        }


def _artifact(document: DocumentRecord | DealDocumentRecord) -> dict[str, Any]:
    record: dict[str, Any] = {"location": {"uri": _uri(document)}}
    if document.media_type:
        record["mimeType"] = document.media_type
    if document.sha256:
        record["hashes"] = {"sha-256": document.sha256}
    return record


def _uri(document: DocumentRecord | DealDocumentRecord) -> str:
    """Make a reference of a path: relative as it was given, or with the scheme of files."""
    path = PurePath(document.path or document.name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _location_of(document: DocumentRecord | DealDocumentRecord, index: int) -> dict[str, Any]:
    return {"uri": _uri(document), "index": index}


def _rule(finding: FindingRecord, report: Report) -> dict[str, Any]:
    about = next((each for each in report.clause_types if each.id == finding.clause_type), None)
    help_text = [about.what] if about else []
    help_text += [finding.why, f"Wanted: {finding.wanted}.", f"Language to ask for: {finding.recommended_language}"]
    return {
        "id": finding.rule,
        "shortDescription": {"text": _message(finding.title)},
        "fullDescription": {"text": _message(about.what if about else finding.why)},
        "help": {"text": _message(" ".join(help_text))},
        "properties": {
            "tags": [tag for tag in dict.fromkeys(("contract", finding.area, finding.clause_type)) if tag],
            "sources": finding.sources,
            "mustHave": finding.must_have,
        },
    }


def _result(
    finding: FindingRecord, clauses: list[ClauseRecord], artifacts: Mapping[str | None, dict[str, Any]]
) -> dict[str, Any]:
    """Lay out a finding; `artifacts` are the document, or by their names those of a deal, and the deal under None."""
    status = finding.status.replace("_", " ")
    record: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(f"{finding.title}: {status}. {finding.message}")},
        "locations": [_place(artifacts, clauses[0] if clauses else None)],
        "partialFingerprints": {"clausecheck/v1": _fingerprint(finding, clauses)},
        "properties": {
            "status": finding.status,
            "severity": finding.severity,
            "needsReview": finding.needs_review,
            "wanted": finding.wanted,
        },
    }
    if clauses[1:]:
        record["relatedLocations"] = [_place(artifacts, clause) for clause in clauses[1:]]
    return record


def _place(artifacts: Mapping[str | None, dict[str, Any]], clause: ClauseRecord | None) -> dict[str, Any]:
    """Locate a clause; offsets and lines are those of the extracted text. What is absent concerns the whole file."""
    if clause is None:
        return {"physicalLocation": {"artifactLocation": artifacts[None], "region": {"startLine": 1}}}
    region = {
        "startLine": clause.line or 1,
        "charOffset": clause.start,
        "charLength": clause.end - clause.start,
        "snippet": {"text": one_line(clause.text)},
    }
    record: dict[str, Any] = {"physicalLocation": {"artifactLocation": artifacts[clause.document], "region": region}}
    place = phrases.place_of(clause)
    if place:
        record["logicalLocations"] = [{"fullyQualifiedName": one_line(place), "kind": "section"}]
    return record


def _fingerprint(finding: FindingRecord, clauses: list[ClauseRecord]) -> str:
    """Tell a finding from others by its rule and the words that decide, wherever in the document they move."""
    words = [" ".join(clause.text.lower().split()) for clause in clauses]
    return sha256("\n".join([finding.rule, finding.status, *words]).encode("utf-8", "replace")).hexdigest()[:32]


def _failure(error: ErrorDetail, artifact: dict[str, Any]) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": artifact}}
    return {
        "level": "error",
        "descriptor": {"id": error.code},
        "message": {"text": _message(f"Not analysed: {error.message}")},
        "locations": [location],
    }


def _message(text: str) -> str:
    return one_line(text).translate(_MEANING)
