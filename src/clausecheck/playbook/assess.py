"""assess(): clauses held against a playbook. Reads no text: what a contract says is detection's to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from clausecheck.detect.clause import Clause, Deferral, Detection, Place
from clausecheck.playbook.extent import Extent, extent_of, extent_of_deal
from clausecheck.playbook.finding import SETTLED, Finding, Status
from clausecheck.playbook.judge import Verdict, concerns, deciding_terms, is_others, is_partial, is_unclear, judge
from clausecheck.playbook.mirror import mirrored
from clausecheck.playbook.model import Playbook, Rule
from clausecheck.playbook.severity import Severity, Side
from clausecheck.playbook.wording import is_silent, joined
from clausecheck.structure.contract import Contract
from clausecheck.structure.deal import Deal

REVIEW_BELOW = 0.7
NEAREST = 3
NAMED = 2
SET_OUT = 3  # passages of a table that may have many rows

_OTHERWISE = ("says otherwise", "say otherwise")
_BEST_FIRST = {"met": 0, "weak": 1, "adverse": 2}


def assess(contract: Contract, detection: Detection, playbook: Playbook, side: Side | None = None) -> list[Finding]:
    """Judge a contract rule by rule, in the order of the playbook.

    A clause is missing only when everything was read and nothing points elsewhere; otherwise it is unverified. Where
    it is missing from a document that needs none, the rule is not applicable.
    From the side that the playbook was not written for, it is read with customer and provider exchanged.
    """
    findings = _assessed(extent_of(contract), detection, playbook, side)
    return [_with_rulings(finding, detection) for finding in findings]


def assess_deal(
    deal: Deal, failed: Sequence[str], detection: Detection, playbook: Playbook, side: Side | None = None
) -> list[Finding]:
    """Judge the documents of a deal as one contract, rule by rule, in the way of assess().

    `failed` names the documents that could not be read. Each finding says what decided between documents.
    """
    findings = _assessed(extent_of_deal(deal, failed), detection, playbook, side)
    return [_with_rulings(finding, detection) for finding in findings]


def _assessed(extent: Extent, detection: Detection, playbook: Playbook, side: Side | None) -> list[Finding]:
    if side is not None and side != playbook.side:
        playbook = mirrored(playbook)
    assess_rule = {"present": _assess_wanted, "absent": _assess_unwanted}
    return [assess_rule[rule.expects](rule, extent, detection, playbook.side) for rule in playbook.rules]


def _with_rulings(finding: Finding, detection: Detection) -> Finding:
    rulings = [ruling for ruling in detection.rulings if ruling.type == finding.rule.clause_type]
    if not rulings:
        return finding
    message = " ".join((finding.message, *(f"{ruling.words}." for ruling in rulings)))
    doubtful = any(ruling.doubtful for ruling in rulings)
    return replace(finding, message=message, needs_review=finding.needs_review or doubtful)


def _assess_wanted(rule: Rule, extent: Extent, detection: Detection, side: Side) -> Finding:
    clauses = [clause for clause in detection.clauses if concerns(rule, clause)]
    verdicts = [judge(rule, clause, side) for clause in clauses if not clause.denied]
    # That the other side is denied the right takes nothing from this side.
    denials = [clause for clause in clauses if clause.denied and not is_others(rule, clause, side)]
    outright = [clause for clause in denials if not is_partial(clause)]
    if outright and all(is_partial(verdict.clause) or verdict.others for verdict in verdicts):
        partial = any(not verdict.others for verdict in verdicts)
        left = ["what is granted covers only part of the agreement"] if partial else []
        theirs = ["only the other side has it"] if any(verdict.others for verdict in verdicts) else []
        decisive = [*outright, *(verdict.clause for verdict in verdicts)]
        return _finding(rule, "adverse", ["expressly denied", *left, *theirs], decisive)
    if verdicts:
        best = min(verdicts, key=_rank)
        finding = _found(rule, best, _against(best, verdicts, denials), extent, detection)
        # All that is wrong is shown, not only the surest of it.
        wrong = [other.clause for other in verdicts if best.status == other.status == "adverse" and other is not best]
        set_out = _set_out(best, verdicts)
        further = [*finding.clauses[1:], *(clause for clause in wrong if clause not in set_out)]
        return replace(finding, clauses=(best.clause, *set_out, *further))
    if denials:
        return _finding(rule, "adverse", "expressly denied", denials)
    return _not_found(rule, extent, detection)


def _assess_unwanted(rule: Rule, extent: Extent, detection: Detection, side: Side) -> Finding:
    clauses = [clause for clause in detection.clauses if concerns(rule, clause)]
    verdicts = [judge(rule, clause, side) for clause in clauses if not clause.denied]
    if verdicts:
        worst = max(verdicts, key=lambda verdict: (_BEST_FIRST[verdict.status], verdict.clause.confidence))
        return _found(rule, worst, [], extent, detection)
    if clauses:
        return _finding(rule, "met", "expressly excluded", clauses)
    doubts = _doubts(rule, extent, detection)
    if doubts:
        return _unverified(rule, detection, doubts)
    excuse = _excuse(rule, extent)
    if excuse:
        return _finding(rule, "not_applicable", excuse)
    return _finding(rule, "met", f"not found, as wanted; {extent.read}")


def _rank(verdict: Verdict) -> tuple[int, int, float]:
    """Order verdicts from the best; among equals, from the surest."""
    return (_BEST_FIRST[verdict.status], verdict.wishes, -verdict.clause.confidence)


def _found(rule: Rule, verdict: Verdict, against: Sequence[Clause], extent: Extent, detection: Detection) -> Finding:
    pointing = [deferral for deferral in _deferrals(rule, detection) if _points(verdict.clause, deferral)]
    rest = [f"the rest is {words}" for words in _left_to(pointing)]
    contradictions = [_contradiction(against, extent)] if against else []
    # What a clause does not state may stand where it points.
    status: Status = "unverified" if rest and verdict.unstated and not against else verdict.status
    finding = _finding(rule, status, [*verdict.reasons, *contradictions, *rest], [verdict.clause, *against])
    finding = replace(finding, deciding=None if verdict.others else _deciding(rule, status, verdict.clause))
    return replace(finding, needs_review=True) if contradictions or rest else finding


def _deciding(rule: Rule, status: Status, clause: Clause) -> Place | None:
    """Find the sentence by which a clause is adverse or weak, where nothing is wrong with what it says itself."""
    names = deciding_terms(rule, clause) if status in ("adverse", "weak") else ()
    stated = [name for name in names if not is_silent(clause.attributes.get(name))]
    single = all(name in clause.told_by and not isinstance(clause.attributes[name], list) for name in stated)
    if not stated or not single:
        return None
    return Place(clause.told_by[stated[0]], clause.document)


def _points(clause: Clause, deferral: Deferral) -> bool:
    here = clause.document == deferral.document
    return here and any(piece.overlaps(deferral.span) for piece in clause.pieces)


def _set_out(best: Verdict, verdicts: Iterable[Verdict]) -> list[Clause]:
    """List what an attachment says where the best clause leaves its terms to it, the first few passages."""
    alike = (other.clause for other in verdicts if (other.status == "adverse") is (best.status == "adverse"))
    return [clause for clause in alike if best.clause.points_to(clause)][:SET_OUT]


def _against(best: Verdict, verdicts: Iterable[Verdict], denials: Iterable[Clause]) -> list[Clause]:
    """List the clauses that take away what the best one gives."""
    if best.status == "adverse":
        return []
    return [*denials, *(other.clause for other in verdicts if other.status == "adverse" and not other.others)]


def _contradiction(against: Sequence[Clause], extent: Extent) -> str:
    names = [extent.documents[clause.document] if extent.documents else "" for clause in against]
    cited = [", ".join(filter(None, (name, each.section))) for name, each in zip(names, against, strict=True)]
    places = list(dict.fromkeys(filter(None, cited))) or ["another passage"]
    named = [*places[:NAMED], f"{len(places) - NAMED} more"] if len(places) > NAMED else places
    one, several = ("denies it", "deny it") if all(clause.denied for clause in against) else _OTHERWISE
    words = f"{joined(named, 'and')} {one if len(named) == 1 else several}"
    return f"but {words}" if extent.documents else words  # the name of a file is not to begin a sentence


def _not_found(rule: Rule, extent: Extent, detection: Detection) -> Finding:
    doubts = _doubts(rule, extent, detection)
    if doubts:
        return _unverified(rule, detection, doubts)
    excuse = _excuse(rule, extent)
    if excuse:
        return _finding(rule, "not_applicable", excuse)
    nearest = detection.considered.get(rule.clause_type, ())
    return _finding(rule, "missing", f"not found; {extent.read}", nearest=nearest)


def _excuse(rule: Rule, extent: Extent) -> str | None:
    """Say why nothing that was read needs the clause; None where any of it may, or is of a type that is not known."""
    reasons = [rule.not_for.get(type) if type else None for type in extent.types]
    return reasons[0] if all(reasons) else None


def _unverified(rule: Rule, detection: Detection, doubts: Sequence[str]) -> Finding:
    pointers = [Place(deferral.span, deferral.document) for deferral in _deferrals(rule, detection)]
    nearest = dict.fromkeys([*pointers, *detection.considered.get(rule.clause_type, ())])
    return _finding(rule, "unverified", f"not found, but {', and '.join(doubts)}", nearest=tuple(nearest))


def _doubts(rule: Rule, extent: Extent, detection: Detection) -> list[str]:
    """Say why the absence of a clause proves nothing, and so what would settle it."""
    unread = [f"{words} could not be read" for words in extent.unread]
    return unread + [f"it is {words}" for words in _left_to(_deferrals(rule, detection))]


def _deferrals(rule: Rule, detection: Detection) -> list[Deferral]:
    return [deferral for deferral in detection.deferrals if deferral.type == rule.clause_type]


def _left_to(deferrals: Iterable[Deferral]) -> list[str]:
    named = dict.fromkeys(deferral.reference for deferral in deferrals)
    return [f"left to {reference}, which was not supplied" for reference in named]


def _finding(
    rule: Rule,
    status: Status,
    reasons: str | Sequence[str],
    clauses: Sequence[Clause] = (),
    *,
    nearest: Sequence[Place] = (),
) -> Finding:
    parts = [reasons] if isinstance(reasons, str) else reasons
    doubtful = bool(clauses) and (clauses[0].confidence < REVIEW_BELOW or is_unclear(clauses[0]))
    return Finding(
        rule=rule,
        status=status,
        severity=_severity(rule, status),
        message=" ".join(f"{part[:1].upper()}{part[1:]}." for part in parts),
        needs_review=doubtful,
        clauses=tuple(clauses),
        nearest=tuple(nearest)[:NEAREST],
    )


def _severity(rule: Rule, status: Status) -> Severity:
    if status in SETTLED:
        return Severity.INFO
    return Severity(max(rule.severity - 1, Severity.INFO)) if status == "weak" else rule.severity
