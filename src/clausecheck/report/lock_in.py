"""Lock-in: for how long a contract holds its customer, put together from several clauses."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.detect.clause import UNCLEAR
from clausecheck.playbook.wording import joined, quantity
from clausecheck.report.model import ClauseRecord, FindingRecord, LockInRecord

EXIT = "termination_for_convenience"
TERM = "initial_term"
RENEWAL = "auto_renewal"
TIES = {
    "early_termination_fee": "a fee for ending early",
    "ramp_down_charges": "charges for ramping down",
    "minimum_commitment": "a minimum commitment",
    "exclusivity": "exclusivity",
}


def lock_in(findings: Sequence[FindingRecord], clauses: Sequence[ClauseRecord]) -> LockInRecord | None:
    """Put together how a customer gets out; None where the playbook does not ask for it, or it cannot be told."""
    asked = [finding for finding in findings if finding.clause_type == EXIT]
    granted = _of(clauses, EXIT)
    holders = [clause.attributes.get("holder") for clause in granted]
    held = [clause for clause in granted if clause.attributes.get("holder") in ("customer", "either")]
    partial = [clause for clause in held if clause.attributes.get("scope") == "partial"]
    ways_out = [clause for clause in held if clause not in partial]
    untold = {finding.status for finding in asked} <= {"unverified", "not_applicable"} or UNCLEAR in holders
    if not asked or (untold and not ways_out):
        return None
    ties = [clause for clause in clauses if _ties(clause)]
    at_will = _at_will(ways_out, ties)
    kept = ways_out or [clause for clause in clauses if clause.type in (TERM, RENEWAL) or clause in partial]
    return LockInRecord(
        leaves_at_will=bool(at_will),
        notice_days=_figure(ways_out, "notice_days"),
        initial_months=_figure(_of(clauses, TERM), "term_months"),
        renewal_months=_figure(_of(clauses, RENEWAL), "term_months"),
        words=" ".join(
            filter(None, (_way_out(ways_out, at_will) if ways_out else _term(clauses, partial), _besides(ties)))
        ),
        clauses=[clause.id for clause in (*kept, *ties)],
    )


def _ties(clause: ClauseRecord) -> bool:
    terms = clause.attributes
    return clause.type in TIES and terms.get("favours") != "customer" and not terms.get("denied")


def _of(clauses: Sequence[ClauseRecord], type: str) -> list[ClauseRecord]:
    return [clause for clause in clauses if clause.type == type and not clause.attributes.get("denied")]


def _figure(clauses: Sequence[ClauseRecord], attribute: str) -> float | None:
    """Give the figure of the surest clause that states one."""
    stated = [clause for clause in clauses if isinstance(clause.attributes.get(attribute), int | float)]
    surest = max(stated, key=lambda clause: clause.confidence, default=None)
    value = surest.attributes[attribute] if surest else None
    return float(value) if isinstance(value, int | float) else None


def _at_will(ways_out: Sequence[ClauseRecord], ties: Sequence[ClauseRecord]) -> list[ClauseRecord]:
    """Keep the exits that are open at any time and do not cost as much as staying."""
    rest_owed = any("remaining_fees" in _basis(tie) for tie in ties)
    return [clause for clause in _always_open(ways_out) if not (rest_owed and clause.attributes.get("fee") is True)]


def _always_open(ways_out: Sequence[ClauseRecord]) -> list[ClauseRecord]:
    return [clause for clause in ways_out if clause.attributes.get("limited_in_time") is not True]


def _basis(tie: ClauseRecord) -> Sequence[object]:
    basis = tie.attributes.get("basis")
    return basis if isinstance(basis, list) else []


def _way_out(ways_out: Sequence[ClauseRecord], at_will: Sequence[ClauseRecord]) -> str:
    always_open = _always_open(ways_out)
    told = at_will or always_open or ways_out
    notice = _figure(told, "notice_days")
    period = f"on {quantity('notice_days', notice)}' notice" if notice else "with no period of notice stated"
    fee = ", for a fee" if any(clause.attributes.get("fee") is True for clause in told) else ""
    if at_will:
        return f"The customer may leave at will, {period}{fee}."
    if always_open:
        return f"The customer may leave without cause only if it pays what staying would cost, {period}."
    return f"The customer may leave without cause only for part of the term, {period}{fee}."


def _term(clauses: Sequence[ClauseRecord], partial: Sequence[ClauseRecord]) -> str:
    """Say how long the customer is bound that has no way out of its own, refused or only not found."""
    months = _figure(_of(clauses, TERM), "term_months")
    term = f"for {quantity('term_months', months)}" if months else "for as long as the agreement runs"
    is_told = any(clause.type == EXIT for clause in clauses)
    way_out = "The customer may not leave without cause and"
    if partial:
        way_out = "The customer may leave only a part of the agreement without cause, as to the rest it"
    elif not is_told:
        way_out = "No way out without cause was found: the customer"
    return f"{way_out} is bound {term}{_renewal(_of(clauses, RENEWAL))}."


def _renewal(renewals: Sequence[ClauseRecord]) -> str:
    if not renewals:
        return ""
    months, notice = _figure(renewals, "term_months"), _figure(renewals, "optout_notice_days")
    again = f", then for {quantity('term_months', months)} at a time" if months else ", and beyond that by renewal"
    before = f" {quantity('optout_notice_days', notice)} before" if notice else ""
    return f"{again} unless notice is given{before}"


def _besides(ties: Sequence[ClauseRecord]) -> str:
    named = dict.fromkeys(TIES[clause.type] for clause in ties)
    places = {name: next(clause.section for clause in ties if TIES[clause.type] == name) for name in named}
    told = [f"{name} ({place})" if place else name for name, place in places.items()]
    return f"Besides it is held by {joined(told, 'and')}." if told else ""
