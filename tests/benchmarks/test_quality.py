from __future__ import annotations

import sys
from pathlib import Path

import pytest

import quality
from evaluation.labels import CORE
from evaluation.result import load, save
from tests.support.trials import HELD_BACK, result, sure, trial

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command in a folder of its own; give its exit code and what it printed."""

    def command(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["quality.py", *map(str, words)])
        try:
            code = quality.main()
        except SystemExit as stop:
            code = int(str(stop.code))
        return code, "".join(capsys.readouterr())

    monkeypatch.chdir(tmp_path)
    return command


@pytest.fixture
def kept(tmp_path):
    save(result(trial(excerpt="Client may audit.")), tmp_path / "old.json")
    return tmp_path / "old.json"


def test_a_kept_result_stands_in_for_a_folder(run, kept):
    code, printed = run(kept)
    assert code == 0
    assert "| audit_rights | 1 | 1 | 1.00 (1.00-1.00) |" in printed


def test_a_lost_clause_is_exit_code_1(run, kept, tmp_path):
    save(result(trial(found=False)), tmp_path / "new.json")
    code, printed = run(tmp_path / "new.json", "--compare", kept)
    assert code == 1
    assert "LOST    text  audit_rights  contract 2: no longer found\n        Client may audit." in printed
    assert "Since old.json: 0 gained, 1 lost, 0 changed otherwise." in printed


def test_a_gained_clause_is_exit_code_0(run, kept, tmp_path):
    save(result(trial(found=False)), tmp_path / "new.json")
    code, printed = run(kept, "--compare", tmp_path / "new.json")
    assert code == 0
    assert "GAINED" in printed


def test_an_unreadable_document_is_exit_code_1(run, tmp_path):
    save(result(trial(), unreadable=("other: gone [gone]",)), tmp_path / "new.json")
    code, printed = run(tmp_path / "new.json")
    assert code == 1
    assert "other: gone [gone]" in printed


@pytest.mark.parametrize("words", [["gone"], ["."], ["other.txt"], ["old.json", "--compare", "gone.json"]])
def test_a_mistake_is_exit_code_2(run, kept, tmp_path, words):
    (tmp_path / "other.txt").write_text("no result", "utf-8")
    assert run(*words)[0] == 2


def test_errors_of_the_held_back_part_are_shown_only_when_asked_for(run, tmp_path):
    save(result(trial(found=False), trial(HELD_BACK, part="held-back", found=False)), tmp_path / "new.json")
    _, both = run("new.json", "--errors", "audit_rights")
    assert "FALSE NEGATIVE contract 2" in both and f"FALSE NEGATIVE {HELD_BACK}" not in both
    assert f"FALSE NEGATIVE {HELD_BACK}" in run("new.json", "--errors", "audit_rights", "--part", "held-back")[1]


def test_the_diagram_is_drawn(run, tmp_path):
    save(result(trial(events=sure(0.9))), tmp_path / "new.json")
    assert run("new.json", "--calibration", "out/reliability.svg")[0] == 0
    assert (tmp_path / "out" / "reliability.svg").read_text("utf-8").startswith("<svg")


@pytest.fixture
def pages(tmp_path, monkeypatch):
    for name in ("PAGE", "README"):
        (tmp_path / f"{name}.md").write_text(f"{quality.page.MARKS[0]}{quality.page.MARKS[1]}", "utf-8")
        monkeypatch.setattr(quality, name, tmp_path / f"{name}.md")
    for name, key in (("DOUBTS", "doubtful: []"), ("CAUSES", "causes: {}")):
        (tmp_path / f"{name}.yaml").write_text(key, "utf-8")
        monkeypatch.setattr(quality, name, tmp_path / f"{name}.yaml")
    monkeypatch.setattr(quality, "DIAGRAM", tmp_path / "assets" / "reliability.svg")
    return tmp_path


def everything():
    parts = [(name, part) for name in CORE for part in ("tuning", "held-back")]
    return result(*(trial(part, clause_type=name, part=part, events=sure(0.9)) for name, part in parts))


def test_publishing_writes_page_diagram_and_headline(run, pages):
    save(everything(), pages / "new.json")
    assert run("new.json", "--publish")[0] == 0
    assert "### Calibration" in (pages / "PAGE.md").read_text("utf-8")
    assert "| sla_penalties (1 of 1 have it) |" in (pages / "README.md").read_text("utf-8")
    assert (pages / "assets" / "reliability.svg").exists()


def test_nothing_incomplete_is_published(run, pages, kept):
    before = (pages / "PAGE.md").read_text("utf-8")
    code, printed = run(kept, "--publish")
    assert (code, (pages / "PAGE.md").read_text("utf-8")) == (2, before)
    assert "to publish, measure all clause types on the text of both parts of CUAD" in printed


def test_an_outdated_doubt_is_not_published(run, pages):
    save(everything(), pages / "new.json")
    entry = "{contract: gone 2, clause_type: audit_rights, labelled: absent, reason: It may.}"
    (pages / "DOUBTS.yaml").write_text(f"doubtful: [{entry}]", "utf-8")
    code, printed = run("new.json", "--publish")
    assert code == 2
    assert "gone 2, audit_rights: no such label" in printed


def test_the_baseline_of_the_samples_covers_them():
    measured = load(ROOT / "benchmarks" / "baseline" / "samples.json").runs["samples"]
    names = {document.name for document in quality.documents(ROOT / "sample_contracts")}
    assert {found.contract for found in measured.trials} == names
    assert {found.clause_type for found in measured.trials} >= set(CORE)
