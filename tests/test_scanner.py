import io
import json
import logging
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from clausecheck.analyzer import Analyzer
from clausecheck.cache import FILE
from clausecheck.discovery import DocumentBytes
from clausecheck.errors import Encrypted, NotFound, OptionError
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits
from clausecheck.isolation import Workers
from clausecheck.playbook.loader import load_playbook
from clausecheck.report.model import FileError, Report
from clausecheck.scanner import Scanner, scan, scan_deal
from tests.support.calamities import CALAMITIES
from tests.support.recorded_scan import JOBS
from tests.support.results import report

ROOT = Path(__file__).parents[1]

SECRET = "Provider shall pay Customer USD 4,000,000"


ERRORS = {
    b"encrypted": Encrypted("The file needs a password."),
    b"defect": ValueError(SECRET),
    b"too deep": RecursionError(SECRET),
    b"no memory": MemoryError(SECRET),
}


class StandInAnalyzer:
    """Reports every document but those whose content names an error to raise or a calamity to meet."""

    playbook = load_playbook("outsourcing")
    side = playbook.side
    reading = ReadOptions(limits=Limits(seconds=20))

    def __init__(self):
        self.passwords = []

    def analyze(self, document, *, name=None, password=None):
        self.passwords.append(password)
        if isinstance(document, os.PathLike) and not document.exists():
            raise NotFound(f"There is no file {document}.")
        content = document
        if not isinstance(document, bytes):
            content = document.read_bytes() if isinstance(document, os.PathLike) else document.read()
        if content.decode() in CALAMITIES:
            CALAMITIES[content.decode()](None)
        if content in ERRORS:
            raise ERRORS[content]
        return report(name or document.name)


@pytest.fixture
def folder(tmp_path):
    for name in ("b.pdf", "a.DOCX", "notes.txt", "terms.md", "more.markdown", "prices.xlsx", ".draft.pdf", "~$a.docx"):
        (tmp_path / name).write_bytes(b"This Agreement")
    (tmp_path / "annexes" / ".old").mkdir(parents=True)
    (tmp_path / "annexes" / "c.pdf").write_bytes(b"Annex C")
    (tmp_path / "annexes" / ".old" / "d.pdf").write_bytes(b"Annex D")
    return tmp_path


def run(*paths, **options):
    return list(scan(paths, analyzer=StandInAnalyzer(), **options))


def names(results):
    return [result.document.name for result in results]


def test_a_missing_file_is_an_error_with_its_path(tmp_path):
    (found,) = run(tmp_path / "gone.pdf")
    assert (found.error.code, found.document.name) == ("not-found", "gone.pdf")


def test_one_bad_document_does_not_stop_the_others(folder):
    (folder / "b.pdf").write_bytes(b"encrypted")
    (folder / "notes.txt").write_bytes(b"defect")
    results = run(folder)
    assert {result.document.name: result.error.code for result in results if isinstance(result, FileError)} == {
        "b.pdf": "encrypted",
        "notes.txt": "internal-error",
    }
    assert sum(isinstance(result, Report) for result in results) == 4


@pytest.mark.parametrize(("content", "kind"), [(b"defect", "ValueError"), (b"too deep", "RecursionError")])
def test_a_defect_is_told_without_the_words_of_the_contract(tmp_path, caplog, content, kind):
    (tmp_path / "c.txt").write_bytes(content)
    with caplog.at_level(logging.DEBUG, logger="clausecheck"):
        (found,) = run(tmp_path / "c.txt")
    assert found.error.code == "internal-error"
    assert kind in found.error.message
    assert SECRET not in found.model_dump_json()
    assert "in analyze" in caplog.text
    assert SECRET not in caplog.text


def test_an_interruption_is_not_taken_for_a_bad_document(tmp_path):
    def interrupted(document, *, name=None, password=None):
        raise KeyboardInterrupt

    analyzer = StandInAnalyzer()
    analyzer.analyze = interrupted
    with pytest.raises(KeyboardInterrupt):
        list(scan([tmp_path / "c.txt"], analyzer=analyzer))


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"This Agreement")))
    (found,) = run("-")
    assert isinstance(found, Report)
    assert found.document.name == "stdin"


def test_an_error_on_standard_input_names_it(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"encrypted")))
    (found,) = run("-")
    assert (found.document.name, found.document.path) == ("stdin", None)


def test_the_password_reaches_every_document(folder):
    analyzer = StandInAnalyzer()
    list(scan([folder / "annexes", folder / "b.pdf"], analyzer=analyzer, password="s3cret"))
    assert analyzer.passwords == ["s3cret", "s3cret"]


def test_results_come_one_by_one(folder):
    analyzer = StandInAnalyzer()
    results = scan([folder], analyzer=analyzer)
    next(results)
    assert len(analyzer.passwords) == 1


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these file systems refuse names that are no text")
def test_a_file_name_that_is_no_text_can_still_be_reported(tmp_path):
    (tmp_path / os.fsdecode(b"lie\xdfvertrag.pdf")).write_bytes(b"encrypted")
    gone = tmp_path / os.fsdecode(b"\xfcbersicht.pdf")
    bad, missing = run(tmp_path, gone)
    assert bad.document.name == "lie\\udcdfvertrag.pdf"
    assert "\\udcfc" in missing.error.message
    assert "bersicht" in missing.model_dump_json()


@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "a\0b.pdf"])
def test_an_impossible_file_name_is_one_error_among_results(folder, name):
    impossible, good = run(folder / name, folder / "b.pdf")
    assert isinstance(impossible, FileError)
    assert isinstance(good, Report)


def test_want_of_memory_is_the_error_of_one_document(folder):
    (folder / "a.pdf").write_bytes(b"no memory")
    hungry, good = run(folder / "a.pdf", folder / "b.pdf")
    assert (hungry.error.code, SECRET in hungry.error.message) == ("memory-limit", False)
    assert isinstance(good, Report)


def test_isolation_gives_the_same_results_in_the_same_order(folder):
    (folder / "a.pdf").write_bytes(b"encrypted")
    (folder / "c.txt").write_bytes(b"defect")
    paths = [folder, folder / "gone.pdf"]
    assert run(*paths, jobs=2) == run(*paths)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"segfault", "crashed"), (b"exit", "crashed"), (b"abort", "memory-limit"), (b"memory", "memory-limit")],
)
def test_in_isolation_a_calamity_is_the_error_of_one_document(folder, content, code):
    (folder / "a.pdf").write_bytes(content)
    before, lost, after = run(folder / "b.pdf", folder / "a.pdf", folder / "notes.txt", jobs=2)
    assert (lost.document.name, lost.error.code) == ("a.pdf", code)
    assert names([before, after]) == ["b.pdf", "notes.txt"]
    assert isinstance(after, Report)


def test_standard_input_reaches_the_isolated_process(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"This Agreement")))
    (found,) = run("-", jobs=2)
    assert isinstance(found, Report)
    assert found.document.name == "stdin"


def begun(*documents, jobs=0, **options):
    with Scanner(StandInAnalyzer(), password="of the scanner", jobs=jobs) as scanner:
        return [future.result() for future in [scanner.begin(document, **options) for document in documents]]


@pytest.mark.parametrize("jobs", [0, 2])
def test_documents_can_be_begun_one_by_one(folder, jobs):
    (folder / "a.pdf").write_bytes(b"encrypted")
    error = FileError.of("line 7", None, "bad-request", "No request.")
    found = begun(folder / "a.pdf", error, DocumentBytes(b"This Agreement", "sent.txt"), folder / "b.pdf", jobs=jobs)
    assert names(found) == ["a.pdf", "line 7", "sent.txt", "b.pdf"]
    assert [each.kind for each in found] == ["error", "error", "report", "report"]
    assert found[1] is error


def test_what_is_begun_stands_for_itself(folder):
    for path in (Path("-"), folder / "*.pdf"):
        (found,) = begun(path)
        assert found.error.code == "not-found"


def test_what_is_begun_may_have_a_password_of_its_own(folder):
    analyzer = StandInAnalyzer()
    with Scanner(analyzer, password="of the scanner") as scanner:
        scanner.begin(folder / "a.DOCX", password="its own").result()
        scanner.begin(folder / "b.pdf").result()
    assert analyzer.passwords == ["its own", "of the scanner"]


def test_an_isolated_document_may_have_a_password():
    sample = Path(__file__).parents[1] / "sample_contracts" / "saas_subscription.pdf"
    with pikepdf.open(sample) as file:
        data = io.BytesIO()
        file.save(data, encryption=pikepdf.Encryption(user="s3cret", owner="s3cret"))
    worker = Workers(Analyzer(), Limits())
    try:
        alone = worker.call(Analyzer.analyze, data.getvalue(), name="msa.pdf", password="s3cret")
    finally:
        worker.close()
    assert alone == Analyzer().analyze(data.getvalue(), name="msa.pdf", password="s3cret")


def recorded_scan(folder, **options):
    command = [sys.executable, "-m", "tests.support.recorded_scan", *map(str, (folder / "papers", folder / "kept"))]
    return subprocess.Popen([*command, str(folder / "record")], cwd=ROOT, stdout=subprocess.PIPE, text=True, **options)


@pytest.mark.endurance
def test_a_scan_that_is_killed_at_any_moment_goes_on_where_it_was(tmp_path):
    """Kill a scan thirty times; no more is done twice than what was under way each time, and nothing is spoilt."""
    (tmp_path / "papers").mkdir()
    for number in range(200):
        (tmp_path / "papers" / f"{number:03}.txt").write_text(f"Agreement no. {number}")
    moments = random.Random(30)
    for _ in range(30):
        with recorded_scan(tmp_path) as scanning:
            scanning.stdout.readline()
            time.sleep(moments.uniform(0, 0.1))
            scanning.kill()
        with sqlite3.connect(tmp_path / "kept" / FILE) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
    with recorded_scan(tmp_path) as scanning:
        lines = [json.loads(line) for line in scanning.stdout]
    assert [line["document"]["name"] for line in lines] == [f"{number:03}.txt" for number in range(200)]
    begun = Counter((tmp_path / "record").read_text().split())
    assert set(begun) == {f"{number:03}.txt" for number in range(200)}
    assert begun.total() - 200 <= 30 * 2 * JOBS


def test_a_deal_is_read_in_a_process_of_its_own():
    sample = Path(__file__).parents[1] / "sample_contracts" / "deals" / "field_helpdesk"
    here, apart = (scan_deal([sample], analyzer=Analyzer(), jobs=jobs) for jobs in (0, 1))
    assert here.kind == "report"
    assert here.model_dump_json() == apart.model_dump_json()
    assert (here.document.name, len(here.deal.documents)) == ("field_helpdesk", 4)


def test_what_goes_wrong_with_a_deal_as_a_whole_is_its_error(tmp_path):
    (tmp_path / "empty.txt").write_text("", "utf-8")
    result = scan_deal([tmp_path], analyzer=Analyzer(), name="Northwind")
    assert (result.kind, result.document.name, result.error.code) == ("error", "Northwind", "input-error")


def test_standard_input_is_no_document_of_a_deal():
    with pytest.raises(OptionError, match="standard input"):
        scan_deal(["-"], analyzer=Analyzer())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"analyzer": None}, "analyzer: an Analyzer is wanted, not None"),
        ({"analyzer": "outsourcing"}, "analyzer: an Analyzer is wanted, not str"),
        ({"cache": "kept"}, "cache: a Cache is wanted, not str"),
        ({"jobs": "two"}, "jobs: a whole number is wanted, not str"),
        ({"jobs": None}, "jobs: a whole number is wanted, not None"),
    ],
)
def test_what_no_scanner_can_work_with_is_refused(options, message):
    with pytest.raises(OptionError) as caught:
        Scanner(**{"analyzer": Analyzer(), **options})
    assert str(caught.value) == message


@pytest.mark.parametrize("document", [None, "msa.pdf", b"%PDF-1.7"])
def test_what_is_no_document_is_not_begun(document):
    with Scanner(Analyzer()) as scanner, pytest.raises(OptionError, match="a document, as a Path or DocumentBytes,"):
        scanner.begin(document)
