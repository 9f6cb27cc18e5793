from __future__ import annotations

import http.server
import json
import os
import shutil
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra clausecheck[ray] is not installed")

import pyarrow.dataset
import ray
from click.testing import CliRunner

import clausecheck
from clausecheck.cli.program import program
from clausecheck.integrations.fsspec import located
from clausecheck.integrations.parquet import SCHEMA
from clausecheck.integrations.ray import Reader, scan_dataset
from tests.support.slow_reading import POISON, RECORD, SlowAnalyzer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # of Ray's own

SAMPLES = Path(__file__).parents[2] / "sample_contracts"
GOOD = (
    "amendment_no_2.docx",
    "data_processing_addendum.docx",
    "saas_subscription.pdf",
    "staffing_services_agreement.docx",
)


@pytest.fixture(scope="module")
def two_workers():
    """A cluster of two workers on this machine, as small as can be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray.init("local", num_cpus=2, object_store_memory=200_000_000, include_dashboard=False, log_to_driver=False)
        yield
        ray.shutdown()


@pytest.fixture
def contracts(tmp_path):
    """Good contracts, a damaged one, an empty one, and one that ends the process that reads it."""
    folder = tmp_path / "contracts"
    (folder / "annexes").mkdir(parents=True)
    for name in GOOD:
        shutil.copy(SAMPLES / name, folder)
    shutil.copy(SAMPLES / "amendment_no_2.pdf", folder / "annexes")
    (folder / "cut_off.pdf").write_bytes((SAMPLES / "saas_subscription.pdf").read_bytes()[:4000])
    (folder / "empty.docx").touch()
    (folder / POISON).write_text("Either party may terminate this Agreement for convenience on thirty days' notice.")
    return folder


@pytest.fixture
def served(contracts):
    """The same folder from an HTTP server that every third time is too busy to answer."""

    class Busy(http.server.SimpleHTTPRequestHandler):
        asked = 0

        def send_head(self):
            Busy.asked += 1
            if Busy.asked % 3 == 0:
                self.send_error(503)
                return None
            return super().send_head()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Busy, directory=contracts))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def local_lines(*paths, analyzer):
    """What `clausecheck PATH... --format jsonl` prints, by path."""
    lines = clausecheck.render_all(clausecheck.scan(map(str, paths), analyzer=analyzer, jobs=1), "jsonl")
    return {json.loads(line)["document"]["path"]: line for line in lines}


def kill_the_first_at_work(record, killed):
    """Once a document is under way, end the actor that has it, which is what a lost machine looks like."""
    while not (record.exists() and record.read_text("utf-8").count("\n") >= 3):
        time.sleep(0.02)
    actor = int(record.read_text("utf-8").split()[0])
    os.kill(actor, signal.SIGKILL)
    killed.append(actor)


@pytest.mark.endurance
def test_a_cluster_that_loses_a_worker_gives_what_this_machine_gives(two_workers, contracts, tmp_path, monkeypatch):
    record, killed, output = tmp_path / "record.txt", [], tmp_path / "results"
    monkeypatch.setenv(RECORD, str(tmp_path / "local.txt"))
    expected = local_lines(contracts, tmp_path / "lost.pdf", analyzer=SlowAnalyzer())
    monkeypatch.setenv(RECORD, str(record))
    monkeypatch.setattr(clausecheck, "Analyzer", SlowAnalyzer)
    killer = threading.Thread(target=kill_the_first_at_work, args=(record, killed), daemon=True)
    killer.start()

    arguments = ["scan", str(contracts), str(tmp_path / "lost.pdf"), "--output", str(output), "--engine", "ray"]
    run = CliRunner().invoke(program, [*arguments, "--jobs", "2"])

    rows = pyarrow.dataset.dataset(output, format="parquet").to_table()
    assert rows.schema.names == SCHEMA.names
    found = {row["path"]: row for row in rows.to_pylist()}
    assert {path: f"{row['result']}\n" for path, row in found.items()} == expected
    assert len(rows) == len(expected) == 9
    errors = {Path(path).name: row["error"] for path, row in found.items() if row["error"]}
    assert errors == {"cut_off.pdf": "corrupt", "empty.docx": "no-text", POISON: "crashed", "lost.pdf": "not-found"}
    assert run.exit_code == 2
    assert run.stdout.count("\n") == 1 and "9 documents" in run.stdout and "4 could not be analysed" in run.stdout

    work = [line.split() for line in record.read_text("utf-8").splitlines()]
    assert killed and len({actor for actor, _, _ in work}) == 3, "the lost worker was not replaced"
    readers = {reader for actor, reader, _ in work if int(actor) in killed}
    assert not [reader for reader in readers if Path(f"/proc/{reader}").exists()], "a reader outlived its worker"


@pytest.mark.endurance
def test_an_object_store_that_is_busy_at_times_gives_what_this_machine_gives(two_workers, contracts, served):
    (contracts / POISON).unlink()
    analyzer = clausecheck.Analyzer()
    expected = local_lines(contracts, analyzer=analyzer)
    found = located([served, f"{served}lost.pdf"], exclude=["*.docx"])
    rows = scan_dataset(found, analyzer=analyzer, workers=2).take_all()
    results = {row["path"].removeprefix(served): json.loads(row["result"]) for row in rows}
    assert results.pop("lost.pdf")["error"]["code"] == "not-found"
    assert sorted(results) == ["annexes/amendment_no_2.pdf", "cut_off.pdf", "saas_subscription.pdf"]
    for inside, result in results.items():
        here = json.loads(expected[str(contracts / inside)])
        assert result["document"].pop("path") == f"{served}{inside}" and here["document"].pop("path")
        assert result == here


def test_a_worker_that_has_another_version_reads_nothing():
    with pytest.raises(clausecheck.OptionError, match="another version"):
        Reader(clausecheck.Analyzer(), None, b"the fingerprint of an analyzer elsewhere")
