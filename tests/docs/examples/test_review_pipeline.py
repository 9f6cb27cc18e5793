import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import clausecheck
from docs.examples import review_pipeline
from docs.examples.review_pipeline import route, take
from tests.support.results import finding, report

ROOT = Path(__file__).parents[3]
CONTRACT = "The Customer may terminate this Agreement for convenience upon thirty (30) days' notice to the Supplier.\n"


class StandInScanner:
    """Annotates text files alone; what is called empty cannot be read."""

    def annotate(self, inputs, markup):
        for path in inputs:
            if path.stat().st_size == 0:
                yield clausecheck.FileError.of(path.name, str(path), "no-text", "The file is empty.")
            elif markup.format != "html":
                yield clausecheck.FileError.of(path.name, str(path), "unsupported-format", "This is no Word file.")
            else:
                yield clausecheck.Annotated(report(path.name), b"<!doctype html>")


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def taken(inbox, settled=0.0):
    reviewed = inbox.parent / "reviewed"
    take(inbox, reviewed, StandInScanner(), settled)
    return sorted(path.relative_to(reviewed).as_posix() for path in reviewed.rglob("*") if path.is_file())


def passed(*findings):
    made = report("msa.pdf", *findings)
    return made.model_copy(update={"summary": made.summary.model_copy(update={"passed": True})})


def test_a_contract_that_does_not_pass_is_blocked_whatever_else_it_says():
    made = passed(finding("met", "info"))
    assert route(made.model_copy(update={"summary": made.summary.model_copy(update={"passed": False})})) == "blocked"


@pytest.mark.parametrize(("status", "folder"), [("met", "passed"), ("weak", "review"), ("unverified", "review")])
def test_a_contract_that_passes_is_reviewed_where_a_finding_is_doubtful(status, folder):
    assert route(passed(finding("met", "info"), finding(status, "low"))) == folder


def test_a_contract_leaves_with_its_report_and_a_copy_in_a_format_that_it_can_have(inbox):
    (inbox / "msa.docx").write_text(CONTRACT, "utf-8")
    original, kept, copy = taken(inbox)
    assert not list(inbox.iterdir())
    assert Path(original).name == "msa.docx"
    assert Path(kept).name == "msa.docx.report.json"
    assert Path(copy).name == "msa.docx.review.html"


def test_what_cannot_be_read_has_a_folder_of_its_own(inbox):
    (inbox / "msa.pdf").touch()
    original, kept = taken(inbox)
    assert original.startswith("unreadable/")
    found = json.loads((inbox.parent / "reviewed" / kept).read_text("utf-8"))
    assert found["error"]["code"] == "no-text"


def test_two_contracts_of_one_name_are_both_kept(inbox):
    for words in (CONTRACT, CONTRACT * 2):
        (inbox / "msa.txt").write_text(words, "utf-8")
        found = taken(inbox)
    assert [Path(each).name for each in found].count("msa.txt") == 2


def test_a_contract_that_is_called_like_a_copy_is_not_replaced_by_one(inbox):
    (inbox / "msa.txt.review.html").write_text(CONTRACT, "utf-8")
    originals = [each for each in taken(inbox) if each.endswith("/msa.txt.review.html")]
    assert (inbox.parent / "reviewed" / originals[0]).read_text("utf-8") == CONTRACT


def test_what_is_still_being_written_and_what_is_hidden_stays(inbox):
    (inbox / "msa.txt").write_text(CONTRACT, "utf-8")
    (inbox / ".msa.pdf.part").write_text("%PDF", "utf-8")
    assert taken(inbox, settled=60) == []
    os.utime(inbox / "msa.txt", (0, 0))
    assert len(taken(inbox, settled=60)) == 3
    assert [path.name for path in inbox.iterdir()] == [".msa.pdf.part"]


def test_what_was_interrupted_is_done_again(inbox, monkeypatch):
    (inbox / "msa.txt").write_text(CONTRACT, "utf-8")

    def interrupted(source, target):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(review_pipeline.shutil, "move", interrupted)
        taken(inbox)
    assert (inbox / "msa.txt").exists()
    assert len(taken(inbox)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process alone")
def test_it_watches_until_it_is_stopped(inbox):
    reviewed = inbox.parent / "reviewed"
    command = [sys.executable, review_pipeline.__file__, str(inbox), str(reviewed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as watching:
        (inbox / "msa.txt").write_text(CONTRACT, "utf-8")
        told = watching.stderr.readline()
        watching.send_signal(signal.SIGINT)
        told += watching.stderr.read()
    assert watching.returncode == 0, told
    assert "msa.txt: " in told
    assert CONTRACT[:20] not in told
    assert len(list(reviewed.glob("*/msa-*/msa.txt.report.json"))) == 1
