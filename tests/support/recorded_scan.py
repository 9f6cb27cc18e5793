"""A scan with a cache that writes down each analysis it begins; run as a program, so that a test can kill it.

python -m tests.support.recorded_scan FOLDER CACHE RECORD
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

from clausecheck.cache import Cache
from clausecheck.ingest.document import ReadOptions
from clausecheck.report.model import Report
from clausecheck.scanner import scan
from tests.support.results import report

JOBS = 2


class RecordingAnalyzer:
    """Takes a hundredth of a second for a document, and notes its name beforehand."""

    reading = ReadOptions()
    side = "customer"
    customer = None
    type = None

    def __init__(self, record: Path) -> None:
        self.record = record

    @property
    def patterns(self) -> SimpleNamespace:
        return SimpleNamespace(digest="none")

    @property
    def playbook(self) -> SimpleNamespace:
        return SimpleNamespace(id="none", version="1", model_dump_json=lambda: "{}")

    def analyze(self, document: Path, *, name: str | None = None, password: str | None = None) -> Report:
        with self.record.open("a") as file:
            file.write(f"{document.name}\n")
        time.sleep(0.01)
        made = report(document.name)
        digest = hashlib.sha256(document.read_bytes()).hexdigest()
        return made.model_copy(
            update={"document": made.document.model_copy(update={"path": os.fspath(document), "sha256": digest})}
        )


def main(folder: str, kept: str, record: str) -> None:
    """Scan the folder and print a JSON line for each result."""
    analyzer = RecordingAnalyzer(Path(record))
    cache = Cache(Path(kept), analyzer)  # type: ignore[arg-type]
    for result in scan([folder], analyzer=analyzer, jobs=JOBS, cache=cache):  # type: ignore[arg-type]
        sys.stdout.write(result.model_dump_json() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
