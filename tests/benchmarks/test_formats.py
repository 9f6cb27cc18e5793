from __future__ import annotations

from benchmarks.formats import Pair, compare, report

NOTICE = ("breach_notification", "suppliershallnotifycustomerofanysecurityincidentwithintwentyfourhoursafterdiscovery")
HEADED = (
    "breach_notification",
    "suppliershallnotifycustomerofanysecurityincidentwithintwentyfourhoursafterdiscoverypage9",
)
AUDIT = ("audit_rights", "customermayauditthebooksofsuppliertwiceayear")


def test_a_page_number_inside_a_clause_makes_no_other_clause_of_it():
    assert compare("a", [NOTICE], [HEADED]) == Pair("a", 1, (), ())


def test_a_clause_of_another_type_or_other_words_stands_alone():
    other = ("audit_rights", NOTICE[1])
    assert compare("a", [NOTICE, AUDIT], [other, AUDIT]) == Pair("a", 1, (NOTICE,), (other,))


def test_each_clause_is_paired_once():
    assert compare("a", [AUDIT, AUDIT], [AUDIT]) == Pair("a", 1, (AUDIT,), ())


def test_the_report_counts_against_the_format_that_has_more():
    text = report([Pair("a", 8, (AUDIT,), (NOTICE, AUDIT))], differences=True)
    assert "1 contracts: 8 clauses the same, 1 only in the text, 2 only in the PDF." in text
    assert "80.0%" in text
    assert f"a: only in pdf: {NOTICE[0]}: {NOTICE[1]}" in text
