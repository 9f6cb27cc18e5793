"""An analyzer that takes its time and says who is at work, so that a test can end a process midway."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from clausecheck.analyzer import Analyzer
from clausecheck.report.model import Report

POISON = "poison.txt"
RECORD = "CLAUSECHECK_TEST_RECORD"


class SlowAnalyzer(Analyzer):
    """Notes for each document the process that reads it and the one that began that; the poison ends its reader."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.record = Path(os.environ[RECORD])

    def analyze(self, document: Any, *, name: str | None = None, password: str | None = None) -> Report:
        shown = name or Path(document).name
        with self.record.open("a", encoding="utf-8") as record:
            record.write(f"{os.getppid()} {os.getpid()} {shown}\n")
        if shown == POISON:
            os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(0.5)
        return super().analyze(document, name=name, password=password)
