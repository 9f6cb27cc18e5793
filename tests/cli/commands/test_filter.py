from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import clausecheck
from clausecheck.cli.program import program
from clausecheck.errors import Corrupt
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits
from tests.support.calamities import CALAMITIES
from tests.support.results import finding, report

SAMPLES = Path(__file__).parents[3] / "sample_contracts"
STANDINGS = {"good": ("met", "info"), "weak": ("weak", "medium"), "bad": ("adverse", "high")}


class StandInAnalyzer:
    """Knows each document by its words, and dies of some."""

    playbook = clausecheck.load_playbook("outsourcing")
    side = playbook.side

    def __init__(self, playbook="outsourcing", *, reading=None, **told):
        self.reading = ReadOptions(limits=Limits(seconds=20, bytes=1000))

    def analyze(self, document, *, name=None, password=None):
        words = document.read_text("utf-8") if isinstance(document, os.PathLike) else document.decode()
        if words in CALAMITIES:
            CALAMITIES[words](None)
        if words not in STANDINGS:
            raise Corrupt(f"The file is damaged, password {password}.")
        return report(name or document.name, finding(*STANDINGS[words]))


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(clausecheck, "Analyzer", StandInAnalyzer)

    def asked(*requests, jobs=0, options=()):
        lines = "".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in requests)
        result = CliRunner().invoke(program, ["filter", "--jobs", str(jobs), *options], input=lines)
        return result, [json.loads(line) for line in result.stdout.splitlines()]

    return asked


def test_each_request_is_answered_by_its_id_in_the_order_of_the_requests(run):
    result, answers = run(
        {"id": 7, "text": "good"}, {"id": "x", "text": "damaged"}, {"text": "weak", "name": "msa.txt"}
    )
    assert [(each["id"], each["kind"], each["document"]["name"]) for each in answers] == [
        (7, "report", "line 1"),
        ("x", "error", "line 2"),
        (None, "report", "msa.txt"),
    ]
    assert result.stderr == ""


def test_an_answer_is_the_line_of_the_report_with_the_id_before_it():
    path = str(SAMPLES / "amendment_no_2.docx")
    plain = CliRunner().invoke(program, [path, "--format", "jsonl", "--fail-on", "never"]).stdout
    answer = CliRunner().invoke(program, ["filter", "--jobs", "0"], input=json.dumps({"id": 1, "path": path})).stdout
    assert answer == f'{{"id":1,{plain[1:]}'


@pytest.mark.parametrize(
    ("texts", "options", "code"),
    [
        ([], [], 0),
        (["good", "weak"], [], 0),
        (["good", "bad"], [], 1),
        (["good", "bad"], ["--fail-on", "never"], 0),
        (["weak"], ["--fail-on", "medium"], 1),
        (["bad", "damaged", "good"], [], 2),
    ],
)
def test_the_exit_code_is_that_of_the_worst_answer(run, texts, options, code):
    assert run(*({"text": text} for text in texts), options=options)[0].exit_code == code


def test_a_line_that_is_no_request_is_answered_and_makes_the_exit_code_2(run):
    result, answers = run("garbage", {"id": 2, "text": "good"})
    assert [each["kind"] for each in answers] == ["error", "report"]
    assert answers[0]["error"] == {"code": "bad-request", "message": "Line 1 is no request: it is not JSON."}
    assert result.exit_code == 2


def test_findings_below_the_severity_to_show_are_left_out(run):
    _, answers = run({"text": "weak"}, {"text": "bad"}, options=["--show", "high"])
    assert [len(each["findings"]) for each in answers] == [0, 1]


def test_each_request_has_its_password_or_that_of_the_run(run):
    _, answers = run({"text": "?", "password": "mine"}, {"text": "?"}, options=["--password", "of the run"])
    assert [each["error"]["message"][-15:-1] for each in answers] == [" password mine", "ord of the run"]


def test_a_folder_a_pattern_and_a_dash_are_no_documents(run, tmp_path, monkeypatch):
    monkeypatch.undo()
    (tmp_path / "msa.txt").write_text("good", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        program, ["filter", "--jobs", "0"], input='{"path": "."}\n{"path": "*.txt"}\n{"path": "-"}\n{"path": ""}\n'
    )
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["error"]["code"] for each in answers] == ["not-found"] * 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to die of")
def test_a_document_that_ends_its_process_costs_one_answer(run):
    _, answers = run({"text": "good"}, {"text": "segfault"}, {"text": "bad"}, jobs=1)
    assert [each.get("error", {}).get("code") for each in answers] == [None, "crashed", None]


def test_several_processes_answer_in_the_same_order(run):
    texts = ["good", "damaged", "weak", "bad"] * 5
    _, answers = run(*({"id": place, "text": text} for place, text in enumerate(texts)), jobs=2)
    assert [each["id"] for each in answers] == list(range(20))
    assert answers == run(*({"id": place, "text": text} for place, text in enumerate(texts)))[1]


@pytest.fixture
def conversation():
    running = []

    def begun(*options):
        process = subprocess.Popen(
            [sys.executable, "-m", "clausecheck", "filter", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        running.append(process)
        return process

    yield begun
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()


def ask_one_by_one(process):
    """Send each request when the one before it is answered."""
    for number in range(3):
        process.stdin.write(json.dumps({"id": number, "text": "The Customer may terminate."}).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == number


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_whoever_waits_for_each_answer_before_the_next_request_gets_it(conversation, jobs):
    process = conversation("--jobs", jobs)
    ask_one_by_one(process)
    process.stdin.close()
    assert process.stdout.read() == b""
    assert process.wait() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process alone")
def test_two_processes_answer_one_by_one_until_an_interruption_ends_them(conversation):
    process = conversation("--jobs", "2")
    ask_one_by_one(process)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert process.stderr.read() == b"Interrupted.\n"


def test_a_reader_that_goes_away_is_noticed_at_the_next_answer(conversation):
    process = conversation("--jobs", "0")
    process.stdout.close()
    process.stdin.write(b'{"text": "The Customer may terminate."}\n' * 3)
    process.stdin.close()
    assert process.wait() == 141
    assert process.stderr.read() == b""
