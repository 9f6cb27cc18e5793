"""The sample contracts as the program reports on them, each reviewed once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from clausecheck import Analyzer, ReadOptions, Review

FOLDER = Path(__file__).resolve().parents[2] / "sample_contracts"


@cache
def _analyzer() -> Analyzer:
    return Analyzer(reading=ReadOptions(ocr="off"))  # what is expected of a scan holds without it


@cache
def review_of_sample(name: str) -> Review:
    """Review a file of the folder by the default playbook."""
    return _analyzer().review((FOLDER / name).read_bytes(), name=name)
