"""Settings: what the user asked of a command that reads contracts, as values that the command works by."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import clausecheck
from clausecheck._garbage import uncollected
from clausecheck.cli.config import blamed
from clausecheck.cli.words import remark
from clausecheck.errors import OptionError, PatternError, PlaybookError
from clausecheck.ingest.document import OcrMode
from clausecheck.ingest.source import RevisionMode
from clausecheck.playbook.severity import Severity, Side
from clausecheck.structure.contract import DocumentType

if TYPE_CHECKING:
    from clausecheck.report.comparison.model import Way


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisOptions:
    """How documents are read and judged: what every command that reads contracts asks."""

    playbook: str
    patterns: tuple[str, ...]
    side: Side | None
    customer: str | None
    type: DocumentType | None
    password: str | None
    revisions: RevisionMode
    convert: bool
    ocr: OcrMode
    time_limit: float | None
    jobs: int | None
    log: str | None
    log_level: str | None

    def analyzer(self) -> clausecheck.Analyzer:
        """Load what contracts are held against, and say how they are read."""
        limits = clausecheck.Limits()
        if self.time_limit is not None:
            limits = replace(limits, seconds=self.time_limit)
        reading = clausecheck.ReadOptions(limits=limits, revisions=self.revisions, convert=self.convert, ocr=self.ocr)
        own = own_patterns(self.patterns) if self.patterns else None
        with uncollected():
            with blamed("patterns", by=(PatternError,)), blamed("playbook", by=(PlaybookError, OptionError)):
                analyzer = clausecheck.Analyzer(
                    self.playbook,
                    patterns=own,
                    side=self.side,
                    customer=self.customer,
                    type=self.type,
                    reading=reading,
                )
            gc.freeze()  # what is loaded stays until the program ends: no later search need go through it either
        return analyzer

    def processes(self, documents: int) -> int:
        """Tell how many processes to read so many documents in; 0 stands for this one.

        A single document that brings the program down takes nothing with it, and is read sooner without a process.
        """
        if self.jobs is not None:
            return min(self.jobs, documents)
        if documents > 1:
            return min(_cores(), documents)
        return 0 if self.time_limit is None else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions(AnalysisOptions):
    """What the user asked of a scan into a folder; `output` may be an address."""

    engine: str
    output: str
    force: bool
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    fail_on: Severity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputOptions(AnalysisOptions):
    """How documents are read and judged, and where the outcome goes."""

    format: str
    output: Path | None
    force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterOptions(AnalysisOptions):
    """What the user asked of a filter."""

    jobs: int
    fail_on: Severity | None
    show: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions(OutputOptions):
    """What the user asked of a check."""

    deal: bool
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    cache: Path | None
    no_cache: bool
    redline: bool
    page_images: bool
    fail_on: Severity | None
    show: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareOptions(OutputOptions):
    """What the user asked of a comparison; `as_` is None where the documents are to tell."""

    as_: Way | None
    fail_on_gain: Severity | None


def own_patterns(sources: Sequence[str]) -> clausecheck.PatternSet:
    """Load the bundled patterns and the user's own on top of them; say whose place these take."""
    if not sources:
        return clausecheck.load_patterns()
    with blamed("patterns"):
        loaded = clausecheck.load_patterns(clausecheck.bundled(), *sources)
    for name, path in loaded.replaced.items():
        remark(f"{loaded[name].path} takes the place of {former_pattern(path)}")
    return loaded


def former_pattern(path: str) -> str:
    """Name a clause type whose place another took, by its file."""
    named = Path(path)
    return f"the bundled {named.stem}" if named.is_relative_to(clausecheck.bundled()) else path


def _cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
