"""clausecheck reads vendor contracts and says what they lack.

The names below are the whole public interface. Each is imported when it is first used, so that importing the
package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.analyzer import Analyzer, analyze, analyze_deal
    from clausecheck.cache import Cache, fingerprint
    from clausecheck.discovery import DocumentBytes, Selection, documents
    from clausecheck.errors import (
        BadRequest,
        ClausecheckError,
        Corrupt,
        Crashed,
        DefinitionError,
        DetectionError,
        Encrypted,
        InputError,
        LimitExceeded,
        MemoryLimit,
        NoText,
        NotFound,
        OptionError,
        PatternError,
        PlaybookError,
        TimeLimit,
        UnsupportedFormat,
    )
    from clausecheck.ingest import load
    from clausecheck.ingest.document import ReadOptions
    from clausecheck.ingest.limits import Limits
    from clausecheck.ingest.source import Source
    from clausecheck.patterns import bundled
    from clausecheck.patterns.loader import load_patterns
    from clausecheck.patterns.model import PatternSet
    from clausecheck.playbook.loader import load_playbook
    from clausecheck.playbook.model import Playbook
    from clausecheck.playbook.severity import Severity
    from clausecheck.report.comparison.compare import compare
    from clausecheck.report.comparison.model import Comparison
    from clausecheck.report.model import FileError, Report
    from clausecheck.report.renderers import annotate, export, render, render_all, render_comparison
    from clausecheck.report.review import Markup, Review
    from clausecheck.scanner import Annotated, Scanner, annotate_all, scan, scan_deal
    from clausecheck.spans import Span
    from clausecheck.structure import parse
    from clausecheck.structure.contract import Contract

    __version__: str

__all__ = [
    "Analyzer",
    "Annotated",
    "BadRequest",
    "Cache",
    "ClausecheckError",
    "Comparison",
    "Contract",
    "Corrupt",
    "Crashed",
    "DefinitionError",
    "DetectionError",
    "DocumentBytes",
    "Encrypted",
    "FileError",
    "InputError",
    "LimitExceeded",
    "Limits",
    "Markup",
    "MemoryLimit",
    "NoText",
    "NotFound",
    "OptionError",
    "PatternError",
    "PatternSet",
    "Playbook",
    "PlaybookError",
    "ReadOptions",
    "Report",
    "Review",
    "Scanner",
    "Selection",
    "Severity",
    "Source",
    "Span",
    "TimeLimit",
    "UnsupportedFormat",
    "__version__",
    "analyze",
    "analyze_deal",
    "annotate",
    "annotate_all",
    "bundled",
    "compare",
    "documents",
    "export",
    "fingerprint",
    "load",
    "load_patterns",
    "load_playbook",
    "parse",
    "render",
    "render_all",
    "render_comparison",
    "scan",
    "scan_deal",
]

_HOMES = {
    "analyzer": ("Analyzer", "analyze", "analyze_deal"),
    "cache": ("Cache", "fingerprint"),
    "discovery": ("DocumentBytes", "Selection", "documents"),
    "errors": (
        "BadRequest",
        "ClausecheckError",
        "Corrupt",
        "Crashed",
        "DefinitionError",
        "DetectionError",
        "Encrypted",
        "InputError",
        "LimitExceeded",
        "MemoryLimit",
        "NoText",
        "NotFound",
        "OptionError",
        "PatternError",
        "PlaybookError",
        "TimeLimit",
        "UnsupportedFormat",
    ),
    "ingest": ("load",),
    "ingest.document": ("ReadOptions",),
    "ingest.limits": ("Limits",),
    "ingest.source": ("Source",),
    "patterns": ("bundled",),
    "patterns.loader": ("load_patterns",),
    "patterns.model": ("PatternSet",),
    "playbook.loader": ("load_playbook",),
    "playbook.model": ("Playbook",),
    "playbook.severity": ("Severity",),
    "report.comparison.compare": ("compare",),
    "report.comparison.model": ("Comparison",),
    "report.model": ("FileError", "Report"),
    "report.renderers": ("annotate", "export", "render", "render_all", "render_comparison"),
    "report.review": ("Markup", "Review"),
    "scanner": ("Annotated", "Scanner", "annotate_all", "scan", "scan_deal"),
    "spans": ("Span",),
    "structure": ("parse",),
    "structure.contract": ("Contract",),
}

if not TYPE_CHECKING:  # a type checker reads the imports above, and must still flag a name that does not exist

    def __getattr__(name: str) -> object:
        if name == "__version__":
            value = importlib.import_module("importlib.metadata").version("clausecheck")
        else:
            home = next((module for module, names in _HOMES.items() if name in names), None)
            if home is None:
                raise AttributeError(f"module 'clausecheck' has no attribute {name!r}")
            value = getattr(importlib.import_module(f"clausecheck.{home}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return list(__all__)
