"""Scans of a folder of contracts: what a run costs with one process and with two, again, and beside a peer.

The folder is made of the PDFs of a corpus and the sample contracts, over again under other names until there are
enough.
Times are those of the clock on the wall. The peer is redline-buddy, the nearest open-source program, which looks for
phrases in the same files, in one process.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_contracts"

# Runs the command line on its arguments and says at the end how much memory its own process needed at most, in MB.
_PROBE = """
import re, sys
from pathlib import Path
from clausecheck.cli import main
try:
    main()
finally:
    peak = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
    print(f"peak {int(peak[1]) / 1024}", file=sys.stderr)
"""


@dataclass(frozen=True)
class Run:
    """One run over the folder: seconds by the clock, and the most memory of the process that leads it, in MB."""

    name: str
    seconds: float
    memory: float | None = None


@dataclass(frozen=True)
class Scan:
    """All runs over a folder, of which some pages belong to documents that have pages."""

    contracts: int
    pages: int
    runs: tuple[Run, ...]


def filled(folder: Path, corpus: Path, count: int) -> Path:
    """Put so many contracts into a new folder."""
    contracts = [path for path in sorted(corpus.rglob("*")) if path.suffix.lower() == ".pdf"]
    samples = [path for path in sorted(SAMPLES.glob("*.[pd]*")) if path.suffix in (".pdf", ".docx")]
    # Text recognition is a measure of its own.
    chosen = contracts + [path for path in samples if "scanned" not in path.name]
    folder.mkdir()
    for number, path in enumerate(islice(cycle(chosen), count)):
        shutil.copy(path, folder / f"{number:04}{path.suffix.lower()}")
    return folder


def measure(corpus: Path, count: int, work: Path, peer: str | None) -> Scan:
    """Time the runs, the peer last."""
    folder = filled(work / "contracts", corpus, count)
    few = filled(work / "few", corpus, max(count // 10, 1))
    kept = ["--cache", str(work / "cache")]
    runs = [
        _run("one process", folder, work, "--no-cache", "--jobs", "1"),
        _run("two processes", folder, work, "--no-cache", "--jobs", "2"),
        _run("two processes, a tenth of the contracts", few, work, "--no-cache", "--jobs", "2"),
        _run("two processes, reports kept", folder, work, *kept, "--jobs", "2"),
        _run("again, nothing changed", folder, work, *kept, "--jobs", "2"),
    ]
    pages = sum(json.loads(line)["document"]["pages"] or 0 for line in _output(work).open(encoding="utf-8"))
    if peer:
        runs.append(_peer(peer, folder))
    return Scan(count, pages, tuple(runs))


def _output(work: Path) -> Path:
    return work / "reports.jsonl"


def _run(name: str, folder: Path, work: Path, *arguments: str) -> Run:
    output = ["--format", "jsonl", "--output", str(_output(work)), "--force"]
    command = [sys.executable, "-c", _PROBE, str(folder), "--ocr", "off", "--fail-on", "never", *output, *arguments]
    start = time.perf_counter()
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return Run(name, time.perf_counter() - start, float(ended.stderr.rsplit("peak ", 1)[1]))


def _peer(program: str, folder: Path) -> Run:
    start = time.perf_counter()
    subprocess.run([program, "review", str(folder), "--playbook", "saas-vendor"], capture_output=True, check=True)
    return Run("redline-buddy", time.perf_counter() - start)


def table(scan: Scan) -> Iterator[str]:
    """Write the runs as Markdown."""
    yield f"{scan.contracts} contracts, {scan.pages:,} pages:"
    yield ""
    yield "| run | seconds | pages a second | most memory, MB |"
    yield "| :-- | --: | --: | --: |"
    for run in scan.runs:
        memory = "" if run.memory is None else f"{run.memory:.0f}"
        rate = "" if "tenth" in run.name else f"{scan.pages / run.seconds:,.0f}"
        yield f"| {run.name} | {run.seconds:.1f} | {rate} | {memory} |"
    yield ""
    yield f"{_ratio(scan.runs, 'one process', 'two processes')} times as fast with two processes as with one."
    if any(run.name == "redline-buddy" for run in scan.runs):
        yield f"{_ratio(scan.runs, 'redline-buddy', 'two processes')} times as fast as redline-buddy."


def _ratio(runs: Sequence[Run], slow: str, fast: str) -> str:
    seconds = {run.name: run.seconds for run in runs}
    return f"{seconds[slow] / seconds[fast]:.2f}"
