import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck.analyzer import Analyzer
from clausecheck.cache import FILE, KEPT_DAYS, Cache, fingerprint
from clausecheck.errors import OptionError
from clausecheck.ingest.document import ReadOptions
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import load_playbook
from tests.support.recorded_scan import RecordingAnalyzer

ROOT = Path(__file__).parents[1]
CONTRACT = (
    "SERVICES AGREEMENT between Acme Retail Inc. (Customer) and Beacon Voice LLC (Provider).\n\n"
    "1. Termination. Customer may terminate this Agreement for convenience upon sixty (60) days' written notice.\n"
)
DOCUMENT = CONTRACT.encode()


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer()


@pytest.fixture(scope="module")
def report(analyzer):
    return analyzer.analyze(DOCUMENT, name="msa.txt")


@pytest.fixture
def cache(tmp_path, analyzer):
    opened = Cache(tmp_path / "cache", analyzer)
    yield opened
    opened.close()


def key_of(cache, document=DOCUMENT, suffix=".txt", password=None):
    return cache.key(document, suffix=suffix, password=password)


def test_what_was_kept_is_given_back_without_the_name_of_its_file(cache, report):
    assert cache.get(key_of(cache)) is None
    cache.put(key_of(cache), report)
    assert cache.get(key_of(cache)).named("msa.txt", None) == report
    assert cache.get(key_of(cache)).document.name == ""


def test_a_file_and_its_bytes_have_one_key(cache, tmp_path):
    (tmp_path / "other name.txt").write_text(CONTRACT, "utf-8")
    assert key_of(cache, tmp_path / "other name.txt") == key_of(cache)


def test_a_report_outlives_the_run(cache, report, analyzer, tmp_path):
    cache.put(key_of(cache), report)
    cache.close()
    again = Cache(tmp_path / "cache", analyzer)
    assert again.get(key_of(again)) is not None
    again.close()


@pytest.mark.parametrize("other", [{"document": DOCUMENT + b" "}, {"suffix": ".md"}, {"password": "s3cret"}], ids=str)
def test_another_document_suffix_or_password_finds_nothing(cache, report, other):
    cache.put(key_of(cache), report)
    assert cache.get(key_of(cache, **other)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"side": "provider"},
        {"customer": "Provider"},
        {"reading": ReadOptions(ocr="off")},
        {"playbook": load_playbook("outsourcing").model_copy(update={"version": "another"})},
        {"patterns": replace(load_patterns(), digest="another")},
    ],
    ids=lambda option: next(iter(option)),
)
def test_whoever_asks_otherwise_finds_nothing(cache, report, analyzer, tmp_path, other):
    cache.put(key_of(cache), report)
    asking = Cache(tmp_path / "cache", Analyzer(**other))
    assert asking.get(key_of(asking)) is None
    asking.close()


def test_two_analyzers_of_one_kind_share_what_is_kept(analyzer):
    assert fingerprint(Analyzer()) == fingerprint(analyzer)


def test_a_document_that_changed_while_it_was_read_is_not_kept(cache, report):
    before = key_of(cache, b"the text before it was changed")
    cache.put(before, report)
    assert cache.get(before) is None


def test_no_word_of_the_contract_and_no_name_is_stored(cache, report, tmp_path):
    cache.put(key_of(cache), report)
    cache.close()
    stored = b"".join(file.read_bytes() for file in (tmp_path / "cache").iterdir())
    assert len(stored) > 2_000
    words = (b"terminate", b"Acme", b"Beacon", b"msa.txt", b"outsourcing", report.document.sha256.encode())
    assert not [word for word in words if word in stored]
    assert bytes.fromhex(report.document.sha256) not in stored


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits; the profile of the user protects")
def test_nobody_else_may_read_it(cache, report, tmp_path):
    cache.put(key_of(cache), report)
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "cache").iterdir()} == {0o600}


def test_a_damaged_entry_is_none(cache, report, tmp_path):
    cache.put(key_of(cache), report)
    with sqlite3.connect(tmp_path / "cache" / FILE) as database:
        database.execute("UPDATE reports SET report = zeroblob(100)")
    database.close()
    assert cache.get(key_of(cache)) is None


def test_what_was_kept_for_months_is_dropped(cache, report, analyzer, tmp_path):
    cache.put(key_of(cache), report)
    for age, is_kept in ((KEPT_DAYS - 1, True), (2, False)):
        with sqlite3.connect(tmp_path / "cache" / FILE) as database:
            database.execute("UPDATE reports SET kept = kept - ?", (age,))
        database.close()
        later = Cache(tmp_path / "cache", analyzer)
        assert (later.get(key_of(later)) is not None) == is_kept
        later.close()


@pytest.mark.parametrize("obstacle", ["file", "rubbish"])
def test_a_folder_that_cannot_hold_a_cache_is_refused(tmp_path, analyzer, obstacle):
    if obstacle == "file":
        (tmp_path / "cache").write_text("no folder")
    else:
        (tmp_path / "cache").mkdir()
        (tmp_path / "cache" / FILE).write_text("no database, but long enough to be looked at" * 50)
    with pytest.raises(OptionError, match="cannot be used"):
        Cache(tmp_path / "cache", analyzer)


def test_threads_may_share_it(cache, report):
    documents = [f"{CONTRACT}{number}".encode() for number in range(40)]

    def keep_and_find(document):
        key = key_of(cache, document)
        own = report.model_copy(update={"document": report.document.model_copy(update={"sha256": key.sha256})})
        cache.put(key, own)
        return cache.get(key) == own.named("", None)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(keep_and_find, documents))


# Keeps a report again and again and says so, each time for a document of its own, until it is killed.
_KEEPER = """
import sys
from pathlib import Path
from clausecheck.cache import Cache
from clausecheck.report.model import Report
from tests.support.recorded_scan import RecordingAnalyzer
folder = Path(sys.argv[1])
cache = Cache(folder / "cache", RecordingAnalyzer(folder / "record"))
report = Report.model_validate_json((folder / "report.json").read_text("utf-8"))
number = 0
while True:
    key = cache.key(f"{sys.argv[2]} {number}".encode(), suffix=".txt", password=None)
    record = report.document.model_copy(update={"sha256": key.sha256})
    cache.put(key, report.model_copy(update={"document": record}))
    print(number, flush=True)
    number += 1
"""


def test_a_run_that_is_killed_loses_nothing_that_it_kept(tmp_path, report):
    (tmp_path / "report.json").write_text(report.model_dump_json(), "utf-8")
    for moment in range(6):
        command = [sys.executable, "-c", _KEEPER, str(tmp_path), f"run {moment},"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeper:
            keeper.stdout.readline()
            time.sleep(0.013 * moment)
            keeper.send_signal(signal.SIGKILL)
            told = [0, *(int(line) for line in keeper.stdout if line.endswith("\n"))]
        cache = Cache(tmp_path / "cache", RecordingAnalyzer(tmp_path / "record"))
        documents = [f"run {moment}, {number}".encode() for number in range(told[-1] + 1)]
        assert all(cache.get(key_of(cache, document)) for document in documents)
        cache.close()
        with sqlite3.connect(tmp_path / "cache" / FILE) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()


def test_a_missing_parent_is_made(tmp_path, analyzer):
    Cache(tmp_path / "a" / "b", analyzer).close()
    assert Path(tmp_path / "a" / "b" / FILE).is_file()


def test_a_damaged_cache_is_left_alone_and_the_way_out_told(tmp_path, analyzer):
    (tmp_path / FILE).write_bytes(b"no database, whatever its name says " * 100)
    with pytest.raises(OptionError, match=f"delete {FILE} there"):
        Cache(tmp_path, analyzer)
    assert (tmp_path / FILE).read_bytes().startswith(b"no database")


def test_a_kept_report_takes_the_name_of_a_file_that_is_no_text(cache, report):
    cache.put(key_of(cache), report)
    found = cache.get(key_of(cache)).named("caf\udce9.txt", "contracts/caf\udce9.txt")
    assert (found.document.name, found.document.path) == ("caf\\udce9.txt", "contracts/caf\\udce9.txt")
    assert "caf" in found.model_dump_json()
