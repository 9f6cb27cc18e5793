"""The report in Markdown, for pull requests and tickets: CommonMark with the tables of GitHub, and no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausecheck._counted import counted
from clausecheck.report import phrases
from clausecheck.report.deal_facts import deal_facts
from clausecheck.report.excerpt import deciding_words, one_line, shortened
from clausecheck.report.model import ClauseRecord, FileError, FindingRecord, Report, RevisionsRecord
from clausecheck.report.visibility import open_findings

QUOTE = 400
CLAUSES_SHOWN = 3

# What means something inside a line of CommonMark or GitHub's tables, strikethrough and mathematics.
_INSIDE = re.compile(r"[\\`*_\[\]|<>~&$]")
# What begins a heading, a list or a rule.
_FIRST = re.compile(r"^([#+=-]|\d+(?=[.)]))")
# Forges make links and mentions of these whatever is escaped; a character reference is none to them.
_LINKING = re.compile(r"@|#(?=\d)|:(?=\S)|(?<=www)\.", re.IGNORECASE)


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay the reports out one after another; several results end with a table of all of them."""
    rows: list[list[str]] = []
    for result in results:
        gap = "\n---\n\n" if rows else ""
        lines = _error(result) if isinstance(result, FileError) else _report(result)
        yield gap + "\n".join(lines) + "\n"
        rows.append(_row(result))
    if len(rows) > 1:
        yield "\n---\n\n" + "\n".join(table(["Document", "Risk", "Score", "Worst finding"], rows)) + "\n"


def escaped(text: str) -> str:
    """Put text on one line and keep every letter of it from meaning anything in Markdown."""
    marked = _INSIDE.sub(lambda mark: f"\\{mark[0]}", one_line(text))
    linkless = _LINKING.sub(lambda mark: f"&#{ord(mark[0])};", marked)
    return _FIRST.sub(lambda mark: f"\\{mark[0]}" if not mark[0].isdigit() else f"{mark[0]}\\", linkless)


def _row(result: Report | FileError) -> list[str]:
    if isinstance(result, FileError):
        return [escaped(result.document.name), "-", "-", f"not analysed: {result.error.code}"]
    return [
        escaped(result.document.name),
        result.summary.risk,
        str(result.summary.score),
        escaped(phrases.worst_finding(result)),
    ]


def _error(error: FileError) -> list[str]:
    return [
        f"# {escaped(error.document.name)}",
        "",
        f"**NOT READ**: {escaped(error.error.message)} ({error.error.code})",
    ]


def _report(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.document.name)}"
    yield ""
    yield f"**{phrases.verdict(report)}** · {escaped(phrases.standing(report))}"
    yield ""
    yield from _facts(report)
    yield ""
    findings = [[_status(each), each.severity, escaped(each.title), escaped(each.message)] for each in report.findings]
    yield from table(["Status", "Severity", "Position", "Found"], findings)
    if report.summary.areas:
        yield ""
        yield from table(["Area", "Score", "Weight"], _areas(report))
    clauses = {clause.id: clause for clause in report.clauses}
    for finding in open_findings(report):
        yield ""
        yield from _finding(finding, [clauses[clause_id] for clause_id in finding.clauses])
    if report.revisions is not None:
        yield ""
        yield from _revisions(report.revisions)


def _facts(report: Report) -> Iterator[str]:
    for party in report.document.parties:
        yield f"- {phrases.PARTIES[party.role]}: {escaped(phrases.party(party))}"
    if not report.document.parties:
        yield "- Parties: not recognised"
    for name, words in deal_facts(report.deal) if report.deal else ():
        yield f"- {name}: {escaped(words)}"
    yield f"- Playbook: {escaped(phrases.playbook(report))}; passes from {report.summary.threshold}"
    yield f"- Coverage: {escaped(phrases.coverage(report))}"
    if report.summary.lock_in:
        yield f"- Lock-in: {escaped(report.summary.lock_in.words)}"
    unread = phrases.not_read(report.document)
    if unread:
        yield f"- **NOT READ**: {escaped(unread)}"
    for note in report.document.notes:
        yield f"- Note: {escaped(note)}"
    if report.summary.lacking:
        titles = [escaped(each.title) for each in report.findings if each.rule in report.summary.lacking]
        yield f"- Must-haves lacking: {', '.join(titles) or len(report.summary.lacking)}"


def _areas(report: Report) -> list[list[str]]:
    return [
        [area.title, "not to be told" if area.score is None else str(area.score), f"{area.weight:g}"]
        for area in report.summary.areas
    ]


def _finding(finding: FindingRecord, clauses: Sequence[ClauseRecord]) -> Iterator[str]:
    yield f"## {escaped(finding.title)}: {_status(finding)}"
    yield ""
    yield escaped(finding.message)
    if finding.deciding:
        yield from _quote(shortened(finding.deciding.text, QUOTE), phrases.place_of(finding.deciding))
    for clause in phrases.quoted(finding, clauses)[:CLAUSES_SHOWN]:
        yield from _quote(deciding_words(clause, QUOTE), phrases.place_of(clause))
    for passage in finding.nearest:
        yield ""
        yield "Nearest passage:"
        yield from _quote(shortened(passage.text, QUOTE), phrases.place_of(passage))
    yield ""
    yield f"**Why it matters.** {escaped(finding.why)}"
    yield ""
    yield f"**Wanted.** {escaped(finding.wanted)}"
    yield ""
    yield "**Language to ask for**"
    yield from _quote(one_line(finding.recommended_language), "")


def _revisions(revisions: RevisionsRecord) -> Iterator[str]:
    yield "## Tracked changes and comments"
    yield ""
    counts = {"insertion": revisions.insertions, "deletion": revisions.deletions, "move": revisions.moves}
    yield ", ".join(counted(count, name) for name, count in counts.items())
    if revisions.changed_findings is None:
        yield "The text without the changes could not be analysed, so nothing is said of their effect."
    for change in revisions.changed_findings or ():
        yield f"- {escaped(change.rule)}: {_words(change.original)} → {_words(change.accepted)}"
    for comment in revisions.comments:
        yield f"- {escaped(comment.author) or 'unnamed'}: {escaped(shortened(comment.text, QUOTE))}"


def _quote(text: str, place: str) -> Iterator[str]:
    yield ""
    yield f"> {escaped(text)}"
    if place:
        yield ">"
        yield f"> {escaped(f'({place})')}"


def _status(finding: FindingRecord) -> str:
    return f"{_words(finding.status)}{', needs review' if finding.needs_review else ''}"


def _words(status: str) -> str:
    return status.replace("_", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Set a table; its cells are escaped already."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
