from __future__ import annotations

import pytest

from clausecheck.detect.cited_titles import read_with_titles
from tests.support.contracts import contract
from tests.support.detections import bundled_detector

TERMS = """1. Services
1.1 The Provider shall serve the Customer.
7. Liability
7.1 {}
8. Confidentiality and Data
8.1 Each party shall keep the information of the other secret.
"""


def read(sentence):
    return next(
        segment.text
        for segment in read_with_titles(contract(TERMS.format(sentence))).segments
        if segment.text.startswith(sentence[:20])
    )


@pytest.mark.parametrize("cited", ["Section 8", "SECTION 8", "clause 8.1"])
def test_a_section_whose_breach_is_taken_out_of_a_limit_is_read_with_its_title(cited):
    limit = "Except for breach of {}, neither party's total liability shall exceed the fees of one year."
    assert read(limit.format(cited)) == limit.format(f"{cited} (Confidentiality and Data)")


@pytest.mark.parametrize(
    "sentence",
    [
        "Except for breach of Section 8 (Secrets), neither party's total liability shall exceed the fees of one year.",
        "Except as set out in Section 8, neither party's total liability shall exceed the fees of one year.",
        "The Provider shall pay for a breach of Section 8 within ten days.",
        "Except for breach of Section 30, neither party's total liability shall exceed the fees of one year.",
    ],
)
def test_what_has_a_title_is_no_breach_or_limits_nothing_is_read_as_it_stands(sentence):
    assert read(sentence) == sentence


def test_a_contract_without_such_a_sentence_is_left_alone():
    plain = contract(TERMS.format("The Provider is liable."))
    assert read_with_titles(plain) is plain


def test_a_carve_out_by_number_tells_what_is_without_limit():
    sentence = "EXCEPT FOR BREACH OF SECTION 8, NEITHER PARTY'S TOTAL LIABILITY SHALL EXCEED THE FEES OF ONE YEAR."
    (clause,) = bundled_detector().find(contract(TERMS.format(sentence))).of_type("liability_uncapped")
    assert clause.attributes["matters"] == ["confidentiality", "data_breach"]
