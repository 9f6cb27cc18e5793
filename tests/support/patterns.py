"""Small pattern folders, made in a test."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import PatternSet


def clause_file(**fields: Any) -> dict[str, Any]:
    """Fill in a clause file; what is not given is an exit right that is as short as the model allows."""
    example = {"source": "written for this test"}
    return {
        "title": "Exit",
        "what": "A party may leave.",
        "why": "Without it nobody can.",
        "sources": ["A guideline, paragraph 1"],
        "status": "stable",
        "since": "0.1",
        "anchors": ["terminat"],
        "signals": [{"id": "exit", "weight": 0.7, "lines": ["may .. terminate"]}],
        "examples": {
            "match": [{"text": f"Client may terminate plan {number}.", **example} for number in (1, 2, 3)],
            "no_match": [
                {"text": f"Client may extend plan {number} until it terminates.", **example} for number in (1, 2, 3)
            ],
        },
        **fields,
    }


def write_patterns(
    folder: Path,
    clauses: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    fragments: Mapping[str, list[str]] | None = None,
    modifiers: Mapping[str, Mapping[str, Any]] | None = None,
) -> Path:
    """Write a pattern folder; `clauses` maps the id of a clause type to its file, the others a name to its content."""
    for name, content in (clauses or {"exit": clause_file()}).items():
        write_yaml(folder / "clauses" / "exit" / f"{name}.yaml", content)
    named = {name: {"what": "Words.", "lines": lines} for name, lines in (fragments or {}).items()}
    write_yaml(folder / "fragments" / "words.yaml", {"fragments": named})
    context = {name: {"what": "A context.", **fields} for name, fields in (modifiers or {}).items()}
    write_yaml(folder / "context" / "context.yaml", {"modifiers": context})
    return folder


def write_yaml(path: Path, content: object) -> None:
    """Write a file of JSON, which is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), "utf-8")


def patterns_of(
    clauses: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    fragments: Mapping[str, list[str]] | None = None,
    modifiers: Mapping[str, Mapping[str, Any]] | None = None,
) -> PatternSet:
    """Load a pattern set made in a test."""
    with tempfile.TemporaryDirectory() as folder:
        return load_patterns(write_patterns(Path(folder), clauses, fragments=fragments, modifiers=modifiers))
