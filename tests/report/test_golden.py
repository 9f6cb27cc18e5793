"""Every form of the report on every sample contract, as it was last looked at.

`pytest tests/report/test_golden.py --snapshot-update` writes them anew; look at the difference before committing it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

import clausecheck
from clausecheck import Analyzer, Markup, ReadOptions
from clausecheck.report.review import Review

SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"
NAMES = sorted(path.stem for path in (SAMPLES / "expected").glob("*.yaml"))
SUFFIXES = {"markdown": "md", "text": "txt", "sarif": "sarif.json", "csv-contracts": "contracts.csv"}
TEXTS = [name for name in clausecheck.TEXT_FORMATS if name != "html"]
