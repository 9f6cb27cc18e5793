import pytest

from clausecheck.cli.exit_codes import ExitCode, exit_code, exit_code_of_comparison
from clausecheck.playbook.severity import Severity
from clausecheck.report.comparison.compare import compare
from clausecheck.report.model import DealDocumentRecord, DealRecord, ErrorDetail
from tests.support.results import error, finding, report


@pytest.mark.parametrize("fail_on", [*Severity, None])
def test_a_document_that_was_not_analysed_outweighs_everything(fail_on):
    assert exit_code(error("broken.pdf"), fail_on) is ExitCode.NOT_ANALYSED
    assert max(ExitCode) is ExitCode.NOT_ANALYSED


@pytest.mark.parametrize("status", ["missing", "adverse", "weak", "unverified"])
@pytest.mark.parametrize(
    ("severity", "fail_on", "expected"),
    [
        ("medium", Severity.HIGH, ExitCode.CLEAN),
        ("high", Severity.HIGH, ExitCode.FINDINGS),
        ("critical", Severity.HIGH, ExitCode.FINDINGS),
        ("info", Severity.INFO, ExitCode.FINDINGS),
        ("critical", None, ExitCode.CLEAN),
    ],
)
def test_an_open_finding_counts_from_the_severity_asked_for(status, severity, fail_on, expected):
    assert exit_code(report("msa.pdf", finding(status, severity)), fail_on) is expected


@pytest.mark.parametrize("status", ["met", "not_applicable"])
def test_a_settled_finding_never_counts(status):
    assert exit_code(report("msa.pdf", finding(status, "critical")), Severity.INFO) is ExitCode.CLEAN


def test_one_grave_finding_among_light_ones_counts():
    findings = [finding("weak", "low"), finding("missing", "critical"), finding("met", "info")]
    assert exit_code(report("msa.pdf", *findings), Severity.HIGH) is ExitCode.FINDINGS


@pytest.mark.parametrize(
    ("fail_on_gain", "expected"),
    [(Severity.MEDIUM, ExitCode.FINDINGS), (Severity.HIGH, ExitCode.CLEAN), (None, ExitCode.CLEAN)],
)
def test_a_gain_counts_from_the_severity_asked_for(fail_on_gain, expected):
    versions = [report("v1.pdf", finding("met", "info")), report("v2.pdf", finding("weak", "medium"))]
    assert exit_code_of_comparison(compare(versions, "versions"), fail_on_gain) is expected
    assert exit_code_of_comparison(compare(versions[::-1], "versions"), fail_on_gain) is ExitCode.CLEAN


@pytest.mark.parametrize("fail_on_gain", [*Severity, None])
def test_a_comparison_without_one_of_its_documents_is_never_clean(fail_on_gain):
    results = [report("v1.pdf", finding("met", "info")), error("v2.pdf"), report("v3.pdf", finding("met", "info"))]
    assert exit_code_of_comparison(compare(results), fail_on_gain) is ExitCode.NOT_ANALYSED


def test_vendors_gain_nothing_from_each_other():
    vendors = [report("a.pdf", finding("met", "info")), report("b.pdf", finding("missing", "critical"))]
    assert exit_code_of_comparison(compare(vendors, "vendors"), Severity.INFO) is ExitCode.CLEAN


def test_a_document_of_a_deal_that_could_not_be_read_outweighs_all_findings():
    good = DealDocumentRecord(name="msa.pdf")
    bad = DealDocumentRecord(name="sow.pdf", error=ErrorDetail(code="corrupt", message="The file is damaged."))
    empty = {"precedence": [], "not_supplied": [], "incorporated": [], "rulings": []}
    for documents, code in (([good], ExitCode.CLEAN), ([good, bad], ExitCode.NOT_ANALYSED)):
        deal = DealRecord(documents=documents, **empty)
        assert exit_code(report("northwind").model_copy(update={"deal": deal}), None) == code
