from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import clausecheck
from clausecheck.cli.program import program
from clausecheck.ingest.document import ReadOptions
from clausecheck.structure import parse

SAMPLES = Path(__file__).parents[2] / "sample_contracts"
SAMPLE = str(SAMPLES / "amendment_no_2.docx")
SECRET = "Provider shall pay Customer USD 4,000,000"


def run(*arguments, **options):
    return CliRunner().invoke(program, [*map(str, arguments)], **options)


def records(result):
    return [json.loads(line) for line in result.stderr.splitlines()]


def events(result):
    return [record["event"] for record in records(result)]


def test_without_the_option_nothing_is_logged(tmp_path):
    (tmp_path / "empty.txt").touch()
    assert run(SAMPLE, "--fail-on", "never").stderr == ""
    assert run(tmp_path / "empty.txt").stderr == "clausecheck: empty.txt: The file is empty. [no-text]\n"


def test_a_run_and_its_documents_are_told_from_begin_to_end():
    result = run(SAMPLE, "--log", "json", "--fail-on", "never")
    begun, settled, document, done, finished = records(result)
    assert (begun["event"], begun["command"], begun["playbook"]) == ("run begun", "check", "outsourcing")
    assert settled.items() >= {"event": "scan begun", "side": "customer", "jobs": 0}.items()
    assert (document["event"], document["document"]) == ("document begun", SAMPLE)
    assert done.items() >= {"event": "document finished", "document": SAMPLE, "status": "report"}.items()
    assert re.fullmatch(r"[0-9a-f]{64}", done["sha256"]) and done["seconds"] > 0
    assert (finished["event"], finished["exit_code"]) == ("run finished", 0)
    for record in records(result):
        assert record["level"] == "info"
        assert datetime.fromisoformat(record["time"]).utcoffset() == timedelta(0)


def test_the_results_are_those_of_a_run_without_a_log():
    assert run(SAMPLE, "--log", "json").stdout == run(SAMPLE).stdout


def test_in_a_log_every_line_is_a_record_whatever_goes_wrong(tmp_path):
    (tmp_path / "empty.txt").touch()
    result = run(tmp_path / "empty.txt", "gone.pdf", SAMPLE, "--log", "json", "--format", "ics", "--no-cache")
    failed = [record for record in records(result) if record["event"] == "document not analysed"]
    assert [(Path(record["document"]).name, record["code"], record["level"]) for record in failed] == [
        ("empty.txt", "no-text", "warning"),
        ("gone.pdf", "not-found", "warning"),
    ]
    assert failed[0]["document"] == str(tmp_path / "empty.txt")
    assert result.exit_code == 2
    stopped = run(SAMPLE, "--log", "json", "--playbook", "none")
    assert (events(stopped), records(stopped)[-1]["code"]) == (["run begun", "run stopped"], "option-error")


def test_a_document_of_a_deal_that_is_not_read_stops_no_run(tmp_path):
    (tmp_path / "empty.txt").touch()
    result = run("--deal", tmp_path / "empty.txt", SAMPLE, "--log", "json", "--format", "json")
    assert "run stopped" not in events(result)
    (failed,) = (record for record in records(result) if record["event"] == "document not analysed")
    assert (failed["document"], failed["code"], "reason" in failed) == ("empty.txt", "no-text", False)


def test_the_same_for_people_is_a_line_each():
    lines = run(SAMPLE, "--log", "text", "--fail-on", "never").stderr.splitlines()
    assert re.fullmatch(r'\S+ info run begun command="check" playbook="outsourcing" version=.+', lines[0])
    assert re.fullmatch(r"\S+ info run finished exit_code=0 seconds=[\d.]+", lines[-1])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no such names")
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_name_of_a_file_can_forge_no_line(tmp_path, form):
    path = tmp_path / "a\n{}\x1b[31m\u2028.txt"
    path.write_text(" ", "utf-8")
    result = run(path, "--log", form)
    assert len(result.stderr.splitlines()) == 6
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("level", "told"),
    [("warning", ["document not analysed"]), ("error", [])],
)
def test_a_level_leaves_out_what_is_below_it(level, told):
    assert events(run("gone.pdf", "--log", "json", "--log-level", level)) == told


@pytest.mark.parametrize(
    ("options", "settled"),
    [
        (["--playbook", "outsourcing-provider"], {"side": "provider", "jobs": 0}),
        (["--side", "provider", "--time-limit", "60"], {"side": "provider", "jobs": 1}),
        (["gone.pdf", "--jobs", "5"], {"side": "customer", "jobs": 2}),
        (["--deal"], {"side": "customer", "jobs": 0}),
    ],
)
def test_side_and_jobs_are_told_as_they_were_settled(options, settled):
    (told,) = (each for each in records(run(SAMPLE, *options, "--log", "json")) if each["event"] == "scan begun")
    assert told.items() >= settled.items()


def test_a_level_without_a_log_is_a_slip():
    result = run(SAMPLE, "--log-level", "debug")
    assert result.exit_code == 2
    assert "--log-level goes with --log" in result.stderr


def test_a_report_that_was_kept_is_told_as_such(tmp_path):
    options = ("--log", "json", "--cache", tmp_path / "kept")
    assert "cache hit" not in events(run(SAMPLE, *options))
    assert events(run(SAMPLE, *options)) == [
        *("run begun", "scan begun", "cache hit", "document finished", "run finished")
    ]


def test_every_command_that_reads_contracts_keeps_a_log():
    compared = run("compare", SAMPLE, SAMPLES / "saas_subscription.docx", "--jobs", "0", "--log", "json")
    assert events(compared).count("document finished") == 2
    filtered = run("filter", "--jobs", "0", "--log", "json", input=f"{json.dumps({'path': SAMPLE})}\n{{\n")
    assert events(filtered).count("document finished") == 2
    assert records(filtered)[-1] | {"seconds": 0, "time": ""} == {
        **{"event": "run finished", "exit_code": 2, "level": "info"},
        **{"seconds": 0, "time": ""},
    }


def five_words(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[start : start + 5]) for start in range(len(words) - 4)}


def test_no_word_of_a_contract_is_logged_and_no_party_named():
    papers = sorted(SAMPLES.glob("*.docx")) + sorted((SAMPLES / "text").glob("*.md"))
    result = run(*papers, "--log", "json", "--log-level", "debug", "--jobs", "0", "--no-cache", "--format", "csv")
    assert events(result).count("document finished") == len(papers) > 20
    logged = five_words(result.stderr)
    for path in papers:
        source = clausecheck.load(path)
        assert logged.isdisjoint(five_words(source.text))
        for party in parse(source).parties:
            assert party.name not in result.stderr


def test_a_defect_and_an_unknown_customer_are_logged_without_what_they_quote(tmp_path, monkeypatch):
    class Broken:
        playbook = clausecheck.load_playbook("outsourcing")
        side = playbook.side
        reading = ReadOptions()

        def __init__(self, playbook, **options):
            pass

        def analyze(self, document, *, name=None, password=None):
            raise ValueError(SECRET)

    unknown = run(SAMPLE, "--customer", "Licensee", "--log", "text", "--log-level", "debug")
    assert 'code="option-error"' in unknown.stderr
    assert "Tidewater" not in unknown.stderr
    monkeypatch.setattr(clausecheck, "Analyzer", Broken)
    defect = run(SAMPLE, "--log", "text", "--log-level", "debug")
    assert 'code="internal-error"' in defect.stderr
    assert "ValueError" in defect.stderr
    assert SECRET[:20] not in defect.stderr


def test_after_a_run_the_logger_is_as_it_was():
    logger = logging.getLogger("clausecheck")
    handlers, level = list(logger.handlers), logger.level
    run(SAMPLE, "--log", "json", "--log-level", "debug")
    run("gone.pdf", "--log", "json", "--playbook", "none")
    assert (logger.handlers, logger.level) == (handlers, level)


def test_importing_the_package_installs_no_handler():
    code = "import logging, clausecheck.cli, clausecheck.scanner; print(logging.getLogger('clausecheck').handlers)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_a_log_that_nobody_can_hear_stops_no_run(monkeypatch):
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    monkeypatch.setattr(logging, "raiseExceptions", False)
    runner = CliRunner()
    with runner.isolation():
        monkeypatch.setattr(sys, "stderr", Closed())
        with pytest.raises(SystemExit) as ended:
            program([SAMPLE, "--log", "json", "--fail-on", "never"])
    assert ended.value.code == 0
