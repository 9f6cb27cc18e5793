import json

import pytest
from clausecheck.cli.layouts import LAYOUTS

from tests.support.results import error, finding, report

MISSING = finding("missing", "critical")
WEAK = finding("weak", "medium", rule="service_levels")


def lay_out(layout, *results):
    return "".join(LAYOUTS[layout](results))


def test_json_of_one_document_is_one_object():
    assert json.loads(lay_out("json", report("msa.pdf", MISSING)))["document"]["name"] == "msa.pdf"


def test_json_of_one_unreadable_document_is_its_error():
    assert json.loads(lay_out("json", error("broken.pdf")))["error"]["code"] == "corrupt"


@pytest.mark.parametrize("count", [2, 3, 5])
def test_json_of_several_documents_is_an_array_in_their_order(count):
    results = [error("broken.pdf"), *(report(f"msa-{number}.pdf", MISSING) for number in range(count - 1))]
    records = json.loads(lay_out("json", *results))
    assert [record["document"]["name"] for record in records] == [result.document.name for result in results]
    assert [record["kind"] for record in records] == ["error"] + ["report"] * (count - 1)


def test_jsonl_is_one_object_a_line():
    lines = lay_out("jsonl", report("msa.pdf", MISSING), error("broken.pdf")).splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["report", "error"]


def test_jsonl_does_not_wait_for_the_last_document():
    def results():
        yield report("msa.pdf")
        raise AssertionError("the second document was asked for too early")

    assert json.loads(next(LAYOUTS["jsonl"](results())))["kind"] == "report"


def test_text_of_one_document_has_no_overview():
    assert "worst finding" not in lay_out("text", report("msa.pdf", MISSING))


def test_text_of_one_unreadable_document_is_not_empty():
    assert lay_out("text", error("broken.pdf")).splitlines()[-1].split() == [
        "broken.pdf", "-", "-", "not", "analysed:", "corrupt"
    ]  # fmt: skip


def test_text_of_several_documents_ends_with_an_overview_unreadable_first():
    laid = lay_out(
        "text", report("msa.pdf", WEAK, MISSING), report("sow.docx", score=97, risk="low"), error("broken.pdf")
    )
    overview = [line.split(maxsplit=3) for line in laid.rstrip().splitlines()[-4:]]
    assert overview == [
        ["document", "risk", "score", "worst finding"],
        ["broken.pdf", "-", "-", "not analysed: corrupt"],
        ["msa.pdf", "high", "62", "critical: Audit rights (missing)"],
        ["sow.docx", "low", "97", "none"],
    ]


def test_the_overview_escapes_what_a_file_name_may_carry():
    laid = lay_out("text", error("a\x1b[2Jb.pdf"), error("c\nd.pdf"))
    assert "\x1b" not in laid
    assert "a\\x1b[2Jb.pdf" in laid
    assert "c\\nd.pdf" in laid
