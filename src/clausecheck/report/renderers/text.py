"""The report as plain text: the verdict on one screen, the worst finding first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.ingest.page_numbers import page_ranges
from clausecheck.report.build import WORST_FIRST
from clausecheck.report.columns import columns, wrapped
from clausecheck.report.excerpt import deciding_words, one_line, shortened
from clausecheck.report.model import (
    ChangedFinding,
    ClauseRecord,
    CommentRecord,
    DocumentRecord,
    FileError,
    FindingRecord,
    NearestPassage,
    Report,
    RevisionsRecord,
)

WIDTH = 100
QUOTE = 160
NEAREST_QUOTE = 120
CLAUSES_SHOWN = 2
NEAREST_SHOWN = 2
COMMENTS_SHOWN = 5
AUTHORS_SHOWN = 5

_RULE = "─" * WIDTH
_INDENT = " " * 12
_ROLES = {"customer": "Customer", "provider": "Provider", "other": "Party", "unknown": "Party"}
_TO_ASK_FOR = frozenset({"missing", "adverse", "weak"})


def render(result: Report | FileError) -> str:
    """Render for a terminal, at most 100 columns wide and without colour."""
    lines = _error(result) if isinstance(result, FileError) else _report(result)
    return "\n".join(lines) + "\n"


def _error(error: FileError) -> list[str]:
    message = f"{one_line(error.error.message)} ({error.error.code})"
    return [one_line(error.document.name), *_entry("NOT READ", message)]


def _report(report: Report) -> Iterator[str]:
    yield from _header(report)
    yield _RULE
    clauses = {clause.id: clause for clause in report.clauses}
    for finding in report.findings:
        yield ""
        yield from _finding(finding, [clauses[clause_id] for clause_id in finding.clauses])
    if report.revisions is not None:
        yield from _revisions(report.revisions, {finding.rule: finding.title for finding in report.findings})
    # Long language stands apart, so that all findings are seen at one glance.
    lacking = [finding for finding in report.findings if finding.status in _TO_ASK_FOR]
    if lacking:
        yield from ("", _RULE, "LANGUAGE TO ASK FOR")
    for finding in lacking:
        yield ""
        yield from wrapped(one_line(finding.title), WIDTH)
        yield from _indented(f"“{one_line(finding.recommended_language)}”")


def _entry(name: str, words: str) -> list[str]:
    return wrapped(words, WIDTH, first=name.ljust(len(_INDENT)), indent=_INDENT)


def _header(report: Report) -> Iterator[str]:
    summary, document = report.summary, report.document
    verdict = "PASSED" if summary.passed else "NOT PASSED"
    yield from wrapped(one_line(document.name), WIDTH)
    yield f"{verdict}  ·  {summary.risk.upper()} RISK  ·  score {summary.score} of 100, grade {summary.grade}"
    yield ""
    for party in document.parties:
        term = f" (“{one_line(party.term)}”)" if party.term and party.term != party.name else ""
        role = ", role not clear" if party.role == "unknown" else ""
        yield from _entry(_ROLES[party.role], f"{one_line(party.name)}{term}{role}")
    if not document.parties:
        yield from _entry("Parties", "not recognised")
    yield from _entry("Playbook", f"{report.playbook.id} {report.playbook.version}, for the {report.playbook.side}")
    yield from _entry("Coverage", _coverage(report))
    yield from _reading(document)
    yield from _entry("Findings", _tally(report))


def _coverage(report: Report) -> str:
    coverage = report.summary.coverage
    rules = coverage.rules_evaluated + coverage.rules_unverified
    words = f"{coverage.rules_evaluated} of {rules} rules evaluated"
    if report.document.unread:
        words += ", not all of the document read"
    elif coverage.pages_total is None:
        words += ", whole document read"
    if coverage.pages_total is None:
        return words
    return f"{words}, {coverage.pages_read} of {coverage.pages_total} pages read"


def _reading(document: DocumentRecord) -> Iterator[str]:
    pages = [page_ranges(document.unreadable_pages)] if document.unreadable_pages else []
    unread = ", ".join([*pages, *map(one_line, document.unread)])
    if unread:
        yield from _entry("NOT READ", f"{unread}; so a clause that was not found is unverified, not missing")
    for note in document.notes:
        yield from _entry("Note", one_line(note))


def _finding(finding: FindingRecord, clauses: list[ClauseRecord]) -> Iterator[str]:
    mark = "NEEDS REVIEW" if finding.needs_review else ""
    title = [finding.title, mark, *(_place(clause.section, clause.page) for clause in clauses[:1])]
    head = f"{finding.status.replace('_', ' ').upper().ljust(12)}{finding.severity.ljust(10)}"
    yield from wrapped("  ·  ".join(filter(None, map(one_line, title))), WIDTH, first=head, indent=" " * columns(head))
    yield from _indented(one_line(finding.message))
    for clause in clauses[:CLAUSES_SHOWN]:
        yield from _indented(f"“{deciding_words(clause, QUOTE)}”")
    for passage in finding.nearest[:NEAREST_SHOWN]:
        yield from _indented(f"Nearest: {_quoted(passage)}")


def _revisions(revisions: RevisionsRecord, titles: Mapping[str, str]) -> Iterator[str]:
    counts = {"insertion": revisions.insertions, "deletion": revisions.deletions, "move": revisions.moves}
    made = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items() if count)
    if made:
        yield from ("", _RULE, "TRACKED CHANGES")
        yield from wrapped(made + _by(revisions.authors), WIDTH)
        yield from _changed(revisions.changed_findings, titles)
    if revisions.comments:
        yield from ("", _RULE, "COMMENTS") if not made else ("",)
        yield from _comments(revisions.comments)


def _by(authors: Sequence[str]) -> str:
    named = [one_line(author) for author in authors[:AUTHORS_SHOWN]]
    if len(authors) > AUTHORS_SHOWN:
        named.append(f"{len(authors) - AUTHORS_SHOWN} more")
    return f" by {', '.join(named)}" if named else ""


def _changed(changed: Sequence[ChangedFinding] | None, titles: Mapping[str, str]) -> Iterator[str]:
    if changed is None:
        yield from _indented("The text without the changes could not be analysed, so nothing is said of their effect.")
    elif not changed:
        yield from _indented("No finding hangs on them.")
    for each in changed or ():
        before, after = (status.replace("_", " ") for status in (each.original, each.accepted))
        turn = f"{before} on other terms" if before == after else f"{before} -> {after}"
        yield from _indented(f"{one_line(titles.get(each.rule, each.rule))}: {turn}")


def _comments(comments: Sequence[CommentRecord]) -> Iterator[str]:
    counts = Counter(one_line(comment.author) or "an unnamed author" for comment in comments)
    made = ", ".join(f"{count} by {author}" for author, count in counts.most_common(AUTHORS_SHOWN))
    others = sum(count for _, count in counts.most_common()[AUTHORS_SHOWN:])
    yield from wrapped(f"Comments: {made}" + (f", {others} by others" if others else ""), WIDTH)
    for comment in comments[:COMMENTS_SHOWN]:
        author = one_line(comment.author)
        yield from _indented(f"“{shortened(comment.text, QUOTE)}”" + (f" ({author})" if author else ""))
    if len(comments) > COMMENTS_SHOWN:
        yield from _indented(f"{len(comments) - COMMENTS_SHOWN} more in the JSON report")


def _indented(words: str) -> list[str]:
    return wrapped(words, WIDTH, first=_INDENT, indent=_INDENT)


def _quoted(passage: NearestPassage) -> str:
    place = _place(passage.section, passage.page)
    return f"“{shortened(passage.text, NEAREST_QUOTE)}”" + (f" ({place})" if place else "")


def _place(section: str, page: int | None) -> str:
    return ", ".join(filter(None, (one_line(section), "" if page is None else f"page {page}")))


def _tally(report: Report) -> str:
    counts = Counter(finding.status for finding in report.findings)
    shown = [f"{counts[status]} {status.replace('_', ' ')}" for status in WORST_FIRST if counts[status]]
    hidden = report.summary.coverage.rules_evaluated + report.summary.coverage.rules_unverified - len(report.findings)
    if hidden > 0:
        shown.append(f"{hidden} more not shown")
    return ", ".join(shown)
