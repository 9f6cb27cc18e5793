"""What every rendering of a comparison says in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clausecheck._counted import counted
from clausecheck.playbook.finding import SETTLED
from clausecheck.playbook.severity import Severity
from clausecheck.report import phrases as report_phrases
from clausecheck.report.comparison.compare import amends_another
from clausecheck.report.comparison.model import (
    Change,
    ComparedDocument,
    Comparison,
    PassageChange,
    RuleChange,
    Verdict,
    VersionStep,
    Way,
)
from clausecheck.report.comparison.versions import CHANGES_FIRST

TITLES = {"versions": "Versions of one contract", "vendors": "Vendors side by side"}
UNJUDGED = "not judged"
ALL_SETTLED = "No finding was gained, resolved, changed or reworded."

_OTHER_WAY = {
    "versions": "--as vendors sets them side by side",
    "vendors": "--as versions compares each with the one before",
}

_TOGETHER = "An amendment and the contract that it changes are read together with 'clausecheck --deal'."


def how_taken(comparison: Comparison) -> str:
    """Say why the documents were compared in this way, how to have the other one, and what was not compared."""
    why = f"Compared so because {comparison.reason}; {_OTHER_WAY[comparison.way]}."
    together = f" {_TOGETHER}" if amends_another(comparison.documents) else ""
    return f"{why}{together} What the playbook does not ask about is not compared."


def name(document: ComparedDocument, way: Way) -> str:
    """Name a document; among vendors by the vendor."""
    if way == "versions" or not document.vendor:
        return document.label
    return f"{document.vendor} ({document.label})"


def change_name(change: Change) -> str:
    """Name what became of a rule: "cannot be told"."""
    return change.replace("_", " ")


def status_name(verdict: Verdict | None) -> str:
    """Name the status of a verdict."""
    return verdict.status.replace("_", " ") if verdict else UNJUDGED


def worst_severity(change: RuleChange) -> str:
    """Name the severity that a change is about: the later one, or the one that is overcome or in doubt."""
    sides = (change.before, change.after) if change.change in ("resolved", "cannot_be_told") else (change.after,)
    severities = [verdict.severity for verdict in sides if verdict]
    return max(severities, key=lambda name: Severity[name.upper()], default="")


def verdict_lines(change: RuleChange) -> list[tuple[str, str]]:
    """Say how a rule stood and stands: ("Was met", "notice 30 days"); in one line where only terms or words differ."""
    return [*_verdicts(change), *_other_clause(change)]


def _verdicts(change: RuleChange) -> list[tuple[str, str]]:
    if change.after and change.after.needs_review and change.change == "cannot_be_told":
        return [(f"Now {status_name(change.after)}, needs review", change.after.message)]
    if change.before and change.after and change.before.status == change.after.status:
        if change.terms:
            return [(f"Still {status_name(change.after)}", "")]
        if change.change == "reworded" or change.before.message == change.after.message:
            return [(f"Still {status_name(change.after)}", said(change.after))]
    sides = (("Was", change.before), ("Now", change.after))
    return [(f"{word} {status_name(verdict)}", said(verdict) if verdict else "") for word, verdict in sides]


def _other_clause(change: RuleChange) -> list[tuple[str, str]]:
    """Say that another clause decides now: the terms then differ though neither clause need have changed."""
    if not (change.another_decides and change.before and change.after):
        return []
    places = [report_phrases.place(verdict.section, verdict.page) for verdict in (change.before, change.after)]
    return [("Another clause decides", f"{places[0]} before, {places[1]} now" if all(places) else "")]


def said(verdict: Verdict) -> str:
    """Say what a verdict rests on: the terms where they are accepted, otherwise what is wrong."""
    return verdict.value if verdict.status in SETTLED else verdict.message


def change_place(change: RuleChange) -> str:
    """Cite where the deciding clause stands, in the later version or, where it is gone, in the earlier."""
    verdict = next((each for each in (change.after, change.before) if each and (each.text or each.section)), None)
    return report_phrases.place(verdict.section, verdict.page) if verdict else ""


def passage_lead(passage: PassageChange, change: RuleChange) -> str:
    """Say which passage it is; nothing where that is plain from the heading.

    A report has only the clauses that were found, so it cannot be said that a passage is gone, or new.
    """
    kinds = {run.kind for run in passage.runs}
    places = dict.fromkeys(filter(None, (passage.section_before, passage.section_after)))
    if kinds == {"found_before"}:
        return f"Decided before ({passage.section_before})" if passage.section_before else "Decided before"
    if kinds == {"found_after"}:
        return f"Decides now ({passage.section_after})" if passage.section_after else "Decides now"
    deciding = change.after.section if change.after else ""
    return "" if list(places) == [deciding] else ", now ".join(places)


def _tally(step: VersionStep) -> str:
    """Count the changes: "2 gained, 1 reworded, 4 unchanged"."""
    counts = Counter(change.change for change in step.changes)
    return ", ".join(f"{counts[each]} {change_name(each)}" for each in CHANGES_FIRST if counts[each])


def score_line(document: ComparedDocument) -> str:
    """Give the score and what it rests on."""
    summary = document.summary
    rules = summary.coverage.rules_evaluated + summary.coverage.rules_unverified
    partly = (
        f", on {summary.coverage.rules_evaluated} of {counted(rules, 'rule')}"
        if summary.coverage.rules_unverified
        else ""
    )
    return f"score {summary.score}, grade {report_phrases.grade(summary)}{partly}"


def step_line(step: VersionStep, documents: Sequence[ComparedDocument]) -> str:
    """Sum a step up: the scores, and how many changes of each kind."""
    old, new = (documents[each].summary for each in (step.before, step.after))
    rules = [each.coverage.rules_evaluated for each in (old, new)]
    apart = f", resting on {rules[0]} and {counted(rules[1], 'rule')}" if rules[0] != rules[1] else ""
    turns = Counter(change.turn for change in step.changes if change.change == "changed")
    grown = ", ".join(f"{turns[turn]} {turn}" for turn in ("worse", "better") if turns[turn])
    changed = f" (of those changed, {grown})" if grown else ""
    return f"score {old.score} -> {new.score}{apart}; {_tally(step)}{changed}"


def unread(document: ComparedDocument) -> str:
    """Name what of a document could not be read; what may stand there is unverified."""
    return report_phrases.unread(document.document)
