from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.detect.clause import Clause, Deferral, Detection, Place, Ruling
from clausecheck.playbook.assess import assess, assess_deal
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.model import Rule
from clausecheck.playbook.severity import Severity, Side
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Kind
from tests.support.deals import DPA, MSA, deal
from tests.support.findings import clause, contract_of, detection_of, playbook_of, rule_of

EXIT = {
    "preferred": {"holder": {"one_of": ["customer", "either"]}, "notice_days": {"at_most": 30}},
    "acceptable": {
        "holder": {"one_of": ["customer", "either"]},
        "notice_days": {"at_most": 60},
        "fee": {"one_of": [False], "if_silent": "met"},
    },
    "walk_away": {"notice_days": {"more_than": 180}},
}
BREACH = {
    "acceptable": {"notifier": {"one_of": ["provider", "either"]}, "deadline_hours": {"at_most": 24}},
    "walk_away": {"deadline_hours": {"more_than": 72}},
}
RENEWAL = {
    "expects": "absent",
    "acceptable": {"term_months": {"at_most": 12}, "optout_notice_days": {"at_most": 60}},
    "walk_away": {"term_months": {"more_than": 36}},
}


def exit_rule(**fields: Any) -> Rule:
    return rule_of("termination_for_convenience", **(EXIT | fields))


def exit_clause(**attributes: Any) -> Clause:
    return clause("termination_for_convenience", **({"holder": "customer", "notice_days": 60} | attributes))


def renewal_rule(**fields: Any) -> Rule:
    return rule_of("auto_renewal", severity="medium", **(RENEWAL | fields))


def verdict(
    rule: Rule,
    *clauses: Clause,
    contract: Contract | None = None,
    detection: Detection | None = None,
    side: Side | None = None,
) -> Finding:
    found = detection or detection_of(*clauses)
    (finding,) = assess(contract or contract_of(), found, playbook_of(rule), side)
    return finding


class TestPresent:
    def test_acceptable_terms_are_met_and_name_what_would_be_better(self):
        finding = verdict(exit_rule(), exit_clause(notice_days=60))
        assert (finding.status, finding.severity) == ("met", Severity.INFO)
        assert finding.message == "Held by the customer, notice 60 days (preferred: notice at most 30 days)."
        assert finding.clauses == (exit_clause(notice_days=60),)

    def test_preferred_terms_are_met_without_a_hint(self):
        finding = verdict(exit_rule(), exit_clause(holder="either", notice_days=30))
        assert finding.status == "met"
        assert finding.message == "Held by either party, notice 30 days."

    def test_preferred_terms_suffice_where_the_acceptable_ones_fail(self):
        rule = exit_rule(acceptable={"fee": {"one_of": [False]}})
        assert verdict(rule, exit_clause(notice_days=30)).status == "met"

    def test_terms_short_of_acceptable_are_weak_one_level_below_the_rule(self):
        finding = verdict(exit_rule(), exit_clause(notice_days=90, fee=True))
        assert (finding.status, finding.severity) == ("weak", Severity.MEDIUM)
        assert finding.message == "Notice 90 days; wanted at most 60. Exit fee; wanted no exit fee."

    @pytest.mark.parametrize(("severity", "expected"), [("info", Severity.INFO), ("critical", Severity.HIGH)])
    def test_a_weak_clause_of_the_lowest_severity_stays_there(self, severity, expected):
        assert verdict(exit_rule(severity=severity), exit_clause(notice_days=90)).severity is expected

    def test_silence_is_weak_and_says_what_was_wanted(self):
        finding = verdict(rule_of("breach_notification", **BREACH), clause("breach_notification", notifier="provider"))
        assert finding.status == "weak"
        assert finding.message == "No deadline stated; wanted at most 24 hours."

    def test_a_vague_deadline_is_quoted(self):
        vague = clause(
            "breach_notification", notifier="provider", deadline_hours=None, deadline_text="without\n undue delay"
        )
        finding = verdict(rule_of("breach_notification", **BREACH), vague)
        assert finding.status == "weak"
        assert finding.message == "Deadline only “without undue delay”; wanted at most 24 hours."

    def test_silence_counts_as_met_where_the_playbook_says_so(self):
        assert verdict(exit_rule(), exit_clause(fee=None)).status == "met"

    @pytest.mark.parametrize(
        ("hours", "status"), [(0, "met"), (24, "met"), (24.5, "weak"), (72, "weak"), (73, "adverse")]
    )
    def test_limits_include_their_bound(self, hours, status):
        found = clause("breach_notification", notifier="provider", deadline_hours=hours)
        assert verdict(rule_of("breach_notification", **BREACH), found).status == status

    def test_a_walk_away_term_is_adverse_at_the_severity_of_the_rule(self):
        finding = verdict(exit_rule(), exit_clause(notice_days=270))
        assert (finding.status, finding.severity) == ("adverse", Severity.HIGH)
        assert finding.message == "Notice 270 days; wanted at most 60."

    def test_a_walk_away_term_that_no_position_mentions_is_named(self):
        rule = rule_of("termination_for_convenience", walk_away={"fee": {"one_of": [True]}})
        assert verdict(rule, exit_clause(fee=True)).message == "Exit fee is not acceptable."

    def test_an_objection_is_adverse_even_when_a_position_is_met(self):
        rule = rule_of(
            "sla_penalties",
            acceptable={"kind": {"one_of": ["credit"]}},
            unacceptable=[
                {"when": {"at_provider_discretion": {"one_of": [True]}}, "message": "the provider decides on credits."}
            ],
        )
        assert verdict(rule, clause("sla_penalties", kind="credit", at_provider_discretion=False)).status == "met"
        finding = verdict(rule, clause("sla_penalties", kind="credit", at_provider_discretion=True))
        assert (finding.status, finding.message) == ("adverse", "The provider decides on credits.")

    def test_an_objection_needs_all_of_its_terms(self):
        rule = rule_of(
            "termination_for_convenience",
            unacceptable=[
                {
                    "when": {"fee": {"one_of": [True]}, "notice_days": {"at_least": 90}},
                    "message": "both long notice and a fee",
                }
            ],
        )
        assert verdict(rule, exit_clause(fee=True, notice_days=30)).status == "met"
        assert verdict(rule, exit_clause(fee=True, notice_days=90)).status == "adverse"

    def test_a_rule_without_positions_is_met_by_any_clause(self):
        finding = verdict(rule_of("audit_rights"), clause("audit_rights"))
        assert (finding.status, finding.message) == ("met", "Found, as wanted.")

    def test_a_clause_for_part_of_the_agreement_is_weak_at_most(self):
        finding = verdict(exit_rule(), exit_clause(scope="partial"))
        assert (finding.status, finding.message) == ("weak", "Covers only part of the agreement.")

    def test_a_clause_for_part_of_the_agreement_can_still_be_adverse(self):
        assert verdict(exit_rule(), exit_clause(scope="partial", notice_days=365)).status == "adverse"

    def test_metrics_without_a_target_are_no_service_levels(self):
        rule = rule_of("service_levels", preferred={"metrics": {"stated": True}})
        vague = clause("service_levels", metrics=[{"name": "average handle time", "target": ""}])
        finding = verdict(rule, vague)
        assert finding.status == "weak"
        assert finding.message == "Metrics average handle time (no target); wanted metrics stated in full."
        silent = verdict(rule, clause("service_levels", metrics=[]))
        assert (silent.status, silent.message) == ("weak", "No metric with its target made out.")
        measured = clause("service_levels", metrics=[{"name": "first response time", "target": "95% in 30 seconds"}])
        assert verdict(rule, measured).message == "Metrics first response time 95% in 30 seconds."


class TestWhoseRight:
    def test_a_right_of_the_other_side_alone_is_adverse(self):
        finding = verdict(exit_rule(), exit_clause(holder="provider"))
        assert finding.status == "adverse"
        assert finding.message == "Held only by the provider; wanted the customer or either party."

    def test_it_is_adverse_even_where_no_condition_asks_for_the_holder(self):
        rule = rule_of("termination_for_convenience", acceptable={"notice_days": {"at_most": 60}})
        finding = verdict(rule, exit_clause(holder="provider"))
        assert (finding.status, finding.message) == ("adverse", "Held only by the provider.")

    def test_it_is_fine_where_the_playbook_accepts_that_holder(self):
        rule = rule_of("audit_rights", acceptable={"holder": {"one_of": ["provider", "customer"]}})
        assert verdict(rule, clause("audit_rights", holder="provider")).status == "met"

    def test_each_side_having_its_own_right_is_no_conflict(self):
        ours, theirs = exit_clause(), exit_clause(holder="provider", notice_days=10, confidence=0.99)
        finding = verdict(exit_rule(), theirs, ours)
        assert (finding.status, finding.clauses, finding.needs_review) == ("met", (ours,), False)

    def test_an_unclear_holder_is_weak_and_needs_review(self):
        finding = verdict(exit_rule(), exit_clause(holder="unclear", notice_days=30))
        assert (finding.status, finding.needs_review) == ("weak", True)
        assert finding.message == "Holder not clear; wanted the customer or either party."

    @pytest.mark.parametrize(("holder", "status"), [("provider", "met"), ("either", "met"), ("customer", "adverse")])
    def test_the_other_side_reads_the_playbook_mirrored(self, holder, status):
        finding = verdict(exit_rule(), exit_clause(holder=holder), side="provider")
        assert finding.status == status

    def test_mirrored_words_name_the_other_party(self):
        finding = verdict(exit_rule(), exit_clause(holder="customer"), side="provider")
        assert finding.message == "Held only by the customer; wanted the provider or either party."
        assert finding.rule.recommended_language == (
            "The Provider may terminate this Agreement on sixty (60) days' notice to the Customer."
        )

    def test_the_side_of_the_playbook_changes_nothing(self):
        assert verdict(exit_rule(), exit_clause(), side="customer") == verdict(exit_rule(), exit_clause())


class TestDenial:
    def test_a_denied_right_is_adverse_never_met(self):
        denied = exit_clause(denied=True, notice_days=30)
        finding = verdict(exit_rule(), denied)
        assert (finding.status, finding.message, finding.clauses) == ("adverse", "Expressly denied.", (denied,))

    def test_a_denial_contradicting_a_grant_is_named_and_needs_review(self):
        granted, denied = exit_clause(notice_days=30), exit_clause(denied=True, section="14.2 Term")
        finding = verdict(exit_rule(), denied, granted)
        assert finding.status == "met"
        assert finding.message == "Held by the customer, notice 30 days. 14.2 Term denies it."
        assert (finding.clauses, finding.needs_review) == ((granted, denied), True)

    def test_a_harmful_clause_beside_a_good_one_is_named(self):
        good, bad = exit_clause(notice_days=30), exit_clause(notice_days=365)
        finding = verdict(exit_rule(), good, bad)
        assert finding.status == "met"
        assert finding.message.endswith("Another passage says otherwise.")
        assert (finding.clauses, finding.needs_review) == ((good, bad), True)

    def test_several_contradictions_are_summed_up(self):
        denials = [exit_clause(denied=True, section=f"{number} Term") for number in (3, 3, 4, 5, 6)]
        finding = verdict(exit_rule(), exit_clause(notice_days=30), *denials)
        assert finding.message.endswith("3 Term, 4 Term and 2 more deny it.")

    def test_a_grant_for_part_does_not_answer_a_denial_for_the_whole(self):
        granted, denied = exit_clause(scope="partial"), exit_clause(denied=True, scope="agreement")
        finding = verdict(exit_rule(), granted, denied)
        assert finding.status == "adverse"
        assert finding.message == "Expressly denied. What is granted covers only part of the agreement."
        assert finding.clauses == (denied, granted)

    def test_a_denial_decides_before_a_right_of_the_other_side(self):
        theirs, denied = exit_clause(holder="provider"), exit_clause(denied=True, scope="agreement")
        finding = verdict(exit_rule(), theirs, denied)
        assert (finding.status, finding.clauses) == ("adverse", (denied, theirs))
        assert finding.message == "Expressly denied. Only the other side has it."

    def test_a_denial_for_part_does_not_undo_a_grant_for_part(self):
        granted, denied = exit_clause(scope="partial"), exit_clause(denied=True, scope="partial")
        finding = verdict(exit_rule(), granted, denied)
        assert (finding.status, finding.needs_review) == ("weak", True)

    def test_denying_the_other_side_its_right_denies_us_nothing(self):
        finding = verdict(exit_rule(), exit_clause(denied=True, holder="provider"))
        assert (finding.status, finding.clauses) == ("missing", ())


class TestChoice:
    def test_the_clause_with_the_best_status_decides(self):
        weak, met = exit_clause(notice_days=90, confidence=0.99), exit_clause(notice_days=45, confidence=0.8)
        assert verdict(exit_rule(), weak, met).clauses == (met,)

    def test_preferred_terms_decide_before_acceptable_ones(self):
        acceptable, preferred = exit_clause(confidence=0.99), exit_clause(notice_days=30, confidence=0.8)
        assert verdict(exit_rule(), acceptable, preferred).clauses == (preferred,)

    def test_among_equals_the_surest_decides(self):
        unsure, sure = exit_clause(notice_days=45, confidence=0.75), exit_clause(notice_days=60, confidence=0.95)
        assert verdict(exit_rule(), unsure, sure).clauses == (sure,)

    def test_what_an_attachment_says_stands_beside_the_clause_that_points_to_it(self):
        pointing = exit_clause(notice_days=30, attachments=("Schedule 2",), section="7.2")
        rows = [exit_clause(section=f"Schedule 2, 1.{row} Exit", at=Span(row, row + 5)) for row in range(1, 6)]
        other = exit_clause(section="Schedule 21, 1.1 Exit", at=Span(90, 95))
        denial = exit_clause(section="9.1", denied=True)
        assert verdict(exit_rule(), pointing, *rows, other, denial).clauses == (pointing, *rows[:3], denial)

    def test_a_harmful_passage_of_an_attachment_is_named_once_and_as_what_it_is(self):
        pointing = exit_clause(attachments=("Schedule 2",), section="7.2")
        harmful = exit_clause(notice_days=400, section="Schedule 2, 1.1 Exit")
        assert verdict(exit_rule(), pointing, harmful).clauses == (pointing, harmful)
        adverse = exit_clause(notice_days=400, attachments=("Schedule 2",), section="7.2", confidence=0.95)
        elsewhere = exit_clause(notice_days=300, section="7.3", at=Span(40, 50))
        assert verdict(exit_rule(), adverse, elsewhere, harmful).clauses == (adverse, harmful, elsewhere)

    @pytest.mark.parametrize(("confidence", "needs_review"), [(0.69, True), (0.7, False)])
    def test_an_unsure_deciding_clause_needs_review(self, confidence, needs_review):
        assert verdict(exit_rule(), exit_clause(confidence=confidence)).needs_review is needs_review

    @pytest.mark.parametrize(("confidence", "needs_review"), [(0.69, True), (0.7, False)])
    def test_so_does_an_unsure_refusal_and_an_unsure_right_of_the_other_side(self, confidence, needs_review):
        refused = verdict(exit_rule(), exit_clause(denied=True, confidence=confidence))
        theirs = verdict(exit_rule(), exit_clause(holder="provider", confidence=confidence))
        assert [(f.status, f.needs_review) for f in (refused, theirs)] == [("adverse", needs_review)] * 2

    def test_clauses_of_other_types_do_not_count(self):
        assert verdict(exit_rule(), clause("audit_rights", holder="customer", notice_days=30)).status == "missing"

    def test_nor_do_those_that_the_rule_is_not_about(self):
        ours = {"where": {"holder": {"one_of": ["customer"]}}}
        theirs = exit_clause(holder="provider", notice_days=400)
        assert verdict(exit_rule(**ours), theirs).status == "missing"
        assert verdict(exit_rule(**ours, expects="absent"), theirs).status == "met"
        assert verdict(exit_rule(**ours), theirs, exit_clause()).clauses == (exit_clause(),)


class TestAbsence:
    NEAREST = tuple(Place(Span(start, start + 5)) for start in range(0, 20, 5))

    def test_missing_says_what_was_read_and_names_the_three_nearest_passages(self):
        detection = detection_of(considered={"termination_for_convenience": self.NEAREST})
        finding = verdict(exit_rule(), contract=contract_of(["one", "two"]), detection=detection)
        assert (finding.status, finding.severity) == ("missing", Severity.HIGH)
        assert finding.message == "Not found; all 2 pages were read."
        assert finding.nearest == self.NEAREST[:3]
        assert not finding.needs_review

    @pytest.mark.parametrize(
        ("pages", "words"),
        [(["one"], "Not found; its one page was read."), ("no pages", "Not found; the whole document was read.")],
    )
    def test_missing_counts_pages_only_where_there_are_any(self, pages, words):
        assert verdict(exit_rule(), contract=contract_of(pages)).message == words

    def test_unreadable_pages_leave_it_unverified(self):
        contract = contract_of(["one", None, "three", *[None] * 3, "seven"])
        finding = verdict(exit_rule(), contract=contract)
        assert (finding.status, finding.severity) == ("unverified", Severity.HIGH)
        assert finding.message == "Not found, but pages 2, 4-6 could not be read."

    def test_a_part_that_could_not_be_read_leaves_it_unverified(self):
        finding = verdict(exit_rule(), contract=contract_of("no pages", unread=("an embedded document (altChunk)",)))
        assert finding.status == "unverified"
        assert finding.message == "Not found, but an embedded document (altChunk) could not be read."

    def test_pages_and_parts_that_could_not_be_read_are_both_named(self):
        finding = verdict(exit_rule(), contract=contract_of(["one", None], unread=("a chart",)))
        assert finding.message == "Not found, but page 2 could not be read, and a chart could not be read."

    def test_an_attachment_not_supplied_leaves_it_unverified(self):
        pointer = Deferral("termination_for_convenience", Span(20, 30), "Exhibit F")
        detection = detection_of(deferrals=[pointer, pointer], considered={"termination_for_convenience": self.NEAREST})
        finding = verdict(exit_rule(), detection=detection)
        assert finding.status == "unverified"
        assert finding.message == "Not found, but it is left to Exhibit F, which was not supplied."
        assert finding.nearest == (Place(Span(20, 30)), *self.NEAREST[:2])

    def test_both_reasons_are_given(self):
        detection = detection_of(deferrals=[Deferral("termination_for_convenience", Span(0, 3), "Schedule 2")])
        finding = verdict(exit_rule(), contract=contract_of(["one", None]), detection=detection)
        assert finding.message == (
            "Not found, but page 2 could not be read, and it is left to Schedule 2, which was not supplied."
        )

    def test_an_attachment_for_another_clause_type_is_no_excuse(self):
        detection = detection_of(deferrals=[Deferral("service_levels", Span(0, 3), "Exhibit F")])
        assert verdict(exit_rule(), detection=detection).status == "missing"

    @pytest.mark.parametrize(("days", "status"), [(60, "met"), (90, "weak"), (365, "adverse")])
    def test_unreadable_pages_take_nothing_from_a_clause_that_was_found(self, days, status):
        contract = contract_of(["one", None])
        assert verdict(exit_rule(), exit_clause(notice_days=days), contract=contract).status == status

    def test_a_denial_stands_whatever_the_unreadable_pages_say(self):
        assert verdict(exit_rule(), exit_clause(denied=True), contract=contract_of(["one", None])).status == "adverse"

    @pytest.mark.parametrize(
        ("metrics", "span", "status", "needs_review"),
        [
            (None, Span(0, 3), "unverified", True),
            (["availability 99%"], Span(0, 3), "met", True),
            (None, Span(50, 60), "weak", False),
        ],
    )
    def test_a_clause_that_leaves_the_rest_to_an_attachment(self, metrics, span, status, needs_review):
        rule = rule_of("service_levels", preferred={"metrics": {"stated": True}})
        detection = detection_of(
            clause("service_levels", metrics=metrics), deferrals=[Deferral("service_levels", span, "Exhibit C")]
        )
        finding = verdict(rule, detection=detection)
        assert (finding.status, finding.needs_review) == (status, needs_review)
        assert ("The rest is left to Exhibit C, which was not supplied." in finding.message) is needs_review

    def test_a_clause_weak_for_what_it_states_stays_weak_whatever_is_left_to_an_attachment(self):
        rule = rule_of("exit", preferred={"notice_days": {"at_most": 30}})
        detection = detection_of(clause("exit", notice_days=90), deferrals=[Deferral("exit", Span(0, 3), "Exhibit C")])
        finding = verdict(rule, detection=detection)
        assert (finding.status, finding.needs_review) == ("weak", True)

    @given(st.lists(st.booleans(), min_size=1, max_size=6), st.booleans(), st.booleans())
    def test_missing_is_never_claimed_without_reading_everything(self, readable, deferred, wanted):
        contract = contract_of(["words" if page else None for page in readable])
        rule = exit_rule() if wanted else renewal_rule()
        deferrals = [Deferral(rule.clause_type, Span(0, 1), "Exhibit A")] if deferred else []
        finding = verdict(rule, contract=contract, detection=detection_of(deferrals=deferrals))
        settled = "missing" if wanted else "met"
        assert finding.status == (settled if all(readable) and not deferred else "unverified")


class TestUnwanted:
    def test_no_clause_is_met(self):
        finding = verdict(renewal_rule(), contract=contract_of(["one", "two"]))
        assert (finding.status, finding.severity) == ("met", Severity.INFO)
        assert finding.message == "Not found, as wanted; all 2 pages were read."

    def test_no_clause_is_unverified_where_pages_could_not_be_read(self):
        finding = verdict(renewal_rule(), contract=contract_of(["one", None]))
        assert (finding.status, finding.severity) == ("unverified", Severity.MEDIUM)

    @pytest.mark.parametrize(
        ("months", "days", "status"), [(12, 60, "met"), (24, 60, "weak"), (12, 90, "weak"), (48, 30, "adverse")]
    )
    def test_a_clause_is_held_against_the_acceptable_terms(self, months, days, status):
        found = clause("auto_renewal", term_months=months, optout_notice_days=days)
        assert verdict(renewal_rule(), found).status == status

    def test_the_worst_of_several_clauses_decides(self):
        mild = clause("auto_renewal", term_months=12, optout_notice_days=30, confidence=0.99)
        harsh = clause("auto_renewal", term_months=60, optout_notice_days=30, confidence=0.8)
        finding = verdict(renewal_rule(), mild, harsh)
        assert (finding.status, finding.clauses) == ("adverse", (harsh,))

    def test_any_clause_is_weak_where_no_terms_are_acceptable(self):
        finding = verdict(renewal_rule(acceptable={}, walk_away={}), clause("auto_renewal", term_months=1))
        assert (finding.status, finding.message) == ("weak", "Found; wanted none.")

    def test_a_clause_that_excludes_it_settles_the_matter_even_with_unreadable_pages(self):
        excluded = clause("auto_renewal", denied=True)
        finding = verdict(renewal_rule(), excluded, contract=contract_of(["one", None]))
        assert (finding.status, finding.message, finding.clauses) == ("met", "Expressly excluded.", (excluded,))


def test_findings_come_in_the_order_of_the_playbook():
    playbook = playbook_of(rule_of("service_levels"), rule_of("audit_rights"), rule_of("ip_ownership"))
    findings = assess(contract_of(), detection_of(), playbook)
    assert [finding.rule.clause_type for finding in findings] == ["service_levels", "audit_rights", "ip_ownership"]


def of_type(type: str, *holds: str) -> Contract:
    return replace(contract_of(), kind=Kind(type, None, frozenset(holds)))


CREDITS = {"dpa": "A data processing agreement has no service credits"}


def test_a_rule_is_not_applicable_to_a_document_that_needs_no_such_clause():
    found = verdict(rule_of("sla_penalties", not_for=CREDITS), contract=of_type("dpa"))
    assert (found.status, found.severity, found.clauses) == ("not_applicable", Severity.INFO, ())
    assert found.message == "A data processing agreement has no service credits."


@pytest.mark.parametrize("contract", [contract_of(), of_type("msa"), of_type("dpa", "sla")])
def test_a_type_that_is_not_known_or_not_alone_hides_nothing(contract):
    assert verdict(rule_of("sla_penalties", not_for=CREDITS), contract=contract).status == "missing"


def test_a_clause_that_is_there_is_judged_whatever_the_document_is():
    rule = rule_of("sla_penalties", not_for=CREDITS, walk_away={"percent": {"less_than": 5}})
    assert verdict(rule, clause("sla_penalties", percent=2), contract=of_type("dpa")).status == "adverse"
    assert verdict(rule, clause("sla_penalties", denied=True), contract=of_type("dpa")).status == "adverse"


def test_what_was_not_read_or_is_left_elsewhere_stays_unverified():
    rule = rule_of("sla_penalties", not_for=CREDITS)
    unread = replace(contract_of(["Page one.", None]), kind=Kind("dpa"))
    assert verdict(rule, contract=unread).status == "unverified"
    pointing = detection_of(deferrals=[Deferral("sla_penalties", Span(0, 4), "Schedule C")])
    assert verdict(rule, contract=of_type("dpa"), detection=pointing).status == "unverified"


def test_a_clause_that_is_better_absent_is_not_applicable_where_it_makes_no_sense():
    found = verdict(renewal_rule(not_for={"nda": "It has no fees to renew"}), contract=of_type("nda"))
    assert (found.status, found.message) == ("not_applicable", "It has no fees to renew.")


def judged(rule: Rule, *clauses: Clause, rulings: tuple[Ruling, ...] = (), failed: tuple[str, ...] = ()) -> Finding:
    detection = replace(detection_of(*clauses), rulings=rulings)
    (finding,) = assess_deal(deal(msa=MSA, dpa=DPA), failed, detection, playbook_of(rule))
    return finding


def test_a_finding_on_a_deal_says_what_decided_between_documents():
    ruling = Ruling("breach_notification", "dpa, 5.1 goes before msa, 9.1 by msa, 1.2")
    rule = rule_of("breach_notification", **BREACH)
    decided = clause("breach_notification", notifier="provider", deadline_hours=24)
    found = judged(rule, decided, rulings=(ruling, Ruling("audit_rights", "nothing to do with it", doubtful=True)))
    assert (found.status, found.needs_review) == ("met", False)
    assert found.message.endswith(" dpa, 5.1 goes before msa, 9.1 by msa, 1.2.")
    doubted = judged(rule, decided, rulings=(replace(ruling, doubtful=True),))
    assert doubted.needs_review


def test_clauses_of_a_deal_that_contradict_are_named_with_their_documents():
    rule = rule_of("breach_notification", **BREACH)
    good = clause("breach_notification", notifier="provider", deadline_hours=24, section="5.1")
    bad = replace(clause("breach_notification", notifier="provider", deadline_hours=96, section="9.1"), document=1)
    found = judged(rule, good, bad)
    assert found.needs_review
    assert "But dpa, 9.1 says otherwise." in found.message


def test_a_document_that_could_not_be_read_leaves_a_deal_unverified():
    assert judged(exit_rule()).status == "missing"
    found = judged(exit_rule(), failed=("sow.pdf",))
    assert (found.status, found.message) == ("unverified", "Not found, but sow.pdf could not be read.")


def test_a_deal_needs_what_any_of_its_documents_needs():
    reason = {"dpa": "A data processing agreement has no exit"}
    assert judged(exit_rule(not_for=reason)).status == "missing"
    assert judged(exit_rule(not_for={**reason, "msa": "None here either"})).status == "not_applicable"


class TestDecidingSentence:
    def told(self, *names: str, **attributes: Any) -> Finding:
        found = replace(exit_clause(**attributes), told_by={name: Span(500, 540) for name in names})
        return verdict(exit_rule(), found)

    def test_a_term_that_another_sentence_gives_decides_there(self):
        finding = self.told("fee", fee=True)
        assert (finding.status, finding.deciding) == ("weak", Place(Span(500, 540)))
        assert self.told("notice_days", notice_days=200).deciding == Place(Span(500, 540))

    def test_what_the_clause_says_itself_goes_before(self):
        assert self.told("fee", fee=True, notice_days=90).deciding is None

    def test_nothing_decides_against_a_clause_that_is_met(self):
        assert self.told("notice_days").deciding is None
