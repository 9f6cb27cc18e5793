from __future__ import annotations

import pytest

from clausecheck.detect.overriding import overrides, without_overlaps
from clausecheck.structure.kinship import make_deal
from tests.support.contracts import contract
from tests.support.deals import AMENDMENT, DPA, MSA, deal

TERMS = """7. Audit
7.1 Client may audit the records of Vendor once a year on ten (10) days' notice. Vendor shall help.

9. Termination
9.1 The term is three years.
9.2 Client may terminate this Agreement for convenience on one hundred and eighty (180) days' notice.
"""


LEVELS = """## Exhibit B Service Levels

| No. | Metric | Target | Credit |
| --- | --- | --- | --- |
| 1 | Answer | 80% | 5% |
| 2 | Resolution | 90% | 5% |
| 3 | Availability | 99.5% | 10% |

## Schedule 2 Prices

1. Vendor may raise the fees by not more than 10% a year.
"""


def done(words, **others):
    found = deal(msa=MSA + TERMS, **others, change=f"{AMENDMENT}1. Changes\n1.1 {words}\n")
    return [(each.way, each.named, found.documents[each.of].name) for each in overrides(found)], found


def done_to_attachments(words):
    documents = [
        contract(MSA + TERMS + LEVELS, name="msa.md"),
        contract(f"{AMENDMENT}1. Changes\n1.1 {words}\n", name="change.txt"),
    ]
    found = make_deal(documents, ["msa", "change"])
    text = found.documents[0].contract.source.text
    return [
        (each.way, each.named, *((text[r.span.start : r.span.end], r.text) for r in each.repairs))
        for each in overrides(found)
    ]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (
            "Section 9.2 of the Agreement is deleted in its entirety and replaced with the following: “None.”",
            "replaces",
        ),
        ("Section 9.2 of the Agreement is hereby amended and restated to read as follows: “None.”", "replaces"),
        ("Section 9.2 shall be amended in its entirety to read: “None.”", "replaces"),
        ("The parties replace clause 9.2 of the Agreement with the following words.", "replaces"),
        ("Section 9.2 of the Agreement is deleted in its entirety.", "deletes"),
        ("The parties hereby delete Section 9.2.", "deletes"),
        ("In Section 9.2, “one hundred and eighty (180) days” is replaced by “sixty (60) days”.", "changes"),
        ("The last sentence of Section 9.2 is deleted.", "touches"),
        ("Section 9.2 is amended as the parties agree in writing from time to time.", "touches"),
    ],
)
def test_what_an_amendment_does_to_a_section_is_read(words, way):
    assert done(words)[0] == [(way, "9.2 Termination", "msa")]


@pytest.mark.parametrize(
    "words",
    [
        "Section 9.2 of the Agreement remains in full force.",
        "Fees due under Section 9.2 are paid monthly.",
        "A new Section 9.3 is inserted: “Client may audit.”",
        "Vendor replaces lost equipment without charge.",
    ],
)
def test_a_mere_mention_does_nothing(words):
    assert done(words)[0] == []


def test_a_whole_article_is_reached_with_its_parts():
    (change,) = overrides(done("Section 9 of the Agreement is deleted.")[1])
    assert len(change.sections) == 1
    text = done("Section 9 of the Agreement is deleted.")[1].documents[0].contract.source.text
    assert "for convenience" in text[change.sections[0].start : change.sections[0].end]


def test_sections_in_the_new_words_are_not_changed():
    found, _ = done("Section 9.2 is replaced with the following: “9.2 Section 7.1 is deleted.”")
    assert found == [("replaces", "9.2 Termination", "msa")]


def test_a_section_of_another_document_of_the_deal_is_looked_for_there():
    found, _ = done("Section 1.1 of the DPA is deleted.", dpa=f"{DPA}1. Audit\n1.1 Client may audit Vendor.\n")
    assert found == [("deletes", "1.1 Audit", "dpa")]


def test_a_section_that_is_not_there_is_told():
    assert done("Section 9.9 of the Agreement is deleted.")[0] == [("touches", "9 Termination", "msa")]
    assert done("Section 88.1 of the Agreement is deleted.")[0] == [("misses", "Section 88.1", "msa")]


def test_of_two_changes_of_the_same_words_the_first_is_carried_out():
    words = "In Section 7.1, “ten (10) days” is replaced by “five (5) days”."
    _, found = done(f"{words}\n1.2 {words.replace('five (5)', 'two (2)')}")
    repairs = without_overlaps(list(overrides(found)), 0)
    assert [each.text for each in repairs] == ["five (5) days"]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (
            "The sentence “Client may audit the records of Vendor once a year on ten (10) days' notice.” is deleted.",
            "deletes",
        ),
        (
            "Delete the sentence “Client may audit the records of Vendor once a year on ten (10) days' notice.” and"
            " substitute “Client may audit Vendor.”",
            "replaces",
        ),
    ],
)
def test_a_sentence_that_is_deleted_by_its_words_is_found_where_it_stands(words, way):
    assert done(words)[0] == [(way, "7.1 Audit", "msa")]


@pytest.mark.parametrize(
    "words",
    [
        "The sentence “Client may audit the records of Vendor once a year on ten (10) days' notice.” is not deleted.",
        "The sentence “Vendor may audit the records of Client.” is deleted.",
        "The sentence “Vendor shall help.” is deleted if Vendor asks for it.",
    ],
)
def test_a_sentence_that_stays_or_is_not_there_is_left(words):
    assert done(words)[0] == []


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("In Exhibit B, row 3, replace '99.5%' by '98%'.", ("99.5%", "98%")),
        ("In row 3 of Exhibit B, “99.5%” is replaced by “98%”.", ("99.5%", "98%")),
        ("The target for availability in Exhibit B is reduced from 99.5% to 98%.", ("99.5%", "98%")),
        ("In Exhibit B (Service Levels), line 2, the credit is changed from 5% to 3%.", ("5%", "3%")),
        ("Pursuant to Section 14.3 of the Agreement, in Exhibit B, “99.5%” is replaced by “98%”.", ("99.5%", "98%")),
    ],
)
def test_words_of_an_exhibit_are_changed(words, change):
    assert done_to_attachments(words) == [("changes", "Exhibit B", change)]


def test_words_of_a_schedule_are_changed():
    words = "in Schedule 2 the words “10%” are replaced by “5%”."
    assert done_to_attachments(words) == [("changes", "Schedule 2", ("10%", "5%"))]
    words = "Schedule 2 to the Agreement is amended by deleting “10%” and substituting “5%”."
    assert done_to_attachments(words) == [("changes", "Schedule 2", ("10%", "5%"))]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Exhibit B is deleted in its entirety.", "deletes"),
        ("Exhibit B is deleted and replaced with the following:", "replaces"),
        ("Exhibit B is replaced by the Exhibit B attached to this Amendment.", "replaces"),
        ("In Exhibit B, “5%” is replaced by “3%”.", "touches"),  # which of two rows?
        ("Exhibit B, row 2, is deleted.", "touches"),
        ("Row 2 of Exhibit B is deleted.", "touches"),
        ("In Exhibit B the definition of Uptime is deleted.", "touches"),
        ("A new row 4 is added to Exhibit B: “Abandon rate 5%”.", "touches"),
        ("Exhibit B, row 3, shall now read: “Availability 98%”.", "touches"),
        ("The parties hereby amend Exhibit B as they agree in writing.", "touches"),
    ],
)
def test_what_an_amendment_does_to_an_exhibit_is_read(words, way):
    assert done_to_attachments(words) == [(way, "Exhibit B")]


def test_an_exhibit_that_is_not_there_is_told():
    assert done_to_attachments("Exhibit D is deleted.") == [("misses", "Exhibit D")]


@pytest.mark.parametrize(
    "words",
    [
        "A new Exhibit F is added to the Agreement.",
        "Vendor shall meet the service levels set out in Exhibit B.",
        "Except as amended hereby, Exhibit B remains in full force.",
        "Vendor shall replace equipment listed in Exhibit B.",
        "The “Services” include the services added in Exhibit B.",
        "This Amendment and Exhibit B are part of the Agreement.",
    ],
)
def test_a_mere_mention_of_an_exhibit_does_nothing(words):
    assert done_to_attachments(words) == []
