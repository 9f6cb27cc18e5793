from __future__ import annotations

import csv
import json

import pytest

from clausecheck.detect.clause import Clause
from clausecheck.spans import Span
from evaluation.labels import CUAD_COLUMNS, Label, documents, is_held_back, read_agreements, read_cuad, read_samples


def clause(**attributes):
    return Clause("audit_rights", 0.9, (Span(0, 5),), "1", attributes, ())


@pytest.fixture
def cuad(tmp_path):
    """Lay out two contracts as the public download does, the PDF files in folders of their own."""
    (tmp_path / "full_contract_txt").mkdir()
    (tmp_path / "full_contract_pdf" / "Part_I").mkdir(parents=True)
    columns = ["Filename", *CUAD_COLUMNS.values()]
    with (tmp_path / "master_clauses.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(columns)
        others = [""] * (len(CUAD_COLUMNS) - 4)
        writer.writerow(["First.pdf", "['Either party may leave.']", "", "[]", "['It renews.', 'Each year.']", *others])
        writer.writerow(["Second.PDF", "", "", "", "", *others])
    for name in ("First", "Unlabelled"):
        (tmp_path / "full_contract_txt" / f"{name}.txt").write_text("Vendor shall notify Client of a breach.", "utf-8")
    (tmp_path / "full_contract_pdf" / "Part_I" / "First.PDF").write_bytes(b"")
    return tmp_path


def test_cuad_has_the_clause_where_its_annotators_marked_words(cuad):
    labels = read_cuad(cuad)["First"]
    assert labels["termination_for_convenience"] == Label(True, ("Either party may leave.",))
    assert [labels[name].present for name in ("audit_rights", "ip_ownership", "auto_renewal")] == [False, False, True]
    assert "breach_notification" not in labels


def test_further_labels_replace_those_of_cuad_and_keep_their_words(cuad):
    record = {
        "contract": "First",
        "termination_for_convenience": {"present": True, "holder": "either"},
        "auto_renewal": {"present": False, "uncertain": True},
        "breach_notification": {"present": True, "spans": [[0, 19]]},
    }
    (cuad / "extra_labels.jsonl").write_text(json.dumps(record), "utf-8")
    labels = read_cuad(cuad)["First"]
    assert labels["termination_for_convenience"].texts == ("Either party may leave.",)
    assert labels["termination_for_convenience"].attributes == {"holder": "either"}
    assert labels["breach_notification"].texts == ("Vendor shall notify",)
    assert labels["breach_notification"].spans == (Span(0, 19),)
    assert "auto_renewal" not in labels


def test_the_documents_of_cuad_are_those_with_labels_in_one_format(cuad):
    assert [document.name for document in documents(cuad)] == ["First"]
    assert [document.path.name for document in documents(cuad, "pdf")] == ["First.PDF"]
    (found,) = documents(cuad)
    assert found.part == ("held-back" if is_held_back("First") else "tuning")
    assert documents(cuad, "txt", found.part) == [found]
    assert documents(cuad, "txt", "tuning" if found.part == "held-back" else "held-back") == []


def test_about_five_eighteenths_are_held_back_and_stay_so():
    held = [name for name in map(str, range(1800)) if is_held_back(name)]
    assert 450 < len(held) < 550
    assert held[:5] == ["0", "1", "2", "4", "13"]


def test_agreements_leave_out_what_is_ambiguous(tmp_path):
    record = {
        "file": "Terms.docx",
        "audit_rights": {"present": False, "quote": None, "counter_quote": "Provider may audit Customer."},
        "ip_ownership": {"present": True, "ambiguous": True},
        "auto_renewal": {"present": True, "quote": "It renews.", "renewal_months": 12},
    }
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "Terms.docx").write_bytes(b"")
    (tmp_path / "labels.json").write_text(json.dumps([record]), "utf-8")
    labels = read_agreements(tmp_path)["Terms"]
    assert set(labels) == {"audit_rights", "auto_renewal"}
    assert labels["audit_rights"].imitations == ("Provider may audit Customer.",)
    assert (labels["auto_renewal"].texts, labels["auto_renewal"].attributes["term_months"]) == (("It renews.",), 12)
    assert [document.name for document in documents(tmp_path)] == ["Terms"]


def test_samples_tell_grants_refusals_and_asides(tmp_path):
    (tmp_path / "expected").mkdir()
    (tmp_path / "expected" / "msa.yaml").write_text(
        "clauses:\n"
        "  audit_rights:\n"
        "    {present: false, denied: true, quote: no audit, attributes: {holder: customer},"
        " also: [{quote: Vendor audits}]}\n"
        "  ip_ownership: {present: true, denied: false, quote: Vendor owns, attributes: {owner: provider}}\n",
        "utf-8",
    )
    (tmp_path / "msa.docx").write_bytes(b"")
    (tmp_path / "msa_scanned.pdf").write_bytes(b"")
    labels = read_samples(tmp_path)["msa"]
    audit, ownership = labels["audit_rights"], labels["ip_ownership"]
    assert (audit.present, audit.texts, audit.refusals, audit.asides) == (False, (), ("no audit",), ("Vendor audits",))
    assert (ownership.present, ownership.texts, ownership.refusals) == (True, ("Vendor owns",), ())
    assert (audit.customer_side, ownership.customer_side) == (True, False)
    assert [document.name for document in documents(tmp_path)] == ["msa.docx"]


@pytest.mark.parametrize(
    ("customer_side", "attributes", "concerned"),
    [
        (False, {"holder": "provider"}, True),
        (False, {"denied": True}, False),
        (True, {"holder": "provider"}, False),
        (True, {"owner": "provider"}, False),
        (True, {"notifier": "customer"}, False),
        (True, {"holder": "either"}, True),
    ],
)
def test_a_label_concerns_grants_of_its_side(customer_side, attributes, concerned):
    assert Label(True, customer_side=customer_side).concerns(clause(**attributes)) is concerned


MINIS = """\
- id: e-1
  text: Vendor may audit Client's books.
  present: true
  attributes: {holder: provider}
  why: only one side may
- id: e-2
  text: Client shall have no right to audit Vendor.
  present: false
  denied: true
  why: refused
"""


def test_mini_contracts_stand_in_the_file_of_their_type_and_the_folder_of_their_part(tmp_path):
    for part, text in (("tuning", MINIS), ("held-back", MINIS.replace("e-", "u-"))):
        (tmp_path / part).mkdir()
        (tmp_path / part / "audit_rights.yaml").write_text(text, "utf-8")
    found = documents(tmp_path)
    assert [(mini.name, mini.part) for mini in found] == [
        *(("e-1", "tuning"), ("e-2", "tuning"), ("u-1", "held-back"), ("u-2", "held-back"))
    ]
    granted, refused = (mini.labels["audit_rights"] for mini in found[:2])
    assert granted == Label(True, attributes={"holder": "provider"})
    assert (refused.present, refused.refusals) == (False, (found[1].text,))
    assert documents(tmp_path, part="held-back") == found[2:]
