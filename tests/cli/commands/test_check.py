import json
import os

import pytest
from click.testing import CliRunner

import clausecheck
from clausecheck.cli.program import program
from clausecheck.errors import Corrupt
from tests.support.results import finding, report


@pytest.fixture
def analyzed(tmp_path, monkeypatch):
    """Let an analyzer stand in that knows each document by its name; give the list of what was asked of it."""
    asked = []

    class StandIn:
        playbook = clausecheck.load_playbook("outsourcing")
        side = playbook.side

        def __init__(self, playbook, *, patterns, reading, **told):
            self.reading = reading
            asked.append((playbook, *told.values(), reading.revisions, reading.convert))

        def analyze(self, document, *, name=None, password=None):
            asked.append((document.name, password))
            if document.name == "broken.pdf":
                raise Corrupt("The file is damaged.")
            return report(document.name, finding("weak", "low"), finding("missing", "medium", rule="service_levels"))

    monkeypatch.setattr(clausecheck, "Analyzer", StandIn)
    monkeypatch.chdir(tmp_path)
    return asked


@pytest.fixture
def scanned(analyzed, monkeypatch):
    """Let scan() stand in; give the list of what it was told."""
    told = []

    def scan(found, *, analyzer, password, jobs, cache):
        told.append((analyzer.reading, jobs))
        return [report("msa.pdf")]

    monkeypatch.setattr(clausecheck, "scan", scan)
    return told


def run(*arguments):
    return CliRunner().invoke(program, arguments)


def test_the_options_reach_the_analyzer(analyzed):
    run(
        "--playbook",
        "mine",
        "--side",
        "provider",
        "--customer",
        "Client",
        "--type",
        "dpa",
        "--password",
        "s3cret",
        "msa.pdf",
    )
    assert analyzed == [("mine", "provider", "Client", "dpa", "accepted", False), ("msa.pdf", "s3cret")]


def test_how_to_read_reaches_the_analyzer(analyzed):
    run("--revisions", "original", "--convert", "msa.doc")
    assert analyzed[0][-2:] == ("original", True)


@pytest.mark.parametrize(("fail_on", "code"), [("high", 0), ("medium", 1), ("info", 1), ("never", 0)])
@pytest.mark.parametrize("show", ["info", "critical"])
def test_what_is_shown_does_not_change_what_fails(analyzed, fail_on, code, show):
    assert run("--fail-on", fail_on, "--show", show, "msa.pdf").exit_code == code


@pytest.mark.parametrize(
    ("show", "rules"), [("info", ["audit_rights", "service_levels"]), ("medium", ["service_levels"])]
)
def test_findings_below_show_are_left_out(analyzed, show, rules):
    shown = json.loads(run("--show", show, "--format", "json", "msa.pdf").stdout)
    assert [each["rule"] for each in shown["findings"]] == rules
    assert shown["summary"]["score"] == 62


@pytest.mark.parametrize("paths", [("broken.pdf", "msa.pdf"), ("msa.pdf", "broken.pdf")])
def test_a_document_that_cannot_be_read_decides_the_exit_code(analyzed, paths):
    result = run("--jobs", "0", "--no-cache", "--fail-on", "info", *paths)
    assert result.exit_code == 2
    assert result.stderr == "clausecheck: broken.pdf: The file is damaged. [corrupt]\n"
    assert "msa.pdf" in result.stdout


def test_nothing_is_analysed_when_the_output_cannot_be_written(analyzed, tmp_path):
    (tmp_path / "msa.pdf").write_bytes(b"%PDF-1.7")
    assert run("--output", "msa.pdf", "msa.pdf").exit_code == 2
    assert run("--output", "gone/report.txt", "msa.pdf").exit_code == 2
    assert analyzed == []


def test_a_playbook_is_not_overwritten_either(analyzed, tmp_path):
    (tmp_path / "mine.yaml").write_text("id: mine")
    assert run("--playbook", "mine.yaml", "--output", "mine.yaml", "msa.pdf").exit_code == 2
    assert (tmp_path / "mine.yaml").read_text() == "id: mine"


def test_a_pipe_gets_no_colour(analyzed):
    assert "\x1b" not in run("msa.pdf").stdout


def test_the_way_of_reading_reaches_the_scan(scanned):
    run("--ocr", "force", "--time-limit", "2.5", "msa.pdf")
    (((reading, _),)) = scanned
    assert (reading.ocr, reading.limits.seconds) == ("force", 2.5)


@pytest.mark.parametrize(
    ("arguments", "jobs"),
    [
        (["msa.pdf"], 0),
        (["msa.pdf", "nda.pdf"], 2),
        (["msa.pdf", "nda.pdf", "dpa.pdf", "sow.pdf"], 3),
        (["papers"], 2),
        (["--time-limit", "60", "msa.pdf"], 1),
        (["--jobs", "1", "msa.pdf"], 1),
        (["--jobs", "4", "msa.pdf", "nda.pdf"], 2),
        (["--jobs", "0", "--time-limit", "60", "msa.pdf", "nda.pdf"], 0),
    ],
)
def test_several_documents_share_the_cores_unless_told_otherwise(scanned, tmp_path, monkeypatch, arguments, jobs):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    (tmp_path / "papers").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "papers" / name).write_text("This Agreement")
    run("--no-cache", *arguments)
    assert [jobs for _, jobs in scanned] == [jobs]
