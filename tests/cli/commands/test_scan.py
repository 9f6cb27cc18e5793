from __future__ import annotations

import sys

import pytest

pytest.importorskip("pyarrow", reason="the extra clausecheck[ray] is not installed")

import pyarrow.dataset
from click.testing import CliRunner

import clausecheck
from clausecheck.cli.program import program
from clausecheck.cli.stopping import Stopped
from clausecheck.errors import Corrupt
from tests.support.results import finding, report

STANDINGS = {"good.pdf": ("met", "info"), "weak.pdf": ("weak", "medium"), "bad.pdf": ("adverse", "high")}


class StandIn(clausecheck.Analyzer):
    """Knows each contract by its name, and takes others for damaged."""

    asked: list[str] = []  # noqa: RUF012 - of one test after the other

    def analyze(self, document, *, name=None, password=None):
        self.asked.append(document.name)
        if document.name not in STANDINGS:
            raise Corrupt("The file is damaged.")
        return report(document.name, finding(*STANDINGS[document.name])).named(document.name, str(document))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(clausecheck, "Analyzer", StandIn)
    monkeypatch.chdir(tmp_path)
    StandIn.asked.clear()
    (tmp_path / "contracts").mkdir()
    for name in ("good.pdf", "weak.pdf"):
        (tmp_path / "contracts" / name).write_bytes(b"This Agreement")
    return tmp_path / "contracts"


def run(*arguments):
    return CliRunner().invoke(program, ["scan", "contracts", "--output", "results", "--jobs", "0", *arguments])


def paths():
    return sorted(row["path"] for row in pyarrow.dataset.dataset("results", format="parquet").to_table().to_pylist())


def test_the_results_of_a_folder_go_into_another(folder):
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "results: 2 documents, 0 passed, 2 did not, 0 could not be analysed.\n"
    assert paths() == [str(folder / "good.pdf"), str(folder / "weak.pdf")]


def test_the_same_command_goes_on_and_judges_what_was_there_before(folder):
    assert run("--fail-on", "medium").exit_code == 1
    (folder / "cut.pdf").write_bytes(b"This")
    result = run("--fail-on", "medium")
    assert result.exit_code == 2
    assert result.stdout.endswith("1 could not be analysed (corrupt 1); 2 were there already.\n")
    (folder / "cut.pdf").unlink()
    assert run("--fail-on", "medium").exit_code == 1
    assert StandIn.asked == ["good.pdf", "weak.pdf", "cut.pdf"]
    assert run("--fail-on", "never").exit_code == 0


def test_what_is_done_is_kept_when_a_run_is_interrupted(folder, monkeypatch):
    (folder / "stop.pdf").write_bytes(b"This Agreement")
    analyze = StandIn.analyze

    def interrupted(self, document, **options):
        if document.name == "stop.pdf":
            raise Stopped(143)
        return analyze(self, document, **options)

    monkeypatch.setattr(StandIn, "analyze", interrupted)
    result = run()
    assert result.exit_code == 143
    assert result.stderr == "Interrupted. The results so far are kept: the same command goes on from there.\n"
    assert paths() == [str(folder / "good.pdf")]


def test_a_place_that_cannot_be_is_refused_before_anything_is_read(folder):
    assert run("nowhere://bucket").exit_code == 2
    assert CliRunner().invoke(program, ["scan", "contracts", "--output", "contracts"]).exit_code == 2
    assert StandIn.asked == []


@pytest.mark.parametrize(("missing", "options"), [("fsspec", ()), ("ray", ("--engine", "ray"))])
def test_without_the_extra_the_way_to_it_is_told(folder, monkeypatch, missing, options):
    for name in [name for name in sys.modules if name.startswith("clausecheck.integrations.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    result = run(*options)
    assert result.exit_code == 2
    assert 'pip install ".[ray]" in a checkout' in result.stderr and "option-error" in result.stderr
