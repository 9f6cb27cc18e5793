from __future__ import annotations

import json
import os

import pytest
from click.testing import CliRunner

import clausecheck
from clausecheck.cli.program import program
from clausecheck.errors import Corrupt
from clausecheck.report.renderers import COMPARISON_FORMATS
from tests.support.results import finding, report

STANDINGS = {"v1.pdf": ("met", "info"), "v2.pdf": ("weak", "medium"), "v3.pdf": ("adverse", "high")}


@pytest.fixture
def analyzed(tmp_path, monkeypatch):
    """Let an analyzer stand in that knows each version by its name; give the list of what was asked of it."""
    asked = []

    class StandIn:
        playbook = clausecheck.load_playbook("outsourcing")
        side = playbook.side

        def __init__(self, playbook, *, patterns, reading, **told):
            self.reading = reading
            asked.append((playbook, *told.values(), reading.revisions, reading.convert, reading.ocr))

        def analyze(self, document, *, name=None, password=None):
            asked.append((document.name, password))
            if document.name not in STANDINGS:
                raise Corrupt("The file is damaged.")
            return report(document.name, finding(*STANDINGS[document.name]))

    monkeypatch.setattr(clausecheck, "Analyzer", StandIn)
    monkeypatch.chdir(tmp_path)
    return asked


def run(*arguments):
    return CliRunner().invoke(program, ["compare", "--jobs", "0", *arguments])


def test_the_options_reach_the_analyzer(analyzed):
    options = [
        "--playbook",
        "mine",
        "--side",
        "provider",
        "--customer",
        "Client",
        "--type",
        "msa",
        "--revisions",
        "original",
        "--convert",
        "--ocr",
        "off",
    ]
    run(*options, "--password", "s3cret", "v1.pdf", "v2.pdf")
    assert analyzed == [
        ("mine", "provider", "Client", "msa", "original", True, "off"),
        ("v1.pdf", "s3cret"),
        ("v2.pdf", "s3cret"),
    ]


@pytest.mark.parametrize(
    ("fail_on_gain", "files", "code"),
    [
        ("medium", ["v1.pdf", "v2.pdf"], 1),
        ("high", ["v1.pdf", "v2.pdf"], 0),
        ("high", ["v2.pdf", "v3.pdf"], 1),
        ("high", ["v1.pdf", "v2.pdf", "v3.pdf"], 1),
        ("info", ["v3.pdf", "v2.pdf", "v1.pdf"], 0),
        ("never", ["v1.pdf", "v3.pdf"], 0),
    ],
)
def test_a_gain_fails_from_its_severity_on(analyzed, fail_on_gain, files, code):
    assert run("--as", "versions", "--fail-on-gain", fail_on_gain, *files).exit_code == code


def test_no_gain_fails_unless_asked(analyzed):
    assert run("--as", "versions", "v1.pdf", "v3.pdf").exit_code == 0


def test_the_readable_ones_are_compared_and_the_exit_code_tells_of_the_other(analyzed):
    result = run("--as", "versions", "v1.pdf", "broken.pdf", "v3.pdf")
    assert result.exit_code == 2
    assert result.stderr == "clausecheck: broken.pdf: The file is damaged. [corrupt]\n"
    assert "v1.pdf -> v3.pdf" in result.stdout
    assert "NOT READ        broken.pdf: The file is damaged." in result.stdout


@pytest.mark.parametrize("format", COMPARISON_FORMATS)
def test_with_one_readable_document_nothing_looks_like_a_comparison(analyzed, tmp_path, format):
    result = run("--format", format, "--output", "out", "v1.pdf", "broken.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "clausecheck: broken.pdf: The file is damaged. [corrupt]",
        "clausecheck: A comparison takes two documents that can be read; of the 2 given 1 could be. [input-error]",
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("again", ["v1.pdf", "./v1.pdf"])
def test_a_document_given_twice_is_refused_and_never_dropped_in_silence(analyzed, again):
    result = run("v1.pdf", "v2.pdf", again)
    assert (result.exit_code, analyzed) == (2, [])
    assert "a comparison takes each document once; more than once given: v1.pdf [option-error]" in result.stderr


def test_one_document_is_refused_before_it_is_read(analyzed):
    result = run("v1.pdf")
    assert (result.exit_code, analyzed) == (2, [])
    assert "a comparison takes at least two documents [option-error]" in result.stderr


def test_a_folder_stands_for_its_documents(analyzed, tmp_path):
    for name in STANDINGS:
        (tmp_path / "drafts").mkdir(exist_ok=True)
        (tmp_path / "drafts" / name).write_bytes(b"%PDF-1.7")
    assert json.loads(run("--as", "versions", "--format", "json", "drafts").stdout)["steps"][1]["after"] == 2


@pytest.mark.parametrize("as_", ["versions", "vendors"])
def test_the_way_is_the_one_asked_for(analyzed, as_):
    assert json.loads(run("--as", as_, "--format", "json", "v1.pdf", "v2.pdf").stdout)["way"] == as_


def test_nothing_is_analysed_when_the_output_cannot_be_written(analyzed, tmp_path):
    (tmp_path / "v1.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "old.html").write_text("kept")
    for target in ("v1.pdf", "old.html", "gone/out.html"):
        assert run("--output", target, "v1.pdf", "v2.pdf").exit_code == 2
    assert analyzed == []
    assert run("--output", "old.html", "--force", "--format", "html", "v1.pdf", "v2.pdf").exit_code == 0
    assert (tmp_path / "old.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_pipe_gets_no_colour(analyzed):
    assert "\x1b" not in run("--as", "versions", "v1.pdf", "v2.pdf").stdout


def test_several_documents_are_read_in_a_process_of_their_own(analyzed, monkeypatch):
    told = []

    def scan(found, *, analyzer, password, jobs):
        told.append(jobs)
        return [report(path.name, finding("met", "info")) for path in found]

    monkeypatch.setattr(clausecheck, "scan", scan)
    CliRunner().invoke(program, ["compare", "v1.pdf", "v2.pdf"])
    run("v1.pdf", "v2.pdf")
    assert told == [min(2, len(os.sched_getaffinity(0))), 0]


PARTIES = 'between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor")'
AGREEMENT = f"""Master Services Agreement

This Master Services Agreement is made on 3 March 2024 {PARTIES}.

9. Termination
9.2 Client may terminate this Agreement for convenience on ninety (90) days' notice.
"""
CHANGE = f"""Amendment No. 1

This Amendment No. 1 is made {PARTIES} and amends the Master Services Agreement dated 3 March 2024.

1. Exit
1.1 In Section 9.2 of the Agreement, "ninety (90) days" is replaced by "thirty (30) days".
"""


def test_an_amendment_is_compared_as_it_leaves_the_contract(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "msa.txt").write_text(AGREEMENT)
    (tmp_path / "change.txt").write_text(CHANGE)
    comparison = json.loads(run("msa.txt", "change.txt", "--format", "json").stdout)
    assert (comparison["way"], comparison["reason"]) == (
        "versions",
        "each is the contract before it, read with what amends it",
    )
    assert [each["label"] for each in comparison["documents"]] == ["msa.txt", "msa.txt with change.txt"]
    terms = [term for change in comparison["steps"][0]["changes"] for term in change["terms"]]
    assert {"term": "notice_days", "before": "notice 90 days", "after": "notice 30 days"} in terms


def test_vendors_that_are_asked_for_stay_vendors(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "msa.txt").write_text(AGREEMENT)
    (tmp_path / "change.txt").write_text(CHANGE)
    comparison = json.loads(run("msa.txt", "change.txt", "--format", "json", "--as", "vendors").stdout)
    assert [each["label"] for each in comparison["documents"]] == ["msa.txt", "change.txt"]
