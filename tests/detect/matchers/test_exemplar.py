from __future__ import annotations

from clausecheck.detect.matchers.exemplar import exemplar_agreement, in_order, mask

STANDARD = "Client may terminate this Agreement for convenience upon thirty (30) days' prior written notice to Vendor."


def test_parties_and_numbers_are_masked():
    assert mask("Client pays Vendor 1,500.00 in 30 days.", ["Client", "Vendor"]) == "party pays party 0 in 0 days."


def test_a_term_is_masked_as_a_whole_word():
    assert mask("Clients of Client", ["Client"]) == "clients of party"


def test_the_same_language_between_other_parties_agrees_fully():
    ours = in_order(mask(STANDARD, ["Client", "Vendor"]))
    theirs = mask(STANDARD.replace("Client", "Hospital").replace("Vendor", "Agency"), ["Hospital", "Agency"])
    assert exemplar_agreement(in_order(theirs), [ours]) == 1.0


def test_the_order_of_the_words_makes_no_difference():
    turned = (
        "Upon thirty (30) days' prior written notice to Vendor Client may for convenience terminate this Agreement."
    )
    ours, theirs = (in_order(mask(text.replace(".", ""), ["Client", "Vendor"])) for text in (STANDARD, turned))
    assert exemplar_agreement(theirs, [ours]) == 1.0


def test_other_language_agrees_less_and_falls_below_the_cut_off():
    due = mask("Client shall pay the Fees set out in Exhibit B within thirty (30) days of an invoice.", ["Client"])
    fees, ours = in_order(due), [in_order(mask(STANDARD, ["Client", "Vendor"]))]
    assert 0 < exemplar_agreement(fees, ours) < 0.9
    assert exemplar_agreement(fees, ours, cutoff=0.9) == 0.0


def test_a_few_words_prove_nothing():
    assert exemplar_agreement("may party terminate", ["agreement any at may party terminate this time"]) == 0.0


def test_without_exemplars_nothing_agrees():
    assert exemplar_agreement(in_order(mask(STANDARD)), []) == 0.0
