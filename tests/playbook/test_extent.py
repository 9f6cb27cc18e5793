from __future__ import annotations

from dataclasses import replace

from clausecheck.playbook.extent import extent_of, extent_of_deal
from clausecheck.structure.contract import Kind
from tests.support.deals import DPA, MSA, deal
from tests.support.findings import contract_of


def test_all_pages_of_a_document_were_read():
    assert extent_of(contract_of(["One.", "Two."])).read == "all 2 pages were read"
    assert extent_of(contract_of(["One."])).read == "its one page was read"
    assert extent_of(contract_of("Text.")).read == "the whole document was read"


def test_what_was_not_read_is_named():
    extent = extent_of(contract_of(["One.", None, None, "Four."], unread=("an embedded document",)))
    assert extent.unread == ("pages 2-3", "an embedded document")


def test_the_type_of_a_document_comes_before_those_of_what_it_holds():
    contract = contract_of()
    assert extent_of(contract).types == (None,)
    assert extent_of(replace(contract, kind=Kind("msa", None, frozenset({"sla", "dpa"})))).types == (
        "msa",
        "dpa",
        "sla",
    )


def test_of_a_deal_all_documents_count():
    found = deal(msa=MSA, dpa=DPA)
    extent = extent_of_deal(found, ["lost.pdf"])
    assert (extent.read, extent.unread) == ("all 2 documents were read", ("lost.pdf",))
    assert (extent.types, extent.documents) == (("msa", "dpa"), ("msa", "dpa"))


def test_unread_pages_of_a_deal_are_named_with_their_document():
    found = deal(msa=MSA)
    document = replace(found.documents[0], contract=contract_of(["One.", None]))
    assert extent_of_deal(replace(found, documents=(document,)), []).unread == ("page 2 of msa",)
