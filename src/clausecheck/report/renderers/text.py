"""The report as plain text: the verdict on one screen, the worst finding first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clausecheck._counted import counted
from clausecheck.report import phrases
from clausecheck.report.columns import WIDTH, columns, wrapped
from clausecheck.report.deal_facts import deal_facts
from clausecheck.report.excerpt import deciding_words, one_line, shortened
from clausecheck.report.model import (
    ChangedFinding,
    ClauseRecord,
    CommentRecord,
    FileError,
    FindingRecord,
    NearestPassage,
    Report,
    RevisionsRecord,
)
from clausecheck.report.overview import Overview
from clausecheck.report.printable import printable
from clausecheck.report.visibility import TO_ASK_FOR

QUOTE = 160
NEAREST_QUOTE = 120
CLAUSES_SHOWN = 2
NEAREST_SHOWN = 2
COMMENTS_SHOWN = 5
AUTHORS_SHOWN = 5

_RULE = "─" * WIDTH
_INDENT = " " * 12


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay out for a terminal, at most 100 columns wide and without colour; several results end with an overview."""
    overview, only = Overview(), ""
    for result in results:
        if isinstance(result, Report):
            yield "\n" * bool(overview.reports) + "\n".join(_report(result)) + "\n"
        else:
            only = "\n".join(_error(result)) + "\n"
        overview.add(result)
    if len(overview) > 1:
        yield f"\n{_RULE}\n" * bool(overview.reports) + overview.lines()
    elif not overview.reports:
        yield only


def _error(error: FileError) -> list[str]:
    message = f"{one_line(error.error.message)} ({error.error.code})"
    return [printable(error.document.name), *_entry("NOT READ", message)]


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
    lacking = [finding for finding in report.findings if finding.status in TO_ASK_FOR]
    if lacking:
        yield from ("", _RULE, "LANGUAGE TO ASK FOR")
    for finding in lacking:
        yield ""
        yield from wrapped(one_line(finding.title), WIDTH)
        yield from _indented(f"“{one_line(finding.recommended_language)}”")


def _entry(name: str, words: str) -> list[str]:
    return wrapped(words, WIDTH, first=name.ljust(len(_INDENT)), indent=_INDENT)


def _header(report: Report) -> Iterator[str]:
    document = report.document
    yield from wrapped(one_line(document.name), WIDTH)
    yield f"{phrases.verdict(report)}  ·  {phrases.standing(report)}"
    yield ""
    for party in document.parties:
        yield from _entry(phrases.PARTIES[party.role], one_line(phrases.party(party)))
    if not document.parties:
        yield from _entry("Parties", "not recognised")
    for name, words in deal_facts(report.deal) if report.deal else ():
        yield from _entry(name, one_line(words))
    yield from _entry("Playbook", phrases.playbook(report))
    yield from _entry("Coverage", phrases.coverage(report))
    if report.summary.lock_in:
        yield from _entry("Lock-in", one_line(report.summary.lock_in.words))
    unread = phrases.not_read(document)
    if unread:
        yield from _entry("NOT READ", one_line(unread))
    for note in document.notes:
        yield from _entry("Note", one_line(note))
    yield from _entry("Findings", phrases.tally(report))


def _finding(finding: FindingRecord, clauses: list[ClauseRecord]) -> Iterator[str]:
    mark = "NEEDS REVIEW" if finding.needs_review else ""
    title = [
        finding.title,
        mark,
        *(phrases.place_of(clause) for clause in clauses[:1]),
    ]
    head = f"{finding.status.replace('_', ' ').upper().ljust(11)} {finding.severity.ljust(10)}"
    yield from wrapped("  ·  ".join(filter(None, map(one_line, title))), WIDTH, first=head, indent=" " * columns(head))
    yield from _indented(one_line(finding.message))
    if finding.deciding:
        yield from _indented(_quoted(finding.deciding, QUOTE))
    for clause in phrases.quoted(finding, clauses)[:CLAUSES_SHOWN]:
        yield from _indented(f"“{deciding_words(clause, QUOTE)}”")
    for passage in finding.nearest[:NEAREST_SHOWN]:
        yield from _indented(f"Nearest: {_quoted(passage)}")


def _revisions(revisions: RevisionsRecord, titles: Mapping[str, str]) -> Iterator[str]:
    counts = {"insertion": revisions.insertions, "deletion": revisions.deletions, "move": revisions.moves}
    made = ", ".join(counted(count, name) for name, count in counts.items() if count)
    if made:
        yield from ("", _RULE, "TRACKED CHANGES")
        yield from _indented(made + _by(revisions.authors))
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
    yield from _indented(f"Comments: {made}" + (f", {others} by others" if others else ""))
    for comment in comments[:COMMENTS_SHOWN]:
        author = one_line(comment.author)
        yield from _indented(f"“{shortened(comment.text, QUOTE)}”" + (f" ({author})" if author else ""))
    if len(comments) > COMMENTS_SHOWN:
        yield from _indented(f"{len(comments) - COMMENTS_SHOWN} more in the JSON report")


def _indented(words: str) -> list[str]:
    return wrapped(words, WIDTH, first=_INDENT, indent=_INDENT)


def _quoted(passage: NearestPassage, length: int = NEAREST_QUOTE) -> str:
    place = phrases.place_of(passage)
    return f"“{shortened(passage.text, length)}”" + (f" ({place})" if place else "")
