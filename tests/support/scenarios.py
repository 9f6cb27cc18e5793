"""Scenario files: what lies in a folder, which command runs there, what must come out.

files        name -> content: `text`, `sample` (a file of sample_contracts), `first` (only so many bytes of it),
             `password` (encrypts a PDF), `bytes` (hexadecimal); a name that ends in a slash is an empty folder
run          the arguments of clausecheck; `stdin` is a content like those of `files`
process      run a process of its own instead of the program inside the test
exit         the exit code; stdout, stderr and each file under `leaves` are held against Expectation
"""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from click.testing import CliRunner
from pydantic import BaseModel, ConfigDict, Field

from clausecheck._yaml import YamlFile
from clausecheck.cli.program import program

SAMPLES = Path(__file__).parents[2] / "sample_contracts"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Content(_Part):
    text: str | None = None
    sample: str | None = None
    bytes: str | None = None
    first: int | None = None
    password: str | None = None

    def build(self) -> Any:
        if self.sample is not None:
            data = (SAMPLES / self.sample).read_bytes()
        else:
            data = bytes.fromhex(self.bytes) if self.bytes is not None else (self.text or "").encode()
        if self.password is not None:
            locked = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as pdf:
                pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user=self.password))
            data = locked.getvalue()
        return data[: self.first]


class Expectation(_Part):
    """`json` and `jsonl` map dotted paths ("0.error.code", "findings.length") to values."""

    equals: str | None = None
    contains: list[str] = []
    lacks: list[str] = []
    lines: int | None = None
    json_: dict[str, Any] = Field(default={}, alias="json")
    jsonl: list[dict[str, Any]] = []

    def check(self, found: str) -> None:
        if self.equals is not None:
            assert found == self.equals
        for words in self.contains:
            assert words in found
        for words in self.lacks:
            assert words not in found
        if self.lines is not None:
            assert len(found.splitlines()) == self.lines
        if self.json_:
            _check_paths(json.loads(found), self.json_)
        if self.jsonl:
            records = [json.loads(line) for line in found.splitlines()]
            assert len(records) == len(self.jsonl)
            for record, paths in zip(records, self.jsonl, strict=True):
                _check_paths(record, paths)


class Scenario(_Part):
    title: str
    files: dict[str, Content] = {}
    run: str
    stdin: Content = Content()
    environment: dict[str, str] = {}
    process: bool = False
    exit: int
    stdout: Expectation = Expectation()
    stderr: Expectation = Expectation()
    leaves: dict[str, Expectation | None] = {}


@dataclass(frozen=True)
class Outcome:
    exit: int
    stdout: str
    stderr: str


def read_scenario(path: Path) -> Scenario:
    return YamlFile(path).read(Scenario)


def play(scenario: Scenario, folder: Path) -> None:
    """Lay the files out in an empty folder, the current one, run the command there and check what comes out."""
    for name, content in scenario.files.items():
        place = folder / name
        if name.endswith("/"):
            place.mkdir(parents=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.build())
    outcome = (_run_process if scenario.process else _run_here)(scenario, folder)
    assert outcome.exit == scenario.exit, outcome
    scenario.stdout.check(outcome.stdout)
    scenario.stderr.check(outcome.stderr)
    assert "Traceback" not in outcome.stderr
    for name, expectation in scenario.leaves.items():
        if expectation is None:
            assert not (folder / name).exists()
        else:
            expectation.check((folder / name).read_text("utf-8"))
    assert not list(folder.rglob("*.part")), "a draft was left behind"


def _run_process(scenario: Scenario, folder: Path) -> Outcome:
    run = subprocess.run(
        [sys.executable, "-m", "clausecheck", *shlex.split(scenario.run)],
        cwd=folder,
        input=scenario.stdin.build(),
        env={**os.environ, "PYTHONWARNINGS": "default", **scenario.environment},
        capture_output=True,
    )
    return Outcome(run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8"))


def _run_here(scenario: Scenario, folder: Path) -> Outcome:
    result = CliRunner().invoke(
        program,
        shlex.split(scenario.run),
        input=scenario.stdin.build(),
        env=scenario.environment,
        prog_name="clausecheck",
    )
    return Outcome(result.exit_code, result.stdout, result.stderr)


def _check_paths(record: Any, paths: dict[str, Any]) -> None:
    for path, expected in paths.items():
        value = record
        for step in path.split("."):
            value = _step(value, step)
        assert value == expected, path


def _step(value: Any, step: str) -> Any:
    if step == "length":
        return len(value)
    return value[int(step)] if isinstance(value, list) else value[step]
