"""Versions of one contract: what became of each rule from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from clausecheck.playbook.severity import Severity
from clausecheck.report.comparison.model import (
    Change,
    Comparison,
    PassageChange,
    RuleChange,
    TermChange,
    Turn,
    Verdict,
    WordRun,
)
from clausecheck.report.comparison.standing import Standing
from clausecheck.report.comparison.terms import changed_terms
from clausecheck.report.comparison.verdicts import by_rule, deciding_clauses, is_open, verdict_of
from clausecheck.report.comparison.words import differ, likeness, word_runs
from clausecheck.report.model import ClauseRecord, FindingRecord, Report

CHANGES_FIRST: tuple[Change, ...] = ("gained", "cannot_be_told", "changed", "resolved", "reworded", "unchanged")

_COUNTERPART = 0.5  # less alike than this, two passages are two and not one reworded

Judged = tuple[FindingRecord | None, Report]
Pair = tuple[ClauseRecord | None, ClauseRecord | None]


def rule_changes(before: Report, after: Report) -> list[RuleChange]:
    """Compare two versions rule by rule: gained findings first, of these the gravest."""
    old, new = by_rule(before), by_rule(after)
    changes = [_rule_change(rule, before, after) for rule in dict.fromkeys((*new, *old))]
    return sorted(changes, key=_gravest_first)


def gained(comparison: Comparison, least: Severity) -> list[RuleChange]:
    """List what a later version has open at a severity or above, and the one before it had not.

    A finding that grows graver counts from the severity that it reaches. What was unverified before was not known to be
    open, so it counts where it turns out to be.
    """
    return [
        change
        for step in comparison.steps
        for change in step.changes
        if is_open(change.after, least) and not _was_known(change, least)
    ]


def _was_known(change: RuleChange, least: Severity) -> bool:
    learnt = _is_unverified(change.before) and not _is_unverified(change.after)
    return is_open(change.before, least) and not learnt


def _gravest_first(change: RuleChange) -> tuple[int, int]:
    severities = [Severity[verdict.severity.upper()] for verdict in (change.before, change.after) if verdict]
    return CHANGES_FIRST.index(change.change), -max(severities)


def _rule_change(rule: str, before: Report, after: Report) -> RuleChange:
    old, new = by_rule(before).get(rule), by_rule(after).get(rule)
    finding = new or old
    assert finding is not None  # the rules are those of the two reports
    was, now = (verdict_of(each, report) if each else None for each, report in ((old, before), (new, after)))
    terms = _terms(_clauses(old, before), _clauses(new, after))
    looked_through = [_looked_through(verdict, report) for verdict, report in ((was, before), (now, after))]
    pairs = [pair for pair in _pairs((old, before), (new, after)) if _may_be_told(pair, looked_through)]
    passages = [passage for pair in pairs if (passage := _passage(*pair))]
    return RuleChange(
        rule=rule,
        title=finding.title,
        area=finding.area,
        must_have=finding.must_have,
        change=_in_doubt(
            _change(was, now, differs=bool(terms), reworded=bool(passages)),
            _open_rulings(new, after) - _open_rulings(old, before),
        ),
        turn=_turn(Standing.of(old, before), Standing.of(new, after)) if _are_known(was, now) else "neither",
        before=was,
        after=now,
        another_decides=_another_decides((old, before), (new, after)),
        wanted=finding.wanted,
        recommended_language=finding.recommended_language,
        terms=terms,
        passages=passages,
    )


def _terms(before: Sequence[ClauseRecord], after: Sequence[ClauseRecord]) -> list[TermChange]:
    return changed_terms(before[0], after[0]) if before and after else []


def _change(before: Verdict | None, after: Verdict | None, *, differs: bool, reworded: bool) -> Change:
    if before is None or after is None:
        return "gained" if is_open(after) else "cannot_be_told"
    if is_open(after) and not is_open(before):
        return "cannot_be_told" if _is_unverified(after) else "gained"
    if is_open(before) and not is_open(after):
        return "resolved"
    if _is_unverified(before) or _is_unverified(after):
        return "cannot_be_told"
    if differs or (before.status, before.severity) != (after.status, after.severity):
        return "changed"
    return "reworded" if reworded else "unchanged"


def _in_doubt(change: Change, open_rulings: AbstractSet[str]) -> Change:
    """Leave it open whether a rule is as it was where an amendment does what has to be read by somebody."""
    return "cannot_be_told" if open_rulings and change in ("unchanged", "reworded") else change


def _open_rulings(finding: FindingRecord | None, report: Report) -> set[str]:
    """List what decided on a finding between the documents of a deal and is to be reviewed."""
    rulings = report.deal.rulings if report.deal and finding else []
    return {each.text for each in rulings if finding and each.clause_type == finding.clause_type and each.needs_review}


def _turn(before: Standing, after: Standing) -> Turn:
    if after.beats(before):
        return "better"
    return "worse" if before.beats(after) else "neither"


def _are_known(*verdicts: Verdict | None) -> bool:
    return all(verdict is not None and verdict.status != "unverified" for verdict in verdicts)


def _is_unverified(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.status == "unverified"


def _clauses(finding: FindingRecord | None, report: Report) -> list[ClauseRecord]:
    return deciding_clauses(finding, report) if finding else []


def _pairs(before: Judged, after: Judged) -> Iterator[Pair]:
    """Pair the clauses that decide with their counterparts, which may be there without deciding anything."""
    paired: list[ClauseRecord] = []
    for clause in _clauses(*after):
        counterpart = _counterpart(clause, before[1].clauses)
        paired.extend([counterpart] if counterpart else [])
        yield counterpart, clause
    for clause in _clauses(*before):
        if clause not in paired:
            yield clause, _counterpart(clause, after[1].clauses)


def _another_decides(before: Judged, after: Judged) -> bool:
    """Tell whether the deciding clause is the counterpart of another one than of that which decided before."""
    old, new = _clauses(*before), _clauses(*after)
    return bool(old and new) and _counterpart(new[0], [*old, *before[1].clauses]) is not old[0]


def _may_be_told(pair: Pair, looked_through: Sequence[bool]) -> bool:
    """Tell whether a passage is there in both versions, or surely not there in one: else it is neither gone nor new."""
    return all(clause is not None or sure for clause, sure in zip(pair, looked_through, strict=True))


def _looked_through(verdict: Verdict | None, report: Report) -> bool:
    """Tell whether a version was read so far that a passage not found in it is not in it."""
    return not (report.document.unreadable_pages or report.document.unread or _is_unverified(verdict))


def _counterpart(clause: ClauseRecord, others: Sequence[ClauseRecord]) -> ClauseRecord | None:
    """Find the clause of the same type whose words are most alike, in the other version."""
    scored = [(likeness(other.text, clause.text), other) for other in others if other.type == clause.type]
    best, found = max(scored, key=lambda each: each[0], default=(0.0, None))
    return found if best >= _COUNTERPART else None


def _passage(before: ClauseRecord | None, after: ClauseRecord | None) -> PassageChange | None:
    old, new = (" ".join(clause.text.split()) if clause else "" for clause in (before, after))
    if not differ(old, new):
        return None
    if before and after:
        runs = word_runs(old, new)
    else:
        runs = [WordRun(kind="found_before", text=old) if before else WordRun(kind="found_after", text=new)]
    return PassageChange(
        section_before=before.section if before else "",
        section_after=after.section if after else "",
        runs=runs,
    )
