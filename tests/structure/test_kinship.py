from __future__ import annotations

from tests.support.deals import AMENDMENT, DPA, MSA, deal, sow


def parents(found):
    return {each.name: None if each.parent is None else found.documents[each.parent].name for each in found.documents}


def test_what_names_the_main_agreement_belongs_to_it():
    found = deal(change=AMENDMENT, msa=MSA, dpa=DPA, sow=sow(1))
    assert found.documents[found.root].name == "msa"
    assert parents(found) == {"change": "msa", "msa": None, "dpa": "msa", "sow": "msa"}
    assert (found.orphans, found.not_supplied) == ((), ())


def test_an_agreement_that_is_named_and_not_there_is_listed_once_for_each_who_names_it():
    found = deal(dpa=DPA, sow=sow(1))
    assert parents(found) == {"dpa": None, "sow": None}
    assert [(each.label, each.document) for each in found.not_supplied] == [
        ("Master Services Agreement of 3 March 2024", 0),
        ("Master Services Agreement of 3 March 2024", 1),
    ]


def test_of_two_agreements_the_date_decides():
    older = MSA.replace("2024", "2019")
    found = deal(older=older, msa=MSA, sow=sow(1))
    assert parents(found)["sow"] == "msa"


def test_the_amended_agreement_is_supplied_by_the_deal():
    assert deal(msa=MSA, change=AMENDMENT).documents[1].contract.amended.supplied
    assert not deal(change=AMENDMENT).documents[0].contract.amended.supplied


def test_attachments_are_supplied_by_title_by_file_name_and_by_what_they_are_called():
    levels = "1. Levels. The service levels are set out in Schedule 2. The fees are set out in Schedule 3."
    data = "2. Data. Personal data is governed by Exhibit C (Data Processing Agreement)."
    found = deal(
        msa=f"{MSA}{levels}\n\n{data}",
        levels="Schedule 2 - Service Levels\n\nVendor answers 80% of all calls within 20 seconds.",
        dpa=DPA,
    )
    assert [each.label for each in found.not_supplied] == ["Schedule 3"]


def test_a_document_without_roles_takes_those_of_the_main_agreement():
    found = deal(
        msa=f"{MSA}1. Services. Vendor shall answer the calls of Client. Client shall pay the fees.",
        levels="Schedule 2 - Service Levels\n\nAll calls are answered within 20 seconds.",
    )
    roles = [{party.role for party in each.contract.parties} for each in found.documents]
    assert roles[0] == roles[1] == {"customer", "provider"}


def test_terms_at_an_address_may_be_in_the_deal():
    terms = "Cloud Terms\n\nThese Cloud Terms apply to the service of Vendor."
    form = "Order Form\n\n1. Terms. The Cloud Terms at https://vendor.example/terms are incorporated by reference."
    assert [each.supplied for _, each in deal(terms=terms, form=form).incorporated] == [True]
    assert [each.supplied for _, each in deal(form=form).incorporated] == [False]


def test_an_exhibit_that_an_amendment_names_is_the_one_of_the_agreement():
    services = "1. Services\n1.1 Vendor shall answer calls.\n1.2 Vendor shall write reports.\n1.3 Vendor shall train.\n"
    agreement = f"{MSA}{services}\nExhibit B\nLevels\n\n1. Calls are answered soon.\n"
    words = "1. Changes\n1.1 In Exhibit B, “soon” is replaced by “at once”.\n"
    assert deal(msa=agreement, change=AMENDMENT + words).not_supplied == ()
    brought = "1. Changes\n1.1 Exhibit B is replaced by what is said in Exhibit B attached hereto.\n"
    found = deal(msa=agreement, change=AMENDMENT + brought)
    assert [(each.label, each.document) for each in found.not_supplied] == [("Exhibit B", 1)]
