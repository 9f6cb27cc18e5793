import pytest

from clausecheck.cli.exit_codes import ExitCode, exit_code
from clausecheck.playbook.severity import Severity
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
