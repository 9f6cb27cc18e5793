"""with_revisions(): the tracked changes and comments of a document, put into its report."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.ingest.source import Revisions
from clausecheck.playbook.changes import Change
from clausecheck.report.model import ChangedFinding, CommentRecord, Report, RevisionsRecord
from clausecheck.report.printable import encodable


def with_revisions(report: Report, revisions: Revisions, changes: Sequence[Change] | None) -> Report:
    """Add tracked changes, comments, and the findings that the changes turn; None where that cannot be told."""
    record = RevisionsRecord(
        insertions=revisions.insertions,
        deletions=revisions.deletions,
        moves=revisions.moves,
        authors=[encodable(author) for author in revisions.authors],
        comments=[CommentRecord(author=encodable(author), text=encodable(text)) for author, text in revisions.comments],
        changed_findings=None
        if changes is None
        else [
            ChangedFinding(rule=change.rule, original=change.original, accepted=change.accepted) for change in changes
        ],
    )
    return report.model_copy(update={"revisions": record})
