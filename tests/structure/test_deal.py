from __future__ import annotations

import pytest

from tests.support.deals import AMENDMENT, DPA, MSA, deal, sow

ORDER = "1. Order. In the event of a conflict this Agreement prevails over any Statement of Work."


def order(found, one, other):
    names = [each.name for each in found.documents]
    decided = found.order_of(names.index(one), names.index(other))
    return None if decided is None else (names[decided.first], decided.precedence is None)


def test_a_passage_of_the_contract_decides():
    found = deal(msa=MSA + ORDER, sow=sow(1))
    assert order(found, "sow", "msa") == order(found, "msa", "sow") == ("msa", False)


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [("msa", "dpa", "dpa"), ("msa", "sow", "msa"), ("dpa", "change", "change"), ("sow", "change", "change")],
)
def test_usage_decides_where_the_contract_is_silent(one, other, first):
    found = deal(msa=MSA, dpa=DPA, sow=sow(1), change=AMENDMENT)
    assert order(found, one, other) == (first, True)


def test_the_later_amendment_goes_first():
    found = deal(second=AMENDMENT.replace("No. 1", "No. 2"), msa=MSA, first=AMENDMENT)
    assert order(found, "first", "second") == ("second", True)
    assert [found.documents[index].name for index in found.amendments] == ["first", "second"]


def test_nothing_decides_between_two_statements_of_work():
    assert order(deal(msa=MSA, one=sow(1), two=sow(2)), "one", "two") is None


def test_passages_that_say_opposite_things_leave_it_to_usage():
    claims = "1. Order. In the event of a conflict this DPA prevails over the Agreement."
    denies = "1. Order. In the event of a conflict this Agreement prevails over the DPA."
    assert order(deal(msa=MSA, dpa=DPA + claims), "msa", "dpa") == ("dpa", False)
    assert order(deal(msa=MSA + denies, dpa=DPA + claims), "msa", "dpa") == ("dpa", True)


def test_a_passage_that_allows_exceptions_decides_with_doubt():
    found = deal(msa=f"{MSA}{ORDER[:-1]}, except where that Statement of Work says otherwise.", sow=sow(1))
    assert (found.order_of(0, 1).first, found.order_of(0, 1).is_doubtful) == (0, True)


def test_a_document_of_several_has_its_number():
    found = deal(msa=MSA, two=sow(2), change=AMENDMENT.replace("Amendment No. 1", "Third Amendment", 1))
    assert [each.number for each in found.documents] == [None, 2, 3]
