import pytest

from clausecheck.ingest import load
from clausecheck.structure import parse
from clausecheck.structure.citations import SectionFinder, find_attachments, find_citations

TEXT = """1. Services

1.1 Supplier shall provide the Services described in this Agreement and its Schedules.

2. Fees

2.1 Customer shall pay the Fees within thirty days of each invoice:

(a) by bank transfer, and

(b) in pounds sterling.

Schedule 1 - Transition

2.1 Supplier shall write the plan for the transition within four weeks.
"""


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Notwithstanding Section 12.2, ...", [("12.2",)]),
        ("clauses 4.1, 4.2(b) and 5 survive", [("4.1", "4.2(b)", "5")]),
        ("ARTICLE IV and § 7", [("4",), ("7",)]),
        ("Sub-clause 3.1 (a) of the Terms", [("3.1(a)",)]),
        ("section 20% of the fees", []),
        ("the clauses on payment", []),
    ],
)
def test_citations_are_read_in_their_usual_forms(text, numbers):
    assert [citation.numbers for citation in find_citations(text)] == numbers


def test_this_section_is_the_one_that_speaks():
    assert [citation.own for citation in find_citations("this Section 4 and Section 4")] == [True, False]


def cited(text, *, at="pounds"):
    contract = parse(load(TEXT.encode(), name="contract.txt"))
    finder = SectionFinder(contract)
    place = contract.source.text.index(at)
    sections = [section for citation in find_citations(text) for section in finder.find(citation, text, place)]
    return [contract.source.text[section.span.start : section.span.end].split("\n")[0][:30] for section in sections]


def test_a_number_is_that_of_the_body_unless_an_attachment_is_named():
    assert cited("Section 2.1", at="Services") == ["2.1 Customer shall pay the Fee"]
    assert cited("Section 2.1 (Plan) of Schedule 1") == ["2.1 Supplier shall write the pl"[:30]]
    assert cited("Section 2.1 of Schedule 7") == []


def test_an_item_is_found_by_its_full_number():
    assert cited("clause 2.1(b)", at="Services") == ["(b) in pounds sterling."]


def test_an_unknown_number_is_no_section():
    assert cited("Section 14.9") == []


@pytest.mark.parametrize(
    ("text", "attachments"),
    [
        ("In Exhibit B, row 3, and in schedule 2 ...", ["Exhibit B", "Schedule 2"]),
        ("Section 3.1 of Schedule 2 is deleted.", []),
        ("Under Section 14.3 of the Agreement, in Exhibit B, ...", ["Exhibit B"]),
        ("The schedule is attached.", []),
    ],
)
def test_attachments_are_found_that_are_named_as_a_whole(text, attachments):
    assert [citation.attachment for citation in find_attachments(text)] == attachments
