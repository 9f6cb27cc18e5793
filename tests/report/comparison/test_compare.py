from __future__ import annotations

import pytest

from clausecheck.errors import InputError, OptionError
from clausecheck.report.comparison.compare import compare
from clausecheck.report.model import PartyRecord
from tests.support.comparisons import EXIT, between, one_finding
from tests.support.reports import file_error

OTHER_TEXT = "Vendor shall be free to walk away whenever that suits it, at no cost, without a reason and by fax."
LATER = EXIT.replace("sixty (60)", "ninety (90)")


def way(*reports):
    comparison = compare(reports)
    return comparison.way, comparison.reason


def test_the_same_parties_and_much_the_same_words_are_versions():
    assert way(one_finding("met"), one_finding("weak", LATER)) == (
        "versions",
        "the parties are the same and the clauses found have 88 % of their words in common",
    )


def test_the_way_a_name_is_written_makes_no_other_party():
    reports = [one_finding("met", parties=between(name)) for name in ("BrightCall, Inc.", "BRIGHTCALL INC")]
    assert way(*reports)[0] == "versions"


def test_other_parties_are_vendors_even_on_the_same_form():
    reports = [one_finding("met", parties=between(name)) for name in ("BrightCall, Inc.", "Tidewell LLP")]
    assert way(*reports) == ("vendors", "the parties differ")


def test_another_contract_between_the_same_parties_is_no_version():
    found, reason = way(one_finding("met"), one_finding("adverse", OTHER_TEXT))
    assert found == "vendors"
    assert reason.startswith("the parties are the same, but the clauses found have only ")


def test_without_parties_the_words_decide():
    assert way(one_finding("met", parties=[]), one_finding("weak", LATER, parties=[]))[0] == "versions"
    assert way(one_finding("met", parties=[]), one_finding("adverse", OTHER_TEXT, parties=[]))[0] == "vendors"


@pytest.mark.parametrize("placeholder", ["Provider", "the Vendor", "you", "Party B", "__________"])
def test_a_word_for_the_part_a_party_plays_is_no_name_that_two_contracts_share(placeholder):
    parties = between(placeholder)
    three_quarters = f"{EXIT} It shall pay for all work done until then."
    found = way(one_finding("met", parties=parties), one_finding("met", three_quarters, parties=parties))
    assert found == ("vendors", "the clauses found have only 79 % of their words in common")


def test_a_party_without_a_name_differs_from_none():
    nameless = one_finding("met", parties=between("Provider"))
    assert way(nameless, one_finding("weak", LATER)) == (
        "versions",
        "the clauses found have 88 % of their words in common",
    )


def test_two_vendors_on_one_form_are_told_by_their_own_names():
    forms = [
        [PartyRecord(name="Customer", term="Customer", role="customer"), between(name)[1]]
        for name in ("BrightCall Ltd.", "Tidewell LLP")
    ]
    assert way(*(one_finding("met", parties=parties) for parties in forms)) == ("vendors", "the parties differ")
    same_vendor = one_finding("weak", LATER, parties=forms[0])
    assert way(one_finding("met", parties=forms[0]), same_vendor) == (
        "versions",
        "the vendor is the same and the clauses found have 88 % of their words in common",
    )


def test_documents_without_a_clause_have_nothing_in_common():
    roses, minutes = (one_finding("missing", "", parties=[], name=name) for name in ("roses.txt", "minutes.txt"))
    assert way(roses, minutes) == ("vendors", "no clause was found in them")
    assert way(one_finding("met"), one_finding("missing", "")) == (
        "vendors",
        "the parties are the same, but no clause was found in one of them",
    )


def test_one_stranger_among_three_makes_vendors_of_all():
    assert (
        way(one_finding("met"), one_finding("met"), one_finding("met", parties=between("Tidewell LLP")))[0] == "vendors"
    )


@pytest.mark.parametrize("as_", ["versions", "vendors"])
def test_the_user_has_the_last_word(as_):
    comparison = compare([one_finding("met"), one_finding("weak", LATER)], as_)
    assert (comparison.way, comparison.reason) == (as_, "it was asked for")
    assert bool(comparison.steps) is (as_ == "versions")
    assert bool(comparison.matrix) is (as_ == "vendors")


def test_two_of_three_are_compared_and_the_third_is_not_forgotten():
    comparison = compare([one_finding("met"), file_error("v2.pdf"), one_finding("weak", LATER)], "versions")
    assert [(step.before, step.after) for step in comparison.steps] == [(0, 1)]
    assert [error.document.name for error in comparison.errors] == ["v2.pdf"]
    assert [document.number for document in comparison.documents] == [1, 3]


@pytest.mark.parametrize(
    ("results", "could"),
    [([one_finding("met"), file_error()], "of the 2 given 1 could be"), ([], "of the 0 given none")],
)
def test_one_readable_document_is_nothing_to_compare(results, could):
    with pytest.raises(InputError, match=could):
        compare(results)


def test_a_way_that_does_not_exist_is_refused():
    with pytest.raises(OptionError, match="no way to compare 'siblings'; one of versions, vendors"):
        compare([one_finding("met"), one_finding("met")], "siblings")


def test_reports_for_different_sides_are_not_compared():
    theirs = one_finding("met")
    theirs = theirs.model_copy(update={"playbook": theirs.playbook.model_copy(update={"side": "provider"})})
    with pytest.raises(OptionError, match="different playbooks"):
        compare([one_finding("met"), theirs])


def test_documents_of_one_name_are_told_apart_by_their_paths():
    reports = [one_finding("met"), one_finding("met"), one_finding("met", name="other.pdf")]
    placed = reports[0].model_copy(update={"document": reports[0].document.model_copy(update={"path": "old/msa.pdf"})})
    labels = [document.label for document in compare([placed, file_error("lost.pdf"), *reports[1:]]).documents]
    assert labels == ["old/msa.pdf", "msa.pdf (3)", "other.pdf"]


@pytest.mark.parametrize(
    ("name", "role", "vendor"),
    [
        ("BrightCall Ltd.", "provider", "BrightCall Ltd."),
        ("BrightCall Ltd.", "unknown", ""),
        ("__________", "provider", ""),
        ("Service Provider", "provider", ""),
    ],
)
def test_a_vendor_is_the_party_across_the_table(name, role, vendor):
    report = one_finding("met", parties=between(name, role=role))
    assert compare([report, one_finding("met")]).documents[0].vendor == vendor


def scoring(score, rules):
    report = one_finding("met")
    coverage = report.summary.coverage.model_copy(update={"rules_evaluated": rules})
    summary = report.summary.model_copy(update={"score": score, "coverage": coverage})
    return report.model_copy(update={"summary": summary})


def test_the_best_score_is_marked_and_never_one_that_rests_on_fewer_rules():
    def best(*reports):
        return [document.best_score for document in compare(reports, "vendors").documents]

    assert best(scoring(40, 7), scoring(60, 7)) == [False, True]
    assert best(scoring(40, 7), scoring(60, 1)) == [False, False]
    assert best(scoring(40, 7), scoring(40, 7)) == [False, False]


def test_must_haves_are_named_by_their_titles():
    report = one_finding("missing", "")
    report = report.model_copy(update={"summary": report.summary.model_copy(update={"lacking": ["exit", "gone"]})})
    assert compare([report, report]).documents[0].lacking == ["Exit without cause", "gone"]
